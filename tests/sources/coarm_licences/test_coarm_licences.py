"""Licences and exports of EU member states: rows a to e, totals, empty cells, missions, and the files at hand."""

from collections import Counter
from pathlib import Path

import pytest

from armstrace.records.errors import SourceChanged
from armstrace.records.kinds import Readable
from armstrace.records.supply import Report
from armstrace.sources import coarm_licences
from read_bytes import read_bytes

WIDE = "year,destination,exporter,row,ML1,ML2,Total\n"


def _reports(content: str) -> list[Report]:
    return [each for each in read_bytes(coarm_licences, content.encode(), "t.csv") if isinstance(each, Report)]


def _kinds(records: list[Readable]) -> Counter[str]:
    return Counter(record.KIND for record in records)


@pytest.mark.parametrize(("name", "read", "aside"), [("consult.csv", 1_077, 2), ("mission.csv", 715, 1)])
def test_the_files_at_hand_are_read(shared: Path, name: str, read: int, aside: int) -> None:
    path = shared / "eu_licences" / name
    if not path.exists():
        pytest.skip("there is no ../shared/data/eu_licences beside this checkout")
    kinds = _kinds(read_bytes(coarm_licences, path.read_bytes(), name))
    assert (kinds["report"], kinds["set_aside"]) == (read, aside)


def test_an_empty_cell_says_nothing_and_a_nought_does() -> None:
    found = _reports(WIDE + "2012,Peru,Spain,c,,n/a,0\n")
    assert [(each.category, each.amount) for each in found] == [("total", 0.0)]


def test_each_row_of_the_printed_form_is_a_measure_of_its_own() -> None:
    rows = "".join(f"2012,Peru,Spain,{letter},1,,\n" for letter in "abcde")
    assert [(each.direction, each.measure) for each in _reports(WIDE + rows)] == [
        ("licence", "licences"),
        ("licence", "licence_money"),
        ("export", "money"),
        ("licence", "refusals"),
        ("licence", "criteria"),
    ]


def test_refusals_without_a_state_are_of_all_member_states_together() -> None:
    (one,) = _reports("2003; 0; ; ; KE; Kenya; AFE; Region; ML 4; d; 1;\n")
    assert (one.reporter, one.measure, one.partner) == ("European Union", "refusals", "KEN")
    assert "all member states" in one.note


def test_what_went_to_a_mission_did_not_go_to_the_state() -> None:
    (one,) = _reports("2007,AT,Austria,TD,Chad,Invented mission,Pistols\n")
    assert (one.partner, one.partner_printed) == ("", "Invented mission; Chad")


@pytest.mark.parametrize(
    "header",
    [
        "year,destination,exporter,ML1",  # no row letter
        "year,destination,exporter,row,ML1,ML1,Bonus",
        "year,exporter,destination,licences,number of licences,category",  # one thing under two names
        "year,exporter,destination,licences",  # no category
    ],
)
def test_other_columns_are_refused(header: str) -> None:
    with pytest.raises(SourceChanged):
        _reports(header + "\n2012,Peru,Spain,a,1,1\n")


def test_points_and_commas_are_never_guessed() -> None:
    header = "year,exporter,destination,category,value of licences (in euros)\n"
    found = read_bytes(coarm_licences, (header + '2012,Spain,Peru,ML1,"1.200,50"\n').encode(), "t.csv")
    assert _kinds(found) == {"edition": 1, "set_aside": 1}
