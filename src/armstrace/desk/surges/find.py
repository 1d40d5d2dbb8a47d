"""What is found of movements at a field: the series asked about, what lies behind it, and what stands beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from armstrace.desk.flights.ask import instant
from armstrace.desk.surges.data import Data
from armstrace.flights.surges.counting import (
    ALL,
    UNKNOWN,
    Subject,
    counted,
    keys_of,
    operators,
    origins,
    own_aircraft,
    rows_of,
    series_of,
    subjects,
)
from armstrace.flights.surges.exposure import (
    CONTROL,
    Archives,
    Exposure,
    archive_days,
    both_ends,
    by_archive,
    control,
    exposure,
)
from armstrace.flights.surges.judge import Asked, surge
from armstrace.flights.surges.screen import screen
from armstrace.flights.surges.series import Series
from armstrace.records.errors import CaseError
from armstrace.records.surges import Surge, Window

MOST_OPERATORS = 12
"""So many operators are judged one by one where none is named; --screen tests all."""

_BESIDE = 5
_LEAST_BESIDE = 1.0
_TIMES = ("time_utc", "time_earliest", "time_latest")
_SHOWN = (
    "event", "rank", "hex", "registration", "typecode", "operator", "callsign", "kind", "airfield", "icao",
    "probability", "tier", "basis", "inputs",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Beside:
    """A series to compare with: the same operator at another field, or another operator at the same one.

    `p` is family-wise over its own windows; it is not corrected for how many series stand here.
    """

    why: str
    series: str
    operator: str
    airfield: str
    count: float
    p: float
    p_how: str
    first: date | None
    last: date | None
    ratio: float | None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of a series: by exposure, and what the same stretch is by the archives' completeness alone."""

    surge: Surge
    series: Series
    landings: tuple[dict[str, Any], ...] = ()
    beside: tuple[Beside, ...] = ()
    by_archive: Window | None = None


@dataclass(slots=True)
class Counting:
    """Series of one set of data; what was seen near a field is looked up once."""

    data: Data
    table: pa.Table
    archives: Archives

    def series(self, subject: Subject) -> tuple[Series, pa.Table]:
        """Count a subject's movements, and say what could have been seen of them; give the rows too."""
        rows = rows_of(self.table, subject)
        seen = self._exposure(replace(subject, origin=""))
        if subject.origin:
            seen = both_ends(seen, self._exposure(replace(subject, airfield=subject.origin, origin="")))
        return series_of(rows, subject, seen, synthetic=self.data.synthetic), rows

    def _exposure(self, subject: Subject) -> Exposure:
        if not self.data.whole:
            return exposure(self.archives, None)
        near = self.data.seen([subject.airfield])
        return exposure(self.archives, control(self.archives, near, own_aircraft(self.table, subject)))


def counting(data: Data, subject: Subject | None) -> Counting:
    """Get at what a subject needs, all there is for None.

    Raises:
        CaseError: no archive says its day.
    """
    archives = archive_days(data.archives)
    if not len(archives.days):
        todo = "Name archives whose paths say the day, such as readsb's day folders."
        raise CaseError("The archives say no day, so nothing can be counted by day.", where=data.where, todo=todo)
    return Counting(data, data.movements(subject), archives)


def found_of(data: Data, subject: Subject, asked: Asked, *, each: bool) -> list[Found]:
    """Judge a subject with what stands beside it; with `each` its operators one by one, then all together.

    Raises:
        CaseError: no archive says its day.
    """
    at_hand = counting(data, subject)
    if not each:
        return [_found(at_hand, subject, asked, tuple(_beside(at_hand, subject, asked)))]
    every = subjects(at_hand.table, subject)
    judged = [*every[: min(len(every) - 1, MOST_OPERATORS)], every[-1]]
    return [_found(at_hand, one, asked) for one in judged]


def _found(at_hand: Counting, subject: Subject, asked: Asked, beside: tuple[Beside, ...] = ()) -> Found:
    series, rows = at_hand.series(subject)
    series = replace(series, warnings=(*series.warnings, *_left_out(at_hand, subject)))
    told, alone = judged(series, asked, at_hand.archives)
    window = told.window
    span = (window.first, window.last) if window else None
    listed = landings(at_hand, counted(rows, series.days).rows, span)
    return Found(told, series, tuple(listed), beside, alone)


def judged(series: Series, asked: Asked, archives: Archives | None) -> tuple[Surge, Window | None]:
    """Judge a series; where control traffic was corrected for, say what the stretch is without that."""
    told = surge(series, asked)
    if archives is None or series.exposure_basis != CONTROL or told.window is None:
        return told, None
    plain = by_archive(archives)
    without = replace(
        series, exposure=plain.share, exposure_error=plain.error, error_days=plain.error_days,
        exposure_basis=plain.basis, warnings=(),
    )  # fmt: skip
    window = (told.window.first, told.window.last)
    alone = surge(without, replace(asked, window=window, conflict=None, power=False))
    return replace(told, warnings=(*told.warnings, *_differs(told, alone))), alone.asked


def _differs(told: Surge, alone: Surge) -> Iterator[str]:
    """Warn where a surge stands and falls with what is taken for reception."""
    if told.told == "surge" and (alone.window is None or alone.told != "surge"):
        ratio = f", ratio {alone.asked.ratio:.1f}" if alone.asked and alone.asked.ratio is not None else ""
        yield (
            "By the archives' completeness alone this stretch is no surge"
            f"{ratio}: the result rests on taking the change of other traffic for a change of reception."
        )


def _left_out(at_hand: Counting, subject: Subject) -> Iterator[str]:
    """Say what a named operator's count may lack."""
    if subject.operator in {ALL, UNKNOWN}:
        return
    unknown = rows_of(at_hand.table, replace(subject, operator=UNKNOWN, hexes=frozenset()))
    number = float(pc.sum(unknown["probability"]).as_py() or 0)
    if number >= 0.05:
        said = f"{number:.1f} movements of an unknown operator are not counted"
        yield f"At this field {said}: some may be {subject.operator}'s."


def _beside(at_hand: Counting, subject: Subject, asked: Asked) -> Iterator[Beside]:
    """Test the same operator at other fields, and other operators at the same field."""
    mine = subject if not subject.origin else replace(subject, origin="")
    others: list[tuple[str, Subject]] = []
    if mine.operator not in {ALL, UNKNOWN}:
        elsewhere = _fields_of(at_hand.table, mine, {mine.airfield, ""})
        others += [("same operator", replace(mine, airfield=airfield)) for airfield in elsewhere]
        rest = subjects(at_hand.table, replace(mine, operator=ALL, hexes=frozenset()))
        others += [("same field", one) for one in rest if one.operator not in {ALL, mine.operator}][:_BESIDE]
    if not others:
        return
    series = [at_hand.series(one)[0] for _, one in others]
    tested = {one.series: one for one in screen(series, replace(asked, window=None, conflict=None, power=False))}
    for (why, one), each in zip(others, series, strict=True):
        result = tested[each.named.series]
        yield Beside(
            why, each.named.series, one.operator, one.airfield, float(each.counts.sum()), result.p, result.p_how,
            result.first, result.last, result.ratio,
        )  # fmt: skip


def _fields_of(table: pa.Table, subject: Subject, without: set[str]) -> list[str]:
    """Name the other fields where an operator was expected most often."""
    keep = pc.and_(pc.equal(operators(table), subject.operator), pc.equal(table["kind"], subject.motion))
    if subject.hexes:
        keep = pc.and_(keep, pc.is_in(table["hex"], pa.array(sorted(subject.hexes), pa.string())))
    sums = table.filter(keep).group_by("airfield").aggregate([("probability", "sum")]).to_pylist()
    ordered = sorted(sums, key=lambda row: (-row["probability_sum"], row["airfield"]))
    names = [row["airfield"] for row in ordered if row["probability_sum"] >= _LEAST_BESIDE]
    return [name for name in names if name not in without][:_BESIDE]


def landings(at_hand: Counting, rows: pa.Table, span: tuple[date, date] | None) -> Iterator[dict[str, Any]]:
    """List the movements behind a series: key, where from, whether it lies in the stretch found, and its track."""
    data = at_hand.data
    for key, origin, row in zip(keys_of(rows), origins(at_hand.table, rows), rows.to_pylist(), strict=True):
        day = row["time_utc"].date()
        yield {
            "key": key,
            **{name: row[name] for name in _SHOWN},
            "probability": float(np.floor(row["probability"] * 1e6) / 1e6),
            **{name: instant(row[name]) for name in _TIMES},
            "origin": origin,
            "in_window": bool(span and span[0] <= day <= span[1]),
            "archive": data.traces(day),
            "track": f"armstrace flights track {row['hex']} {data.traces(day)} --day {day}",
        }
