"""Incidents counted for drawings: by cells of a map and by months, so that many of them weigh as little as few."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from armstrace.desk.incidents.shown import DRAWABLE, Part, Shown
from armstrace.dossier.incidents.cells import Cell
from armstrace.dossier.incidents.months import OFF, YEARS, ByMonth, Days, latest_report, scale_of

MOST_CELLS = 500
# halves of halves: whether a place lies in a cell is then the same question for whoever divides and whoever compares
_STEPS = (1 / 64, 1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2, 1.0, 2.0, 4.0, 8.0, 16.0)
_ACROSS = 48
_NEAR = "shown_precision IN ('exact', 'town')"
_DATED = "when_printed IS NOT NULL AND (when_earliest IS NOT NULL OR when_latest IS NOT NULL)"
_FIRST, _LAST = (
    f"coalesce(when_{one}, when_{other})" for one, other in (("earliest", "latest"), ("latest", "earliest"))
)
_DRAWN = " AND ".join(
    f"(when_{end} IS NULL OR year(when_{end}) BETWEEN {YEARS[0]} AND {YEARS[1]})" for end in ("earliest", "latest")
)


@dataclass(frozen=True, slots=True)
class ByPlaceCounted:
    """Incidents counted by cells, and how many have no place that could be drawn."""

    cells: tuple[Cell, ...]
    without: int
    country: int

    @property
    def left_out(self) -> Iterator[str]:
        """Say what is not drawn."""
        if self.without:
            yield f"{self.without:,} without coordinates are not drawn."
        if self.country:
            yield f"{self.country:,} known only to a country are not drawn."


def by_cells(shown: Shown, part: Part) -> ByPlaceCounted:
    """Count incidents by the finest cells that are few enough to be drawn."""
    without, country, *sides = shown.ask(
        "count(*) FILTER (shown_lat IS NULL), "
        "count(*) FILTER (shown_lat IS NOT NULL AND shown_precision = 'country'), "
        f"min(shown_lat) FILTER ({DRAWABLE}), max(shown_lat) FILTER ({DRAWABLE}), "
        f"min(shown_lon) FILTER ({DRAWABLE}), max(shown_lon) FILTER ({DRAWABLE})",
        part,
    )[0]
    if sides[0] is None:
        return ByPlaceCounted((), int(without), int(country))
    widest = max(sides[1] - sides[0], sides[3] - sides[2])
    finest = next((step for step in _STEPS if widest / step <= _ACROSS), _STEPS[-1])
    for step in (each for each in _STEPS if each >= finest):
        cells = _cells(shown, part, step)
        if len(cells) <= MOST_CELLS:
            break
    return ByPlaceCounted(cells, int(without), int(country))


def _cells(shown: Shown, part: Part, step: float) -> tuple[Cell, ...]:
    rows = shown.ask(
        f"floor(shown_lat / {step!r}) AS up, floor(shown_lon / {step!r}) AS across, count(*), "
        f"count(*) FILTER (NOT {_NEAR})",
        part,
        f"AND {DRAWABLE} GROUP BY up, across ORDER BY up, across",
    )
    return tuple(
        Cell(up * step, across * step, (up + 1) * step, (across + 1) * step, int(count), int(vague))
        for up, across, count, vague in rows
    )


def by_months(shown: Shown, part: Part) -> ByMonth:
    """Count incidents by the months in which each surely was, or can have been."""
    dated, drawn, first, last = shown.ask(
        f"count(*) FILTER ({_DATED}), count(*) FILTER ({_DATED} AND {_DRAWN}), "
        f"min({_FIRST}) FILTER ({_DATED} AND {_DRAWN}), max({_LAST}) FILTER ({_DATED} AND {_DRAWN})",
        part,
    )[0]
    undated, far_off = shown.count(part) - int(dated), int(dated) - int(drawn)
    if not drawn:
        return ByMonth(undated=undated, far_off=far_off)
    scale = scale_of(first, max(last, *_reports(shown, part, first, last)), named=False)
    return ByMonth(scale, _spans(shown, part, scale), undated, far_off)


def _reports(shown: Shown, part: Part, first: date, last: date) -> tuple[date, ...]:
    """Give the day of the last report that is drawn; whose rows may not leave, of those no report is told."""
    bound = latest_report(first, last)
    (found,) = shown.ask(
        f"max(reported_latest) FILTER (NOT stays AND {_DATED} AND {_DRAWN} AND reported_printed IS NOT NULL "
        f"AND reported_latest <= DATE '{bound}')",
        part,
    )[0]
    return (found or last, last)


def _spans(shown: Shown, part: Part, scale: Days) -> dict[tuple[date, date], int]:
    months = scale.months
    off = f"CASE WHEN when_qualifier <> '' THEN {OFF.days} ELSE 0 END"
    rows = shown.ask(
        f"date_trunc('month', coalesce(when_earliest, DATE '{months[0]}') - {off})::DATE AS begins, "
        f"date_trunc('month', coalesce(when_latest, DATE '{months[-1]}') + {off})::DATE AS ends, count(*)",
        part,
        f"AND {_DATED} AND {_DRAWN} GROUP BY begins, ends ORDER BY begins, ends",
    )
    return {(begins, ends): int(count) for begins, ends, count in rows}
