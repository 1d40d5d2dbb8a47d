"""DuckDB as armstrace uses it: nothing is fetched for it, and what it could not do is said in words."""

import itertools
import os
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from armstrace.records.errors import ArmstraceError


def database(at: Path | None = None, **settings: str) -> duckdb.DuckDBPyConnection:
    """Open a database, in memory where no file is named; no extension is ever fetched or loaded.

    What does not fit into memory is laid beside the file; without one it goes to the folder named by
    `temp_directory`, or nowhere: left to itself it would go to wherever the command was called from.
    """
    none = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    if at is None:
        none["temp_directory"] = ""
    return duckdb.connect(":memory:" if at is None else str(at), config={**none, **settings})


_shared: dict[int, duckdb.DuckDBPyConnection] = {}
_numbers = itertools.count(1)


def room() -> duckdb.DuckDBPyConnection:
    """Open an empty database in memory in a twentieth of the time that `database` takes, for what is small.

    It is one catalogue of a database that the whole process shares; it goes with the last reference to what is given.
    Nothing in it is ever written to disk, so that a question too large for memory fails where one to `database` would
    not, and no file may be attached to it.
    """
    # threads do not outlive a fork: a child has its own
    process = os.getpid()
    shared = _shared.get(process) or _shared.setdefault(process, database())
    name = f"room_{next(_numbers)}"
    connection = shared.cursor()
    connection.execute(f"ATTACH ':memory:' AS {name}")
    connection.execute(f"USE {name}")
    weakref.finalize(connection, _detach, process, name).atexit = False
    return connection


def _detach(process: int, name: str) -> None:
    # what a forked child forgets is its parent's still
    if process == os.getpid():
        with _shared[process].cursor() as asking:
            asking.execute(f"DETACH {name}")


_DAMAGED = (
    "The tables of this case cannot be read",
    "Run `armstrace read --again`: it rebuilds the tables from the exhibits.",
)
_NO_ROOM = (
    "There is no room for what was asked of the tables",
    "Close other programs, see that the disk of the case has room, or ask for less at a time.",
)


@contextmanager
def explained_tables() -> Iterator[None]:
    """Say in our own words what the files of the tables, or the disk, made impossible; a wrong query stays a fault.

    Raises:
        ArmstraceError: a table is damaged, or there is no room for what is asked.
    """
    try:
        yield
    except (duckdb.IOException, duckdb.InvalidInputException, duckdb.OutOfMemoryException) as error:
        says, todo = _NO_ROOM if isinstance(error, duckdb.OutOfMemoryException) else _DAMAGED
        why = str(error).partition("\n")[0].strip().rstrip(".")
        raise ArmstraceError(f"{says}: {why}.", where="tables/", todo=todo) from error
