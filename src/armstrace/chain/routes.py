"""Legal and investigative routes, each a data file with its sources and a day, and the gaps that one leaves open.

What a route needs, in whose words its norm puts the test and who can hear it stand in data/routes/*.toml; what would
close a gap in data/closers.csv. Nothing here says how a court would decide.
"""

import csv
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Any

from armstrace.chain.law_words import said
from armstrace.chain.model import Asked, Gap, Placement, Route, Rung, RungState, Word
from armstrace.gazetteer.states import display
from armstrace.records.errors import CaseError

_ORDER = ("licence-review", "att-6-3", "state-aid", "embargo", "company")


def routes() -> tuple[str, ...]:
    """Give the names of the routes, as `--route` takes them.

    >>> routes()
    ('licence-review', 'att-6-3', 'state-aid', 'embargo', 'company')
    """
    return _ORDER


@cache
def route(name: str) -> Route:
    """Give a route by its name.

    Raises:
        CaseError: there is none of that name.

    >>> [str(rung) for rung in route("att-6-3").needs]
    ['1a', 'L', 'K']
    """
    if name not in _ORDER:
        raise CaseError(f"{name!r} is no route.", where="--route", todo=f"Use one of: {', '.join(_ORDER)}.")
    text = files("armstrace.chain").joinpath("data", "routes", f"{name}.toml").read_text(encoding="utf-8")
    return _route(tomllib.loads(text))


def _route(told: Mapping[str, Any]) -> Route:
    needs = told["needs"]
    return Route(
        name=told["name"],
        title=told["title"],
        needs={rung: needs[rung.value] for rung in Rung if rung.value in needs},
        test=told["test"],
        test_source=told["test_source"],
        heard_by=tuple(told["heard_by"]),
        instruments=tuple((each["id"], each["whose"]) for each in told["instruments"]),
        notes=tuple(told["notes"]),
        sources=tuple(told["sources"]),
        as_of=told["as_of"],
        series=told["series"],
        either=tuple(tuple(Rung(name) for name in group) for group in told.get("either", ())),
    )


@cache
def closers() -> Mapping[Rung, tuple[str, ...]]:
    """Give for each rung the sources that would close a gap there."""
    text = files("armstrace.chain").joinpath("data", "closers.csv").read_text(encoding="utf-8")
    found: dict[Rung, list[str]] = {}
    for row in csv.DictReader(StringIO(text)):
        found.setdefault(Rung(row["rung"]), []).append(row["closes"])
    return {rung: tuple(words) for rung, words in found.items()}


def gaps_of(rungs: Sequence[RungState], route: Route, asked: Asked) -> tuple[Gap, ...]:
    """Give the gaps that a chain leaves for a route, in the order of the rungs; a rung it does not need leaves none.

    A rung has a gap where nothing stands on it, or only what parties tell; for a route that asks for a series also
    where what stands is of one day. A group of rungs of which one is enough has gaps only where none of them stands.
    """
    hops = tuple(hop.number for hop in asked.hops)
    found = (gap for rung in route.needs for hop in _hops(rung, hops) for gap in _gap(rungs, route, rung, hop))
    return tuple(found)


def _hops(rung: Rung, hops: tuple[int, ...]) -> tuple[int | None, ...]:
    return hops if rung.per_hop else (None,)


def _gap(rungs: Sequence[RungState], route: Route, rung: Rung, hop: int | None) -> Iterator[Gap]:
    need = route.needs[rung]
    state = _state(rungs, rung, hop)
    group = next((each for each in route.either if rung in each), ())
    if group:
        if not any(_stands(_state(rungs, each, hop)) for each in group):
            named = ", ".join(each.value for each in group)
            yield _made(rung, hop, said("gap", "missing_any", rungs=named, need=need))
    elif not _stands(state):
        yield _made(rung, hop, said("gap", "missing", need=need))
    if state is None or not _stands(state):
        return
    if state.status.word is Word.ASSERTED:
        yield _made(rung, hop, said("gap", "party", by=", ".join(map(display, state.status.by)), need=need))
    elif route.series and not rung.per_hop and not _several(state.placements):
        yield _made(rung, hop, said("gap", "series", need=need))


def _state(rungs: Sequence[RungState], rung: Rung, hop: int | None) -> RungState | None:
    return next((state for state in rungs if (state.rung, state.hop) == (rung, hop)), None)


def _stands(state: RungState | None) -> bool:
    return state is not None and state.status.word is not Word.NOT_SHOWN


def _several(placements: Sequence[Placement]) -> bool:
    """Tell whether what counts on a rung is of at least two days that cannot be one."""
    days = [
        when for when in (each.when for each in placements if each.counts) if when and when.earliest and when.latest
    ]
    last: date | None = None
    for when in sorted(days, key=lambda each: each.latest or date.max):
        if last is not None and when.earliest is not None and when.earliest > last:
            return True
        last = when.latest if last is None else last
    return False


def _made(rung: Rung, hop: int | None, words: str) -> Gap:
    return Gap(rung=rung, hop=hop, words=words, closes=closers()[rung])
