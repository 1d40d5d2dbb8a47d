"""Text of strangers, made safe to look at: control characters that could hide or reorder words are shown."""

import re

from markupsafe import Markup, escape

from armstrace.evidence.names import visible

# Controls, direction marks and overrides, zero-width and line separators, lone surrogates, tag characters. The joiners
# U+200C and U+200D stay: Persian and Indic words and many emoji need them, and they reorder nothing.
HIDDEN = re.compile(
    "\r\n?|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


def shown(value: object) -> object:
    r"""Make one value of a template safe to look at, line by line; what is already markup passes.

    >>> shown("report\u202efdp.exe")
    'report⟨U+202E⟩fdp.exe'
    """
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return "\n".join(visible(line.expandtabs(4)) for line in value.replace("\r\n", "\n").split("\n"))


def one_line(text: str, limit: int) -> str:
    """Give text on one line, shown and cut to `limit` characters with an ellipsis."""
    line = str(shown(" ".join(text.split())))
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def marked(text: str) -> Markup:
    r"""Escape a piece of the document; hidden characters become small marks that name them.

    Each mark carries its code in `data-c`, so the exact text can be read back from the page.

    >>> print(marked("a<b\u202e"))
    a&lt;b<bdi class="hidden-char" data-c="202E">⟨U+202E⟩</bdi>
    """
    parts, done = [], 0
    for found in HIDDEN.finditer(text):
        parts += [escape(text[done : found.start()]), _mark(found[0])]
        done = found.end()
    return Markup("").join([*parts, escape(text[done:])])


def _mark(hidden: str) -> Markup:
    # the line end of Windows is no trick: it is kept for exactness, and not drawn
    if hidden == "\r\n":
        return Markup('<bdi class="hidden-char" data-c="000D"></bdi>\n')
    code = f"{ord(hidden):04X}"
    return Markup('<bdi class="hidden-char" data-c="{0}">⟨U+{0}⟩</bdi>').format(code)
