"""Where the shipped facts of law were read: the citation behind a short id, from data/law_sources.csv."""

from collections.abc import Mapping
from functools import cache

from armstrace.gazetteer.shipped_tables import shipped_rows


def law_citation_of(source: str) -> str:
    """Give the citations behind source ids of the shipped tables of law ("a" or "a|b"); other words as they are.

    >>> law_citation_of("a letter in our archive")
    'a letter in our archive'
    """
    known = _citations()
    ids = source.split("|")
    return "; ".join(known[each] for each in ids) if all(each in known for each in ids) else source


@cache
def _citations() -> Mapping[str, str]:
    return {row["id"]: _citation(row) for row in shipped_rows("law_sources.csv")}


def _citation(row: Mapping[str, str]) -> str:
    where = f" <{row['url']}>" if row["url"] else ""
    return f"{row['citation']}{where} ({row['read']})"
