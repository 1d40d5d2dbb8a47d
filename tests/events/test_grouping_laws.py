"""Laws of grouping: order does not matter, nor what lies far off; judgements hold, and taken back leave no trace."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.events.blocking import pairs
from armstrace.events.grouping import Grouped, group
from armstrace.events.judged import held
from armstrace.events.likeness import likeness
from armstrace.events.rules import RULES
from armstrace.events.sightings import sightings
from armstrace.records.events import MERGE, SPLIT, EventJudgement
from armstrace.records.kinds import Incident
from armstrace.records.values import When
from bench import grouping as made_many
from incidents_by_hand import incident
from party_swap_of_incidents import swapped_incident

WEAPONS = ("", "Smerch", "Grad", "9N235", "cluster munitions", "Harop")


@st.composite
def some_incidents(draw: st.DrawFn) -> list[Incident]:
    """Draw incidents that crowd in two towns and a week, of every precision."""
    count = draw(st.integers(1, 14))
    found = []
    for number in range(count):
        day = date(2020, 10, 1) + timedelta(days=draw(st.integers(0, 6)))
        when = When(
            day, day + timedelta(days=draw(st.sampled_from((0, 0, 0, 1, 5)))), draw(st.sampled_from(("", "", "~")))
        )
        precision = draw(st.sampled_from(("exact", "town", "town", "district", "region", "")))
        placed = draw(st.booleans())
        found.append(
            incident(
                f"{number:02}",
                draw(st.sampled_from((when, when, when, None))),
                lat=40.0 + draw(st.integers(0, 4)) * 0.002 if placed else None,
                lon=47.0 if placed else None,
                precision=precision if placed else "",
                place_printed=draw(st.sampled_from(("Barda", "Tartar", ""))),
                weapon_printed=draw(st.sampled_from(WEAPONS)),
                actor=draw(st.sampled_from(("", "ARM", "AZE"))),
                deaths_best=draw(st.sampled_from((None, 4, 21, 22))),
                register=draw(st.sampled_from(("made", "ucdp_ged", "acled_csv"))),
                origin=draw(st.sampled_from(("", "Human Rights Watch", "Reuters", "Armenian MoD"))),
            )
        )
    return found


def members(grouped: Grouped) -> list[tuple[str, ...]]:
    return sorted(event.inputs for event in grouped.events)


def judgement(number: int, act: str, left: str, right: str) -> EventJudgement:
    return EventJudgement(
        number=number, act=act, left=(left,), right=(right,), why="seen", by="p-1", at="2026-01-01T00:00:00Z"
    )


@settings(max_examples=80, deadline=None)
@given(some_incidents(), st.randoms())
def test_order_does_not_matter_and_each_incident_is_in_one_event(found: list[Incident], chance: Random) -> None:
    once = group(found)
    mixed = list(found)
    chance.shuffle(mixed)
    assert group(mixed) == once
    assert sorted(key for event in once.events for key in event.inputs) == sorted(each.key for each in found)


@settings(max_examples=80, deadline=None)
@given(some_incidents())
def test_no_event_holds_two_sure_days_or_one_register_twice(found: list[Incident]) -> None:
    by_key = {each.key: each for each in found}
    for event in group(found).events:
        records = [by_key[key] for key in event.inputs]
        sure = [each.when for each in records if each.when and not each.when.qualifier]
        begins, ends = [when.earliest for when in sure if when.earliest], [when.latest for when in sure if when.latest]
        assert not begins or max(begins) <= min(ends)
        listed = [each.register for each in records if each.register != "made" and each.precision != "exact"]
        assert len(listed) == len(set(listed))


@settings(max_examples=80, deadline=None)
@given(some_incidents(), st.data())
def test_judgements_hold_and_when_withdrawn_the_former_groups_are_back(
    found: list[Incident], data: st.DataObject
) -> None:
    keys = st.sampled_from([each.key for each in found])
    made = []
    for number in range(data.draw(st.integers(1, 5))):
        left, right = data.draw(keys), data.draw(keys)
        if left != right:
            made.append(judgement(number, data.draw(st.sampled_from((MERGE, SPLIT))), left, right))
    judged = group(found, made)
    event_of = {key: place for place, event in enumerate(judged.events) for key in event.inputs}
    for each in held(made).standing:
        together = event_of[each.left[0]] == event_of[each.right[0]]
        assert together is (each.act == MERGE)
    for each in made:
        rest = [other for other in made if other is not each]
        assert group(found, rest) == group(list(reversed(found)), list(reversed(rest)))
    assert group(found, []) == group(found)


@settings(max_examples=60, deadline=None)
@given(some_incidents())
def test_likeness_is_the_same_from_both_sides(found: list[Incident]) -> None:
    # those alone whose day and place are known well enough to hold them against others
    known = (each for each in sightings(found, RULES) if each.first is not None)
    seen = [each for each in known if each.reach_km is not None or each.name]
    for one in seen:
        for other in seen:
            if one.key != other.key:
                assert likeness(one, other, RULES) == likeness(other, one, RULES)


@settings(max_examples=60, deadline=None)
@given(some_incidents())
def test_parties_exchanged_give_the_same_groups(found: list[Incident]) -> None:
    assert members(group(map(swapped_incident, found))) == members(group(found))


def test_a_judgement_survives_what_is_read_later() -> None:
    one, other = incident("a", "2020-10-28", lat=40.0, lon=47.0), incident("b", "2020-11-28", lat=41.0, lon=47.0)
    merged = [judgement(1, MERGE, one.key, other.key)]
    more = [incident(f"c{n}", "2020-10-28", lat=40.0, lon=47.0, deaths_best=n) for n in range(5)]
    grouped = group([one, other, *more], merged)
    assert any({one.key, other.key} <= set(event.inputs) for event in grouped.events)
    (event,) = (event for event in grouped.events if one.key in event.inputs)
    assert any(link.judgement == 1 and "by p-1 on 2026-01-01: seen" in link.reason for link in event.links)


def test_a_later_judgement_stands_against_an_earlier_one_that_is_kept_and_listed() -> None:
    first, second, third = judgement(1, MERGE, "a", "b"), judgement(2, MERGE, "b", "c"), judgement(3, SPLIT, "a", "c")
    found = held([first, second, third])
    assert found.standing == (second, third)
    assert found.overridden == (first,)
    assert held([first, second]).overridden == ()


@pytest.mark.parametrize("name", sorted(made_many.SETS))
def test_hostile_sets_are_grouped_whole_and_without_much_work(name: str) -> None:
    found = made_many.SETS[name](1_500)
    seen = sum(len(event.inputs) for event in group(found).events)
    assert seen == len(found)


def test_the_work_in_a_crowded_cell_grows_with_the_number_and_not_its_square() -> None:
    counts = []
    for count in (1_000, 2_000, 4_000):
        seen = sightings(made_many.one_city(count, 1, 0.0, "town"), RULES)
        counts.append(sum(1 for _ in pairs(seen, RULES)))
    assert counts[2] < 2.5 * counts[1] < 7 * counts[0]
