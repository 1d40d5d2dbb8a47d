"""Whether two Points say the same, and Points as rows a person can read."""

from dataclasses import fields
from typing import Any

import numpy as np

from armstrace.sources.traces.points import Points

COLUMNS = (
    "start", "time_s", "lat", "lon", "alt_ft", "geom_ft", "speed_kt", "track_deg", "climb_fpm", "ground", "flags",
    "source",
)  # fmt: skip


def callsigns_of(points: Points) -> list[str]:
    return [points.callsigns[number] if number >= 0 else "" for number in points.callsign]


def assert_same(one: Points, other: Points, *, places: bool = True) -> None:
    """Compare everything but the members' own names; without `places` not the numbers of rows in them either."""
    assert one.hexes == other.hexes
    for name in COLUMNS + (("point",) if places else ()):
        left, right = getattr(one, name), getattr(other, name)
        assert left.dtype == right.dtype, name
        np.testing.assert_array_equal(left, right, err_msg=name)
    assert callsigns_of(one) == callsigns_of(other)


def whole(points: Points) -> None:
    """Check what holds of all Points: lengths, kinds of column, order, and numbers that point somewhere."""
    size = int(points.start[-1])
    for field in fields(Points):
        if field.name not in {"hexes", "start", "callsigns", "members"}:
            assert len(getattr(points, field.name)) == size, field.name
    assert points.start[0] == 0
    assert (np.diff(points.start) > 0).all()
    assert len(points.start) == len(points.hexes) + 1
    assert len(set(points.hexes)) == len(points.hexes)
    for first, last in zip(points.start[:-1], points.start[1:], strict=True):
        assert (np.diff(points.time_s[first:last]) >= 0).all()
    assert set(points.callsign.tolist()) <= {-1, *range(len(points.callsigns))}
    assert np.isnan(points.alt_ft[points.ground]).all()
    assert sum(read.points for read in points.members) >= size


def row(points: Points, number: int) -> dict[str, Any]:
    """Give one row with its values rounded, "" and None where nothing is known."""
    aircraft = int(np.searchsorted(points.start, number, side="right")) - 1
    values: dict[str, Any] = {"hex": points.hexes[aircraft], "callsign": callsigns_of(points)[number]}
    for name in (*COLUMNS[1:], "point"):
        value = getattr(points, name)[number].item()
        values[name] = None if value != value else round(value, 3) if isinstance(value, float) else value  # noqa: PLR0124
    return values
