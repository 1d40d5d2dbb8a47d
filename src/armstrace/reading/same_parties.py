"""A count of weapons that change hands has the parties of the trade that its words stand in."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from armstrace.records.claims import Claim, QuantityClaim, TradeClaim

# "28 jets, but A never delivered them": what was bought did not come
_THEY = r"[^.;,]{0,40}?,? (?:which|that|but (?:they|these|it)|(?:al)?though (?:they|these|it)|they) (?:\w+ ){0,2}?"
NEVER_CAME = re.compile(
    r"[^.;]{0,80}?\bnever (?:delivered|handed over|sent|supplied|shipped|received|got) (?:them|it|any|these|those)\b"
    r"|[^.;]{0,80}?\b(?:did not|didn't|failed to) (?:deliver|hand over|send|supply) (?:them|it|any)\b"
    rf"|{_THEY}(?:(?:were|was|been) (?:never|not) (?:delivered|handed over|sent|supplied|shipped)|never (?:arrived|came))\b",
    re.IGNORECASE,
)


def with_parties_of_trades(seen: str, figures: Iterable[Claim], trades: Sequence[TradeClaim]) -> Iterator[Claim]:
    """Give the figures, each count of a delivery or an order with the parties of the trade around it.

    "Belarus sold it 15 Su-25": the trade tells who "it" is, where the words of the number alone leave it open.
    """
    by_sentence: dict[int, list[TradeClaim]] = {}
    for trade in trades:
        by_sentence.setdefault(trade.sentence[1] if trade.sentence else -1, []).append(trade)
    for figure in figures:
        if isinstance(figure, QuantityClaim) and figure.measure == "count" and figure.action != "not_trade":
            told = by_sentence.get(figure.sentence[1], []) if figure.sentence else []
            yield _as_it_came(seen, _of_trade(figure, told))
        else:
            yield figure


def _as_it_came(seen: str, count: QuantityClaim) -> QuantityClaim:
    """Take "28 jets, which were never delivered" for an order."""
    end = count.sentence[1] if count.sentence else count.end
    never = count.value and count.action == "delivered" and NEVER_CAME.match(seen, count.end, end)
    return replace(count, action="ordered") if never else count


def _of_trade(count: QuantityClaim, told: Sequence[TradeClaim]) -> QuantityClaim:
    """Take the parties of the narrowest trade around a count; several that share its words are its parties together.

    What a trade only plans, or stops, is no delivery.
    """
    around = [trade for trade in told if trade.start < count.end and count.start < trade.end]
    if not around:
        return count
    narrow = min(trade.end - trade.start for trade in around)
    own = [trade for trade in around if trade.end - trade.start == narrow]
    suppliers = "+".join(dict.fromkeys(trade.supplier for trade in own if trade.supplier))
    recipients = "+".join(dict.fromkeys(trade.recipient for trade in own if trade.recipient))
    supplier = suppliers or (count.subject if count.subject != recipients else None)
    recipient = recipients or (count.object if count.object != suppliers else None)
    planned = count.action == "delivered" and all(trade.status != "asserted" for trade in own)
    return replace(count, subject=supplier, object=recipient, action="planned" if planned else count.action)
