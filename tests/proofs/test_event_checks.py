"""The date of an event or weapon use against other documents of the case."""

from datetime import date
from typing import Any

import pytest

from armstrace.checks import event_date
from armstrace.checks.documents import CaseDocument
from armstrace.checks.same_event import same_place
from armstrace.records.claims import EventClaim, WeaponUseClaim
from armstrace.records.findings import Finding
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict
from proofs.made_documents import document, ground

YES, NO, PART, UNKNOWN = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY, Verdict.CANNOT_TELL


def use(day: str, place: str | None = "Barda", actor: str | None = "ARM", **slots: Any) -> WeaponUseClaim:
    words = f"a rocket hit {place} ({day})"
    named = {"weapon": "Smerch", "weapon_class": "cluster_munition", "actor": actor, "place": place} | slots
    return WeaponUseClaim(start=0, end=len(words), text=words, date=When.read(day), **named)


def event(day: str, kind: str | None = "ceasefire", place: str | None = None, actor: str | None = "RUS") -> EventClaim:
    words = f"{kind or 'the guns fell silent'} {day}"
    return EventClaim(start=0, end=len(words), text=words, date=When.read(day), kind=kind, place=place, actor=actor)


def report(*claims: EventClaim | WeaponUseClaim, name: str = "other.txt", day: str = "2020-11-01") -> CaseDocument:
    text = " ".join(claim.text for claim in claims)
    return document(text, claims, name, date.fromisoformat(day))


def checked(claim: EventClaim | WeaponUseClaim, *others: CaseDocument, own: CaseDocument | None = None) -> Finding:
    assert event_date.accepts(claim)
    return event_date.check(claim, ground(*others, own=own))


@pytest.mark.parametrize(
    ("mine", "other", "verdict"),
    [
        (use("2020-10-28"), use("2020-10-28"), YES),
        (use("2020-10-28"), use("2020-10"), YES),
        (use("2020-10-28"), use("2020-10-30"), NO),
        (use("2019-10-28"), use("2020-10-28"), NO),
        (use("2020-10-28"), use("2020-10-28", "the city of Barda"), YES),
        (use("2020-10-28"), use("2020-10-30", "Ganja"), UNKNOWN),
        (use("2020-10-28"), use("1993-08-02"), UNKNOWN),
        (use("2020-10-28"), use("2020-10-28", weapon="Harop", weapon_class="loitering_munition"), UNKNOWN),
        (use("2020-10-28"), use("2020-10-30", denied=True), UNKNOWN),
        (use("2020-10-28"), use("2020-10-30", occasions="on multiple occasions"), UNKNOWN),
        (use("2020-10-28", None, None), use("2020-10-30", None, None), UNKNOWN),
        (use("2020-10-28"), use("2020-10-28", actor="AZE"), PART),
        (event("2020-11-10"), event("2020-11-09"), UNKNOWN),
        (use("2020-10-28"), use("2020-11-07"), UNKNOWN),
        (use("2020-10-28"), use("2020-10-30", actor=None), PART),
        (use("2020-10-28"), use("2020-10-30", actor="AZE"), UNKNOWN),
        (use("2020-10-28", weapon="missile"), use("2020-10-30", weapon="missile"), UNKNOWN),
        (use("2020-10-28"), use("2020-10-28", hedge="reportedly"), UNKNOWN),
        (use("2020-10-28"), use("2020-10-28", source="a fabricated report"), UNKNOWN),
        (event("2020-11-10"), event("2020-11-10"), YES),
        (event("2020-11-10"), event("2020-11-10", "earthquake"), UNKNOWN),
        (event("2020-11-10", None), event("2020-11-10", None), YES),
        (event("2020-11-10"), use("2020-11-10"), UNKNOWN),
    ],
)
def test_the_date_is_compared_with_what_another_document_tells(
    mine: EventClaim | WeaponUseClaim, other: EventClaim | WeaponUseClaim, verdict: Verdict
) -> None:
    finding = checked(mine, report(other))
    assert finding.verdict is verdict, finding.reason


def told(words: str, day: str, kind: str, place: str | None = None) -> EventClaim:
    return EventClaim(start=0, end=len(words), text=words, date=When.read(day), kind=kind, actor="AZE", place=place)


@pytest.mark.parametrize(
    ("kind", "mine", "other", "verdict"),
    [
        ("meet", "Aliyev met ministers", "Aliyev met ministers", UNKNOWN),
        ("meet", "He met Lavrov", "He met Lavrov", PART),
        ("ceasefire", "A ceasefire began", "A ceasefire began", UNKNOWN),
        ("shell", "It shelled the town, killing 21 people", "Shelling of the town killed 21 people", NO),
        ("shell", "It shelled the town, killing 21 people", "Shelling of the town killed 14 people", UNKNOWN),
        ("protest", "Thousands protested in the square", "Thousands protested in the square", UNKNOWN),
        ("sign", "It signed a contract with Israel", "It signed a contract with Israel", NO),
        ("sign", "It signed a contract with Israel", "It signed a contract with Turkey", UNKNOWN),
        ("sign", "It signed the agreement", "It signed the agreement", NO),
    ],
)
def test_another_date_needs_something_that_identifies_the_event(
    kind: str, mine: str, other: str, verdict: Verdict
) -> None:
    finding = checked(told(mine, "2020-05-03", kind), report(told(other, "2020-05-10", kind)))
    assert finding.verdict is verdict, finding.reason
    assert verdict is not UNKNOWN or "may be another event" in finding.reason


def test_what_a_sentence_calls_false_has_no_date() -> None:
    text = "A false rumour said that Barda was captured."
    rumour = EventClaim(
        start=25, end=43, text=text[25:43], date=When.read("2020-05-03"), kind="capture", place="Barda",
        sentence=(0, len(text)),
    )  # fmt: skip
    plain = told("Barda was captured", "2020-05-03", "capture", place="Barda")
    assert checked(plain, document(text, [rumour])).verdict is UNKNOWN
    assert checked(rumour, report(plain), own=document(text, [rumour])).verdict is UNKNOWN


def test_a_difference_is_shown_with_the_words_place_and_date() -> None:
    finding = checked(use("2020-10-28"), report(use("2020-10-30")))
    assert (
        "other.txt (published 2020-11-01) has 2020-10-30 in Barda: \u201ca rocket hit Barda (2020-10-30)\u201d"
        in finding.reason
    )
    assert finding.records == ("passage:other.txt",)
    assert finding.slots["date"] is NO
    assert finding.slots["weapon"] is YES


def test_the_day_of_a_report_is_not_the_day_of_the_event() -> None:
    finding = checked(use("2020-11-01"), report(use("2020-10-28")))
    assert finding.verdict is NO
    assert "is the day that document was published, not the day it gives for the event" in finding.reason


def test_a_day_of_publication_supports_nothing() -> None:
    assert checked(use("2020-11-01"), report(event("2020-10-10"), day="2020-11-01")).verdict is UNKNOWN


def test_documents_are_counted_and_named() -> None:
    finding = checked(use("2020-10-28"), report(use("2020-10-28")), report(use("2020-10-28"), name="third.txt"))
    assert "2 other documents of the case tell of it" in finding.reason
    assert "third.txt" in finding.reason
    mixed = checked(use("2020-10-28"), report(use("2020-10-28")), report(use("2020-10-27"), name="third.txt"))
    assert mixed.verdict is PART
    assert mixed.slots["date"] is PART


def test_several_such_events_are_no_contradiction() -> None:
    assert checked(use("2020-10-28"), report(use("2020-10-27"), use("2020-10-30"))).verdict is UNKNOWN
    own = report(use("2020-10-28"), use("2020-10-27"), name="own.txt")
    assert checked(use("2020-10-28"), report(use("2020-10-27")), own=own).verdict is UNKNOWN


def test_without_a_date_or_another_document_nothing_is_compared() -> None:
    assert not event_date.accepts(use("2020-10-28", denied=True))
    assert not event_date.accepts(WeaponUseClaim(start=0, end=1, text="x", weapon=None, weapon_class="artillery"))
    assert checked(use("2020-10-28")).verdict is UNKNOWN
    assert "no other document" in checked(use("2020-10-28")).reason


def test_the_sides_are_treated_alike() -> None:
    sides = ("ARM", "AZE"), ("AZE", "ARM")
    verdicts = [
        checked(use("2020-10-28", actor=one), report(use("2020-10-28", actor=two))).verdict for one, two in sides
    ]
    assert verdicts[0] is verdicts[1]


def test_places_have_several_names() -> None:
    assert same_place("Ivory Coast", "C\u00f4te d'Ivoire")
    assert not same_place("North Korea", "South Korea")
    assert not same_place("", "Barda")
