"""Distances and bearings on the sphere, compiled."""

import math

from armstrace.sources.traces.compiled import compiled

RADIUS_KM = 6371.0
KM_PER_DEGREE = RADIUS_KM * math.pi / 180
KM_S_PER_KT = 1.852 / 3600


@compiled
def km_between(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Give the great-circle distance in km; near points are measured on the plane, which is right to 0.1 %."""
    north = lat_b - lat_a
    east = (lon_b - lon_a + 540.0) % 360.0 - 180.0
    middle = math.radians(0.5 * (lat_a + lat_b))
    if abs(north) < 1.0 and abs(east) < 1.0 and abs(middle) < 1.4:
        return KM_PER_DEGREE * math.hypot(north, east * math.cos(middle))
    across = math.sin(math.radians(north) / 2) ** 2
    along = math.cos(math.radians(lat_a)) * math.cos(math.radians(lat_b)) * math.sin(math.radians(east) / 2) ** 2
    return 2 * RADIUS_KM * math.asin(min(1.0, math.sqrt(across + along)))


@compiled
def turned_deg(one: float, other: float) -> float:
    """Give how far it is from one direction to another, -180 to 180, right positive."""
    return (other - one + 540.0) % 360.0 - 180.0
