"""What is found by search: one entry each for a passage, a claim, a finding, a row's words, a name, a line."""

from collections.abc import Mapping
from dataclasses import dataclass

from armstrace.records.kinds import Coverage, Passage
from armstrace.records.sources import SetAside
from armstrace.tables.schema import KINDS

BETWEEN = " \u00b7 "
"""Stands between words that are told of one thing."""
FINDING, CLAIM, SURGE, EXHIBIT, LEDGER_LINE = "finding", "claim", "surge", "exhibit", "ledger"
PASSAGE, SET_ASIDE = Passage.KIND, SetAside.KIND
UNKNOWN = "?"
"""Stands for an exhibit that could not be named: who may see only some exhibits does not see what rests on it."""

_TABLES = tuple(kind for kind in KINDS if kind not in {Coverage.KIND, PASSAGE, SET_ASIDE})
TABLE_KINDS = frozenset({*_TABLES, PASSAGE, SET_ASIDE})
SEARCHED = (FINDING, CLAIM, SURGE, EXHIBIT, PASSAGE, *_TABLES, SET_ASIDE, LEDGER_LINE)
"""Every kind of thing that is found, in the order in which too many things to weigh are shown."""
NUMBERS: Mapping[str, int] = {kind: number for number, kind in enumerate(SEARCHED, 1)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found.

    `exhibit` is the hash of the one it lies in, "" for none; `rests_on` all of those whose contents it tells. `key` and
    `place` lead to it. The first `own` letters of `text` are words of a document, which begin at `start` there; -1
    where they are not. `many` counts the rows that say the same.
    """

    kind: str
    text: str
    exhibit: str
    rests_on: frozenset[str]
    key: str = ""
    place: str = ""
    start: int = -1
    own: int = 0
    many: int = 1
