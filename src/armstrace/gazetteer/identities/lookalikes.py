"""Weapons whose names or shapes are taken for each other, with the reason why they must stay apart."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from armstrace.gazetteer.identities.tables import Identity, identity, key_of, lineage
from armstrace.gazetteer.shipped_tables import shipped_rows


def alike(left: str, right: str) -> str:
    """Give the reason why two weapons, by key, must stay apart; "" where none is listed.

    What is listed for a family holds for its members, unless both are in that family.

    >>> alike("harop", "harpy")[:20]
    'two loitering muniti'
    """
    above_left, above_right = ([each.key for each in lineage(key)] for key in (left, right))
    for one in above_left:
        for other in above_right:
            if one == other:
                return ""
            if (one, other) in _pairs():
                return _pairs()[one, other]
    return ""


def lookalikes_of(key: str) -> tuple[tuple[Identity, str], ...]:
    """Give the weapons that this one is taken for, each with the reason why it is another."""
    found = {
        other: why
        for each in lineage(key)
        for (one, other), why in _pairs().items()
        if one == each.key and other != key
    }
    return tuple((identity(other), why) for other, why in found.items())


@cache
def _pairs() -> Mapping[tuple[str, str], str]:
    rows = [
        (key_of(row["left"]), key_of(row["right"]), row["why"]) for row in shipped_rows("identities/lookalikes.csv")
    ]
    return MappingProxyType({pair: why for left, right, why in rows for pair in ((left, right), (right, left))})
