"""The ledger in the index: the names of exhibits and what was said, taken in line by line as it grows."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from armstrace.desk.search.entries import BETWEEN, Entry
from armstrace.desk.search.index import tell, told, written
from armstrace.desk.search.lines import GONE, exhibit_entry, line_entries, named_exhibit
from armstrace.desk.search.units import add_to_unit, forget_unit, unit_marks, units_resting_on
from armstrace.evidence import custody, ledger
from armstrace.evidence.chain import Head
from armstrace.evidence.lines import GENESIS, Line
from armstrace.evidence.newer import Mark, lines_after
from armstrace.records.errors import ArmstraceError
from armstrace.tables.ask import Tables

_LEDGER = "ledger"
_FEW = 8


@dataclass(frozen=True, slots=True)
class Names:
    """The exhibits of a case as the index knows them.

    `shorts` are the first twelve characters of those whose tables are searched, `gone` those that were withdrawn;
    `withdrawn` says that one was since the index was last brought up to date.
    """

    shorts: frozenset[str]
    gone: frozenset[str]
    withdrawn: bool


def mark_of(connection: sqlite3.Connection) -> Mark:
    """Give how far the ledger is in the index."""
    count, sha256, end = json.loads(told(connection, _LEDGER) or f'[0, "{GENESIS}", 0]')
    return Mark(Head(count, sha256), end)


def take_in_lines(root: Path, connection: sqlite3.Connection, tables: Tables) -> Names:
    """Take in the lines of the ledger that are not in the index yet.

    Raises:
        CustodyBroken: the ledger is not as it was written.
    """
    before = mark_of(connection)
    lines, mark, whole = _new_lines(root, before)
    withdrawn = [named_exhibit(line) for line in lines if line.act == GONE]
    exhibits = list(_exhibit_entries(root, lines, whole=whole))
    with written(connection):
        # unless another program was quicker
        if mark_of(connection) == before:
            if whole:
                _forget_all(connection)
            _name(connection, lines, exhibits)
            if any(withdrawn):
                _forget_resting(connection, withdrawn)
                lines = ledger.read_lines(root)
            _add_lines(connection, tables, lines)
            tell(connection, _LEDGER, json.dumps([mark.head.count, mark.head.sha256, mark.end]))
        known = connection.execute("SELECT sha256, gone FROM exhibit").fetchall()
    return Names(
        frozenset(sha256[:12] for sha256, gone in known if not gone),
        frozenset(sha256 for sha256, gone in known if gone),
        any(withdrawn),
    )


def _new_lines(root: Path, before: Mark) -> tuple[Sequence[Line], Mark, bool]:
    """Give the lines behind a mark and the new mark, or all lines where the ledger does not go on from there."""
    whole = before == Mark()
    found = lines_after(root, before)
    if found is None and not whole:
        whole, found = True, lines_after(root, Mark())
    if found is None:
        # says which line is broken, and how
        ledger.read_lines(root)
        raise ArmstraceError("The ledger was changed while it was read.", todo="Search again.")
    return *found, whole


def _exhibit_entries(root: Path, lines: Iterable[Line], *, whole: bool) -> Iterator[Entry]:
    """Give every exhibit that lines speak of, as all lines have it."""
    touched = {named_exhibit(line) for line in lines} - {""}
    if not whole and len(touched) <= _FEW:
        lines = [line for sha256 in sorted(touched) for line in ledger.lines_naming(root, sha256)]
    elif not whole:
        lines = ledger.read_lines(root)
    about: dict[str, list[Line]] = {sha256: [] for sha256 in touched}
    for line in lines:
        if (sha256 := named_exhibit(line)) in about:
            about[sha256].append(line)
    for some in about.values():
        yield from (exhibit_entry(exhibit, some) for exhibit in custody.gather(root, some).values())


def _name(connection: sqlite3.Connection, lines: Iterable[Line], exhibits: Iterable[Entry]) -> None:
    """Keep the names of exhibits, and which of them were withdrawn."""
    for entry in exhibits:
        name = entry.text.partition(BETWEEN)[0]
        connection.execute("INSERT OR REPLACE INTO exhibit VALUES (?, ?, 0)", (entry.exhibit, name))
        forget_unit(connection, f"exhibit/{entry.exhibit}")
        add_to_unit(connection, f"exhibit/{entry.exhibit}", "", [entry])
    for line in lines:
        if line.act == GONE:
            connection.execute("UPDATE exhibit SET gone = 1, name = '' WHERE sha256 = ?", (named_exhibit(line),))
        elif line.act == "add":
            connection.execute("UPDATE exhibit SET gone = 0 WHERE sha256 = ?", (named_exhibit(line),))


def _forget_all(connection: sqlite3.Connection) -> None:
    """Take out what the lines of another ledger said."""
    for name in list(unit_marks(connection)):
        if not name.startswith("tables/"):
            forget_unit(connection, name)
    connection.execute("DELETE FROM exhibit")
    connection.execute("DELETE FROM line")


def _forget_resting(connection: sqlite3.Connection, withdrawn: Iterable[str]) -> None:
    """Take out every unit that holds something of an exhibit; what rests on others is put in again."""
    for sha256 in withdrawn:
        for name in units_resting_on(connection, sha256):
            forget_unit(connection, name)
    forget_unit(connection, _LEDGER)
    connection.execute("DELETE FROM line")


def _add_lines(connection: sqlite3.Connection, tables: Tables, lines: Sequence[Line]) -> None:
    """Put in what was said in lines, but not of what was withdrawn; that it was, and why, is told."""
    undone = [int(line.payload["withdrawn"]) for line in lines if isinstance(line.payload.get("withdrawn"), int)]
    before = {}
    for seq in undone:
        row = connection.execute("SELECT basis FROM line WHERE seq = ?", (seq,)).fetchone()
        before.update({seq: str(row[0])} if row else {})
    gone = {str(row[0]) for row in connection.execute("SELECT sha256 FROM exhibit WHERE gone")}
    acts = {line.seq: line.act for line in lines}
    kept = []
    for seq, entry in line_entries(tables, lines, before):
        connection.execute("INSERT OR REPLACE INTO line VALUES (?, ?)", (seq, " ".join(sorted(entry.rests_on))))
        if acts[seq] == GONE or not gone & entry.rests_on:
            kept.append(entry)
    add_to_unit(connection, _LEDGER, "", kept)
