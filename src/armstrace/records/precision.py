"""How near the coordinates of an incident come, in the words of records.kinds.Incident and in kilometres."""

from collections.abc import Mapping

PRECISION_KM: Mapping[str, float] = {"exact": 1.0, "town": 5.0, "district": 25.0, "region": 100.0}
"""How far the place of an event may lie from the coordinates given; a country or "" bounds nothing.

A choice of armstrace, not of any source, except that UCDP's second code means "within about 25 km".
"""

PRECISIONS = ("exact", "town", "district", "region", "country", "")


def radius_km(precision: str) -> float | None:
    """Give how far the place may lie from the coordinates, None where they bound nothing.

    >>> radius_km("town"), radius_km("country")
    (5.0, None)
    """
    return PRECISION_KM.get(precision)
