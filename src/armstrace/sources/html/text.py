"""Text out of HTML source: entities decoded, white space folded, and a run that leads each character back."""

import re
from html import unescape
from html.entities import html5

from armstrace.records.passages import Run

# single spaces between words stay as they are, so most of a text is one run
_PIECE = re.compile(
    r"(?P<space>[ \t\n\f\r]+)"
    r"|(?P<number>&#(?:[0-9]+|[xX][0-9a-fA-F]+);?)"
    r"|(?P<name>&[A-Za-z][A-Za-z0-9]{0,31};?)"
    r"|(?P<soft>\u00ad+)"
    r"|(?P<plain>[^& \t\n\f\r\u00ad]+(?: [^& \t\n\f\r\u00ad]+)*|&)"
)
_SOFT_HYPHEN = "\u00ad"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class BlockText:
    """The text of one block as it grows; offsets are those of the source it is read from."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._runs: list[Run] = []
        self._length = 0
        self._space: tuple[int, int] | None = None

    def __bool__(self) -> bool:
        return bool(self._pieces)

    @property
    def broken(self) -> bool:
        """Whether the text ends with a line break."""
        return bool(self._pieces) and self._pieces[-1] == "\n"

    def add(self, source: str, start: int, end: int, *, raised: bool = False, raw: bool = False) -> None:
        """Add source[start:end] as text: entities decoded unless it is `raw`, each stretch of white space one space.

        `raised` text is superscript: its digits become superscript digits, so that the footnote in "2016<sup>3</sup>"
        does not make a year of 20163.
        """
        for found in _PIECE.finditer(source, start, end):
            low, high = found.span()
            if found.lastgroup == "space":
                self._space = self._space or (low, high)
            elif found.lastgroup == "plain" or (raw and found.lastgroup != "soft"):
                self._put(found[0].translate(_RAISED) if raised else found[0], low, high)
            elif found.lastgroup != "soft":
                self._put_reference(found[0], low, high)

    def add_preformatted(self, source: str, start: int, end: int) -> None:
        """Add source[start:end] with entities decoded and white space as it is."""
        for found in _PIECE.finditer(source, start, end):
            low, high = found.span()
            if found.lastgroup in {"number", "name"}:
                self._put_reference(found[0], low, high)
            elif found.lastgroup == "plain" or (found.lastgroup == "space" and self):
                self._put(found[0], low, high)

    def add_for_markup(self, text: str, start: int, end: int) -> None:
        """Add text that a tag stands for: a line break, the quotation marks of <q>."""
        if text == "\n":
            self._space = None
        self._put(text, start, end)

    def finished(self) -> tuple[str, tuple[Run, ...]]:
        """Give the text and its runs without white space at the end."""
        while self._pieces and not self._pieces[-1].strip(" \t\n\f\r"):
            self._pieces.pop()
            self._runs.pop()
        return "".join(self._pieces), tuple(self._runs)

    def _put_reference(self, reference: str, low: int, high: int) -> None:
        """Add a reference; "&copyright" is "©right", as in browsers, and an unknown name is plain text."""
        if reference[1] == "#":
            self._put(unescape(reference), low, high)
            return
        name = reference[1:]
        known = next((name[:size] for size in range(len(name), 1, -1) if name[:size] in html5), "")
        if known:
            self._put(html5[known], low, low + 1 + len(known))
            low += 1 + len(known)
        if low < high:
            self._put(reference[len(reference) - (high - low) :], low, high)

    def _put(self, text: str, low: int, high: int) -> None:
        # a soft hyphen is not seen, and would part a name in the middle
        if not text or text == _SOFT_HYPHEN:
            return
        if self._space and self._pieces and not self.broken:
            self._append(" ", *self._space)
        self._space = None
        self._append(text, low, high)

    def _append(self, text: str, low: int, high: int) -> None:
        self._pieces.append(text)
        self._runs.append(Run(self._length, len(text), low, high - low))
        self._length += len(text)
