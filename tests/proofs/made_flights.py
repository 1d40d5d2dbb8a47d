"""Flights that nobody flew, as the list that a case takes over from a dataset: rows, coverage and archives by day."""

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Flown:
    """One flight: when it landed, by whom, from where to where; `chance` is that of the landing being there."""

    day: date
    operator: str
    origin: str
    destination: str
    hex: str = "600866"
    registration: str = "4K-AZ66"
    typecode: str = "IL76"
    chance: float = 1.0
    hour: int = 10


@dataclass(frozen=True, slots=True)
class Made:
    """What a list is made of; days in `missing` have no archive, fields in `seen_at` see `others` aircraft a day."""

    first: date
    last: date
    flown: Sequence[Flown]
    seen_at: Sequence[str]
    others: int = 12
    missing: frozenset[date] = frozenset()
    asked: tuple[tuple[str, Any], ...] = (("hexes", []), ("operator", ""), ("others", False))
    synthetic: bool = False


def _movement(one: Flown, number: int, motion: str) -> dict[str, Any]:
    airfield, hour = (one.destination, one.hour) if motion == "landing" else (one.origin, one.hour - 4)
    event = hashlib.sha256(f"{number}{motion}{one}".encode()).hexdigest()
    at = f"{one.day}T{hour:02d}:{number % 60:02d}:00Z"
    return {
        "event": event[:16], "rank": 1, "hex": one.hex, "registration": one.registration, "operator": one.operator,
        "callsign": f"{one.operator}{100 + number % 900}" if one.operator else "", "kind": motion,
        "airfield": airfield, "icao": airfield, "time_utc": at, "time_earliest": at, "time_latest": at,
        "probability": one.chance if motion == "landing" else 1.0, "tier": "confirmed", "basis": "surface",
        "inputs": f"{event};point=1-{number + 2}", "typecode": one.typecode,
    }  # fmt: skip


def _days(made: Made) -> Iterator[date]:
    for n in range((made.last - made.first).days + 1):
        day = made.first + timedelta(n)
        if day not in made.missing:
            yield day


def lines(made: Made) -> Iterator[dict[str, Any]]:
    """Give the lines of the list."""
    head: dict[str, Any] = {"version": "0.1.0", "editions": {"airfields": "made up"}, "archives": ["made"]}
    head["asked"] = dict(made.asked)
    if made.synthetic:
        head["synthetic"] = True
    yield {"armstrace_flights": 1, "method": "flights.movements@2", **head}
    for day in _days(made):
        counts = {"folders": 256, "files": 50_000, "bytes": 1, "files_read": 50_000, "points_read": 1}
        yield {"of_archive": {"archive": "made", "day": str(day), **counts}}
    draw = random.Random(5)  # noqa: S311  # made-up traffic is drawn from a seed
    for airfield in made.seen_at:
        for day in _days(made):
            seen = max(1, round(draw.gauss(made.others, made.others**0.5)))
            yield {"of_airfield": {"airfield": airfield, "day": str(day), "aircraft": 3 * seen, "low_aircraft": seen,
                                   "lowest_ft": 500.0}}  # fmt: skip
    for number, one in enumerate(made.flown):
        if one.origin:
            yield {"movement": _movement(one, number, "takeoff")}
        yield {"movement": _movement(one, number, "landing")}


def written(path: Path, made: Made) -> Path:
    """Write the list."""
    path.write_text("".join(json.dumps(line) + "\n" for line in lines(made)), encoding="utf-8")
    return path


def airlift(
    template: Flown, span: tuple[date, date], busy: tuple[date, date], rates: tuple[float, float], seed: int = 3
) -> list[Flown]:
    """Fly at random: so many flights a week, and so many within the busy days; sparse, independent days."""
    draw = random.Random(seed)  # noqa: S311  # as above
    days = [span[0] + timedelta(n) for n in range((span[1] - span[0]).days + 1)]
    chances = [(rates[1] if busy[0] <= day <= busy[1] else rates[0]) / 21 for day in days for _ in range(3)]
    landed = [days[n // 3] for n, chance in enumerate(chances) if draw.random() < chance]
    aircraft = [f"{int(template.hex, 16) + n:06x}" for n in range(9)]
    return [replace(template, day=day, hour=draw.randrange(6, 23), hex=aircraft[n % 9]) for n, day in enumerate(landed)]
