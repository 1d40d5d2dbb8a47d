"""Persons named in the texts of a case: left out of a redacted copy unless somebody says otherwise.

Who a text calls the holder of a state's office stays, and whom the plan names as public. The names are a machine's
finding: it misses some (docs/redaction.md has the figures), so a person reads the copy before it leaves.
"""

import re
from collections.abc import Iterable
from datetime import date

from armstrace.desk.redaction.plan import Name
from armstrace.desk.windows import MOST_AT_ONCE
from armstrace.reading.article import article_of
from armstrace.reading.names.people import find_people
from armstrace.reading.offices import find_offices
from armstrace.reading.parse.model import missing
from armstrace.reading.read import parsed
from armstrace.records.passages import at_spaces

MOST_PARSED = 400_000
REASON = "person"
_WORD = re.compile(r"[^\W\d_][\w'-]*")


def persons_in(text: str, published: date, public: Iterable[str]) -> set[str]:
    """Give the names, as printed, of the persons in a text who are not told in an office of a state.

    The text is one without what the plan itself leaves out: who is found does not depend on that.
    """
    found: set[str] = set()
    known = set(_words_of(public))
    for start, end in at_spaces(text, 0, len(text), MOST_AT_ONCE):
        article = article_of(text[start:end], published)
        if len(text) <= MOST_PARSED and not missing():
            article = parsed(article)
        people = find_people(article)
        holders = {claim.person for claim in find_offices(article)}
        known |= set(_words_of(holders))
        for each in people:
            if not set(_words_of([each.printed])) <= known and each.name not in holders:
                found.add(each.printed)
    return found


def as_names(persons: Iterable[str]) -> tuple[Name, ...]:
    """Give names to leave out as they are written."""
    return tuple(Name(each, reason=REASON) for each in sorted(persons))


def _words_of(names: Iterable[str]) -> Iterable[str]:
    return (word.casefold() for name in names for word in _WORD.findall(name))
