"""Incidents in time where there are more than can be named: by month, what surely lies in it and what may.

All that is needed are counts, so that a hundred thousand incidents take no more room here than a hundred.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from markupsafe import Markup

from armstrace.dossier.drawing import (
    WIDTH,
    Frame,
    fetching,
    framed,
    line,
    lines_of,
    nothing_drawn,
    num,
    paragraph,
    rect,
    titled,
    words,
)

HEAD, BARS, RIGHT = 84.0, 160.0, 850.0
_LEFT, _LEFT_OF_NAMES = 60.0, 330.0
OFF = timedelta(days=2)
"""What is only about right may lie so far to either side."""
YEARS = (1800, 2200)
"""Years that a drawing can hold beside others: a slip of the pen would stretch it over millennia."""
BY_MONTH = "Dark: surely in that month. Light: may be in that month, so that one incident can stand in several."
NO_DATE = "No incident with a date."
Spans = Mapping[tuple[date, date], int]
"""How many incidents can have been from one month to another, each named by its first day."""


@dataclass(frozen=True, slots=True)
class ByMonth:
    """Incidents counted by months, with the days that are drawn; those without a date, or one far off, apart."""

    scale: "Days | None" = None
    spans: Spans = field(default_factory=dict)
    undated: int = 0
    far_off: int = 0


def months_timeline(
    counted: ByMonth,
    title: str,
    remarks: Sequence[str] = (),
    *,
    standalone: bool = True,
    address: Callable[[date, date], str] = lambda _first, _last: "",
) -> str:
    """Draw counted incidents; `address` is what a click on a month fetches, in a page that can."""
    beneath = [row for each in (*left_out(counted.undated, counted.far_off), *remarks) for row in lines_of(each, 130)]
    scale = counted.scale
    if scale is None:
        return nothing_drawn(title, NO_DATE, beneath, standalone=standalone)
    parts = [titled(title), words(8, 46, BY_MONTH, "axis"), *scale.axis(HEAD, BARS)]
    parts += [*bars(counted.spans, scale, address), *paragraph(8, HEAD + BARS + 24, beneath, "axis", 14)]
    said = f"{sum(counted.spans.values()):,} incidents from {scale.first} to {scale.last}, counted by month."
    described = f"{said} {' '.join(beneath)}"
    return framed(Frame(title, described, WIDTH, HEAD + BARS + 30 + 14 * len(beneath), False, standalone), parts)


def left_out(undated: int, far_off: int) -> Iterator[str]:
    """Say what is not drawn."""
    if undated:
        yield f"{undated:,} without a date are not drawn."
    if far_off:
        yield f"{far_off:,} dated before {YEARS[0]} or after {YEARS[1]} are not drawn."


def latest_report(first: date, last: date) -> date:
    """Give the last day of a report that may stretch the scale of incidents between two days."""
    return last + timedelta(days=max((last - first).days // 2, 14))


def scale_of(first: date, last: date, *, named: bool) -> "Days":
    """Give the days that are drawn where these two are to be on it; `named` leaves room for names on the left."""
    return Days(first - timedelta(days=1), last + timedelta(days=2), _LEFT_OF_NAMES if named else _LEFT)


@dataclass(frozen=True, slots=True)
class Days:
    """Days to places across the drawing, from `left` on."""

    first: date
    last: date
    left: float

    @property
    def months(self) -> list[date]:
        """The first days of the months drawn."""
        return _months_between(self.first, self.last)

    def at(self, day: date) -> float:
        """Give the place of the beginning of a day; days beyond the scale are at its edge."""
        part = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.left + min(max(part, 0.0), 1.0) * (RIGHT - self.left)

    def axis(self, top: float, height: float) -> Iterator[Markup]:
        """Draw and name the days, months or years that there is room for."""
        ticks = list(self._ticks())
        yield line("".join(f"M{num(self.at(day))} {num(top - 6)}v{num(height + 8)}" for day, _ in ticks), "line")
        for day, name in ticks:
            yield words(self.at(day), top - 12, name, "axis", "middle")

    def _ticks(self) -> Iterator[tuple[date, str]]:
        days = (self.last - self.first).days
        if days <= 90:
            step = 1 if days <= 9 else 7 if days > 20 else 2
            for number in range(0, days, step):
                day = self.first + timedelta(days=number)
                yield day, f"{day.day} {day:%b}" + (f" {day.year}" if number == 0 else "")
            return
        months = _months_between(self.first, self.last)
        step = next(each for each in (1, 3, 6, 12, 24, 60, 120, 600) if len(months) / each <= 10)
        for month in months:
            if (month.year * 12 + month.month - 1) % step == 0:
                yield month, f"{month:%b %Y}" if step < 12 else f"{month.year}"


def _months_between(first: date, last: date) -> list[date]:
    found = []
    month = first.replace(day=1)
    while month <= last:
        found.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return found


def bars(spans: Spans, scale: Days, address: Callable[[date, date], str]) -> Iterator[Markup]:
    """Draw a bar for each month: what surely lies in it, and what may."""
    months = scale.months
    sure, may = _counts(spans, months)
    most = max([*may, 1])
    for month, certain, possible in zip(months, sure, may, strict=True):
        following = (month + timedelta(days=32)).replace(day=1)
        left, right = scale.at(month), scale.at(following)
        wide = max(right - left - 0.6, 0.6)
        for count, fill in ((possible, "heat1"), (certain, "heat4")):
            high = BARS * count / most
            if count:
                yield rect(left, HEAD + BARS - high, wide, high, fill)
        fetched = fetching(address(month, following - timedelta(days=1))) if possible else ""
        if fetched:
            # the whole height can be clicked: a bar may be too low for that
            yield Markup(
                '<path fill="none" pointer-events="all" d="M{} {}h{}v{}h-{}z"{}><title>{}</title></path>'
            ).format(num(left), num(HEAD), num(wide), num(BARS), num(wide), fetched, f"{month:%B %Y}")
    yield words(54, HEAD + 8, f"{most:,}", "axis", "end")
    yield words(54, HEAD + BARS, "0", "axis", "end")


def _counts(spans: Spans, months: Sequence[date]) -> tuple[list[int], list[int]]:
    """Count by month what surely lies in it and what may; each incident adds to a run of months."""
    index = {month: number for number, month in enumerate(months)}
    sure, steps = [0] * len(months), [0] * (len(months) + 1)
    for (first, last), count in spans.items():
        begins, ends = index.get(first, 0), index.get(last, len(months) - 1)
        steps[begins] += count
        steps[ends + 1] -= count
        sure[begins] += count * (begins == ends)
    may, running = [], 0
    for step in steps[:-1]:
        running += step
        may.append(running)
    return sure, may
