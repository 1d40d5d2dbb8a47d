"""The claims of the figures' grammar alone, as JSON objects."""

from dataclasses import replace
from datetime import date
from typing import Any

from armstrace.reading.article import article_of
from armstrace.reading.figures.read import read_figures
from armstrace.reading.figures.weapons import WeaponNames
from armstrace.records.claims import claim_json


def figures_of(text: str, published: date, designations: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    article = article_of(text, published, None, designations)
    found = read_figures(article.seen, article.pieces, published, WeaponNames.of(article.designations), article.weapons)
    exact = (replace(claim, text=text[claim.start : claim.end]) for claim in found)
    return [claim_json(claim) for claim in exact]
