"""Regions, which no register of states' transfers ranks or adds up by itself: "the largest importer in Europe"."""

import re

_NAMES = (
    r"(?:(?:north|south|east|west|central|eastern|western|northern|southern|sub-saharan|south-?east|latin|middle)[ -]?)*"
    r"(?:europe|africa|asia|america|americas|oceania|caucasus|balkans|middle east|far east|gulf|maghreb|sahel|caribbean|pacific|arab world)"
)
_REGION = re.compile(
    rf"\b(?:in|of|among|within|across|by states in|throughout) (?:the )?(?P<in>{_NAMES}|(?:sub-?)?region|continent|nato|european union|eu|bloc|alliance)\b"
    rf"|\b(?P<own>{_NAMES}|the (?:sub-?)?region|the continent|nato|the eu)'s\b|\b(?P<adjective>european|african|asian|arab|latin american|gulf|nato|eu) (?:states?|countr(?:y|ies)|members?|importers?|exporters?|imports|exports|nations?)\b",
    re.IGNORECASE,
)


def region_in(text: str) -> str | None:
    """Name the region that a stretch of text is limited to, None where there is none.

    >>> region_in("the largest arms importer in Europe"), region_in("Egypt was Africa's biggest importer")
    ('Europe', 'Africa')
    """
    match = _REGION.search(text)
    return next((name for name in match.groups() if name), None) if match else None
