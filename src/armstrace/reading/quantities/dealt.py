"""Money and weapons that change hands: their parties are those of the deal that their sentence tells of."""

from collections.abc import Sequence
from dataclasses import replace

from armstrace.reading.article import Article
from armstrace.reading.trades.deal import Deal
from armstrace.records.claims import QuantityClaim

_REACH = 25


def deal_of(claim: QuantityClaim, deals: Sequence[Deal]) -> Deal | None:
    """Give the deal that a number belongs to: the one around it, else the last one before it in its sentence."""
    around = [deal for deal in deals if deal.span.start <= claim.start < deal.span.end + _REACH]
    before = [deal for deal in deals if deal.span.end <= claim.start]
    return around[-1] if around else before[-1] if before else None


def of_deal(article: Article, claim: QuantityClaim, deals: Sequence[Deal]) -> QuantityClaim:
    """Give money and counted weapons the parties of the deal around them; anything else stays as it is."""
    trades = claim.measure == "amount" or (
        claim.measure == "count" and claim.commodity == "arms" and claim.subject is None
    )
    deal = deal_of(claim, deals) if trades else None
    if deal is None:
        return claim
    behind = article.seen[deal.span.end : claim.start]
    if (
        len(behind) > 20
        and claim.measure == "count"
        and "includ" not in behind
        and ";" not in behind
        and ":" not in behind
    ):
        return claim
    return replace(
        claim,
        subject="+".join(deal.suppliers) or None,
        object="+".join(deal.recipients) or None,
        commodity=claim.commodity or deal.commodity,
        action=None if claim.measure == "amount" else "delivered",
    )
