"""Claims, judgements and findings of a document, led from the whole case to the redacted one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from armstrace.desk.documents.days import day_said
from armstrace.desk.documents.document import load_text, read_document
from armstrace.desk.intake import Case
from armstrace.desk.redaction.derive import Derivative
from armstrace.desk.redaction.words import Names
from armstrace.desk.results import kept_of
from armstrace.records.errors import CaseError
from armstrace.records.exhibits import Exhibit
from armstrace.records.judgements import Judged, State
from armstrace.tables.ask import literal
from armstrace.tables.schema import KINDS

LACKING = "left out of this copy"
_SHOWN_WORDS = 100


@dataclass(frozen=True, slots=True)
class Led:
    """A document in both cases: by key of the whole document's claim the claim in the copy; those the copy alone has.

    `judged` are the whole document's claims that a person judged, with the claim in the copy.
    """

    exhibit: Exhibit
    day: date
    claims: Mapping[str, Judged]
    strays: tuple[Judged, ...]
    judged: tuple[tuple[Judged, Judged], ...]
    findings: Sequence[Mapping[str, Any]]


def day_of(case: Case, exhibit: Exhibit) -> date | None:
    """Give the day a document was last read for, None where nobody gave or used one."""
    told = kept_of(case, exhibit)
    return date.fromisoformat(str(told["document"]["published"])) if told else day_said(case, exhibit)


def led(case: Case, copy: Case, each: Derivative, exhibit: Exhibit, names: Names) -> Led | None:
    """Read a document in both cases and say which claims are the same; None where it was never read for a day.

    A claim of the copy is the same where its words are those of the whole document's at the same place and nothing
    that tells it apart differs. Every other one was read beside something that was left out.
    """
    day = day_of(case, each.exhibit)
    if day is None:
        return None
    try:
        whole = list(read_document(case, load_text(case, each.exhibit, day)).claims)
        here = list(read_document(copy, load_text(copy, exhibit, day)).claims)
    except CaseError:
        return None
    placed: dict[tuple[str, int, int, str], Judged] = {}
    for claim in whole:
        span = _moved(each, claim)
        if span:
            placed[claim.as_read.TYPE, *span, names.replaced(claim.keyed.item)] = claim
    found: dict[str, Judged] = {}
    strays, judged = [], []
    for claim in here:
        place = (claim.claim.TYPE, claim.claim.start, claim.claim.end, claim.keyed.item)
        same = placed.get(place)
        if same is None:
            strays.append(claim)
            continue
        found[same.key] = claim
        if same.state in {State.ACCEPTED, State.REJECTED} and same.judgement is not None:
            judged.append((same, claim))
    told = kept_of(case, each.exhibit)
    return Led(exhibit, day, found, tuple(strays), tuple(judged), told["findings"] if told else ())


def rests_on(case: Case, finding: Mapping[str, Any], by_exhibit: Mapping[str, Derivative]) -> dict[str, int]:
    """Count the rows that a finding rests on by the number of the exhibit they are from."""
    counted: dict[str, int] = {}
    for sha256 in _exhibits_of(case, finding["records"]):
        number = by_exhibit[sha256].number if sha256 in by_exhibit else "none"
        counted[number] = counted.get(number, 0) + 1
    return dict(sorted(counted.items()))


def notes_of(document: Led, lacking: Mapping[str, str], rested: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """Say of each finding of a document what it rested on that is not in the copy; words are those that stay."""
    for finding in document.findings:
        here = document.claims.get(str(finding["claim"].get("key", "")))
        gone = [number for number in rested.get(str(finding["key"]), {}) if number in lacking]
        if here is not None and gone:
            words = here.claim.text[:_SHOWN_WORDS]
            why = ", ".join(f"{number} ({lacking[number]})" for number in gone)
            yield f"In the whole case the finding on \u201c{words}\u201d rested also on what is {LACKING}: {why}."


def _moved(each: Derivative, claim: Judged) -> tuple[int, int] | None:
    return moved(each, claim.as_read.start, claim.as_read.end)


def moved(each: Derivative, start: int, end: int) -> tuple[int, int] | None:
    """Say where a range of a document's text stands in the copy, None where something in it was left out."""
    return each.rendered.moved(start, end) if each.rendered else (start, end)


def _exhibits_of(case: Case, keys: Iterable[str]) -> Iterator[str]:
    """Give the exhibit of each row that a finding rests on."""
    by_kind: dict[str, list[str]] = {}
    for key in keys:
        if key.partition(":")[0] in KINDS:
            by_kind.setdefault(key.partition(":")[0], []).append(key)
    for kind, wanted in sorted(by_kind.items()):
        listed = ", ".join(map(literal, wanted))
        yield from (str(row[0]) for row in case.tables.ask(f"SELECT exhibit FROM {kind} WHERE key IN ({listed})"))
