"""The picture of a chain: for each hop a ladder from the licence to the harm, read from above.

How a rung stands is told in words, and by how full its mark is: an empty, broken circle where nothing stands, a
quarter, half, whole disc, and a ring around it. The line between two rungs breaks where one of them is missing. Who
contests has a flag; what the route lacks has a hatched box. Nothing is told by colour alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from markupsafe import Markup

from armstrace.chain.as_json import said_of
from armstrace.chain.labels import label
from armstrace.chain.model import Chain, Hop, RungState, Word
from armstrace.chain.wording import RUNGS
from armstrace.dossier.chains.marks import KEY, gap_box, mark
from armstrace.dossier.chains.rows import (
    BELOW,
    Row,
    excerpt,
    hedged_words,
    hop_words,
    ladder,
    more_words,
    names_by_state,
    one_teller,
    stands_apart,
    told_words,
    use_words,
)
from armstrace.dossier.drawing import Frame, framed, line, lines_of, num, paragraph, rect, words

WIDTH = 1000.0
_LEFT, _RAIL, _TOLD, _OTHER = 24.0, 236.0, 272.0, 668.0
_TITLE, _MIDDLE, _RIGHT = 23, 58, 50  # characters on a line of each column
_STEP, _PAD = 16.0, 13.0
_SHOWN = 2


@dataclass(frozen=True, slots=True)
class _Text:
    """Lines of one column, each with its look."""

    lines: tuple[tuple[str, str], ...]

    @property
    def height(self) -> float:
        return len(self.lines) * _STEP

    def drawn(self, x: float, y: float) -> Iterator[Markup]:
        for number, (said, look) in enumerate(self.lines):
            yield words(x, y + number * _STEP, said, look)


@dataclass(frozen=True, slots=True)
class _Laid:
    """A row of the ladder with its columns laid out, from `top` down."""

    row: Row
    top: float
    height: float
    title: _Text
    told: _Text
    other: _Text

    @property
    def middle(self) -> float:
        """Where the mark sits: beside the first lines, whatever follows."""
        return self.top + _PAD + 14


def chain_svg(chain: Chain, hop: Hop | None = None, *, standalone: bool = True) -> str:
    """Draw the ladder of one hop, or of all of them one beneath the other, as one SVG element.

    The same chain gives the same bytes on every machine; nothing is fetched, and nothing refers to anything by name.
    """
    return _drawing([(chain, each) for each in ([hop] if hop else chain.asked.hops)], standalone=standalone)


def chains_svg(chains: Sequence[Chain]) -> str:
    """Draw the ladders of several chains one beneath the other, as a file of its own."""
    return _drawing([(chain, hop) for chain in chains for hop in chain.asked.hops], standalone=True)


def _drawing(ladders: Sequence[tuple[Chain, Hop]], *, standalone: bool) -> str:
    parts: list[Markup] = []
    top = 0.0
    for chain, hop in ladders:
        drawn, top = _ladder(chain, hop, top)
        parts += drawn
    key, height = _key(top, gaps=any(chain.route for chain, _ in ladders))
    names = dict.fromkeys(chain.asked.name for chain, _ in ladders)
    said = " ".join(_described(chain, hop) for chain, hop in ladders)
    return framed(Frame(" \u00b7 ".join(names), said, WIDTH, height, standalone=standalone), [*parts, *key])


def _described(chain: Chain, hop: Hop) -> str:
    """Say in words what a ladder shows, for those who do not see it."""
    said = [f"{chain.asked.name}.", f"{use_words(chain.asked)}.", f"{hop_words(chain, hop)}."]
    for row in ladder(chain, hop):
        said.append(f"{row.state.rung.value} {RUNGS[row.state.rung][0]}: {' '.join(said_of(row.state))}")
        said += [label("gap", words=row.gap.words)] if row.gap else []
    return " ".join(said)


def _ladder(chain: Chain, hop: Hop, top: float) -> tuple[list[Markup], float]:
    heads = [
        (line_, look)
        for said, look, room in (
            (chain.asked.name, "title", 100), (hop_words(chain, hop), "bold", 140),
            (use_words(chain.asked), "label", 140), (_route_words(chain), "axis", 150),
        )
        for line_ in lines_of(said, room, 2)
    ]  # fmt: skip
    parts = [words(_LEFT, top + 34 + number * 20, said, look) for number, (said, look) in enumerate(heads)]
    laid, bottom = _laid_out(ladder(chain, hop), top + 34 + len(heads) * 20)
    for drawn in (_ground(laid), _rail(laid), _lines(laid), (part for each in laid for part in _drawn(each))):
        parts += drawn
    return parts, bottom + 18


def _route_words(chain: Chain) -> str:
    return label("route", title=chain.route.title) if chain.route else label("no route")


def _laid_out(rows: tuple[Row, ...], top: float) -> tuple[list[_Laid], float]:
    laid = []
    for row in rows:
        if row.state.rung is BELOW:
            top += 30  # room for the watershed
        title, told, other = _title(row), _told(row.state), _other(row)
        height = max(title.height, told.height, other.height, 30.0) + 2 * _PAD
        laid.append(_Laid(row, top, height, title, told, other))
        top += height
    return laid, top


def _title(row: Row) -> _Text:
    """Give the number and the name of a rung, and whether the route needs it."""
    said = [(part, "bold") for part in lines_of(RUNGS[row.state.rung][0], _TITLE, 3)]
    if row.needed is not None:
        said.append((label("needed"), "need") if row.needed else (label("not needed"), "small"))
    return _Text(tuple(said))


def _told(state: RungState) -> _Text:
    """Give how a rung stands, who contests it, and the first of what stands there."""
    status, *contested = said_of(state)
    said = [(part, "bold") for part in lines_of(status, _MIDDLE - 6, 5)]
    said += [(part, "mark") for each in contested[:_SHOWN] for part in lines_of(each, _MIDDLE - 6, 4)]
    said += [(more_words(len(contested) - _SHOWN), "mark")] if len(contested) > _SHOWN else []
    first, more = excerpt(state.placements, _SHOWN)
    teller = one_teller(state.placements)
    words_of = hedged_words if teller else told_words
    said += [(part, "label") for each in first for part in lines_of(f"\u00b7 {words_of(each)}", _MIDDLE - 2, 2)]
    said += [(f"\u00b7 {more_words(more)}", "axis")] if more else []
    for bearing in dict.fromkeys(each.bearing for each in first if each.bearing):
        said += [(part, "but") for part in lines_of(label("but", words=bearing), _MIDDLE, 3)]
    if teller and teller not in status:
        said += [(part, "axis") for part in lines_of(label("all told", who=teller), _MIDDLE, 2)]
    for beside in list(dict.fromkeys(each.words for each in state.beside))[:_SHOWN]:
        said += [(part, "axis") for part in lines_of(label("beside", words=beside), _MIDDLE + 2, 2)]
    return _Text(tuple(said))


def _other(row: Row) -> _Text:
    """Give what the route lacks, and the other explanations by name."""
    said: list[tuple[str, str]] = []
    if row.gap:
        said += [(part, "gap") for part in lines_of(label("gap", words=row.gap.words), _RIGHT - 9, 5)]
    for state, names in names_by_state(row.state.explanations):
        look = "label" if state.value == "open" else "axis"
        said += [(part, look) for part in lines_of(label(state.value, names=names), _RIGHT, 3)]
    return _Text(tuple(said))


def _ground(rows: list[_Laid]) -> Iterator[Markup]:
    """Shade what is missing from side to side, so that it is seen before anything is read."""
    for each in rows:
        if each.row.state.status.word is Word.NOT_SHOWN:
            yield rect(_LEFT - 10, each.top, WIDTH - 2 * _LEFT + 20, each.height, "absent")


def _lines(rows: list[_Laid]) -> Iterator[Markup]:
    """Set each row off from the one before, and the use from the supply."""
    for each in rows:
        if each.row.state.rung is BELOW:
            yield rect(_LEFT - 10, each.top - 27, WIDTH - 2 * _LEFT + 20, 24, "period")
            yield words(_LEFT, each.top - 11, label("watershed"), "dates")
        yield line(f"M{num(_LEFT)} {num(each.top)}H{num(WIDTH - _LEFT)}", "coast" if each.row.first else "line")


def _rail(laid: list[_Laid]) -> Iterator[Markup]:
    """Draw the line between the marks: whole where both ends stand, broken where one is missing."""
    for one, other in pairwise(laid):
        d = f"M{num(_RAIL)} {num(one.middle + 13)}V{num(other.middle - 13)}"
        whole = Word.NOT_SHOWN not in {one.row.state.status.word, other.row.state.status.word}
        yield line(d, "own", 4) if whole else line(d, "soft", 1.4, "2 6")


def _drawn(laid: _Laid) -> Iterator[Markup]:
    state, y = laid.row.state, laid.top + _PAD + 12
    yield words(_LEFT, y + 8, state.rung.value, "title")
    yield from laid.title.drawn(_LEFT + 36, y)
    yield from mark(_RAIL, laid.middle, state.status, apart=stands_apart(state))
    yield from laid.told.drawn(_TOLD, y)
    if laid.row.gap:
        high = sum(look == "gap" for _, look in laid.other.lines) * _STEP
        yield from gap_box(_OTHER, y - 13, WIDTH - _LEFT - _OTHER, high + 6)
        yield from _Text(tuple(each for each in laid.other.lines if each[1] == "gap")).drawn(_OTHER + 22, y)
        rest = _Text(tuple(each for each in laid.other.lines if each[1] != "gap"))
        yield from rest.drawn(_OTHER, y + high + 8)
    else:
        yield from laid.other.drawn(_OTHER, y)


def _key(top: float, *, gaps: bool) -> tuple[list[Markup], float]:
    """Explain the marks."""
    entries = [(draw, label(name)) for name, draw in KEY if gaps or name != "key gap"]
    parts = [
        line(f"M{num(_LEFT)} {num(top)}H{num(WIDTH - _LEFT)}", "coast"),
        words(_LEFT, top + 24, label("key"), "bold"),
    ]
    down = ceil(len(entries) / 2)
    for number, (draw, said) in enumerate(entries):
        x, y = _LEFT + 16 + (number // down) * 480, top + 50 + (number % down) * 32
        parts += [*draw(x, y), *paragraph(x + 26, y + 4, [said], "label", _STEP)]
    return parts, top + 50 + down * 32
