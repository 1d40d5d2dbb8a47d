"""Tables of names with aliases (places, organisations, armed groups, operators, airfields) and finding them in a text.

A row has a name, its aliases and, in `everyday`, those of them that also mean something else: these count only beside
a word of data/name_context.csv, or where the text names the same entry by a name of its own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from armstrace.gazetteer.mention_context import context_words
from armstrace.gazetteer.name_search import Hit, NameSearch
from armstrace.gazetteer.shipped_tables import shipped_rows
from armstrace.gazetteer.written_forms import capital_forms, in_capitals

_REACH = 40  # characters either side that are looked at
_BEFORE = re.compile(r"([\w’'-]+)(?:[ \u00a0\n](to))?[ \u00a0\n](?:(?:the|The|a|an) )?[“\"‘']?$")
_AFTER = re.compile(r"(?:['’]s)?[”\"’']?[ \u00a0\n]([^\W_][\w’'-]*)")
_ARTICLE = re.compile(r"^(?:The|the) ")


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """One row of a table of names; `row` keeps the table's other columns."""

    name: str
    aliases: tuple[str, ...]
    everyday: frozenset[str]
    row: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NamedHit:
    """An entry found in a text, code points `start` to `end` (half open)."""

    start: int
    end: int
    entry: NamedEntry


@cache
def named_entries(table: str) -> tuple[NamedEntry, ...]:
    """Give the rows of a table of names.

    Args:
        table: a file of the folder `gazetteer/data` with the columns name, aliases and everyday.
    """
    return tuple(
        NamedEntry(
            row["name"],
            tuple(filter(None, row["aliases"].split("|"))),
            frozenset(filter(None, row["everyday"].split("|"))),
            MappingProxyType(row),
        )
        for row in shipped_rows(table)
    )


def find_named(text: str, table: str, context: str) -> list[NamedHit]:
    """Find the entries of a table in a text, in order, none overlapping, the longest name first.

    Args:
        text: the text as received.
        table: as for `named_entries`.
        context: the group of data/name_context.csv that settles everyday words ("place": place_before, place_after).
    """
    search, meanings = _search(table)
    hits = [hit for hit in search.find(text) if hit.value]
    doubtful = [_is_doubtful(text, hit, *meanings[hit.value]) for hit in hits]
    beside = [not doubt or _is_beside(text, hit, context) for hit, doubt in zip(hits, doubtful, strict=True)]
    settled = {meanings[hit.value][0].name for hit, sure in zip(hits, beside, strict=True) if sure}
    return [
        NamedHit(hit.start, hit.end, entry)
        for hit, sure in zip(hits, beside, strict=True)
        for entry in (meanings[hit.value][0],)
        if (sure or entry.name in settled) and not _is_surname(text, hit.start)
    ]


def _is_doubtful(text: str, hit: Hit, entry: NamedEntry, everyday: bool) -> bool:  # noqa: ARG001 # one call for a meaning
    printed = text[hit.start : hit.end]
    return everyday or (printed.isupper() and len(printed) < 6 and in_capitals(text, hit.start, hit.end))


def _is_beside(text: str, hit: Hit, context: str) -> bool:
    before = _BEFORE.search(text[max(0, hit.start - _REACH) : hit.start])
    if before and not _words(f"{context}_before").isdisjoint({before[1].lower(), before[2]}):
        return True
    after = _AFTER.match(text[hit.end : hit.end + _REACH])
    return after is not None and after[1].lower() in _words(f"{context}_after")


def _is_surname(text: str, start: int) -> bool:
    """Tell "Jack London" from London."""
    before = text[max(0, start - _REACH) : start]
    words = before.split()[-1:]
    return bool(words) and before[-1:] == " " and words[0] in context_words("given")


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(row["word"] for row in shipped_rows("name_context.csv") if row["class"] == group)


@cache
def _search(table: str) -> tuple[NameSearch, Mapping[str, tuple[NamedEntry, bool]]]:
    """Build the search once; phrases that hold a name and mean something else find nothing."""
    meanings: dict[str, tuple[NamedEntry, bool]] = {}
    patterns: dict[str, str] = {}
    for entry in named_entries(table):
        for name in (entry.name, *entry.aliases):
            everyday = name in entry.everyday
            value = f"{entry.name}|{int(everyday)}"
            meanings.setdefault(value, (entry, everyday))
            forms = {name} if everyday else {name, name[0].upper() + name[1:]} | capital_forms(name)
            for form in forms | {_ARTICLE.sub("the ", name)}:
                patterns.setdefault(form, value)
    for row in shipped_rows("false_friends.csv"):
        patterns.setdefault(row["phrase"], "")
    return NameSearch(anyhow=(), exact=patterns.items()), MappingProxyType(meanings)
