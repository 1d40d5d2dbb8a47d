"""Whether two claims tell of one event: the same kind of thing at the same place, and how near their dates are."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from armstrace.gazetteer.folding import fold_name
from armstrace.gazetteer.states import code_of
from armstrace.records.claims import Claim, EventClaim, WeaponUseClaim
from armstrace.records.values import When

Event = EventClaim | WeaponUseClaim
NEAR_DAYS = 45
_STRIKE_DAYS = 5
_FEW = 9
_LONGEST = 2_000
_PLACE_WORDS = frozenset("the of in near at city town village region district province area governorate".split())  # noqa: SIM905
_DATE_WORDS = re.compile(
    r"\d+|january|february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|"
    r"thurs|fri|satur|sun)day|the|an?|on|in|of|at|to|and|by|was|were|is|had|has|that|th|st|nd|rd"
)
_UNSURE = re.compile(
    r"\b(?:false|falsely|fabricated|fake|rumou?r\w*|hoax|debunked|untrue|unconfirmed|unverified|disinformation|alleged\w*)\b",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(r"[^\W\d_][\w-]*")
_FUNCTION_WORDS = frozenset(
    "i he she it its they their we this these those there then when while after before as but for from with"  # noqa: SIM905
    " his her our later earlier since during until according both some many several".split()
)
# what a text tells of that happens again and again, as verbs and as nouns
_RECURRING = re.compile(
    r"(?:meet|visit|shell|strike|struck|attack|fire|bomb|hit|violat|break|protest|demonstrat|rall|clash|fight|skirmish"
    r"|speak|say|call|talk|discuss|hold|deliver|suppl|send|ship|fl[iy]|arrive|launch|arrest|detain|kill|wound|injur"
    r"|target|raid|extend|renew|vote|conven|gather|exchang|negotiat|ceasefire|cease-fire|truce|incident|explo|missile"
    r"|rocket|drone|air|bombard|crash|down|shoot|shot|test|drill|exercise|session|summit|conference|patrol|report"
    r"|announce|warn|condemn|accus|publish|den[iy]|update)",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    r"(?:\b(?:the|this|that|its|their|his|her)|\w's) (?:[\w-]{1,30} ){0,2}?(?P<noun>ceasefire"
    r"|cease-fire|truce|armistice|agreement|accord|treaty|pact|contract|deal|election|referendum|war|battle|invasion|coup|surrender|massacre|revolution"
    r"|embargo|resolution|declaration|independence|blockade|siege|assassination)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\b(?:(?P<one>\d[\d,]{0,11}) (?:[\w-]{1,30} ){0,2}?(?:killed|wounded|dead|injured"
    r"|people|civilians|persons|soldiers|deaths)"
    r"|(?:kill|wound|injur)\w* (?:[\w-]{1,30} ){0,2}?(?P<two>\d[\d,]{0,11}))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A claim of something that happened at a known time."""

    claim: Event
    when: When


def dated(claims: Iterable[Claim], text: str = "") -> list[Dated]:
    """Give the events and uses of weapons that have a date; not what is denied, hedged, or told as a rumour or false.

    `text` is that of the document, where its sentences are to be looked at.
    """
    return [
        Dated(claim, claim.date)
        for claim in claims
        if isinstance(claim, EventClaim | WeaponUseClaim)
        and claim.date is not None
        and claim.date.earliest is not None
        and claim.date.latest is not None
        and not getattr(claim, "denied", False)
        and not claim.hedge
        and not _UNSURE.search(f"{claim.source or ''} {sentence_of(claim, text)}")
    ]


def sentence_of(claim: Claim, text: str) -> str:
    """Give the sentence that a claim stands in, its own words where that is not known."""
    start, end = claim.sentence or (claim.start, claim.end)
    if not text or not claim.sentence or not start <= claim.start < end <= start + _LONGEST:
        return claim.text[:_LONGEST]
    return text[start:end]


def recurring(event: Event) -> bool:
    """Tell what happens again and again, such as meetings and shelling: another date is mostly another event."""
    return isinstance(event, WeaponUseClaim) or not event.kind or bool(_RECURRING.match(event.kind))


def definite(words: str) -> frozenset[str]:
    """Give the events that words tell of as the only one: "the ceasefire"."""
    return frozenset(match["noun"].casefold() for match in _DEFINITE.finditer(words))


def other_names(one: str, other: str) -> bool:
    """Tell whether one of two texts has a name that the other lacks.

    >>> other_names("They took Fuzuli in May", "They took Jabrayil"), other_names("On 3 May Shusha fell", "Shusha fell")
    (True, False)
    """
    return bool(names_in(one) - _words(other)) or bool(names_in(other) - _words(one))


@lru_cache(maxsize=4096)
def names_in(words: str, *, first: bool = True) -> frozenset[str]:
    """Give the capitalised words of a text but for those of dates, folded; `first` takes its first word too."""
    found = [(match.start(), match[0]) for match in _CAPITALISED.finditer(words)]
    capital = (word for start, word in found if word[0].isupper() and (first or start))
    folded = map(fold_name, capital)
    return frozenset(w for w in folded if w not in _FUNCTION_WORDS and not _DATE_WORDS.fullmatch(w) and len(w) > 1)


def sameness(one: Dated, other: Dated) -> bool | None:
    """Tell of two alike claims under other dates whether they are of one event: True, None perhaps, False not known."""
    left, right = one.claim, other.claim
    if _figures(left.text) & _figures(right.text):
        return True
    if isinstance(left, WeaponUseClaim) and isinstance(right, WeaponUseClaim):
        return _one_strike(left, right) if _within(one.when, other.when, _STRIKE_DAYS) else False
    differ = other_names(left.text, right.text)
    if not recurring(left) and definite(left.text) & definite(right.text):
        return None if differ else True
    known = frozenset().union(*(_words(each) for c in (left, right) for each in (c.place, c.actor) if each))
    actors = {c.actor for c in (left, right)}
    shared = names_in(left.text, first=False) & names_in(right.text, first=False) - known
    if all(code_of(name) in actors for name in shared):
        return False
    return None if differ or recurring(left) else True


def alike(one: Event, other: Event) -> bool:
    """Tell claims of the same kind of event at the same place, or of the same actor where neither names a place."""
    if not _same_kind(one, other):
        return False
    if one.place and other.place:
        return same_place(one.place, other.place)
    return not one.place and not other.place and same_actor(one, other) is True


def same_place(one: str, other: str) -> bool:
    """Tell two names of one place.

    >>> same_place("the city of Barda", "Barda"), same_place("Barda", "Ganja")
    (True, False)
    """
    left, right = _place(one), _place(other)
    return bool(left and right) and (left <= right or right <= left)


def same_actor(one: Event, other: Event) -> bool | None:
    """Tell whether both name one actor; None where one of them names nobody."""
    if not one.actor or not other.actor:
        return None
    return _identity(one.actor) == _identity(other.actor)


def agree(one: When, other: When) -> bool:
    """Tell dates that can be of one day, each at the precision it has."""
    if None in {one.earliest, one.latest, other.earliest, other.latest}:
        return False
    return one.earliest <= other.latest and other.earliest <= one.latest  # type: ignore[operator]  # None was told apart


def near(one: When, other: When) -> bool:
    """Tell dates that may well be two dates of one event: some weeks apart, or the same day of another year."""
    return _within(one, other, NEAR_DAYS)


def _within(one: When, other: When, most: int) -> bool:
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return False
    gap = max((other.earliest - one.latest).days, (one.earliest - other.latest).days)
    days = one.precision == other.precision == "day"
    anniversary = days and (one.earliest.month, one.earliest.day) == (other.earliest.month, other.earliest.day)
    return gap <= most or anniversary


def distinct(times: Sequence[When]) -> int:
    """Count the times that cannot be one."""
    kept: list[When] = []
    for when in times:
        if not any(agree(when, each) for each in kept):
            kept.append(when)
    return len(kept)


def _same_kind(one: Event, other: Event) -> bool:
    if isinstance(one, WeaponUseClaim) and isinstance(other, WeaponUseClaim):
        known = "unknown" not in {one.weapon_class, other.weapon_class}
        named = bool(one.weapon and other.weapon) and _identity(one.weapon or "") == _identity(other.weapon or "")
        return named or (known and one.weapon_class == other.weapon_class)
    if isinstance(one, EventClaim) and isinstance(other, EventClaim):
        if one.kind and other.kind:
            return fold_name(one.kind) == fold_name(other.kind)
        left, right = _content(one.text), _content(other.text)
        return bool(left and right) and 2 * len(left & right) >= len(left | right)
    return False


def _one_strike(one: WeaponUseClaim, other: WeaponUseClaim) -> bool | None:
    """Tell strikes by one actor, on one place, with one weapon of a name; None where no actor is told."""
    named = bool(one.weapon and other.weapon and (one.weapon[0].isupper() or any(map(str.isdigit, one.weapon))))
    weapon = named and _identity(one.weapon or "") == _identity(other.weapon or "")
    by_one = same_actor(one, other)
    return (by_one or None) if weapon and one.place and other.place and by_one is not False else False


def _figures(words: str) -> frozenset[str]:
    """Give the numbers of victims; small ones are shared by too many events to tell one."""
    found = ((match["one"] or match["two"]).replace(",", "") for match in _FIGURE.finditer(words))
    return frozenset(number for number in found if int(number) > _FEW and not 1900 <= int(number) <= 2100)


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(fold_name(match[0]) for match in _CAPITALISED.finditer(text))


@lru_cache(maxsize=4096)
def _identity(name: str) -> str:
    return code_of(name) or fold_name(name)


@lru_cache(maxsize=4096)
def _place(name: str) -> frozenset[str]:
    code = code_of(name)
    if code:
        return frozenset([code])
    return frozenset(word for word in re.findall(r"\w+", fold_name(name)) if word not in _PLACE_WORDS)


@lru_cache(maxsize=4096)
def _content(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", fold_name(text)) if not _DATE_WORDS.fullmatch(word))
