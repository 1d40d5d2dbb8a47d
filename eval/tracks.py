"""Ends of the tracks of a test pack, read plainly: for measuring the naming of airfields apart from all the rest."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np

from armstrace.flights.ends import Ends

Row = list[object]
NEXT_TO_S, TRACK_S, SPEED_S = 120.0, 20.0, 60.0
NAN = float("nan")


def track_of(path: Path) -> list[Row]:
    """Read one trace file, times since 1970, in their order; what has no place is left out."""
    packed = path.read_bytes()
    told = json.loads(gzip.decompress(packed) if packed[:2] == b"\x1f\x8b" else packed)
    rows = [[told["timestamp"] + row[0], *row[1:]] for row in told["trace"] if number(row[1]) == number(row[1])]
    return sorted(rows, key=lambda row: row[0])


def number(value: object) -> float:
    """Read a cell as a number, NaN where it is none."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else NAN


def _near(rows: Sequence[Row], at: float, seconds: float, column: int, least: int = 3) -> np.ndarray:
    """Give the known values of a column next to an end: those within some seconds, and no fewer than a few."""
    known = sorted((abs(number(r[0]) - at), number(r[column])) for r in rows if number(r[column]) == number(r[column]))
    close = [value for apart, value in known if apart <= seconds]
    return np.array(close if len(close) >= least else [value for apart, value in known[:least] if apart <= NEXT_TO_S])


def _circular(degrees: np.ndarray) -> float:
    """Give the median direction."""
    if not len(degrees):
        return NAN
    turned = (degrees - degrees[0] + 180) % 360 - 180
    return float((degrees[0] + np.median(turned)) % 360)


def _turn(rows: Sequence[Row], at: float) -> float:
    """Give the mean rate of turn within half a minute of an end."""
    known = [
        (number(r[0]), number(r[5])) for r in rows if number(r[5]) == number(r[5]) and abs(number(r[0]) - at) <= 30
    ]
    known.sort()
    if len(known) < 2 or known[-1][0] - known[0][0] < 5:
        return 0.0
    turned = np.unwrap(np.radians([track for _, track in known]))
    return float(np.degrees(turned[-1] - turned[0]) / (known[-1][0] - known[0][0]))


def _leaps(side: Sequence[Row]) -> bool:
    """Tell whether the last point's altitude cannot be reached from those before it: 6,000 ft a minute and 1,000 ft."""
    now, alt = number(side[-1][0]), number(side[-1][3])
    before = [(now - number(r[0]), number(r[3])) for r in side[-30:-1] if number(r[3]) == number(r[3])]
    if np.isnan(alt) or len(before) < 3:
        return False
    return sum(abs(alt - other) > 1000 + 100 * abs(apart) for apart, other in before) > len(before) / 2


def end_of(rows: Sequence[Row], at: float, *, arrival: bool) -> dict[str, float]:
    """Give the end of a track at a time: its last point until then, or the first from then on."""
    side = [row for row in rows if (number(row[0]) <= at + 1 if arrival else number(row[0]) >= at - 1)]
    side = side if arrival else side[::-1]
    while len(side) > 3 and _leaps(side):
        side = side[:-1]
    last = side[-1]
    now = number(last[0])
    near = [row for row in side if abs(number(row[0]) - now) <= NEXT_TO_S]
    air = [row for row in near if row[3] != "ground"]
    climb, heights = _near(air, now, SPEED_S, 7), _near(air, now, NEXT_TO_S, 3)
    alt = number(last[3])
    if np.isnan(alt) and len(heights):
        alt = float(heights[0])
    speed = _near(near if last[3] == "ground" else air, now, SPEED_S, 4)
    return {
        "arrival": arrival, "time_s": now, "lat": number(last[1]), "lon": number(last[2]), "alt_ft": alt,
        "speed_kt": float(np.median(speed)) if len(speed) else NAN,
        "track_deg": _circular(_near(near, now, TRACK_S, 5)),
        "climb_fpm": float(np.median(climb)) if len(climb) else NAN,
        "turn_deg_s": _turn(air, now),
        "ground": last[3] == "ground",
        "level": float(np.mean(np.abs(_near(air, now, NEXT_TO_S, 7, 1)) < 200)) if len(climb) else NAN,
        "runway_ft": 0.0, "rotor": False,
    }  # fmt: skip


def ends_from(rows: Sequence[dict[str, float]]) -> Ends:
    """Put ends in columns."""
    flags = {"arrival", "ground", "rotor"}
    return Ends(
        **{f.name: np.array([row[f.name] for row in rows], bool if f.name in flags else float) for f in fields(Ends)}
    )
