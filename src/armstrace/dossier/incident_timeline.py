"""Incidents in time: a bar from the first to the last day on which each can have been, never a point nobody knows.

A bar with a dashed rim is a date that its source marks as about or not sure; a bar that runs to the edge is open on
that side. The small mark beside it is the day of the report. Where there are more than can be named, months are counted
instead: what surely lies in the month, and what may.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from markupsafe import Markup

from armstrace.dossier.drawing import COLOURS, Frame, fetching, framed, line, lines_of, num, paragraph, rect, words
from armstrace.dossier.incident_words import actor_words, origin_words, weapon_words, when_words
from armstrace.records.kinds import Incident

WIDTH = 860.0
_LEFT, _RIGHT, _HEAD, _STEP = 330.0, 850.0, 84.0, 30.0
_NAMED = 80
_LETTERS = 46
_BARS = 160.0
_DESCRIBED = 60
_OFF_DAYS = 2
_YEARS = (1800, 2200)


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
    beneath = [row for each in (*_left_out(given, told, dated), *remarks) for row in lines_of(each, 130)]
    if not dated:
        said = [
            words(8, 26, title[:96], "title"),
            *paragraph(8, 48, ["No incident with a date.", *beneath], "axis", 14),
        ]
        return framed(Frame(title, "No incident with a date.", WIDTH, 70 + 14 * len(beneath), False, standalone), said)
    scale = _Days(dated)
    if len(dated) <= _NAMED:
        body, height = list(_rows(dated, scale, address)), _STEP * len(dated)
        how = "Bars: first to last day it can have been; dashed rim: about or not sure; mark: day of the report."
    else:
        body, height = list(_months(dated, scale, address)), _BARS
        how = "Dark: surely in that month. Light: may be in that month, so that one incident can stand in several."
    parts = [
        words(8, 26, title[:96], "title"),
        words(8, 46, how, "axis"),
        *scale.axis(_HEAD, height),
        *body,
        *paragraph(8, _HEAD + height + 24, beneath, "axis", 14),
    ]
    described = "; ".join(_told(each) for each in dated[:_DESCRIBED])
    whole = _HEAD + height + 30 + 14 * len(beneath)
    return framed(Frame(title, f"{described}. {' '.join(beneath)}", WIDTH, whole, False, standalone), parts)


def _drawable(incident: Incident) -> bool:
    """Tell years that a drawing can hold beside others: a slip of the pen would stretch it over millennia."""
    days = [day for day in (_first(incident), _last(incident)) if day]
    return all(_YEARS[0] <= day.year <= _YEARS[1] for day in days)


def _left_out(given: Sequence[Incident], told: Sequence[Incident], dated: Sequence[Incident]) -> Iterator[str]:
    if len(told) < len(given):
        yield f"{len(given) - len(told):,} without a date are not drawn."
    if len(dated) < len(told):
        yield f"{len(told) - len(dated):,} dated before {_YEARS[0]} or after {_YEARS[1]} are not drawn."


def _first(incident: Incident) -> date | None:
    return incident.when.earliest if incident.when else None


def _last(incident: Incident) -> date | None:
    return incident.when.latest if incident.when else None


class _Days:
    """Days to places across the drawing."""

    def __init__(self, dated: Sequence[Incident]) -> None:
        days = [day for each in dated for day in (_first(each), _last(each)) if day]
        # a report within the span, or soon after it, is drawn; a much later one does not stretch the scale
        later = [each.reported.latest for each in dated if each.reported and each.reported.latest]
        near = [day for day in later if day - max(days) <= max((max(days) - min(days)) / 2, timedelta(days=14))]
        self.first = min(days) - timedelta(days=1)
        self.last = max([*days, *near]) + timedelta(days=2)
        self._left = _LEFT if len(dated) <= _NAMED else 60.0

    def at(self, day: date) -> float:
        """Give the place of the beginning of a day; days beyond the scale are at its edge."""
        part = (day - self.first).days / max((self.last - self.first).days, 1)
        return self._left + min(max(part, 0.0), 1.0) * (_RIGHT - self._left)

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


def _rows(dated: Sequence[Incident], scale: _Days, address: Callable[[date, date], str]) -> Iterator[Markup]:
    for number, each in enumerate(dated):
        top = _HEAD + number * _STEP
        yield words(8, top + 12, _cut(f"{when_words(each.when)}  {each.place_printed}"), "bold")
        yield words(8, top + 25, _cut(f"{weapon_words(each)}; {origin_words(each)}", _LETTERS + 8), "small")
        first, last = _first(each), _last(each)
        yield _bar(each, scale, top + 4, fetching(address(first, last) if first and last else ""))
        told = each.reported.latest if each.reported else None
        if told and told <= scale.last:
            yield line(f"M{num(scale.at(told))} {num(top + 3)}l4 8l-4 8l-4 -8z", "dates", 1.5)


def _bar(incident: Incident, scale: _Days, top: float, fetched: Markup) -> Markup:
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


def _months(dated: Sequence[Incident], scale: _Days, address: Callable[[date, date], str]) -> Iterator[Markup]:
    months = _months_between(scale.first, scale.last)
    sure, may = _counts(dated, months)
    most = max([*may, 1])
    for month, certain, possible in zip(months, sure, may, strict=True):
        following = (month + timedelta(days=32)).replace(day=1)
        left, right = scale.at(month), scale.at(following)
        wide = max(right - left - 0.6, 0.6)
        for count, fill in ((possible, "heat1"), (certain, "heat4")):
            high = _BARS * count / most
            if count:
                yield rect(left, _HEAD + _BARS - high, wide, high, fill)
        fetched = fetching(address(month, following - timedelta(days=1))) if possible else ""
        if fetched:
            # the whole height can be clicked: a bar may be too low for that
            yield Markup(
                '<path fill="none" pointer-events="all" d="M{} {}h{}v{}h-{}z"{}><title>{}</title></path>'
            ).format(num(left), num(_HEAD), num(wide), num(_BARS), num(wide), fetched, f"{month:%B %Y}")
    yield words(54, _HEAD + 8, f"{most:,}", "axis", "end")
    yield words(54, _HEAD + _BARS, "0", "axis", "end")


def _counts(dated: Sequence[Incident], months: Sequence[date]) -> tuple[list[int], list[int]]:
    """Count by month what surely lies in it and what may; each incident adds to a run of months."""
    index = {month: number for number, month in enumerate(months)}
    sure, steps = [0] * len(months), [0] * (len(months) + 1)
    for each in dated:
        # a day that is only about right may lie a little to either side
        off = timedelta(days=_OFF_DAYS if each.when and each.when.qualifier else 0)
        first, last = (_first(each) or months[0]) - off, (_last(each) or months[-1]) + off
        begins, ends = index.get(first.replace(day=1), 0), index.get(last.replace(day=1), len(months) - 1)
        steps[begins] += 1
        steps[ends + 1] -= 1
        sure[begins] += begins == ends
    may, running = [], 0
    for step in steps[:-1]:
        running += step
        may.append(running)
    return sure, may


def _told(incident: Incident) -> str:
    parts = (when_words(incident.when), incident.place_printed, weapon_words(incident), actor_words(incident))
    return ", ".join(filter(None, parts)) + f" ({origin_words(incident)})"


def _cut(text: str, most: int = _LETTERS) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
