"""Threat 17: no name, day or figure is made into another unseen, and what a person joined comes apart again."""

import json
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from armstrace.desk.case import new_case
from armstrace.desk.incidents.gather import incidents_of
from armstrace.desk.judgements.incidents import events_of, merge, withdraw
from armstrace.gazetteer.states import code_of, suggest
from armstrace.records.errors import UnreadableValue
from armstrace.records.origin import canonical
from armstrace.records.values import Count, When

GOLDEN = json.loads(Path(__file__).with_name("meanings.json").read_bytes())


@pytest.mark.parametrize(("printed", "code"), GOLDEN["parties"].items())
def test_a_party_is_the_one_that_is_named_or_none(printed: str, code: str | None) -> None:
    assert code_of(printed) == code


def test_what_merely_looks_alike_is_suggested_to_a_person_and_never_taken() -> None:
    for printed in ("Azerbajan", "Artsakh Republik", "Nigerr"):
        assert code_of(printed) is None
        assert suggest(printed)


@pytest.mark.parametrize(("printed", "meant"), GOLDEN["days"].items())
def test_a_day_is_as_precise_as_it_is_printed_or_refused(printed: str, meant: str | None) -> None:
    if meant is None:
        with pytest.raises(UnreadableValue):
            When.read(printed)
        return
    day = When.read(printed)
    assert day.edtf == meant
    assert day.printed == printed


def test_two_possible_days_are_no_single_day() -> None:
    span = When.read("2020-10-10/2020-10-11")
    assert (span.earliest, span.latest) == (date(2020, 10, 10), date(2020, 10, 11))


@pytest.mark.parametrize(("printed", "meant"), GOLDEN["counts"].items())
def test_a_figure_keeps_its_doubt_and_its_signs(printed: str, meant: list[object] | None) -> None:
    if meant is None:
        with pytest.raises(UnreadableValue):
            Count.read(printed)
        return
    count = Count.read(printed)
    assert count is not None
    assert [count.low, count.high, count.estimate, count.printed] == [*meant, printed]


def test_a_merge_taken_back_leaves_the_events_as_they_were(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case", title="A test", said_by="p-1")
    with as_file(files("armstrace.desk").joinpath("demo_case/incidents_karabakh_2020.csv")) as path:
        assert not case.read(case.add(path)).refused
    before = canonical([repr(each) for each in events_of(case).events])
    keys = {each.number: each.key for each in incidents_of(case)}
    made = merge(case, [keys["K40"]], [keys["K36"]], "read against both reports")
    assert canonical([repr(each) for each in events_of(case).events]) != before
    withdraw(case, made.number, "an error")
    assert canonical([repr(each) for each in events_of(case).events]) == before
