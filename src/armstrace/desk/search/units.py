"""Putting entries into the index and taking them out, a unit at a time: a file of the tables, the ledger, a name."""

import sqlite3
from collections.abc import Iterable

from armstrace.desk.search.entries import NUMBERS, Entry
from armstrace.desk.search.folding import fold
from armstrace.desk.search.index import KIND_BITS, MOST_OF_A_PART, PART_BITS


def unit_marks(connection: sqlite3.Connection) -> dict[str, str]:
    """Give each unit that is in the index, with what it looked like then."""
    return dict(connection.execute("SELECT name, mark FROM unit"))


def unit_mark(connection: sqlite3.Connection, name: str) -> str | None:
    """Give what one unit looked like when it went in, None where it is not in the index."""
    row = connection.execute("SELECT mark FROM unit WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else None


def units_resting_on(connection: sqlite3.Connection, exhibit: str) -> list[str]:
    """Name the units that hold something which rests on an exhibit."""
    found = connection.execute(
        "SELECT DISTINCT unit.name FROM rests JOIN part ON part.basis = rests.basis JOIN unit ON unit.id = part.unit "
        "WHERE rests.exhibit = ?",
        (exhibit,),
    )
    return [str(name) for (name,) in found.fetchall()]


def forget_unit(connection: sqlite3.Connection, name: str) -> None:
    """Take a unit out of the index."""
    row = connection.execute("SELECT id FROM unit WHERE name = ?", (name,)).fetchone()
    if row is None:
        return
    for part, kind in connection.execute("SELECT id, kind FROM part WHERE unit = ?", row).fetchall():
        first = kind << KIND_BITS | part << PART_BITS
        span = (first, first + MOST_OF_A_PART)
        entries = connection.execute("SELECT id, text FROM entry WHERE id >= ? AND id < ?", span)
        # a table without contents of its own is told what it holds
        connection.executemany(
            "INSERT INTO words (words, rowid, folded) VALUES ('delete', ?, ?)",
            ((number, fold(text)) for number, text in entries.fetchall()),
        )
        connection.execute("DELETE FROM entry WHERE id >= ? AND id < ?", span)
    connection.execute("DELETE FROM part WHERE unit = ?", row)
    connection.execute("DELETE FROM unit WHERE id = ?", row)


def add_to_unit(connection: sqlite3.Connection, name: str, mark: str, entries: Iterable[Entry]) -> None:
    """Put entries into the index, under a unit that may be there already."""
    connection.execute(
        "INSERT INTO unit (name, mark) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET mark = excluded.mark",
        (name, mark),
    )
    unit = connection.execute("SELECT id FROM unit WHERE name = ?", (name,)).fetchone()[0]
    filling = _Filling(connection, unit)
    for entry in entries:
        filling.add(entry)
    filling.close()


class _Filling:
    """Numbers the entries of one unit; knows how full each of its parts is."""

    def __init__(self, connection: sqlite3.Connection, unit: int) -> None:
        self.connection, self.unit = connection, unit
        self.parts: dict[tuple[int, str, int], list[int]] = {}
        self.bases: dict[frozenset[str], int] = {}

    def add(self, entry: Entry) -> None:
        number = self._number(NUMBERS[entry.kind], entry.exhibit, self._basis(entry.rests_on))
        text = entry.text.encode("utf-8", "backslashreplace").decode()
        self.connection.execute("INSERT INTO words (rowid, folded) VALUES (?, ?)", (number, fold(text)))
        self.connection.execute(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, entry.key, entry.place, entry.start, entry.own, entry.many, text),
        )

    def close(self) -> None:
        filled = [(entries, part) for part, entries in self.parts.values()]
        self.connection.executemany("UPDATE part SET entries = ? WHERE id = ?", filled)

    def _number(self, kind: int, exhibit: str, basis: int) -> int:
        held = self.parts.get((kind, exhibit, basis)) or self._part(kind, exhibit, basis)
        if held[1] == MOST_OF_A_PART:
            self.close()
            held = self._part(kind, exhibit, basis, full=True)
        number = kind << KIND_BITS | held[0] << PART_BITS | held[1]
        held[1] += 1
        return number

    def _part(self, kind: int, exhibit: str, basis: int, *, full: bool = False) -> list[int]:
        told_of = (self.unit, kind, exhibit, basis)
        row = None if full else self.connection.execute(
            "SELECT id, entries FROM part WHERE (unit, kind, exhibit, basis) = (?, ?, ?, ?) ORDER BY id DESC", told_of
        ).fetchone()  # fmt: skip
        if row is None:
            row = self.connection.execute(
                "INSERT INTO part (unit, kind, exhibit, basis) VALUES (?, ?, ?, ?) RETURNING id, entries", told_of
            ).fetchone()
        held = self.parts[kind, exhibit, basis] = list(row)
        return held

    def _basis(self, exhibits: frozenset[str]) -> int:
        if exhibits in self.bases:
            return self.bases[exhibits]
        said = " ".join(sorted(exhibits))
        self.connection.execute("INSERT OR IGNORE INTO basis (exhibits) VALUES (?)", (said,))
        number: int = self.connection.execute("SELECT id FROM basis WHERE exhibits = ?", (said,)).fetchone()[0]
        self.connection.executemany(
            "INSERT OR IGNORE INTO rests VALUES (?, ?)", ((exhibit, number) for exhibit in exhibits)
        )
        self.bases[exhibits] = number
        return number
