"""What is asked of a dataset of movements: rows that match, what was seen near a field, how whole the archives were."""

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

from armstrace.desk.flights.folder import DAYS, parts_of, summary_of
from armstrace.evidence.disk import explained
from armstrace.gazetteer.runway_fields import RunwayField, field_of, fields_named
from armstrace.gazetteer.synthetic_marks import is_synthetic
from armstrace.records.errors import CaseError

COLUMNS = (
    "event", "rank", "hex", "registration", "operator", "callsign", "kind", "airfield", "icao", "time_utc",
    "time_earliest", "time_latest", "probability", "tier", "basis", "inputs", "typecode",
)  # fmt: skip
"""The columns of `flights movements`, in their order."""

_TIMES = ("time_utc", "time_earliest", "time_latest")
_SEEN = ("day", "aircraft", "low_aircraft", "lowest_ft")
_BATCH = 4096


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are wanted; what is empty asks nothing. `airfield` is an OurAirports ident."""

    hexes: frozenset[str] = frozenset()
    operator: str = ""
    airfield: str = ""
    first: date | None = None
    last: date | None = None
    least: float = 0.0

    def filters(self) -> pc.Expression:
        """Say it for Parquet."""
        found = pc.field("probability") >= self.least
        if self.hexes:
            found &= pc.field("hex").isin(sorted(self.hexes))
        if self.operator:
            unknown = (pc.field("operator") == "") & pc.starts_with(pc.field("callsign"), self.operator)
            found &= (pc.field("operator") == self.operator) | unknown
        if self.airfield:
            found &= pc.field("airfield") == self.airfield
        if self.first:
            found &= pc.field("time_utc") >= _midnight(self.first)
        if self.last:
            found &= pc.field("time_utc") < _midnight(self.last + timedelta(1))
        return found


@dataclass(frozen=True, slots=True)
class SeenDay:
    """What could have been seen near a field on one day; heights are above the field, 0 on the ground."""

    day: date
    aircraft: int
    low_aircraft: int
    lowest_ft: float | None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def airfield_named(text: str) -> RunwayField:
    """Find the field that an ident, an ICAO code or a name means.

    Raises:
        CaseError: none, or several.
    """
    found = field_of(text)
    if found is not None:
        return found
    named = fields_named(text)
    if len(named) == 1:
        return named[0]
    some = ", ".join(f"{field.ident} ({field.name})" for field in named[:8])
    todo = f"Did you mean {some}?" if some else "Give the ICAO code, or the ident that OurAirports uses."
    raise CaseError(f"{text!r} is not one airfield that armstrace knows.", todo=todo)


def rows_of(root: Path, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """Give the rows of a finished dataset that match, by aircraft and time; times are ISO 8601 in UTC.

    Raises:
        CaseError: the dataset is not whole.
    """
    for path in parts_of(root, "movements"):
        with explained(path, "Reading the dataset"):
            table = pq.read_table(path, columns=list(COLUMNS), filters=wanted.filters())
        for batch in table.to_batches(_BATCH):
            for row in batch.to_pylist():
                yield row | {name: instant(row[name]) for name in _TIMES} | {"probability": _plain(row["probability"])}


def instant(moment: datetime | None) -> str:
    """Write a moment to the second, "" for none.

    >>> instant(datetime(2024, 3, 5, 11, 2, 9, tzinfo=UTC))
    '2024-03-05T11:02:09Z'
    """
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""


def _plain(probability: float) -> float:
    """Cut a stored probability to six decimals, so that those of one event still sum to at most 1."""
    return math.floor(probability * 1e6) / 1e6


def seen_at(root: Path, airfields: Collection[str]) -> dict[str, dict[date, SeenDay]]:
    """Give what could have been seen near some airfields, by day; a day that is not there was not seen at all.

    Raises:
        CaseError: the dataset is not whole.
    """
    found: dict[str, dict[date, SeenDay]] = {airfield: {} for airfield in sorted(airfields)}
    for path in parts_of(root, "coverage"):
        with explained(path, "Reading the dataset"):
            table = pq.read_table(path, filters=pc.field("airfield").isin(list(found)))
        for row in table.to_pylist():
            days, more = (
                found[row["airfield"]],
                SeenDay(*(row[name] for name in _SEEN)),
            )
            days[more.day] = _added(days[more.day], more) if more.day in days else more
    return {airfield: dict(sorted(days.items())) for airfield, days in found.items()}


def _added(one: SeenDay, two: SeenDay) -> SeenDay:
    lows = [low for low in (one.lowest_ft, two.lowest_ft) if low is not None]
    return SeenDay(one.day, one.aircraft + two.aircraft, one.low_aircraft + two.low_aircraft, min(lows, default=None))


def made_up_in(root: Path) -> bool:
    """Tell whether a finished dataset is of synthetic data: it says so, or a registration in it does.

    Raises:
        CaseError: the dataset is not whole.
    """
    told = summary_of(root)
    if "synthetic" in told:
        return bool(told["synthetic"])
    # made before datasets said it
    for path in parts_of(root, "members"):
        with explained(path, "Reading the dataset"):
            said = pq.read_table(path, columns=["registration"])["registration"]
        if is_synthetic(pc.unique(said).to_pylist()):
            return True
    return False


def archive_days(root: Path) -> list[Mapping[str, Any]]:
    """Give how complete each archive of a dataset is, by day.

    Raises:
        ArmstraceError: it cannot be read.
    """
    with explained(root / DAYS, "Reading the dataset"):
        rows: list[Mapping[str, Any]] = pq.read_table(root / DAYS).to_pylist()
    return rows
