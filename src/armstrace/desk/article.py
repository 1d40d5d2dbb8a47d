"""Checking a document: its claims read, each one answered from the case's tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from armstrace.checks.registry import Ground, run, unanswered
from armstrace.desk.days import day_said
from armstrace.desk.intake import Case
from armstrace.desk.judgements import standing
from armstrace.desk.reading import WasRead, read_text
from armstrace.reading.read import READER
from armstrace.reading.text.blocks import Block
from armstrace.records.claims import Claim, claim_json
from armstrace.records.errors import CaseError
from armstrace.records.exhibits import Exhibit
from armstrace.records.findings import Finding, finding_json
from armstrace.records.judgements import Judged, Judgement, State, judged, keyed
from armstrace.records.kinds import Document, Passage
from armstrace.records.passages import blocks, document_text, original_place
from armstrace.sources.registry import source_limits
from armstrace.tables.ask import literal


@dataclass(frozen=True, slots=True)
class Text:
    """A document as it is read: its text, its passages, what it says of itself, and the day it was published."""

    exhibit: Exhibit
    text: str
    passages: tuple[Passage, ...]
    about: Document | None
    published: date
    published_assumed: bool


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document with what was read of it: each claim as it stands, and judgements that fit no claim any more."""

    document: Text
    was_read: WasRead
    claims: tuple[Judged, ...]
    homeless: tuple[Judgement, ...] = ()


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


def load_text(case: Case, exhibit: Exhibit, published: date | None) -> Text:
    """Take a document's passages out of the tables.

    A day that is not given is the one last given for this document in the case, else the one printed in it.

    Raises:
        CaseError: the exhibit is no document, or its date is neither given nor printed in it.
    """
    mine = f"WHERE exhibit = {literal(exhibit.sha256)}"
    passages = case.tables.records(Passage, f"{mine} ORDER BY start")
    if not passages:
        raise CaseError(
            "This exhibit is no document with text.",
            where=repr(exhibit.received_name),
            todo="Name a text, Markdown, HTML or PDF file; registers go behind --against.",
        )
    about = next(iter(case.tables.records(Document, mine)), None)
    printed = about.published.latest if about and about.published else None
    said = published or day_said(case, exhibit)
    day = said or printed
    if day is None:
        raise CaseError(
            "The day of publication is not known.",
            where=repr(exhibit.received_name),
            todo="Give it with --published 2020-11-20; dates without a year are read against it.",
        )
    assumed = published is not None or day != printed
    return Text(exhibit, document_text(passages), tuple(passages), about, day, assumed)


def read_document(case: Case, document: Text) -> ReadDocument:
    """Read a document's claims, with the weapon names that the case's registers know, and lay judgements on them."""
    names = [row[0] for row in case.tables.ask("SELECT DISTINCT designation FROM transfer")]
    parts = [Block(block.start, block.end, block.kind) for block in blocks(document.passages)]
    was_read = read_text(document.text, document.published, names, parts)
    sha256 = document.exhibit.sha256
    laid, homeless = judged(keyed(sha256, was_read.claims), standing(case, sha256))
    return ReadDocument(document, was_read, tuple(laid), tuple(homeless))


def check_document(case: Case, document: Text) -> Checked:
    """Answer each claim of a document from the case's tables; claims that a person rejected are left out."""
    mine = read_document(case, document)
    claims = [each.claim for each in mine.claims if each.state is not State.REJECTED]
    ground = Ground(case.tables, document.published, source_limits)
    return Checked(
        document,
        tuple(claims),
        tuple(run(claims, ground)),
        tuple(unanswered(claims)),
        left_out=tuple(each for each in mine.claims if each.state is State.REJECTED),
        judged={each.claim: each for each in mine.claims},
        notes=mine.was_read.notes,
    )


def claims_json(mine: ReadDocument) -> dict[str, Any]:
    """Give claims in the reading schema; `in_original` is where each stands in the file that was received."""
    document = mine.document
    items = []
    for each in mine.claims:
        place = original_place(document.passages, each.claim.start, each.claim.end)
        where = {"doc": document.exhibit.received_name, "in_original": [str(p) for p in place]}
        items.append(judged_json(each) | where)
    return {
        "doc": document.exhibit.received_name,
        "published": document.published.isoformat(),
        "sha256": document.exhibit.sha256,
        "reader": READER,
        "items": items,
        "temporal": [
            {"start": each.start, "end": each.end, "value": each.when.edtf.rstrip("?~%")}
            for each in mine.was_read.temporal
        ],
        "notes": list(mine.was_read.notes),
        "judge_again": [homeless_json(judgement) for judgement in mine.homeless],
    }


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
