"""Reading a whole text into claims."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from armstrace.reading.article import Article, article_of
from armstrace.reading.figures.read import read_figures
from armstrace.reading.figures.weapons import WeaponNames
from armstrace.reading.parse.grow import grow
from armstrace.reading.quantities.find import find_quantities
from armstrace.reading.settle import settled
from armstrace.reading.text.blocks import Block
from armstrace.reading.trades.find import find_trades
from armstrace.reading.uses.find import find_uses
from armstrace.records.claims import Claim, QuantityClaim, TradeClaim

READER = "reading.grammar@1"


def read_claims(
    text: str, published: date, designations: Iterable[str] = (), blocks: Sequence[Block] | None = None
) -> list[Claim]:
    """Find the claims of a text without a parse, in the order they stand in it.

    Takes the text as received, the day it was published (dates without a year are read against it), the weapon
    designations that the case's registers know, and the blocks of the text (lines, where none are given). Offsets are
    code points of `text`; every claim's `text` is exactly that slice.
    """
    return claims_in(article_of(text, published, blocks, designations))


def parsed(article: Article) -> Article:
    """Give an article with its parse.

    Raises:
        CaseError: spaCy or the model is missing, or not as published.
    """
    return replace(article, tree=grow(article.seen, [sentence.span for sentence in article.sentences]))


def claims_in(article: Article) -> list[Claim]:
    """Find the claims of an article, in the order they stand in it."""
    parts = [block.body for block in article.blocks]
    figures = read_figures(article.seen, parts, article.published, WeaponNames.of(article.designations))
    counted = [figure for figure in figures if isinstance(figure, QuantityClaim)]
    listed = [figure for figure in figures if isinstance(figure, TradeClaim)]
    quantities, trades = find_quantities(article, counted), find_trades(article, listed)
    found: list[Claim] = [*settled(article, figures, quantities, trades), *quantities, *trades, *find_uses(article)]
    exact = (replace(claim, text=article.text[claim.start : claim.end]) for claim in found)
    return sorted(exact, key=lambda claim: (claim.start, claim.end, claim.TYPE))
