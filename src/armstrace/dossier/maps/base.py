"""Land, coasts and lines between states beneath a map, offline: Natural Earth, drawn from a file in the package.

The projection is Lambert's azimuthal of equal areas around the middle of what is shown. What is land is told by
counting outlines from the point opposite to that middle (even-odd), so that no outline, however simplified, can turn
inside out and flood a sea. Beyond what is shown everything is drawn in to a circle around it.
"""

import gzip
import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import Any

from markupsafe import Markup

from armstrace.dossier.drawing import COLOURS, line, num, rect, words
from armstrace.dossier.maps.view import EARTH_KM, Place, Unit, View, angle, middle_of, seen_from, unit

BOUNDARIES = (
    "Boundaries as drawn by Natural Earth (edition 4.1, 2018); contested borders are no statement by armstrace."
)
_FAR_DEG, _LARGE_DEG, _BETWEEN_DEG, _LONG_DEG = 1.0, 5.0, 0.5, 2.0
_RULERS = (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1)
_LEAST_ISLAND = 1.2
_BEYOND_DEG, _FARTHEST_DEG = 3.0, 175.0
_Arc = list[tuple[float, float]]


@lru_cache(maxsize=64)
def base_map(view: View) -> Markup:
    """Draw sea, land and lines between states."""
    arcs, far = _arcs_for(view)
    parts = [
        rect(0, 0, view.width, view.height, "sea"),
        _land(view, [*_rings(arcs, far)]),
        line(_graticule(view), "line", 0.5),
        line("".join(_borders(view, arcs, far)), "border", 1),
    ]
    return Markup("").join(parts)


def notice(view: View) -> Markup:
    """Say whose boundaries these are, and how far it is; it belongs on every map."""
    y = view.height - 6
    strip = rect(0, view.height - 19, view.width, 19, "paper") + words(8, y, BOUNDARIES, "small")
    km = next((each for each in _RULERS if each / EARTH_KM * view.scale <= 160), _RULERS[-1])
    wide = km / EARTH_KM * view.scale
    left = view.width - 12 - wide
    ruler = line(f"M{num(left)} {num(y - 6)}v5h{num(wide)}v-5", "soft", 1.2)
    return strip + ruler + words(left - 6, y, f"{km:,} km, in the middle", "small", "end")


def _land(view: View, rings: Sequence[_Arc]) -> Markup:
    outlines = [_outline(view, ring) for ring in rings]
    if _on_land((-view.lat, (view.lon + 360) % 360 - 180), rings):
        # the far side is land: the count begins with one more
        outlines.append(view.outline(view.place(math.radians(each), 180) for each in range(0, 360, 3)))
    return Markup(
        '<path class="f-land s-coast" fill="{}" stroke="{}" stroke-width="0.8" stroke-linejoin="round" '
        'fill-rule="evenodd" d="{}"/>'
    ).format(COLOURS["land"][0], COLOURS["coast"][0], "".join(outlines))


def _outline(view: View, ring: _Arc) -> str:
    """Draw an outline; its parts beyond what is shown follow the circle around it."""
    limit = min(view.reach_deg + 12, 179.0)
    points: list[tuple[float, float]] = []
    last: float | None = None
    for lon, lat in _filled(ring):
        bearing, away = seen_from((view.lat, view.lon), (lat, lon))
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
    # a place is at least as far away as its parallel is, and as the nearest place of its meridian is
    limit = min(view.reach_deg + _BEYOND_DEG, _FARTHEST_DEG) + 1e-6
    lines = [
        [(float(lat), lon / 5) for lon in range(-900, 901, step)]
        for lat in range(-90 + step, 90, step)
        if abs(lat - view.lat) <= limit
    ]
    for lon in range(-180, 180, step):
        if _off_meridian(view, lon) <= limit:
            lats = (lat / 5 for lat in range(-450 + step * 5, 451 - step * 5, step))
            lines.append([(lat, float(lon)) for lat in lats if abs(lat - view.lat) <= limit])
    return "".join(piece for each in lines for piece in _shown(view, each))


def _off_meridian(view: View, lon: float) -> float:
    """Give how many degrees the middle of a view is at least away from a half circle between the poles."""
    east = math.radians(lon - view.lon)
    if math.cos(east) < 0:
        return 90 - abs(view.lat)
    return math.degrees(math.asin(min(1.0, abs(math.cos(math.radians(view.lat)) * math.sin(east)))))


def _shown(view: View, places: Iterable[Place]) -> Iterator[str]:
    """Draw the parts of a line that are not far beyond what is shown."""
    run: list[Place] = []
    middle, limit = unit(view.lat, view.lon), math.radians(min(view.reach_deg + _BEYOND_DEG, _FARTHEST_DEG))
    for place in places:
        if angle(middle, unit(*place)) <= limit:
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
    middle, limit = unit(view.lat, view.lon), math.cos(math.radians(view.reach_deg))
    found, far = [], set()
    for number, (arc, cap) in enumerate(zip(_world()["arcs"], _caps(), strict=True)):
        away = math.degrees(angle(middle, cap[0])) - cap[1]
        if away > view.reach_deg:
            far.add(number)
            found.append(_thinned(arc, max(fine, _FAR_DEG), fine, lambda _: False))
        else:
            found.append(_thinned(arc, max(fine, _FAR_DEG), fine, lambda point: _dot(middle, point) >= limit))
    return found, far


def _dot(middle: Unit, point: tuple[float, float]) -> float:
    x, y, z = unit(point[1], point[0])
    return middle[0] * x + middle[1] * y + middle[2] * z


@lru_cache(maxsize=1)
def _caps() -> tuple[tuple[Unit, float], ...]:
    """Give for each arc a middle and how many degrees from it no part of it is beyond."""
    found = []
    for arc in _world()["arcs"]:
        some = [(lat, lon) for lon, lat in (*arc[::4], arc[-1])]
        middle = unit(*middle_of(some))
        found.append((middle, math.degrees(max(angle(middle, unit(*place)) for place in some)) + _BETWEEN_DEG))
    return tuple(found)


def _thinned(arc: _Arc, coarse: float, fine: float, near: Callable[[tuple[float, float]], bool]) -> _Arc:
    """Leave out points nearer to the one before than is to be told: less where they are near, more elsewhere.

    Both ends stay, where other lines meet. Whether a point is near is only asked where it matters.
    """
    kept = [arc[0]]
    last_x, last_y = arc[0]
    for point in arc[1:-1]:
        away = abs(point[0] - last_x) + abs(point[1] - last_y)
        if away >= coarse or (away >= fine and near(point)):
            kept.append(point)
            last_x, last_y = point
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
