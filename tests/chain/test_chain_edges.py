"""Edges of the chain's rules that no other test walked: found by putting small faults in (docs/mutation.md)."""

from typing import Any

import pytest

from armstrace.chain.build import build
from armstrace.chain.mirror import mirror
from armstrace.chain.model import Asked, Rung, RungState
from armstrace.chain.rules.harm import deaths_told
from armstrace.chain.scope import within
from armstrace.chain.spots import told_at
from armstrace.records.supply import Report
from armstrace.records.values import Count, When
from chain_evidence import asked, decision, evidence, finding, licence, made, report, state, supply, text_of_use, use


def stood(rung: Rung, *found: Any, question: Asked | None = None) -> RungState:
    return state(build(question or asked(), evidence(*found)), rung)


def placed(found: RungState) -> list[str]:
    return [each.key for each in found.placements]


def test_a_mirror_prints_the_number_of_who_told_it_and_nothing_of_who_did_not() -> None:
    base = {"register": "unroca_reports", "status": "reported", "category": "I", "measure": "items"}
    line = made(Report, 1, **base, reporter="BRA", partner="PER", direction="export", year=2016, items=Count(12, 12))
    (one,) = mirror([line], "BRA", "PER", [2016])
    assert (one.supplied, one.received) == ("12", "nothing")


@pytest.mark.parametrize(("bounds", "words"), [((3, 3, 3), "3"), ((1, None, 4), "1-4"), ((1, 2, 4), "2 (1-4)")])
def test_deaths_are_printed_with_the_bounds_that_are_told(bounds: tuple[int, int | None, int], words: str) -> None:
    low, best, high = bounds
    assert deaths_told(use(1, deaths_low=low, deaths_best=best, deaths_high=high)) == words


def test_what_is_not_dated_lies_within_no_days_asked_about() -> None:
    days = When.read("2020-10-27")
    assert not within(None, days)
    assert within(None, None)
    assert within(days, days)


def test_a_state_asked_for_as_a_place_is_where_an_incident_in_it_was() -> None:
    told = use(1, place_printed="an unnamed village", state="AZE")
    assert told_at(told, "Azerbaijan")
    assert not told_at(told, "Peru")


def test_a_report_of_no_licences_is_none_of_a_licence() -> None:
    given = report(1, "licence", status="nil", items=Count(0, 0)), report(2, "licence", year=2021)
    assert placed(stood(Rung.LICENSED, *given)) == []
    assert placed(stood(Rung.LICENSED, report(3, "licence", items=Count(1, 1)))) == ["report:3"]


def test_earlier_use_is_found_behind_the_use_of_somebody_else() -> None:
    """The first incident of all is of another army: what comes after it is looked at all the same."""
    found = use(1, "2016-04-02", actor="ARM"), use(2, "2016-04-04"), use(3)
    assert "incident:2" in placed(stood(Rung.HELD, *found))


@pytest.mark.parametrize("said", [{"supplier": "RUS"}, {"recipient": "ARM"}])
def test_a_trace_to_somebody_else_traces_nothing_here(said: dict[str, str]) -> None:
    assert placed(stood(Rung.ITEM, supply(1, "trace", **said))) == []
    assert placed(stood(Rung.ITEM, supply(1, "trace"))) == ["supply:1"]


def test_a_text_that_denies_the_weapon_puts_none_on_the_rung() -> None:
    denied = finding(text_of_use(denied=True))
    assert denied.key not in placed(stood(Rung.TYPE_USED, denied))


def test_a_weapon_of_the_family_stands_with_the_reason_why_it_does_not_count() -> None:
    question = asked(weapon="LAR-160")
    (one,) = stood(Rung.TYPE_USED, use(1, weapon="", weapon_printed="cluster munitions"), question=question).placements
    assert not one.counts
    assert one.bearing


def test_who_tells_of_another_weapon_is_named_as_telling_and_not_as_contesting() -> None:
    one, other = use(1), use(2, weapon="9m55k", weapon_printed="Smerch rockets", origin="Invented Watch")
    (event,) = evidence(use(1), use(2, origin="Amnesty International")).events
    told = evidence(one, other, grouped=False, events=[event])
    (contest,) = state(build(asked(weapon="LAR-160"), told), Rung.TYPE_USED).status.contested
    assert contest.who == "as told by Invented Watch"
    ended = stood(Rung.LICENSED, licence(1), licence(2, "cancelled", "2019-04-12")).status.contested
    assert [each.who.startswith("as told by") for each in ended] == [False]


@pytest.mark.parametrize(("dated", "named"), [({}, True), ({"date": None}, False)])
def test_what_came_after_the_decision_is_told_with_its_day(dated: dict[str, None], named: bool) -> None:
    """With a day of the decision the later notice names it; what has no day says that it has none."""
    found = stood(Rung.NOTICE, decision(1, "found", **dated))
    assert placed(found) == []
    told = [each.reason for each in found.beside if each.key == "decision:1"]
    assert told
    assert ("2020-10-27" in told[0]) is named


def test_a_reporter_is_named_as_it_is_printed() -> None:
    found = report(1, "export", category="VII", reporter_printed="State of Israel")
    assert stood(Rung.DELIVERED, found).placements[0].told_by == ("State of Israel",)
    plain = report(1, "export", category="VII", reporter_printed="")
    assert stood(Rung.DELIVERED, plain).placements[0].told_by == ("Israel",)


def test_a_text_with_a_place_where_none_was_asked_for_is_of_no_other_name() -> None:
    told = use(1)
    text = finding(text_of_use(), records=[told.key])
    (one,) = (each for each in stood(Rung.TYPE_USED, told, text, question=asked(place="")).placements
              if each.key == text.key)  # fmt: skip
    assert "Barda" not in one.bearing
