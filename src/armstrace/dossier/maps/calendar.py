"""A calendar of what was counted: a row per year, a cell per week or per day, and what has no data hatched."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from markupsafe import Markup

from armstrace.dossier.date_words import MONTHS
from armstrace.dossier.drawing import COLOURS, Frame, framed, hatched, line, num, rect, words
from armstrace.dossier.shown_text import one_line
from armstrace.dossier.surges.panels import last_of
from armstrace.dossier.surges.words import day, figure, named
from armstrace.records.surges import Span, Week, Window

WIDTH = 860.0
_LEFT, _TOP = 46.0, 86.0
_WIDE, _HIGH, _DAY_HIGH = 15.2, 22.0, 11.0
_SHADES = ("heat1", "heat2", "heat3", "heat4", "heat5")


class Series(Protocol):
    """What a calendar is drawn of: a surge, or anything else that was counted by week or day."""

    @property
    def series(self) -> str:
        """Its name."""

    @property
    def motion(self) -> str:
        """What was counted: landing, takeoff, or "" for both."""

    @property
    def first(self) -> date | None:
        """The first day asked about."""

    @property
    def last(self) -> date | None:
        """The last day asked about."""

    @property
    def weeks(self) -> tuple[Week, ...]:
        """What was counted by week; none where days are given."""

    @property
    def window(self) -> Window | None:
        """The stretch found, which gets a rim."""

    @property
    def conflict(self) -> Span | None:
        """Dates given in advance, which get one too."""

    @property
    def synthetic(self) -> bool:
        """Whether it is made up."""


@dataclass(frozen=True, slots=True)
class ByDay:
    """Movements that were counted by day and not judged."""

    series: str
    motion: str
    first: date | None
    last: date | None
    synthetic: bool = False
    weeks: tuple[Week, ...] = ()
    window: Window | None = None
    conflict: Span | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A week or a day: where it is drawn, what was counted, which share of it has data, and what is said of it."""

    first: date
    last: date
    x: float
    y: float
    high: float
    count: float
    watched: float
    said: str


def calendar_svg(
    surge: Series, days: Mapping[date, float] | None = None, *, standalone: bool = True, linked: bool = True
) -> str:
    """Draw the calendar of a surge by week, or by day where the counts of the days with data are given.

    A day that is not among `days` has no data. In a page, weeks are links to what was counted in them if `linked`.
    The same input gives the same bytes.
    """
    cells = list(_by_day(surge, days) if days is not None else _by_week(surge.weeks))
    steps = steps_to([cell.count for cell in cells if cell.watched])
    parts: list[Markup] = [words(8, 26, f"{one_line(surge.series, 60)}: calendar of {named(surge.motion)}", "title")]
    x, legend = shades_legend(steps)
    parts += [*legend, *_rims_legend(x, surge)]
    parts += _months()
    tops = {cell.first: cell.y for cell in cells}
    for year, y in sorted({_iso(cell.first)[0]: tops[cell.first] for cell in reversed(cells)}.items()):
        parts.append(words(_LEFT - 8, y + 15, str(year), "axis", "end"))
    parts += _cells(cells, steps, linked=linked and not standalone and days is None)
    parts += _marked(cells, surge.conflict, "dates", 2.0)
    parts += _marked(cells, surge.window, "mark", 0.0)
    height = max((cell.y + cell.high for cell in cells), default=_TOP) + 16
    if not cells:
        parts.append(words(8, _TOP + 4, "No day of this series has data.", "axis"))
    unit = "day" if days is not None else "week"
    described = f"By {unit}, hatched where there is no data. " + "; ".join(
        cell.said for cell in cells if cell.count > 0
    )
    title = f"{surge.series}: calendar of {named(surge.motion)} by {unit}"
    return framed(Frame(title, described, WIDTH, height, surge.synthetic, standalone), parts)


def steps_to(counts: Sequence[float]) -> tuple[float, ...]:
    """Give the most that each shade stands for: whole numbers while five of them are enough.

    >>> steps_to([0, 3]), steps_to([41.5])
    ((1, 2, 3, 4, 5), (10, 20, 30, 40, 50))
    """
    most = max((count for count in counts if math.isfinite(count)), default=0.0)
    if most <= 5:
        return (1, 2, 3, 4, 5)
    power = 10 ** math.floor(math.log10(most / 5))
    step = next(each * power for each in (1, 2, 3, 5, 10) if 5 * each * power >= most)
    return tuple(step * each for each in (1, 2, 3, 4, 5))


def _iso(when: date) -> tuple[int, int]:
    year, week, _ = when.isocalendar()
    return year, week


def _by_week(weeks: Sequence[Week]) -> Iterator[Cell]:
    """Lay weeks out: each in the ISO week that most of it lies in."""
    middles = [date.fromordinal(min(week.first.toordinal() + 3, date.max.toordinal())) for week in weeks]
    years = _rows([_iso(middle)[0] for middle in middles])
    for week, middle in zip(weeks, middles, strict=True):
        year, week_number = _iso(middle)
        said = (
            f"week of {day(week.first)}: {figure(week.count)}" if week.days else f"week of {day(week.first)}: no data"
        )
        x, y = _LEFT + (week_number - 1) * _WIDE, _TOP + years[year] * (_HIGH + 5)
        yield Cell(week.first, last_of(week), x, y, _HIGH, week.count, week.days / 7, said)


def _rows(years: Iterable[int]) -> dict[int, int]:
    found = sorted(set(years))
    return {year: year - found[0] for year in found}


def _by_day(surge: Series, days: Mapping[date, float]) -> Iterator[Cell]:
    """Lay days out: each in the column of its ISO week, Monday on top."""
    first, last = surge.first or min(days, default=None), surge.last or max(days, default=None)
    if first is None or last is None:
        return
    years = _rows(range(_iso(first)[0], _iso(last)[0] + 1))
    for ahead in range((last - first).days + 1):
        each = first + timedelta(ahead)
        year, week = _iso(each)
        count = days.get(each)
        said = f"{day(each)}: no data" if count is None else f"{day(each)}: {figure(count)}"
        x = _LEFT + (week - 1) * _WIDE
        y = _TOP + years[year] * (7 * _DAY_HIGH + 9) + each.weekday() * _DAY_HIGH
        yield Cell(each, each, x, y, _DAY_HIGH, count or 0.0, float(count is not None), said)


def _cells(cells: Sequence[Cell], steps: Sequence[float], *, linked: bool) -> Iterator[Markup]:
    """Fill the cells, each with what is said of it, and hatch what has no data.

    On the page of a surge, a week in which something was counted is a link to what was.
    """
    for cell in cells:
        if cell.watched > 0:
            shade = shade_of(cell.count, steps)
            drawn = Markup(
                '<path class="f-{0} s-line" fill="{1}" stroke="{2}" stroke-width="0.6" d="M{3} {4}h{5}v{6}h-{5}z">'
                "<title>{7}</title></path>"
            ).format(
                shade, COLOURS[shade][0], COLOURS["line"][0], num(cell.x + 0.5), num(cell.y + 0.5),
                num(_WIDE - 1), num(cell.high - 1), cell.said,
            )  # fmt: skip
            link = Markup('<a href="#week-{}">{}</a>')
            yield link.format(cell.first.isoformat(), drawn) if linked and cell.count > 0 else drawn
    lost = ((cell, (cell.high - 1) * (1 - cell.watched)) for cell in cells if cell.watched < 1)
    yield from hatched([(c.x + 0.5, c.y + c.high - 0.5 - high, _WIDE - 1, high) for c, high in lost], 4)


def shade_of(count: float, steps: Sequence[float]) -> str:
    """Give the colour of a count; nothing counted is a colour of its own, and so is no data, which has none."""
    if not count > 0:
        return "none"
    return next((shade for shade, most in zip(_SHADES, steps, strict=True) if count <= most), _SHADES[-1])


def _marked(cells: Sequence[Cell], span: Span | Window | None, colour: str, inset: float) -> Iterator[Markup]:
    """Draw a rim around the cells of a stretch."""
    if span is None:
        return
    inside = [cell for cell in cells if cell.first <= span.last and cell.last >= span.first]
    taken = {(num(cell.x), num(cell.y)) for cell in inside}
    sides = []
    for cell in inside:
        left, right = cell.x + inset, cell.x + _WIDE - inset
        top, bottom = cell.y + inset, cell.y + cell.high - inset
        before, after = (num(cell.x - _WIDE), num(cell.y)) in taken, (num(cell.x + _WIDE), num(cell.y)) in taken
        above, below = (num(cell.x), num(cell.y - cell.high)) in taken, (num(cell.x), num(cell.y + cell.high)) in taken
        # a side that two marked cells share is drawn for neither, and the others run on over the shared edge
        left, right = left - inset * before, right + inset * after
        top, bottom = top - inset * above, bottom + inset * below
        sides += [] if above else [f"M{num(left)} {num(top)}H{num(right)}"]
        sides += [] if below else [f"M{num(left)} {num(bottom)}H{num(right)}"]
        sides += [] if before else [f"M{num(left)} {num(top)}V{num(bottom)}"]
        sides += [] if after else [f"M{num(right)} {num(top)}V{num(bottom)}"]
    yield line("".join(sides), colour, 1.8)


def _months() -> Iterator[Markup]:
    for week_number, month in enumerate(MONTHS):
        x = _LEFT + (week_number * 365.25 / 12 / 7) * _WIDE
        yield words(x, _TOP - 8, month[:3], "axis")


def shades_legend(steps: Sequence[float]) -> tuple[float, list[Markup]]:
    """Say what each shade stands for, and the hatching; give where the legend ends too."""
    x, y, low, parts = 8.0, 48.0, 0.0, list[Markup]()
    entries = [("none", "0")]
    for shade, most in zip(_SHADES, steps, strict=True):
        entries.append((shade, f"{figure(low)}–{figure(most)}" if steps[0] > 1 or low else f"up to {figure(most)}"))
        low = most
    for shade, said in entries:
        parts.append(rect(x, y - 10, 14, 13, "line"))
        parts.append(rect(x + 0.6, y - 9.4, 12.8, 11.8, shade))
        parts.append(words(x + 19, y + 1, said, "axis"))
        x += 34 + 6.4 * len(said)
    parts += hatched([(x, y - 10, 14, 13)], 4)
    parts.append(words(x + 19, y + 1, "no data (not zero)", "axis"))
    return x + 140, parts


def _rims_legend(x: float, surge: Series) -> Iterator[Markup]:
    y = 48.0
    for span, colour, said in (
        (surge.window, "mark", "the window"),
        (surge.conflict, "dates", "conflict, dates given"),
    ):
        if span is not None:
            yield line(f"M{num(x)} {num(y - 9)}h12v11h-12z", colour, 1.6)
            yield words(x + 19, y + 1, said, "axis")
            x += 40 + 6 * len(said)
