"""Documents of a case made of plain text, so that checks that compare documents are tried alone."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from armstrace.checks.documents import CaseDocument
from armstrace.checks.registry import Ground
from armstrace.records.claims import Claim, StatementClaim
from armstrace.records.kinds import Passage
from armstrace.sources.registry import source_limits
from armstrace.tables.ask import Tables
from proofs.small_registers import PUBLISHED

Place = Callable[[str], tuple[int, int]]


def document(
    text: str, claims: Iterable[Claim] = (), name: str = "other.txt", day: date | None = PUBLISHED, title: str = ""
) -> CaseDocument:
    """Build a document of one passage with claims made by hand."""
    passage = Passage(
        key=f"passage:{name}", exhibit="ab" * 32, place="chars=0-1", item="", reader="made@1", block="paragraph",
        start=0, text=text, runs="[]", page=0, boxes="",
    )  # fmt: skip
    return CaseDocument("ab" * 32, name, title, day, lambda: [passage], lambda: tuple(claims))


def ground(*documents: CaseDocument, own: CaseDocument | None = None, published: date = PUBLISHED) -> Ground:
    """Give what a check stands on with these documents beside; no register is asked."""
    return Ground(Tables.__new__(Tables), published, source_limits, own, documents)


def statement(text: str, content: str, speaker: str | None, kind: str = "direct", **slots: Any) -> StatementClaim:
    """Build a statement that covers a whole text, `content` being what is said."""
    start = text.index(content)
    return StatementClaim(
        start=0, end=len(text), text=text, content=((start, start + len(content)),), speaker=speaker, quote_kind=kind,
        **slots,
    )  # fmt: skip
