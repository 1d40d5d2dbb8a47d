"""Series from a file of counts by day: read as it streams by, and what does not hold is set aside with its line."""

import csv
import gzip
import hashlib
import math
import zlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple, TextIO, cast

import numpy as np

from armstrace.evidence.disk import explained
from armstrace.evidence.names import visible
from armstrace.flights.surges.exposure import GIVEN, NOTHING, number_of
from armstrace.flights.surges.series import Named, Series
from armstrace.gazetteer.synthetic_marks import is_synthetic
from armstrace.records.errors import UnreadableValue

MOST_A_DAY = 100_000.0
"""More movements fly nowhere in the world on a day than some hundred thousand."""

_ASIDE_SHOWN = 1000
_LONGEST_LINE = 1 << 16
_FEW = 3.0
_NAMES = {
    "series": ("series", "series_id"),
    "date": ("date", "day"),
    "count": ("count", "landings", "movements"),
    "exposure": ("exposure",),
    "operator": ("operator",),
    "airfield": ("airfield",),
}
_GZIP = b"\x1f\x8b"


class Aside(NamedTuple):
    """A line that was not used, and why."""

    line: int
    reason: str


@dataclass(slots=True)
class Counts:
    """What a file of counts gave: series in order of their names, lines set aside, and what was done without asking.

    Of the lines set aside the first thousand are listed; `aside_count` is how many there are.
    """

    series: list[Series] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    aside_count: int = 0
    remarks: list[str] = field(default_factory=list)
    sha256: str = ""

    def set_aside(self, line: int, reason: str) -> None:
        """Keep a line that is not used."""
        self.aside_count += 1
        if len(self.aside) < _ASIDE_SHOWN:
            self.aside.append(Aside(line, reason))


@dataclass(slots=True)
class _Rows:
    """The lines that hold, as columns."""

    which: "array[int]" = field(default_factory=lambda: array("i"))
    day: "array[int]" = field(default_factory=lambda: array("i"))
    count: "array[float]" = field(default_factory=lambda: array("d"))
    exposure: "array[float]" = field(default_factory=lambda: array("d"))
    line: "array[int]" = field(default_factory=lambda: array("i"))
    names: dict[str, int] = field(default_factory=dict)
    about: dict[int, tuple[str, str]] = field(default_factory=dict)
    mixed: set[int] = field(default_factory=set)
    unsorted: set[int] = field(default_factory=set)


def read_counts(path: Path, *, synthetic: bool = False) -> Counts:
    """Read a CSV of counts, plain or gzip.

    Columns are series (or series_id; without it operator and airfield, or the whole file is one), date, count (or
    landings), exposure, operator, airfield, in any order, between commas, semicolons or tabs. A date that is not there
    was not observed, which is not zero.

    Raises:
        UnreadableValue: it is no table of counts, or the file is cut off.
        ArmstraceError: it cannot be read.
    """
    found, rows = Counts(), _Rows()
    with explained(path, "Reading the counts"):
        with path.open("rb") as file:
            found.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        try:
            with _text(path) as text:
                columns = _read(text, path, rows, found)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            what, todo = "The compressed file is cut off or damaged.", "Fetch it again; nothing of it was used."
            raise UnreadableValue(what, where=visible(str(path)), todo=todo) from error
        except UnicodeDecodeError as error:
            raise _not_counts(path, "It is not UTF-8 text.") from error
        except csv.Error as error:
            raise _not_counts(path, f"It is no CSV: {error}.") from error
    _gather(rows, found, exposed="exposure" in columns, synthetic=synthetic)
    if not found.series and not found.aside_count:
        raise _not_counts(path, "It has no row below its header.")
    return found


def _text(path: Path) -> TextIO:
    with path.open("rb") as file:
        zipped = file.read(2) == _GZIP
    if zipped:
        return cast("TextIO", gzip.open(path, "rt", encoding="utf-8-sig", newline=""))
    return path.open(encoding="utf-8-sig", newline="")


def _lines(text: TextIO) -> Iterator[str]:
    """Stop at a line that is none: a small compressed file may hold one of any length."""
    while line := text.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE:
            raise csv.Error(f"a line has more than {_LONGEST_LINE:,} characters")
        yield line


def _not_counts(path: Path, why: str) -> UnreadableValue:
    todo = "Give a CSV with the columns series, date, count and, if known, exposure; see docs/surges.md."
    return UnreadableValue(f"This is no file of counts. {why}", where=visible(str(path)), todo=todo)


def _read(text: TextIO, path: Path, rows: _Rows, found: Counts) -> dict[str, int]:
    """Go through the lines; gives the place of each column."""
    lines = _lines(text)
    header = next(lines, "")
    if not header.strip():
        raise _not_counts(path, "It is empty.")
    between = max(",;\t", key=header.count)
    names = [name.strip().lower() for name in next(csv.reader([header], delimiter=between))]
    columns = _columns(names, path)
    if between != ",":
        found.remarks.append(f"Columns are taken to be parted by {'semicolons' if between == ';' else 'tabs'}.")
    ignored = [name for place, name in enumerate(names) if place not in columns.values()]
    if ignored:
        found.remarks.append(f"Columns not used: {', '.join(map(visible, ignored))}.")
    reader = csv.reader(lines, delimiter=between)
    taking = _Taking(columns, len(names), path.name.partition(".")[0], rows, found)
    for cells in reader:
        if cells:
            taking.take(cells, reader.line_num + 1)
    return columns


def _columns(names: Sequence[str], path: Path) -> dict[str, int]:
    columns: dict[str, int] = {}
    for name, known in _NAMES.items():
        places = [place for place, each in enumerate(names) if each in known]
        if len(places) > 1:
            raise _not_counts(path, f"Several columns could be the {name}: {', '.join(names[p] for p in places)}.")
        if places:
            columns[name] = places[0]
    missing = [name for name in ("date", "count") if name not in columns]
    if missing:
        raise _not_counts(path, f"It has no column {' and none '.join(missing)}.")
    return columns


@dataclass(slots=True)
class _Taking:
    """Takes lines into columns; a day is parsed once."""

    columns: dict[str, int]
    width: int
    whole: str
    rows: _Rows
    found: Counts
    days: dict[str, int] = field(default_factory=dict)
    last: dict[int, int] = field(default_factory=dict)

    def take(self, cells: list[str], line: int) -> None:
        """Take one line, or set it aside."""
        if len(cells) != self.width:
            self.found.set_aside(line, f"{len(cells)} cells where the header has {self.width}")
            return
        day = self._day(cells[self.columns["date"]])
        count, wrong = _number(cells[self.columns["count"]], MOST_A_DAY, "count")
        seen = 1.0
        if "exposure" in self.columns and not wrong:
            seen, wrong = _number(cells[self.columns["exposure"]], 1.0, "exposure")
        if not wrong and day is None:
            wrong = f"{cells[self.columns['date']][:40]!r} is no day; write 2020-11-20"
        if not wrong and seen == 0 and count > 0:
            wrong = f"{count:g} movements on a day on which nothing could be seen"
        if wrong or day is None:
            self.found.set_aside(line, wrong)
            return
        which = self._series(cells)
        if self.last.get(which, day) > day:
            self.rows.unsorted.add(which)
        self.last[which] = day
        for column, value in ((self.rows.which, which), (self.rows.day, day), (self.rows.line, line)):
            column.append(value)
        self.rows.count.append(count)
        self.rows.exposure.append(seen)

    def _day(self, text: str) -> int | None:
        if text not in self.days:
            try:
                day = date.fromisoformat(text.strip())
            except ValueError:
                return None
            if not (len(text.strip()) == 10 and 1903 <= day.year <= 2200):
                return None
            self.days[text] = number_of(day)
        return self.days[text]

    def _series(self, cells: list[str]) -> int:
        operator, airfield = (
            cells[self.columns[name]].strip() if name in self.columns else "" for name in ("operator", "airfield")
        )
        said = cells[self.columns["series"]].strip() if "series" in self.columns else ""
        name = said or " ".join(part for part in (operator, airfield) if part) or self.whole
        which = self.rows.names.setdefault(name, len(self.rows.names))
        if self.rows.about.setdefault(which, (operator, airfield)) != (operator, airfield):
            self.rows.mixed.add(which)
        return which


def _number(text: str, most: float, what: str) -> tuple[float, str]:
    """Read a number from 0 to `most`; the text says what is wrong with it, "" for nothing."""
    try:
        value = float(text)
    except ValueError:
        return 0.0, f"{text[:40]!r} is no number for {what}; write 1.5, with a point" if text.strip() else f"no {what}"
    if "_" in text or not math.isfinite(value):
        return 0.0, f"{text[:40]!r} is no number for {what}"
    if not 0 <= value <= most:
        return 0.0, f"{what} {text.strip()[:40]} is not from 0 to {most:,.0f}"
    return value, ""


def _gather(rows: _Rows, found: Counts, *, exposed: bool, synthetic: bool) -> None:
    """Sort the lines into series."""
    which, day, line = (np.array(column, np.int32) for column in (rows.which, rows.day, rows.line))
    count, seen = np.array(rows.count), np.array(rows.exposure)
    if rows.unsorted or (np.diff(which) < 0).any():
        order = np.lexsort((line, day, which))
        which, day, line, count, seen = which[order], day[order], line[order], count[order], seen[order]
    keep = _singles(which, day, line, (count, seen), found)
    which, day, count, seen = which[keep], day[keep], count[keep], seen[keep]
    starts = np.searchsorted(which, np.arange(len(rows.names) + 1))
    for name, number in sorted(rows.names.items()):
        part = slice(int(starts[number]), int(starts[number + 1]))
        operator, airfield = rows.about[number]
        found.series.append(
            Series(
                named=Named(series=name, operator=operator, airfield=airfield, motion=""),
                days=day[part].astype(np.int64),
                counts=count[part],
                exposure=seen[part],
                exposure_basis=GIVEN if exposed else NOTHING,
                synthetic=synthetic or is_synthetic((name, operator, airfield)),
                inputs=(f"{found.sha256};series={name}",),
                warnings=(*_said_of(number, rows, exposed=exposed), *_no_zero(day[part], count[part])),
            )
        )


def _said_of(number: int, rows: _Rows, *, exposed: bool) -> Iterator[str]:
    if not exposed:
        yield "The file says nothing of exposure: a rise may be a rise of what could be seen."
    if number in rows.unsorted:
        yield "The dates were not in order; they were sorted."
    if number in rows.mixed:
        yield "The rows of this series name several operators or airfields; it was counted as one, as the file has it."


def _no_zero(days: np.ndarray, counts: np.ndarray) -> Iterator[str]:
    """Warn of a file that seems to list only the days on which something flew."""
    if len(days) > 1 and counts.min() > 0 and len(days) < int(days[-1] - days[0]) + 1 and np.median(counts) <= _FEW:
        yield (
            "No day of this series has a count of 0, and days are missing: a day that is not there counts as not "
            "observed. If nothing flew on those days, write them with 0, or the series says nothing."
        )


def _singles(
    which: np.ndarray, day: np.ndarray, line: np.ndarray, said: Sequence[np.ndarray], found: Counts
) -> np.ndarray:
    """Tell which lines stand alone for their day; of lines that say the same the first does, else none can."""
    keep = np.ones(len(which), bool)
    if len(which) < 2:
        return keep
    same = (np.diff(which) == 0) & (np.diff(day) == 0)
    for start, stop in _stretches(same):
        values = {tuple(float(column[row]) for column in said) for row in range(start, stop)}
        lines = ", ".join(map(str, line[start:stop][:6]))
        agree = len(values) == 1
        for row in range(start + agree, stop):
            keep[row] = False
            verdict = "the same again" if agree else "with other values, so that none is used"
            found.set_aside(int(line[row]), f"its day stands on lines {lines}, {verdict}")
    return keep


def _stretches(same: np.ndarray) -> Iterator[tuple[int, int]]:
    """Give the stretches of rows that belong to one day of one series, longer than one."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], same, [False]]).astype(np.int8)))
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        yield first, last + 1
