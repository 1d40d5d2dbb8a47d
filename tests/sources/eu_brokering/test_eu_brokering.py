"""Brokering licences: who is the destination, rows of several destinations, rows that a program left without a year."""

from collections import Counter
from pathlib import Path

import pytest

from armstrace.records.errors import SourceChanged
from armstrace.records.kinds import Edition, Readable
from armstrace.records.sources import SetAside
from armstrace.records.supply import Report
from armstrace.sources import eu_brokering
from read_bytes import read_bytes

ROW = "2012,GB,United Kingdom,issued,IN,India,1,5.0,ML1,,,US,United States\n"


def _reports(records: list[Readable]) -> list[Report]:
    return [record for record in records if isinstance(record, Report)]


def test_the_file_at_hand_is_read_but_for_rows_that_have_no_year(shared: Path) -> None:
    path = shared / "eu_licences" / "broker.csv"
    if not path.exists():
        pytest.skip("there is no ../shared/data/eu_licences beside this checkout")
    records = read_bytes(eu_brokering, path.read_bytes(), path.name)
    kinds = Counter(record.KIND for record in records)
    aside = [record for record in records if isinstance(record, SetAside)]
    rows = {record.place for record in records if record.KIND == "report"}
    # 1,089 rows: 195 lists that a program left, 5 emirates that are no states; 889 rows read
    assert (len(rows), kinds["set_aside"]) == (889, 200)
    assert sum("no year" in record.reason for record in aside) == 195
    refused = {record.partner for record in _reports(records) if record.measure == "refusals"}
    # what a state refuses it refuses to a destination: the reading of the two pairs of states rests on this
    assert {"AZE", "LBY", "SOM", "SSD"} <= refused
    origins = Counter(r.origin_state for r in _reports(records) if r.measure == "licences" and r.origin_state)
    assert {code for code, _ in origins.most_common(3)} == {"USA", "ZAF", "JOR"}


def test_the_edition_says_what_had_to_be_assumed() -> None:
    edition = read_bytes(eu_brokering, ROW.encode(), "broker.csv")[0]
    assert isinstance(edition, Edition)
    assert edition.assumptions == eu_brokering.ASSUMED


def test_numbers_of_several_destinations_are_given_to_none_of_them() -> None:
    row = ROW.replace("IN,India", "IN; PE,India; Peru")
    found = _reports(read_bytes(eu_brokering, row.encode(), "b.csv"))
    assert {report.partner for report in found} == {"IND", "PER"}
    assert all(report.items is None and report.amount is None for report in found)
    assert all("India; Peru (licences 1, value licensed 5.0" in report.note for report in found)


def test_the_value_of_a_refused_licence_is_no_licensed_value() -> None:
    found = _reports(read_bytes(eu_brokering, ROW.replace("issued", "refused").encode(), "b.csv"))
    assert [(report.measure, report.amount) for report in found] == [("refusals", None)]
    assert "5.0 EUR" in found[0].note


def test_a_row_shorter_than_the_table_is_set_aside_a_first_row_refused() -> None:
    short = ROW.replace(",US,United States", "")
    assert [each.KIND for each in read_bytes(eu_brokering, (ROW + short).encode(), "b.csv")][-1] == "set_aside"
    with pytest.raises(SourceChanged, match="11 cells"):
        read_bytes(eu_brokering, (short + ROW).encode(), "b.csv")
