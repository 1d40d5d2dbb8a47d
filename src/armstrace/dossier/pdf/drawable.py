"""Text that the fonts can draw: what has no glyph is printed as its code, and long tokens may break anywhere."""

import re
from functools import cache
from importlib.resources import files

from armstrace.evidence.names import visible

BREAK = "\u200b"
"""Lets a line end inside a token; it has no width and no ink."""
LONGEST_TOKEN = 28
LONGEST_SET = 240
"""Of a longer run without any space, which is no writing, so much is set; what is left out is counted and said."""
_PIECE = re.compile(r"[^/_.,;:=&?\-]{1,20}[/_.,;:=&?\-]*|[/_.,;:=&?\-]+")
_LONG = re.compile(rf"[^\s\u200b]{{{LONGEST_TOKEN + 1},}}")
# letters and signs that every style of the text font has; no combining mark, which might meet a letter of another font
_EVERYWHERE = re.compile(
    "[\t\n\u0020-\u007e\u00a0-\u017f\u0391-\u03a1\u03a3-\u03c9\u0400-\u045f\u2013\u2014\u2018-\u201e…]"
)


@cache
def _without_glyph() -> re.Pattern[str]:
    ranges = files("armstrace.dossier.pdf").joinpath("drawn_characters.txt").read_text("ascii").split()
    return re.compile("[^\t\n" + "".join(_class(each) for each in ranges) + "]")


def _class(span: str) -> str:
    first, _, last = span.partition("-")
    return f"\\U{int(first, 16):08x}" + (f"-\\U{int(last, 16):08x}" if last else "")


def drawable(text: str, *, cautious: bool = False) -> str:
    r"""Write what typst's own fonts cannot draw, and what hides or turns text, as codes.

    `cautious` keeps only what every style of the text font has: for text whose marks fit no letter of one font.

    >>> drawable("Ağdam 中 \u202e")
    'Ağdam ⟨U+4E2D⟩ ⟨U+202E⟩'
    """
    if text.isascii() and text.isprintable():
        return text
    plain = "\n".join(map(visible, text.expandtabs(4).split("\n")))
    if cautious:
        return "".join(each if _EVERYWHERE.match(each) or each in "⟨⟩" else _code(each) for each in plain)
    return _without_glyph().sub(lambda found: _code(found[0]), plain)


def _code(character: str) -> str:
    return f"⟨U+{ord(character):04X}⟩"


def breakable(text: str) -> str:
    """Let tokens that no line could hold end a line anywhere.

    >>> breakable("a" * 50).count(BREAK), breakable("https://example.org/a/long/address").split(BREAK)[0]
    (2, 'https://')
    """
    if len(text) <= LONGEST_TOKEN:
        return text
    return _LONG.sub(lambda found: _broken(found[0]), text)


def _broken(token: str) -> str:
    kept = BREAK.join(_PIECE.findall(token[:LONGEST_SET]))
    more = len(token) - LONGEST_SET
    return kept if more <= 0 else f"{kept}⟨{more:,} more characters without a space: in the exhibit⟩"
