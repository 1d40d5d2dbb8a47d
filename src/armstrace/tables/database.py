"""DuckDB as armstrace uses it: nothing is fetched for it, and what it could not do is said in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from armstrace.records.errors import ArmstraceError


def database(at: Path | None = None, **settings: str) -> duckdb.DuckDBPyConnection:
    """Open a database, in memory where no file is named; no extension is ever fetched or loaded."""
    none = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    return duckdb.connect(":memory:" if at is None else str(at), config={**none, **settings})


@contextmanager
def explained_tables() -> Iterator[None]:
    """Say in our own words what the files of the tables, or the disk, made impossible; a wrong query stays a fault.

    Raises:
        ArmstraceError: a table is damaged, or there is no room for what is asked.
    """
    try:
        yield
    except (duckdb.IOException, duckdb.InvalidInputException, duckdb.OutOfMemoryException) as error:
        why = str(error).partition("\n")[0].strip().rstrip(".")
        raise ArmstraceError(
            f"The tables of this case cannot be read: {why}.",
            where="tables/",
            todo="Run `armstrace read --again`: it rebuilds the tables from the exhibits.",
        ) from error
