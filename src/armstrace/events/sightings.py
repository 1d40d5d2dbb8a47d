"""Incidents made ready to be compared: days as numbers, places with the distance they may be off, names folded."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, radians, sqrt

from armstrace.events.rules import REACH_KM, Rules
from armstrace.gazetteer.folding import fold_name
from armstrace.gazetteer.organisations import find_organisations
from armstrace.records.kinds import Incident

KM_PER_DEGREE = 6_371.0 * pi / 180
_PLACE_WORDS = re.compile(
    r"\b(?:the|of|in|near|at|city|town|village|settlement|region|district|province|area|oblast|raion|rayon)\b"
)
# what shows something itself, so that two who rest on it are one; a page is only where somebody read of it
_EXHIBIT = re.compile(
    r"sha256:|[0-9a-f]{64}$|(?:twitter|x|t|facebook|fb|youtube|youtu|instagram|vk|ok|tiktok|telegram|flickr|imgur)\.(?:com|me|be|ru|org)/"
    r"|.*\.(?:jpe?g|png|gif|webp|tiff?|mp4|mov|webm)$",
    re.IGNORECASE,
)
_SHARED_BY, _SHARED_DAYS = 3, 3


@dataclass(frozen=True, slots=True)
class Sighting:
    """One incident: `first` to `last` are days (ordinals), None where it cannot be placed in time.

    `slack` is how many days more its source leaves open. `reach_km` is how far from its coordinates it may have been,
    None where it has none or they are too coarse to compare. `spot` is a place known to some hundred metres.
    `lists_once` names the register (and origin) that would not list one event twice, "" where any might.
    `cited` are the exhibits it rests on, `deaths` the least and greatest number it tells.
    """

    key: str
    record: Incident
    first: int | None
    last: int | None
    slack: int
    lat: float
    lon: float
    reach_km: float | None
    spot: bool
    name: str
    lists_once: str
    cited: frozenset[str]
    deaths: tuple[int, int] | None

    @property
    def days(self) -> int:
        """How many days the source leaves open, without the slack."""
        return 1 if self.first is None or self.last is None else self.last - self.first + 1


def sightings(incidents: Iterable[Incident], rules: Rules) -> list[Sighting]:
    """Prepare incidents, each key once, in the order of their keys."""
    by_key = {incident.key: incident for incident in incidents}
    ordered = [by_key[key] for key in sorted(by_key)]
    centres = _centres(ordered)
    return [_sighting(incident, centres, rules) for incident in ordered]


def apart_km(one: Sighting, other: Sighting) -> float:
    """Measure the way between two places, on the plane between them; good to a percent over the distances asked."""
    middle = cos(radians((one.lat + other.lat) / 2))
    east = (one.lon - other.lon + 180) % 360 - 180
    return KM_PER_DEGREE * sqrt((one.lat - other.lat) ** 2 + (east * middle) ** 2)


@lru_cache(maxsize=65536)
def place_name(printed: str) -> str:
    """Fold the name of a place to what its spellings share.

    >>> place_name("the city of Barda"), place_name("Barda")
    ('barda', 'barda')
    """
    return " ".join(_PLACE_WORDS.sub(" ", fold_name(printed.partition(",")[0])).split())


@lru_cache(maxsize=65536)
def cited_items(cited: str) -> frozenset[str]:
    """Give what an incident cites, each thing in one spelling: addresses without what leads to the same page."""
    if not cited:
        return frozenset()
    try:
        items = json.loads(cited)
    except ValueError:
        return frozenset({cited.strip()})
    listed = items if isinstance(items, list) else [items]
    return frozenset(filter(None, (_one_spelling(str(item)) for item in listed)))


def exhibits(cited: frozenset[str]) -> frozenset[str]:
    """Keep what shows something itself: pictures, recordings and posts."""
    return frozenset(item for item in cited if _EXHIBIT.match(item))


def _one_spelling(item: str) -> str:
    plain = item.strip()
    address = re.match(r"https?://(?:www\.|m\.|mobile\.)?(?P<rest>[^#\s]+)", plain, re.IGNORECASE)
    if not address:
        return fold_name(plain)
    host, slash, path = address["rest"].partition("/")
    kept = re.sub(r"[?&](?:utm_\w+|s|t|ref|fbclid)=[^&]*", "", path)
    return f"{host.lower()}{slash}{kept}".rstrip("/")


def _centres(ordered: Sequence[Incident]) -> frozenset[tuple[str, float, float]]:
    """Find the coordinates that a register gives to entries of several days: a place's centre, no spot."""
    days: dict[tuple[str, float, float], list[object]] = {}
    for each in ordered:
        if each.precision == "exact" and each.lat is not None and each.lon is not None:
            days.setdefault((each.register, each.lat, each.lon), []).append(each.when.earliest if each.when else None)
    return frozenset(at for at, found in days.items() if len(found) >= _SHARED_BY and len(set(found)) >= _SHARED_DAYS)


def _sighting(each: Incident, centres: frozenset[tuple[str, float, float]], rules: Rules) -> Sighting:
    when, first, last = each.when, None, None
    if when and when.earliest and when.latest and (when.latest - when.earliest).days < rules.most_days:
        first, last = when.earliest.toordinal(), when.latest.toordinal()
    lat, lon, reach = 0.0, 0.0, None
    precision = each.precision
    if each.lat is not None and each.lon is not None:
        lat, lon = each.lat, each.lon
        if precision == "exact" and (each.register, lat, lon) in centres:
            precision = "town"
        reach = REACH_KM.get(precision)
    return Sighting(
        key=each.key,
        record=each,
        first=first,
        last=last,
        slack=rules.slack_days if when and when.qualifier else 0,
        lat=lat,
        lon=lon,
        reach_km=reach,
        spot=reach is not None and precision == "exact",
        name=place_name(each.place_printed) if precision in REACH_KM else "",
        lists_once=_lists_once(each, rules),
        cited=exhibits(cited_items(each.cited)),
        deaths=_bounds(each),
    )


def _bounds(each: Incident) -> tuple[int, int] | None:
    """Give the least and the greatest number of deaths an incident tells of, None where it tells none."""
    known = [n for n in (each.deaths_low, each.deaths_best, each.deaths_high) if n is not None]
    return (min(known), max(known)) if known else None


def _lists_once(each: Incident, rules: Rules) -> str:
    if each.register in rules.one_entry_each:
        return each.register
    return f"{each.register}: {each.origin}" if each.origin and each.number and not _medium(each.origin) else ""


@lru_cache(maxsize=65536)
def _medium(origin: str) -> bool:
    """Tell a medium: its one story stands in many rows, where an organisation writes up each event once."""
    return any(found.kind == "media" for found in find_organisations(origin))
