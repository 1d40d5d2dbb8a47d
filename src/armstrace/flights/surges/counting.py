"""From rows of movements to a series: on which days how many movements of what was asked about are to be expected."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from armstrace.flights.schema import MOVEMENT
from armstrace.flights.surges.exposure import Exposure
from armstrace.flights.surges.series import Named, Series
from armstrace.gazetteer.synthetic_marks import is_synthetic
from armstrace.records.kinds import Movement
from armstrace.records.origin import derived_key

if TYPE_CHECKING:
    from armstrace.flights.columns import Floats, Longs

UNKNOWN = "unknown operator"
ALL = "all operators"
LONGEST_H = 20.0
"""No aircraft flies longer: a take-off before that is another flight's."""

_DAY_MS = 86_400_000
_DESIGNATOR = re.compile(r"[A-Z]{3}[0-9]")
_TIMES = ("time_utc", "time_earliest", "time_latest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is counted: movements of one operator (UNKNOWN: of none that is known; ALL: of any) at an airfield.

    `hexes` narrows it to a fleet, `typecode` to a type of aircraft, `origin` to landings of flights from there.
    """

    operator: str = ALL
    airfield: str = ""
    origin: str = ""
    typecode: str = ""
    hexes: frozenset[str] = frozenset()
    motion: str = "landing"

    def named(self) -> Named:
        """Name the series."""
        who = [self.operator, *([self.typecode] if self.typecode else [])]
        if self.hexes:
            who.append(", ".join(sorted(self.hexes)) if len(self.hexes) <= 3 else f"{len(self.hexes)} aircraft")
        of = f"{self.origin}\N{RIGHTWARDS ARROW}{self.airfield}" if self.origin else self.airfield
        takeoff = " take-offs" if self.motion == "takeoff" else ""
        return Named(
            series=f"{', '.join(who)} at {of}{takeoff}" if not self.origin else f"{', '.join(who)} {of}",
            operator="" if self.operator == ALL else self.operator,
            airfield=self.airfield,
            origin=self.origin,
            typecode=self.typecode,
            motion=self.motion,
        )


class Counted(NamedTuple):
    """Expected movements on each of some days; the rows counted, their chances and days; what is to be said of them."""

    counts: "Floats"
    rows: pa.Table
    chances: "Floats"
    chance_days: "Longs"
    warnings: tuple[str, ...]


def table_of(rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Put movements into columns; times may be ISO 8601 text, what a row lacks is ""."""
    names = [name for name in MOVEMENT.names if name not in _TIMES]
    listed = list(rows)
    columns: dict[str, Any] = {
        name: pa.array([row.get(name, "") for row in listed], MOVEMENT.field(name).type) for name in names
    }
    for name in _TIMES:
        values = pa.array([str(row[name]).replace("+00:00", "Z") for row in listed], pa.string())
        columns[name] = pc.cast(values, MOVEMENT.field(name).type)
    return pa.table({name: columns[name] for name in MOVEMENT.names}, MOVEMENT)


def once(table: pa.Table) -> pa.Table:
    """Sort movements by time and leave each candidate of an event in once."""
    ordered = table.sort_by([(name, "ascending") for name in ("time_utc", "event", "rank", "airfield", "probability")])
    if not len(ordered):
        return ordered
    names: Longs = ordered["event"].combine_chunks().dictionary_encode().indices.to_numpy().astype(np.int64)
    ranks = ordered["rank"].to_numpy().astype(np.int64)
    _, first = np.unique(names * (int(ranks.max()) + 1) + ranks, return_index=True)
    return ordered if len(first) == len(ordered) else ordered.take(pa.array(np.sort(first)))


def operators(table: pa.Table) -> pa.Array:
    """Give each row's operator: as said, else by a callsign of the form that operators' have, else UNKNOWN."""
    said = table["operator"].combine_chunks()
    by_call = pc.if_else(
        pc.match_substring_regex(table["callsign"].combine_chunks(), f"^{_DESIGNATOR.pattern}"),
        pc.utf8_slice_codeunits(table["callsign"].combine_chunks(), 0, 3),
        UNKNOWN,
    )
    return pc.if_else(pc.equal(said, ""), by_call, said)


def rows_of(table: pa.Table, subject: Subject) -> pa.Table:
    """Choose the rows that are counted; of a route the probability becomes that of both ends.

    A route is a landing whose aircraft's event before was a take-off at the origin, not more than LONGEST_H hours
    earlier; that the aircraft took off there and that it landed here are taken as independent, so that the two
    probabilities are multiplied.
    """
    keep = pc.and_(pc.equal(table["airfield"], subject.airfield), pc.equal(table["kind"], subject.motion))
    if subject.operator != ALL:
        keep = pc.and_(keep, pc.equal(operators(table), subject.operator))
    if subject.typecode:
        keep = pc.and_(keep, pc.equal(table["typecode"], subject.typecode))
    if subject.hexes:
        keep = pc.and_(keep, pc.is_in(table["hex"], pa.array(sorted(subject.hexes), pa.string())))
    chosen = table.filter(keep)
    return _from_origin(table, chosen, subject.origin) if subject.origin else chosen


def _from_origin(table: pa.Table, chosen: pa.Table, origin: str) -> pa.Table:
    """Keep the landings of flights from an origin, with the probability of both ends."""
    names = ("event", "kind", "airfield", "probability")
    at_origin: dict[str, float] = {}
    for event, kind, airfield, probability in zip(*(table[name].to_pylist() for name in names), strict=True):
        if kind == "takeoff" and airfield == origin:
            at_origin[event] = at_origin.get(event, 0.0) + probability
    before = _take_offs_before(table)
    factors = np.array([at_origin.get(before.get(event, ""), 0.0) for event in chosen["event"].to_pylist()])
    both = chosen["probability"].to_numpy() * factors
    index = chosen.schema.get_field_index("probability")
    return chosen.set_column(index, "probability", pa.array(both, pa.float32())).filter(pa.array(both > 0))


def _take_offs_before(table: pa.Table) -> Mapping[str, str]:
    """Give for each landing the take-off of its flight: its aircraft's event just before, if it was one."""
    events: dict[str, set[tuple[int, str, str]]] = {}
    moments = _milliseconds(table, "time_utc").tolist()
    for address, *event in zip(
        table["hex"].to_pylist(), moments, *(table[n].to_pylist() for n in ("event", "kind")), strict=True
    ):
        events.setdefault(address, set()).add(tuple(event))
    return {
        two[1]: one[1]
        for mine in events.values()
        for one, two in pairwise(sorted(mine))
        if two[0] - one[0] <= LONGEST_H * 3_600_000 and (one[2], two[2]) == ("takeoff", "landing")
    }


def origins(table: pa.Table, rows: pa.Table) -> list[str]:
    """Give for each landing where its aircraft took off before, as far as that is more likely than not, else ""."""
    off = table.filter(pc.and_(pc.equal(table["kind"], "takeoff"), pc.greater(table["probability"], 0.5)))
    likely = dict(zip(off["event"].to_pylist(), off["airfield"].to_pylist(), strict=True))
    before = _take_offs_before(table)
    return [likely.get(before.get(event, ""), "") for event in rows["event"].to_pylist()]


def counted(rows: pa.Table, days: "Longs") -> Counted:
    """Add up probabilities by UTC day; `days` are those with data, in order.

    An event belongs to the day of its best estimate. Where that day has no data it belongs to the nearest day with
    data within its bounds; where there is none it is left out and told. An event that nobody saw may lie some days off:
    that is the wider bounds' doubt and is told, not spread, as weeks are what is judged.
    """
    rows = once(rows)
    day, first, last = (_milliseconds(rows, name) // _DAY_MS for name in _TIMES)
    chances = np.clip(rows["probability"].to_numpy().astype(float), 0, 1)
    place = _placed(day, first, last, days)
    there = place >= 0
    counts = np.zeros(len(days))
    np.add.at(counts, place[there], chances[there])
    warnings = []
    if not there.all():
        warnings.append(f"{int((~there).sum())} movements fall on days without an archive and are not counted.")
    far = int((_milliseconds(rows, "time_latest") - _milliseconds(rows, "time_earliest") > _DAY_MS)[there].sum())
    if far:
        warnings.append(
            f"Of {far} movements the time is known to no better than a day; they count on the likeliest day."
        )
    kept = rows.filter(pa.array(there))
    return Counted(counts, kept, chances[there], days[place[there]], tuple(warnings))


def _placed(day: "Longs", first: "Longs", last: "Longs", days: "Longs") -> "Longs":
    """Give the place in `days` of each event, -1 for none."""
    if not len(days):
        return np.full(len(day), -1, np.int64)
    after = np.minimum(np.searchsorted(days, day), len(days) - 1)
    before = np.maximum(np.searchsorted(days, day, "right") - 1, 0)
    use_before = np.abs(day - days[before]) <= np.abs(days[after] - day)
    found = np.where(use_before, before, after)
    # the other side may be within the bounds where the nearer one is not
    other = np.where(use_before, after, before)
    inside = (days[found] >= np.minimum(first, day)) & (days[found] <= np.maximum(last, day))
    other_inside = (days[other] >= np.minimum(first, day)) & (days[other] <= np.maximum(last, day))
    return np.where(inside, found, np.where(other_inside, other, -1)).astype(np.int64)


def keys_of(rows: pa.Table) -> tuple[str, ...]:
    """Give the keys of movements, which are those that a case has them under."""
    columns = (rows[name].to_pylist() for name in ("inputs", "event", "rank"))
    return tuple(
        derived_key(Movement.KIND, inputs.split(), f"event={event};rank={rank}")
        for inputs, event, rank in zip(*columns, strict=True)
    )


def own_aircraft(table: pa.Table, subject: Subject) -> Mapping[int, float]:
    """Give by day how many of the aircraft seen near the field are the series' own, whichever way they moved."""
    both = [rows_of(table, replace(subject, motion=motion, origin="")) for motion in ("landing", "takeoff")]
    return aircraft_by_day(pa.concat_tables(both))


def aircraft_by_day(rows: pa.Table) -> Mapping[int, float]:
    """Give by day how many aircraft moved, each counted once as far as it is likely that it did."""
    found: dict[tuple[int, str], float] = {}
    days = (_milliseconds(rows, "time_utc") // _DAY_MS).tolist()
    for day, address, chance in zip(days, rows["hex"].to_pylist(), rows["probability"].to_pylist(), strict=True):
        found[day, address] = max(found.get((day, address), 0.0), min(chance, 1.0))
    own: dict[int, float] = {}
    for (day, _), chance in sorted(found.items()):
        own[day] = own.get(day, 0.0) + chance
    return own


def series_of(
    rows: pa.Table, subject: Subject, seen: Exposure, *, synthetic: bool = False, cited: bool = True
) -> Series:
    """Make the series of the rows chosen for a subject, with what could have been seen; `cited` names each row."""
    found = counted(rows, seen.days)
    return Series(
        named=subject.named(),
        days=seen.days,
        counts=found.counts,
        exposure=seen.share,
        exposure_error=seen.error,
        error_days=seen.error_days,
        chances=found.chances,
        chance_days=found.chance_days,
        exposure_basis=seen.basis,
        synthetic=synthetic or is_synthetic(pc.unique(rows["registration"]).to_pylist()),
        inputs=keys_of(found.rows) if cited else (),
        warnings=(*found.warnings, *_pooled(rows, subject), *seen.warnings),
    )


def _pooled(rows: pa.Table, subject: Subject) -> Iterator[str]:
    """Say what is counted together, and what is assumed of a route."""
    if subject.operator == ALL and len(rows):
        who = sorted(set(operators(rows).to_pylist()))
        some = ", ".join(who[:8]) + (f" and {len(who) - 8} more" if len(who) > 8 else "")
        if len(who) > 1:
            yield f"{len(who)} operators are counted together: {some}."
    if subject.origin:
        yield (
            f"A flight from {subject.origin} is a landing whose aircraft's event before was a take-off there within "
            f"{LONGEST_H:.0f} hours; the two probabilities are multiplied as if they were independent."
        )


def subjects(table: pa.Table, subject: Subject, most: Collection[str] = ()) -> list[Subject]:
    """Give one subject per operator that was there, the greatest first, and all of them together, which says so."""
    rows = rows_of(table, subject)
    sums: dict[str, float] = dict.fromkeys(most, 0.0)
    for operator, chance in zip(operators(rows).to_pylist(), rows["probability"].to_pylist(), strict=True):
        sums[operator] = sums.get(operator, 0.0) + chance
    ordered = sorted(sums, key=lambda operator: (-sums[operator], operator))
    return [*(replace(subject, operator=operator) for operator in ordered), replace(subject, operator=ALL)]


def _milliseconds(table: pa.Table, name: str) -> "Longs":
    values: Longs = pc.cast(table[name], pa.int64()).to_numpy()
    return values
