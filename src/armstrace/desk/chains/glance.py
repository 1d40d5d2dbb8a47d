"""Chains at a glance: every rung of every hop by its word, and for each route what it needs and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from armstrace.chain.as_json import said_of
from armstrace.chain.labels import WORDS
from armstrace.chain.model import Chain, Rung, RungState, Word
from armstrace.chain.routes import gaps_of, route, routes
from armstrace.chain.wording import RUNGS
from armstrace.dossier.chains.rows import hop_words, stands_apart, use_words


@dataclass(frozen=True, slots=True)
class RungGlance:
    """How one rung stands, of one hop or (`hop` None) of the use at the end.

    `word` is how far what stands there is told, `said` the sentences on it, `origins` how many tell it; `contested`
    that somebody denies it, `apart` that what stands there is not of what is asked about; `things` counts what stands
    there.
    """

    hop: int | None
    word: Word
    short: str
    said: tuple[str, ...]
    origins: int
    contested: bool
    apart: bool
    things: int


@dataclass(frozen=True, slots=True)
class RungRow:
    """One rung with how it stands: once for each hop, or once for all where it is asked of the use."""

    rung: Rung
    title: str
    per_hop: bool
    cells: tuple[RungGlance, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A rung that a route needs and that is missing, of which hop, and what could close the gap.

    `thin`: something stands there, and it is too little for this route.
    """

    rung: Rung
    hop: int | None
    thin: bool
    words: str
    closes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RouteGlance:
    """What one route needs of a chain and what is missing for it; `own` is the route that the case asks for."""

    name: str
    title: str
    own: bool
    needs: tuple[Rung, ...]
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class ChainGlance:
    """One chain at a glance: its name, the use asked about, its hops in words, its rungs, the routes."""

    name: str
    use: str
    hops: tuple[str, ...]
    rungs: tuple[RungRow, ...]
    routes: tuple[RouteGlance, ...]


def glance_of(chain: Chain) -> ChainGlance:
    """Give a chain at a glance, for every route there is: the rungs are the same for all of them."""
    by_rung = {rung: [state for state in chain.rungs if state.rung is rung] for rung in Rung}
    return ChainGlance(
        name=chain.asked.name,
        use=use_words(chain.asked),
        hops=tuple(hop_words(chain, hop) for hop in chain.asked.hops),
        rungs=tuple(_row(rung, states) for rung, states in by_rung.items()),
        routes=tuple(_route(chain, name) for name in routes()),
    )


def _row(rung: Rung, states: Sequence[RungState]) -> RungRow:
    cells = tuple(
        RungGlance(
            hop=state.hop,
            word=state.status.word,
            short=WORDS[state.status.word],
            said=said_of(state),
            origins=len(state.status.by),
            contested=bool(state.status.contested),
            apart=stands_apart(state),
            things=len(state.placements),
        )
        for state in states
    )
    return RungRow(rung, RUNGS[rung][0], rung.per_hop, cells)


def _route(chain: Chain, name: str) -> RouteGlance:
    wanted = route(name)
    gaps = gaps_of(chain.rungs, wanted, chain.asked)
    own = chain.route is not None and chain.route.name == name
    stands = {(state.rung, state.hop) for state in chain.rungs if state.status.word is not Word.NOT_SHOWN}
    missing = tuple(Missing(gap.rung, gap.hop, (gap.rung, gap.hop) in stands, gap.words, gap.closes) for gap in gaps)
    return RouteGlance(name, wanted.title, own, tuple(wanted.needs), missing)
