"""Tables and JSON of a redacted copy: read cell by cell and written anew, without what is left out."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from armstrace.desk.redaction.plan import Item
from armstrace.desk.redaction.words import Names, without
from armstrace.records.errors import CaseError
from armstrace.records.leaving import without_positions
from armstrace.records.place import Place
from armstrace.sources.table_files import as_line, rows

DEGREES = frozenset({"lat", "lon", "lng", "long", "latitude", "longitude"})
PLACED_OTHERWISE = frozenset(
    {"geom_wkt", "wkt", "geometry_wkt", "priogrid_gid", "mgrs", "geohash", "plus_code", "what3words", "geonameid"}
)
"""Columns that give a spot in another form than in degrees: where coordinates are made coarse they are blank."""
_PRECISION = "precision"
_COARSE = {0: "region", 1: "district", 2: "town"}
_NUMBER = re.compile(r"[+-]?\d{1,3}(?:\.\d+)?")
_MOST_BYTES = 64 << 20
_FEW_WORDS = 4
"""A cell of no more words holds a name, a place or a kind; of more it is prose."""


@dataclass(frozen=True, slots=True)
class Gone:
    """One thing left out of a table: where its mark stands in the new one, its class, and what stood there."""

    place: str
    reason: str
    was: str


@dataclass(slots=True)
class Rewriter:
    """Says of each cell what stands in the new table, and keeps what was left out."""

    item: Item
    names: Names
    gone: list[Gone] = field(default_factory=list)
    hit: set[str] = field(default_factory=set)

    def cell(self, column: str, value: str, place: str) -> str:
        """Give what stands in the place of a value of a column."""
        part = next((each for each in self.item.parts if each.column and each.column == column), None)
        if part is not None:
            self.hit.add(part.column)
            return self._left_out(place, part.reason or self.item.reason, value, part.put) if value else value
        if self.item.decimals >= 0:
            coarse = self._coarse(column.lower(), value)
            if coarse != value:
                return self._left_out(place, "coordinates made coarse", value, coarse)
        names = self.names if len(value.split()) > _FEW_WORDS else self.names.in_cells
        cuts = names.cuts(value)
        return self._left_out(place, cuts[0].reason, value, without(value, cuts)) if cuts else value

    def number(self, column: str, value: float, place: str) -> float | int | str | None:
        """Give what stands in the place of a number of JSON."""
        told = repr(value)
        new = self.cell(column, told, place)
        if new == told:
            return value
        return float(new) if _NUMBER.fullmatch(new) else None

    def require_all(self) -> None:
        """Make sure that every column and row of the plan was there.

        Raises:
            CaseError: one was not: a misspelt column must not leave.
        """
        wanted = {each.column for each in self.item.parts if each.column}
        wanted |= {f"row {each.row}" for each in self.item.parts if each.row}
        missing = sorted(wanted - self.hit)
        if missing:
            raise CaseError(
                "A column or row that the plan leaves out is not in this table.",
                where=f"{self.item.exhibit}: {', '.join(missing)}",
                todo="Write it as its header does.",
            )

    def _left_out(self, place: str, reason: str, was: str, put: str) -> str:
        self.gone.append(Gone(place, reason, was))
        return put

    def _coarse(self, column: str, value: str) -> str:
        if column in PLACED_OTHERWISE:
            return ""
        if column == _PRECISION and value == "exact":
            return _COARSE.get(self.item.decimals, value)
        if column in DEGREES:
            if not _NUMBER.fullmatch(value.strip()):
                return "" if re.search(r"\d", value) else value
            return f"{round(float(value), self.item.decimals) + 0.0:.{self.item.decimals}f}"
        return without_positions(value)


def table_without(path: Path, name: str, item: Item, names: Names, delimiter: str) -> tuple[bytes, list[Gone]]:
    """Write a table anew without what a plan leaves out; a row that goes leaves no gap.

    Raises:
        CaseError: it is too large, or has no such column or row.
        SourceChanged: it stops being a table.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise CaseError(
            "This table is too large to be written anew.", where=name, todo="Leave it out, or cut it first."
        )
    rewriter, text = Rewriter(item, names), io.StringIO()
    write = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    out = {each.row: each for each in item.parts if each.row}
    known = {each.column for each in item.parts if each.column}
    header: Sequence[str] = ()
    number = 0
    for was, cells in rows(path, name, delimiter=delimiter):
        if was in out:
            rewriter.hit.add(f"row {was}")
            reason = out[was].reason or item.reason
            rewriter.gone.append(Gone(str(Place(row=number + 1)), reason, as_line(cells)))
            continue
        number += 1
        stripped = [each.strip() for each in cells]
        if not header and _is_header(stripped, known):
            header = stripped
            write.writerow(names.in_cells.replaced(each) for each in cells)
            continue
        write.writerow(_row(rewriter, header, cells, number))
    rewriter.require_all()
    return text.getvalue().encode("utf-8", "backslashreplace"), rewriter.gone


def _row(rewriter: Rewriter, header: Sequence[str], cells: Sequence[str], number: int) -> Iterator[str]:
    for index, value in enumerate(cells):
        column = header[index] if index < len(header) else ""
        shown = rewriter.names.in_cells.replaced(column) or None
        yield rewriter.cell(column, value, str(Place(row=number, column=shown)))


def _is_header(cells: Sequence[str], known: set[str]) -> bool:
    """Tell the header: the first row that names a column of the plan, or that looks like one."""
    if known:
        return bool(known & set(cells))
    filled = [each for each in cells if each]
    return len(filled) > 2 and len(filled) == len(cells) and not any(_NUMBER.fullmatch(each) for each in filled)


def json_without(content: bytes, item: Item, names: Names) -> tuple[bytes, list[Gone]]:
    """Write JSON anew: `column` names a key, wherever it stands; positions of GeoJSON are degrees.

    Raises:
        CaseError: it is no JSON, or has no such key.
    """
    try:
        held = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise CaseError("This is no JSON.", where=item.exhibit, todo="Leave it out.") from error
    rewriter = Rewriter(item, names)
    new = _json(rewriter, "", held, "")
    rewriter.require_all()
    return json.dumps(new, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace"), rewriter.gone


def _json(rewriter: Rewriter, key: str, held: Any, at: str) -> Any:
    plain = rewriter.names.in_cells.replaced(key)
    if isinstance(held, Mapping):
        left = next((each for each in rewriter.item.parts if each.column and each.column == key), None)
        if left is not None:
            rewriter.cell(key, json.dumps(held, ensure_ascii=False), f"{at}/{plain}")
            return None
        return {
            rewriter.names.in_cells.replaced(str(name)): _json(rewriter, str(name), each, f"{at}/{plain}")
            for name, each in held.items()
        }
    if isinstance(held, list):
        inner = "lat" if key == "coordinates" else key
        return [_json(rewriter, inner, each, f"{at}/{plain}/{number}") for number, each in enumerate(held)]
    place = f"{at}/{plain}"
    if isinstance(held, str):
        return rewriter.cell(key, held, place)
    return held if isinstance(held, bool) or held is None else rewriter.number(key, held, place)


def delimiter_of(media_type: str) -> str:
    """Give what parts the cells of a table of some media type."""
    return "\t" if media_type == "text/tab-separated-values" else ","
