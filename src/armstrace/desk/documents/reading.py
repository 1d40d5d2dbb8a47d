"""Reading a document of a case into claims, with the parse where it is installed."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from armstrace.desk.documents.spool import Spool
from armstrace.desk.documents.was_read import Step, WasRead
from armstrace.desk.documents.windows import MOST_AT_ONCE, moved, windows
from armstrace.reading.article import Article, article_of
from armstrace.reading.notes import not_applied
from armstrace.reading.parse.model import missing
from armstrace.reading.read import claims_in, parsed
from armstrace.reading.temporal import temporal_of
from armstrace.reading.times.mention import TimeMention
from armstrace.records.claims import Claim
from armstrace.records.errors import CaseError
from armstrace.records.kinds import Passage

MOST_PARSED = 400_000
"""A longer text, in characters, is read without the parse: a book would take minutes."""
_IN_PARTS = (
    f"This text has more than {MOST_AT_ONCE:,} characters, so it was read by plain patterns only, in parts: "
    "a name or pronoun is not looked up in another part."
)


def read_text(
    passages: Iterable[Passage],
    published: date,
    designations: Collection[str] = (),
    *,
    parse: bool = True,
    step: Step | None = None,
) -> WasRead:
    """Read a text with the parse if that is asked for, or without it and with a note that says why."""
    claims, times = Spool[Claim](), Spool[TimeMention]()
    notes: tuple[str, ...] = (_IN_PARTS,)
    for window in windows(passages, MOST_AT_ONCE):
        article = article_of(window.text, published, window.blocks, designations)
        if window.whole:
            article, note = _grown(article) if parse else (article, "Read by plain patterns only, as asked.")
            notes = (*([note] if note else []), *not_applied(article))
        claims.extend(moved(claim, window.start) for claim in claims_in(article))
        times.extend(_moved(time, window.start) for time in temporal_of(article))
        if step and not window.whole:
            step(len(window.text.encode("utf-8", "replace")))
    return WasRead(claims, times, notes)


def _moved(time: TimeMention, by: int) -> TimeMention:
    return replace(time, start=time.start + by, end=time.end + by) if by else time


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
