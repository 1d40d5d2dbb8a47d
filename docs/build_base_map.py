"""Make dossier/assets/base_map.json.gz: python docs/build_base_map.py countries-10m.json [TARGET].

The file is that of the npm package world-atlas 2.0.2 (`npm pack world-atlas@2.0.2`; ISC), which carries Natural Earth
4.1.0 (public domain) as TopoJSON. Kept are the outlines of land and the lines between states, simplified to half a
kilometre; names of states are not taken, so that no map of ours names whose a place is. Lines that two outlines share
are stored once and stay shared however much they are simplified.
"""

import gzip
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

SOURCE = "Natural Earth 4.1.0, 1:10m, public domain; from npm world-atlas 2.0.2 (ISC)"
TARGET = Path(__file__).parents[1] / "src/armstrace/dossier/assets/base_map.json.gz"
TOLERANCE_DEG = 0.005
LEAST_ISLAND_DEG = 0.02
PER_DEGREE = 500
LEASED = {"Baikonur": "398", "USNB Guantanamo Bay": "192"}
"""Grounds that one state lets to another are no states: no line is drawn around them."""
Point = tuple[float, float]


def points_of(arc: Sequence[Sequence[int]], transform: Any) -> list[Point]:
    """Give an arc in degrees, longitude first."""
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    lons = accumulate(step[0] for step in arc)
    lats = accumulate(step[1] for step in arc)
    return [(lon * wide + west, lat * high + south) for lon, lat in zip(lons, lats, strict=True)]


def simplified(points: Sequence[Point], tolerance: float) -> list[Point]:
    """Leave out points that lie within a tolerance of the line without them (Douglas and Peucker)."""
    keep = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        far, at = 0.0, 0
        for n in range(first + 1, last):
            away = distance(points[n], points[first], points[last])
            if away > far:
                far, at = away, n
        if far > tolerance:
            keep.add(at)
            todo += [(first, at), (at, last)]
    return [points[n] for n in sorted(keep)]


def distance(point: Point, one: Point, two: Point) -> float:
    """Give how far a point is from a piece of a line, longitudes shrunk as they are there."""
    shrink = math.cos(math.radians(point[1]))
    x, y = (point[0] - one[0]) * shrink, point[1] - one[1]
    across, up = (two[0] - one[0]) * shrink, two[1] - one[1]
    long = across * across + up * up
    share = max(0.0, min(1.0, (x * across + y * up) / long)) if long else 0.0
    return math.hypot(x - share * across, y - share * up)


def polygons_of(geometry: Any) -> Iterator[list[list[int]]]:
    """Give the polygons of a TopoJSON geometry, each a list of rings of arcs."""
    if geometry["type"] == "GeometryCollection":
        for each in geometry["geometries"]:
            yield from polygons_of(each)
    elif geometry["type"] == "MultiPolygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "Polygon":
        yield geometry["arcs"]


def ring_of(numbers: Iterable[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """Join arcs to a ring; ~n is arc n backwards."""
    ring: list[Point] = []
    for number in numbers:
        points = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += points[bool(ring) :]
    return ring


def turned(ring: Sequence[Point]) -> float:
    """Give a measure of the area of a ring on the globe; its sign says which way the ring runs."""
    return sum(
        ((u - x + 180) % 360 - 180) * (math.sin(math.radians(y)) + math.sin(math.radians(v)))
        for (x, y), (u, v) in pairwise(ring)
    )


def stands(numbers: list[int], before: Sequence[Sequence[Point]], after: Sequence[Sequence[Point]]) -> bool:
    """Say whether a ring is large enough, and still runs the way it ran."""
    old, new = ring_of(numbers, before), ring_of(numbers, after)
    sides = [max(axis) - min(axis) for axis in zip(*old, strict=True)]
    return max(sides) >= LEAST_ISLAND_DEG and len(new) > 4 and turned(old) * turned(new) > 0


def whole(arc: Sequence[Point]) -> list[int]:
    """Write an arc in whole numbers: where it begins, then the steps."""
    rounded = [(round(lon * PER_DEGREE), round(lat * PER_DEGREE)) for lon, lat in arc]
    kept = [pair for n, pair in enumerate(rounded) if n in {0, len(rounded) - 1} or pair != rounded[n - 1]]
    steps = [kept[0], *((x - u, y - v) for (u, v), (x, y) in pairwise(kept))]
    return [value for step in steps for value in step]


def made(world: Any) -> dict[str, Any]:
    """Make the base map out of a world atlas."""
    before = [points_of(arc, world["transform"]) for arc in world["arcs"]]
    after = [simplified(points, TOLERANCE_DEG) for points in before]
    sides: dict[int, set[str]] = defaultdict(set)
    for at, state in enumerate(world["objects"]["countries"]["geometries"]):
        named = LEASED.get(state["properties"]["name"]) or state.get("id") or f"unit {at}"
        for number in (n for polygon in polygons_of(state) for ring in polygon for n in ring):
            sides[number if number >= 0 else ~number].add(named)
    polygons = [
        [outer, *(ring for ring in holes if stands(ring, before, after))]
        for outer, *holes in polygons_of(world["objects"]["land"])
        if stands(outer, before, after)
    ]
    borders = sorted(number for number, states in sides.items() if len(states) > 1)
    used = sorted({n if n >= 0 else ~n for polygon in polygons for ring in polygon for n in ring} | set(borders))
    place = {number: at for at, number in enumerate(used)}
    return {
        "source": SOURCE,
        "per_degree": PER_DEGREE,
        "arcs": [whole(after[number]) for number in used],
        "land": [
            [[place[n] if n >= 0 else ~place[~n] for n in ring] for ring in polygon] for polygon in polygons
        ],
        "borders": [place[number] for number in borders],
    }  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Read the atlas, write the base map."""
    source, target = Path(arguments[0]), Path(arguments[1]) if len(arguments) > 1 else TARGET
    text = json.dumps(made(json.loads(source.read_bytes())), separators=(",", ":"))
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{target}: {target.stat().st_size:,} bytes")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
