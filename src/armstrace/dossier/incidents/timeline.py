"""Incidents in time: a bar from the first to the last day on which each can have been, never a point nobody knows.

A bar with a dashed rim is a date that its source marks as about or not sure; a bar that runs to the edge is open on
that side. The small mark beside it is the day of the report. Where there are more than can be named, months are counted
instead: what surely lies in the month, and what may.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from markupsafe import Markup

from armstrace.dossier.drawing import (
    COLOURS,
    WIDTH,
    Frame,
    fetching,
    framed,
    line,
    lines_of,
    nothing_drawn,
    num,
    paragraph,
    titled,
    words,
)
from armstrace.dossier.incidents.months import (
    BARS,
    BY_MONTH,
    HEAD,
    NO_DATE,
    OFF,
    YEARS,
    Days,
    bars,
    latest_report,
    left_out,
    scale_of,
)
from armstrace.dossier.incidents.words import actor_words, origin_words, weapon_words, when_words
from armstrace.records.kinds import Incident

_STEP = 30.0
_NAMED = 80
_LETTERS = 46
_DESCRIBED = 60


def incidents_timeline(
    incidents: Iterable[Incident],
    title: str,
    remarks: Sequence[str] = (),
    *,
    standalone: bool = True,
    address: Callable[[date, date], str] = lambda _first, _last: "",
) -> str:
    """Draw incidents in time; the same incidents give the same bytes, in whatever order they come.

    `address` is what a click on a bar fetches, by the first and last day of it, in a page that can.
    """
    given = sorted(incidents, key=lambda each: (_first(each) or date.max, _last(each) or date.max, each.key))
    told = [each for each in given if _first(each) or _last(each)]
    dated = [each for each in told if _drawable(each)]
    beneath = [
        row
        for each in (*left_out(len(given) - len(told), len(told) - len(dated)), *remarks)
        for row in lines_of(each, 130)
    ]
    if not dated:
        return nothing_drawn(title, NO_DATE, beneath, standalone=standalone)
    scale = _scale(dated)
    if len(dated) <= _NAMED:
        body, height = list(_rows(dated, scale, address)), _STEP * len(dated)
        how = "Bars: first to last day it can have been; dashed rim: about or not sure; mark: day of the report."
    else:
        body, height = list(bars(_spans(dated, scale), scale, address)), BARS
        how = BY_MONTH
    parts = [
        titled(title),
        words(8, 46, how, "axis"),
        *scale.axis(HEAD, height),
        *body,
        *paragraph(8, HEAD + height + 24, beneath, "axis", 14),
    ]
    described = "; ".join(_told(each) for each in dated[:_DESCRIBED])
    whole = HEAD + height + 30 + 14 * len(beneath)
    return framed(Frame(title, f"{described}. {' '.join(beneath)}", WIDTH, whole, False, standalone), parts)


def _drawable(incident: Incident) -> bool:
    """Tell years that a drawing can hold beside others: a slip of the pen would stretch it over millennia."""
    days = [day for day in (_first(incident), _last(incident)) if day]
    return all(YEARS[0] <= day.year <= YEARS[1] for day in days)


def _first(incident: Incident) -> date | None:
    return incident.when.earliest if incident.when else None


def _last(incident: Incident) -> date | None:
    return incident.when.latest if incident.when else None


def _scale(dated: Sequence[Incident]) -> Days:
    """Give the days that are drawn."""
    days = [day for each in dated for day in (_first(each), _last(each)) if day]
    # a report within the span, or soon after it, is drawn; a much later one does not stretch the scale
    later = [each.reported.latest for each in dated if each.reported and each.reported.latest]
    near = [day for day in later if day <= latest_report(min(days), max(days))]
    return scale_of(min(days), max([*days, *near]), named=len(dated) <= _NAMED)


def _spans(dated: Sequence[Incident], scale: Days) -> Counter[tuple[date, date]]:
    """Count incidents by the months of the first and the last day on which each can have been."""
    months = scale.months
    found = Counter[tuple[date, date]]()
    for each in dated:
        # a day that is only about right may lie a little to either side
        off = OFF if each.when and each.when.qualifier else timedelta(0)
        first, last = (_first(each) or months[0]) - off, (_last(each) or months[-1]) + off
        found[first.replace(day=1), last.replace(day=1)] += 1
    return found


def _rows(dated: Sequence[Incident], scale: Days, address: Callable[[date, date], str]) -> Iterator[Markup]:
    for number, each in enumerate(dated):
        top = HEAD + number * _STEP
        yield words(8, top + 12, _cut(f"{when_words(each.when)}  {each.place_printed}"), "bold")
        yield words(8, top + 25, _cut(f"{weapon_words(each)}; {origin_words(each)}", _LETTERS + 8), "small")
        first, last = _first(each), _last(each)
        yield _bar(each, scale, top + 4, fetching(address(first, last) if first and last else ""))
        told = each.reported.latest if each.reported else None
        if told and told <= scale.last:
            yield line(f"M{num(scale.at(told))} {num(top + 3)}l4 8l-4 8l-4 -8z", "dates", 1.5)


def _bar(incident: Incident, scale: Days, top: float, fetched: Markup) -> Markup:
    left = scale.at(_first(incident) or scale.first)
    last = _last(incident)
    right = scale.at(last + timedelta(days=1)) if last else scale.at(scale.last)
    doubt = bool(incident.when and incident.when.qualifier) or _first(incident) is None or last is None
    return Markup(
        '<path class="f-{0} s-own" fill="{1}" stroke="{2}" stroke-width="1.2" stroke-dasharray="{3}" '
        'd="M{4} {5}h{6}v14h-{6}z"{8}><title>{7}</title></path>'
    ).format(
        "heat1" if doubt else "heat3", COLOURS["heat1" if doubt else "heat3"][0], COLOURS["own"][0],
        "4 3" if doubt else "none", num(left), num(top), num(max(right - left, 2.0)), _told(incident), fetched,
    )  # fmt: skip


def _told(incident: Incident) -> str:
    parts = (when_words(incident.when), incident.place_printed, weapon_words(incident), actor_words(incident))
    return ", ".join(filter(None, parts)) + f" ({origin_words(incident)})"


def _cut(text: str, most: int = _LETTERS) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
