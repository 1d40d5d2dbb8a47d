"""Kept surges: whether movements came more often than chance and coverage explain, and what stands beside them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from armstrace.desk.rebuilt import surge_of
from armstrace.desk.surges.kept import asked_before, kept_surge
from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.paging import Paging, cut, paging
from armstrace.desk.web.problems import NotThere
from armstrace.desk.web.showing import quoted
from armstrace.desk.web.views.flight_rows import SUPPORTS_NO_RUNG, of_flight
from armstrace.desk.web.views.flights import DaysWithout
from armstrace.desk.web.views.leading import of_exhibit, of_key
from armstrace.dossier.maps.routes import routes_of, routes_svg
from armstrace.dossier.surges.panels import last_of
from armstrace.dossier.surges.periods import shown_periods
from armstrace.dossier.surges.words import (
    TOLD,
    chance_of,
    comparison_words,
    counted_words,
    days,
    noun,
    odds,
    of_what,
    ratio_of,
    window_words,
)
from armstrace.dossier.tracks.model import chance
from armstrace.gazetteer.synthetic_marks import WATERMARK
from armstrace.records.errors import CaseError
from armstrace.records.surges import Period, Surge

_SIZE, _LANDINGS = 20, 50


@dataclass(frozen=True, slots=True, kw_only=True)
class SurgesAsked:
    """Which page of the kept surges."""

    page: int = told(1, least=1, most=100_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurgeAsked:
    """Which surge, by its key, and which page of the movements behind it."""

    key: str = told(longest=100)
    page: int = told(1, least=1, most=100_000)


@dataclass(frozen=True, slots=True)
class SurgeRow:
    """One kept surge in words: what was counted of what, what was found where, the chance, and days without data.

    `damaged` says why it cannot be shown; then the rest is empty.
    """

    key: str
    series: str
    told: str
    reason: str
    window: str
    ratio: str
    chance: str
    counted: str
    synthetic: bool
    damaged: str
    leads_to: str


@dataclass(frozen=True, slots=True)
class Surges:
    """The surges that a case keeps, as they were asked for last; `supports` says what none of them shows."""

    rows: tuple[SurgeRow, ...]
    paging: Paging
    watermark: str
    supports: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A series beside a surge: the same operator elsewhere, or another one there; `chance` is over its own windows."""

    why: str
    series: str
    operator: str
    airfield: str
    counted: float
    window: str
    ratio: float | None
    chance: str


@dataclass(frozen=True, slots=True)
class SurgeLanding:
    """A movement behind a surge; `leads_to` is its page, "" where it was counted elsewhere."""

    key: str
    hex: str
    registration: str
    typecode: str
    callsign: str
    time_utc: str
    origin: str
    airfield: str
    chance: str
    basis: str
    in_window: bool
    leads_to: str


@dataclass(frozen=True, slots=True)
class SurgePage:
    """A kept surge: all that was found, the windows in words, its neighbours, weeks without data, every movement.

    `surge` is as it was kept, without the keys of its inputs, which are those of the landings. `periods` stand before,
    in and after what `periods_of` says.
    """

    key: str
    told: str
    of_what: str
    counted: str
    windows: tuple[str, ...]
    asked: Mapping[str, str]
    surge: Surge
    periods: tuple[Period, ...]
    periods_of: str
    comparisons: tuple[str, ...]
    neighbours: tuple[Neighbour, ...]
    without: tuple[DaysWithout, ...]
    landings: tuple[SurgeLanding, ...]
    paging: Paging
    why: str
    exhibit: str
    synthetic: bool
    watermark: str
    supports: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """A surge as it was read from its file."""

    told: Mapping[str, Any]
    surge: Surge


def surges(desk: Desk, asked: SurgesAsked) -> Surges:
    """Show the surges that the case keeps."""
    keys = desk.cached("surges", lambda: _keys(desk))
    where = paging(len(keys), asked.page, _SIZE)
    rows = tuple(_listed(desk, key) for key in cut(keys, where, _SIZE))
    made_up = any(row.synthetic for row in rows)
    return Surges(rows, where, WATERMARK if made_up else "", SUPPORTS_NO_RUNG)


def _keys(desk: Desk) -> tuple[str, ...]:
    """Name the surges that this person may see, those asked for last first."""
    return tuple(str(line["key"]) for line in reversed(asked_before(desk.case)))


def _kept(desk: Desk, key: str) -> _Kept:
    if key not in desk.cached("surges", lambda: _keys(desk)):
        raise NotThere("No surge of this case has that key.", where=key[:100], todo="Look for it in the list.")
    found = kept_surge(desk.case, key)
    if found is None:
        raise CaseError("The file of this surge is not there.", todo="Run the same `armstrace surge` again.")
    return _Kept(found, surge_of(found))


def _listed(desk: Desk, key: str) -> SurgeRow:
    """Give a surge for the list; a damaged one is looked at anew each time: no line tells when it is put right."""
    address = f"/surges/{quoted(key)}"
    try:
        return desk.cached(("surge row", key), lambda: _row(_kept(desk, key).surge, key, address))
    except CaseError as error:
        damaged = f"{error.what} {error.todo}"
        return SurgeRow(key, "", "", "", "", "", "", "", synthetic=False, damaged=damaged, leads_to=address)


def _row(surge: Surge, key: str, address: str) -> SurgeRow:
    window = surge.window
    return SurgeRow(
        key=key,
        series=surge.series,
        told=TOLD.get(surge.told, surge.told),
        reason=surge.reason,
        window=days(window.first, window.last) if window else "",
        ratio=ratio_of(window) if window else "",
        chance=chance_of(window) if window else "",
        counted=counted_words(surge),
        synthetic=surge.synthetic,
        damaged="",
        leads_to=address,
    )


def surge_page(desk: Desk, asked: SurgeAsked) -> SurgePage:
    """Show a kept surge with its windows, power, neighbours and every movement behind it."""
    return desk.cached(("surge", asked), lambda: _page(desk, asked))


def _page(desk: Desk, asked: SurgeAsked) -> SurgePage:
    kept = desk.cached(("surge kept", asked.key), lambda: _kept(desk, asked.key))
    surge = kept.surge
    landings: Sequence[Mapping[str, Any]] = kept.told.get("landings") or ()
    where = paging(len(landings), asked.page, _LANDINGS)
    exhibit = str(kept.told["exhibit"])
    windows = {"Most unusual window of all": surge.window, "Window asked for": surge.asked}
    return SurgePage(
        key=asked.key,
        told=TOLD.get(surge.told, surge.told),
        of_what=of_what(surge),
        counted=counted_words(surge),
        windows=tuple(f"{name}: {window_words(each, surge)}." for name, each in windows.items() if each),
        asked={str(name): str(value) for name, value in kept.told["question"].items()},
        surge=replace(surge, inputs=()),
        periods=shown_periods(surge)[0],
        periods_of=shown_periods(surge)[1],
        comparisons=tuple(comparison_words(each) for each in surge.comparisons),
        neighbours=tuple(_neighbour(each) for each in kept.told.get("beside") or ()),
        without=tuple(_without(surge)),
        landings=tuple(_landing(each) for each in cut(landings, where, _LANDINGS)),
        paging=where,
        why=of_key(asked.key),
        exhibit=of_exhibit(exhibit) if exhibit else "",
        synthetic=surge.synthetic,
        watermark=WATERMARK if surge.synthetic else "",
        supports=SUPPORTS_NO_RUNG,
    )


def _without(surge: Surge) -> Iterator[DaysWithout]:
    """Give the weeks without a day of data, those that follow each other as one stretch."""
    run: DaysWithout | None = None
    for week in surge.weeks:
        if week.days:
            if run:
                yield run
            run = None
        else:
            run = DaysWithout(run.first if run else week.first, last_of(week))
    if run:
        yield run


def surge_routes(desk: Desk, key: str) -> str:
    """Draw where the movements of a surge came from, "" where no origin is known."""
    kept = desk.cached(("surge kept", key), lambda: _kept(desk, key))
    routes = routes_of(kept.told.get("landings") or ())
    title = f"{kept.surge.series}: where its {noun(kept.surge)} came from"
    return routes_svg(routes, title, synthetic=kept.surge.synthetic, standalone=False) if routes else ""


def _neighbour(told: Mapping[str, Any]) -> Neighbour:
    first, last, p = (told.get(name) for name in ("first", "last", "p"))
    return Neighbour(
        why={"same operator": "the same operator elsewhere", "same field": "another operator there"}.get(
            str(told.get("why")), str(told.get("why"))
        ),
        series=str(told.get("series")),
        operator=str(told.get("operator")),
        airfield=str(told.get("airfield")),
        counted=float(told.get("count") or 0),
        window=f"{first} to {last}" if first and last else "",
        ratio=told.get("ratio"),
        chance=f"p {odds(float(p), str(told.get('p_how')))}" if isinstance(p, int | float) else "not known",
    )


def _landing(told: Mapping[str, Any]) -> SurgeLanding:
    said = {name: str(value) for name, value in told.items() if value is not None}
    key, probability = said.get("key", ""), told.get("probability")
    return SurgeLanding(
        key=key,
        hex=said.get("hex", ""),
        registration=said.get("registration", ""),
        typecode=said.get("typecode", ""),
        callsign=said.get("callsign", ""),
        time_utc=said.get("time_utc", ""),
        origin=said.get("origin", ""),
        airfield=said.get("airfield", ""),
        chance=chance(float(probability)) if isinstance(probability, int | float) else "",
        basis=", ".join(filter(None, (said.get("tier", ""), said.get("basis", "")))),
        in_window=told.get("in_window") is True,
        leads_to=of_flight(key) if key.startswith("movement:") else "",
    )
