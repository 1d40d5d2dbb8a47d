"""`armstrace why` for an event: its values side by side, who counts and why, what made it one, the words behind it."""

import json
from pathlib import Path
from typing import Any

from armstrace.desk.case import Case
from armstrace.desk.incidents.gather import incidents_of
from armstrace.desk.judgements.incidents import events_of, merge, split
from desk.conftest import Armstrace

ACLED = Path(__file__).parents[1] / "sources/acled_csv/sample.csv"
WHY = "read against both reports"


def key_of(case: Case, number: str) -> str:
    return next(each.key for each in incidents_of(case) if each.number == number)


def event_with(case: Case, number: str) -> str:
    return next(event.key for event in events_of(case).events if key_of(case, number) in event.inputs)


def why(armstrace: Armstrace, case: Case, key: str) -> list[dict[str, Any]]:
    done = armstrace("why", key, "--case", case.root, "--json")
    assert done.code == 0, done.err
    found: list[dict[str, Any]] = json.loads(done.out)
    return found


def steps(found: list[dict[str, Any]], word: str) -> list[dict[str, Any]]:
    return [each for each in found if each["what"].startswith(word)]


def test_an_event_leads_to_slots_origins_links_and_the_words_of_each_incident(told: Case, armstrace: Armstrace) -> None:
    key = event_with(told, "K40")
    found = why(armstrace, told, key)
    assert found[0]["what"] == key
    assert found[0]["told by"] == "4 incidents, 3 origins that count"
    assert any("groundless" in each for each in found[0]["denied"])
    (target,) = steps(found, "target")
    assert target["what"].endswith("which contradict each other")
    assert {each["value"] for each in target["values"]} >= {"the town", "the city"}
    (date,) = steps(found, "date")
    assert date["values"][0]["corroborated"].startswith("yes: Amnesty International and Azerbaijan and Human Rights")
    (folded,) = steps(found, "origin Azerbaijan")
    assert folded["tells"] == "K37, K38"
    assert "bodies of one party" in folded["why"][0]
    assert {each["what"] for each in steps(found, "link")} >= {"link 0.891: K37 and K40"}
    assert all(each["reason"].startswith("same place by name") for each in steps(found, "link"))
    incidents = steps(found, "incident")
    assert [each["what"] for each in incidents] == [f"incident {number}" for number in ("K37", "K40", "K39", "K38")]
    record, original = incidents[1]["below"]
    assert record["what"] == f"record {key_of(told, 'K40')}"
    assert original["printed"].startswith("K40,2020-10-28")
    assert steps(found, "exhibit")[0]["received as"] == "incidents_karabakh_2020.csv"


def test_a_person_reads_it_as_a_tree_and_may_give_the_beginning_of_the_key(told: Case, armstrace: Armstrace) -> None:
    key = event_with(told, "K40")
    done = armstrace("why", key[:14], "--case", told.root)
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0] == key
    assert "incident K40" in lines
    assert any(line.startswith("  record incident:") for line in lines), "what is below stands to the right"
    assert any("the town" in line for line in lines)
    several = armstrace("why", "event:", "--case", told.root)
    assert (several.code, "Several events begin like this" in several.err) == (2, True)
    none = armstrace("why", "event:zz", "--case", told.root)
    assert (none.code, "No event of this case has that key" in none.err) == (2, True)


def test_the_judgements_that_made_it_are_told_and_which_later_ones_overrule(told: Case, armstrace: Armstrace) -> None:
    keys = key_of(told, "K36"), key_of(told, "K40")
    merge(told, keys[:1], keys[1:], WHY)
    found = why(armstrace, told, event_with(told, "K40"))
    (made,) = steps(found, "judgement")
    assert made["what"].endswith(WHY)
    assert made["what"].split()[2] == "merged"
    assert (made["stands"], made["did"]) == ("yes", "both sides are in this event")
    assert any(f"judgement {made['what'].split()[1].strip(':')}" in each["what"] for each in steps(found, "link 1.000"))
    split(told, keys[:1], keys[1:], "another street")
    found = why(armstrace, told, event_with(told, "K40"))
    one, two = steps(found, "judgement")
    assert one["stands"] == "no, a later judgement stands against it"
    assert two["did"] == "only the right side is in this event"


def test_what_was_nearly_taken_for_it_is_named_with_the_event_it_is_in(told: Case, armstrace: Armstrace) -> None:
    event = next(each for each in events_of(told).events if each.near)
    near = steps(why(armstrace, told, event.key), "nearly")
    assert near
    assert all(each["in"].startswith("event:") and each["in"] != event.key and each["reason"] for each in near)


def test_rows_that_may_not_leave_stay_behind_for_a_pipe_and_are_shown_to_a_person(
    case: Case, armstrace: Armstrace
) -> None:
    assert not case.read(case.add(ACLED)).refused
    event = events_of(case).events[0]
    text = next(each.text for each in incidents_of(case) if each.key in event.inputs and each.text)
    found = armstrace("why", event.key, "--case", case.root, "--json").out
    assert "kept back" in json.loads(found)[0]
    assert text not in found
    assert "kept in the case" in found
    alone = armstrace("why", event.inputs[0], "--case", case.root, "--json").out
    assert text not in alone
    assert text in " ".join(armstrace("why", event.key, "--case", case.root).out.split())
