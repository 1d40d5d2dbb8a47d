"""Lists of words that rules of names and statements go by (word_lists.csv)."""

import csv
from functools import cache
from importlib.resources import files
from io import StringIO


@cache
def _lists() -> dict[str, frozenset[str]]:
    text = files("armstrace.reading.names").joinpath("word_lists.csv").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for row in csv.DictReader(StringIO(text)):
        found.setdefault(row["list"], set()).add(row["word"])
    return {name: frozenset(words) for name, words in found.items()}


def word_list(name: str) -> frozenset[str]:
    """Give one list of words.

    >>> "spokeswoman" in word_list("women")
    True
    """
    return _lists()[name]
