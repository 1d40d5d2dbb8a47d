"""From the name of a place to all the places it may mean, each with point, precision, names and whose it is said to be.

Nothing is picked silently: Barda is a town in Azerbaijan and one in Russia, and both are given. Where parties dispute
an area (data/contested_areas.csv) all of them stand in `states`, in alphabetical order, and `disputed` is True: that
says nothing on title. A point is that of a town's middle; `precision_km` is how far the thing meant may lie from it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from armstrace.gazetteer.settlements import Settlement, folded, settlements_named
from armstrace.gazetteer.shipped_tables import shipped_rows

_LONGEST = 100
_STEPS = ((5_000_000, 20.0), (1_000_000, 12.0), (200_000, 7.0), (50_000, 4.0), (10_000, 2.5), (0, 1.5))


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """One place that a name may mean; `reason` says why it is here, `source` is an id of data/sources.csv."""

    name: str
    lat: float
    lon: float
    precision_km: float
    states: tuple[str, ...]
    disputed: bool
    kind: str
    population: int
    other_names: tuple[str, ...]
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class ContestedArea:
    """An area that several claim: by the state and regions it is listed under, or by an outline of points."""

    code: str
    name: str
    listed_under: str
    regions: frozenset[str]
    outline: tuple[tuple[float, float], ...]
    claimed_by: tuple[str, ...]
    since: str
    until: str


def places_named(name: str, near_state: str | None = None) -> tuple[PlaceCandidate, ...]:
    """Give every place of this name: those of `near_state` first, then those so spelt, then the more populous.

    Args:
        name: one name of one place, in any of its spellings; not a running text.
        near_state: alpha-3 of the state or contested area (states.csv) that the text is about; nothing is left out.

    >>> [(place.name, place.states, place.disputed) for place in places_named("Stepanakert")]
    [('Khankendi', ('AZE', 'XNK'), True)]
    """
    return _named(" ".join(name[:_LONGEST].split()), (near_state or "").upper())


@lru_cache(maxsize=4096)
def _named(written: str, near_state: str) -> tuple[PlaceCandidate, ...]:
    name = folded(written)
    own = [_own(row) for row in _own_rows().get(name, ())]
    listed = [_candidate(place, name) for place in settlements_named(name)]
    fresh = [place for place in listed if not any(_same(place, other) for other in own)]
    both = [*own, *fresh]
    return tuple(sorted(both, key=lambda place: _order(place, written.casefold(), near_state)))


def _order(place: PlaceCandidate, written: str, near_state: str) -> tuple[bool, bool, float]:
    """Order by state, then by spelling, then by people; GeoNames keeps one spelling of many, ours are all checked."""
    spelt = {name.casefold() for name in (place.name, *(() if place.kind == "settlement" else place.other_names))}
    return near_state not in place.states, written not in spelt, -_weight(place)


def _weight(place: PlaceCandidate) -> float:
    """Order by people; an area is what its bare name mostly means."""
    return 1e12 if place.kind == "area" else float(place.population)


def _same(left: PlaceCandidate, right: PlaceCandidate) -> bool:
    close = abs(left.lat - right.lat) < 0.1 and abs(left.lon - right.lon) < 0.13
    return close and right.kind != "area"


def _candidate(place: Settlement, asked: str) -> PlaceCandidate:
    areas = tuple(_areas_of(place))
    states = sorted({state for area in areas for state in area.claimed_by}) if areas else [place.state]
    why = "its name" if folded(place.name) == asked else f"another name of {place.name}"
    if areas:
        why += f"; disputed: {areas[0].name}"
    return PlaceCandidate(
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        precision_km=next(km for people, km in _STEPS if place.population >= people),
        states=tuple(filter(None, states)),
        disputed=bool(areas),
        kind="settlement",
        population=place.population,
        other_names=place.other_names,
        reason=why,
        source="geonames_1000",
    )


def _own(row: Mapping[str, str]) -> PlaceCandidate:
    lat, lon = float(row["lat"]), float(row["lon"])
    codes = {state for area in contested_areas() if area.code == row["state"] for state in area.claimed_by}
    inside = {state for area in contested_areas() if _within(area.outline, lat, lon) for state in area.claimed_by}
    states = codes | inside if row["kind"] != "area" else codes
    return PlaceCandidate(
        name=row["name"],
        lat=lat,
        lon=lon,
        precision_km=float(row["precision_km"]),
        states=tuple(sorted(states)) or (row["state"],),
        disputed=bool(states),
        kind=row["kind"],
        population=int(row["population"]),
        other_names=tuple(filter(None, row["other_names"].split("|"))),
        reason="one of its names" + ("; disputed" if states else ""),
        source=row["source"],
    )


def _areas_of(place: Settlement) -> Iterator[ContestedArea]:
    for area in contested_areas():
        if area.listed_under == place.state and (
            place.region in area.regions
            or _within(area.outline, place.lat, place.lon)
            or not (area.regions or area.outline)
        ):
            yield area


def _within(outline: tuple[tuple[float, float], ...], lat: float, lon: float) -> bool:
    """Tell whether a point lies in an outline, by counting the edges east of it."""
    inside = False
    for (lat_a, lon_a), (lat_b, lon_b) in zip(outline, (*outline[1:], *outline[:1]), strict=True):
        if (lat_a > lat) != (lat_b > lat) and lon < (lon_b - lon_a) * (lat - lat_a) / (lat_b - lat_a) + lon_a:
            inside = not inside
    return inside


@cache
def contested_areas() -> tuple[ContestedArea, ...]:
    """Give the areas that several claim; outlines are rough and draw no border."""
    return tuple(
        ContestedArea(
            row["code"],
            row["name"],
            row["listed_under"],
            frozenset(filter(None, row["regions"].split("|"))),
            tuple(_point(each) for each in row["outline"].split(";") if each),
            tuple(row["claimed_by"].split("|")),
            row["since"],
            row["until"],
        )
        for row in shipped_rows("contested_areas.csv")
    )


def _point(printed: str) -> tuple[float, float]:
    lat, lon = printed.split()
    return float(lat), float(lon)


@cache
def _own_rows() -> Mapping[str, tuple[Mapping[str, str], ...]]:
    found: dict[str, list[Mapping[str, str]]] = {}
    for row in shipped_rows("more_places.csv"):
        for name in {folded(each) for each in (row["name"], *row["other_names"].split("|")) if each}:
            found.setdefault(name, []).append(row)
    return MappingProxyType({name: tuple(rows) for name, rows in found.items()})
