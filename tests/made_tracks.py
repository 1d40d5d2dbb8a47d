"""Tracks of flights that nobody flew, and the Points made of them."""

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np

from armstrace.sources.traces.points import Member, MemberRead, Points

KM_S_PER_KT = 1.852 / 3600
DAY_S = 86400
START = 1709596800.0  # 2024-03-05


@dataclass(frozen=True, slots=True)
class Row:
    """One position."""

    time: float
    lat: float
    lon: float
    alt: float = math.nan
    speed: float = math.nan
    track: float = math.nan
    climb: float = math.nan
    ground: bool = False
    callsign: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """An airfield as a flight needs it: where, how high, and the heading of its runway."""

    ident: str
    lat: float
    lon: float
    elevation_ft: float
    runway_deg: float


BAKU = Place("UBBB", 40.4675, 50.0467, 10, 155)
OVDA = Place("LLOV", 29.9403, 34.9358, 1492, 24)
ANKARA = Place("LTAC", 40.1281, 32.9951, 3125, 210)


def moved(lat: float, lon: float, bearing_deg: float, km: float) -> tuple[float, float]:
    """Give the place so many km along a great circle."""
    a, turn, way = math.radians(lat), math.radians(bearing_deg), km / 6371.0
    b = math.asin(math.sin(a) * math.cos(way) + math.cos(a) * math.sin(way) * math.cos(turn))
    east = math.atan2(math.sin(turn) * math.sin(way) * math.cos(a), math.cos(way) - math.sin(a) * math.sin(b))
    return math.degrees(b), lon + math.degrees(east)


def towards(lat: float, lon: float, to: tuple[float, float]) -> tuple[float, float]:
    """Give distance in km and bearing."""
    a, b, east = math.radians(lat), math.radians(to[0]), math.radians(to[1] - lon)
    y, x = math.sin(east) * math.cos(b), math.cos(a) * math.sin(b) - math.sin(a) * math.cos(b) * math.cos(east)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(east)
    return 6371.0 * math.acos(min(1.0, max(-1.0, cosine))), math.degrees(math.atan2(y, x)) % 360


def flight(
    origin: Place,
    destination: Place,
    start: float,
    *,
    cruise_ft: float = 32000,
    callsign: str = "QSB4112",
    step: float = 10.0,
) -> list[Row]:
    """Fly from lift-off to touch-down: out along the runway, a great circle, and a straight final of 25 km."""
    final = moved(destination.lat, destination.lon, (destination.runway_deg + 180) % 360, 25)
    out = moved(origin.lat, origin.lon, origin.runway_deg, 12)
    ways = [out, final, (destination.lat, destination.lon)]
    rows: list[Row] = []
    lat, lon, alt, time = origin.lat, origin.lon, origin.elevation_ft, start
    for n, way in enumerate(ways):
        while True:
            km, bearing = towards(lat, lon, way)
            left = km + (25 if n == 1 else 25 + towards(*out, final)[0] if n == 0 else 0)
            speed = 150 + min(290.0, max(0.0, min(alt, 25000.0)) / 25000 * 290)
            wanted = min(cruise_ft, destination.elevation_ft + left / 1.852 * 318)
            climb = min(2000.0, max(-2400.0, (wanted - alt) * 60 / step))
            rows.append(Row(time, lat, lon, round(alt / 25) * 25.0, speed, bearing, climb, callsign=callsign))
            way_km = speed * KM_S_PER_KT * step
            if way_km >= km:
                break
            lat, lon = moved(lat, lon, bearing, way_km)
            alt, time = alt + climb * step / 60, time + step
        lat, lon, time = *way, time + km / (speed * KM_S_PER_KT)
    return rows


def parked(place: Place, start: float, end: float, callsign: str = "QSB4112", step: float = 60.0) -> list[Row]:
    """Stand at an airfield and say so."""
    times = np.arange(start, end, step)
    return [Row(t, place.lat, place.lon, speed=0.0, ground=True, callsign=callsign) for t in times]


def rolling(place: Place, start: float, *, out: bool = False) -> list[Row]:
    """Roll out after touch-down, or roll to lift-off: 20 s from 130 kt to 20 kt."""
    rows = []
    for k in range(10):
        speed = 130 - 12.0 * k
        lat, lon = moved(place.lat, place.lon, place.runway_deg, 0.1 * (9 - k if out else k))
        rows.append(Row(start + 2 * (9 - k if out else k), lat, lon, speed=speed, ground=True))
    return sorted(rows, key=lambda row: row.time)


def above(rows: Iterable[Row], floor_ft: float) -> list[Row]:
    """Keep what is received above a height."""
    return [row for row in rows if not row.ground and row.alt >= floor_ft]


def dark_turnround(
    floor_ft: float, stay_s: float, start: float = START + 7200, base: Place = OVDA
) -> tuple[list[Row], tuple[float, float]]:
    """Fly to a base, stay, and fly back, seen at the base above a height only; gives when it landed and left."""
    there = flight(BAKU, base, start)
    landed = there[-1].time
    back = flight(base, BAKU, landed + stay_s, callsign="QSB4113")
    seen = [row for row in (*there, *back) if row.alt >= base.elevation_ft + floor_ft or abs(row.lon - BAKU.lon) < 2]
    return seen, (landed, landed + stay_s)


def points_of(tracks: Mapping[str, Sequence[Row]], typecode: str = "IL76") -> Points:
    """Make Points, one member per aircraft and day."""
    rows = [(hexed, row) for hexed in sorted(tracks) for row in sorted(tracks[hexed], key=lambda row: row.time)]
    names: dict[str, int] = {}
    members: dict[tuple[str, int], int] = {}
    numbers: list[tuple[int, int, int]] = []
    counts: dict[int, int] = {}
    for hexed, row in rows:
        day = math.floor(row.time / DAY_S)
        member = members.setdefault((hexed, day), len(members))
        counts[member] = counts.get(member, 0) + 1
        numbers.append((member, counts[member] - 1, names.setdefault(row.callsign, len(names)) if row.callsign else -1))
    hexes = tuple(sorted({hexed for hexed, _ in rows}))
    owners = [hexes.index(hexed) for hexed, _ in rows]

    def halves(name: str) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
        return np.array([getattr(row, name) for _, row in rows], np.float32)

    return Points(
        hexes=hexes,
        start=np.searchsorted(owners, np.arange(len(hexes) + 1)).astype(np.int64),
        time_s=np.array([row.time for _, row in rows], np.float64),
        lat=np.array([row.lat for _, row in rows], np.float64),
        lon=np.array([row.lon for _, row in rows], np.float64),
        alt_ft=halves("alt"), geom_ft=halves("alt"), speed_kt=halves("speed"), track_deg=halves("track"),
        climb_fpm=halves("climb"),
        ground=np.array([row.ground for _, row in rows], np.bool_),
        flags=np.zeros(len(rows), np.uint8), source=np.ones(len(rows), np.uint8),
        callsign=np.array([n[2] for n in numbers], np.int32),
        member=np.array([n[0] for n in numbers], np.int32),
        point=np.array([n[1] for n in numbers], np.int32),
        callsigns=tuple(names),
        members=tuple(_read(hexed, day, counts[m], typecode) for (hexed, day), m in members.items()),
    )  # fmt: skip


def _read(hexed: str, day: int, count: int, typecode: str) -> MemberRead:
    when = datetime.fromtimestamp(day * DAY_S, UTC).date()
    sha256 = hashlib.sha256(f"{hexed}{day}".encode()).hexdigest()
    return MemberRead(Member("made", f"trace_full_{hexed}.json", hexed, when), sha256, "QS-SYN", typecode, points=count)


def noisy(rows: Sequence[Row], at: Iterable[tuple[int, float, float]]) -> list[Row]:
    """Add positions far away just after some points: (which, bearing, km) each."""
    more = []
    for n, bearing, km in at:
        row = rows[n % (len(rows) - 1)]
        lat, lon = moved(row.lat, row.lon, bearing, km)
        more.append(replace(row, time=row.time + 0.5, lat=lat, lon=(lon + 540) % 360 - 180))
    return sorted([*rows, *more], key=lambda row: row.time)
