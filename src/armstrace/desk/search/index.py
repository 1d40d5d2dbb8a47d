"""The index of a case on disk: one SQLite file in local/, made anew whenever it is missing, damaged or of another make.

A row of the full-text table is numbered by its kind, its part and its place in that part, so that a count of one kind
or the leaving out of an exhibit is a comparison of numbers. Parts are the entries of one unit (a file of the tables,
the ledger, an exhibit's name) that are of one kind and rest on the same exhibits.
"""

import hashlib
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from armstrace.desk.search.entries import SEARCHED, TABLE_KINDS
from armstrace.desk.search.folding import FOLDING
from armstrace.desk.search.rows import columns_with_words
from armstrace.evidence.folders import LOCAL, local_folder
from armstrace.evidence.names import visible
from armstrace.records.errors import ArmstraceError

FILE = "search.sqlite"
_MADE_AS = [
    "armstrace search 1",
    FOLDING,
    *SEARCHED,
    *(" ".join(columns_with_words(kind)) for kind in sorted(TABLE_KINDS)),
]
VERSION = hashlib.sha256("\n".join(_MADE_AS).encode()).hexdigest()[:16]
"""Names how the index is made; one that was made otherwise is made anew."""
KIND_BITS, PART_BITS = 48, 24
MOST_OF_A_PART = 1 << PART_BITS
_WAIT_S = 60
_AGAIN_S = 0.02
_BESIDE = ("", "-wal", "-shm", "-journal")

_TABLES = """
    CREATE TABLE told (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE basis (id INTEGER PRIMARY KEY, exhibits TEXT NOT NULL UNIQUE);
    CREATE TABLE rests (exhibit TEXT NOT NULL, basis INTEGER NOT NULL, PRIMARY KEY (exhibit, basis)) WITHOUT ROWID;
    CREATE TABLE unit (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, mark TEXT NOT NULL);
    CREATE TABLE part (
        id INTEGER PRIMARY KEY AUTOINCREMENT, unit INTEGER NOT NULL, kind INTEGER NOT NULL, exhibit TEXT NOT NULL,
        basis INTEGER NOT NULL, entries INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX part_of ON part (unit, kind, exhibit, basis);
    CREATE INDEX part_rests ON part (basis);
    CREATE INDEX part_kind ON part (kind);
    CREATE TABLE entry (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL, place TEXT NOT NULL, start INTEGER NOT NULL, own INTEGER NOT NULL,
        many INTEGER NOT NULL, text TEXT NOT NULL
    );
    CREATE TABLE line (seq INTEGER PRIMARY KEY, basis TEXT NOT NULL);
    CREATE TABLE exhibit (sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, gone INTEGER NOT NULL) WITHOUT ROWID;
    CREATE VIRTUAL TABLE words USING fts5 (folded, content = '', prefix = '2', tokenize = 'ascii');
"""


@contextmanager
def opened(root: Path) -> Iterator[sqlite3.Connection]:
    """Open the index of a case, an empty one where there is none of this version."""
    connection = _connected(root)
    try:
        yield connection
    finally:
        connection.close()


def _connected(root: Path) -> sqlite3.Connection:
    path = local_folder(root) / FILE
    connection = sqlite3.connect(path, timeout=_WAIT_S, isolation_level=None)
    try:
        for pragma in ("trusted_schema = OFF", "temp_store = MEMORY", "secure_delete = ON", "cache_size = -65536"):
            connection.execute(f"PRAGMA {pragma}")
        if _version(connection) != VERSION:
            _write_ahead(connection)
            _made_anew(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        with suppress(OSError):
            path.chmod(0o600)
    except BaseException:
        connection.close()
        raise
    return connection


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Let writers write beside readers; SQLite does not wait by itself where two programs ask for this at once."""
    last = time.monotonic() + _WAIT_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY  # the higher bits say why
            if not busy or time.monotonic() > last:
                raise
            time.sleep(_AGAIN_S)
        else:
            return


def _version(connection: sqlite3.Connection) -> str:
    there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'told'").fetchone()
    return (told(connection, "version") or "") if there else ""


def _made_anew(connection: sqlite3.Connection) -> None:
    """Make the tables in one act; two programs that come at once make them once."""
    with written(connection):
        if _version(connection) == VERSION:
            return
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'words\\_%' ESCAPE '\\' "
            "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        ).fetchall():
            connection.execute(f'DROP TABLE "{name}"')
        for statement in _TABLES.split(";"):
            connection.execute(statement)
        tell(connection, "version", VERSION)


def discard(root: Path) -> None:
    """Remove the index of a case; the next search makes it anew."""
    for ending in _BESIDE:
        (root / LOCAL / (FILE + ending)).unlink(missing_ok=True)


@contextmanager
def explained_index(root: Path) -> Iterator[None]:
    """Say in our own words what the file of the index, or the disk, made impossible.

    Raises:
        ArmstraceError: it did.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise ArmstraceError(
            f"The search index cannot be used: {visible(str(error))}.",
            where=visible(str(root / LOCAL / FILE)),
            todo="It is made anew when this file is removed; look whether the disk is full, and who may write there.",
        ) from error


def is_damage(error: sqlite3.Error) -> bool:
    """Whether SQLite says that the file is none of its own, or broken; a locked or full one is no such thing."""
    return any(words in str(error) for words in ("malformed", "not a database", "no such table", "no such column"))


@contextmanager
def written(connection: sqlite3.Connection) -> Iterator[None]:
    """Write some things together or not at all; another writer is waited for."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def told(connection: sqlite3.Connection, name: str) -> str | None:
    """Give what was kept under a name."""
    row = connection.execute("SELECT value FROM told WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else None


def tell(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Keep something under a name."""
    connection.execute("INSERT OR REPLACE INTO told VALUES (?, ?)", (name, value))


def purge(connection: sqlite3.Connection) -> bool:
    """Wipe the words of what was taken out from the file itself; False while a reader still has the old state open."""
    connection.execute("INSERT INTO words (words) VALUES ('optimize')")
    return not connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
