import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from armstrace.gazetteer.states import sipri_supplier_tables
from armstrace.records.errors import SourceChanged, UnknownFormat
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Edition, Flow
from armstrace.records.place import Place
from armstrace.records.sources import ReadOptions, SetAside
from armstrace.records.values import Tiv
from armstrace.sources import sipri_tiv_tables
from armstrace.sources.table_files import cell

HERE = Path(__file__).parent
TO_AZERBAIJAN, FROM_ISRAEL = HERE / "sample.csv", HERE / "sample_from_israel.csv"
WORLD, CATEGORIES = HERE / "sample_world.csv", HERE / "sample_categories.csv"
ALL_SAMPLES = (TO_AZERBAIJAN, FROM_ISRAEL, WORLD, CATEGORIES)

AsExhibit = Callable[[Path], Exhibit]
AsTable = Callable[[Iterable[Sequence[str]]], Exhibit]


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def read(exhibit: Exhibit) -> list[Edition | Flow | SetAside]:
    found = list(sipri_tiv_tables.read(exhibit, ReadOptions()))
    return [record for record in found if isinstance(record, Edition | Flow | SetAside)]


def flows(exhibit: Exhibit) -> list[Flow]:
    return [record for record in read(exhibit) if isinstance(record, Flow)]


def cells_of(exhibit: Exhibit) -> dict[tuple[str, str, int], float]:
    return {(flow.supplier, flow.recipient, flow.year): flow.value.value for flow in flows(exhibit)}


def edition_of(exhibit: Exhibit) -> Edition:
    first = read(exhibit)[0]
    assert isinstance(first, Edition)
    return first


def notices(exhibit: Exhibit) -> list[tuple[str, str]]:
    return [(record.place, record.reason) for record in read(exhibit) if isinstance(record, SetAside)]


def test_a_table_of_one_supplier(as_exhibit: AsExhibit) -> None:
    exhibit = as_exhibit(FROM_ISRAEL)
    edition = edition_of(exhibit)
    assert edition.label == "SIPRI TIV tables, generated 28 July 2012, 2009–2011"
    assert (edition.scope_supplier, edition.scope_recipient) == ("ISR", "*")
    assert edition.covers is not None
    assert edition.covers.years == (2009, 2011)
    assert edition.assumptions == ""
    assert cells_of(exhibit) == {
        ("ISR", "AZE", 2009): 10,
        ("ISR", "AZE", 2010): 20,
        ("ISR", "AZE", 2011): 30,
        ("ISR", "CIV", 2011): 0,
        ("ISR", "NATO", 2010): 7,
    }
    assert notices(exhibit) == []


def test_a_table_that_somebody_compiled_says_so_in_its_label(as_table: AsTable) -> None:
    rows = rows_of(FROM_ISRAEL)
    rows.insert(1, ["TIV totals compiled by a reporter from SIPRI's tables generated 28 July 2012"])
    edition = edition_of(as_table(rows))
    assert edition.label == "SIPRI TIV tables compiled by a reporter, generated 28 July 2012, 2009–2011"
    assert edition.assumptions == (
        "The file is no export of SIPRI’s own; it says: "
        "TIV totals compiled by a reporter from SIPRI's tables generated 28 July 2012."
    )


def test_a_printed_million_is_rounded_and_a_nought_is_small_not_nothing(as_exhibit: AsExhibit) -> None:
    found = flows(as_exhibit(FROM_ISRAEL))
    assert found[0].value == Tiv(10.0, 9.5, 10.5, "10")
    assert found[3].value == Tiv(0.0, 0.0, 0.5, "0")
    assert (found[0].measure, found[0].supplier_printed, found[0].recipient_printed) == (
        "tiv_m",
        "Israel",
        "Azerbaijan",
    )


def test_decimals_are_rounded_to_the_last_one_printed(as_table: AsTable) -> None:
    rows = rows_of(FROM_ISRAEL)
    rows[6][1] = "10.2"
    value = flows(as_table(rows))[0].value
    assert value.low == pytest.approx(10.15)
    assert value.high == pytest.approx(10.25)


@pytest.mark.parametrize(
    ("title", "supplier", "recipient", "first"),
    [
        ("TIV of arms exports from Israel, 2009-2011", "ISR", "*", ("ISR", "AZE")),
        ("TIV of arms exports to Israel, 2009-2011", "*", "ISR", ("AZE", "ISR")),
        ("TIV of arms imports to Israel, 2009-2011", "*", "ISR", ("AZE", "ISR")),
        ("TIV of arms exports from all, 2009-2011", "*", "*", ("AZE", "*")),
        ("TIV of arms imports to all, 2009-2011", "*", "*", ("*", "AZE")),
        ("TIV of arms exports from Unknown supplier(s), 2009-2011", "", "*", ("", "AZE")),
    ],
)
def test_the_title_tells_which_side_the_rows_are(
    title: str, supplier: str, recipient: str, first: tuple[str, str], as_table: AsTable
) -> None:
    rows = rows_of(FROM_ISRAEL)
    rows[0][0] = title
    exhibit = as_table(rows)
    edition = edition_of(exhibit)
    assert (edition.scope_supplier, edition.scope_recipient) == (supplier, recipient)
    assert (flows(exhibit)[0].supplier, flows(exhibit)[0].recipient) == first


@pytest.mark.parametrize(
    ("what", "total", "supplier", "recipient", "first"),
    [
        ("Exports by", "Total world export", "*", "*", ("ISR", "*")),
        ("Recipient", "Total world import", "*", "*", ("*", "ISR")),
        ("Supplier", "Total exports to Azerbaijan", "*", "AZE", ("ISR", "AZE")),
        ("Recipient", "Total imports from Azerbaijan", "AZE", "*", ("AZE", "ISR")),
    ],
)
def test_the_last_row_tells_the_other_side(
    what: str, total: str, supplier: str, recipient: str, first: tuple[str, str], as_table: AsTable
) -> None:
    rows = rows_of(WORLD)
    rows[4][0], rows[8][0] = what, total
    exhibit = as_table(rows)
    edition = edition_of(exhibit)
    assert (edition.scope_supplier, edition.scope_recipient) == (supplier, recipient)
    assert (flows(exhibit)[0].supplier, flows(exhibit)[0].recipient) == first


def test_a_year_that_sipri_had_not_published_is_not_covered(as_exhibit: AsExhibit) -> None:
    edition = edition_of(as_exhibit(WORLD))
    assert edition.label == "SIPRI TIV tables, generated 2 February 2012, 2009–2011"
    assert edition.covers is not None
    assert edition.covers.years == (2009, 2010)
    assert "deliveries after 2010 were not published" in edition.assumptions


def test_without_its_last_row_the_other_side_is_left_open_and_never_the_world(as_table: AsTable) -> None:
    rows = rows_of(WORLD)
    rows[4][0] = "Recipient"
    for changed in (rows[:8], [*rows[:8], ["Total", *rows[8][1:]]]):
        exhibit = as_table(changed)
        edition = edition_of(exhibit)
        assert (edition.scope_supplier, edition.scope_recipient) == ("", "*")
        assert "left open" in edition.assumptions
        assert {flow.supplier for flow in flows(exhibit)} == {""}


def test_a_table_by_category_gives_categories_and_no_states(as_exhibit: AsExhibit) -> None:
    found = flows(as_exhibit(CATEGORIES))
    assert {(flow.supplier, flow.recipient) for flow in found} == {("*", "*")}
    assert [(flow.category, flow.year) for flow in found] == [
        ("Aircraft", 2009),
        ("Aircraft", 2010),
        ("Air defence systems", 2010),
        ("Other", 2009),
    ]
    assert notices(as_exhibit(CATEGORIES)) == []


def test_a_new_table_by_category_refuses_rows_of_states(as_table: AsTable) -> None:
    rows = rows_of(WORLD)
    rows[4][0], rows[5][0] = "", "Aircraft"
    exhibit = as_table(rows)
    assert {(flow.supplier, flow.recipient, flow.category) for flow in flows(exhibit)} == {("*", "*", "Aircraft")}
    assert [place for place, _ in notices(exhibit)] == ["row=7", "row=8"]


def test_totals_are_held_against_the_cells_and_not_read(as_exhibit: AsExhibit) -> None:
    found = notices(as_exhibit(TO_AZERBAIJAN))
    expected = [
        ("row=11;column=Supplier", "armstrace does not know the name 'Ruritania'."),
        ("row=12;column=2009", "'about 4' is not a TIV."),
        ("row=13;column=2011", "The total differs: printed 99, the cells add up to 71."),
        ("row=13;column=2009-2011", "The total differs: printed 107, the cells add up to 134."),
        ("row=13;column=Sum total years", "The total differs: printed 107, the cells add up to 134."),
        ("row=14", "The row stands below the table's total."),
    ]
    assert [place for place, _ in found] == [place for place, _ in expected]
    for (_, reason), (_, start) in zip(found, expected, strict=True):
        assert reason.startswith(start)
    assert not any(flow.supplier_printed.startswith("Total") for flow in flows(as_exhibit(TO_AZERBAIJAN)))


@pytest.mark.parametrize(("printed", "fits"), [("62", True), ("58", True), ("63", False), ("57", False), ("", False)])
def test_a_total_may_differ_by_rounding_and_no_more(printed: str, fits: bool, as_table: AsTable) -> None:
    rows = rows_of(FROM_ISRAEL)
    rows[6][4] = printed  # 10 + 20 + 30: three roundings of half a million, and one million more
    reasons = [reason for place, reason in notices(as_table(rows)) if place == "row=7;column=Total"]
    assert (reasons == []) == fits


def test_columns_that_are_gone_new_or_renamed_are_refused_by_name(as_table: AsTable) -> None:
    for sample, header in ((FROM_ISRAEL, 5), (WORLD, 4), (TO_AZERBAIJAN, 6)):
        rows = rows_of(sample)
        for at in range(1, len(rows[header])):
            name = rows[header][at]
            gone = [[value for index, value in enumerate(row) if index != at or len(row) < 3] for row in rows]
            renamed = [[*row] for row in rows]
            renamed[header][at] = "Something else"
            for changed, words in ((gone, repr(name)), (renamed, "'Something else'")):
                exhibit = as_table(changed)
                assert sipri_tiv_tables.recognises(exhibit.path.read_bytes(), "") == 2
                with pytest.raises(SourceChanged) as refusal:
                    next(sipri_tiv_tables.read(exhibit, ReadOptions()))
                assert words in str(refusal.value)
    rows = rows_of(WORLD)
    rows[4][0] = "Importer"
    with pytest.raises(SourceChanged, match="new: 'Importer'"):
        next(sipri_tiv_tables.read(as_table(rows), ReadOptions()))


def test_a_table_about_a_name_that_is_not_known_is_refused(as_table: AsTable) -> None:
    old, new = rows_of(FROM_ISRAEL), rows_of(TO_AZERBAIJAN)
    old[0][0] = old[0][0].replace("Israel", "Ruritania")
    new[12][0] = "Total exports to Ruritania"
    for rows in (old, new):
        with pytest.raises(SourceChanged, match="Ruritania"):
            next(sipri_tiv_tables.read(as_table(rows), ReadOptions()))


def test_empty_doubled_and_regional_tables_are_refused(as_table: AsTable) -> None:
    rows = rows_of(WORLD)
    with pytest.raises(SourceChanged, match="no rows"):
        next(sipri_tiv_tables.read(as_table(rows[:5]), ReadOptions()))
    with pytest.raises(SourceChanged, match="second time"):
        next(sipri_tiv_tables.read(as_table([*rows, *rows]), ReadOptions()))
    regional = [["Volume of exports of major arms by region broken down by suppliers 2009-2011"], *rows[1:]]
    assert sipri_tiv_tables.recognises(as_table(regional).path.read_bytes(), "") == 2
    with pytest.raises(UnknownFormat, match="by region"):
        next(sipri_tiv_tables.read(as_table(regional), ReadOptions()))


def test_a_table_with_only_a_row_of_totals_has_no_rows(as_table: AsTable) -> None:
    rows = rows_of(FROM_ISRAEL)
    with pytest.raises(SourceChanged, match="no rows"):
        next(sipri_tiv_tables.read(as_table([*rows[:6], rows[-1]]), ReadOptions()))


def test_what_is_no_such_table_is_not_recognised() -> None:
    assert sipri_tiv_tables.recognises(b",1990,1991,Total\nIsrael,1,2,3\n", "") == 0
    assert sipri_tiv_tables.recognises(b"Recipient,1990,1991\nIsrael,1,2\n", "") == 0
    assert sipri_tiv_tables.recognises(b"%PDF-1.7 TIV of arms exports from Israel", "") == 0
    assert sipri_tiv_tables.recognises(b"Recipient,1990,1990-1990,Percentage\nIsrael,1,1,100%\n", "") == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "latin-1", "utf-16"])
def test_encodings_and_line_ends_do_not_change_the_records(
    encoding: str, tmp_path: Path, as_exhibit: AsExhibit
) -> None:
    path = tmp_path / "sample.csv"
    text = FROM_ISRAEL.read_text(encoding="utf-8").replace("Cote d'Ivoire", "Côte d'Ivoire")
    path.write_text(text.replace("\n", "\r\n"), encoding=encoding, newline="")
    assert sipri_tiv_tables.recognises(path.read_bytes(), "") == 2
    assert cells_of(as_exhibit(path)) == cells_of(as_exhibit(FROM_ISRAEL))


@pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda path: str(path.name))
def test_every_flow_stands_where_it_says(sample: Path, as_exhibit: AsExhibit) -> None:
    for record in read(as_exhibit(sample)):
        if isinstance(record, Flow):
            assert cell(sample, record.place).strip() == record.value.printed
            assert Place.read(record.place).column == str(record.year)
        elif isinstance(record, SetAside):
            assert cell(sample, record.place) == record.printed


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
@given(
    row=st.integers(6, 8),
    column=st.integers(0, 4),
    value=st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=10)
    | st.integers(0, 10**6).map(str),
)
def test_whatever_a_cell_holds_is_read_or_noted(row: int, column: int, value: str, as_table: AsTable) -> None:
    rows = rows_of(FROM_ISRAEL)
    rows[row][column] = value
    if value.strip().casefold().startswith("total"):
        return
    exhibit = as_table(rows)
    first = read(exhibit)
    assert first == read(exhibit)
    places = [record.place for record in first]
    assert len(places) == len(set(places))
    for record in first:
        if isinstance(record, Flow):
            assert cell(exhibit.path, record.place).strip() == record.value.printed


@pytest.mark.shared
def test_all_tables_of_july_2022_are_read_and_add_up(shared: Path, as_exhibit: AsExhibit) -> None:
    labels, scopes, number, aside = set(), set(), 0, []
    for path in sorted((shared / "sipri" / "tiv-2022-07-28").glob("*.csv")):
        for record in read(as_exhibit(path)):
            if isinstance(record, Edition):
                labels.add(record.label)
                scopes.add(record.scope_supplier)
            elif isinstance(record, Flow):
                number += 1
            else:
                aside.append((path.name, record.place, record.reason))
    assert aside == []
    assert labels == {"SIPRI TIV tables, generated 28 July 2022, 1950–2021"}
    assert scopes == set(sipri_supplier_tables().values())
    assert number == 22_225


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("import-values_1990-2023_gen2024-04-13_InfoViz.csv", 3_881),
        ("export-values_1990-2023_gen2024-04-13_InfoViz.csv", 1_527),
    ],
)
def test_the_tables_of_april_2024_are_read_and_add_up(
    name: str, number: int, shared: Path, as_exhibit: AsExhibit
) -> None:
    exhibit = as_exhibit(shared / "sipri" / name)
    edition = edition_of(exhibit)
    assert edition.label == "SIPRI TIV tables, generated 13 April 2024, 1990–2023"
    assert (edition.scope_supplier, edition.scope_recipient) == ("*", "*")
    assert notices(exhibit) == []
    assert len(flows(exhibit)) == number


@pytest.mark.shared
def test_the_regional_table_is_refused_with_what_to_do(shared: Path, as_exhibit: AsExhibit) -> None:
    (path,) = (shared / "sipri").glob("regional-transfers*.csv")
    assert sipri_tiv_tables.recognises(path.read_bytes()[:65_536], path.name) == 2
    with pytest.raises(UnknownFormat, match="by state"):
        next(sipri_tiv_tables.read(as_exhibit(path), ReadOptions()))
