"""Landings and take-offs at one field: what is listed, how many are to be expected, and what could have been seen."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from armstrace.desk.flights.ask import SeenDay, Wanted, airfield_named, archive_days, made_up_in, rows_of, seen_at
from armstrace.desk.flights.folder import summary_of
from armstrace.flights.expected_number import Expected, expected_number
from armstrace.gazetteer.runway_fields import RunwayField
from armstrace.gazetteer.synthetic_marks import WATERMARK

FOLDERS = 256
_ALL = "all operators"


def expected(rows: Sequence[Mapping[str, Any]]) -> Expected:
    """Count events of one kind at one field, one row each.

    >>> expected([{"probability": 1.0, "tier": "confirmed"}, {"probability": 0.5, "tier": "ranked"}])
    Expected(listed=2, confirmed=1, expected=1.5, low=1, high=2)
    """
    return expected_number((row["probability"] for row in rows), sum(row["tier"] == "confirmed" for row in rows))


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the days asked about could show at a field.

    `days` were asked about; on `archived` of them there is an archive, on `whole` of them with all 256 folders; on
    `seen` of them other aircraft came within 50 NM of the field. `lowest_ft` is how high above the field the lowest of
    all was seen, `median_lowest_ft` that of the median day. `unseen` are the days on which nothing can be told.
    """

    first: date
    last: date
    days: int
    archived: int
    whole: int
    seen: int
    lowest_ft: float | None
    median_lowest_ft: float | None
    unseen: tuple[date, ...]


def coverage(
    span: tuple[date, date],
    archives: Iterable[Mapping[str, Any]],
    seen: Mapping[date, SeenDay],
    own: Mapping[date, int],
) -> Coverage:
    """Say what could have been seen from one day to another, both included.

    `own` has by day how many of the aircraft seen near the field are those asked about: they do not count as others.
    """
    first, last = span
    asked = [first + timedelta(n) for n in range((last - first).days + 1)]
    folders: dict[date, int] = {}
    for row in archives:
        if row["day"] is not None:
            folders[row["day"]] = max(folders.get(row["day"], 0), int(row["folders"]))
    by_others = [day for day in asked if day in seen and seen[day].aircraft > own.get(day, 0)]
    lows = sorted(low for day in by_others if (low := seen[day].lowest_ft) is not None)
    return Coverage(
        first, last, len(asked),
        archived=sum(day in folders for day in asked),
        whole=sum(folders.get(day, 0) == FOLDERS for day in asked),
        seen=len(by_others),
        lowest_ft=lows[0] if lows else None,
        median_lowest_ft=lows[len(lows) // 2] if lows else None,
        unseen=tuple(day for day in asked if day not in set(by_others)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ground:
    """Where movements are asked for: rows that match, what was seen near a field by day, archives by day.

    `whole` says that all aircraft of the archives were read, so that what could be seen is known. `operator` is the
    only one whose movements are there, "" for all; `synthetic` data are made up.
    """

    rows: Callable[[Wanted], Iterator[dict[str, Any]]]
    seen: Callable[[str], dict[date, SeenDay]]
    archives: Sequence[Mapping[str, Any]]
    whole: bool
    operator: str = ""
    synthetic: bool = False


def in_dataset(root: Path) -> Ground:
    """Ask a finished dataset.

    Raises:
        CaseError: it is not finished or not whole.
    """
    asked = summary_of(root)["asked"]
    return Ground(
        partial(rows_of, root),
        lambda airfield: seen_at(root, [airfield])[airfield],
        archive_days(root),
        bool(asked["others"]) or not asked["hexes"],
        str(asked["operator"]),
        made_up_in(root),
    )


@dataclass(frozen=True, slots=True)
class AtField:
    """What is known of landings and take-offs at a field."""

    field: RunwayField
    who: str
    rows: tuple[dict[str, Any], ...]
    expected: Mapping[str, Expected]
    coverage: Coverage | None
    whole: bool
    synthetic: bool = False

    def told(self) -> dict[str, Any]:
        """Say it as JSON."""
        return {
            "airfield": self.field.ident,
            "icao": self.field.icao,
            "name": self.field.name,
            "who": self.who,
            "movements": list(self.rows),
            "expected": {kind: asdict(count) for kind, count in self.expected.items()},
            "coverage": _told(self.coverage) if self.coverage else None,
            "coverage_known": self.whole,
            "synthetic": self.synthetic,
        }

    def sentences(self, most: int) -> Iterator[str]:
        """Say what could have been seen; at most so many days are named."""
        if self.synthetic:
            yield f"{WATERMARK}: none of this took place."
        if self.coverage is None:
            yield "The archives say no day, so nothing is known of what could have been seen."
            return
        c = self.coverage
        yield (
            f"Of the {c.days} days from {c.first} to {c.last}, {c.archived} have an archive, {c.whole} of them with "
            f"all {FOLDERS} folders."
        )
        if not self.whole:
            yield "Only some aircraft were read: what could have been seen is not known (`flights read --others`)."
            return
        others = "aircraft" if self.who == _ALL else "other aircraft"
        yield f"On {c.seen} of them {others} were seen within 50 NM of the field."
        if c.lowest_ft is not None:
            yield (
                f"The lowest was {c.lowest_ft:,.0f} ft above the field, on the median day {c.median_lowest_ft:,.0f} ft."
            )
        if c.unseen:
            found = spans(c.unseen)
            named = ", ".join(found[:most]) + (" and others" if len(found) > most else "")
            yield f"On {len(c.unseen)} days nothing can be told, which is not zero: {named}."


def _told(found: Coverage) -> dict[str, Any]:
    return asdict(found) | {
        "first": str(found.first),
        "last": str(found.last),
        "unseen": [str(day) for day in found.unseen],
    }


def spans(days: Sequence[date]) -> list[str]:
    """Write days that follow each other as one stretch.

    >>> spans([date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2024, 3, 5)])
    ['2024-02-28 to 2024-03-01', '2024-03-05']
    """
    found: list[list[date]] = []
    for day in days:
        if found and day - found[-1][-1] == timedelta(1):
            found[-1][1:] = [day]
        else:
            found.append([day])
    return [" to ".join(map(str, dict.fromkeys(span))) for span in found]


def at_field(ground: Ground, wanted: Wanted) -> AtField:
    """Gather landings and take-offs at a field; `wanted.least` leaves some unlisted, the sums take all.

    Raises:
        ArmstraceError: the dataset or the case cannot be read.
    """
    rows = sorted(ground.rows(replace(wanted, least=0.0)), key=lambda row: (row["time_utc"], row["event"]))
    kinds = {kind: [row for row in rows if row["kind"] == kind] for kind in ("landing", "takeoff")}
    span = _span(wanted, ground.archives)
    own: dict[date, set[str]] = {}
    for row in rows if wanted.operator or wanted.hexes else ():
        own.setdefault(date.fromisoformat(row["time_utc"][:10]), set()).add(row["hex"])
    counted = {day: len(hexes) for day, hexes in own.items()}
    field = airfield_named(wanted.airfield)
    return AtField(
        field,
        ", ".join([wanted.operator or _ALL, *sorted(wanted.hexes)]),
        tuple(row for row in rows if row["probability"] >= wanted.least),
        {kind: expected(of_kind) for kind, of_kind in kinds.items()},
        coverage(span, ground.archives, ground.seen(field.ident), counted) if span else None,
        ground.whole,
        ground.synthetic,
    )


def _span(wanted: Wanted, archives: Sequence[Mapping[str, Any]]) -> tuple[date, date] | None:
    """Give the days asked about: as said, else from the first archive to the last."""
    days = [row["day"] for row in archives if row["day"] is not None]
    first, last = wanted.first or min(days, default=None), wanted.last or max(days, default=None)
    return (first, last) if first and last and first <= last else None
