"""Reading a document of a case into claims, with the parse where it is installed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from armstrace.desk.windows import MOST_AT_ONCE, moved, windows
from armstrace.reading.article import Article, article_of
from armstrace.reading.notes import not_applied
from armstrace.reading.parse.model import missing
from armstrace.reading.read import claims_in, parsed
from armstrace.reading.temporal import temporal_of
from armstrace.reading.text.blocks import Block
from armstrace.reading.times.mention import TimeMention
from armstrace.records.claims import Claim
from armstrace.records.errors import CaseError

MOST_PARSED = 400_000
"""A longer text, in characters, is read without the parse: a book would take minutes."""


@dataclass(frozen=True, slots=True)
class WasRead:
    """What was read of a text: its claims, the times it names, and a note on each thing that was missing."""

    claims: tuple[Claim, ...]
    temporal: tuple[TimeMention, ...] = ()
    notes: tuple[str, ...] = ()


def read_text(
    text: str, published: date, designations: Iterable[str], blocks: Sequence[Block], *, parse: bool = True
) -> WasRead:
    """Read a text with the parse if that is asked for, or without it and with a note that says why."""
    if len(text) > MOST_AT_ONCE:
        return _in_windows(text, published, frozenset(designations), blocks)
    plain = article_of(text, published, blocks, designations)
    article, note = _grown(plain) if parse else (plain, "Read by plain patterns only, as asked.")
    notes = [*([note] if note else []), *not_applied(article)]
    return WasRead(tuple(claims_in(article)), temporal_of(article), tuple(notes))


def _in_windows(text: str, published: date, designations: frozenset[str], blocks: Sequence[Block]) -> WasRead:
    claims: list[Claim] = []
    times: list[TimeMention] = []
    for window in windows(text, blocks, MOST_AT_ONCE):
        article = article_of(window.text, published, window.blocks, designations)
        claims += (moved(claim, window.start) for claim in claims_in(article))
        times += (
            replace(time, start=time.start + window.start, end=time.end + window.start) for time in temporal_of(article)
        )
    note = (
        f"This text has more than {MOST_AT_ONCE:,} characters, so it was read by plain patterns only, in parts: "
        "a name or pronoun is not looked up in another part."
    )
    return WasRead(tuple(claims), tuple(times), (note,))


def _grown(plain: Article) -> tuple[Article, str]:
    note = missing()
    if not note and len(plain.text) > MOST_PARSED:
        note = f"This text has more than {MOST_PARSED:,} characters, so it was read by plain patterns only."
    if note:
        return plain, note
    try:
        return parsed(plain), ""
    except CaseError as error:
        return plain, f"{error.what} {error.todo} The text was read by plain patterns only."
