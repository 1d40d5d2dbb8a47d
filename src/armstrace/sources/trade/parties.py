"""Who is named in a report: by its two-letter code, by its name, or by both where they agree."""

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from armstrace.gazetteer.states import code_of, states, suggest
from armstrace.records.errors import UnreadableValue
from armstrace.sources.trade.cells import plain

_LONGEST_NAME = 200
EVERYBODY = "*"


@cache
def _by_two_letters() -> Mapping[str, str]:
    return MappingProxyType({iso2: code for code, state in states().items() for iso2 in state.iso2})


@lru_cache(maxsize=16_384)
def party(name: str, iso2: str = "") -> str:
    """Give the code of a state or organisation from its name, its two-letter code, or both.

    Raises:
        UnreadableValue: neither is there, the two do not go together, or armstrace knows neither.

    >>> party("Republic of Korea"), party("", "AZ"), party("Israel", "IL"), party("ARM")
    ('KOR', 'AZE', 'ISR', 'ARM')
    """
    text, letters = plain(name), plain(iso2)
    if not text and not letters:
        raise UnreadableValue("No state is named.")
    by_letters = _by_two_letters().get(letters) if letters else None
    by_name = _named(text) if text else None
    if by_letters and by_name and by_letters != by_name:
        raise UnreadableValue(f"{letters!r} is {by_letters}, {text[:60]!r} is {by_name}: they do not go together.")
    code = by_letters or by_name
    if code is None:
        raise UnreadableValue(f"armstrace does not know the name {(text or letters)[:80]!r}.", todo=_alike(text))
    return code


def _named(text: str) -> str | None:
    if len(text) > _LONGEST_NAME:
        return None
    return text if text in states() else code_of(text) or None


def _alike(text: str) -> str:
    """Name what looks like it; comparing with every name is kept to names that a person may have typed."""
    alike = suggest(text)[:3] if 3 < len(text) < 40 else []
    return f"Names that look like it: {', '.join(alike)}." if alike else ""
