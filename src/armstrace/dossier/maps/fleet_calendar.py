"""A calendar of aircraft: a row for each, a cell for each day, week or month, and what has no data hatched."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from armstrace.dossier.date_words import MONTHS
from armstrace.dossier.drawing import COLOURS, Frame, framed, hatched, num, words
from armstrace.dossier.maps.calendar import shade_of, shades_legend, steps_to
from armstrace.dossier.surges.words import day, figure

WIDTH = 860.0
_LEFT, _TOP, _HIGH, _RIGHT = 190.0, 86.0, 18.0, 8.0
_DAYS, _WEEKS = 93, 110


@dataclass(frozen=True, slots=True)
class Row:
    """One aircraft: what is written before its row, and what was counted on its days."""

    name: str
    total: float
    by_day: Mapping[date, float]


@dataclass(frozen=True, slots=True)
class Fleet:
    """Aircraft between two days, of which those in `known` have data; `unit` is what a cell is."""

    title: str
    rows: Sequence[Row]
    first: date
    last: date
    known: Collection[date]
    synthetic: bool = False

    @property
    def unit(self) -> str:
        """The shortest of day, week and month that there is room for."""
        days = (self.last - self.first).days + 1
        return "day" if days <= _DAYS else "week" if days <= 7 * _WEEKS else "month"


def fleet_svg(fleet: Fleet, *, standalone: bool = True) -> str:
    """Draw the calendar; the same aircraft and days give the same bytes."""
    bins = list(_bins(fleet))
    wide = (WIDTH - _LEFT - _RIGHT) / max(len(bins), 1)
    place = {each: n for n, (first, last) in enumerate(bins) for each in _days(first, last)}
    counts = [_counted(row, place, len(bins)) for row in fleet.rows]
    steps = steps_to([count for row in counts for count in row])
    shares = [_share(first, last, fleet.known) for first, last in bins]
    parts = [words(8, 26, fleet.title[:100], "title"), *shades_legend(steps)[1], *_heads(bins, wide, fleet.unit)]
    for n, (row, counted) in enumerate(zip(fleet.rows, counts, strict=True)):
        y = _TOP + n * _HIGH
        parts.append(words(_LEFT - 8, y + 13, f"{row.name}  {figure(row.total)}", "axis", "end"))
        parts += _cells(bins, counted, shares, (wide, y, steps))
    bottom = _TOP + len(fleet.rows) * _HIGH
    parts += hatched([(_LEFT + n * wide, _TOP, wide, bottom - _TOP) for n, s in enumerate(shares) if s == 0], 4)
    described = f"By {fleet.unit}, hatched where there is no data. " + "; ".join(
        f"{row.name}: {figure(row.total)}" for row in fleet.rows
    )
    return framed(Frame(fleet.title, described, WIDTH, bottom + 12, fleet.synthetic, standalone), parts)


def _bins(fleet: Fleet) -> Iterator[tuple[date, date]]:
    at = fleet.first
    while at <= fleet.last:
        if fleet.unit == "month":
            end = date(at.year + at.month // 12, at.month % 12 + 1, 1) - timedelta(1)
        else:
            end = at + timedelta(0 if fleet.unit == "day" else 6 - at.weekday())
        yield at, min(end, fleet.last)
        at = end + timedelta(1)


def _days(first: date, last: date) -> Iterator[date]:
    for n in range((last - first).days + 1):
        yield first + timedelta(n)


def _counted(row: Row, place: Mapping[date, int], bins: int) -> list[float]:
    found = [0.0] * bins
    for each, count in row.by_day.items():
        if each in place:
            found[place[each]] += count
    return found


def _share(first: date, last: date, known: Collection[date]) -> float:
    """Give which share of some days has data."""
    days = list(_days(first, last))
    return sum(each in known for each in days) / len(days)


def _heads(bins: Sequence[tuple[date, date]], wide: float, unit: str) -> Iterator[Markup]:
    """Name the months, or the years where cells are months, as far as there is room."""
    free, before = _LEFT, ""
    for n, (first, _) in enumerate(bins):
        said = str(first.year) if unit == "month" else f"{MONTHS[first.month - 1][:3]} {first.year}"
        x = _LEFT + n * wide
        if said != before and x >= free:
            yield words(x, _TOP - 8, said, "axis")
            free = x + 6.4 * len(said) + 8
            before = said


def _cells(
    bins: Sequence[tuple[date, date]],
    counted: Sequence[float],
    shares: Sequence[float],
    at: tuple[float, float, Sequence[float]],
) -> Iterator[Markup]:
    wide, y, steps = at
    for n, ((first, last), count, share) in enumerate(zip(bins, counted, shares, strict=True)):
        if share == 0:
            continue
        shade = shade_of(count, steps)
        span = day(first) if first == last else f"{day(first)} to {day(last)}"
        yield Markup(
            '<path class="f-{0} s-line" fill="{1}" stroke="{2}" stroke-width="0.5" d="M{3} {4}h{5}v{6}h-{5}z">'
            "<title>{7}: {8}{9}</title></path>"
        ).format(
            shade, COLOURS[shade][0], COLOURS["line"][0], num(_LEFT + n * wide + 0.3), num(y + 1),
            num(max(wide - 0.6, 0.4)), num(_HIGH - 2), span, figure(count),
            "" if share == 1 else f" ({share:.0%} of the days have data)",
        )  # fmt: skip
