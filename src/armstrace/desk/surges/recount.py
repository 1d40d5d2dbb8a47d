"""Counting the series of kept surges again: its rows are compared, what was drawn by chance is not.

Movements, their sum, and each week's days, count and exposure follow from what a case has and are looked up in no time.
The chances, bounds and power of a surge come of some thousand made series each: `armstrace surge` with what was asked,
the seed included, gives them again.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from armstrace.desk.intake import Case
from armstrace.desk.kept_files import Compared
from armstrace.desk.surges.counts import read_counts
from armstrace.desk.surges.data import of_case
from armstrace.desk.surges.find import counting
from armstrace.desk.surges.kept import asked_before, kept_surge
from armstrace.desk.surges.telling import plain
from armstrace.flights.surges.counting import ALL, Subject
from armstrace.flights.surges.judge import weeks_told
from armstrace.records.errors import ArmstraceError

_SAME = 1e-9
_WEEK = ("first", "days", "count", "exposure", "exposure_error")


def recounted(case: Case) -> Compared:
    """Count the series of every kept surge again, and say where the rows are not those that are kept."""
    wrong: list[str] = []
    stale: list[str] = []
    for line in asked_before(case):
        key = str(line["key"])
        try:
            told = kept_surge(case, key)
            if told is None:
                continue
            anew = _series(case, told)
        except ArmstraceError as error:
            stale.append(f"{key} cannot be counted again: {error.what}")
            continue
        except (KeyError, TypeError, ValueError):
            wrong.append(f"{key} does not say what a surge must say")
            continue
        if not told["exhibit"] and anew["inputs"] != told["inputs"]:
            stale.append(f"{key}: the movements of the case are others since; `armstrace surge` counts them anew")
        elif not _same(anew, told):
            wrong.append(f"{key}: counting again gives other rows than those kept")
    return Compared(tuple(wrong), (), tuple(stale))


def _series(case: Case, told: Mapping[str, Any]) -> dict[str, Any]:
    """Count again what a surge was told of; nothing where the file of counts has no such series."""
    if told["exhibit"]:
        path = case.exhibit(told["exhibit"]).path
        named = [each for each in read_counts(path).series if each.named.series == told["series"]]
        if not named:
            return {"inputs": [], "count": 0.0, "weeks": []}
        series = named[0]
    else:
        subject = _subject(told)
        series = counting(of_case(case.root), subject).series(subject)[0]
    weeks = [{name: plain(getattr(week, name)) for name in _WEEK} for week in weeks_told(series)]
    return {"inputs": list(series.inputs), "count": float(series.counts.sum()), "weeks": weeks}


def _subject(told: Mapping[str, Any]) -> Subject:
    return Subject(
        operator=told["operator"] or ALL,
        airfield=told["airfield"],
        origin=told["origin"],
        typecode=told["typecode"],
        hexes=frozenset(str(told["question"].get("hex", "")).split()),
        motion=told["motion"],
    )


def _same(anew: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    weeks: Sequence[Mapping[str, Any]] = told["weeks"]
    return (
        math.isclose(anew["count"], told["count"], rel_tol=_SAME)
        and len(weeks) == len(anew["weeks"])
        and all(_like(one[name], two[name]) for one, two in zip(anew["weeks"], weeks, strict=True) for name in _WEEK)
    )


def _like(one: Any, two: Any) -> bool:
    if isinstance(one, float) and isinstance(two, int | float):
        return math.isclose(one, two, rel_tol=_SAME, abs_tol=_SAME)
    return bool(one == two)
