"""Where the shipped facts of law were read: the citation behind a short id, from data/law_sources.csv."""

from collections.abc import Mapping
from functools import cache

from armstrace.gazetteer.shipped_tables import shipped_rows


def law_citation_of(source: str) -> str:
    """Give the citation behind a source id of the shipped tables of law; other words as they are.

    >>> law_citation_of("a letter in our archive")
    'a letter in our archive'
    """
    return _citations().get(source, source)


@cache
def _citations() -> Mapping[str, str]:
    return {row["id"]: _citation(row) for row in shipped_rows("law_sources.csv")}


def _citation(row: Mapping[str, str]) -> str:
    where = f" <{row['url']}>" if row["url"] else ""
    return f"{row['citation']}{where} ({row['read']})"
