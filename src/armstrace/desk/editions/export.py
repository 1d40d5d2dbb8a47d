"""A comparison for programs: complete, as JSON or as a sheet with one line per cell."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from armstrace.desk.editions.diff import Difference
from armstrace.desk.editions.named import EditionNamed
from armstrace.tables.changes.model import Cell, Comparison, Suggested
from armstrace.tables.changes.rows import Row
from armstrace.tables.changes.shapes import SHAPES

COLUMNS = (
    "change", "kind", "register", "from", "to", "what", "column", "old", "new", "old_place", "new_place", "old_key",
    "new_key", "reason",
)  # fmt: skip
_ALIKE_SHOWN = 200
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def difference_json(found: Difference) -> dict[str, Any]:
    """Give a comparison for a program: every row gone or new, every cell changed, every suggestion."""
    return {
        "old": _side(found.old),
        "new": _side(found.new),
        "narrowed_to": {"supplier": found.asked[0], "recipient": found.asked[1]},
        "remarks": list(found.remarks),
        "compared": [_comparison(each) for each in found.compared],
    }


def difference_csv(found: Difference) -> str:
    """Write a comparison as a sheet: a line per changed cell, and per cell of a row gone, new or perhaps the same."""
    text = io.StringIO()
    write = csv.writer(text, lineterminator="\n")
    write.writerow(COLUMNS)
    for line in lines_of(found):
        write.writerow(["'" + cell if cell.startswith(_FORMULA) else cell for cell in line])
    return text.getvalue()


def lines_of(found: Difference) -> Iterator[tuple[str, ...]]:
    """Give what changed line by line, in the columns of COLUMNS."""
    for each in found.compared:
        yield from _lines(each)


def what(kind: str, row: Row) -> str:
    """Say what a row is about: the cells that identify it, as printed, without its parties."""
    shape = SHAPES[kind]
    told = cells_of(kind, row)
    numbered = shape.number if row.number else ()
    names = [name for name in (*numbered, *shape.natural) if name not in shape.parties]
    return " · ".join(
        dict.fromkeys(filter(None, (told.get(f"{name}_printed") or told.get(name, "") for name in names)))
    )


def cells_of(kind: str, row: Row) -> dict[str, str]:
    """Give the cells of a row that hold anything, by column."""
    return {name: cell for name, cell in zip(SHAPES[kind].cells, row.cells, strict=True) if cell}


def _side(side: EditionNamed) -> dict[str, Any]:
    return {
        "named": side.said,
        "exhibits": [{"sha256": each.sha256, "name": each.received_name} for each in side.exhibits],
        "editions": list(side.labels),
        "covers": list(side.covers),
        "set_aside": side.set_aside,
    }


def _comparison(each: Comparison) -> dict[str, Any]:
    gone, new = (sum(row.key in each.beyond for row in rows) for rows in (each.gone, each.new))
    return {
        "kind": each.kind,
        "register": each.register,
        "rows": {"old": each.old_rows, "new": each.new_rows, "same": each.same, "moved": each.moved},
        "counts": {
            "changed_rows": len(each.changed),
            "changed_cells": each.cells,
            "gone": len(each.gone),
            "gone_not_covered_by_new": gone,
            "new": len(each.new),
            "new_not_covered_by_old": new,
            "suggested": len(each.suggested),
        },
        "changed_cells_by_column": dict(each.by_field.most_common()),
        "columns_in_one_edition": [
            {"column": one.field, "edition": one.side, "rows": one.rows} for one in each.one_sided
        ],
        "alike": [
            {"column": cell.field, "old": cell.old, "new": cell.new, "rows": count}
            for cell, count in each.alike.most_common(_ALIKE_SHOWN)
            if count > 1
        ],
        "by_parties": [
            {
                "from": one.parties[0],
                "to": one.parties[1],
                "changed": one.changed,
                "gone": one.gone,
                "new": one.new,
                "perhaps_the_same": one.perhaps,
                "lost": round(one.old_weight, 6),
                "gained": round(one.new_weight, 6),
            }
            for one in each.by_parties
        ],
        "changed": [
            {
                **_pair(each.kind, one.old, one.new),
                "cells": _cells(one.cells),
                **({"columns_in_one_edition": _cells(one.apart)} if one.apart else {}),
            }
            for one in each.changed
        ],
        "only_in_columns_of_one_edition": [
            {**_pair(each.kind, one.old, one.new), "cells": _cells(one.apart)} for one in each.apart
        ],
        "gone": [_row(each, row) for row in each.gone],
        "new": [_row(each, row) for row in each.new],
        "suggested": [_suggested(each.kind, one) for one in each.suggested],
    }


def _pair(kind: str, old: Row, new: Row) -> dict[str, Any]:
    return {
        "from": new.parties[0],
        "to": new.parties[1],
        "what": what(kind, new),
        "old": _at(old),
        "new": _at(new),
    }


def _at(row: Row) -> dict[str, str]:
    return {"key": row.key, "exhibit": row.exhibit, "place": row.place}


def _cells(cells: Iterable[Cell]) -> list[dict[str, str]]:
    return [{"column": each.field, "old": each.old, "new": each.new} for each in cells]


def _row(each: Comparison, row: Row) -> dict[str, Any]:
    return {
        "from": row.parties[0],
        "to": row.parties[1],
        "what": what(each.kind, row),
        **_at(row),
        "covered_by_other": row.key not in each.beyond,
        "cells": cells_of(each.kind, row),
    }


def _suggested(kind: str, one: Suggested) -> dict[str, Any]:
    return {
        **_pair(kind, one.old, one.new),
        "differs_in": one.differs,
        "cells": _cells(one.cells),
        "equal": list(one.equal),
        "reason": one.reason,
    }


def _lines(each: Comparison) -> Iterator[tuple[str, ...]]:
    """Give the lines of a sheet: changed cells first, then rows gone and new, then what may be the same."""
    for one in (*each.changed, *each.apart):
        for change, cells in (("changed", one.cells), ("column in one edition", one.apart)):
            for cell in cells:
                yield _line(change, each, one.old, one.new, cell)
    for change, rows in (("gone", each.gone), ("new", each.new)):
        for row in rows:
            apart = ", not covered by the other edition" if row.key in each.beyond else ""
            for name, value in cells_of(each.kind, row).items():
                if change == "gone":
                    yield _line(change + apart, each, row, None, Cell(name, value, ""))
                else:
                    yield _line(change + apart, each, None, row, Cell(name, "", value))
    for may in each.suggested:
        for cell in may.cells:
            yield _line("perhaps the same", each, may.old, may.new, cell, may.reason)


def _line(  # a line has that many parts
    change: str, each: Comparison, old: Row | None, new: Row | None, cell: Cell, reason: str = ""
) -> tuple[str, ...]:
    row = new or old
    if row is None:
        raise TypeError(change)
    places = [(side.place, side.key) if side else ("", "") for side in (old, new)]
    return (
        change,
        each.kind,
        each.register,
        *row.parties,
        what(each.kind, row),
        cell.field,
        cell.old,
        cell.new,
        places[0][0],
        places[1][0],
        places[0][1],
        places[1][1],
        reason,
    )
