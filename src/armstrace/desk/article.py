"""Checking a document: its claims read, each one answered from the case's tables."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from armstrace.checks.registry import Ground, run, unanswered
from armstrace.desk.intake import Case
from armstrace.reading.read import READER, read_claims
from armstrace.reading.text.blocks import Block
from armstrace.records.claims import Claim, claim_json
from armstrace.records.errors import CaseError
from armstrace.records.exhibits import Exhibit
from armstrace.records.findings import Finding, finding_json
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
class Checked:
    """A document with its claims, the findings on them, and the claims that no check answers, with the reason."""

    document: Text
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    unchecked: tuple[tuple[Claim, str], ...] = ()


def load_text(case: Case, exhibit: Exhibit, published: date | None) -> Text:
    """Take a document's passages out of the tables.

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
    day = published or printed
    if day is None:
        raise CaseError(
            "The day of publication is not known.",
            where=repr(exhibit.received_name),
            todo="Give it with --published 2020-11-20; dates without a year are read against it.",
        )
    return Text(exhibit, document_text(passages), tuple(passages), about, day, published is not None)


def claims_of(case: Case, document: Text) -> list[Claim]:
    """Read a document's claims, with the weapon names that the case's registers know."""
    names = [row[0] for row in case.tables.ask("SELECT DISTINCT designation FROM transfer")]
    parts = [Block(block.start, block.end, block.kind) for block in blocks(document.passages)]
    return read_claims(document.text, document.published, names, parts)


def check_document(case: Case, document: Text) -> Checked:
    """Answer each claim of a document from the case's tables."""
    claims = claims_of(case, document)
    ground = Ground(case.tables, document.published, source_limits)
    return Checked(document, tuple(claims), tuple(run(claims, ground)), tuple(unanswered(claims)))


def claims_json(document: Text, claims: list[Claim]) -> dict[str, Any]:
    """Give claims in the reading schema; `place` leads to the original where that is not the text itself."""
    items = []
    for claim in claims:
        place = original_place(document.passages, claim.start, claim.end)
        items.append(claim_json(claim) | {"doc": document.exhibit.received_name, "place": [str(p) for p in place]})
    return {
        "doc": document.exhibit.received_name,
        "published": document.published.isoformat(),
        "sha256": document.exhibit.sha256,
        "reader": READER,
        "items": items,
    }


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
        "findings": [finding_json(finding) for finding in checked.findings],
        "unchecked": [{"claim": claim_json(claim), "reason": reason} for claim, reason in checked.unchecked],
    }
