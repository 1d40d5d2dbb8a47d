"""The marks of a chain's picture: how a rung stands by how full its disc is, the flag of who contests, a gap's box."""

from collections.abc import Callable, Iterator
from math import cos, pi, sin

from markupsafe import Markup

from armstrace.chain.model import Contest, Status, Word
from armstrace.dossier.drawing import area, hatched, line, num, words

RADIUS = 11.0
_FULL = {Word.NOT_SHOWN: 0.0, Word.ASSERTED: 0.25, Word.REPORTED: 0.5, Word.CORROBORATED: 1.0, Word.ESTABLISHED: 1.0}
Draw = Callable[[float, float], Iterator[Markup]]


def mark(x: float, y: float, status: Status, *, apart: bool = False) -> Iterator[Markup]:
    """Draw how a rung stands around a point; the number in a full disc is that of the origins.

    `apart` strikes an empty circle through: things stand there, and none of them is of what is asked about.
    """
    yield disc(x, y, RADIUS, "paper")
    if status.word is Word.NOT_SHOWN:
        yield ring(x, y, RADIUS, "soft", 1.6, "4 3.5")
        yield line(f"M{num(x - 7)} {num(y + 7)}L{num(x + 7)} {num(y - 7)}", "soft", 2.6) if apart else Markup("")
    else:
        yield _pie(x, y, _FULL[status.word])
        yield ring(x, y, RADIUS, "own", 2.2)
    if status.word is Word.ESTABLISHED:
        yield ring(x, y, RADIUS + 4, "own", 1.8)
    if status.word is Word.CORROBORATED and status.by:
        yield words(x, y + 4, str(len(status.by)), "number", "middle")
    if status.contested:
        yield from flag(x + RADIUS - 1, y - RADIUS + 1)


def disc(x: float, y: float, radius: float, fill: str) -> Markup:
    """Fill a circle."""
    return area(_circle(x, y, radius), fill)


def ring(x: float, y: float, radius: float, stroke: str, width: float, dash: str = "") -> Markup:
    """Draw a circle."""
    return line(_circle(x, y, radius), stroke, width, dash)


def flag(x: float, y: float) -> Iterator[Markup]:
    """Draw the flag of somebody who contests: a triangle with a stroke and a point."""
    yield area(f"M{num(x)} {num(y - 9)}L{num(x + 9)} {num(y + 7)}H{num(x - 9)}z", "mark")
    yield line(f"M{num(x)} {num(y - 4)}V{num(y + 1.5)}M{num(x)} {num(y + 3.4)}V{num(y + 5)}", "paper", 1.8)


def gap_box(x: float, y: float, wide: float, high: float) -> Iterator[Markup]:
    """Draw the box of what a route lacks: a hatched edge beside its words."""
    yield from hatched([(x, y, 14, high)], 4)
    yield line(f"M{num(x)} {num(y)}h{num(wide)}v{num(high)}h{num(-wide)}z", "mark", 1.2)


def _pie(x: float, y: float, share: float) -> Markup:
    """Fill a share of the disc, from above to the right."""
    if share >= 1:
        return disc(x, y, RADIUS, "own")
    angle = 2 * pi * share
    end_x, end_y = x + RADIUS * sin(angle), y - RADIUS * cos(angle)
    d = f"M{num(x)} {num(y)}V{num(y - RADIUS)}A{num(RADIUS)} {num(RADIUS)} 0 0 1 {num(end_x)} {num(end_y)}z"
    return area(d, "own")


def _circle(x: float, y: float, radius: float) -> str:
    r = num(radius)
    return f"M{num(x - radius)} {num(y)}a{r} {r} 0 1 0 {num(2 * radius)} 0a{r} {r} 0 1 0 {num(-2 * radius)} 0z"


def _like(word: Word, *by: str, contested: bool = False) -> Draw:
    against = (Contest(who="", words="", key=""),) if contested else ()
    return lambda x, y: mark(x, y, Status(word=word, by=by, contested=against))


KEY: tuple[tuple[str, Draw], ...] = (
    ("key established", _like(Word.ESTABLISHED)),
    ("key corroborated", _like(Word.CORROBORATED, "", "")),
    ("key reported", _like(Word.REPORTED)),
    ("key asserted", _like(Word.ASSERTED)),
    ("key missing", _like(Word.NOT_SHOWN)),
    ("key apart", lambda x, y: mark(x, y, Status(word=Word.NOT_SHOWN), apart=True)),
    ("key contested", flag),
    ("key gap", lambda x, y: gap_box(x - 11, y - 9, 24, 18)),
)
"""The marks that the key explains, by the names of their labels."""


def mark_icon(status: Status, *, apart: bool = False) -> Markup:
    """Give the mark as a small picture for a line of text, which says the same in words."""
    return _icon(mark(16, 16, status, apart=apart))


def flag_icon() -> Markup:
    """Give the flag as a small picture for a line of text."""
    return _icon(flag(16, 16))


def _icon(parts: Iterator[Markup]) -> Markup:
    head = Markup('<svg class="mark-icon drawing-icon" viewBox="0 0 32 32" aria-hidden="true" focusable="false">')
    return Markup("").join([head, *parts, Markup("</svg>")])
