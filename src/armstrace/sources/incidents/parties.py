"""Who is named in a table of incidents: the identity armstrace knows, "" where a name is none of them for sure."""

import re
from functools import lru_cache

from armstrace.gazetteer.mentions import find_states
from armstrace.gazetteer.states import code_of, states

_FORCES = re.compile(
    r"(?:the )?(?:government|(?:military|police|armed|border|security) forces|armed forces|forces|army|military"
    r"|air force) of (?:the )?(?P<name>.+)",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(
    r"(?P<name>.+?) (?:armed |military |government )?(?:forces|army|military|troops)", re.IGNORECASE
)
_YEARS = re.compile(r"\s*\(\d{4}[-\u2013](?:\d{4})?\)$")
_FORMER_NAME = re.compile(r"^(?P<now>[^()]+?)\s*\((?P<before>[^()]+)\)$")


@lru_cache(maxsize=16_384)
def state_of(printed: str) -> str:
    """Give the code of a state as a table prints it; "" where the name is not known or stands for two.

    >>> state_of("Azerbaijan"), state_of("DR Congo (Zaire)"), state_of("Russia (Soviet Union)")
    ('AZE', 'COD', '')
    """
    text = printed.strip()
    if text in states():
        return text
    code = code_of(text)
    renamed = _FORMER_NAME.match(text)
    if not code and renamed:
        # the same state under its two names: the Soviet Union is not Russia
        now, before = code_of(renamed["now"]), code_of(renamed["before"])
        code = now if now == before else None
    return code or ""


@lru_cache(maxsize=16_384)
def party_of(printed: str) -> str:
    """Give the identity of an armed party: a state for its government or forces, a group by its name.

    >>> party_of("Government of Armenia"), party_of("Military Forces of Azerbaijan (2003-)"), party_of("IS")
    ('ARM', 'AZE', '')
    >>> party_of("Azerbaijani forces"), party_of("Armenian or allied forces")
    ('AZE', '')
    """
    text = _YEARS.sub("", printed.strip())
    known = state_of(text)
    if known:
        return known
    forces = _FORCES.fullmatch(text)
    if forces:
        return state_of(forces["name"])
    adjective = _ADJECTIVE.fullmatch(text)
    if adjective:
        named = [each for each in find_states(text) if each.printed == adjective["name"]]
        return named[0].code if len(named) == 1 else ""
    return ""
