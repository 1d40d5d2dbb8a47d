"""Saying in words what the files of the tables, or the disk, made impossible."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from armstrace.records.errors import ArmstraceError


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
