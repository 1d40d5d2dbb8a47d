"""Places that texts on armed conflict name: towns, capitals, regions, crossings, by all the spellings of the press.

A capital is found as a town (`kind` "capital"); whether it stands for its government there is for the caller, see
mentions.find_states. `state` is the state or contested place whose table entry it is (states.py) and says nothing on
status; "" where armstrace takes no side.
"""

import re
from dataclasses import dataclass

from armstrace.gazetteer.mention_context import context_words
from armstrace.gazetteer.named_tables import find_named

_NEXT = re.compile(r"[ \u00a0]([A-Z]\w+)")


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place named in a text: code points `start` to `end` (half open), the words as `printed` there."""

    start: int
    end: int
    printed: str
    name: str
    state: str
    kind: str


def find_places(text: str) -> list[PlaceName]:
    """Find the places of data/places.csv in a text, in order, none overlapping, the longest name first.

    Names that are also words or persons ("Hit", "Sofia") count only after "in", "near" and the like, before "city",
    "district" and the like, or where the text has settled them so.

    >>> [(p.name, p.state) for p in find_places("Shells hit Shushi and the town of Hit.")]
    [('Shusha', 'XNK'), ('Hit', 'IRQ')]
    """
    return [
        PlaceName(
            hit.start, hit.end, text[hit.start : hit.end], hit.entry.name, hit.entry.row["state"], hit.entry.row["kind"]
        )
        for hit in find_named(text, "places.csv", "place")
        if not _names_something_else(text, hit.end)
    ]


def _names_something_else(text: str, end: int) -> bool:
    """Tell what is named after a town: "Geneva Conventions", "Baghdad Post"."""
    following = _NEXT.match(text, end)
    return following is not None and any(following[1] in context_words(group) for group in ("instrument", "medium"))
