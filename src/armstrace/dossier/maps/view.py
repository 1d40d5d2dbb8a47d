"""Which part of the world a map shows, and where on it a place is: Lambert's azimuthal projection of equal areas."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

EARTH_KM = 6371.0
Place = tuple[float, float]
Unit = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class View:
    """Which part of the world is shown: its middle, units per radian there, and the size of the picture."""

    lat: float
    lon: float
    scale: float
    moved: tuple[float, float]
    width: float
    height: float

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        """Give the place of a position in the picture."""
        x, y = projected((self.lat, self.lon), (lat, lon))
        return self.moved[0] + x * self.scale, self.moved[1] - y * self.scale

    def path(self, places: Iterable[Place]) -> str:
        """Give a line through positions."""
        return "M" + "L".join(self._said(self.point(*place) for place in places))

    def outline(self, points: Iterable[tuple[float, float]]) -> str:
        """Close a line through places in the picture."""
        said = [*self._said(points)]
        return f"M{'L'.join(said)}z" if len(said) > 2 else ""

    def _said(self, points: Iterable[tuple[float, float]]) -> Iterator[str]:
        """Write places but for those too near to the one before, which beside the picture are many; the ends stay."""
        last, left_out = (math.inf, math.inf), ""
        for x, y in points:
            beside = not (-30 < x < self.width + 30 and -30 < y < self.height + 30)
            left_out = f"{x:.1f} {y:.1f}"
            if abs(x - last[0]) + abs(y - last[1]) >= (24.0 if beside else 0.8):
                yield left_out
                last, left_out = (x, y), ""
        if left_out:
            yield left_out

    def place(self, bearing: float, away_deg: float) -> tuple[float, float]:
        """Give the place in the picture that lies so far from the middle, in a direction in radians from north."""
        far = 2 * math.sin(math.radians(away_deg) / 2) * self.scale
        return self.moved[0] + far * math.sin(bearing), self.moved[1] - far * math.cos(bearing)

    @property
    def reach_deg(self) -> float:
        """How far from the middle the farthest corner is, and a little more."""
        corners = [(x - self.moved[0], y - self.moved[1]) for x in (0.0, self.width) for y in (0.0, self.height)]
        far = max(math.hypot(x, y) for x, y in corners) / self.scale
        return 180.0 if far >= 1.99 else math.degrees(2 * math.asin(far / 2)) * 1.1 + 1


def projected(middle: Place, place: Place) -> tuple[float, float]:
    """Give how far east and north of the middle a place is drawn, in radii of the globe."""
    lat0, lat, east = math.radians(middle[0]), math.radians(place[0]), math.radians(place[1] - middle[1])
    near = math.sin(lat0) * math.sin(lat) + math.cos(lat0) * math.cos(lat) * math.cos(east)
    k = math.sqrt(2 / max(1 + near, 1e-9))
    up = math.cos(lat0) * math.sin(lat) - math.sin(lat0) * math.cos(lat) * math.cos(east)
    return k * math.cos(lat) * math.sin(east), k * up


def view_of(places: Sequence[Place], size: tuple[float, float], *, least_km: float = 400, margin: float = 50) -> View:
    """Find the middle and the scale at which all places (latitude, longitude) are in the picture."""
    middle = middle_of(places)
    flat = [projected(middle, place) for place in places] or [(0.0, 0.0)]
    xs, ys = [x for x, _ in flat], [y for _, y in flat]
    least = least_km / EARTH_KM
    wide, high = max(max(xs) - min(xs), least), max(max(ys) - min(ys), least)
    scale = min((size[0] - 2 * margin) / wide, (size[1] - 2 * margin) / high)
    moved = (size[0] / 2 - (min(xs) + max(xs)) / 2 * scale, size[1] / 2 + (min(ys) + max(ys)) / 2 * scale)
    return View(middle[0], middle[1], scale, moved, *size)


def middle_of(places: Sequence[Place]) -> Place:
    """Give the middle of places on the globe; of places that have none, the first."""
    sums = [0.0, 0.0, 0.0]
    for lat, lon in places:
        for n, part in enumerate(unit(lat, lon)):
            sums[n] += part
    length = math.hypot(*sums)
    if length < 1e-6:
        return places[0] if places else (0.0, 0.0)
    return math.degrees(math.asin(max(-1.0, min(1.0, sums[2] / length)))), math.degrees(math.atan2(sums[1], sums[0]))


def unit(lat: float, lon: float) -> Unit:
    """Give a place as a point on the globe of radius 1."""
    phi, theta = math.radians(lat), math.radians(lon)
    return math.cos(phi) * math.cos(theta), math.cos(phi) * math.sin(theta), math.sin(phi)


def great_circle(one: Place, two: Place, pieces: int = 24) -> list[Place]:
    """Give places along the shortest way between two, both ends included."""
    a, b = unit(*one), unit(*two)
    apart = angle(a, b)
    if math.sin(apart) < 1e-9:
        return [one, two]
    found = []
    for n in range(pieces + 1):
        first, last = math.sin((1 - n / pieces) * apart), math.sin(n / pieces * apart)
        x, y, z = ((p * first + q * last) / math.sin(apart) for p, q in zip(a, b, strict=True))
        found.append((math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))))
    return found


def angle(one: Unit, two: Unit) -> float:
    """Give the angle between two points on the globe, in radians."""
    return math.acos(max(-1.0, min(1.0, sum(p * q for p, q in zip(one, two, strict=True)))))


def seen_from(middle: Place, place: Place) -> tuple[float, float]:
    """Give the direction in radians from north, and how many degrees away."""
    lat0, lat, east = math.radians(middle[0]), math.radians(place[0]), math.radians(place[1] - middle[1])
    x = math.cos(lat) * math.sin(east)
    y = math.cos(lat0) * math.sin(lat) - math.sin(lat0) * math.cos(lat) * math.cos(east)
    z = math.sin(lat0) * math.sin(lat) + math.cos(lat0) * math.cos(lat) * math.cos(east)
    return math.atan2(x, y), math.degrees(math.atan2(math.hypot(x, y), z))
