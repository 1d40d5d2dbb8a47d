"""Named weapons said to have changed hands, without a number: "Among them are the SandCat and several rifle models"."""

import re
from collections.abc import Iterator

from armstrace.gazetteer.weapon_classes import find_weapon_classes
from armstrace.reading.denials import denial_of
from armstrace.reading.figures.clauses import Sentence
from armstrace.reading.figures.context import Context
from armstrace.reading.figures.counted_when import own_periods
from armstrace.reading.figures.counts import is_trade
from armstrace.reading.figures.parties import parties
from armstrace.reading.figures.polarity import is_supposed
from armstrace.reading.figures.roles import Roles
from armstrace.reading.figures.weapons import WeaponMention
from armstrace.reading.figures.windows import in_aside, is_compared
from armstrace.reading.text.view import Span
from armstrace.records.claims import QuantityClaim, TradeClaim
from armstrace.records.values import When

_LISTING = re.compile(
    r"^(?:among (?:them|these|those)(?: imports| weapons| arms| deliveries| systems)?|(?:these|those|they|the (?:imports|deliveries|weapons|arms|shipments|supplies|purchases))(?: \w+)?)"
    r" (?:are|were|is|was|include[ds]?|comprise[ds]?|consist(?:ed|s) of|featured) ",
    re.IGNORECASE,
)
_SPLIT = re.compile(r",? and |, ")


def trades(sentence: Sentence, read: Roles, before: Context, counted: list[QuantityClaim]) -> Iterator[TradeClaim]:
    """Give the weapons of a listing that follows a claim, and those a sentence says were supplied."""
    listing = _LISTING.match(sentence.piece)
    if listing and (before.supplier or before.recipient):
        yield from _listed(sentence, sentence.span.start + listing.end(), before)
        return
    tags = {token.tag for token in sentence.tokens}
    if (
        not is_trade(sentence)
        or not tags & {"PROVIDE", "RECEIVE", "ORDER", "TRANSFERS", "EXPORTS", "CAME"}
        or "NEG" in tags
        or is_supposed(sentence.text[sentence.span.start : sentence.span.end])
    ):
        return
    supplier, recipient = parties(sentence, read, before)
    if not (supplier and recipient):
        return
    for start, end, designation in _named(sentence):
        if any(claim.start <= start < claim.end for claim in counted):
            continue
        words = sentence.text[start:end]
        yield TradeClaim(
            start=start,
            end=end,
            text=words,
            supplier=supplier,
            recipient=recipient,
            commodity=words,
            designation=designation,
            period=_only_date(sentence, Span(start, end)),
            denied=denial_of(sentence.text, sentence.span, Span(start, end)) is not None,
            sentence=(sentence.span.start, sentence.span.end),
        )


def _only_date(sentence: Sentence, thing: Span) -> When | None:
    """Give the date of a sentence that names one for a thing, and not what it is compared with or an aside tells of."""
    dated = [p for p in own_periods(sentence, thing) if p.kind != "event"]
    if len(dated) != 1 or is_compared(sentence, dated[0]) or in_aside(sentence, dated[0], thing.start):
        return None
    return dated[0].when


def opens_listing(sentence: Sentence) -> bool:
    """Tell whether a sentence lists what the one before spoke of: "Among them are ..."."""
    return _LISTING.match(sentence.piece) is not None


def _named(sentence: Sentence) -> Iterator[tuple[int, int, str | None]]:
    """Give the weapons a sentence names: by designation, and by class where no designation stands beside it."""
    weapons = [sentence.tokens[i] for i in sentence.indexes("W")]
    for token in weapons:
        if isinstance(token.item, WeaponMention):
            yield token.start, token.end, token.item.printed
    base = sentence.span.start
    for found in sentence.classes:
        if not any(abs(token.end - base - found.start) <= 2 for token in weapons):
            yield base + found.start, base + found.end, None


def _listed(sentence: Sentence, start: int, before: Context) -> Iterator[TradeClaim]:
    """Split a list of things into one claim each; supplier, recipient and period come from the sentence before."""
    end = sentence.span.end
    while end > start and sentence.text[end - 1] in ".!?;:\"') ":
        end -= 1
    position = start
    for split in [*_SPLIT.finditer(sentence.text, start, end), None]:
        last = split.start() if split else end
        piece = sentence.text[position:last]
        weapon = next(
            (t.item for i in sentence.indexes("W") if position <= (t := sentence.tokens[i]).start < last), None
        )
        if piece.strip() and (isinstance(weapon, WeaponMention) or find_weapon_classes(piece)):
            yield TradeClaim(
                start=position,
                end=last,
                text=piece,
                supplier=before.supplier,
                recipient=before.recipient,
                commodity=piece,
                designation=weapon.printed if isinstance(weapon, WeaponMention) else None,
                period=before.period,
                sentence=(sentence.span.start, sentence.span.end),
            )
        position = split.end() if split else end
