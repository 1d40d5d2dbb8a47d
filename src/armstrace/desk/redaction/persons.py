"""Persons named in the texts of a case: left out of a redacted copy unless somebody says otherwise.

Who a text calls the holder of a state's office stays, and whom the plan names as public. The names are a machine's
finding: it misses some (docs/redaction.md has the figures), so a person reads the copy before it leaves.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from armstrace.desk.documents.windows import MOST_AT_ONCE
from armstrace.desk.redaction.plan import Name
from armstrace.gazetteer.states import code_of
from armstrace.reading.article import article_of
from armstrace.reading.names.people import find_people
from armstrace.reading.offices import find_offices
from armstrace.reading.parse.model import language, missing
from armstrace.records.passages import at_spaces

MOST_PARSED = 400_000
REASON = "person"
_SHORTEST = 3
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_SMALL = re.compile(r"(?<![\w'-])[^\W\d_A-Z][\w'-]*")
_NAME = re.compile(r"(?=.*[^\W\d_]{3})[^\W\d_][^\n\d]{2,60}")
_POSSESSIVE = re.compile(r"['\u2019]s$")


def persons_in(text: str, published: date, public: Iterable[str]) -> set[str]:
    """Give the names, as printed, of the persons in a text who are not told in an office of a state.

    The text is one without what the plan itself leaves out: who is found does not depend on that. Parts of a name
    that stand alone, a first name above all, are found with it; a word that the text uses in small letters is none.
    """
    found: set[str] = set()
    known = set(_words_of(public))
    for start, end in at_spaces(text, 0, len(text), MOST_AT_ONCE):
        article = article_of(text[start:end], published)
        guessed: set[str] = set()
        if len(text) <= MOST_PARSED and not missing():
            guessed = {name for name in _guessed(article.seen) if not any(map(code_of, (name, *_WORD.findall(name))))}
        people = find_people(article)
        holders = {claim.person for claim in find_offices(article)}
        known |= set(_words_of(holders))
        named = {each.printed for each in people if each.name not in holders} | guessed
        found |= {each for each in named if not set(_words_of([each])) <= known}
    small = set(_SMALL.findall(text))
    parts = {part for name in found for part in _WORD.findall(name) if _may_stand_alone(part)}
    alone = {each for each in parts | found if " " not in each}
    return {
        each for each in found | parts if each not in alone or not {each.lower(), each.casefold()} & (small | known)
    }


def _may_stand_alone(part: str) -> bool:
    return len(part) >= _SHORTEST and part[0].isupper() and not code_of(part)


def _guessed(text: str) -> Iterator[str]:
    """Give what the model takes for persons, whatever our own rules make of it, without words in front of a name."""
    for entity in language()(text, disable=["parser", "attribute_ruler", "lemmatizer"]).ents:
        start = next((word.idx for word in entity if word.tag_.startswith("NNP")), entity.end_char)
        name = _POSSESSIVE.sub("", text[start : entity.end_char].strip(" ,.;:()"))
        if entity.label_ == "PERSON" and _NAME.fullmatch(name):
            yield name


def as_names(persons: Iterable[str]) -> tuple[Name, ...]:
    """Give names to leave out as they are written."""
    return tuple(Name(each, reason=REASON) for each in sorted(persons))


def _words_of(names: Iterable[str]) -> Iterable[str]:
    return (word.casefold() for name in names for word in _WORD.findall(name))
