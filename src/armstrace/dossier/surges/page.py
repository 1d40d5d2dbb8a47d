"""A surge as one HTML page: the drawings, the numbers, what stands beside it, and every movement behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from armstrace.dossier.drawing import SUPPORTS_NOTHING, SYNTHETIC
from armstrace.dossier.maps.calendar import calendar_svg
from armstrace.dossier.maps.routes import routes_of, routes_svg
from armstrace.dossier.shown_text import one_line
from armstrace.dossier.surges.chart import surge_svg
from armstrace.dossier.surges.landings import Group, anchor_of, groups_of
from armstrace.dossier.surges.words import (
    OPPORTUNITY,
    TOLD,
    bounds,
    comparison_words,
    counted_words,
    day,
    days,
    figure,
    noun,
    odds,
    of_what,
    short,
    window_words,
    within,
)
from armstrace.dossier.templating import environment, policy, style_of
from armstrace.dossier.wording import paragraphs
from armstrace.records.surges import Surge, Week

_INPUTS = 200
_ELSEWHERE = "The same operator at other airfields"
_HERE = "Other operators at the same airfield"
_OTHER = "Other series"
_NOTE = """\
Movements are counted by day. One that is likely to so many hundredths counts as much; the bounds are those within
which 95 % of the ways to read them lie. A day without data is absent from the series: it is not a day on which nothing
came.

How much could have been seen on a day is its exposure: the share of movements that would have been noticed, measured
by other traffic near the field where there is some. A week of full sight is seven days on which all would have been.

The baseline is what the rest of the series lets expect in a week, with its dispersion and, where the data carry them,
its trend and its seasons. All windows are compared with it, and the chance that the most unusual of them is as unusual
without any surge is found by simulating series of the same dispersion and exposure; that many windows were looked at is
thereby allowed for.

A surge does not say why aircraft came. Other cargo, maintenance, a technical stop, an exercise, a return and an empty
leg stay open until a document or a signed judgement settles them."""


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One week of the table; `listed` says how many movements are listed below."""

    name: str
    anchor: str
    absent: bool
    cells: tuple[str, ...]
    listed: str


def surge_html(
    surge: Surge, landings: Sequence[Mapping[str, Any]], beside: Sequence[Surge | Mapping[str, Any]] = ()
) -> str:
    """Write a surge as a page of its own, the same bytes for the same input.

    `landings` are rows in the columns of `flights movements`, those that were counted; they may carry `origin`, an
    OurAirports ident, `archive`, the path of the archive or dataset that they came from, or `track`, the whole
    command, and `in_window`. `beside` are the same operator at other fields and other operators at the same one: whole,
    or what a screening says of them (series, operator, airfield, count, p, p_how, first, last, ratio).
    """
    groups = groups_of(landings, surge.weeks)
    listed = {group.anchor: group for group in groups}
    title = one_line(f"{surge.series}: {noun(surge)} by week", 160)
    stamp = f"{SYNTHETIC} – " if surge.synthetic else ""
    page = environment().get_template("surge.html").render(
        surge=surge,
        title=f"{stamp}{title}",
        style=Markup(style_of("surge")),  # noqa: S704  # the package's own file
        policy=policy(style_of("surge")),
        stamp=SYNTHETIC,
        stamps=" · ".join([SYNTHETIC] * 300),
        supports_nothing=SUPPORTS_NOTHING,
        of_what=of_what(surge),
        told=TOLD.get(surge.told, surge.told),
        counted_words=counted_words(surge),
        opportunity=OPPORTUNITY,
        one={"landing": "landing", "takeoff": "take-off"}.get(surge.motion, "movement"),
        noun=noun(surge),
        periods=_periods(surge),
        windows=_windows(surge),
        comparisons=[comparison_words(each) for each in surge.comparisons],
        power=_power(surge),
        beside=_beside(surge, beside),
        weeks=[_week(week, listed.get(anchor_of(week))) for week in surge.weeks],
        groups=groups,
        method_note=paragraphs(_NOTE),
        model=_model(surge),
        inputs=surge.inputs[:_INPUTS],
        more_inputs=max(len(surge.inputs) - _INPUTS, 0),
        **_drawings(surge, landings),
    )  # fmt: skip
    return page.rstrip("\n") + "\n"


def _drawings(surge: Surge, landings: Sequence[Mapping[str, Any]]) -> dict[str, Markup]:
    routes = routes_of(landings)
    title = f"{surge.series}: where its {noun(surge)} came from"
    drawn = routes_svg(routes, title, synthetic=surge.synthetic, standalone=False) if routes else ""
    return {
        "chart": Markup(surge_svg(surge, standalone=False)),  # noqa: S704  # escaped where it was made
        "calendar": Markup(calendar_svg(surge, standalone=False)),  # noqa: S704  # the same
        "routes": Markup(drawn),  # noqa: S704  # the same
    }


def _windows(surge: Surge) -> list[tuple[str, str]]:
    found = []
    if surge.window:
        found.append(("Most unusual window of all", window_words(surge.window, surge)))
    if surge.asked:
        found.append(("Window asked for", window_words(surge.asked, surge)))
    if surge.conflict:
        found.append(("Dates of the conflict, given in advance", days(surge.conflict.first, surge.conflict.last)))
    return found


def _periods(surge: Surge) -> list[tuple[str, ...]]:
    return [
        (
            each.name, days(each.first, each.last), f"{each.days:,}", figure(each.count), figure(each.exposure),
            "nothing could be seen" if each.rate is None else figure(each.rate),
        )
        for each in surge.periods
    ]  # fmt: skip


def _power(surge: Surge) -> list[tuple[str, ...]]:
    return [
        (
            f"×{figure(each.factor)}", f"{figure(each.weeks)} weeks", f"from {day(each.first)}" if each.first else
            "anywhere", f"{each.probability:.0%}", f"{each.draws:,}",
        )
        for each in surge.power
    ]  # fmt: skip


def _beside(surge: Surge, others: Sequence[Surge | Mapping[str, Any]]) -> list[tuple[str, list[tuple[str, ...]]]]:
    """Sort other series by what they share with this one."""
    sorts: dict[str, list[tuple[str, ...]]] = {name: [] for name in (_ELSEWHERE, _HERE, _OTHER)}
    for other in others:
        if isinstance(other, Surge):
            operator, airfield, row = other.operator, other.airfield, _whole(other)
        else:
            operator, airfield, row = str(other.get("operator")), str(other.get("airfield")), _screened(other)
        same = operator == surge.operator, airfield == surge.airfield
        sorts[{(True, False): _ELSEWHERE, (False, True): _HERE}.get(same, _OTHER)].append(row)
    return [(name, rows) for name, rows in sorts.items() if rows]


def _whole(other: Surge) -> tuple[str, ...]:
    window = f"{days(other.window.first, other.window.last)}, {short(other.window)}" if other.window else "none"
    name = f"{SYNTHETIC}: {other.series}" if other.synthetic else other.series
    told = f"{TOLD.get(other.told, other.told)}: {other.reason}"
    count = f"{figure(other.count)}{within(other.count_low, other.count_high)}"
    return name, told, window, count, f"{other.days_with_data:,} of {other.days:,}"


def _screened(other: Mapping[str, Any]) -> tuple[str, ...]:
    first, last, ratio, p = (other.get(name) for name in ("first", "last", "ratio", "p"))
    where = days(first, last) if isinstance(first, date) and isinstance(last, date) else "none"
    times = f", ×{figure(ratio)}" if isinstance(ratio, int | float) else ""
    how = odds(p, str(other.get("p_how"))) if isinstance(p, int | float) else "not known"
    told = f"p {how} over its own windows, not corrected for how many series stand here"
    count = other.get("count")
    number = figure(count) if isinstance(count, int | float) else ""
    return str(other.get("series")), told, where + times, number, ""


def _week(week: Week, group: Group | None) -> WeekRow:
    listed = f"{len(group.rows)} listed" if group else ""
    if not week.days:
        return WeekRow(day(week.first), anchor_of(week), True, ("0 of 7", "no data", "", "", "", ""), listed)
    band = bounds(week.baseline_low, week.baseline_high) if week.baseline is not None else ""
    cells = (
        f"{week.days} of 7", figure(week.count), f"{figure(week.low)} to {figure(week.high)}",
        f"{figure(week.exposure)} ± {week.exposure_error:.0%}", "" if week.baseline is None else figure(week.baseline),
        band,
    )  # fmt: skip
    return WeekRow(day(week.first), anchor_of(week), False, cells, listed)


def _model(surge: Surge) -> str:
    """Say what was estimated of the baseline, and what was not."""
    said = [
        f"dispersion {figure(surge.dispersion)}" if surge.dispersion is not None else "dispersion not estimated",
        f"trend ×{figure(surge.trend)} a year" if surge.trend is not None else "no trend: the data carry none",
        f"season ×{figure(surge.season)} from its least month to its greatest" if surge.season is not None
        else "no season: the data carry none",
    ]  # fmt: skip
    return f"Baseline: {'; '.join(said)}. Exposure: {surge.exposure_basis}."
