"""The movements behind a surge as they are listed: each with its bounds, its grounds and the command of its track."""

import math
import shlex
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from armstrace.dossier.surges.panels import last_of
from armstrace.dossier.surges.words import day, days
from armstrace.dossier.tracks.model import chance
from armstrace.records.surges import Week

OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Listed:
    """One movement in words."""

    hex: str
    who: str
    at: str
    between: str
    route: str
    probability: str
    grounds: str
    inside: str
    command: str
    inputs: str


@dataclass(frozen=True, slots=True)
class Group:
    """The movements of one week; `anchor` is what links to them name."""

    anchor: str
    name: str
    rows: tuple[Listed, ...]


def anchor_of(week: Week) -> str:
    """Name the place on the page where a week's movements stand."""
    return f"week-{week.first.isoformat()}"


def groups_of(landings: Iterable[Mapping[str, Any]], weeks: Sequence[Week]) -> tuple[Group, ...]:
    """Put movements in their weeks, in order of time; those of no week are listed last."""
    starts = {ordinal: week for week in weeks for ordinal in range(week.first.toordinal(), _after(week))}
    grouped: dict[str, list[tuple[str, Listed]]] = defaultdict(list)
    for row in landings:
        moment = _moment(row.get("time_utc"))
        week = starts.get(moment.date().toordinal()) if moment else None
        grouped[anchor_of(week) if week else OUTSIDE].append((_instant(row.get("time_utc")), _listed(row, moment)))
    names = {anchor_of(week): f"Week of {days(week.first, last_of(week))}" for week in weeks}
    names[OUTSIDE] = "Outside the weeks of the series, not counted"
    return tuple(
        Group(anchor, name, tuple(row for _, row in sorted(grouped[anchor], key=lambda pair: pair[0])))
        for anchor, name in names.items()
        if anchor in grouped
    )


def _after(week: Week) -> int:
    return last_of(week).toordinal() + 1


def _listed(row: Mapping[str, Any], moment: datetime | None) -> Listed:
    said = {name: str(value) for name, value in row.items() if value is not None}
    who = (said.get(name, "") for name in ("registration", "typecode", "operator", "callsign"))
    code = said.get("airfield", "") or "no field can be named"
    probability = row.get("probability")
    known = isinstance(probability, int | float) and math.isfinite(probability)
    return Listed(
        hex=said.get("hex", ""),
        who=" · ".join(each for each in who if each),
        at=_clock(row.get("time_utc"), None),
        between=f"{_clock(row.get('time_earliest'), moment)} to {_clock(row.get('time_latest'), moment)}",
        route=f"{said['origin']} → {code}" if said.get("origin") else f"{code} (from: not known)",
        probability=chance(float(probability)) if known and probability is not None else "",
        grounds=", ".join(said[name] for name in ("tier", "basis") if said.get(name)),
        inside="in the window" if row.get("in_window") is True else "",
        command=_command(said, moment.date() if moment else None),
        inputs=said.get("inputs", ""),
    )


def _command(said: Mapping[str, str], on: date | None) -> str:
    """Write the command that draws the aircraft's day; ARCHIVE stands where nobody said which archive it was."""
    if said.get("track", "").startswith("armstrace flights track "):
        return said["track"]
    archive = shlex.quote(said["archive"]) if said.get("archive") else "ARCHIVE"
    when = on.isoformat() if on else "DAY"
    return f"armstrace flights track {shlex.quote(said.get('hex', '') or 'HEX')} {archive} --day {when}"


def _moment(value: object) -> datetime | None:
    """Read a moment as it stands in a table or in its JSON."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if not isinstance(value, datetime):
        return None
    try:
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    except OverflowError:
        return None


def _instant(value: object) -> str:
    moment = _moment(value)
    return moment.isoformat() if moment else ""


def _clock(value: object, beside: datetime | None) -> str:
    """Write a moment, its day only where that is not the day of what it stands beside."""
    moment = _moment(value)
    if moment is None:
        return "not known"
    same = beside is not None and moment.date() == beside.date()
    return f"{moment:%H:%M}" if same else f"{day(moment.date())}, {moment:%H:%M}"
