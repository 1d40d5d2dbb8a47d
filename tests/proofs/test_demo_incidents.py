"""The incidents of the demo case: each with a source, both sides alike, no report's day taken for the event's."""

import json
from collections import Counter
from dataclasses import replace
from importlib.resources import as_file, files

import pytest

from armstrace.desk.case import temporary_case
from armstrace.desk.incidents.gather import incidents_of
from armstrace.events.grouping import group
from armstrace.gazetteer.identities.tables import identities
from armstrace.records.kinds import Incident
from armstrace.records.leaving import without_addresses

NAME = "incidents_karabakh_2020.csv"
SWAP = {"ARM": "AZE", "AZE": "ARM", "": ""}


@pytest.fixture(scope="module")
def incidents() -> list[Incident]:
    with temporary_case() as case, as_file(files("armstrace.desk").joinpath("demo_case", NAME)) as path:
        outcome = case.read(case.add(path))
        assert outcome.whole
        return incidents_of(case)


def test_every_row_says_who_told_it_and_where_it_was_read(incidents: list[Incident]) -> None:
    assert len(incidents) == 40
    for each in incidents:
        assert each.origin
        assert each.when is not None
        assert all(address.startswith(("https://", "http://")) for address in json.loads(each.cited))
        assert each.text.endswith(".")
        assert without_addresses(each.text) == each.text
        assert not each.weapon or each.weapon in identities()


def test_both_sides_are_told_of_and_denials_of_both_are_kept(incidents: list[Incident]) -> None:
    actors = Counter(each.actor for each in incidents)
    assert abs(actors["ARM"] - actors["AZE"]) <= 5
    denied = Counter(each.actor for each in incidents if each.denial)
    assert denied["ARM"] >= 5
    assert denied["AZE"] >= 5
    assert Counter(bool(each.hedge) for each in incidents if each.actor == "AZE")[True] >= 4
    assert Counter(bool(each.hedge) for each in incidents if each.actor == "ARM")[True] >= 4


def test_the_day_of_the_report_is_not_the_day_of_the_event(incidents: list[Incident]) -> None:
    (barda,) = (each for each in incidents if each.place_printed == "Barda" and each.origin == "Human Rights Watch")
    assert barda.when is not None
    assert barda.reported is not None
    assert (barda.when.edtf, barda.reported.edtf) == ("2020-10-28", "2020-10-30")
    assert "fired or supplied" in barda.hedge
    assert "groundless" in barda.denial
    (amnesty,) = (each for each in incidents if each.weapon == "m095")
    assert amnesty.hedge == "appear to have been fired by Azerbaijani forces"
    assert amnesty.when is not None
    assert amnesty.when.precision == "interval"


def test_the_attack_on_barda_is_one_event_of_three_origins(incidents: list[Incident]) -> None:
    events = group(incidents).events
    (barda,) = (event for event in events if len(event.inputs) == 4)
    assert {origin.name for origin in barda.origins if origin.counts} == {
        "Amnesty International",
        "Azerbaijan",
        "Human Rights Watch",
    }
    assert [told.value for told in barda.slot("date").values] == ["2020-10-28"]
    assert barda.slot("weapon").values[0].corroborated


def test_exchanging_the_parties_exchanges_nothing_else(incidents: list[Incident]) -> None:
    swapped = [replace(each, actor=SWAP[each.actor]) for each in incidents]

    def shape(given: list[Incident]) -> list[tuple[str, ...]]:
        return sorted(event.inputs for event in group(given).events)

    assert shape(incidents) == shape(swapped)
