"""Where a place is that is asked for by name."""

from armstrace.desk.incidents.asked import Near, degrees
from armstrace.desk.incidents.find import distance_km
from armstrace.records.errors import CaseError
from armstrace.records.kinds import Incident
from armstrace.records.precision import radius_km
from armstrace.tables.by_place import ByPlace

_APART_KM = 20.0


def near_of(text: str, placed: ByPlace[Incident]) -> Near | None:
    """Find the place asked for: its position, else what the case's own incidents say of the name; "" is none.

    Raises:
        CaseError: the name is not known, or stands for several places.
    """
    if not text.strip():
        return None
    return degrees(text) or _of_incidents(text, placed)


def _of_incidents(text: str, placed: ByPlace[Incident]) -> Near:
    """Give the middle of the incidents that name a place, where all of them lie together."""
    found = placed.ask(
        "SELECT DISTINCT lat, lon, precision FROM placed WHERE lower(trim(place_printed)) = ? AND lat IS NOT NULL "
        "AND precision IN ('exact', 'town') ORDER BY lat, lon, precision",
        [text.strip().lower()],
    )
    if not found:
        raise CaseError(
            f"No place is known under the name {text!r}.",
            where="--near",
            todo="Give its position, latitude first: --near 39.82,46.75.",
        )
    lat, lon = (sum(row[part] for row in found) / len(found) for part in (0, 1))
    off = max(distance_km(lat, lon, row[0], row[1]) + (radius_km(row[2]) or 0.0) for row in found)
    if off > _APART_KM:
        raise CaseError(
            f"The incidents named {text!r} lie at several places, {off:.0f} km from their middle.",
            where="--near",
            todo="Give the position of the one meant: --near 39.82,46.75.",
        )
    return Near(lat, lon, text.strip(), 0.0 if len(found) == 1 else off)
