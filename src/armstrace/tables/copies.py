"""A copy of a large kind in the database's own form, in local/: open in a moment, where Parquet is unpacked every time.

It is made of the files as they are and named by them: when one of them changes the copy is of no use to anybody.
Movements lie in it in the order of time.
"""

import hashlib
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from armstrace.evidence.disk import discard, explained
from armstrace.evidence.folders import local_folder
from armstrace.records.kinds import Movement
from armstrace.tables.database import database, explained_tables

FOLDER = "at_hand"
LARGE = 8 << 20
"""Kinds whose files have fewer bytes than this are quickly loaded."""
IN_ORDER = {Movement.KIND: "time_utc, event, rank, key"}
"""How the rows of a kind lie in its copy; kinds that are not named have none."""


def is_small(case: Path) -> bool:
    """Whether all tables of a case together are so small that no kind of them has a copy."""
    return sum(path.stat().st_size for path in (case / "tables").glob("*/*.parquet")) < LARGE


def copy_of(case: Path, kind: str) -> Path | None:
    """Name the copy that a kind should have, None where it needs none."""
    files = _files(case, kind)
    if kind not in IN_ORDER or sum(found.st_size for _, found in files) < LARGE:
        return None
    said = "\n".join(f"{path.name} {found.st_size} {found.st_mtime_ns}" for path, found in files)
    return case / "local" / FOLDER / f"{kind}-{hashlib.sha256(said.encode()).hexdigest()[:16]}.duckdb"


def lacking(case: Path) -> list[str]:
    """Name the kinds that should have a copy and have none."""
    return [kind for kind in IN_ORDER if (path := copy_of(case, kind)) is not None and not path.exists()]


def make_copy(case: Path, kind: str) -> None:
    """Make the copy of a kind, if it should have one; older ones are removed.

    Raises:
        ArmstraceError: the disk is full, or a table is damaged.
    """
    path = copy_of(case, kind)
    if path is None or path.exists():
        return
    folder = local_folder(case, FOLDER)
    partial = folder / f".{secrets.token_hex(6)}.duckdb"
    files = [str(each) for each, _ in _files(case, kind)]
    try:
        with explained(path, "Copying a table"), explained_tables():
            connection = database(partial)
            try:
                connection.read_parquet(files).order(IN_ORDER[kind]).create(kind)
            finally:
                connection.close()
            partial.chmod(0o600)
            partial.replace(path)
    finally:
        discard(partial)
        discard(partial.with_name(f"{partial.name}.wal"))
    for each in folder.glob(f"{kind}-*.duckdb"):
        if each != path:
            discard(each)


def _files(case: Path, kind: str) -> Sequence[tuple[Path, os.stat_result]]:
    return [(path, path.stat()) for path in sorted((case / "tables" / kind).glob("*.parquet"))]
