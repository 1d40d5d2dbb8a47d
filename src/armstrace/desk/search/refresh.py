"""Bringing the index of a case up to date: only what changed since is read.

Whether anything changed is told by the head of the ledger and by the times of the folders of tables. Each unit goes in
as a whole or not at all, so a program that is killed leaves an index that lacks some units, and the next one adds them.
"""

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from armstrace.desk.search.entries import TABLE_KINDS
from armstrace.desk.search.index import purge, tell, told, written
from armstrace.desk.search.kept import FOLDERS, kept_entries
from armstrace.desk.search.named import Names, mark_of, take_in_lines
from armstrace.desk.search.rows import entries_of
from armstrace.desk.search.units import add_to_unit, forget_unit, unit_mark, unit_marks
from armstrace.evidence import ledger
from armstrace.evidence.disk import explained
from armstrace.evidence.folders import local_folder
from armstrace.evidence.lock import claim
from armstrace.tables.ask import Tables

Step = Callable[[int, int], object]
"""Called before each unit with how many are done, and how many there are."""

_LOCK = "search.lock"
_FOLDERS, _WIPE = "folders", "wipe"
# the times of folders are coarse: one that was changed a moment ago may change again and look the same
_COARSE_NS = 2_000_000_000
_POLL_S = 0.02


@dataclass(frozen=True, slots=True)
class Unit:
    """A file of the tables that is searched: its name in the case, its kind, and what it looks like."""

    name: str
    kind: str
    path: Path
    mark: str
    size: int


def refresh(
    root: Path,
    connection: sqlite3.Connection,
    *,
    wait: bool = True,
    step: Step | None = None,
    most_bytes: int | None = None,
) -> bool:
    """Bring the index of a case up to date; False where another program is at it and is not waited for.

    False, too, where files of more than `most_bytes` have changed: then nothing is taken in but the ledger.

    Raises:
        CustodyBroken: the ledger is not as it was written.
        ArmstraceError: a table is damaged, or the index cannot be written.
    """
    if _is_current(root, connection):
        return True
    with alone(root, wait=wait) as mine:
        if mine and not _is_current(root, connection):
            return _bring_up(root, connection, step or (lambda _done, _all: None), most_bytes)
        return mine


def _is_current(root: Path, connection: sqlite3.Connection) -> bool:
    folders = told(connection, _FOLDERS)
    return bool(folders) and folders == _times(root) and mark_of(connection).head == ledger.head(root)


@contextmanager
def alone(root: Path, *, wait: bool = True) -> Iterator[bool]:
    """Be the only program that indexes a case; a killed one lets go by dying."""
    path = local_folder(root) / _LOCK
    with explained(path, "Locking the search index"):
        fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        mine = claim(fd)
        while wait and not mine:
            time.sleep(_POLL_S)
            mine = claim(fd)
        yield mine
    finally:
        os.close(fd)


def _bring_up(root: Path, connection: sqlite3.Connection, step: Step, most_bytes: int | None) -> bool:
    started, folders = time.time_ns(), _times(root)
    tables = Tables(root)
    try:
        names = take_in_lines(root, connection, tables)
        units = {unit.name: unit for unit in _units(root, names)}
        known = unit_marks(connection)
        wanted = [unit for unit in units.values() if known.get(unit.name) != unit.mark]
        if most_bytes is not None and sum(unit.size for unit in wanted) > most_bytes:
            return False
        for done, unit in enumerate(wanted):
            step(done, len(wanted))
            _put(connection, tables, unit, names)
    finally:
        tables.close()
    gone = [name for name in known if name.startswith("tables/") and name not in units]
    newest = max((int(each) for each in json.loads(folders).values()), default=0)
    with written(connection):
        for name in gone:
            forget_unit(connection, name)
        if gone or names.withdrawn:
            tell(connection, _WIPE, "1")
        tell(connection, _FOLDERS, folders if newest < started - _COARSE_NS else "")
    if told(connection, _WIPE) and purge(connection):
        tell(connection, _WIPE, "")
    return True


def _put(connection: sqlite3.Connection, tables: Tables, unit: Unit, names: Names) -> None:
    """Put one file into the index in the place of what it held before."""
    made = entries_of(unit.path, unit.kind) if unit.kind in TABLE_KINDS else kept_entries(tables, unit.path, unit.kind)
    with written(connection):
        if unit_mark(connection, unit.name) != unit.mark:
            forget_unit(connection, unit.name)
            add_to_unit(connection, unit.name, unit.mark, (each for each in made if not names.gone & each.rests_on))


def _units(root: Path, names: Names) -> Iterator[Unit]:
    """Find the files of the tables that belong to exhibits of the case, and the results kept there."""
    for kind in (*sorted(TABLE_KINDS), *FOLDERS):
        ending = ".json" if kind in FOLDERS else ".parquet"
        for path, status in _files(root / "tables" / kind, ending):
            if kind in FOLDERS or path.stem in names.shorts:
                mark = f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"
                yield Unit(f"tables/{kind}/{path.name}", kind, path, mark, status.st_size)


def _files(folder: Path, ending: str) -> Iterator[tuple[Path, os.stat_result]]:
    if not folder.is_dir():
        return
    with explained(folder, "Looking at the tables"), os.scandir(folder) as found:
        for each in sorted(found, key=lambda entry: entry.name):
            if each.name.endswith(ending) and not each.name.startswith("."):
                yield Path(each.path), each.stat()


def _times(root: Path) -> str:
    """Tell when something was last put into each folder of the tables, or taken out."""
    found = {}
    for kind in sorted({*TABLE_KINDS, *FOLDERS}):
        try:
            found[kind] = str((root / "tables" / kind).stat().st_mtime_ns)
        except FileNotFoundError:
            continue
    return json.dumps(found)
