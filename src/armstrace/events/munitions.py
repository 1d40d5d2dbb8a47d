"""Whether two incidents tell of one munition: by identity where both have one, else by name, else by class.

A submunition that several rockets carry is part of each of them and shows none: it supports no carrier, and beside it
is no second finding.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from armstrace.gazetteer.folding import fold_name
from armstrace.gazetteer.identities.identify import identify
from armstrace.gazetteer.identities.munitions import carriers_of, launchers_of, same_munition
from armstrace.gazetteer.identities.tables import identities, identity, lineage
from armstrace.gazetteer.weapons import find_weapons_named

Weapon = tuple[str, str]
"""A weapon as a record has it: its identity, "" where none is known, and the words as printed."""
SAME, FAMILY, PART, DIFFERENT, UNKNOWN = "same", "family", "part", "different", "unknown"
SAME_CLASS, LIKE_CLASS, OTHER_CLASS = "same class", "like class", "other class"
_HOW = {
    "same": SAME, "family": FAMILY, "launcher": FAMILY, "contents": PART, "look-alike": DIFFERENT,
    "different": DIFFERENT,
}  # fmt: skip
# what one report calls by the one word and another by the other
_ALIKE = (
    frozenset({"cluster_munition", "mlrs", "missile_or_rocket", "artillery"}),
    frozenset({"ballistic_missile", "missile_or_rocket"}),
    frozenset({"uav", "loitering_munition"}),
    frozenset({"aircraft", "missile_or_rocket"}),
)
_NO_WEAPON = frozenset({"", "unknown", "undefined", "unspecified", "not known", "not named", "none", "n/a", "-"})


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
_NEAREST = (SAME, FAMILY, PART, SAME_CLASS, LIKE_CLASS, UNKNOWN, OTHER_CLASS, DIFFERENT)


@lru_cache(maxsize=65536)
def relation(one: Weapon, other: Weapon) -> Relation:
    """Compare two weapons.

    >>> relation(("", "Smerch 9M55K rockets"), ("", "Smerch")).how, relation(("", "Harop"), ("", "Harpy")).how
    ('family', 'different')
    """
    left, right = sorted((one, other))
    if not told(left) or not told(right):
        return NOTHING
    words = f"\u201c{left[1] or left[0]}\u201d and \u201c{right[1] or right[0]}\u201d"
    names, keys = (_name(left), _name(right)), (key_of(left), key_of(right))
    found = same_munition(*keys) if all(keys) else None
    how = _HOW.get(found.how, "") if found else ""
    if how == FAMILY and len({_is_part(key) for key in keys}) > 1:
        how = PART
    if how != DIFFERENT and all(names) and names[0] == names[1]:
        return Relation(SAME, f"both name {names[0]}")
    if found and how:
        return Relation(how, f"{words}: {found.reason}")
    if found and found.how == "unknown":
        return _of_classes(left, right, words)
    if all(names) or _never_one(left, right):
        return Relation(DIFFERENT, f"{words} are two weapons")
    return _of_classes(left, right, words)


def nearest(found: Iterable[Relation]) -> Relation:
    """Give the relation that comes nearest to one weapon, of several."""
    return min(found, key=lambda each: _NEAREST.index(each.how))


def _is_part(key: str) -> bool:
    return identity(key).role == "submunition"


def _of_classes(left: Weapon, right: Weapon, words: str) -> Relation:
    if fold_name(left[1]) == fold_name(right[1]):
        return Relation(SAME_CLASS, f"both name \u201c{left[1]}\u201d")
    kinds = classes_of(left), classes_of(right)
    if not kinds[0] or not kinds[1]:
        return NOTHING
    if kinds[0] & kinds[1]:
        return Relation(SAME_CLASS, f"{words}: one class of weapon")
    if any(kinds[0] & group and kinds[1] & group for group in _ALIKE):
        return Relation(LIKE_CLASS, f"{words} may name one weapon")
    return Relation(OTHER_CLASS, f"{words}: different classes of weapon")


@lru_cache(maxsize=16384)
def classes_of(weapon: Weapon) -> frozenset[str]:
    """Give the classes of weapon that words name, none where they name none that is known."""
    found = [each for part in weapon if part for each in find_weapons_named(part)]
    return frozenset(each.weapon_class for each in found) - {"unknown"}


def told(weapon: Weapon) -> bool:
    """Tell words that name a weapon from those that say it is not known."""
    return bool(weapon[0]) or fold_name(weapon[1]) not in _NO_WEAPON


@lru_cache(maxsize=16384)
def key_of(weapon: Weapon, state: str = "") -> str:
    """Give the key of the identity of a weapon, "" where it is not known or the name stands for several."""
    for name, beside in (weapon, (weapon[1], "")):
        if name in identities():
            return name
        found = identify(name, description=beside, state=state, suggest=False).identity if name else None
        if found:
            return found.key
    return ""


def _never_one(left: Weapon, right: Weapon) -> bool:
    """Tell names that each stand for several weapons of which no two are one: Smerch and Uragan."""
    mine, theirs = _meanings(left), _meanings(right)
    if not mine or not theirs:
        return False
    return all(_HOW.get(same_munition(one, other).how) == DIFFERENT for one in mine for other in theirs)


@lru_cache(maxsize=16384)
def _meanings(weapon: Weapon) -> tuple[str, ...]:
    """Give the keys of all that a name may stand for; likeness is no meaning."""
    key = key_of(weapon)
    if key:
        return (key,)
    for name in filter(None, weapon):
        found = identify(name, suggest=False)
        if found.reason.startswith("ambiguous"):
            return tuple(each.identity.key for each in found.candidates)
    return ()


@lru_cache(maxsize=16384)
def _name(weapon: Weapon) -> str:
    """Give the one weapon that words name, as texts name it; "" where they name none or several."""
    for part in reversed(weapon):
        names = {each.name for each in find_weapons_named(part) if not each.generic and each.kind} if part else set()
        if len(names) == 1:
            return str(names.pop())
    return ""


@lru_cache(maxsize=16384)
def named_weapon(printed: str, description: str = "", state: str = "") -> str:
    """Give the identity of a weapon as printed, "" where the name is not known or stands for several."""
    key = key_of((printed, description), state)
    return key or _name(("", printed))


@lru_cache(maxsize=16384)
def widens(finer: Weapon, value: Weapon) -> bool:
    """Tell whether who names the one weapon also names the other: a variant its family, but no part its whole."""
    if relation(finer, value).how == SAME:
        return True
    keys = key_of(finer), key_of(value)
    if not all(keys):
        return False
    above = {entry.key for entry in lineage(keys[0])}
    return keys[1] in above or keys[1] in {launch.launcher.key for launch in launchers_of(keys[0])}


@lru_cache(maxsize=4096)
def several_carriers(weapon: Weapon) -> tuple[str, ...]:
    """Name what carries a submunition, where that is more than one: it shows none of them."""
    key = key_of(weapon)
    names = sorted({each.carrier.name for each in carriers_of(key)}) if key else []
    return tuple(names) if len(names) > 1 else ()


@lru_cache(maxsize=4096)
def launched_by(weapon: Weapon) -> tuple[str, ...]:
    """Give the names of the launchers that fire a munition, and of what the weapon itself is called."""
    key = key_of(weapon)
    if not key:
        return ()
    found = [identity(key), *(launch.launcher for launch in launchers_of(key))]
    return tuple(dict.fromkeys(name for each in found for name in (each.name, *each.aliases)))


@lru_cache(maxsize=4096)
def made_in(weapon: Weapon) -> frozenset[str]:
    """Give the states that first made a weapon or its launchers.

    >>> sorted(made_in(("bm-30-smerch", "Smerch"))), sorted(made_in(("lar-160", "LAR-160")))
    (['SUN'], ['ISR'])
    """
    key = key_of(weapon)
    found = [identity(key), *(launch.launcher for launch in launchers_of(key))] if key else []
    return frozenset(state for each in found for state in each.makers)
