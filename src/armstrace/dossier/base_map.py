"""Land, coasts and lines between states beneath a map, offline: Natural Earth, drawn from a file in the package.

The projection is Lambert's azimuthal of equal areas around the middle of what is shown. What is land is told by
counting outlines from the point opposite to that middle (even-odd), so that no outline, however simplified, can turn
inside out and flood a sea. Beyond what is shown everything is drawn in to a circle around it.
"""

import gzip
import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import Any

from markupsafe import Markup

from armstrace.dossier.drawing import COLOURS, line, rect, words

BOUNDARIES = (
    "Boundaries as drawn by Natural Earth (edition 4.1, 2018); contested borders are no statement by armstrace."
)
_FAR_DEG, _LARGE_DEG, _BETWEEN_DEG, _LONG_DEG = 1.0, 5.0, 0.5, 2.0
_LEAST_ISLAND = 1.2
_EARTH_KM = 6371.0
Place = tuple[float, float]
_Arc = list[tuple[float, float]]
_Unit = tuple[float, float, float]


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
        x, y = _projected((self.lat, self.lon), (lat, lon))
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


def _projected(middle: Place, place: Place) -> tuple[float, float]:
    lat0, lat, east = math.radians(middle[0]), math.radians(place[0]), math.radians(place[1] - middle[1])
    near = math.sin(lat0) * math.sin(lat) + math.cos(lat0) * math.cos(lat) * math.cos(east)
    k = math.sqrt(2 / max(1 + near, 1e-9))
    up = math.cos(lat0) * math.sin(lat) - math.sin(lat0) * math.cos(lat) * math.cos(east)
    return k * math.cos(lat) * math.sin(east), k * up


def view_of(places: Sequence[Place], size: tuple[float, float], *, least_km: float = 400, margin: float = 50) -> View:
    """Find the middle and the scale at which all places (latitude, longitude) are in the picture."""
    middle = _middle(places)
    flat = [_projected(middle, place) for place in places] or [(0.0, 0.0)]
    xs, ys = [x for x, _ in flat], [y for _, y in flat]
    least = least_km / _EARTH_KM
    wide, high = max(max(xs) - min(xs), least), max(max(ys) - min(ys), least)
    scale = min((size[0] - 2 * margin) / wide, (size[1] - 2 * margin) / high)
    moved = (size[0] / 2 - (min(xs) + max(xs)) / 2 * scale, size[1] / 2 + (min(ys) + max(ys)) / 2 * scale)
    return View(middle[0], middle[1], scale, moved, *size)


def _middle(places: Sequence[Place]) -> Place:
    """Give the middle of places on the globe; of places that have none, the first."""
    sums = [0.0, 0.0, 0.0]
    for lat, lon in places:
        for n, part in enumerate(_unit(lat, lon)):
            sums[n] += part
    length = math.hypot(*sums)
    if length < 1e-6:
        return places[0] if places else (0.0, 0.0)
    return math.degrees(math.asin(max(-1.0, min(1.0, sums[2] / length)))), math.degrees(math.atan2(sums[1], sums[0]))


def _unit(lat: float, lon: float) -> _Unit:
    phi, theta = math.radians(lat), math.radians(lon)
    return math.cos(phi) * math.cos(theta), math.cos(phi) * math.sin(theta), math.sin(phi)


def great_circle(one: Place, two: Place, pieces: int = 24) -> list[Place]:
    """Give places along the shortest way between two, both ends included."""
    a, b = _unit(*one), _unit(*two)
    angle = _angle(a, b)
    if math.sin(angle) < 1e-9:
        return [one, two]
    found = []
    for n in range(pieces + 1):
        first, last = math.sin((1 - n / pieces) * angle), math.sin(n / pieces * angle)
        x, y, z = ((p * first + q * last) / math.sin(angle) for p, q in zip(a, b, strict=True))
        found.append((math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))))
    return found


@lru_cache(maxsize=16)
def base_map(view: View) -> Markup:
    """Draw sea, land and lines between states."""
    arcs, far = _arcs_for(view)
    parts = [
        rect(0, 0, view.width, view.height, "sea"),
        line(_graticule(view), "line", 0.6),
        _land(view, [*_rings(arcs, far)]),
        line("".join(_borders(view, arcs, far)), "border", 1),
    ]
    return Markup("").join(parts)


def notice(view: View) -> Markup:
    """Say whose boundaries these are; it belongs on every map."""
    strip = rect(0, view.height - 19, view.width, 19, "paper")
    return strip + words(8, view.height - 6, BOUNDARIES, "small")


def _land(view: View, rings: Sequence[_Arc]) -> Markup:
    outlines = [_outline(view, ring) for ring in rings]
    if _on_land((-view.lat, (view.lon + 360) % 360 - 180), rings):
        # the far side is land: the count begins with one more
        outlines.append(view.outline(view.place(math.radians(each), 180) for each in range(0, 360, 3)))
    look = 'class="f-land s-coast" fill="{}" stroke="{}" stroke-width="0.8" stroke-linejoin="round"'
    return Markup("<path " + look + ' fill-rule="evenodd" d="{}"/>').format(
        COLOURS["land"][0], COLOURS["coast"][0], "".join(outlines)
    )


def _outline(view: View, ring: _Arc) -> str:
    """Draw an outline; its parts beyond what is shown follow the circle around it."""
    limit = min(view.reach_deg + 12, 179.0)
    points: list[tuple[float, float]] = []
    last: float | None = None
    for lon, lat in _filled(ring):
        bearing, away = _seen_from((view.lat, view.lon), (lat, lon))
        if away <= limit:
            points.append(view.point(lat, lon))
            last = None
            continue
        if last is not None:
            turn = (bearing - last + math.pi) % math.tau - math.pi
            steps = int(abs(turn) / 0.05)
            points += (view.place(last + turn * n / (steps + 1), limit) for n in range(1, steps + 1))
        points.append(view.place(bearing, limit))
        last = bearing
    return view.outline(points) if _seen(view, points) else ""


def _seen(view: View, points: Sequence[tuple[float, float]]) -> bool:
    """Say whether an outline can be seen: it is no dot, and not to one side of the picture."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    beside = max(xs) < 0 or min(xs) > view.width or max(ys) < 0 or min(ys) > view.height
    return not beside and max(max(xs) - min(xs), max(ys) - min(ys)) > _LEAST_ISLAND


def _filled(ring: _Arc) -> Iterator[tuple[float, float]]:
    """Give the points of a ring, with more of them where two are far apart."""
    yield ring[0]
    for (x, y), (u, v) in pairwise(ring):
        east = (u - x + 180) % 360 - 180
        steps = int(max(abs(east), abs(v - y)) / _LONG_DEG)
        for n in range(1, steps + 1):
            yield x + east * n / (steps + 1), y + (v - y) * n / (steps + 1)
        yield u, v


def _seen_from(middle: Place, place: Place) -> tuple[float, float]:
    """Give the direction in radians from north, and how many degrees away."""
    lat0, lat, east = math.radians(middle[0]), math.radians(place[0]), math.radians(place[1] - middle[1])
    x = math.cos(lat) * math.sin(east)
    y = math.cos(lat0) * math.sin(lat) - math.sin(lat0) * math.cos(lat) * math.cos(east)
    z = math.sin(lat0) * math.sin(lat) + math.cos(lat0) * math.cos(lat) * math.cos(east)
    return math.atan2(x, y), math.degrees(math.atan2(math.hypot(x, y), z))


def _on_land(place: Place, rings: Iterable[_Arc]) -> bool:
    """Count the coasts on the way due south; at its end, the pole, there is land."""
    crossed = 0
    for ring in rings:
        for (x, y), (u, v) in pairwise(ring):
            one, two = (x - place[1] + 180) % 360 - 180, (u - place[1] + 180) % 360 - 180
            if (one < 0) != (two < 0) and abs(two - one) < 180:
                crossed += y + (v - y) * one / (one - two) < place[0]
    return crossed % 2 == 0


def _borders(view: View, arcs: Sequence[_Arc], far: set[int]) -> Iterator[str]:
    for number in _world()["borders"]:
        if number not in far:
            yield from _shown(view, ((lat, lon) for lon, lat in arcs[number]))


def _graticule(view: View) -> str:
    step = next((step for step in (1, 2, 5, 10) if view.width / view.scale < math.radians(step * 9)), 20)
    parallels = ([(lat, lon / 5) for lon in range(-900, 901, step)] for lat in range(-90 + step, 90, step))
    meridians = ([(lat / 5, lon) for lat in range(-450 + step * 5, 451 - step * 5, step)]
                 for lon in range(-180, 180, step))  # fmt: skip
    return "".join(piece for run in (*parallels, *meridians) for piece in _shown(view, run))


def _shown(view: View, places: Iterable[Place]) -> Iterator[str]:
    """Draw the parts of a line that are not far beyond what is shown."""
    run: list[Place] = []
    middle, limit = _unit(view.lat, view.lon), math.radians(min(view.reach_deg + 3, 175))
    for place in places:
        if _angle(middle, _unit(*place)) <= limit:
            run.append(place)
            continue
        if len(run) > 1:
            yield view.path(run)
        run = []
    if len(run) > 1:
        yield view.path(run)


@lru_cache(maxsize=1)
def _world() -> dict[str, Any]:
    """Read the base map that docs/build_base_map.py made; its arcs begin somewhere and go on in steps."""
    packed = files("armstrace.dossier").joinpath("assets/base_map.json.gz").read_bytes()
    world: dict[str, Any] = json.loads(gzip.decompress(packed))
    k = world["per_degree"]
    world["arcs"] = [
        [(x / k, y / k) for x, y in zip(accumulate(arc[::2]), accumulate(arc[1::2]), strict=True)]
        for arc in world["arcs"]
    ]
    return world


def _arcs_for(view: View) -> tuple[list[_Arc], set[int]]:
    """Give the arcs as finely as the view shows them, roughly where it does not reach, and which those are."""
    fine = math.degrees(0.8 / view.scale)
    middle, limit = _unit(view.lat, view.lon), math.cos(math.radians(view.reach_deg))
    found, far = [], set()
    for number, (arc, cap) in enumerate(zip(_world()["arcs"], _caps(), strict=True)):
        away = math.degrees(_angle(middle, cap[0])) - cap[1]
        if away > view.reach_deg:
            far.add(number)
            found.append(_thinned(arc, lambda _: max(fine, _FAR_DEG)))
        else:
            found.append(_thinned(arc, lambda point: fine if _dot(middle, point) >= limit else max(fine, _FAR_DEG)))
    return found, far


def _dot(middle: _Unit, point: tuple[float, float]) -> float:
    return sum(p * q for p, q in zip(middle, _unit(point[1], point[0]), strict=True))


@lru_cache(maxsize=1)
def _caps() -> tuple[tuple[_Unit, float], ...]:
    """Give for each arc a middle and how many degrees from it no part of it is beyond."""
    found = []
    for arc in _world()["arcs"]:
        some = [(lat, lon) for lon, lat in (*arc[::4], arc[-1])]
        middle = _unit(*_middle(some))
        found.append((middle, math.degrees(max(_angle(middle, _unit(*place)) for place in some)) + _BETWEEN_DEG))
    return tuple(found)


def _angle(one: _Unit, two: _Unit) -> float:
    return math.acos(max(-1.0, min(1.0, sum(p * q for p, q in zip(one, two, strict=True)))))


def _thinned(arc: _Arc, least_deg: Callable[[tuple[float, float]], float]) -> _Arc:
    """Leave out points nearer to the one before than is to be told; both ends stay, where other lines meet."""
    kept = [arc[0]]
    for point in arc[1:-1]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= least_deg(point):
            kept.append(point)
    return [*kept, arc[-1]]


def _rings(arcs: Sequence[_Arc], far: set[int]) -> Iterator[_Arc]:
    """Join the arcs to outlines, those of land left out that cannot be seen."""
    for polygon in _world()["land"]:
        outer = _ring(polygon[0], arcs)
        if all((n if n >= 0 else ~n) in far for n in polygon[0]) and not _large(outer):
            continue
        yield from (ring for ring in (_ring(numbers, arcs) for numbers in polygon) if len(ring) > 3)


def _large(ring: _Arc) -> bool:
    """Say whether a view may lie in the middle of a piece of land and see none of its coasts."""
    lats = [lat for _, lat in ring]
    return max(lats) - min(lats) > _LARGE_DEG


def _ring(numbers: Sequence[int], arcs: Sequence[_Arc]) -> _Arc:
    ring: _Arc = []
    for number in numbers:
        points = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += points[bool(ring) :]
    return ring
