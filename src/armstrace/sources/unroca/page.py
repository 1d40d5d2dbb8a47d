"""A saved page of an original report on unroca.org: its tables, row by row, with the place of each row in the source.

Seen: the heading "UNROCA original report", the state and the year behind it, and tables whose rows have the category as
a heading cell (public programs that read such pages). Inferred: that the headings of the columns stand in the page, and
that the words above a table name what it is where its columns do not (holdings, production, small arms, light weapons).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

from armstrace.records.errors import SourceChanged, UnreadableValue
from armstrace.sources.html.tokens import Token, tokens

MARK = "UNROCA original report"
MOST_BYTES = 20 << 20
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend"})
_WHO = re.compile(r"(?P<state>[^\d]{2,100}?)[\s,]{1,9}(?P<year>(?:19|20)\d\d)")
_LONGEST_HEADING = 300
_UNSEEN = frozenset({"script", "style"})


@dataclass(slots=True)
class PageTable:
    """One table of the page: what stands above it, its headings, and its rows as (start, end, cells)."""

    title: str
    header: tuple[str, ...] = ()
    rows: list[tuple[int, int, tuple[str, ...]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Page:
    """Whose report of which year a page is, and its tables."""

    state: str
    year: str
    tables: tuple[PageTable, ...]


def page_of(source: str, name: str) -> Page:
    """Read a saved page.

    Raises:
        SourceChanged: it does not say whose report it is, or of which year.
    """
    reading = _Reading()
    for token in tokens(source):
        reading.take(token, source)
    found = _WHO.fullmatch(" ".join(reading.who.split()))
    if not found:
        raise SourceChanged(
            f"Behind {MARK!r} stands no state with a year, but {reading.who[:80]!r}.",
            where=repr(name),
            todo="Save the page of one original report anew.",
        )
    return Page(found["state"].strip(" ,"), found["year"], tuple(reading.tables))


class _Reading:
    """What has been seen of a page so far."""

    __slots__ = ("_cell", "_cells", "_heading", "_skip", "_start", "_table", "_title", "_words", "tables", "who")

    def __init__(self) -> None:
        self.tables: list[PageTable] = []
        self.who = ""
        self._title, self._words, self._heading = "", "", ""
        self._table: PageTable | None = None
        self._cells: list[str] = []
        self._cell: list[str] | None = None
        self._start, self._skip = 0, ""

    def take(self, token: Token, source: str) -> None:
        """Go on by one tag or text."""
        if self._skip:
            self._skip = "" if token.kind == "end" and token.name == self._skip else self._skip
        elif token.kind == "text":
            self._text(unescape(source[token.start : token.end]))
        elif token.kind == "start":
            self._open(token)
        elif token.kind == "end":
            self._close(token)

    def _text(self, text: str) -> None:
        if self._cell is not None:
            self._cell.append(text)
        elif self._heading and len(self._words) < _LONGEST_HEADING:
            self._words += text[:_LONGEST_HEADING]
        elif text.strip() and not self.who and self._title == MARK:
            self.who = text.strip()[:200]

    def _open(self, token: Token) -> None:
        if token.name in _UNSEEN:
            self._skip = token.name
        elif token.name == "table":
            self._table = PageTable(self._title)
            self.tables.append(self._table)
        elif token.name == "tr":
            self._start, self._cells = token.start, []
        elif token.name in {"td", "th"}:
            self._end_cell()
            self._cell = []
        elif token.name in _HEADINGS:
            self._heading, self._words = token.name, ""

    def _close(self, token: Token) -> None:
        if token.name in {"td", "th"}:
            self._end_cell()
        elif token.name == "tr":
            self._end_row(token.end)
        elif token.name == "table":
            self._table = None
        elif token.name == self._heading:
            self._heading = ""
            words = " ".join(self._words.split())
            if not self.who and self._title == MARK and words:
                self.who = words[:200]
            self._title = words[:_LONGEST_HEADING]

    def _end_cell(self) -> None:
        if self._cell is not None:
            self._cells.append(" ".join("".join(self._cell).split()))
        self._cell = None

    def _end_row(self, end: int) -> None:
        self._end_cell()
        cells = tuple(self._cells)
        self._cells = []
        if self._table is None or not any(cells):
            return
        if not self._table.header:
            self._table.header = cells
        else:
            self._table.rows.append((self._start, end, cells))


def kind_of(title: str, fields: Sequence[str]) -> str:
    """Say which table of the register it is, by its columns and the words above it; "" where neither tells."""
    words = title.lower()
    small = "small_arms_" if "small arm" in words else "light_weapons_" if "light weapon" in words else "major_"
    if "importer" in fields:
        return f"{small}export"
    if "exporter" in fields:
        return f"{small}import"
    return "military_holdings" if "holding" in words else "national_production" if "production" in words else ""


def lines_of(
    table: PageTable, page: Page, columns: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...], dict[str, str] | UnreadableValue]]:
    """Yield each row as (place, cells, cells by field, or why they cannot be told apart).

    Raises:
        SourceChanged: a column has a heading that was never heard of.
    """
    fields = [columns.get(" ".join(cell.lower().split()), "") for cell in table.header]
    new = [cell for cell, known in zip(table.header, fields, strict=True) if not known]
    if new:
        raise SourceChanged(
            f"A table of the page has columns that armstrace does not know: {', '.join(map(repr, new))[:300]}.",
            where=repr(table.title),
            todo="Nothing was read. A new column has to be taught to armstrace first.",
        )
    told = {"table": kind_of(table.title, fields), "year": page.year, "reporter": page.state}
    for start, end, cells in table.rows:
        place = f"chars={start}-{end}"
        if len(cells) == len(fields):
            yield place, cells, {**told, **dict(zip(fields, cells, strict=True))}
        elif len(cells) == 1:
            # one cell across the table says something of all of it, such as "Nil"
            yield place, cells, {**told, "number": cells[0]}
        else:
            yield place, cells, UnreadableValue(f"The row has {len(cells)} cells, its table {len(fields)}.")
