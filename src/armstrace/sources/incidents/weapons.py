"""Which weapon a cell names: the identity armstrace knows, never by likeness."""

from functools import lru_cache

from armstrace.gazetteer.weapons import find_weapons_named
from armstrace.records.errors import UnreadableValue


@lru_cache(maxsize=16_384)
def named_weapon(printed: str) -> str:
    """Give the identity of the one weapon that a cell names, "" where it names none or several."""
    found = {each.name for each in find_weapons_named(printed) if not each.generic and each.kind}
    return found.pop() if len(found) == 1 else ""


def weapon_of(identity: str, printed: str) -> str:
    """Give the identity that a sheet says, else that of the one weapon its words name.

    Raises:
        UnreadableValue: the identity is none that armstrace knows.
    """
    if not identity:
        return named_weapon(printed) if printed else ""
    known = named_weapon(identity)
    if not known:
        raise UnreadableValue(
            f"No single weapon is known as {identity[:60]!r}: leave weapon empty and write it as weapon_printed."
        )
    return known
