"""The custody ledger, line by line."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.paging import Paging, cut, paging
from armstrace.desk.web.views.exhibits import all_listed
from armstrace.desk.withheld import withheld_lines
from armstrace.evidence.lines import Line

_SIZE = 50
_LONGEST = 600
_EXHIBIT_NAMED = ("exhibit", "sha256")


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of the ledger: its number, when, who, what, and what with, each value as text.

    `exhibit` is the hash of the exhibit it names, "" for none, and `name` the name it came in under. `withheld` says
    that it is about something this person may not see: then only its number, moment and hash are told.
    """

    seq: int
    at: str
    by: str
    act: str
    exhibit: str
    name: str
    told: Mapping[str, str]
    sha256: str
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Lines of the ledger by pages, the newest first; `head` is the hash of the last line, which vouches for all.

    `acts` and `people` count the lines of each kind and by each person, as far as this person may see them.
    """

    lines: tuple[LedgerLine, ...]
    paging: Paging
    count: int
    head: str
    acts: Mapping[str, int]
    people: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerAsked:
    """Which lines: of this act, by this person, from and until these days, that hold these words."""

    page: int = told(1, least=1, most=1_000_000)
    act: str = told("", longest=60)
    by: str = told("", longest=64)
    first: date | None = None
    last: date | None = None
    words: str = told("", longest=200)


def ledger_page(desk: Desk, asked: LedgerAsked) -> LedgerPage:
    """Show the ledger; it was followed from its first line to its last, each vouching for the one before."""
    lines = desk.lines()
    found = [line for line in reversed(lines) if _is_wanted(line, asked) and not _withheld(desk, line, asked)]
    where = paging(len(found), asked.page, _SIZE)
    acts, people = desk.cached("ledger counts", lambda: _counts([line for line in lines if not _is_hidden(desk, line)]))
    return LedgerPage(
        lines=tuple(seen_by(desk, line) for line in cut(found, where, _SIZE)),
        paging=where,
        count=desk.head.count,
        head=desk.head.sha256,
        acts=acts,
        people=people,
    )


def seen_by(desk: Desk, line: Line) -> LedgerLine:
    """Give a line as far as this person may see it."""
    if _is_hidden(desk, line):
        return LedgerLine(line.seq, line.at, "", "", "", "", {}, line.sha256, withheld=True)
    return line_of(desk, line)


def line_of(desk: Desk, line: Line) -> LedgerLine:
    """Give a line for a page; what is empty in it is left out."""
    names = desk.cached("names", lambda: {each.exhibit.sha256: each.exhibit.received_name for each in all_listed(desk)})
    named = next((sha256 for name in _EXHIBIT_NAMED if (sha256 := str(line.payload.get(name, ""))) in names), "")
    said = {name: text for name, value in line.payload.items() if (text := _text(value))}
    return LedgerLine(line.seq, line.at, line.by, line.act, named, names.get(named, ""), said, line.sha256)


def _counts(lines: Sequence[Line]) -> tuple[Mapping[str, int], Mapping[str, int]]:
    acts, people = Counter(line.act for line in lines), Counter(line.by for line in lines)
    return dict(sorted(acts.items())), dict(sorted(people.items()))


def _is_wanted(line: Line, asked: LedgerAsked) -> bool:
    day = line.at[:10]
    if (asked.act and line.act != asked.act) or (asked.by and line.by != asked.by):
        return False
    if (asked.first and day < asked.first.isoformat()) or (asked.last and day > asked.last.isoformat()):
        return False
    words = asked.words.strip().casefold()
    return not words or words in f"{line.act} {line.by} {_text(line.payload)}".casefold()


def _withheld(desk: Desk, line: Line, asked: LedgerAsked) -> bool:
    """Keep a line back from a search that could tell what is in it."""
    return bool(asked.words or asked.act or asked.by) and _is_hidden(desk, line)


def _is_hidden(desk: Desk, line: Line) -> bool:
    if not desk.who.hidden:
        return False
    return line.seq in desk.cached("withheld lines", lambda: withheld_lines(desk.case, desk.lines()))


def _text(value: Any) -> str:
    """Write a value of a line for a person."""
    if isinstance(value, Mapping):
        said = "; ".join(f"{name}: {_text(each)}" for name, each in value.items())
    elif isinstance(value, list | tuple):
        said = ", ".join(_text(each) for each in value)
    else:
        said = str(value)
    return said if len(said) <= _LONGEST else said[:_LONGEST] + "\u2026"
