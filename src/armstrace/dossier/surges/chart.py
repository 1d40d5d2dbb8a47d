"""One surge as one SVG: the weeks, what could be seen, the window, the dates given in advance, and what it rests on."""

from collections.abc import Iterator

from markupsafe import Markup

from armstrace.dossier.drawing import (
    Frame,
    framed,
    hatched,
    line,
    lines_of,
    num,
    paragraph,
    rect,
    words,
)
from armstrace.dossier.shown_text import one_line
from armstrace.dossier.surges.panels import (
    Panel,
    axes,
    bars,
    baseline,
    dates,
    edges,
    grounds,
    last_of,
    sight,
    without_data,
)
from armstrace.dossier.surges.scales import Counts, Days, counts_to
from armstrace.dossier.surges.words import (
    OPPORTUNITY,
    TOLD,
    comparison_words,
    counted_words,
    days,
    described,
    noun,
    period_words,
    power_words,
    short,
)
from armstrace.records.surges import Span, Surge, Window

WIDTH = 860.0
LEFT, RIGHT = 46.0, 848.0
_WEEKS, _SIGHT = 230.0, 62.0
_LANE, _LEGEND = 20.0, 24.0
_SEEN = {
    "control traffic": "other traffic near the field",
    "archive": "only how whole the archives are",
    "given": "as the file gives it",
    "none": "not known: every day with data is taken as fully seen",
}


def surge_svg(surge: Surge, *, standalone: bool = True) -> str:
    """Draw a surge; the same surge gives the same bytes.

    `standalone` gives a file of its own, with namespace and white ground; else an element for a page that has the
    rules of `drawing.STYLE`.
    """
    parts: list[Markup] = []
    y = _top(surge, parts)
    panel = _panel(surge, y + _LANE * len(_lanes(surge)) + 24)
    parts += _lane_marks(surge, panel, y)
    y = _draw_weeks(surge, panel, parts) if panel else y
    y = _periods(surge, y, parts)
    y = _small_print(surge, y, parts)
    title = f"{surge.series}: {noun(surge)} by week"
    return framed(Frame(title, described(surge), WIDTH, y, surge.synthetic, standalone), parts)


def _top(surge: Surge, parts: list[Markup]) -> float:
    """Write what it is and what was found; gives where it ends."""
    parts.append(words(8, 26, f"{one_line(surge.series, 60)}: {noun(surge)} by week", "title"))
    said = lines_of(f"{TOLD.get(surge.told, surge.told)}. {surge.reason}", 108, 4)
    parts += paragraph(8, 48, said, "lead", 17)
    y = 48 + 17 * len(said)
    parts += paragraph(8, y, lines_of(counted_words(surge), 128, 2), "axis", 14)
    return y + 18


def _panel(surge: Surge, top: float) -> Panel | None:
    firsts = [week.first for week in surge.weeks] + ([surge.first] if surge.first else [])
    lasts = [last_of(week) for week in surge.weeks] + ([surge.last] if surge.last and not surge.weeks else [])
    if not firsts or not lasts:
        return None
    across = Days(surge.first or min(firsts), surge.last or max(lasts), LEFT, RIGHT)
    values = [value for week in surge.weeks if week.days for value in (week.count, week.high, week.baseline_high or 0)]
    return Panel(across, counts_to(values, top, top + _WEEKS))


def _lanes(surge: Surge) -> list[tuple[Span | Window, str, str]]:
    """Give what is marked above the weeks: the stretch, what is said of it, and in which colour."""
    found: list[tuple[Span | Window, str, str]] = []
    if surge.conflict:
        said = f"conflict, dates given in advance: {days(surge.conflict.first, surge.conflict.last)}"
        found.append((surge.conflict, said, "dates"))
    if surge.asked:
        where = days(surge.asked.first, surge.asked.last)
        found.append((surge.asked, f"asked for: {where}, {short(surge.asked)}", "dates"))
    if surge.window:
        name = "" if surge.told == "surge" else "most unusual stretch: "
        found.append(
            (surge.window, f"{name}{days(surge.window.first, surge.window.last)}, {short(surge.window)}", "mark")
        )
    return found


def _lane_marks(surge: Surge, panel: Panel | None, y: float) -> Iterator[Markup]:
    for row, (span, said, colour) in enumerate(_lanes(surge)):
        at = y + _LANE * row + 8
        if panel is None:
            yield words(8, at + 4, said, colour)
            continue
        left, right = edges(panel, span)
        if right > left:
            begins, ends = ("v-5" if span.first >= panel.across.first else ""), "v5" * (span.last <= panel.across.last)
            yield line(f"M{num(left)} {num(at + 5 if begins else at)}{begins}H{num(right)}{ends}", colour, 1.8)
        wide = 7.4 * len(said)
        if right + 8 + wide < WIDTH:
            yield words(right + 8, at + 4, said, colour)
        elif left - 8 - wide > 0:
            yield words(left - 8, at + 4, said, colour, "end")
        else:
            yield words(WIDTH - 8, at - 3, said, colour, "end")


def _draw_weeks(surge: Surge, panel: Panel, parts: list[Markup]) -> float:
    below = panel.up.lower + 52
    seen = Panel(panel.across, Counts(7, 7, below, below + _SIGHT))
    parts += grounds(panel, surge)
    parts += baseline(panel, surge.weeks)
    parts += axes(panel)
    parts += without_data(panel, surge.weeks)
    parts += bars(panel, surge)
    parts += grounds(seen, surge)
    parts += sight(seen, surge.weeks)
    parts += axes(seen)
    parts += without_data(seen, surge.weeks)
    for each in (panel, seen):
        parts += _limits(surge, each)
    parts += dates(panel)
    basis = _SEEN.get(surge.exposure_basis, surge.exposure_basis)
    parts.append(words(8, panel.up.upper - 9, f"{noun(surge).capitalize()} a week", "bold"))
    parts.append(words(8, below - 9, f"Days’ worth of sight a week, of 7 ({basis})", "bold"))
    return _legend(seen.up.lower + 22, surge, parts)


def _limits(surge: Surge, panel: Panel) -> Iterator[Markup]:
    """Draw where the dates given in advance begin and end, if that is within the series."""
    if surge.conflict is None:
        return
    left, right = edges(panel, surge.conflict)
    first, last = panel.across.first, panel.across.last
    ends = [x for x, on in ((left, surge.conflict.first), (right, surge.conflict.last)) if first <= on <= last]
    yield line("".join(f"M{num(x)} {num(panel.up.upper)}V{num(panel.up.lower)}" for x in ends), "dates", 1.2, "4 3")


def _legend(y: float, surge: Surge, parts: list[Markup]) -> float:
    x, doubted = LEFT, any(week.high > week.low for week in surge.weeks)
    for name, said in (
        ("bar", "counted in a week"),
        ("own", "in the window"),
        ("reach", "95 % of readings"),
        ("baseline", "expected, and 95 % of weeks without surge"),
        ("hatch", "no data (not zero)"),
        ("sight", "seen, ± 1 s.d."),
    ):
        if (name == "own" and surge.window is None) or (name == "reach" and not doubted):
            continue
        wide = 34 + 6.3 * len(said)
        if x + wide > WIDTH:
            x, y = LEFT, y + 18
        parts += _swatch(name, x, y)
        parts.append(words(x + 22, y + 4, said, "axis"))
        x += wide
    return y + _LEGEND


def _swatch(name: str, x: float, y: float) -> Iterator[Markup]:
    if name == "hatch":
        yield from hatched([(x, y - 6, 16, 12)], 4)
    elif name == "reach":
        yield line(f"M{num(x + 8)} {num(y - 6)}v12M{num(x + 4)} {num(y - 6)}h8M{num(x + 4)} {num(y + 6)}h8", "ink", 0.9)
    elif name == "baseline":
        yield rect(x, y - 6, 16, 12, "band")
        yield line(f"M{num(x)} {num(y)}h16", "baseline", 1.4)
    elif name == "sight":
        yield rect(x, y - 2, 16, 8, "sight")
        yield rect(x, y - 5, 16, 6, "sightband")
        yield line(f"M{num(x)} {num(y - 2)}h16", "sightline", 1.2)
    else:
        yield rect(x, y - 6, 16, 12, name)


def _periods(surge: Surge, y: float, parts: list[Markup]) -> float:
    """Draw the rates before, during and after the dates given, with what was counted."""
    if not surge.periods:
        return y
    parts.append(words(8, y + 8, f"{noun(surge).capitalize()} a week of full sight", "bold"))
    y += 14
    most = max([period.rate for period in surge.periods if period.rate is not None] + [1e-9])
    for period in surge.periods:
        parts.append(words(8, y + 14, period.name[:16]))
        if period.rate is None:
            parts += hatched([(110, y + 5, 180, 11)])
        else:
            parts.append(rect(110, y + 5, max(180 * period.rate / most, 1), 11, "bar"))
        parts.append(words(300, y + 14, period_words(period, surge), "axis"))
        y += 19
    parts += paragraph(8, y + 14, lines_of("; ".join(map(comparison_words, surge.comparisons)), 116, 3), "label", 15)
    return y + 15 * len(lines_of("; ".join(map(comparison_words, surge.comparisons)), 116, 3)) + 12


def _small_print(surge: Surge, y: float, parts: list[Markup]) -> float:
    """Write the warnings, what it cannot show, what could have been told, and how it was made."""
    parts.append(line(f"M8 {num(y)}H{num(RIGHT)}", "line"))
    y += 16
    for warning in surge.warnings[:4]:
        said = lines_of(f"Mind: {warning}", 124, 2)
        parts += paragraph(8, y, said, "axis", 14)
        y += 14 * len(said)
    for sentence in (power_words(surge.power), OPPORTUNITY, f"Method {surge.method}; {surge.parameters}"):
        said = lines_of(sentence, 138, 4)
        parts += paragraph(8, y, said, "small", 13)
        y += 13 * len(said)
    return y
