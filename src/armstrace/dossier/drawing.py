"""What drawings made by hand have in common: colours with their dark twins, words, hatching, the frame, the watermark.

Every position is given, no text is measured and nothing refers to anything by address or name, so the same input gives
the same bytes on every machine. A colour is an attribute, for files of their own, and a class, which a page overrides
where its reader wants dark (`STYLE`). Hatching is drawn line by line: a pattern would need a name that two drawings on
one page could share.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from armstrace.dossier.shown_text import one_line

FONT = "system-ui, sans-serif"
COLOURS = {
    "paper": ("#ffffff", "#1b1e23"),
    "ink": ("#1e1c19", "#e9e6df"),
    "soft": ("#5a554c", "#aaa69c"),
    "line": ("#ddd7ca", "#363a41"),
    "bar": ("#7d95a3", "#7c96a5"),
    "own": ("#14597a", "#7cc0e4"),
    "band": ("#f0e3c2", "#3d331d"),
    "baseline": ("#7d5200", "#edc06b"),
    "window": ("#fbe3d3", "#4a2a17"),
    "mark": ("#b3460b", "#ffb27a"),
    "dates": ("#45479a", "#bcbffd"),
    "period": ("#e6e6f5", "#2c2d4d"),
    "absent": ("#f3efe6", "#23272d"),
    "hatch": ("#b3ab9b", "#5c6068"),
    "sight": ("#bfd3cd", "#2f4a45"),
    "sightband": ("#8dbbaf", "#4b7d72"),
    "sightline": ("#2f6b5e", "#8fcfbf"),
    "sea": ("#e9f0f3", "#1a2127"),
    "land": ("#fbf8f1", "#2b2e33"),
    "coast": ("#b9b2a2", "#5c6068"),
    "border": ("#cfc8b8", "#474b52"),
    "none": ("#ffffff", "#15181c"),
    "heat1": ("#cfe0e8", "#1f3a48"),
    "heat2": ("#9cc0d1", "#2b566c"),
    "heat3": ("#639bb5", "#3f7c99"),
    "heat4": ("#2c7092", "#62aacb"),
    "heat5": ("#0d3f58", "#a9dcf5"),
    "stamp": ("#a02020", "#ffa198"),
}
LOOKS = {
    "title": (17, 700, "ink"),
    "lead": (13, 400, "ink"),
    "bold": (12, 700, "ink"),
    "label": (12, 400, "ink"),
    "axis": (11, 400, "soft"),
    "small": (10, 400, "soft"),
    "mark": (12, 700, "mark"),
    "dates": (12, 700, "dates"),
    "but": (11, 700, "soft"),
    "gap": (12, 700, "ink"),
    "need": (10, 700, "ink"),
    "number": (12, 700, "paper"),
}
SYNTHETIC = "SYNTHETIC DATA"
SUPPORTS_NOTHING = "Synthetic data: made up to test the software. It shows nothing of the world and supports nothing."

WIDTH = 860.0
"""What most drawings are wide; pages and paper have room for it."""

_TITLE_LETTERS = 84
_STAMP_ACROSS, _STAMP_DOWN = 190.0, 62.0


def _style() -> str:
    dark = "".join(
        f":is(.drawing,.drawing-icon) .f-{name}{{fill:{twin}}}:is(.drawing,.drawing-icon) .s-{name}{{stroke:{twin}}}"
        for name, (_, twin) in COLOURS.items()
    )
    return (
        ".drawing{display:block;width:100%;height:auto;min-width:36rem}"
        f"@media screen and (prefers-color-scheme:dark){{{dark}}}"
        "@media print{.drawing{min-width:0;print-color-adjust:exact;-webkit-print-color-adjust:exact}}\n"
    )


STYLE = _style()
"""The rules that a page with drawings needs beside its own."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a drawing is called, what it says to those who do not see it, how large it is and of what data."""

    title: str
    described: str
    width: float
    height: float
    synthetic: bool = False
    standalone: bool = True


def fetching(address: str) -> Markup:
    """Give the attribute by which a click on a mark fetches an address into the desk's page (htmx); "" is none."""
    return Markup(' data-hx-get="{}"').format(address) if address else Markup("")


def framed(frame: Frame, parts: Iterable[Markup]) -> str:
    """Give the parts as one SVG element; `standalone` gives a file of its own: namespace and ground."""
    title = one_line(frame.title, 200)
    described = one_line(frame.described, 6000)
    if frame.synthetic:
        title, described = f"{SYNTHETIC} – {title}", f"{SUPPORTS_NOTHING} {described}"
    space = Markup(' xmlns="http://www.w3.org/2000/svg"') if frame.standalone else Markup("")
    head = Markup(
        '<svg{0} class="drawing" role="img" aria-label="{1}" viewBox="0 0 {3} {4}" width="{3}" height="{4}" '
        'font-family="{5}"><title>{1}</title><desc>{2}</desc>'
    ).format(space, title, described, num(frame.width), num(frame.height), FONT)
    ground = [rect(0, 0, frame.width, frame.height, "paper")] if frame.standalone else []
    stamps = watermark(frame.width, frame.height) if frame.synthetic else ()
    return str(Markup("").join([head, *ground, *parts, *stamps, Markup("</svg>")]))


def watermark(width: float, height: float) -> Iterator[Markup]:
    """Write over the whole drawing, so often that no part of it worth cutting out is without it."""
    rows = int(height / _STAMP_DOWN) + 1
    for row in range(rows):
        y = (row + 0.7) * _STAMP_DOWN
        for column in range(int(width / _STAMP_ACROSS) + 2):
            x = (column - 0.5 * (row % 2)) * _STAMP_ACROSS
            yield Markup(
                '<text transform="translate({} {}) rotate(-16)" font-size="20" font-weight="700" '
                'class="f-stamp" fill="{}" fill-opacity="0.14">{}</text>'
            ).format(num(x), num(y), COLOURS["stamp"][0], SYNTHETIC)


def num(value: float) -> str:
    """Write a coordinate: two decimals at most.

    >>> num(3.0), num(2.449), num(-0.001)
    ('3', '2.45', '0')
    """
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def rect(x: float, y: float, wide: float, high: float, fill: str) -> Markup:
    """Fill a rectangle."""
    return Markup('<path class="f-{0}" fill="{1}" d="M{2} {3}h{4}v{5}h-{4}z"/>').format(
        fill, COLOURS[fill][0], num(x), num(y), num(wide), num(high)
    )


def area(d: str, fill: str) -> Markup:
    """Fill an outline."""
    return Markup('<path class="f-{}" fill="{}" d="{}"/>').format(fill, COLOURS[fill][0], d) if d else Markup("")


def line(d: str, stroke: str, width: float = 1, dash: str = "") -> Markup:
    """Draw a line."""
    if not d:
        return Markup("")
    dashes = Markup(' stroke-dasharray="{}"').format(dash) if dash else Markup("")
    return Markup('<path class="s-{}" fill="none" stroke="{}" stroke-width="{}"{} d="{}"/>').format(
        stroke, COLOURS[stroke][0], num(width), dashes, d
    )


def words(x: float, y: float, said: str, look: str = "label", anchor: str = "start") -> Markup:
    """Write words, which may be a stranger's."""
    size, weight, colour = LOOKS[look]
    return Markup(
        '<text x="{}" y="{}" font-size="{}" font-weight="{}" text-anchor="{}" class="f-{}" fill="{}">{}</text>'
    ).format(num(x), num(y), size, weight, anchor, colour, COLOURS[colour][0], one_line(said, 400))


def titled(title: str) -> Markup:
    """Write the title of a drawing, as much of it as there is room for."""
    return words(8, 26, title[:_TITLE_LETTERS], "title")


def lines_of(said: str, characters: int, at_most: int = 6) -> list[str]:
    """Part a sentence into lines of so many characters; what is longer than all of them is cut with an ellipsis.

    >>> lines_of("one two three", 8)
    ['one two', 'three']
    """
    found: list[str] = []
    for word in one_line(said, characters * at_most).split(" "):
        while len(word) > characters:
            found, word = [*found, word[:characters]], word[characters:]  # noqa: PLW2901  # what is left of it
        if found and len(found[-1]) + 1 + len(word) <= characters:
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found if len(found) <= at_most else [*found[: at_most - 1], found[at_most - 1][: characters - 1] + "…"]


def paragraph(x: float, y: float, said: Sequence[str], look: str, step: float) -> Iterator[Markup]:
    """Write lines one beneath the other."""
    for row, each in enumerate(said):
        yield words(x, y + row * step, each, look)


def nothing_drawn(
    title: str, said: str, beneath: Sequence[str], *, synthetic: bool = False, standalone: bool = True
) -> str:
    """Give what stands in place of a drawing where there is nothing to draw, which is what is `said`."""
    frame = Frame(title, said, WIDTH, 70 + 14 * len(beneath), synthetic, standalone)
    return framed(frame, [titled(title), *paragraph(8, 48, [said, *beneath], "axis", 14)])


def hatched(boxes: Iterable[tuple[float, float, float, float]], step: float = 5) -> Iterator[Markup]:
    """Grey boxes (x, y, width, height) out and hatch them, in lines that run on from one to the next."""
    kept = [box for box in boxes if box[2] > 0 and box[3] > 0]
    if not kept:
        return
    outlines = "".join(f"M{num(x)} {num(y)}h{num(w)}v{num(h)}h-{num(w)}z" for x, y, w, h in kept)
    yield area(outlines, "absent")
    yield line("".join(stroke for box in kept for stroke in _strokes(box, step)), "hatch", 0.8)


def _strokes(box: tuple[float, float, float, float], step: float) -> Iterator[str]:
    """Give the pieces of the lines x + y = n step that lie in a box."""
    x, y, wide, high = box
    first = int((x + y) // step) + 1
    last = int((x + wide + y + high) // step)
    for n in range(first, last + 1):
        total = n * step
        left = max(x, total - y - high)
        right = min(x + wide, total - y)
        if right - left > 0.05:
            yield f"M{num(left)} {num(total - left)}L{num(right)} {num(total - right)}"
