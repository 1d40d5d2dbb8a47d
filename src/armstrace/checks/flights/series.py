"""From the movements that a flight claim means to series that can be tested, and to what could be seen in a period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib.util import find_spec
from itertools import pairwise
from typing import TYPE_CHECKING

import pyarrow as pa

from armstrace.checks.flights.counts import Tally
from armstrace.checks.flights.rows import Flights, OfKind, Row, flown_by, made_up, of_kind, operator_in, total
from armstrace.checks.flights.slots import Asked, Where, operator_words
from armstrace.flights.expected_number import expected_number
from armstrace.records.surges import Surge

if TYPE_CHECKING:
    from armstrace.flights.surges.exposure import Exposure
    from armstrace.flights.surges.series import Series

MOST_TESTED = 6
_LONGEST_H = 20.0  # as counting.LONGEST_H, which only numpy brings along
_EXTRA = ("numpy", "scipy")


def missing_extra() -> str:
    """Name what is not installed of what the tests need, "" where all is."""
    missing = [name for name in _EXTRA if find_spec(name) is None]
    return f"Flights need {', '.join(missing)}, which is not installed: install armstrace[flights]." if missing else ""


@dataclass(frozen=True, slots=True)
class Matched:
    """The movements that a claim means: `rows` at its place, `around` with those needed to tell their origins.

    `kind` says how the kind of flight was told; `fields` are those of the place with such movements, most first. Of a
    route the take-off of `from_unknown` landings was not seen; of `nameless` movements there the operator is
    not known, where the text names one.
    """

    asked: Asked
    flights: Flights
    rows: tuple[Row, ...]
    around: tuple[Row, ...]
    kind: OfKind
    fields: tuple[str, ...]
    from_unknown: tuple[Row, ...] = ()
    nameless: tuple[Row, ...] = ()

    @property
    def synthetic(self) -> bool:
        """Whether any of the movements is made up."""
        return self.flights.made_up or made_up(self.rows)

    @property
    def perhaps(self) -> tuple[Row, ...]:
        """The movements that may be meant too, each once: their kind, operator or origin is not known."""
        counted = {row["event"] for row in self.rows}
        rows = (*self.kind.unknown, *self.from_unknown, *self.nameless)
        return tuple({row["event"]: row for row in rows if row["event"] not in counted}.values())

    @property
    def operators(self) -> tuple[str, ...]:
        """The operators that are told apart: those that the words leave open, else "" for all that match."""
        who = self.asked.who
        return who.operators if who is not None and who.operators else ("",)

    def by_operator(self) -> Mapping[str, float]:
        """How many movements each operator is expected to have made, the most first."""
        sums: dict[str, float] = {}
        for row in self.rows:
            sums[operator_in(row)] = sums.get(operator_in(row), 0.0) + row["probability"]
        return dict(sorted(sums.items(), key=lambda item: (-item[1], item[0])))


def matched(asked: Asked, place: Where, flights: Flights) -> Matched:
    """Find the movements that a claim means."""
    idents = frozenset(place.idents)
    here = [row for row in flights.rows if row["airfield"] in idents]
    moved = [row for row in flown_by(here, asked.who) if row["motion"] == asked.motion]
    kind = of_kind(moved, asked.kind)
    both = of_kind(flown_by(here, asked.who), asked.kind).rows
    around = (*both, *(row for row in flights.rows if row["airfield"] not in idents))
    route = asked.origin is not None and asked.destination is not None
    rows = _from_there(asked, around, kind.rows) if route else kind.rows
    sums: dict[str, float] = {}
    for row in rows:
        sums[row["airfield"]] = sums.get(row["airfield"], 0.0) + row["probability"]
    fields = tuple(sorted(sums, key=lambda each: (-sums[each], each)))
    return Matched(
        asked, flights, rows, around, kind, fields,
        from_unknown=_unseen_origins(around, kind.rows) if route else (),
        nameless=_nameless(asked, here),
    )  # fmt: skip


def _nameless(asked: Asked, here: Sequence[Row]) -> tuple[Row, ...]:
    if asked.who is None or not asked.who.operators:
        return ()
    return tuple(row for row in here if row["motion"] == asked.motion and not operator_in(row))


def _unseen_origins(around: Sequence[Row], landings: Sequence[Row]) -> tuple[Row, ...]:
    """Give the landings before which the aircraft's take-off is not in the record: they may be from anywhere."""
    events = sorted({(row["hex"], row["time_utc"], row["event"], row["motion"]) for row in around})
    after_takeoff = {
        two[2]
        for one, two in pairwise(events)
        if one[0] == two[0] and one[3] == "takeoff" and two[3] == "landing" and _hours(one[1], two[1]) <= _LONGEST_H
    }
    return tuple(row for row in landings if row["event"] not in after_takeoff)


def _hours(earlier: str, later: str) -> float:
    return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds() / 3600


def _from_there(asked: Asked, around: Sequence[Row], landings: Sequence[Row]) -> tuple[Row, ...]:
    """Keep the landings that came from the origin, with the probability of both ends."""
    from armstrace.flights.surges import counting  # noqa: PLC0415  # numpy is loaded only where flights are asked for

    assert asked.origin is not None  # noqa: S101
    table = counting.table_of(around)
    chances: dict[tuple[str, str], float] = {}
    for airfield in sorted({row["airfield"] for row in landings}):
        for origin in asked.origin.idents:
            found = counting.rows_of(table, counting.Subject(airfield=airfield, origin=origin))
            for event, chance in zip(found["event"].to_pylist(), found["probability"].to_pylist(), strict=True):
                chances[event, airfield] = chances.get((event, airfield), 0.0) + chance
    kept = ((row, chances.get((row["event"], row["airfield"]), 0.0)) for row in landings)
    return tuple({**row, "probability": min(chance, 1.0)} for row, chance in kept if chance > 0)


def exposure_at(found: Matched, airfield: str) -> "Exposure":
    """Say how much of the traffic at a field could be seen, day by day; of a route, at both ends."""
    from armstrace.flights.surges import counting, exposure  # noqa: PLC0415  # as above

    asked, archives = found.asked, exposure.archive_days(found.flights.archives)
    table = counting.table_of(found.around)

    def at(ident: str) -> "Exposure":
        if not found.flights.whole:
            return exposure.exposure(archives, None)
        own = counting.own_aircraft(table, counting.Subject(airfield=ident, motion=asked.motion))
        return exposure.exposure(archives, exposure.control(archives, _columns(found.flights.seen(ident)), own))

    there = at(airfield)
    if asked.origin is None or asked.destination is None:
        return there
    # of a town's fields the one with most movements stands for all: its receivers are the town's
    origins = [row["airfield"] for row in found.around if row["airfield"] in asked.origin.idents]
    return exposure.both_ends(there, at(max(sorted(set(origins)), key=origins.count))) if origins else there


def _columns(seen: Sequence[Row]) -> pa.Table:
    """Put what was seen near a field into the columns of flights.coverage that exposure asks for."""
    columns = {"day": pa.date32(), "aircraft": pa.int32(), "low_aircraft": pa.int32()}
    return pa.table({name: pa.array([row[name] for row in seen], kind) for name, kind in columns.items()})


def series_at(found: Matched, operator: str, airfield: str) -> "Series":
    """Make the series of one operator ("" for all that match) at one field."""
    from armstrace.flights.surges import counting  # noqa: PLC0415  # as above

    asked = found.asked
    rows = [row for row in found.rows if row["airfield"] == airfield and (not operator or operator_in(row) == operator)]
    subject = counting.Subject(operator=operator or counting.ALL, airfield=airfield, motion=asked.motion)
    series = counting.series_of(counting.table_of(rows), subject, exposure_at(found, airfield))
    origin = " ".join(asked.origin.idents) if asked.origin is not None and asked.destination is not None else ""
    named = replace(series.named, series=_name(found, operator, airfield), operator=operator, origin=origin)
    return replace(series, named=named, synthetic=series.synthetic or found.synthetic)


def _name(found: Matched, operator: str, airfield: str) -> str:
    asked = found.asked
    who = operator_words(operator) if operator else "all operators"
    if not operator and asked.who is not None:
        who = f"all of {asked.who.words}"
    flights = {"cargo": " cargo flights", "passenger": " passenger flights", "military": " military flights"}
    way = "landings at" if asked.motion == "landing" else "take-offs from"
    route = f" from {asked.origin.words}" if asked.origin is not None and asked.destination is not None else ""
    return f"{who}{',' + flights[asked.kind] if asked.kind in flights else ''}: {way} {airfield}{route}"


def tested(found: Matched, operator: str, airfield: str, window: tuple[date, date] | None) -> Surge:
    """Test the series of one operator at one field, and the period if the text gives one."""
    from armstrace.flights.surges import judge  # noqa: PLC0415  # as above

    return judge.surge(series_at(found, operator, airfield), judge.Asked(window=window, conflict=window))


def tally(found: Matched, rows: Sequence[Row], span: tuple[date, date]) -> Tally:
    """Count the movements in a period, and the days on which they could be seen at the field with most of them."""
    from armstrace.flights.surges import exposure  # noqa: PLC0415  # as above

    first, last = span
    chances: dict[str, float] = {}
    for row in rows:
        if first <= date.fromisoformat(row["time_utc"][:10]) <= last:
            chances[row["event"]] = chances.get(row["event"], 0.0) + row["probability"]
    place = found.asked.at
    airfield = next(iter(found.fields), place.idents[0] if place is not None else "")
    seen = exposure_at(found, airfield)
    inside = (seen.days >= exposure.number_of(first)) & (seen.days <= exposure.number_of(last))
    share = seen.share[inside]
    days = (last - first).days + 1
    return Tally(
        number=expected_number(chances.values()),
        perhaps=total(row for row in found.perhaps if str(first) <= row["time_utc"][:10] <= str(last)),
        first=first,
        last=last,
        days=days,
        archived=int(inside.sum()),
        seen=int((share > 0).sum()),
        share=float(share.sum()) / days,
        basis=seen.basis,
    )
