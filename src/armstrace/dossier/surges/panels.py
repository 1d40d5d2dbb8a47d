"""The two panels of a surge: what was counted each week, and how much of it could have been seen.

A week without data has no bar: it is hatched from top to bottom. A week that was watched and saw nothing has a tick on
the line of zero, so that the two can never be taken for each other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from markupsafe import Markup

from armstrace.dossier.drawing import area, hatched, line, num, rect, words
from armstrace.dossier.surges.scales import Counts, Days
from armstrace.records.surges import Span, Surge, Week, Window

_LABELLED = 58.0
_TICK = 2.2
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Panel:
    """Where weeks are drawn: the days across, and the counts or the days of sight up."""

    across: Days
    up: Counts

    def sides(self, week: Week) -> tuple[float, float]:
        """Give where a week begins and ends; what lies outside the series is cut."""
        return self.across.x(week.first), self.across.after(last_of(week))

    @property
    def height(self) -> float:
        """How high it is."""
        return self.up.lower - self.up.upper


def last_of(week: Week) -> date:
    """Give the seventh day of a week."""
    return date.fromordinal(min(week.first.toordinal() + 6, date.max.toordinal()))


def grounds(panel: Panel, surge: Surge) -> Iterator[Markup]:
    """Shade the window, and the dates of the conflict, behind everything."""
    for span, fill in ((surge.conflict, "period"), (surge.window, "window")):
        if span is not None:
            left, right = edges(panel, span)
            if right > left:
                yield rect(left, panel.up.upper, right - left, panel.height, fill)


def edges(panel: Panel, span: Span | Window) -> tuple[float, float]:
    """Give where a stretch of days begins and ends, as far as it is drawn."""
    return panel.across.x(span.first), panel.across.after(span.last)


def without_data(panel: Panel, weeks: Sequence[Week]) -> Iterator[Markup]:
    """Hatch the weeks without a day of data, those too that are not listed at all."""
    boxes = [(left, panel.up.upper, right - left, panel.height) for left, right in _silences(panel, weeks)]
    yield from hatched(boxes)
    for x, y, wide, high in boxes:
        if wide >= _LABELLED:
            middle, height = x + wide / 2, y + high / 2
            yield rect(middle - 25, height - 10, 50, 15, "absent")
            yield words(middle, height + 1, "no data", "axis", "middle")


def _silences(panel: Panel, weeks: Sequence[Week]) -> list[tuple[float, float]]:
    """Give the stretches that no week with data covers."""
    found, reached = [], panel.across.left
    for left, right in (panel.sides(week) for week in weeks if week.days > 0):
        if left - reached > 0.01:
            found.append((reached, left))
        reached = max(reached, right)
    if panel.across.right - reached > 0.01:
        found.append((reached, panel.across.right))
    return found


def baseline(panel: Panel, weeks: Sequence[Week]) -> Iterator[Markup]:
    """Draw what the rest of the series lets expect: a line of steps, and the band of 95 % of weeks without a surge."""
    band, steps = [], []
    for run in _runs(weeks):
        sides = [panel.sides(week) for week in run]
        low = [panel.up.y(week.baseline_low or 0.0) for week in run]
        high = [
            panel.up.y(week.baseline_high if week.baseline_high is not None else week.baseline or 0) for week in run
        ]
        there = "".join(f"L{num(left)} {num(y)}H{num(right)}" for (left, right), y in zip(sides, high, strict=True))
        back = "".join(f"V{num(y)}H{num(left)}" for (left, _), y in zip(reversed(sides), reversed(low), strict=True))
        band.append(f"M{there[1:]}{back}z")
        middle = [panel.up.y(week.baseline or 0.0) for week in run]
        stair = "".join(f"V{num(y)}H{num(right)}" for (_, right), y in zip(sides, middle, strict=True))
        steps.append(f"M{num(sides[0][0])} {num(middle[0])}{stair}")
    yield area("".join(band), "band")
    yield line("".join(steps), "baseline", 1.4)


def _runs(weeks: Sequence[Week]) -> Iterator[list[Week]]:
    """Part weeks with a baseline where one is left out."""
    run: list[Week] = []
    for week in weeks:
        known = week.baseline is not None and week.days > 0
        if run and (not known or (week.first - run[-1].first).days > 7):
            yield run
            run = []
        if known:
            run.append(week)
    if run:
        yield run


def bars(panel: Panel, surge: Surge) -> Iterator[Markup]:
    """Draw the weeks with data: a bar, a tick where nothing was counted, a thin line from the least to the most."""
    paths: dict[str, list[str]] = {"bar": [], "own": []}
    reach = []
    for week in surge.weeks:
        if week.days <= 0:
            continue
        left, right = panel.sides(week)
        gap = min(4.0, 0.15 * (right - left))
        top = min(panel.up.y(week.count), panel.up.lower - _TICK)
        inside = surge.window is not None and surge.window.first <= last_of(week) and week.first <= surge.window.last
        wide = max(right - left - gap, 0.4)
        paths["own" if inside else "bar"].append(
            f"M{num(left + gap / 2)} {num(panel.up.lower)}V{num(top)}h{num(wide)}V{num(panel.up.lower)}z"
        )
        if week.high - week.low > 1e-6:
            reach.append(_reach(panel, week, (left + right) / 2, wide))
    for fill, drawn in paths.items():
        yield area("".join(drawn), fill)
    yield line("".join(reach), "ink", 0.9 if _thick(panel, surge.weeks) else 0.45)


def _thick(panel: Panel, weeks: Sequence[Week]) -> bool:
    return panel.across.right - panel.across.left > 6 * len(weeks)


def _reach(panel: Panel, week: Week, x: float, wide: float) -> str:
    low, high = panel.up.y(week.low), panel.up.y(week.high)
    stem = f"M{num(x)} {num(low)}V{num(high)}"
    if wide < 8:
        return stem
    half = min(wide / 4, 4)
    return stem + "".join(f"M{num(x - half)} {num(y)}h{num(2 * half)}" for y in (low, high))


def sight(panel: Panel, weeks: Sequence[Week]) -> Iterator[Markup]:
    """Draw how many days' worth could be seen, give or take its error; the days without data are hatched above."""
    filled, band, top, lost = [], [], [], list[_Box]()
    for week in weeks:
        if week.days <= 0:
            continue
        left, right = panel.sides(week)
        wide = right - left
        y = panel.up.y(week.exposure)
        low = panel.up.y(week.exposure * (1 - week.exposure_error))
        high = panel.up.y(min(week.exposure * (1 + week.exposure_error), week.days))
        filled.append(f"M{num(left)} {num(panel.up.lower)}V{num(y)}h{num(wide)}V{num(panel.up.lower)}z")
        band.append(f"M{num(left)} {num(low)}V{num(high)}h{num(wide)}V{num(low)}z")
        top.append((left, right, y))
        if week.days < 7:
            upper = panel.up.y(week.days)
            lost.append((left, panel.up.upper, wide, upper - panel.up.upper))
    yield area("".join(filled), "sight")
    yield area("".join(band), "sightband")
    yield line(_stairs(top), "sightline", 1.2)
    yield from hatched(lost)


def _stairs(steps: Sequence[tuple[float, float, float]]) -> str:
    if not steps:
        return ""
    said = [f"M{num(steps[0][0])} {num(steps[0][2])}H{num(steps[0][1])}"]
    for (_, reached, _), (left, right, y) in pairwise(steps):
        said.append(f"V{num(y)}H{num(right)}" if left - reached < 0.05 else f"M{num(left)} {num(y)}H{num(right)}")
    return "".join(said)


def axes(panel: Panel) -> Iterator[Markup]:
    """Draw the lines of the counts, and those of the days with what is said of each."""
    for y, said in panel.up.ticks():
        yield line(f"M{num(panel.across.left)} {num(y)}H{num(panel.across.right)}", "line")
        yield words(panel.across.left - 7, y + 4, said, "axis", "end")
    yield line("".join(f"M{num(x)} {num(panel.up.lower)}v4" for x, _ in panel.across.ticks()), "soft")


def dates(panel: Panel) -> Iterator[Markup]:
    """Write the dates beneath a panel."""
    for x, said in panel.across.ticks():
        yield words(x, panel.up.lower + 17, said, "axis", "middle")
