"""An airlift that nobody flew, as an archive of traces: a day a week, few flights, then many, and other aircraft."""

import gzip
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from made_archive import trace
from made_tracks import BAKU, OVDA, Place, Row, flight, moved, parked, rolling

ULYANOVSK = Place("UWLW", 54.4010, 48.8027, 252, 20)
GYUMRI = Place("UDSG", 40.7504, 43.8593, 5000, 20)
FIRST = date(2023, 1, 4)
WEEKS, BUSY = 30, 4
QUIET_WEEKS = {3, 9, 10, 17, 22}
OTHERS = 12
PUBLISHED = FIRST + timedelta(7 * WEEKS)


@dataclass(frozen=True, slots=True)
class Lift:
    """Who flies from where to where; registrations begin with `mark`, addresses with `block`."""

    operator: str
    origin: Place
    destination: Place
    mark: str
    block: str


SILK = Lift("AZQ", BAKU, OVDA, "4K-AZ", "6008")
VOLGA = Lift("VDA", ULYANOVSK, GYUMRI, "RA-76", "1508")
VOLGA_MADE_UP = Lift("VDA", ULYANOVSK, GYUMRI, "RA-SYN", "1508")


def airlift(root: Path, lift: Lift) -> Path:
    """Write the archive: one day folder a week."""
    for week in range(WEEKS):
        day = FIRST + timedelta(7 * week)
        flights = 3 if week >= WEEKS - BUSY else int(week in QUIET_WEEKS)
        flown = {f"{lift.block}{16 + n:02x}": _flown(lift, day, n) for n in range(flights)}
        other = {f"0{0xA0000 + 37 * week + n:05x}": _other(lift.destination, day, n) for n in range(OTHERS)}
        for address, rows in (flown | other).items():
            _write(root, day, address, rows, f"{lift.mark}{address[-2:]}" if address in flown else "")
    return root


def _midnight(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()


def _flown(lift: Lift, day: date, number: int) -> list[Row]:
    """Take off, fly, land and stand: seen on the ground at both ends, so that nothing of it is in doubt."""
    start, sign = _midnight(day) + 7200 * (1 + number), f"{lift.operator}{4100 + number}"
    air = flight(lift.origin, lift.destination, start, callsign=sign)
    landed = air[-1].time
    before = [*parked(lift.origin, start - 1200, start - 60, sign), *rolling(lift.origin, start - 20, out=True)]
    stay = parked(lift.destination, landed + 60, landed + 1800, sign)
    return [*before, *air, *rolling(lift.destination, landed + 5), *stay]


def _other(place: Place, day: date, number: int) -> list[Row]:
    """Pass by at a height of a thousand feet: another aircraft that was received near the field."""
    lat, lon = moved(place.lat, place.lon, 30.0 * number, 9)
    rows = []
    for n in range(12):
        rows.append(Row(_midnight(day) + 3600 * number + 20 * n, lat, lon, place.elevation_ft + 3000, 200.0, 90.0, 0.0,
                        callsign=f"QQX{number:03d}"))  # fmt: skip
        lat, lon = moved(lat, lon, 90.0, 2.0)
    return rows


def _write(root: Path, day: date, address: str, rows: list[Row], registration: str) -> None:
    told: dict[str, Any] = json.loads(gzip.decompress(trace(address, rows, _midnight(day))))
    told["r"] = registration or f"QQ-{address[-3:]}"
    path = root / f"{day:%Y/%m/%d}/traces/{address[-2:]}/trace_full_{address}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(json.dumps(told).encode(), mtime=0))
