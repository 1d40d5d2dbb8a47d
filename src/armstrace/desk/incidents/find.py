"""Incidents asked by place, time, weapon and actor; what may lie within the question is told from what surely does."""

import math
from dataclasses import dataclass
from datetime import date

from armstrace.desk.incidents.asked import Wanted
from armstrace.desk.incidents.gather import TIMEMAP, completed
from armstrace.desk.intake import Case
from armstrace.gazetteer.states import display
from armstrace.records.kinds import Incident
from armstrace.records.precision import radius_km
from armstrace.tables.ask import literal
from armstrace.tables.by_place import ByPlace

EARTH_KM = 6371.0
ORDER = "when_earliest NULLS LAST, key"
"""The order in which incidents are listed: that of time, as SQL has it."""
_BY_DISTANCE = ("exact", "town", "district", "")
_KM_PER_DEGREE = 111.0
_DISTANCE = (
    f"2 * {EARTH_KM} * asin(sqrt(least(1, pow(sin(radians(lat - ?) / 2), 2) "
    "+ cos(radians(?)) * cos(radians(lat)) * pow(sin(radians(lon - ?) / 2), 2))))"
)
_RADIUS = "CASE precision " + " ".join(f"WHEN {literal(p)} THEN {radius_km(p) or 0.0}" for p in _BY_DISTANCE) + " END"
Values = list[str | int | float]


@dataclass(frozen=True, slots=True)
class Seen:
    """An incident found; `km` bounds its distance from the place asked for, `sure` says that it surely fits."""

    incident: Incident
    km: tuple[float, float] | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, in the order of time, and what the question could not be put to, in sentences."""

    wanted: Wanted
    seen: tuple[Seen, ...]
    remarks: tuple[str, ...]

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """The incidents alone."""
        return tuple(each.incident for each in self.seen)


def laid_out(case: Case) -> ByPlace[Incident]:
    """Lay out all incidents of a case by place; done once, any number of questions follow."""
    keep = f"register <> {literal(TIMEMAP)}"
    return ByPlace(case.root, Incident, completed(case), keep, case.tables.exhibits)


def find(placed: ByPlace[Incident], wanted: Wanted) -> Found:
    """Find the incidents asked for.

    An incident whose place or day is not sure is found where it may fit. Those known only to a region or a country are
    counted, not listed, where a distance is asked for; so are those without a date where days are asked for.
    """
    sql, values = condition(wanted)
    found = placed.records(f"WHERE {sql} ORDER BY {ORDER}", values)
    return Found(wanted, tuple(seen(each, wanted) for each in found), remarks(placed, wanted))


def condition(wanted: Wanted) -> tuple[str, Values]:
    """Give what is asked for as SQL over `placed`, and its values."""
    other, values = _conditions(wanted)
    where, at = _near(wanted)
    return " AND ".join([*other, *_days(wanted), *where]) or "TRUE", [*values, *at]


def remarks(placed: ByPlace[Incident], wanted: Wanted) -> tuple[str, ...]:
    """Say in sentences what the question could not be put to."""
    return tuple(_remarks(placed, wanted, *_conditions(wanted)))


def _conditions(wanted: Wanted) -> tuple[list[str], Values]:
    """Give what is asked of weapon, actor, origin and box."""
    where: list[str] = []
    values: Values = []
    if wanted.box:
        south, west, north, east = wanted.box
        across = "lon BETWEEN ? AND ?" if west <= east else "(lon >= ? OR lon <= ?)"
        where.append(f"lat BETWEEN ? AND ? AND {across}")
        values += [south, north, west, east]
    if wanted.weapon:
        known = f"weapon IN ({', '.join('?' for _ in wanted.weapons)}) OR " if wanted.weapons else ""
        where.append(f"({known}contains(lower(weapon_printed), ?))")
        values += [*wanted.weapons, wanted.weapon.lower()]
    if wanted.party:
        where.append("actor = ?")
        values.append(wanted.party)
    elif wanted.actor:
        where.append("contains(lower(actor_printed), ?)")
        values.append(wanted.actor.lower())
    if wanted.origin:
        where.append("(contains(lower(origin), ?) OR (origin = '' AND contains(lower(register), ?)))")
        values += [wanted.origin.lower()] * 2
    return where, values


def _days(wanted: Wanted) -> list[str]:
    where = []
    if wanted.first:
        where.append(f"when_printed IS NOT NULL AND coalesce(when_latest, DATE '9999-12-31') >= DATE '{wanted.first}'")
    if wanted.last:
        where.append(f"when_printed IS NOT NULL AND coalesce(when_earliest, DATE '0001-01-01') <= DATE '{wanted.last}'")
    return where


def _near(wanted: Wanted) -> tuple[list[str], Values]:
    """Give a box that no fitting row lies outside of, then the distance itself."""
    near = wanted.near
    if near is None:
        return [], []
    reach = wanted.km + near.off_km + max(radius_km(precision) or 0.0 for precision in _BY_DISTANCE)
    high = reach / _KM_PER_DEGREE + 0.01
    wide = high / max(math.cos(math.radians(min(89.0, abs(near.lat) + high))), 0.02)
    where, values = ["lat BETWEEN ? AND ?"], [near.lat - high, near.lat + high]
    if near.lon - wide >= -180 and near.lon + wide <= 180:
        where.append("lon BETWEEN ? AND ?")
        values += [near.lon - wide, near.lon + wide]
    where.append(f"{_DISTANCE} - {_RADIUS} <= ?")
    return where, [*values, near.lat, near.lat, near.lon, wanted.km + near.off_km]


def seen(incident: Incident, wanted: Wanted) -> Seen:
    """Give an incident that was found, with how far it is and whether it surely fits."""
    km = _bounds_km(incident, wanted)
    sure = km is None or (incident.precision != "" and km[1] <= wanted.km)
    day = incident.when
    if day is not None and (wanted.first or wanted.last):
        sure = sure and not day.qualifier and _inside(day.earliest, day.latest, wanted)
    return Seen(incident, km, sure)


def _inside(earliest: date | None, latest: date | None, wanted: Wanted) -> bool:
    begins = wanted.first is None or (earliest is not None and earliest >= wanted.first)
    ends = wanted.last is None or (latest is not None and latest <= wanted.last)
    return begins and ends


def _bounds_km(incident: Incident, wanted: Wanted) -> tuple[float, float] | None:
    near = wanted.near
    if near is None or incident.lat is None or incident.lon is None:
        return None
    between = distance_km(near.lat, near.lon, incident.lat, incident.lon)
    off = (radius_km(incident.precision) or 0.0) + near.off_km
    return max(0.0, between - off), between + off


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Give the distance of two places on a sphere.

    >>> round(distance_km(40.18, 44.51, 40.41, 49.87))
    455
    """
    up, across = math.radians(other_lat - lat), math.radians(other_lon - lon)
    chord = math.sin(up / 2) ** 2
    chord += math.cos(math.radians(lat)) * math.cos(math.radians(other_lat)) * math.sin(across / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, chord)))


def _remarks(placed: ByPlace[Incident], wanted: Wanted, other: list[str], values: Values) -> list[str]:
    """Say how many rows a part of the question could not be put to."""
    base = [*other, "TRUE"]
    said = []
    if wanted.near:
        vague = [*base, *_days(wanted), "(lat IS NULL OR precision IN ('region', 'country'))"]
        said.append(
            (_count(placed, vague, values), "known only to a region or a country, or to no place: no distance tells")
        )
    if wanted.first or wanted.last:
        said.append((_count(placed, [*base, "when_printed IS NULL"], values), "without a date"))
    if wanted.party:
        sides = [each for each in base if not each.startswith("actor =")]
        named = [*sides, *_days(wanted), "actor = '' AND contains(lower(actor_printed), ?)"]
        rest = [each for each in values if each != wanted.party]
        name = display(wanted.party)
        said.append(
            (_count(placed, named, [*rest, name.lower()]), f"naming {name} as a side without saying who used force")
        )
    return [f"{count:,} more {what}; not listed." for count, what in said if count]


def _count(placed: ByPlace[Incident], where: list[str], values: Values) -> int:
    return int(placed.ask(f"SELECT count(*) FROM placed WHERE {' AND '.join(where)}", values)[0][0])
