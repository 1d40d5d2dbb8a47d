"""Who held which office of a state, and when: facts that armstrace ships, each at the precision it is known.

The table (data/offices.csv) begins about 1990 and is not complete: that somebody is not in it shows nothing. A row
without a holder says that the office did not exist any more. What stands open was so on KNOWN_UNTIL.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cache, lru_cache

from armstrace.gazetteer.folding import fold_name
from armstrace.gazetteer.shipped_tables import shipped_rows
from armstrace.records.values import When

KNOWN_UNTIL = date(2025, 6, 30)
_ALIKE = 0.84
_OFFICES = {"monarch": "king, queen or emir", "head_of_state": "leader"}
_TITLES = {
    "president": "president",
    "prime minister": "prime_minister",
    "premier": "prime_minister",
    "chancellor": "prime_minister",
    "taoiseach": "prime_minister",
    "king": "monarch",
    "queen": "monarch",
    "emir": "monarch",
    "sultan": "monarch",
    "crown prince": "crown_prince",
    "supreme leader": "supreme_leader",
    "foreign minister": "foreign_minister",
    "minister of foreign affairs": "foreign_minister",
    "foreign affairs minister": "foreign_minister",
    "foreign secretary": "foreign_minister",
    "secretary of state": "foreign_minister",
    "defence minister": "defence_minister",
    "defense minister": "defence_minister",
    "minister of defence": "defence_minister",
    "minister of defense": "defence_minister",
    "defence secretary": "defence_minister",
    "defense secretary": "defence_minister",
    "secretary of defense": "defence_minister",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One term in an office: `since` and `until` keep the precision they are known with, None where it lasts.

    `holder` is "" where the office did not exist in that time.
    """

    state: str
    office: str
    holder: str
    family: str
    names: tuple[str, ...]
    since: When
    until: When | None
    source: str

    @property
    def key(self) -> str:
        """Name the row for a reader: "TUR prime_minister 2003-03-14"."""
        return f"{self.state} {self.office} {self.since.edtf}"

    def covers(self, day: date) -> bool | None:
        """Say whether the holder was in office on a day; None where the precision, or what is known, ends.

        On the days of change both the one who leaves and the one who comes count.
        """
        if self.until is None and day > KNOWN_UNTIL:
            return None
        begun = self.since.by(day)
        over = False if self.until is None else _over(self.until, day)
        if begun is False or over is True:
            return False
        return True if begun and over is False else None


def _over(until: When, day: date) -> bool | None:
    """Say whether a term had ended before a day; its last day is still in it."""
    if until.latest is not None and until.latest < day:
        return True
    if until.earliest is not None and until.earliest >= day:
        return False
    return None


@cache
def terms() -> tuple[Term, ...]:
    """Give every term, by state and office."""
    return tuple(
        Term(
            row["state"],
            row["office"],
            row["holder"],
            row["family"],
            tuple(filter(None, (row["holder"], row["family"], *row["aliases"].split("|")))),
            When.read(row["from"]),
            None if row["to"] == ".." else When.read(row["to"]),
            row["source"],
        )
        for row in shipped_rows("offices.csv")
    )


@cache
def _by_office() -> Mapping[tuple[str, str], tuple[Term, ...]]:
    found: dict[tuple[str, str], tuple[Term, ...]] = {}
    for term in terms():
        key = (term.state, term.office)
        found[key] = (*found.get(key, ()), term)
    return found


def forget() -> None:
    """Read the table again when it is next asked for."""
    for cached in (terms, _by_office, _by_word, holders):
        cached.cache_clear()


def terms_of(state: str, office: str) -> tuple[Term, ...]:
    """Give the terms in one office of a state, () where the table does not know it."""
    return _by_office().get((state, office), ())


def titles() -> Mapping[str, str]:
    """Give the titles that running text uses, in small letters, with the office each stands for."""
    return _TITLES


def citation_of(source: str) -> str:
    """Give the citation of a source of the table."""
    return next(row["citation"] for row in shipped_rows("office_sources.csv") if row["id"] == source)


@lru_cache(maxsize=4096)
def holders(printed: str, state: str = "") -> tuple[str, ...]:
    """Give the office holders whom a printed name can mean, in a state or anywhere; () for a name not known.

    A name fits where all its words stand in one of the holder's names, the family name among them; for a known state
    other spellings of the family name count too ("Pashinian").

    >>> holders("Erdogan"), holders("Nikol Pashinian", "ARM"), holders("Recep Pashinyan")
    (('Recep Tayyip Erdoğan',), ('Nikol Pashinyan',), ())
    """
    words = fold_name(printed).replace(".", "").split()
    if not words:
        return ()
    some = [term for term in terms() if term.holder and state in {"", term.state}] if state else _sharing(words[0])
    exact = [term.holder for term in some if any(_fits(words, name, term.family) for name in term.names)]
    if exact or not state:
        return tuple(dict.fromkeys(exact))
    return tuple(dict.fromkeys(term.holder for term in some if _alike(words, term)))


def office_words(office: str) -> str:
    """Name an office for a sentence.

    >>> office_words("prime_minister"), office_words("monarch")
    ('prime minister', 'king, queen or emir')
    """
    return _OFFICES.get(office, office.replace("_", " "))


def held(state: str, office: str, person: str, day: date) -> bool | None:
    """Say whether a person held an office on a day; None where the table cannot tell.

    >>> held("FRA", "president", "Macron", date(2020, 1, 1)), held("FRA", "president", "Nobody", date(2020, 1, 1))
    (True, None)
    """
    people = holders(person, state)
    return in_office(terms_of(state, office), people, [day]) if people else None


def in_office(known: Sequence[Term], people: Sequence[str], days: Sequence[date]) -> bool | None:
    """Say whether one of some people was in office on one of some days, or for a whole term between them."""
    own = [term for term in known if term.holder in people]
    told = [term.covers(day) for term in own for day in days]
    if True in told or any(_between(term, days) for term in own):
        return True
    return None if None in told else False


def _between(term: Term, days: Sequence[date]) -> bool:
    first, last = term.since.earliest, term.until.latest if term.until else None
    return first is not None and last is not None and min(days) <= first and last <= max(days)


@cache
def _by_word() -> Mapping[str, tuple[Term, ...]]:
    """Give the terms of holders by each word of their names."""
    found: dict[str, list[Term]] = {}
    for term in terms():
        for word in dict.fromkeys(word for name in term.names for word in _words_of(name)) if term.holder else ():
            found.setdefault(word, []).append(term)
    return {word: tuple(some) for word, some in found.items()}


def _sharing(word: str) -> Sequence[Term]:
    """Give the terms of holders with a word in their names: no other name can fit."""
    return _by_word().get(word, ())


@lru_cache(maxsize=8192)
def _words_of(name: str) -> tuple[str, ...]:
    return tuple(fold_name(name).replace(".", "").split())


def _fits(words: list[str], name: str, family: str) -> bool:
    known = list(_words_of(name))
    last = _last_word(family)
    shared = last in words or (len(known) == 1 and known == words)
    return (shared and set(words) <= set(known)) or words == known


@lru_cache(maxsize=8192)
def _last_word(name: str) -> str:
    return fold_name(name).split()[-1]


def _alike(words: list[str], term: Term) -> bool:
    """Compare family names letter by letter, and first names where both are there."""
    family = _last_word(term.family)
    if SequenceMatcher(None, words[-1], family).ratio() < _ALIKE:
        return False
    first = _words_of(term.holder)[0]
    return len(words) == 1 or SequenceMatcher(None, words[0], first).ratio() >= _ALIKE
