import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from armstrace.records.columns import Columns
from armstrace.records.errors import SourceChanged, UnknownFormat
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Edition, Readable, Transfer
from armstrace.records.place import Place
from armstrace.records.sources import ReadOptions, SetAside
from armstrace.records.values import Count, Tiv
from armstrace.sources import sipri_deliveries, sipri_register
from armstrace.sources.sipri.columns import TRADE_REGISTER
from armstrace.sources.table_files import cell

HERE = Path(__file__).parent
SAMPLE, SAMPLE_2026 = HERE / "sample.csv", HERE / "sample_2026.csv"
DATED = "trade-register_all_all_1950-2024_gen2024-10-13_MJHofmann.csv"
UNDATED = "trade-register_all_all_Aditya-1711_undated.csv"

AsExhibit = Callable[[Path], Exhibit]
AsTable = Callable[[Iterable[Sequence[str]]], Exhibit]


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def read(exhibit: Exhibit, edition: str = "") -> list[Edition | Transfer | SetAside]:
    found = list(sipri_register.read(exhibit, ReadOptions(edition=edition)))
    return [record for record in found if isinstance(record, Edition | Transfer | SetAside)]


def transfers(exhibit: Exhibit) -> list[Transfer]:
    return [record for record in read(exhibit) if isinstance(record, Transfer)]


def edition_of(exhibit: Exhibit, given: str = "") -> Edition:
    first = read(exhibit, given)[0]
    assert isinstance(first, Edition)
    return first


def set_aside(exhibit: Exhibit) -> list[SetAside]:
    return [record for record in read(exhibit) if isinstance(record, SetAside)]


def test_a_deal_of_several_years_keeps_the_list_and_spans_it(as_exhibit: AsExhibit) -> None:
    record = transfers(as_exhibit(SAMPLE))[0]
    assert (record.supplier, record.recipient, record.designation) == ("ISR", "AZE", "Kestrel-9")
    assert record.delivered is not None
    assert record.delivered.years == (2006, 2007)
    assert record.delivery_years == "2006; 2007"
    assert record.tiv == Tiv(15.0, 15.0, 15.0, "15")
    assert record.ordered is not None
    assert record.ordered.edtf == "2004?"
    assert record.number_ordered == Count(10, 10, True, "10")
    assert record.number_delivered == Count(10, 10, True, "10")
    assert record.comment.startswith("$12 m deal")


def test_what_is_only_ordered_is_not_delivered(as_exhibit: AsExhibit) -> None:
    record = transfers(as_exhibit(SAMPLE))[1]
    assert record.delivered is None
    assert record.delivery_years == ""
    assert record.number_ordered == Count(5, 5, False, "5")
    assert record.number_delivered == Count(0, 0, False, "0")
    assert record.tiv == Tiv(0.0, 0.0, 0.0, "0")


def test_marks_inside_cells_and_empty_cells(as_exhibit: AsExhibit) -> None:
    found = transfers(as_exhibit(SAMPLE))
    assert found[2].number_ordered is None
    marked = found[3]
    assert marked.ordered is not None
    assert marked.delivered is not None
    assert (marked.ordered.edtf, marked.delivered.edtf) == ("2002?", "2003?")
    assert marked.number_ordered == Count(12, 12, True, "12?")
    assert marked.number_delivered == Count(12, 12, False, "12")
    several = found[4]
    assert several.supplier == ""
    assert several.delivered is not None
    assert several.delivered.edtf == "2006/2008?"


def test_broken_and_unreadable_rows_are_set_aside_with_their_places(as_exhibit: AsExhibit) -> None:
    aside = set_aside(as_exhibit(SAMPLE))
    assert [record.place for record in aside] == [
        "row=8",
        "row=9",
        "row=10",
        "row=11",
        "row=12;column=Supplier",
        "row=13",
        "row=14;column=Year of order",
        "row=15;column=Year(s) of delivery",
        "row=16;column=Year(s) of delivery",
        "row=17",
    ]
    for piece, filled in zip(aside[:4], (13, 4, 13, 4), strict=True):
        assert "broken in two" in piece.reason
        assert f"It has {filled} of 16 cells" in piece.reason
    assert "Beside 'Year of order': 'maybe'" in aside[5].reason
    assert "no year of delivery" in aside[8].reason
    assert "17 cells, the header 16" in aside[9].reason
    assert len(transfers(as_exhibit(SAMPLE))) == 6


def test_a_whole_deal_before_a_piece_is_kept(as_table: AsTable) -> None:
    rows = rows_of(SAMPLE)
    complete, piece = rows[5], rows[8]
    without_tiv = [*rows[5][:13], "", "", ""]
    assert len(transfers(as_table([rows[0], complete, piece]))) == 1
    # a row without TIV before a broken row that begins a deal of its own has lost nothing
    assert len(transfers(as_table([rows[0], without_tiv, rows[7], piece]))) == 1
    assert transfers(as_table([rows[0], without_tiv, complete]))[0].tiv is None


def test_the_header_of_2026_is_the_same_column(as_exhibit: AsExhibit) -> None:
    edition = edition_of(as_exhibit(SAMPLE_2026))
    assert edition.label == "SIPRI trade register, generated 28 February 2026, all years"
    assert (edition.scope_supplier, edition.scope_recipient) == ("ISR", "*")
    assert edition.covers is not None
    assert edition.covers.years == (2001, 2007)
    assert transfers(as_exhibit(SAMPLE_2026))[0].number_delivered == Count(10, 10, True, "10")


def test_without_preamble_the_edition_is_named_after_the_file_or_by_a_person(as_exhibit: AsExhibit) -> None:
    edition = edition_of(as_exhibit(SAMPLE))
    assert edition.label == "SIPRI trade register, undated (received as sample.csv), 2003–2011"
    assert edition.generated is None
    assert (edition.scope_supplier, edition.scope_recipient) == ("*", "*")
    assert edition.assumptions.count(".") >= 3
    named = edition_of(as_exhibit(SAMPLE), "2026-02")
    assert named.label == "SIPRI trade register, edition 2026-02, 2003–2011"
    assert named.generated is None


@pytest.mark.parametrize("at", range(len(TRADE_REGISTER)))
def test_a_column_gone_or_renamed_is_refused_by_name(at: int, as_table: AsTable) -> None:
    rows = rows_of(SAMPLE)
    name = rows[0][at].strip()
    gone = [[value for index, value in enumerate(row) if index != at] for row in rows]
    renamed = [[*rows[0][:at], "Something else", *rows[0][at + 1 :]], *rows[1:]]
    for changed, words in ((gone, f"gone: {name!r}"), (renamed, "new: 'Something else'")):
        exhibit = as_table(changed)
        assert sipri_register.recognises(exhibit.path.read_bytes(), "") == 2
        with pytest.raises(SourceChanged) as refusal:
            next(sipri_register.read(exhibit, ReadOptions()))
        assert words in str(refusal.value)


def test_the_two_registers_are_told_apart_by_their_columns() -> None:
    title = b"Transfers of major conventional arms from Israel to Azerbaijan. Deals with deliveries\n"
    for head in (SAMPLE.read_bytes(), SAMPLE_2026.read_bytes(), title):
        assert (sipri_register.recognises(head, ""), sipri_deliveries.recognises(head, "")) == (2, 0)
    deliveries = (HERE.parent / "sipri_deliveries" / "sample.csv").read_bytes()
    assert (sipri_register.recognises(deliveries, ""), sipri_deliveries.recognises(deliveries, "")) == (0, 2)


def test_rtf_is_refused_with_what_to_do(tmp_path: Path, as_exhibit: AsExhibit) -> None:
    path = tmp_path / "Trade-Register.rtf"
    path.write_bytes(rb"{\rtf1\ansi Transfers of major weapons. Source: SIPRI Arms Transfers Database}")
    assert sipri_register.recognises(path.read_bytes(), path.name) == 2
    assert sipri_register.recognises(rb"{\rtf1 A letter}", "letter.rtf") == 0
    with pytest.raises(UnknownFormat, match="Choose CSV"):
        next(sipri_register.read(as_exhibit(path), ReadOptions()))


@pytest.mark.parametrize(("encoding", "word"), [("utf-8-sig", "“€”"), ("cp1252", "“€”"), ("latin-1", "é")])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_encodings_and_line_ends_do_not_change_the_records(
    encoding: str, word: str, line_end: str, tmp_path: Path, as_exhibit: AsExhibit
) -> None:
    text = SAMPLE.read_text(encoding="utf-8").replace("For border troops", word).replace("$12 m deal", f"{word} deal")
    path = tmp_path / "sample.csv"
    path.write_text(text.replace("\n", line_end), encoding=encoding, newline="")
    assert sipri_register.recognises(path.read_bytes(), "") == 2
    found = transfers(as_exhibit(path))
    assert found[0].comment == f"{word} deal; invented for the tests of armstrace"
    assert [record.place for record in found] == [record.place for record in transfers(as_exhibit(SAMPLE))]


def test_every_value_stands_where_its_record_says(as_exhibit: AsExhibit) -> None:
    for record in transfers(as_exhibit(SAMPLE)):
        row = Place.read(record.place).row

        def printed(column: str, row: int | None = row) -> str:
            return cell(SAMPLE, str(Place(row=row, column=column)))

        assert printed("Recipient") == record.recipient_printed
        assert printed("Supplier") == record.supplier_printed
        assert printed("Year(s) of delivery") == record.delivery_years
        assert printed("Number ordered") == (record.number_ordered.printed if record.number_ordered else "")
        assert printed("SIPRI TIV of delivered weapons") == (record.tiv.printed if record.tiv else "")
    for aside in set_aside(as_exhibit(SAMPLE)):
        found = cell(SAMPLE, aside.place)
        # a mark's column has no name, so its place is the row
        assert aside.printed in found if aside.printed == "maybe" else aside.printed == found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    column=st.integers(0, len(TRADE_REGISTER) - 1),
    value=st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=12),
)
def test_whatever_a_cell_holds_no_row_is_lost(column: int, value: str, as_table: AsTable) -> None:
    rows = rows_of(SAMPLE)[:3]
    rows[1][column] = value
    exhibit = as_table(rows)
    first = read(exhibit)
    assert first == read(exhibit)
    assert {Place.read(record.place).row for record in first[1:]} == {2, 3}


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "rows", "damaged", "label"),
    [
        (DATED, 27_949, ["row=24336", "row=24337", "row=26458", "row=26459"], "generated 13 October 2024, 1950–2024"),
        (
            UNDATED,
            29_507 - 8,
            [f"row={row}" for row in (5334, 5335, 20952, 20953, 25156, 25157, 27932, 27933)],
            f"undated (received as {UNDATED}), 1950–2024",
        ),
    ],
)
def test_the_real_registers_are_read_whole_but_for_their_broken_rows(
    name: str, rows: int, damaged: list[str], label: str, shared: Path, as_exhibit: AsExhibit
) -> None:
    records = read(as_exhibit(shared / "sipri" / name))
    assert sum(1 for record in records if isinstance(record, Transfer)) == rows
    assert [record.place for record in records if isinstance(record, SetAside)] == damaged
    assert isinstance(records[0], Edition)
    assert records[0].label == f"SIPRI trade register, {label}"


@pytest.mark.shared
def test_an_edition_asked_for_a_year_not_published_does_not_cover_it(shared: Path, as_exhibit: AsExhibit) -> None:
    edition = edition_of(as_exhibit(shared / "sipri" / DATED))
    assert edition.covers is not None
    assert edition.covers.years == (1950, 2023)


def by_columns(exhibit: Exhibit) -> list[Readable]:
    blocks = sipri_register.read_blocks(exhibit, ReadOptions())
    return [each for block in blocks for each in (block if isinstance(block, Columns) else [block])]


def test_by_columns_the_same_is_read_in_the_same_order(as_exhibit: AsExhibit) -> None:
    exhibit = as_exhibit(SAMPLE)
    assert by_columns(exhibit) == list(sipri_register.read(exhibit, ReadOptions()))


@pytest.mark.shared
def test_so_is_a_whole_register_with_broken_rows(shared: Path, as_exhibit: AsExhibit) -> None:
    exhibit = as_exhibit(shared / "sipri" / DATED)
    assert by_columns(exhibit) == list(sipri_register.read(exhibit, ReadOptions()))
