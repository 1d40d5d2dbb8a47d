"""When an act towards a treaty takes effect: the shapes that final clauses have, applied to dates with their doubt.

A rule is a word and a number: `days:90` (that many days after the act), `months:6` (the same day so many months later),
`month:6` (the first day of the sixth month after the month of the act), `month-after-days:60` (the first day of the
month after the sixtieth day). Each grows with its day, so an act known by its year alone gives an interval.
"""

import calendar
from collections.abc import Callable
from datetime import date, timedelta

from armstrace.records.errors import UnreadableValue
from armstrace.records.values import When


def _month_start(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _months_later(day: date, months: int) -> date:
    start = _month_start(day, months)
    # 31 August + 6 months is the last day of February
    return start.replace(day=min(day.day, calendar.monthrange(start.year, start.month)[1]))


_SHAPES: dict[str, Callable[[date, int], date]] = {
    "days": lambda day, number: day + timedelta(days=number),
    "months": _months_later,
    "month": _month_start,
    "month-after-days": lambda day, number: _month_start(day + timedelta(days=number), 1),
}


def apply_rule(rule: str, day: date) -> date:
    """Give the day on which an act of `day` takes effect.

    Raises:
        UnreadableValue: the rule is none of the shapes above, or leads beyond the year 9999.

    >>> apply_rule("month:6", date(2011, 3, 24))
    datetime.date(2011, 9, 1)
    >>> apply_rule("days:90", date(2020, 7, 29))
    datetime.date(2020, 10, 27)
    """
    shape, _, number = rule.partition(":")
    if shape not in _SHAPES or not number.isdecimal():
        raise UnreadableValue(
            f"{rule!r} is not a rule of entry into force.", todo=f"Use one of {sorted(_SHAPES)} and a number: days:90."
        )
    try:
        return _SHAPES[shape](day, int(number))
    except (OverflowError, ValueError) as error:
        raise UnreadableValue(f"{rule!r} leads from {day} out of the calendar.", todo="Check the year.") from error


def effect_of(rule: str, act: When, *, not_before: date | None = None) -> When:
    """Give when an act takes effect, as precisely as the act is dated and never before `not_before`.

    Raises:
        UnreadableValue: the rule is of no known shape.

    >>> effect_of("month:6", When.read("2011")).edtf
    '2011-07-01/2012-06-01'
    """
    earliest = apply_rule(rule, act.earliest) if act.earliest else None
    latest = apply_rule(rule, act.latest) if act.latest else None
    if not_before:
        earliest = max(earliest or not_before, not_before)
        latest = max(latest, not_before) if latest else None
    return When(earliest, latest, act.qualifier)
