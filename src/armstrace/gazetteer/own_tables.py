"""The CSV files inside the package, as they are."""

import csv
from importlib.resources import files
from io import StringIO


def own_rows(name: str) -> list[dict[str, str]]:
    """Give the rows of a table that armstrace ships, header names as keys, without what plug-ins add.

    Args:
        name: a file of the folder `gazetteer/data`, such as "states.csv".
    """
    text = files("armstrace.gazetteer").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(StringIO(text)))
