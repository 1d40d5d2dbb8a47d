"""Looking words up in the index: how many things of each kind have them, and the best or first of these."""

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from armstrace.desk.search.asked import Asked, asked
from armstrace.desk.search.entries import NUMBERS, SEARCHED, UNKNOWN
from armstrace.desk.search.index import (
    KIND_BITS,
    MOST_OF_A_PART,
    PART_BITS,
    discard,
    explained_index,
    is_damage,
    opened,
)
from armstrace.desk.search.marks import Snippet, snippet, spans
from armstrace.desk.search.refresh import Step, alone, refresh
from armstrace.records.errors import CaseError

MOST_COUNTED = 10_000
"""Of more things of a kind it is only said that they are more."""
MOST_WEIGHED = 5_000
"""More things than these are not weighed against each other, but shown in the order of kinds and of intake."""
MOST_HITS = 200

_FOUND = "words MATCH ?"
_PART = f"((rowid >> {PART_BITS}) & {MOST_OF_A_PART - 1})"
_ENTRY = (
    "SELECT entry.key, entry.place, entry.start, entry.own, entry.many, entry.text, part.exhibit, exhibit.name "
    "FROM entry JOIN part ON part.id = ? LEFT JOIN exhibit ON exhibit.sha256 = part.exhibit WHERE entry.id = ?"
)


@dataclass(frozen=True, slots=True)
class Count:
    """How many things of one kind were found; `more` where they are more than were counted."""

    number: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: what it is, where it leads, and the words around those that were looked for.

    `key` is that of a record, claim, finding or surge, or an exhibit's hash; `place` is in the exhibit, or the
    ledger's line. `start` and `end` are where the first mark stands in the document's text, in code points, None
    where it is no document's words. `many` rows say the same; the key is that of the first.
    """

    kind: str
    key: str
    exhibit: str
    name: str
    place: str
    start: int | None
    end: int | None
    many: int
    words: Snippet


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: `kinds` counts all, by kind; `hits` are some of those of the wanted kinds.

    `weighed` tells that the hits come by how well they fit, else they come in the order of kinds and of intake.
    `current` is False where another program was bringing the index up to date.
    """

    asked: Asked
    kinds: dict[str, Count]
    hits: tuple[Hit, ...]
    wanted: tuple[str, ...] = ()
    first: int = 0
    weighed: bool = True
    current: bool = True

    @property
    def total(self) -> Count:
        """How many things of the wanted kinds there are."""
        counts = [count for kind, count in self.kinds.items() if kind in self.wanted or not self.wanted]
        return Count(sum(each.number for each in counts), any(each.more for each in counts))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be shown: `kinds` (all where none is named), how many hits from which on, counted from 0.

    `exhibits` are the hashes of those whose contents may be seen, None for all, and `hidden` of those that may not:
    nothing that rests on another exhibit, or on one that cannot be named, is shown or counted.
    """

    kinds: tuple[str, ...] = ()
    first: int = 0
    most: int = 20
    exhibits: Collection[str] | None = None
    hidden: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited for the index: whether for another program that brings it up to date, and for how much work.

    Of files of more than `most_bytes` that have changed nothing is taken in, and what is found is not current.
    """

    wait: bool = True
    most_bytes: int | None = None
    step: Step | None = None


ALL = Wanted()
"""The first things of every kind, whatever exhibit they rest on."""
PATIENT = Patience()
"""Until the index is up to date."""


def search(root: Path, typed: str, wanted: Wanted = ALL, patience: Patience = PATIENT) -> Found:
    """Look for words in a case; what changed since the last search is taken in first, as far as there is patience.

    Raises:
        CaseError: there is nothing to look for, or a kind is none.
        CustodyBroken: the ledger is not as it was written.
        ArmstraceError: the index cannot be written or read.
    """
    query = asked(typed)
    wrong = [kind for kind in wanted.kinds if kind not in NUMBERS]
    if wrong:
        raise CaseError(
            f"{wrong[0]!r} is no kind of thing.", where="--kind", todo=f"It is one of {', '.join(SEARCHED)}."
        )
    with explained_index(root):
        try:
            return _search(root, query, wanted, patience)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            with alone(root):
                discard(root)
            return _search(root, query, wanted, patience)


def take_in(root: Path, step: Step | None = None) -> None:
    """Bring the index of a case up to date, however long that takes.

    Raises:
        CustodyBroken: the ledger is not as it was written.
        ArmstraceError: the index cannot be written or read.
    """
    with explained_index(root), opened(root) as connection:
        refresh(root, connection, step=step)


def _search(root: Path, query: Asked, wanted: Wanted, patience: Patience) -> Found:
    with opened(root) as connection:
        current = refresh(root, connection, wait=patience.wait, step=patience.step, most_bytes=patience.most_bytes)
        return look_up(connection, query, wanted, current=current)


def look_up(connection: sqlite3.Connection, query: Asked, wanted: Wanted = ALL, *, current: bool = True) -> Found:
    """Look words up in an index as it is."""
    connection.execute("BEGIN")
    try:
        seen = _seen(connection, wanted)
        there = {kind for (kind,) in connection.execute("SELECT kind FROM part GROUP BY kind")}
        counts = {kind: _count(connection, query, number, seen) for kind, number in NUMBERS.items() if number in there}
        kinds = {kind: count for kind, count in counts.items() if count.number}
        chosen = {kind: count for kind, count in kinds.items() if kind in wanted.kinds or not wanted.kinds}
        weighed = sum(count.number for count in chosen.values()) <= MOST_WEIGHED
        most = max(0, min(wanted.most, MOST_HITS))
        numbers = (_weighed if weighed else _in_order)(connection, query, chosen, seen)
        hits = [_hit(connection, query, number) for number in islice(numbers, wanted.first, wanted.first + most)]
    finally:
        # the tables that say what may be seen go with it
        connection.execute("ROLLBACK")
    return Found(query, kinds, tuple(hits), wanted.kinds, wanted.first, weighed, current)


def _seen(connection: sqlite3.Connection, wanted: Wanted) -> str:
    """Write the condition that what is found rests on nothing that may not be seen."""
    if wanted.exhibits is None and not wanted.hidden:
        return ""
    for name in ("seen", "unseen"):
        connection.execute(f"CREATE TEMP TABLE {name} (exhibit TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.execute("CREATE TEMP TABLE hidden (part INTEGER PRIMARY KEY)")
    connection.executemany("INSERT OR IGNORE INTO seen VALUES (?)", ((each,) for each in wanted.exhibits or ()))
    connection.executemany("INSERT OR IGNORE INTO unseen VALUES (?)", ((each,) for each in (UNKNOWN, *wanted.hidden)))
    others = "" if wanted.exhibits is None else " OR rests.exhibit NOT IN (SELECT exhibit FROM seen)"
    connection.execute(
        "INSERT OR IGNORE INTO hidden SELECT part.id FROM rests JOIN part ON part.basis = rests.basis "
        f"WHERE rests.exhibit IN (SELECT exhibit FROM unseen){others}"
    )
    return f" AND {_PART} NOT IN (SELECT part FROM hidden)"


def _span(number: int) -> tuple[int, int]:
    return number << KIND_BITS, (number + 1) << KIND_BITS


def _count(connection: sqlite3.Connection, query: Asked, number: int, seen: str) -> Count:
    found = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM words WHERE {_FOUND} AND rowid >= ? AND rowid < ?{seen} LIMIT ?)",
        (query.written, *_span(number), MOST_COUNTED + 1),
    ).fetchone()[0]
    return Count(min(found, MOST_COUNTED), found > MOST_COUNTED)


def _weighed(connection: sqlite3.Connection, query: Asked, kinds: Collection[str], seen: str) -> Iterator[int]:
    """Give the numbers of what was found, what fits best first."""
    among = ", ".join(str(NUMBERS[kind]) for kind in kinds)
    found = connection.execute(
        f"SELECT rowid FROM words WHERE {_FOUND} AND rowid >> {KIND_BITS} IN ({among}){seen} ORDER BY rank, rowid",
        (query.written,),
    )
    return (number for (number,) in found)


def _in_order(connection: sqlite3.Connection, query: Asked, kinds: Collection[str], seen: str) -> Iterator[int]:
    """Give the numbers of what was found by kind and intake."""
    for kind in kinds:
        yield from (
            number
            for (number,) in connection.execute(
                f"SELECT rowid FROM words WHERE {_FOUND} AND rowid >= ? AND rowid < ?{seen} ORDER BY rowid",
                (query.written, *_span(NUMBERS[kind])),
            )
        )


def _hit(connection: sqlite3.Connection, query: Asked, number: int) -> Hit:
    part = (number >> PART_BITS) & (MOST_OF_A_PART - 1)
    key, place, begins, own, many, text, exhibit, name = connection.execute(_ENTRY, (part, number)).fetchone()
    marked = spans(text, query.present)
    start, end = next((span for span in marked if span[1] <= own), (0, own))
    of_document = begins >= 0
    return Hit(
        kind=SEARCHED[(number >> KIND_BITS) - 1],
        key=key,
        exhibit=exhibit,
        name=name or "",
        place=place,
        start=begins + start if of_document else None,
        end=begins + end if of_document else None,
        many=many,
        words=snippet(text, marked),
    )
