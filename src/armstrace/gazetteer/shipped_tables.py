"""The gazetteer's own tables: CSV files inside the package, each row with the source it was taken from."""

import csv
from functools import cache
from importlib.resources import files
from io import StringIO


def shipped_rows(name: str) -> list[dict[str, str]]:
    """Give the rows of a table that armstrace ships, header names as keys.

    Args:
        name: a file of the folder `gazetteer/data`, such as "states.csv".
    """
    text = files("armstrace.gazetteer").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(StringIO(text)))


def was_shipped(name: str, sha256: str) -> bool:
    """Whether bytes of this hash are a table that some version of armstrace has shipped under this name.

    Older tables stay listed in data/shipped_tables.csv, so that a case reads the same for as long as it is kept.
    """
    return (name, sha256) in _ever_shipped()


@cache
def _ever_shipped() -> frozenset[tuple[str, str]]:
    return frozenset((row["table"], row["sha256"]) for row in shipped_rows("shipped_tables.csv"))
