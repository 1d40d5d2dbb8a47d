"""Reading for the measures: as `armstrace claims` reads, without starting a program for each text."""

from datetime import date
from functools import lru_cache
from typing import Any

from armstrace.reading.article import Article, article_of
from armstrace.reading.read import claims_in, parsed
from armstrace.records.claims import claim_json


@lru_cache(maxsize=256)
def article(text: str, published: date) -> Article:
    """Parse a text once for all measures."""
    return parsed(article_of(text, published))


def items(text: str, published: date, doc: str) -> list[dict[str, Any]]:
    """Read a text into the items of the reading schema."""
    return [claim_json(claim) | {"doc": doc} for claim in claims_in(article(text, published))]
