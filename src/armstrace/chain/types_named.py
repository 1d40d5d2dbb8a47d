"""What a weapon named in one place shows of a weapon named in another: the same, its family, a part, or another."""

from dataclasses import dataclass
from functools import lru_cache

from armstrace.chain.wording import say
from armstrace.events.munitions import (
    DIFFERENT,
    FAMILY,
    LIKE_CLASS,
    OTHER_CLASS,
    PART,
    SAME,
    SAME_CLASS,
    Weapon,
    key_of,
    named_weapon,
    relation,
    told,
    widens,
)
from armstrace.gazetteer.folding import fold_name
from armstrace.gazetteer.identities.identify import identify
from armstrace.gazetteer.identities.munitions import launchers_of
from armstrace.gazetteer.identities.tables import identities, identity, lineage
from armstrace.gazetteer.weapons import find_weapons_named
from armstrace.records.kinds import Transfer
from armstrace.records.supply import Supply

NO_WEAPON: Weapon = ("", "")
_HOW = {
    FAMILY: "family only", PART: "part", SAME_CLASS: "class only", LIKE_CLASS: "class only", DIFFERENT: "other type",
    OTHER_CLASS: "other type",
}  # fmt: skip
_NEAREST = ("", "family only", "launcher", "munition", "part", "class only", "type not told", "other type")
RELATED = frozenset({"launcher", "munition", "family only", "part"})
"""How goods can be related to a type without being of it."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """Whether something is of the type in question (`counts`), and what it does not show; `how` names the sentence."""

    counts: bool
    words: str = ""
    how: str = ""


WHOLE = Bearing(counts=True)


@lru_cache(maxsize=4096)
def weapon_asked(name: str) -> Weapon:
    """Read a weapon asked about: an identity or a name, with "" for its parts where none is asked."""
    if not name:
        return NO_WEAPON
    key = key_of((name, name))
    return (key, identity(key).name if name in identities() else name)


@lru_cache(maxsize=16384)
def weapon_name(weapon: Weapon) -> str:
    """Give the name to print for a weapon: that of its identity, else the words printed."""
    key = key_of(weapon)
    return identity(key).name if key else (weapon[0] or weapon[1])


def printed(weapon: Weapon) -> str:
    """Give a weapon as its record prints it."""
    return weapon[1] or weapon[0]


def weapon_of(record: Transfer | Supply) -> Weapon:
    """Give the weapon that a register's row or a document's fact names."""
    if isinstance(record, Supply):
        return (record.weapon, record.designation)
    return (named_weapon(record.designation, record.description, record.recipient), record.designation)


@lru_cache(maxsize=16384)
def bears_on(named: Weapon, wanted: Weapon) -> Bearing:
    """Say what goods of one name show of goods of another; a launcher is no munition, a family no model.

    Of a name that stands for several weapons the meaning nearest to the other is taken.
    """
    if not told(wanted):
        return WHOLE
    return min((_goods(one, other) for one in _meanings(named) for other in _meanings(wanted)), key=_distance)


@lru_cache(maxsize=16384)
def bears_on_use(named: Weapon, wanted: Weapon) -> Bearing | None:
    """Say what a weapon told of as used shows of the one asked about; None where it is another.

    A munition used shows what fires it in use; a submunition shows no carrier, a class no model.
    """
    found = [_used(one, other) for one in _meanings(named) for other in _meanings(wanted)]
    return min((each for each in found if each is not None), key=_distance, default=None)


def _goods(named: Weapon, wanted: Weapon) -> Bearing:
    how = relation(named, wanted).how
    if how == SAME or _finer(named, wanted) or (how == SAME_CLASS and _is_class(wanted)):
        return WHOLE
    template = _HOW.get(how, "type not told")
    if how == FAMILY:
        template = _fired(named, wanted) or template
    return _bearing(template, named, wanted)


def _used(named: Weapon, wanted: Weapon) -> Bearing | None:
    how = relation(named, wanted).how
    if how == SAME or widens(named, wanted) or (how == SAME_CLASS and _is_class(wanted)):
        return WHOLE
    if how not in {FAMILY, PART, SAME_CLASS, LIKE_CLASS}:
        return None
    return _bearing("part" if how == FAMILY and _fired(named, wanted) else _HOW[how], named, wanted)


def _bearing(how: str, named: Weapon, wanted: Weapon) -> Bearing:
    return Bearing(counts=False, words=say(how, named=printed(named), wanted=weapon_name(wanted)), how=how)


def _distance(each: Bearing) -> int:
    return _NEAREST.index(each.how)


@lru_cache(maxsize=16384)
def _meanings(weapon: Weapon) -> tuple[Weapon, ...]:
    """Give all that a name may stand for, by identity: LAR-160 is a rocket and what fires it."""
    if not key_of(weapon):
        for name in filter(None, weapon):
            found = identify(name)
            if found.reason.startswith("ambiguous"):
                return tuple((each.identity.key, printed(weapon)) for each in found.candidates)
    return (weapon,)


@lru_cache(maxsize=16384)
def also_said(name: str) -> frozenset[str]:
    """Give what a weapon's name says besides itself: its family and what fires it, by their keys; never what it is in.

    >>> "bm-30-smerch" in also_said("9M55K"), "9m55k" in also_said("9N235")
    (True, False)
    """
    key = key_of((name, ""))
    if not key:
        return frozenset([fold_name(name)])
    above = {each.key for each in lineage(key)}
    return frozenset(above | {each.launcher.key for each in launchers_of(key)})


def _is_class(weapon: Weapon) -> bool:
    """Tell words that name a class of weapon and no model: who asks for cluster munitions asks for any of them."""
    found = find_weapons_named(printed(weapon))
    return not key_of(weapon) and bool(found) and all(each.generic for each in found)


def _finer(named: Weapon, wanted: Weapon) -> bool:
    one, other = key_of(named), key_of(wanted)
    return bool(one and other) and other in {each.key for each in lineage(one)}


def _fired(named: Weapon, wanted: Weapon) -> str:
    """Tell a launcher of what is wanted, or a munition for it, from one of its family."""
    one, other = key_of(named), key_of(wanted)
    if not one or not other:
        return ""
    if one in {each.launcher.key for each in launchers_of(other)}:
        return "launcher"
    return "munition" if other in {each.launcher.key for each in launchers_of(one)} else ""
