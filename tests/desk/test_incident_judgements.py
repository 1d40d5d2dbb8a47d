"""A person's word on which incidents are one event: kept in the ledger, signed, and taken back without a trace."""

import pytest

from armstrace.desk.case import Case
from armstrace.desk.incidents.gather import incidents_of
from armstrace.desk.judgements.incidents import events_of, merge, split, standing, withdraw
from armstrace.evidence import ledger
from armstrace.records.errors import CaseError, CustodyBroken
from armstrace.records.events import MERGE, SPLIT

WHY = "read against both reports"


def groups(case: Case) -> set[frozenset[str]]:
    numbers = {each.key: each.number for each in incidents_of(case)}
    return {frozenset(numbers[key] for key in event.inputs) for event in events_of(case).events}


def key_of(case: Case, number: str) -> str:
    return next(each.key for each in incidents_of(case) if each.number == number)


def event_key(case: Case, number: str) -> str:
    return next(event.key for event in events_of(case).events if key_of(case, number) in event.inputs)


def event_with(groups: set[frozenset[str]], number: str) -> frozenset[str]:
    return next(group for group in groups if number in group)


def test_27_and_28_october_at_barda_are_two_events(told: Case) -> None:
    found = groups(told)
    assert event_with(found, "K40") == {"K37", "K38", "K39", "K40"}
    assert event_with(found, "K36") == {"K34", "K35", "K36"}


def test_merged_and_split_by_signed_words_and_as_before_when_they_are_withdrawn(told: Case) -> None:
    before = groups(told)
    later, earlier = (event_key(told, number) for number in ("K40", "K36"))
    one = merge(told, [later], [earlier], WHY)
    assert (one.act, one.by, one.why) == (MERGE, "p-1", WHY)
    assert event_with(groups(told), "K40") == {"K34", "K35", "K36", "K37", "K38", "K39", "K40"}
    withdraw(told, one.number, "an error")
    assert groups(told) == before
    two = split(told, [key_of(told, "K39")], [key_of(told, "K40")], WHY)
    assert "K39" not in event_with(groups(told), "K40")
    assert [each.number for each in standing(told)] == [two.number]
    withdraw(told, two.number, "an error")
    assert groups(told) == before
    assert standing(told) == ()
    acts = [line.act for line in ledger.read_lines(told.root)]
    withdrawn = "withdraw_incident_judgement"
    assert acts[-4:] == ["merge_incidents", withdrawn, "split_incidents", withdrawn]


def test_an_event_can_be_named_by_its_own_key_or_the_beginning_of_one(told: Case) -> None:
    event = next(each for each in events_of(told).events if key_of(told, "K40") in each.inputs)
    made = merge(told, [event.key], [key_of(told, "K22")[:20]], WHY)
    assert set(made.left) == set(event.inputs)
    assert made.right == (key_of(told, "K22"),)


def test_a_later_word_stands_against_an_earlier_one_which_is_listed(told: Case) -> None:
    keys = key_of(told, "K39"), key_of(told, "K40")
    merge(told, keys[:1], keys[1:], WHY)
    split(told, keys[:1], keys[1:], "another street")
    found = events_of(told)
    assert [each.act for each in found.overridden] == [MERGE]
    assert [each.act for each in standing(told)] == [MERGE, SPLIT]


@pytest.mark.parametrize(
    ("left", "right", "why", "words"),
    [
        (["incident:none"], ["incident:"], WHY, "no incident or event"),
        (["incident:"], ["incident:"], WHY, "several incidents or events"),
        ([], [], WHY, "No incident is named"),
    ],
)
def test_what_names_nothing_is_refused(told: Case, left: list[str], right: list[str], why: str, words: str) -> None:
    with pytest.raises(CaseError, match=words):
        merge(told, left, right, why)


def test_a_judgement_needs_a_reason_and_two_sides(told: Case) -> None:
    one, other = key_of(told, "K39"), key_of(told, "K40")
    with pytest.raises(CaseError, match="reason"):
        merge(told, [one], [other], " ")
    with pytest.raises(CaseError, match="both sides"):
        split(told, [one], [one, other], WHY)
    with pytest.raises(CaseError, match="nothing to withdraw"):
        withdraw(told, 1, WHY)


def test_a_line_that_says_too_little_is_told_as_broken(told: Case) -> None:
    ledger.append(told.root, "merge_incidents", "p-1", left=["incident:a"])
    with pytest.raises(CustodyBroken, match="does not say"):
        standing(told)
