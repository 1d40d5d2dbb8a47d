"""What the words beside a name say of the thing: "reconnaissance UAV", "152mm", "self-propelled MRL", "(for S-300V4)".

Such words are taken off a name before it is looked up, and they decide between two things of one name. A word that
contradicts what is known ("9M55K bomb") is reason not to identify.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from armstrace.gazetteer.identities.spelling import plain
from armstrace.gazetteer.identities.tables import Identity, role_groups
from armstrace.gazetteer.shipped_tables import shipped_rows

_CALIBRE = re.compile(r"^\d{1,3}(?:[.,]\d{1,2})?(?:/\d+)?[ -]?mm\b[ -]?")
_CALIBRE_LAST = re.compile(r"[ -]\d{1,3}(?:\.\d{1,2})? ?mm$")
COUNT = re.compile(r"^\d{1,5}(?:[.,]\d{3})? (?!mm\b)(?=\S)")
_WORDS = """
a an the of some several class series system systems type based medium heavy light main new old modified upgraded
multipurpose multi-purpose russian soviet ukrainian american iranian chinese israeli turkish german british french
polish czech us self-propelled towed wheeled tracked armoured armored military tactical strategic amphibious
medium-range short-range long-range reconnaissance surveillance transport improved improvised unarmed armed
mobile heavy-duty variant jet universal master airborne naval stealth modernised automated portable
2d 3d vhf uhf s-band l-band low-altitude high-altitude multi-functional multifunctional engagement tracking
universal remote maritime training chemical cbrn border large small fast digital satellite
"""
SAY_NOTHING = frozenset(_WORDS.split())
_MADE = re.compile(r"^[a-z]+-(?:made|built|supplied|produced|designed|manufactured|origin)$")


@dataclass(frozen=True, slots=True)
class Called:
    """A name without the words that only describe, and these words."""

    name: str
    words: str


@cache
def _role_words() -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    return MappingProxyType(
        {
            row["words"]: (frozenset(filter(None, row["roles"].split("|"))), frozenset(row["domains"].split("|")))
            for row in shipped_rows("identities/role_words.csv")
        }
    )


def stripped(name: str) -> Called:
    """Take calibre, count and describing words off both ends of a plain name.

    >>> stripped("15 152mm 2s3 akatsiya self-propelled howitzers")
    Called(name='2s3 akatsiya', words='self-propelled howitzers')
    """
    name = COUNT.sub("", name.strip(" :;,."))
    name = _CALIBRE_LAST.sub("", _CALIBRE.sub("", name))
    words = name.split()
    last = len(words)
    while last > 1 and (taken := _tail(words[:last])):
        last -= taken
    first = 0
    while first < last - 1 and (taken := _head(words[first:last])):
        first += taken
    return Called(" ".join(words[first:last]), " ".join((*words[:first], *words[last:])))


def _tail(words: list[str]) -> int:
    for count in range(min(5, len(words) - 1), 0, -1):
        if _describes(" ".join(words[-count:])):
            return count
    return 0


def _head(words: list[str]) -> int:
    for count in range(min(5, len(words) - 1), 0, -1):
        if _describes(" ".join(words[:count])):
            return count
    return 0


def _describes(words: str) -> bool:
    spaced = words.replace("-", " ").replace("/", " ")
    return (
        spaced in _role_words()
        or _singular(spaced) in _role_words()
        or words in SAY_NOTHING
        or bool(_MADE.match(words))
    )


def _singular(words: str) -> str:
    return words.removesuffix("s")


def fits(entry: Identity, words: str) -> int:
    """Tell how an entry agrees with describing words: 2 is just that, 1 may be called so, 0 is something else.

    Where the words describe nothing the answer is 1.
    """
    said = _said(plain(words))
    if not said:
        return 1
    group = role_groups()[entry.role]
    roles, domains = said
    if entry.role in roles:
        return 2
    return int(not (roles or domains) or group in domains)


@cache
def _said(words: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """Give the roles and groups that the longest last phrase of some words names, None where they name none."""
    spaced = re.sub(r"[^a-z0-9]+", " ", words).split()
    for end in range(len(spaced), 0, -1):
        for start in range(max(0, end - 5), end):
            phrase = " ".join(spaced[start:end])
            found = _role_words().get(phrase) or _role_words().get(_singular(phrase))
            if found:
                roles, domains = found
                return roles, domains | {role_groups()[role] for role in roles}
    return None
