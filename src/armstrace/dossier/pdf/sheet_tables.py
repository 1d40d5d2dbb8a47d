"""Tables on paper: how wide the columns are, and what becomes of a table that is wider than a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

MOST_COLUMNS = 9
MOST_LINKED = 500
_LEAST, _MOST = 5.0, 34.0
_LINE = 105.0
"""So many letters stand on a line of a table."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what is set in it, and its plain words, as they are and as they can be drawn.

    `origin` cells say where a row stands; `target` is what their link leads to.
    """

    nodes: list[Any]
    words: str
    shown: str
    head: bool = False
    number: bool = False
    origin: bool = False
    target: str = ""
    across: int = 1

    @property
    def set(self) -> Any:
        """The cell for the template: bare text where it is nothing else."""
        bare = len(self.nodes) == 1 and isinstance(self.nodes[0], str)
        kids: Any = self.nodes[0] if bare else self.nodes
        marks: dict[str, Any] = {name: 1 for name, on in (("b", self.head), ("n", self.number)) if on}
        if self.across > 1:
            marks["s"] = self.across
        return {"k": kids, **marks} if marks else kids


def laid_out(
    head: Sequence[Sequence[Cell]], body: Sequence[Sequence[Cell]], most: int = MOST_COLUMNS
) -> dict[str, Any]:
    """Lay out a table: where a row stands goes on a line below it; one of more columns becomes a list of its rows."""
    # one run of text and one link for each row: a table of thousands of rows is set in a second or two
    origins = [[_where(cell, linked=len(body) <= MOST_LINKED) for cell in row if cell.origin] for row in body]
    told = [row[-1].words for row in head[:1] if row]
    if any(origins):
        head = [row[:-1] for row in head]
        body = [[cell for cell in row if not cell.origin] for row in body]
    columns = max((sum(cell.across for cell in row) for row in (*head, *body)), default=0)
    where: dict[str, Any] = {}
    if any(origins):
        where = {"origins": [each[0] if each else "" for each in origins], "origin": "".join(told)}
    names = [cell.words for cell in head[0]] if head else []
    if columns > most and len(names) == columns:
        rows = [[[name, cell.set] for name, cell in zip(names, row, strict=False) if cell.words] for row in body]
        return {"t": "records", "rows": rows, **where}
    return {
        "t": "table",
        "cols": _widths(columns, [*head, *body]),
        "head": [cell.set for row in head for cell in row],
        "rows": [[cell.set for cell in row] for row in body],
        **where,
    }


def _where(cell: Cell, *, linked: bool) -> dict[str, str]:
    return {"k": cell.shown, "h": cell.target} if cell.target and linked else {"k": cell.shown}


def _widths(columns: int, rows: Sequence[Sequence[Cell]]) -> list[float]:
    """Give the columns' shares: by what is usually in them, and never less than their longest word needs."""
    found: list[list[int]] = [[] for _ in range(columns)]
    tokens = [0] * columns
    for row in rows:
        for at, cell in enumerate(row):
            if cell.across == 1 and at < columns:
                found[at].append(len(cell.words))
                tokens[at] = max(tokens[at], max(map(len, cell.words.split()), default=0))
    usual = [sum(lengths) / len(lengths) if lengths else 0.0 for lengths in found]
    least = [max(_LEAST, min(token * 1.2 + 1.0, 17.0)) for token in tokens]
    wanted = [max(floor, min(length * 1.1, _MOST)) for floor, length in zip(least, usual, strict=True)]
    # what a line has no room for is taken from those columns that would be wider than their longest word
    spare = max(0.0, _LINE - sum(least)) / max(1.0, sum(wanted) - sum(least))
    return [round(floor + (want - floor) * min(1.0, spare), 1) for floor, want in zip(least, wanted, strict=True)]
