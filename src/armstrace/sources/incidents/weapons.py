"""Which weapon a cell names: the key of an identity of armstrace's tables, never by likeness."""

from functools import lru_cache

from armstrace.gazetteer.identities.identify import identify
from armstrace.gazetteer.identities.tables import identities
from armstrace.gazetteer.weapons import find_weapons_named
from armstrace.records.errors import UnreadableValue

_LONGEST = 200


@lru_cache(maxsize=16_384)
def named_weapon(printed: str) -> str:
    """Give the identity of the one weapon that a cell names, "" where it names none, several or one that is ambiguous.

    >>> named_weapon("Smerch"), named_weapon("LAR-160 rockets"), named_weapon("Uragan"), named_weapon("artillery")
    ('bm-30-smerch', 'lar-160', '', '')
    """
    text = printed.strip()
    if not text or len(text) > _LONGEST:
        return ""
    whole = identify(text, description=text, suggest=False)
    if whole.identity is not None:
        return whole.identity.key
    names = dict.fromkeys(each.printed for each in find_weapons_named(text) if not each.generic and each.kind)
    known = {found.key if (found := identify(name, description=text, suggest=False).identity) else "" for name in names}
    return known.pop() if len(known) == 1 else ""


@lru_cache(maxsize=16_384)
def weapon_of(identity: str, printed: str) -> str:
    """Give the identity that a sheet says, by key or name, else that of the one weapon its words name.

    Raises:
        UnreadableValue: the identity is none that armstrace knows, or the name stands for several.
    """
    if not identity:
        return named_weapon(printed)
    if identity in identities():
        return identity
    found = identify(identity, description=printed)
    if found.identity is not None:
        return found.identity.key
    may = ", ".join(each.identity.key for each in found.candidates[:3])
    raise UnreadableValue(
        f"No single weapon is known as {identity[:60]!r}"
        + (f" (it may be {may})" if may else "")
        + ": leave weapon empty and write it as weapon_printed."
    )
