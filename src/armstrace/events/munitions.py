"""Whether two incidents tell of one munition: by identity where both have one, else by the class of what is printed."""

from dataclasses import dataclass
from functools import lru_cache

from armstrace.gazetteer.states import fold_name
from armstrace.gazetteer.weapons import find_weapons_named

SAME, FAMILY, PART, DIFFERENT, UNKNOWN = "same", "family", "part", "different", "unknown"
SAME_CLASS, LIKE_CLASS, OTHER_CLASS = "same class", "like class", "other class"
# what one report calls by the one word and another by the other
_ALIKE = (
    frozenset({"cluster_munition", "mlrs", "missile_or_rocket", "artillery"}),
    frozenset({"ballistic_missile", "missile_or_rocket"}),
    frozenset({"uav", "loitering_munition"}),
    frozenset({"aircraft", "missile_or_rocket"}),
)
_NO_WEAPON = frozenset({"", "unknown", "undefined", "unspecified", "not known", "none", "n/a", "-"})


@dataclass(frozen=True, slots=True)
class Relation:
    """How two weapons stand to each other, and the reason in words."""

    how: str
    reason: str

    @property
    def apart(self) -> bool:
        """Whether the two are named and are different weapons."""
        return self.how == DIFFERENT


NOTHING = Relation(UNKNOWN, "")


@lru_cache(maxsize=65536)
def relation(one: tuple[str, str], other: tuple[str, str]) -> Relation:
    """Compare two weapons, each (identity or "", words as printed)."""
    left, right = sorted((one, other))
    if left[0] and right[0]:
        return _of_identities(left[0], right[0])
    if not _told(left) or not _told(right):
        return NOTHING
    words = f"\u201c{left[1] or left[0]}\u201d and \u201c{right[1] or right[0]}\u201d"
    if fold_name(left[1]) == fold_name(right[1]):
        return Relation(SAME_CLASS, f"both name \u201c{left[1]}\u201d")
    kinds = classes_of(*left), classes_of(*right)
    if not kinds[0] or not kinds[1]:
        return NOTHING
    if kinds[0] & kinds[1]:
        return Relation(SAME_CLASS, f"{words}: one class of weapon")
    if any(kinds[0] & group and kinds[1] & group for group in _ALIKE):
        return Relation(LIKE_CLASS, f"{words} may name one weapon")
    return Relation(OTHER_CLASS, f"{words}: different classes of weapon")


@lru_cache(maxsize=16384)
def classes_of(identity: str, printed: str) -> frozenset[str]:
    """Give the classes of weapon that words name, none where they name none that is known."""
    found = find_weapons_named(printed or identity)
    return frozenset(each.weapon_class for each in found) - {"unknown"}


def told(printed: str) -> bool:
    """Tell words that name a weapon from those that say it is not known."""
    return fold_name(printed) not in _NO_WEAPON


def _told(weapon: tuple[str, str]) -> bool:
    return bool(weapon[0]) or told(weapon[1])


def _of_identities(one: str, other: str) -> Relation:
    if one == other:
        return Relation(SAME, f"both name {one}")
    return Relation(DIFFERENT, f"{one} and {other} are different weapons")


@lru_cache(maxsize=16384)
def widens(finer: str, value: str) -> bool:
    """Tell whether who names the one weapon also names the other: a variant its family, but no part its whole."""
    return finer == value
