"""Movements of a case as they are listed: one row for each landing or take-off, by pages, and how many by day.

An event stands in the tables once for each airfield that it may have been at. It is listed by its likeliest one, or,
where an airfield is asked for, by that one. All is asked in SQL, so that a million movements take no more room
here than a page of them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from armstrace.records.kinds import Movement
from armstrace.tables.ask import Tables, literal, literals

_MOST_BESIDE = 200
_A_DAY = timedelta(days=1)
# in whatever order rows are added, the same number comes out
_SUMMED = "round(fsum(probability), 9)"


@dataclass(frozen=True, slots=True)
class Sought:
    """Which movements: what is empty asks nothing. `airfield` is an OurAirports ident, `registration` its beginning."""

    hexes: frozenset[str] = frozenset()
    registration: str = ""
    operator: str = ""
    airfield: str = ""
    motion: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class DayCount:
    """What was counted on one day, and of how many aircraft."""

    day: date
    count: float
    aircraft: int


def number_of(tables: Tables, sought: Sought) -> int:
    """Count the landings and take-offs."""
    return int(tables.ask(f"SELECT count(*) FROM ({_chosen(tables, sought, 'event')})")[0][0])


def page_of(tables: Tables, sought: Sought, first: int, most: int) -> list[tuple[Movement, ...]]:
    """Give so many landings and take-offs from the first-th on, by time; each with its candidates, likeliest first."""
    asked = _chosen(tables, sought, "event, exhibit, time_utc, day_earliest")
    # rows that lie in this order need no sorting, which for a million of them takes most of the time
    ordered = tables.is_ordered(Movement.KIND) and not from_several_lists(tables)
    rows = tables.ask(
        f"SELECT event, exhibit, day_earliest FROM ({asked}) {'' if ordered else 'ORDER BY time_utc, event'} "
        f"LIMIT {int(most)} OFFSET {int(first)}"
    )
    days = [day for _, _, day in rows if day is not None]
    about = (min(days) - _A_DAY, max(days) + _A_DAY) if len(days) == len(rows) and days else None
    return candidates(tables, [(str(event), str(exhibit)) for event, exhibit, _ in rows], about)


def candidates(
    tables: Tables, events: Sequence[tuple[str, str]], about: tuple[date, date] | None = None
) -> list[tuple[Movement, ...]]:
    """Give the candidates of some events, each as one exhibit tells it, in their order; `about` are days around all."""
    found: dict[tuple[str, str], list[Movement]] = {each: [] for each in events}
    # of rows that lie in the order of time only those around the events are looked at
    days = f"day_earliest BETWEEN DATE '{about[0]}' AND DATE '{about[1]}' AND " if about else ""
    tail = f"WHERE {days}event IN {literals([event for event, _ in events])} ORDER BY rank, key"
    for one in tables.records(Movement, tail) if events else ():
        if (one.event, one.exhibit) in found:
            found[one.event, one.exhibit].append(one)
    return [tuple(rows) for rows in found.values() if rows]


def by_day(tables: Tables, sought: Sought) -> list[DayCount]:
    """Count by day: at an airfield the sum of the probabilities, else events, each one once."""
    counted = _SUMMED if sought.airfield else "count(*)"
    asked = _chosen(tables, sought, "day_earliest, probability, hex, event")
    rows = tables.ask(
        f"SELECT day_earliest, {counted}, count(DISTINCT hex) FROM ({asked}) GROUP BY day_earliest ORDER BY 1"
    )
    return [DayCount(day, float(count), int(aircraft)) for day, count, aircraft in rows if day is not None]


@dataclass(frozen=True, slots=True)
class Flown:
    """One aircraft: how many landings and take-offs, and on which days."""

    hex: str
    registration: str
    typecode: str
    operators: tuple[str, ...]
    total: float
    by_day: Mapping[date, float]


def by_aircraft(tables: Tables, sought: Sought, most: int) -> tuple[list[Flown], int]:
    """Count by aircraft and day, as `by_day` does: so many aircraft, those with most first, and how many there are."""
    counted = _SUMMED if sought.airfield else "count(*)"
    asked = _chosen(tables, sought, "hex, registration, typecode, operator, day_earliest, probability, event")
    rows = tables.ask(
        f"SELECT hex, max(registration), max(typecode), list(DISTINCT operator ORDER BY operator), {counted} AS n, "
        f"count(*) OVER () FROM ({asked}) GROUP BY hex ORDER BY n DESC, hex LIMIT {int(most)}"
    )
    if not rows:
        return [], 0
    days: dict[str, dict[date, float]] = {str(row[0]): {} for row in rows}
    found = tables.ask(
        f"SELECT hex, day_earliest, {counted} FROM ({asked}) WHERE hex IN {literals(sorted(days))} "
        "GROUP BY ALL ORDER BY ALL"
    )
    for address, day, count in found:
        if day is not None:
            days[str(address)][day] = float(count)
    flown_by = [
        Flown(str(hex_), str(name or ""), str(kind or ""), tuple(filter(None, who)), float(n), days[str(hex_)])
        for hex_, name, kind, who, n, _ in rows
    ]
    return flown_by, int(rows[0][5])


def archived_days(tables: Tables) -> Mapping[date, int]:
    """Give the days of which an archive was read, with how many of its folders."""
    rows = tables.ask("SELECT day_earliest, max(folders) FROM coverage WHERE archive <> '' GROUP BY day_earliest")
    return {day: int(folders or 0) for day, folders in rows if day is not None}


def seen_near(tables: Tables, airfield: str) -> Mapping[date, int]:
    """Give the days on which aircraft were seen near an airfield, with how many."""
    rows = tables.ask(
        f"SELECT day_earliest, max(aircraft) FROM coverage WHERE airfield = {literal(airfield)} GROUP BY day_earliest"
    )
    return {day: int(aircraft or 0) for day, aircraft in rows if day is not None}


def operators(tables: Tables) -> list[tuple[str, int]]:
    """Name the operators with most rows, and how many."""
    rows = tables.ask(
        "SELECT operator, count(*) AS n FROM movement WHERE operator <> '' GROUP BY operator "
        f"ORDER BY n DESC, operator LIMIT {_MOST_BESIDE}"
    )
    return [(str(operator), int(number)) for operator, number in rows]


def _chosen(tables: Tables, sought: Sought, columns: str) -> str:
    """Write the query of one row for each event; where several lists tell of an event, that of the last key stands."""
    asked = f"SELECT {columns} FROM movement WHERE {_where(sought)}"
    once = "row_number() OVER (PARTITION BY event ORDER BY key DESC) = 1"
    return f"{asked} QUALIFY {once}" if from_several_lists(tables) else asked


def from_several_lists(tables: Tables) -> bool:
    """Whether more than one list tells of movements, so that two may tell of one event."""
    return len(tables.ask("SELECT DISTINCT exhibit FROM movement LIMIT 2")) > 1


def flown(hexes: Collection[str], operator: str, first: date | None, last: date | None) -> Iterator[str]:
    """Give the conditions in SQL for movements of aircraft, of an operator (or under its callsigns), in a period."""
    if hexes:
        yield f"hex IN {literals(sorted(hexes))}"
    if operator:
        said = literal(operator)
        yield f"(operator = {said} OR (operator = '' AND starts_with(callsign, {said})))"
    if first:
        yield f"day_earliest >= DATE {literal(first.isoformat())}"
    if last:
        yield f"day_earliest <= DATE {literal(last.isoformat())}"


def _where(sought: Sought) -> str:
    parts = [f"airfield = {literal(sought.airfield)}" if sought.airfield else "rank = 1"]
    parts += flown(sought.hexes, sought.operator, sought.first, sought.last)
    if sought.registration:
        parts.append(f"starts_with(upper(registration), {literal(sought.registration.upper())})")
    if sought.motion:
        parts.append(f"motion = {literal(sought.motion)}")
    return " AND ".join(parts)
