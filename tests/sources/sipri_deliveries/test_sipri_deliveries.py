import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from armstrace.records.errors import SourceChanged
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Edition, Flow, Transfer
from armstrace.records.place import Place
from armstrace.records.sources import ReadOptions, SetAside
from armstrace.records.values import Count, Tiv
from armstrace.sources import sipri_deliveries, sipri_tiv_tables
from armstrace.sources.sipri.columns import DELIVERIES
from armstrace.sources.table_files import cell
from stopwatch import takes_less_than

SAMPLE = Path(__file__).with_name("sample.csv")
HEADER_ROW = 6
REAL = "deliveries_all_all_1990-2023_gen2024-04-13_InfoViz.csv"
IMPORTS = "import-values_1990-2023_gen2024-04-13_InfoViz.csv"

AsExhibit = Callable[[Path], Exhibit]
AsTable = Callable[[Iterable[Sequence[str]]], Exhibit]


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def read(exhibit: Exhibit, edition: str = "") -> list[Edition | Transfer | SetAside]:
    found = list(sipri_deliveries.read(exhibit, ReadOptions(edition=edition)))
    assert all(isinstance(record, Edition | Transfer | SetAside) for record in found)
    return [record for record in found if isinstance(record, Edition | Transfer | SetAside)]


def transfers(exhibit: Exhibit) -> list[Transfer]:
    return [record for record in read(exhibit) if isinstance(record, Transfer)]


def edition_of(exhibit: Exhibit, given: str = "") -> Edition:
    first = read(exhibit, given)[0]
    assert isinstance(first, Edition)
    return first


def deal(records: Sequence[Transfer], number: str) -> Transfer:
    return next(record for record in records if record.deal == number)


def test_the_edition_tells_the_day_the_years_and_the_scope(as_exhibit: AsExhibit) -> None:
    edition = edition_of(as_exhibit(SAMPLE))
    assert edition.label == "SIPRI deliveries, generated 5 May 2013, 2001–2012"
    assert edition.generated is not None
    assert edition.generated.edtf == "2013-05-05"
    assert edition.covers is not None
    assert edition.covers.years == (2001, 2012)
    assert (edition.scope_supplier, edition.scope_recipient) == ("*", "*")
    assert edition.register == "sipri_deliveries"
    assert edition.assumptions == ""


def test_every_mark_of_doubt_is_kept(as_exhibit: AsExhibit) -> None:
    records = transfers(as_exhibit(SAMPLE))
    certain, estimated = [record for record in records if record.deal == "90001"]
    assert certain.ordered is not None
    assert certain.ordered.edtf == "2004?"
    assert certain.delivered is not None
    assert certain.delivered.edtf == "2006"
    assert certain.number_delivered == Count(4, 4, False, "4")
    assert estimated.number_delivered == Count(6, 6, True, "6")
    assert estimated.delivered is not None
    assert estimated.delivered.edtf == "2007?"
    marked = deal(records, "90007")
    assert marked.ordered is not None
    assert marked.ordered.edtf == "2009?"
    assert marked.number_delivered == Count(12, 12, True, "(12)")
    assert marked.delivered is not None
    assert marked.delivered.edtf == "2010?"
    unknown = deal(records, "90008")
    assert (unknown.ordered, unknown.number_delivered, unknown.tiv) == (None, None, None)
    assert deal(records, "90006").tiv == Tiv(0.0, 0.0, 0.5, "0")


def test_names_are_kept_as_printed_beside_what_they_stand_for(as_exhibit: AsExhibit) -> None:
    records = transfers(as_exhibit(SAMPLE))
    first = deal(records, "90001")
    assert (first.supplier, first.recipient, first.designation) == ("ISR", "AZE", "Kestrel-9")
    hidden = deal(records, "90004")
    assert (hidden.supplier, hidden.supplier_printed) == ("", "unknown supplier(s)")
    assert hidden.recipient
    assert hidden.recipient_printed == "Hezbollah (Lebanon)*"
    assert deal(records, "90005").recipient_printed == "NATO**"
    assert deal(records, "90002").designation == "Dolphin, 60 m"
    assert deal(records, "90002").local_production is True


def test_what_cannot_be_read_is_set_aside_with_its_place(as_exhibit: AsExhibit) -> None:
    aside = [record for record in read(as_exhibit(SAMPLE)) if isinstance(record, SetAside)]
    assert [(record.place, record.printed) for record in aside[:4]] == [
        ("row=16;column=Numbers delivered", "a dozen"),
        ("row=17;column=Numbers delivered is estimate", "Perhaps"),
        ("row=18;column=Supplier", "Ruritania"),
        ("row=19;column=Order date", "2002.0"),
    ]
    assert aside[4].place == "row=20"
    assert "9 cells, the header 17" in aside[4].reason
    assert len(aside) == 5


def test_every_value_stands_where_its_record_says(as_exhibit: AsExhibit) -> None:
    for record in read(as_exhibit(SAMPLE)):
        if isinstance(record, SetAside):
            assert record.printed == cell(SAMPLE, record.place)
        if isinstance(record, Transfer):
            row = Place.read(record.place).row

            def printed(column: str, row: int | None = row) -> str:
                return cell(SAMPLE, str(Place(row=row, column=column)))

            assert printed("Supplier") == record.supplier_printed
            assert printed("Recipient") == record.recipient_printed
            assert printed("Designation").strip() == record.designation
            assert printed("Delivery year") == record.delivery_years
            assert printed("TIV delivery values") == (record.tiv.printed if record.tiv else "")
            assert printed("Numbers delivered") == (
                record.number_delivered.printed if record.number_delivered else ". ."
            )


@pytest.mark.parametrize("column", DELIVERIES)
def test_a_column_gone_renamed_or_moved_is_refused_by_name(column: str, as_table: AsTable) -> None:
    rows = rows_of(SAMPLE)
    at = DELIVERIES.index(column)
    without = [
        [value for index, value in enumerate(row) if index != at or number < HEADER_ROW - 1]
        for number, row in enumerate(rows)
    ]
    renamed = [[*row] for row in rows]
    renamed[HEADER_ROW - 1][at] = "Something else"
    moved = [[*row] for row in rows]
    moved[HEADER_ROW - 1].append(moved[HEADER_ROW - 1].pop(at))
    for changed, words in ((without, f"gone: {column!r}"), (renamed, "new: 'Something else'"), (moved, "")):
        if changed == rows:
            continue
        exhibit = as_table(changed)
        assert sipri_deliveries.recognises(exhibit.path.read_bytes(), "") == 2
        with pytest.raises(SourceChanged) as refusal:
            next(sipri_deliveries.read(exhibit, ReadOptions()))
        assert words in str(refusal.value)


def test_half_a_header_without_any_preamble_is_still_recognised() -> None:
    head = ",".join([*DELIVERIES[:9], *(f"New {name}" for name in DELIVERIES[9:])])
    assert sipri_deliveries.recognises(head.encode(), "") == 2
    assert sipri_deliveries.recognises(b"Supplier,Recipient,Value\nIsrael,Azerbaijan,3\n", "") == 0


def test_a_table_without_rows_and_two_exports_in_one_are_refused(as_table: AsTable) -> None:
    rows = rows_of(SAMPLE)
    with pytest.raises(SourceChanged, match="no rows"):
        next(sipri_deliveries.read(as_table(rows[:HEADER_ROW]), ReadOptions()))
    with pytest.raises(SourceChanged, match="second time"):
        next(sipri_deliveries.read(as_table([*rows, *rows]), ReadOptions()))


def test_a_file_that_breaks_off_gives_no_record_at_all(tmp_path: Path, as_exhibit: AsExhibit) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_bytes(SAMPLE.read_bytes() + b'90014,"Israel')
    with pytest.raises(SourceChanged):
        next(sipri_deliveries.read(as_exhibit(broken), ReadOptions()))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "latin-1", "cp1252", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_encodings_and_line_ends_do_not_change_the_records(
    encoding: str, line_end: str, tmp_path: Path, as_exhibit: AsExhibit
) -> None:
    text = SAMPLE.read_text(encoding="utf-8").replace("Grom-2", "Modernisé")
    plain, other = tmp_path / "plain.csv", tmp_path / "other.csv"
    plain.write_text(text, encoding="utf-8", newline="")
    other.write_text(text.replace("\n", line_end), encoding=encoding, newline="")
    assert sipri_deliveries.recognises(other.read_bytes(), "") == 2
    expected = [(r.deal, r.designation, r.supplier_printed, r.place) for r in transfers(as_exhibit(plain))]
    assert [(r.deal, r.designation, r.supplier_printed, r.place) for r in transfers(as_exhibit(other))] == expected
    assert "Modernisé" in {designation for _, designation, _, _ in expected}


def test_without_preamble_the_edition_says_what_was_assumed(as_table: AsTable) -> None:
    exhibit = as_table(rows_of(SAMPLE)[HEADER_ROW - 1 :])
    edition = edition_of(exhibit)
    assert edition.label == "SIPRI deliveries, undated (received as table.csv), 2003–2012"
    assert edition.generated is None
    assert edition.covers is not None
    assert edition.covers.years == (2003, 2012)
    assert "when it was generated" in edition.assumptions
    assert "taken as all suppliers" in edition.assumptions
    assert edition_of(exhibit, "April 2013").label == "SIPRI deliveries, edition April 2013, 2003–2012"


@pytest.mark.parametrize(
    ("title", "supplier", "recipient"),
    [
        ("from Israel to Azerbaijan. Deals", "ISR", "AZE"),
        ("from Israel   to All countries . Deals", "ISR", "*"),
        ("from Israel, Turkiye to Azerbaijan. Deals", "", "AZE"),
    ],
)
def test_the_scope_is_what_the_export_was_asked_for(
    title: str, supplier: str, recipient: str, as_table: AsTable
) -> None:
    rows = rows_of(SAMPLE)
    rows[0] = [rows[0][0].replace("from All countries to All countries. Deals", title)]
    edition = edition_of(as_table(rows))
    assert (edition.scope_supplier, edition.scope_recipient) == (supplier, recipient)
    assert ("does not take for one state" in edition.assumptions) == (supplier == "")


def test_a_year_that_sipri_had_not_published_is_not_covered(as_table: AsTable) -> None:
    rows = rows_of(SAMPLE)
    rows[0] = [rows[0][0].replace("'2012'", "'2013'")]
    edition = edition_of(as_table(rows))
    assert edition.label.endswith("2001–2013")
    assert edition.covers is not None
    assert edition.covers.years == (2001, 2012)
    assert "up to 2013" in edition.assumptions


CELLS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(column=st.integers(0, len(DELIVERIES) - 1), value=CELLS)
def test_whatever_a_cell_holds_is_read_or_set_aside_and_found_again(column: int, value: str, as_table: AsTable) -> None:
    rows = rows_of(SAMPLE)[: HEADER_ROW + 1]
    rows[HEADER_ROW][column] = value
    exhibit = as_table(rows)
    first, second = read(exhibit), read(exhibit)
    assert first == second
    assert len(first) == 2
    record = first[1]
    assert cell(exhibit.path, f"row={HEADER_ROW + 1};column={DELIVERIES[column]}".replace("%", "%25")) == value
    if isinstance(record, SetAside):
        assert record.printed == cell(exhibit.path, record.place) == value


@pytest.mark.shared
def test_the_real_register_is_read_whole_and_gives_the_published_shares(shared: Path, as_exhibit: AsExhibit) -> None:
    records: list[Edition | Transfer | SetAside] = []

    def work() -> None:
        records[:] = read(as_exhibit(shared / "sipri" / REAL))

    takes_less_than(5, work)  # it takes one
    found = [record for record in records if isinstance(record, Transfer)]
    assert len(found) == 27_838
    assert len(records) == 27_839
    window = [
        (record.supplier, record.tiv.value)
        for record in found
        if record.recipient == "AZE"
        and record.delivered
        and record.tiv
        and 2015 <= (record.delivered.years or (0,))[0] <= 2019
    ]
    assert round(sum(value for _, value in window), 1) == 1317.3
    assert round(sum(value for supplier, value in window if supplier == "ISR"), 1) == 787.2


@pytest.mark.shared
def test_deliveries_add_up_to_sipris_own_table_of_imports(shared: Path, as_exhibit: AsExhibit) -> None:
    delivered: dict[tuple[str, int], float] = defaultdict(float)
    for record in transfers(as_exhibit(shared / "sipri" / REAL)):
        assert record.delivered is not None
        assert record.delivered.years is not None
        delivered[record.recipient_printed, record.delivered.years[0]] += record.tiv.value if record.tiv else 0.0
    imported: dict[tuple[str, int], float] = {}
    for flow in sipri_tiv_tables.read(as_exhibit(shared / "sipri" / IMPORTS), ReadOptions()):
        if isinstance(flow, Flow):
            assert flow.supplier == "*"
            # by printed name: two of SIPRI's names for recipients it does not know share one code
            imported[flow.recipient_printed, flow.year] = flow.value.value
    recipients = {recipient for recipient, _ in imported}
    cells = [(recipient, year) for recipient in recipients for year in range(1990, 2024)]
    assert len(cells) == 7_582
    assert set(delivered) <= set(cells)
    misses = [key for key in cells if abs(delivered.get(key, 0.0) - imported.get(key, 0.0)) > 1]
    assert misses == []
