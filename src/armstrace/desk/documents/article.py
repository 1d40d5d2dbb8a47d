"""Checking a document: its claims read, each one answered from the case's tables, and its claims for a program."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from heapq import merge
from itertools import chain, tee
from pathlib import PurePath
from typing import Any

from armstrace.checks.recorded import Recorded
from armstrace.checks.registry import Ground, run, run_together, unanswered
from armstrace.desk.documents.document import (
    ReadDocument,
    Text,
    documents,
    other_document,
    read_document,
    seen_by_checks,
)
from armstrace.desk.documents.streamed import Streamed
from armstrace.desk.documents.was_read import Step
from armstrace.desk.incidents.export import Exporter
from armstrace.desk.incidents.gather import incidents_of
from armstrace.desk.incidents.kept_events import kept_events
from armstrace.desk.incidents.standing import standing
from armstrace.desk.intake import Case
from armstrace.desk.withdrawal.withdrawn import notes_on
from armstrace.reading.version import READER
from armstrace.records.claims import APART, Claim, EmbargoClaim, HoldingClaim, OfficeClaim, claim_json
from armstrace.records.events import Event
from armstrace.records.exhibits import Exhibit
from armstrace.records.findings import Finding, finding_json
from armstrace.records.judgements import Judged, Judgement, State
from armstrace.records.kinds import Incident
from armstrace.records.passages import original_places
from armstrace.sources.registry import readers, source_limits

_NOTICES = frozenset({"LICENCE", "LICENSE", "COPYING", "NOTICE", "README", "READ-ME"})


@dataclass(frozen=True, slots=True)
class Checked:
    """A document with its claims, the findings on them, and the claims that no check answers, with the reason.

    `judged` says how each claim stands; claims that a person rejected are in `left_out` and in nothing else.
    """

    document: Text
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    unchecked: tuple[tuple[Claim, str], ...] = ()
    left_out: tuple[Judged, ...] = ()
    judged: Mapping[Claim, Judged] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def check_document(case: Case, document: Text, step: Step | None = None) -> Checked:
    """Answer each claim of a document from the case's tables; claims that a person rejected are left out."""
    return check_read(case, read_document(case, document, step=step))


def check_read(case: Case, mine: ReadDocument, incidents: Callable[[], Sequence[Incident]] | None = None) -> Checked:
    """Answer the claims of a document that was read; `incidents` are those of the case unless others are given."""
    document, claims = mine.document, mine.standing_claims
    own = document.exhibit.sha256
    others = tuple(other_document(case, e) for e in documents(case) if e.sha256 != own and not _is_notice(e))
    recorded = _recorded(case, incidents)
    ground = Ground(case.tables, document.published, source_limits, seen_by_checks(mine), others, recorded)
    return Checked(
        document,
        claims,
        (*run(claims, ground), *run_together(claims, ground)),
        tuple(unanswered(claims, ground)),
        left_out=tuple(each for each in mine.claims if each.state is State.REJECTED),
        judged={each.claim: each for each in mine.claims},
        notes=(*mine.was_read.notes, *notes_on(case.root, own)),
    )


def _recorded(case: Case, given: Callable[[], Sequence[Incident]] | None) -> Recorded:
    """Give the incidents of a case, or those given, for checks, whose findings are handed on: as they may leave."""

    @cache
    def told() -> tuple[list[Incident], bool]:
        exporter, read = Exporter(case), [*given()] if given else incidents_of(case)
        leaving = [exporter.compared(each) for each in read]
        return leaving, leaving == read

    # events are kept with the words as they were read
    def kept() -> tuple[Event, ...] | None:
        return _kept(case) if told()[1] and not given else None

    return Recorded(lambda: told()[0], standing(case), _withheld(), kept)


def _kept(case: Case) -> tuple[Event, ...] | None:
    kept = kept_events(case)
    return kept.all() if kept else None


def _withheld() -> frozenset[str]:
    """Name the registers whose terms forbid handing their rows on."""
    return frozenset(name for name, reader in readers().items() if not reader.SOURCE.rows_may_leave)


def _is_notice(exhibit: Exhibit) -> bool:
    """Tell the licence or read-me that lies beside registers: it is no witness to anything."""
    return PurePath(exhibit.received_name).stem.upper() in _NOTICES


def claims_json(mine: ReadDocument, **told: object) -> dict[str, Any]:
    """Give claims in the reading schema; `in_original` is where each stands in the file that was received.

    The schema knows no claims about who held an office or a weapon, nor about embargoes: they stand apart, under
    `offices`, `holdings` and `embargoes`. What else is `told` of the document stands before its claims.
    """
    document = mine.document
    return {
        "doc": document.exhibit.received_name,
        "published": document.published.isoformat(),
        "sha256": document.exhibit.sha256,
        "reader": READER,
        **told,
        "items": Streamed(lambda: _items(mine, lambda kind: kind not in APART)),
        "offices": Streamed(lambda: _items(mine, lambda kind: kind == OfficeClaim.TYPE)),
        "holdings": Streamed(lambda: _items(mine, lambda kind: kind == HoldingClaim.TYPE)),
        "embargoes": Streamed(lambda: _items(mine, lambda kind: kind == EmbargoClaim.TYPE)),
        "temporal": Streamed(
            lambda: ({"start": each.start, "end": each.end, "value": each.value} for each in mine.was_read.temporal)
        ),
        "notes": list(mine.was_read.notes),
        "judge_again": [homeless_json(judgement) for judgement in mine.homeless],
    }


def in_order(told: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the claims of a document (`claims_json`) in the order of the text, offices and embargoes too."""
    return merge(told["items"], told["offices"], told["embargoes"], key=lambda item: (item["start"], item["end"]))


def case_claims_json(told: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Give the claims of several documents (`claims_json` of each): by document, and all of them together."""
    items = Streamed(lambda: chain.from_iterable(map(in_order, told)))
    return {"documents": Streamed(lambda: told), "items": items}


def _items(mine: ReadDocument, wanted: Callable[[str], bool]) -> Iterator[dict[str, Any]]:
    """Give the claims of the kinds wanted."""
    name = mine.document.exhibit.received_name
    one, two = tee(each for each in mine.claims if wanted(each.claim.TYPE))
    places = original_places(mine.document.passages, ((each.claim.start, each.claim.end) for each in one))
    for each, place in zip(two, places, strict=True):
        yield judged_json(each) | {"doc": name, "in_original": [str(part) for part in place]}


def judged_json(each: Judged) -> dict[str, Any]:
    """Give a claim with its key, how it stands, and who said so."""
    told = each.judgement.told | {"words": each.judgement.words} if each.judgement else None
    return claim_json(each.claim) | {"key": each.key, "judged": each.state.value, "judgement": told}


def homeless_json(judgement: Judgement) -> dict[str, Any]:
    """Give a judgement whose words are no claim any more."""
    words = {"type": judgement.type, "start": judgement.start, "end": judgement.end, "text": judgement.words}
    was = {"key": judgement.claim, "judged": State.JUDGE_AGAIN.value, "was": judgement.state.value}
    return words | was | {"judgement": judgement.told}


def check_json(checked: Checked) -> dict[str, Any]:
    """Give a checked document as `armstrace check --json` prints it."""
    document = checked.document
    return {
        "document": {
            "name": document.exhibit.received_name,
            "sha256": document.exhibit.sha256,
            "published": document.published.isoformat(),
            "published_assumed": document.published_assumed,
            "title": document.about.title if document.about else "",
            "chars": len(document.text),
            "reader": READER,
        },
        "findings": [finding_json(each) | {"claim": _claim(checked, each.claim)} for each in checked.findings],
        "unchecked": [{"claim": _claim(checked, claim), "reason": reason} for claim, reason in checked.unchecked],
        "left_out": [judged_json(each) for each in checked.left_out],
        "notes": list(checked.notes),
    }


def _claim(checked: Checked, claim: Claim) -> dict[str, Any]:
    known = checked.judged.get(claim)
    return judged_json(known) if known else claim_json(claim)
