"""Where something happened: the town or region that a clause puts it in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from armstrace.reading.article import Article
from armstrace.reading.incidents.named import Named, before, overlaps, within
from armstrace.reading.text.view import Span


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the text; `wide` is a state or a region, which yields to a town."""

    start: int
    end: int
    wide: bool
    listed: bool = True


_BEFORE = re.compile(
    r"\b(?:in|at|on|near|over|above|around|outside|inside|against|into|onto|across|towards?|throughout|of|within|between|along|"
    r"hit|hits|hitting|struck|strikes?|striking|target(?:s|ed|ing)?|shell(?:s|ed|ing)|bomb(?:s|ed|ing)|bombard(?:s|ed|ing)|pound(?:s|ed|ing)|rocket(?:ed|ing)|attack(?:s|ed|ing)) "
    r"(?:(?!from\b|by\b)[\w'-]+,? ){0,5}$",
    re.IGNORECASE,
)
_NOT_WHERE = re.compile(
    r"\b(?:[Ff]rom|[Bb]y|of the type|[Aa]ccording to|told|than|residents of|head of|governor of|north of|ministry of|embassy in|people of) (?:the |its )?(?:(?:[a-z]+ ){0,4}(?:of|in|near|at) )?(?:the )?$"
)
_WORD = re.compile(r"(?:(?:al|el|ad|as|ash|at|az|an)-)?[^\W\d_][\w'-]*")
_NO_PLACE = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday Thursday "  # noqa: SIM905 # a list of words is easier to check as a sentence
    "Friday Saturday Sunday The A An In On At He She It They We I This That These Those His Her Its Their Our Mr Mrs Ms Dr General "
    "Colonel Major President Prime Minister Ministry Army Air Force Defence Defense Convention Protocol Christmas Easter Orthodox "
    "Catholic Christian Muslim Jewish Sunni Shia Kurdish Western European Civil War Red Sea Cross Crescent Twitter Facebook Telegram Mission Panel".split()
)
_AND = re.compile(r"(?:, (?:and )?| and | or )(?:the |in |near |at )?")
_ANAPHOR = re.compile(
    r"\b(?:the|this|that) (?:same )?(?:city|town|village|capital|port|suburb|settlement)\b(?! of\b)", re.IGNORECASE
)
_CALLED = re.compile(
    r"\b(?:town|city|village|district|suburb|port|settlement|neighbou?rhood|camp|quarter|airbase|base) of $",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:'s|')$")


def place_of(
    article: Article, span: Span, not_in: Iterable[Named] = (), objects: Iterable[Span | None] = (), behind: int = 0
) -> str | None:
    """Give the place that a clause names, as printed; towns before regions and states; several joined by "and" whole.

    `not_in` are names that have another part to play (the actor, the weapon); `objects` are the phrases whose names
    are places without a preposition ("shelled Gori"). Places behind the offset `behind` go before others.
    """
    taken = list(not_in)
    undergone = [each for each in objects if each is not None]
    spots = [spot for spot in _spots(article, span, taken) if _is_where(article, spot, span, undergone)]
    if not spots:
        return None
    spots = [spot for spot in spots if spot.start >= behind] or spots
    towns = [spot for spot in spots if not spot.wide]
    called = next((spot for spot in towns if _CALLED.search(article.seen, max(0, spot.start - 20), spot.start)), None)
    chosen = called or (towns or spots)[0]
    end = chosen.end
    for spot in spots:
        gap = article.seen[end : spot.start]
        if spot.start >= end and spot.wide == chosen.wide and _AND.fullmatch(gap):
            end = spot.end
    return _SUFFIX.sub("", article.text[chosen.start : end])


def _spots(article: Article, span: Span, taken: list[Named]) -> list[Spot]:
    found = [
        Spot(place.start, place.end, place.kind in {"region", "country", "state"})
        for place in within(article.places, span)
        if not any(overlaps(other, place.start, place.end) for other in taken)
    ]
    lands = [m for m in within(article.states, span) if m.kind not in {"demonym", "adjective", "government", "capital"}]
    others: list[Named] = [*taken, *found, *within(article.groups, span), *within(article.organisations, span)]
    others += [*within(article.weapons, span), *within(article.times, span)]
    known: list[Named] = [*others, *within(article.states, span)]
    found += [
        Spot(land.start, land.end, wide=True)
        for land in lands
        if not any(overlaps(other, land.start, land.end) for other in others)
    ]
    found += [spot for spot in _capitalised(article, span) if not any(overlaps(n, spot.start, spot.end) for n in known)]
    found += [
        Spot(m.start, m.end, wide=False)
        for m in within(article.states, span)
        if m.kind in {"capital", "government"} and not any(overlaps(other, m.start, m.end) for other in others)
    ]
    return sorted(found, key=lambda spot: spot.start)


def _capitalised(article: Article, span: Span) -> Iterator[Spot]:
    """Give runs of capitalised words, which behind "in" or "near" name a place that no list has."""
    seen, start, end = article.seen, -1, -1
    for match in _WORD.finditer(seen, span.start, span.end):
        bare = _SUFFIX.sub("", match.group())
        last = bare.split("-")[-1] or bare
        capital = last[0].isupper() or (last.isdigit() and bare[0].isupper())
        name = capital and bare not in _NO_PLACE and not bare.isupper()
        if name and start >= 0 and match.start() == end + 1 and seen[end] == " ":
            end = match.end()
            continue
        if start >= 0:
            yield Spot(start, end, wide=False, listed=False)
        start, end = (match.start(), match.start() + len(bare)) if name else (-1, -1)
    if start >= 0:
        yield Spot(start, end, wide=False, listed=False)


def _is_where(article: Article, spot: Spot, span: Span, undergone: list[Span]) -> bool:
    first = max(span.start, spot.start - 70)
    sentence = article.sentence_at(spot.start)
    if not spot.listed and sentence is not None and sentence.span.start == spot.start:
        return False
    if _NOT_WHERE.search(article.seen, first, spot.start):
        return False
    if any(each.start <= spot.start and spot.end <= each.end for each in undergone):
        return True
    return bool(_BEFORE.search(article.seen, first, spot.start)) or _joins(article, spot, first)


def _joins(article: Article, spot: Spot, first: int) -> bool:
    """Tell the second of "in Gori and Tskhinvali", and "districts, Barda, Goranboy and Tartar"."""
    return bool(
        re.search(
            r"\b(?:in|at|on|near|over|above|against|into|of) [\w',\- ]{0,66}(?:,| and) $",
            article.seen[first : spot.start],
        )
    )


def refers_back(article: Article, span: Span) -> bool:
    """Tell whether a clause is set in "the city", "the same suburb"."""
    return bool(_ANAPHOR.search(article.seen, span.start, span.end))


def last_town(article: Article, span: Span) -> str | None:
    """Give the town named last before a clause that says "the city"."""
    towns = [
        place for place in before(article.places, span.start, 6) if place.kind not in {"region", "country", "state"}
    ]
    near = next((town for town in towns if span.start - town.start < 700), None)
    return article.text[near.start : near.end] if near else None
