"""Reading a whole text into claims."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from armstrace.reading.article import Article, article_of
from armstrace.reading.attributed import attributed
from armstrace.reading.events.find import find_events
from armstrace.reading.figures.read import read_figures
from armstrace.reading.figures.weapons import WeaponNames
from armstrace.reading.flights.find import find_flights
from armstrace.reading.holdings import find_holdings
from armstrace.reading.law.embargoes import find_embargoes
from armstrace.reading.law.find import find_legal_acts
from armstrace.reading.law.treaty_content import find_treaty_content
from armstrace.reading.law.treaty_pronouns import with_pointed_standings
from armstrace.reading.notes import foreign_blocks
from armstrace.reading.offices import find_offices
from armstrace.reading.parse.grow import grow
from armstrace.reading.quantities.find import find_quantities
from armstrace.reading.same_parties import with_parties_of_trades
from armstrace.reading.scene import Scene
from armstrace.reading.settle import settled
from armstrace.reading.statements.find import find_statements
from armstrace.reading.text.blocks import Block
from armstrace.reading.trades.find import find_trades
from armstrace.reading.uses.find import find_uses
from armstrace.records.claims import Claim, QuantityClaim, TradeClaim, TreatyClaim


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
    return replace(article, tree=grow(article.seen, [sentence.span for sentence in article.sentences], article.states))


def claims_in(article: Article) -> list[Claim]:
    """Find the claims of an article, in the order they stand in it."""
    found: list[Claim] = [
        *_figures_and_trades(article),
        *find_legal_acts(article),
        *find_flights(article),
        *find_uses(article),
        *find_statements(article),
        *find_offices(article),
        *find_holdings(article),
    ]
    found += find_events(article, found)
    found += find_embargoes(article)
    found = _in_english(article, found)
    exact = [replace(claim, text=article.text[claim.start : claim.end]) for claim in found]
    return sorted(attributed(exact), key=lambda claim: (claim.start, claim.end, claim.TYPE))


def _in_english(article: Article, found: list[Claim]) -> list[Claim]:
    """Leave out what English rules made of a block in another language."""
    foreign = foreign_blocks(article)
    if not foreign:
        return found
    starts = [span.start for span in foreign]
    return [
        claim for claim in found if (at := bisect_right(starts, claim.start) - 1) < 0 or claim.start >= foreign[at].end
    ]


def _figures_and_trades(article: Article) -> Iterator[Claim]:
    """Give quantities, trades and treaties: those of the grammar of the arms trade first, then what it leaves over."""
    figures = read_figures(
        article.seen, article.pieces, article.published, WeaponNames.of(article.designations), article.weapons
    )
    scene = Scene(article)
    quantities = find_quantities(article, [each for each in figures if isinstance(each, QuantityClaim)], scene)
    trades = find_trades(article, [each for each in figures if isinstance(each, TradeClaim)], scene)
    kept = list(with_parties_of_trades(article.seen, settled(article, figures, quantities, trades), trades))
    treaties = with_pointed_standings(article, [each for each in kept if isinstance(each, TreatyClaim)])
    yield from (each for each in kept if not isinstance(each, TreatyClaim))
    yield from treaties
    yield from find_treaty_content(article, treaties)
    yield from quantities
    yield from trades
