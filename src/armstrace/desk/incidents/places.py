"""Where a place is that is asked for by name: its position, the gazetteer's, or what the incidents themselves say."""

from armstrace.desk.incidents.asked import Near, degrees
from armstrace.desk.incidents.find import distance_km
from armstrace.gazetteer.place_candidates import PlaceCandidate, places_named
from armstrace.records.errors import CaseError
from armstrace.records.kinds import Incident
from armstrace.records.precision import radius_km
from armstrace.tables.by_place import ByPlace

_APART_KM = 20.0
_LISTED = 5


def near_of(text: str, placed: ByPlace[Incident]) -> Near | None:
    """Find the place asked for; "" is none.

    Where a name has several places, one of them is meant if it alone lies near an incident of that name; else none is
    picked.

    Raises:
        CaseError: the name is not known, or stands for several places.
    """
    name = text.strip()
    if not name:
        return None
    given = degrees(name)
    if given is not None:
        return given
    known = places_named(name)
    told = _told(name, placed)
    if len(known) > 1 and told:
        known = tuple(each for each in known if _beside(each, told)) or known
    if len(known) == 1:
        only = known[0]
        # as it was asked for first: of two names of a disputed place armstrace prefers none
        called = name if only.name.lower() == name.lower() else f"{name} ({only.name})"
        disputed = ", disputed" if only.disputed else ""
        return Near(only.lat, only.lon, f"{called}{disputed}", only.precision_km)
    if known:
        raise _several(name, known)
    return _of_incidents(name, told)


def _told(name: str, placed: ByPlace[Incident]) -> list[tuple[float, float, str]]:
    """Give the positions of the incidents that name a place so."""
    found = placed.ask(
        "SELECT DISTINCT lat, lon, precision FROM placed WHERE lat IS NOT NULL AND precision IN ('exact', 'town') "
        "AND (lower(trim(place_printed)) = ? OR starts_with(lower(place_printed), ?)) ORDER BY lat, lon, precision",
        [name.lower(), f"{name.lower()} ("],
    )
    return [(row[0], row[1], row[2]) for row in found]


def _beside(place: PlaceCandidate, told: list[tuple[float, float, str]]) -> bool:
    return any(distance_km(place.lat, place.lon, lat, lon) <= _APART_KM for lat, lon, _ in told)


def _several(name: str, known: tuple[PlaceCandidate, ...]) -> CaseError:
    listed = "; ".join(
        f"{each.name} ({'/'.join(each.states)}) {each.lat:.2f},{each.lon:.2f}" for each in known[:_LISTED]
    )
    more = f" and {len(known) - _LISTED} more" if len(known) > _LISTED else ""
    return CaseError(
        f"{name!r} is the name of {len(known)} places: {listed}{more}.",
        where="--near",
        todo="Give the position of the one meant, latitude first.",
    )


def _of_incidents(name: str, told: list[tuple[float, float, str]]) -> Near:
    """Give the middle of the incidents that name a place, where all of them lie together."""
    if not told:
        raise CaseError(
            f"No place is known under the name {name!r}.",
            where="--near",
            todo="Give its position, latitude first: --near 39.82,46.75.",
        )
    lat, lon = sum(row[0] for row in told) / len(told), sum(row[1] for row in told) / len(told)
    off = max(distance_km(lat, lon, row[0], row[1]) + (radius_km(row[2]) or 0.0) for row in told)
    if off > _APART_KM:
        raise CaseError(
            f"The incidents named {name!r} lie at several places, {off:.0f} km from their middle.",
            where="--near",
            todo="Give the position of the one meant: --near 39.82,46.75.",
        )
    return Near(lat, lon, name, 0.0 if len(told) == 1 else off)
