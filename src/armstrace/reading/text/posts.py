"""Whose post a stretch is: the signature behind it, or the line that heads it where a page was copied.

Behind: "— Name (@handle) October 1, 2020". In front: "Name @handle · Oct 1, 2020" or "Name (@handle) October 1, 2020",
on one line or on several, and "@handle: words".
"""

import re
from dataclasses import dataclass
from datetime import date

from armstrace.records.errors import UnreadableValue
from armstrace.records.values import When

# how far a signature or a heading line can reach
REACH = 200
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_HANDLE = r"@\w{1,30}"
_FOOT = re.compile(
    rf"(?:^|(?<=\s))(?:\u2014|-{{1,2}}) ?(?P<author>[^()\u2014]{{1,80}}?) ?\((?P<handle>{_HANDLE})\),? "
    rf"{{0,3}}(?P<day>{_MONTH}\.? \d{{1,2}}, \d{{4}}|\d{{1,2}} {_MONTH}\.? \d{{4}})\s*$"
)
_GAP = r"[ \t]{0,4}"
# a name has no small words, which "video shared by Name (@handle)" has
_NAME = r"(?:(?![a-z@(]|de |van |von |al |el |bin |of |the )\S{1,30} {1,4}|(?:de|van|von|al|el|bin|of|the) ){1,6}"
_DAY = rf"{_MONTH}\.? \d{{1,2}}(?:, ?\d{{4}})?|\d{{1,2}} {_MONTH}\.?(?:,? \d{{4}})?"
_DOT = r"[\u00b7\u2022\u2219\u22c5|]"
_HEAD = re.compile(
    rf"(?P<author>{_NAME})(?:"
    # with a dot no more is needed; without one only the brackets tell it from prose
    rf"(?:{_HANDLE}|\({_HANDLE}\)){_GAP}{_DOT}{_GAP}(?:(?P<dotted>{_DAY})|\d{{1,2}} ?[smhdw]\b)"
    rf"|\({_HANDLE}\),?{_GAP}(?P<plain>{_MONTH}\.? \d{{1,2}}, \d{{4}}|\d{{1,2}} {_MONTH}\.? \d{{4}})(?!{_GAP},?{_GAP}[a-z])"
    r")(?![\w,])"
)
_SAYS = re.compile(rf"(?:RT )?(?P<handle>{_HANDLE}): (?=\S)")
_ANY_HANDLE = re.compile(_HANDLE)
_YEAR = re.compile(r"\d{4}$")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who wrote a post, and when: the words from `start` to `end`; `author` is "" where only the handle is told."""

    start: int
    end: int
    author: str
    handle: str
    day: date | None


def foot(seen: str, start: int, end: int) -> Signature | None:
    """Find the signature that a stretch ends with."""
    first = max(start, end - 160)
    match = _FOOT.search(seen, first, end) if "(@" in seen[first:end] else None
    day = _day(match["day"]) if match else None
    return Signature(match.start(), end, match["author"].strip(), match["handle"], day) if match and day else None


def head(seen: str, start: int, published: date | None = None) -> Signature | None:
    """Find the line that heads a post from an offset on; a day without a year is the last one up to publication."""
    if "@" not in seen[start : start + REACH]:
        return None
    says = _SAYS.match(seen, start, start + REACH)
    if says:
        return Signature(start, says.end(), "", says["handle"], None)
    match = _HEAD.match(seen, start, start + REACH)
    if not match:
        return None
    words = match["dotted"] or match["plain"] or ""
    day = _day(words, published) if words else None
    handle = _ANY_HANDLE.search(seen, match.end("author"), match.end())
    # "Name (@handle) October 4, 2020" above an article of that day is its byline
    byline = match["author"].startswith("By ") or (match["plain"] and day == published)
    if handle is None or byline or (words and day is None and _YEAR.search(words)):
        return None
    return Signature(start, match.end(), " ".join(match["author"].split()), handle.group(), day)


def _day(words: str, published: date | None = None) -> date | None:
    """Read a day; without a year the last such day up to publication, None where no calendar has it."""
    told = " ".join(words.replace(".", "").split())
    if _YEAR.search(told):
        return _read(told)
    if published is None:
        return None
    month_first = not told[0].isdigit()
    days = (
        _read(f"{told}, {year}" if month_first else f"{told} {year}") for year in (published.year, published.year - 1)
    )
    return next((day for day in days if day and day <= published), None)


def _read(words: str) -> date | None:
    try:
        return When.read(words).earliest
    except UnreadableValue:
        return None
