"""Counts: "delivered four Su-30 fighters", "100 million rounds", "did not deliver any"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from armstrace.gazetteer.weapon_classes import ClassMention
from armstrace.reading.figures.clauses import Sentence, Token, mark_end, row_pattern
from armstrace.reading.figures.context import Context, span_of
from armstrace.reading.figures.counted_when import time_of
from armstrace.reading.figures.numbers import Number
from armstrace.reading.figures.parties import parties, party_tokens, points_back
from armstrace.reading.figures.refusals import is_refused
from armstrace.reading.figures.roles import Roles
from armstrace.reading.figures.weapons import WeaponMention
from armstrace.reading.text.view import Span
from armstrace.records.claims import QuantityClaim

_TRADE = frozenset(
    [
        *(
            "PROVIDE",
            "RECEIVE",
            "ORDER",
            "PLAN",
            "TRANSFERS",
            "EXPORTS",
            "IMPORTS",
            "SUPPLIER",
            "CAME",
            "WENT",
            "RECIPIENT",
        ),
        *("reached", "arrived", "arrival", "left", "owner"),
    ]
)
_TRADE_NOUN = re.compile(
    r"\b(?:sales?|deal|order|contract|transfer|delivery|shipment|batch|arms package)\b", re.IGNORECASE
)
_NOT_TRADE = re.compile(
    r"\b(?:destroy|shot down|shoot|killed|wounded|captur|seiz|lost|fired|deployed|paraded|knocked out|troops|soldiers)\w*",
    re.IGNORECASE,
)
_REACH = 60
_NO_ARMS = row_pattern(
    r"(?:NEG (?:HAVE )?(?:any |single |PROVIDE any )?(?:[a-z]+ )?(?:PROVIDE|RECEIVE|TRANSFERS|EXPORTS) (?:any |single )?(?:S )?(?:any )?ARMS|(?:PROVIDE|RECEIVE) (?:S )?NEG ARMS|NEG TRANSFERS of ARMS)"
)


@dataclass(frozen=True, slots=True)
class _Counted:
    """What is counted: the number (None for "not any"), and the weapon or class of weapon behind it.

    `called` is a name that only the gazetteer knows, beside the class: the Typhoon of "72 Typhoon fighter jets".
    """

    number: Number | None
    weapon: Token | None
    named: ClassMention | None
    called: str | None = None


def is_trade(sentence: Sentence) -> bool:
    """Tell whether a sentence is about arms changing hands, not about their use or loss."""
    trading = bool(_TRADE & {token.tag for token in sentence.tokens}) or bool(_TRADE_NOUN.search(sentence.piece))
    return trading and bool(sentence.indexes("S"))


def counts(sentence: Sentence, read: Roles, before: Context) -> Iterator[QuantityClaim]:
    """Give the claims that a number of weapons was delivered or ordered."""
    if not is_trade(sentence):
        return
    base = sentence.span.start
    used: set[int] = set()
    for index in sentence.indexes("N"):
        number = sentence.number(index)
        what = _with_weapon_before(
            sentence, index, _counted(sentence, number, sentence.classes, sentence.tokens[index + 1 : index + 8]), used
        )
        if what.weapon is None and what.named is None:
            continue
        lead = sentence.text[base : number.start]
        if _NOT_TRADE.search(lead) and not _TRADE_NOUN.search(lead):
            continue
        used.update([what.weapon.start] if what.weapon else [])
        yield _claim(sentence, index, what, read, before)
    yield from _none_delivered(sentence, used, read, before)
    yield from _no_arms(sentence, read, before)


def _counted(
    sentence: Sentence, number: Number, classes: tuple[ClassMention, ...], following: tuple[Token, ...]
) -> _Counted:
    """Find what a number counts: the first weapon or class of weapon right behind it."""
    end = number.end
    stops = [token.start for token in following if token.tag in {"N", "M", "P", ";", "FROM", "TO"}]
    limit = min([end + _REACH, sentence.span.end, *stops])
    weapon = next((t for t in following if t.tag == "W" and t.start < limit and _joined(sentence, end, t.start)), None)
    base = sentence.span.start
    named = next((c for c in classes if end <= base + c.start < limit and _joined(sentence, end, base + c.start)), None)
    called = None if weapon or named is None else _called(sentence, end, base + named.start, base + named.end)
    return _Counted(number, weapon, named, called)


_CLASS_NOUN = re.compile(r"(?: [a-z][a-z-]{2,20}){1,3}$")
_NAME = re.compile(r"[A-Z\d]")


def _called(sentence: Sentence, number_end: int, start: int, end: int) -> str | None:
    """Name the weapon that stands between a number and its class, or is both: "Leopard 2 tanks", "Rafale fighters"."""
    for weapon in sentence.named:
        beside = (
            number_end <= weapon.start <= start
            and mark_end(sentence.text, weapon.end) >= start - 1
            and weapon.start < end
        )
        if beside and not weapon.generic and _joined(sentence, number_end, weapon.start):
            name = _CLASS_NOUN.sub("", weapon.printed)
            return name if _NAME.search(name) else None
    return None


def _with_weapon_before(sentence: Sentence, index: int, what: _Counted, used: set[int]) -> _Counted:
    """Read "the Polonez system went to Baku: six launchers", where the one weapon stands before its number.

    One with a number of its own is not counted twice: in "24 Rafale fighters and two Mistral ships" no Rafale is a ship.
    """
    weapons = sentence.indexes("W")
    if what.weapon is None and what.named is not None and len(weapons) == 1 and weapons[0] < index:
        before = sentence.tokens[weapons[0]]
        return what if before.start in used else replace(what, weapon=before)
    return what


def _joined(sentence: Sentence, end: int, start: int) -> bool:
    """Tell whether only describing words stand between a number and what it counts."""
    between = sentence.text[end:start]
    return not re.search(r"[;:.]|, (?!and)|\b(?:and|was|were|is|are|to|from|by|in|on|with|while|which|that)\b", between)


def _claim(sentence: Sentence, index: int, what: _Counted, read: Roles, before: Context) -> QuantityClaim:
    number, weapon, named = what.number, what.weapon, what.named
    supplier, recipient = parties(sentence, read, before, index)
    ends = [*([weapon.end] if weapon else []), *([sentence.span.start + named.end] if named else [])]
    period = time_of(sentence, index, _whole(sentence.tokens[index], number, ends), before)
    start, end = span_of(sentence, [index, *party_tokens(sentence, supplier, recipient)], number, period)
    ends.append(end)
    designation = weapon.item.printed if weapon and isinstance(weapon.item, WeaponMention) else what.called
    return QuantityClaim(
        start=start,
        end=max(ends),
        text=sentence.text[start : max(ends)],
        measure="count",
        value=number.value if number else 0.0,
        min=number.low if number else None,
        max=number.high if number else None,
        unit=designation or (named.printed if named else None),
        comparator=number.comparator if number else "=",
        subject=supplier,
        object=recipient,
        commodity=named.class_id if named else "arms",
        designation=designation,
        action=_action(sentence, index),
        period=period.when if period else before.period if _is_of_same_time(sentence) else None,
        sentence=(sentence.span.start, sentence.span.end),
    )


def _whole(token: Token, number: Number | None, ends: Sequence[int]) -> Span:
    """Give where the words of what is counted stand, from the number to the noun."""
    if number is not None:
        return Span(token.start, max([token.end, *ends]))
    return Span(min([token.start, *ends]), max(ends, default=token.end))


_OTHER_TIME = re.compile(r"\b(?:earlier|previously|before that|already|later|afterwards|since then)\b", re.IGNORECASE)


def _is_of_same_time(sentence: Sentence) -> bool:
    """Tell "It also sold" from "It had earlier sold", which is of no year of the sentence before."""
    return points_back(sentence) and not _OTHER_TIME.search(sentence.piece)


def _action(sentence: Sentence, index: int) -> str:
    """Say whether a count is of weapons delivered, ordered or only planned."""
    before = [token.tag for token in sentence.tokens[max(0, index - 4) : index]]
    tags = {token.tag for token in sentence.tokens}
    if "PLAN" in before or ("PLAN" in tags and not {"PROVIDE", "RECEIVE"} & set(before)):
        return "planned"
    return "ordered" if "ORDER" in tags and "PROVIDE" not in before else "delivered"


def _none_delivered(sentence: Sentence, used: set[int], read: Roles, before: Context) -> Iterator[QuantityClaim]:
    """Read "did not deliver any S-400 to India" and "delivered no tanks to Kenya" as a count of nought."""
    for index in sentence.indexes("W"):
        token = sentence.tokens[index]
        lead = sentence.text[sentence.span.start : token.start]
        if token.start not in used and "NEG" in sentence.row.split() and is_refused(sentence.piece, lead):
            yield _claim(sentence, index, _Counted(None, token, None), read, before)
    if "NEG" not in sentence.row.split() or sentence.indexes("N", "P", "M", "W"):
        return
    for number, named in enumerate(sentence.classes):
        start = sentence.span.start + named.start
        if number and not _NO_MORE.search(sentence.text, sentence.span.start, start):
            continue
        before_it = [i for i, token in enumerate(sentence.tokens) if token.start <= start]
        lead = sentence.text[sentence.span.start : start]
        behind = sentence.text[sentence.span.start + named.end : sentence.span.end]
        if before_it and is_refused(sentence.piece, lead) and _is_of_trade(lead, behind):
            claim = _claim(sentence, before_it[-1], _Counted(None, None, named), read, before)
            if claim.subject or claim.object:
                yield _with_its_no(sentence, claim, lead)


def _is_of_trade(lead: str, behind: str) -> bool:
    """Tell "sold no tanks" and "No tanks were sold" from "No tanks were destroyed", "did not send the tanks that"."""
    return not _THE.search(lead) and (not _OPENS.match(lead) or bool(_WERE_SOLD.match(behind)))


# "neither tanks nor missiles", "no tanks and no missiles"
_NO_MORE = re.compile(r"\b(?:nor|(?:and|or) no)(?: [\w-]+)? $", re.IGNORECASE)
_THE = re.compile(r"\b(?:the|these|those|this|that|its|their) (?:[\w-]+ )?$", re.IGNORECASE)
_OPENS = re.compile(r"(?:no|not) ", re.IGNORECASE)
_WERE_SOLD = re.compile(
    r" (?:(?:has|have|had|was|were|been|ever|yet) )+(?:deliver|suppl|sold|sent|export|transferr|provid|shipp|receiv|given|bought|import|acquir|purchas|handed)",
    re.IGNORECASE,
)
# "no tanks" is quoted with its "no"
_ITS_NO = re.compile(r"\b(?:no|not|never|zero|neither)\b[^,;]{0,40}$|n't\b[^,;]{0,40}$", re.IGNORECASE)


def _with_its_no(sentence: Sentence, claim: QuantityClaim, lead: str) -> QuantityClaim:
    found = _ITS_NO.search(lead)
    start = min(claim.start, sentence.span.start + found.start()) if found else claim.start
    return replace(claim, start=start, text=sentence.text[start : claim.end])


def _no_arms(sentence: Sentence, read: Roles, before: Context) -> Iterator[QuantityClaim]:
    """Read "did not deliver any major arms to Armenia" as a count of nought over all weapons."""
    match = _NO_ARMS.search(sentence.row)
    if match and not sentence.indexes("N", "P", "M", "W"):
        index = sentence.at(match.start()) + match.group().count(" ")
        noun = "NEG TRANSFERS of" in match.group()
        if not noun and not is_refused(
            sentence.piece, sentence.text[sentence.span.start : sentence.tokens[index].start]
        ):
            return
        yield _claim(sentence, index, _Counted(None, None, None), read, before)
