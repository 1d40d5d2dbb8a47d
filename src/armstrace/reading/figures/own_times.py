"""Whose time a time is, where a sentence names several things: "six submarines in 2013-17, four frigates and 36 jets".

A time that stands after the first of several things is of that one; one behind the last is of them all; one that leads
a part ("and, in 2024, missiles") is of that part. Places only are looked at, so that all who read times can ask.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from armstrace.reading.text.view import Span


@dataclass(frozen=True, slots=True)
class Places:
    """Where in a sentence of a text the things stand that it counts or names, and its times, both in their order.

    `named` are the things that are no bare numbers.
    """

    text: str
    span: Span
    things: Sequence[Span]
    named: Sequence[Span]
    times: Sequence[Span]


_DEALT = (
    r"(?:receiv|bought|buy|purchas|acquir|obtain|procur|import|order|deliver|suppl|sold|sell|sent|send|transferr|provid|"
    r"shipp|handed|hand over|g[aio]ve|g[eo]t\b|took|take|donat|leas|export|contract)\w*"
)
_ANOTHER_ACT = re.compile(
    rf"(?:[,;(\u2014]|\b(?:and|but|while|whereas|then|before|after))(?: (?!and\b)[\w'.-]+){{0,4}}? {_DEALT}",
    re.IGNORECASE,
)
# the mark right before a time that leads its part: "and, in 2024, missiles", "; in 2015 four frigates"
_LED_IN = re.compile(r"(?:[;:\u2014]|\b(?:and|then|but|or|plus|while|whereas|by)),? $")
_GOES_ON = re.compile(r",? (?!(?:and|or|but|respectively)\b)[\w$]")
# behind a comma alone a time leads only what follows at once: ", in 2015 four frigates"
_AT_ONCE = re.compile(
    r" (?!(?:and|or|to|but|from|by|under|after|as|with|while|when|before|for|at|in|on|of|through|until|according|"
    r"respectively|alone|respectively)\b)\w"
)
_JOINED = re.compile(r"(?:,|,? and|,? or|,? to)(?: again)?(?: in)? ?")
_BREAKS_OFF = re.compile(
    r"\)?(?:,|;| and\b| but\b| while\b| whereas\b| plus\b| as well as\b| along with\b| together with\b| followed by\b|"
    r" before\b| then\b| after which\b| when\b| \u2014| -)"
)
# "of the tanks delivered in 2023, 18 were Leopards": the time is of what is divided, and so of its parts
_DIVIDED = re.compile(r"(?:^|[;,] )(?:of|among|out of) (?:the|those|these|its|their|all) [^,;]*$", re.IGNORECASE)


def is_of_another(places: Places, time: Span, thing: Span) -> bool:
    """Tell a time that the words give to another thing of the sentence than this one."""
    if time.start >= thing.end:
        return _is_of_later(places, time, thing)
    return time.end <= thing.start and _is_of_earlier(places, time)


def _is_of_later(places: Places, time: Span, thing: Span) -> bool:
    """Tell a time behind a thing that leads what follows, or that is of another act or part further on."""
    if leads(places, time):
        return True
    between = places.text[thing.end : time.start]
    later = [each.start - thing.end for each in places.things if thing.end <= each.start and each.end <= time.start]
    if not later:
        return False
    acts = [match.end() for match in _ANOTHER_ACT.finditer(between)]
    acts += [mark + 1 for mark, sign in enumerate(between) if sign == ";"]
    return any(act <= later[-1] for act in acts)


def _is_of_earlier(places: Places, time: Span) -> bool:
    """Tell a time before a thing that closes what stands before it: "six submarines in 2013, four frigates"."""
    before = [each for each in places.things if each.end <= time.start]
    if not before or leads(places, time):
        return False
    first, last = _run(places, time)
    if _DIVIDED.search(places.text[places.span.start : before[-1].start]):
        return False
    return bool(_BREAKS_OFF.match(places.text, last.end, places.span.end)) and first.start >= before[-1].end


def leads(places: Places, time: Span) -> bool:
    """Tell a time that opens a part of the sentence behind another thing: "and, in 2024, missiles from India"."""
    first, last = _run(places, time)
    before = max((each.end for each in places.things if each.end <= first.start), default=None)
    if before is None:
        return False
    lead, behind = places.text[before : first.start], places.text[last.end : places.span.end]
    if _LED_IN.search(lead):
        return bool(_GOES_ON.match(behind))
    return lead.endswith(", ") and bool(_AT_ONCE.match(behind))


def _run(places: Places, time: Span) -> tuple[Span, Span]:
    """Give the first and the last of the times that "and" joins with one: "in 2003 and 2004"."""
    at = next((index for index, each in enumerate(places.times) if each.start == time.start), None)
    if at is None:
        return time, time
    first = last = at
    while first and _joins(places, first - 1):
        first -= 1
    while last + 1 < len(places.times) and _joins(places, last):
        last += 1
    return places.times[first], places.times[last]


def _joins(places: Places, index: int) -> bool:
    # a year may be found with the "and" before it
    end, following = places.times[index].end, places.times[index + 1].start
    between = places.text[end:following]
    return bool(_JOINED.fullmatch(between)) or (between == " " and places.text.startswith("and ", following))
