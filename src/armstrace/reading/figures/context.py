"""What one sentence hands on to the next, and the parts of a claim that every finder needs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from armstrace.reading.figures.clauses import Sentence, Token
from armstrace.reading.figures.periods import Period
from armstrace.reading.figures.windows import (
    DATED,
    hung_from,
    in_aside,
    is_compared,
    meant,
    of_event,
    open_period,
    own_part,
    said,
)
from armstrace.reading.text.keyed import Keyed
from armstrace.records.values import When


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentence before left open for "it", "them" and "that period": parties, flow, commodity, period.

    `topic` is "arms" where the text so far is about arms: there "its imports" are imports of arms. `said` holds the
    last window and the last year that the text has said, `begun` the events that it dated. `joined` are states that the
    sentence before named together ("Egypt and Algeria"): "them" means no single one of those. `moved` are the
    two windows that the last change led from and to, `about` is the state that the last sentence is about: its subject.
    `treaties` are those that the last sentence with one named, with their words.
    """

    supplier: str | None = None
    recipient: str | None = None
    # the latest time of the last sentence that named any
    lately: When | None = None
    flow: str = ""
    world: bool = False
    commodity: str | None = None
    period: When | None = None
    states: tuple[str, ...] = ()
    treaty: str | None = None
    treaties: tuple[tuple[str, str], ...] = ()
    topic: str | None = None
    source: str | None = None
    said: tuple[When, ...] = ()
    begun: tuple[tuple[str, int], ...] = ()
    joined: tuple[str, ...] = ()
    moved: tuple[When, When] | None = None
    about: str | None = None


_OTHER_GOODS = (
    "crude oil|oil|natural gas|gas|lng|petroleum|fuel|energy|electricity|coal|wheat|grain|cereals|food|goods|steel|iron ore|diamonds|gold|"
    "uranium|fertili[sz]er|cars|vehicles|medicines|vaccines|semiconductors|chips|textiles|machinery|timber|cotton|soya?|beef|water"
)
_GOODS = Keyed(re.compile(rf"\b(?:{_OTHER_GOODS})\b", re.IGNORECASE))
ARMS_WORDS = Keyed(
    re.compile(
        r"\b(?:arms|weapons?|weaponry|armaments?|munitions|ammunition|military|defen[cs]e|drones?|missiles?|tanks?|fighters?|aircraft|warships?|tiv|sipri)\b",
        re.IGNORECASE,
    )
)
_SHARED_BASE = Keyed(
    re.compile(
        r"\b(?:import\w*|export\w*|bought|purchases|share|supplies|supplie[rsd]|acquisitions|breakdown|split|procure\w*|foreign)\b",
        re.IGNORECASE,
    )
)
OF_THEM = re.compile(r"them\b|\bof (?:these|those|th(?:at|is|e) total)\b", re.IGNORECASE)


def commodity_of(sentence: Sentence, index: int, before: Context) -> str | None:
    """Say what goods a number is about: "arms", another commodity by its name, or None where the words do not tell.

    The nearest word wins, looking back first: "started exporting oil in 1999, and now supplies 37 percent of all
    imports" is about oil.
    """
    token = sentence.tokens[index]
    behind = sentence.text[sentence.span.start : token.start]
    ahead = sentence.text[token.end : sentence.span.end]
    candidates: list[tuple[int, str]] = []
    for pattern, arms in ((ARMS_WORDS, True), (_GOODS, False)):
        candidates += [
            (match.start(), "arms" if arms else match.group().lower()) for match in pattern.pattern.finditer(ahead)
        ]
        # a word after the number is what the share is of, as a rule; one before it counts as a little further off
        candidates += [
            (len(behind) - match.end() + 40, "arms" if arms else match.group().lower())
            for match in pattern.pattern.finditer(behind)
        ]
    if candidates:
        return min(candidates)[1]
    about_trade = _SHARED_BASE.pattern.search(behind + ahead) or OF_THEM.search(behind + ahead)
    return (before.commodity or before.topic) if about_trade else None


def may_be_of_goods(sentence: Sentence) -> bool:
    """Tell whether a share in a sentence can be of arms or other goods, if only of those spoken of before."""
    where = sentence.text, sentence.span.start, sentence.span.end
    known = any(words.search(*where) for words in (ARMS_WORDS, _GOODS, _SHARED_BASE))
    return known or OF_THEM.search(sentence.piece) is not None


# a class of weapon beside the trade word: "drone imports", "supplier of drones", "Israeli drones made up"
_TRADED = r"(?:imports?|exports?|purchases|deliveries|supplies|suppliers?|market|sources?|acquisitions)"
_CLASS_BEFORE = re.compile(
    rf"^ {_TRADED}\b|^ (?:made up|accounted for|represented|constituted|formed)\b", re.IGNORECASE
)
_CLASS_AFTER = re.compile(rf"\b{_TRADED} of (?:\w+ )?$", re.IGNORECASE)


def one_class(sentence: Sentence) -> str | None:
    """Name the class of weapon that a share or rank is limited to, None where it is about all arms."""
    text = sentence.piece
    for found in sentence.classes:
        if _CLASS_BEFORE.match(text[found.end : found.end + 20]) or _CLASS_AFTER.search(text[: found.start]):
            return found.class_id
    return None


def period_for(sentence: Sentence, index: int, before: Context, among: Sequence[Period] | None = None) -> Period | None:
    """Choose the period of a number: the one in its clause, the next one after it, else the only one about.

    `among` are those that may be its own, where others of the sentence are not.
    """
    token = sentence.tokens[index]
    begin = _clause_start(sentence, token.start)
    # "..., and now supplies 37 percent": the year of the clause before says nothing of now
    begin = begin if _NOW.search(sentence.text, begin, sentence.span.end) else sentence.span.start
    known = sentence.periods if among is None else among
    near = [p for p in known if p.start >= begin and not is_compared(sentence, p)]
    near = [p for p in near if not in_aside(sentence, p, token.start)]
    undated = [p for p in near if p.kind in {"same", "event"} and not _is_adverb(sentence, p)]
    usable = [p for p in near if p.kind in DATED and hung_from(sentence, p) is None]
    beside = own_part(sentence, token, undated) if not own_part(sentence, token, usable) else []
    if beside or not usable:
        return _undated(sentence, beside or undated, near, before)
    percents = [sentence.tokens[i] for i in sentence.indexes("P", "X", "N", "M", "V", "R")]
    following = min((t.start for t in percents if t.start > token.start), default=sentence.span.end)
    usable = _same_part(sentence, token, usable)
    between = [p for p in usable if token.end <= p.start < following]
    if between and len(usable) > 1:
        leading = [
            p for p in usable if p.end <= token.start and not any(p.end <= t.start < token.start for t in percents)
        ]
        return leading[-1] if leading and _leads(sentence, between[0], following) else between[0]
    whole_years = [p for p in usable if p.when is not None and p.when.years is not None] or usable
    return min(whole_years, key=lambda p: abs(p.start - token.start))


_PART_BEGINS = re.compile(
    r"(?:,|\b(?:but|and|while|against))(?: (?:but|and|while))?(?: (?:in|between|from|during|over))?(?: the)? $"
)
_TO_A_NUMBER = re.compile(r",?(?: (?:only|just|already|still|even|about|around|some|it was|this was|that was))* ?$")


def _leads(sentence: Sentence, period: Period, number: int) -> bool:
    """Tell whether a period is that of the number behind it: "..., but in 2016-20 only 94 percent"."""
    return bool(
        _PART_BEGINS.search(sentence.text[max(sentence.span.start, period.start - 40) : period.start])
        and _TO_A_NUMBER.match(sentence.text[period.end : number])
    )


def _undated(sentence: Sentence, undated: Sequence[Period], near: Sequence[Period], before: Context) -> Period | None:
    """Give the years that a period without a date points back to; open where the text does not say them."""
    if undated:
        one = undated[0]
        known = said(sentence, before.said, one.start)
        when = meant(sentence, one, known) if one.kind == "same" else of_event(sentence, one, before.begun)
        return Period(one.start, one.end, when, one.kind)
    hung = next((p for p in near if p.kind in DATED), None)
    if hung is None:
        return None
    begin = hung_from(sentence, hung)
    words = sentence.text[hung.start if begin is None else begin : hung.end]
    return Period(hung.start, hung.end, open_period(words), "event")


def _is_adverb(sentence: Sentence, period: Period) -> bool:
    """Tell "at the same time" and "this time", which name no years."""
    return sentence.text[period.start : period.end].lower().endswith(("time", "this year"))


_NOW = re.compile(r"\b(?:now|today|currently|at present)\b", re.IGNORECASE)
_NEW_CLAUSE = re.compile(
    r", (?:and|but|while|whereas) (?:\w+ly |now |then |later |still )?(?=[a-z]+(?:ed|es|s|ing)\b)|; |\u2014"
)


def _clause_start(sentence: Sentence, at: int) -> int:
    """Find where the clause of a number begins: "..., and now supplies 37 percent" leaves its subject behind."""
    found = list(_NEW_CLAUSE.finditer(sentence.text, sentence.span.start, at))
    return found[-1].start() + len(", and ") if found and found[-1].group().startswith(", and") else sentence.span.start


def _same_part(sentence: Sentence, token: Token, periods: list[Period]) -> list[Period]:
    """Keep to the periods on the same side of a semicolon, where there are any."""
    marks = [t.start for t in sentence.tokens if t.tag == ";"]
    first = max((mark for mark in marks if mark < token.start), default=sentence.span.start)
    last = min((mark for mark in marks if mark > token.start), default=sentence.span.end)
    return [p for p in periods if first <= p.start < last] or periods


class Stretch(Protocol):
    """What has a first and a last place in a text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


def span_of(sentence: Sentence, involved: list[int], number: Stretch | None, period: Period | None) -> tuple[int, int]:
    """Give the stretch of text from the first to the last word a claim rests on."""
    begin = _clause_start(sentence, number.start) if number is not None else sentence.span.start
    tokens = [sentence.tokens[index] for index in involved if 0 <= index < len(sentence.tokens)]
    here = [token for token in tokens if token.start >= begin] or tokens
    starts, ends = [token.start for token in here], [token.end for token in here]
    if len(here) < len(tokens):
        # the clause leaves its subject behind, so it is quoted from its first word
        starts.append(begin)
    if number is not None:
        starts.append(number.start)
        ends.append(number.end)
    if period is not None and begin <= period.start < sentence.span.end:
        starts.append(period.start)
        ends.append(period.end)
    return min(starts), max(ends)
