"""Rows of editions made for the tests of comparing them, and a sum of what a comparison says that must come out."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

from hypothesis import strategies as st

from armstrace.tables.changes.compare import Side
from armstrace.tables.changes.model import Cell, Comparison
from armstrace.tables.changes.rows import Row
from armstrace.tables.changes.shapes import SHAPES

SHAPE = SHAPES["transfer"]
_NUMBERS = count(1)


def row(**cells: str) -> Row:
    """Make a transfer; what is not said is empty, and every row has a key and a place of its own."""
    number = next(_NUMBERS)
    said = {"supplier_printed": "Ruritania", "recipient_printed": "Utopia", "designation": "Kestrel"} | cells
    deal = said.get("deal", "")
    printed = tuple(said.get(name, "") for name in SHAPE.cells)
    return Row(
        key=f"transfer:{number}",
        exhibit="ab" * 32,
        place=f"row={number}",
        register="made",
        parties=(said["supplier_printed"], said["recipient_printed"]),
        number=(deal, said.get("delivery_years", "")) if deal else (),
        natural=(said["supplier_printed"], said["recipient_printed"], said["designation"], said.get("ordered", "")),
        cells=printed,
        since=None,
        until=None,
        weight=float(said.get("tiv") or 0),
    )


def side(*rows: Row) -> Side:
    """Make one side of a comparison."""
    return Side({"transfer": list(rows)} if rows else {}, ())


_FEW = {
    "supplier_printed": st.sampled_from(["Ruritania", "Freedonia"]),
    "designation": st.sampled_from(["Kestrel", "Kestrel-2", "Merlin"]),
    "ordered": st.sampled_from(["", "2001", "2002"]),
    "number_delivered": st.sampled_from(["", "4", "5"]),
    "delivery_years": st.sampled_from(["2003", "2003; 2004"]),
    "tiv": st.sampled_from(["1", "2.5"]),
    "comment": st.sampled_from(["", "aid"]),
}


@st.composite
def few_rows(draw: Callable[..., Any]) -> list[Row]:
    """Give some rows out of a small world, so that many agree in many cells."""
    return [row(**draw(st.fixed_dictionaries(_FEW))) for _ in range(draw(st.integers(0, 7)))]


@st.composite
def numbered_rows(draw: Callable[..., Any]) -> list[Row]:
    """Give rows of a register that numbers its deals; a row here and there has no number."""
    world = _FEW | {"deal": st.sampled_from(["", "1", "2", "3"])}
    return [row(**draw(st.fixed_dictionaries(world))) for _ in range(draw(st.integers(0, 6)))]


def applied(found: Sequence[Comparison], old: Sequence[Row]) -> Counter[tuple[str, ...]]:
    """Do to the older rows what a comparison says: take out, put in, and write the changed cells over."""
    rows = Counter(each.cells for each in old)
    for comparison in found:
        rows.subtract(each.cells for each in comparison.gone)
        rows.update(each.cells for each in comparison.new)
        for one in (*comparison.changed, *comparison.apart):
            rows.subtract([one.old.cells])
            rows.update([written_over(one.old.cells, (*one.cells, *one.apart))])
    return +rows if min(rows.values(), default=0) >= 0 else rows


def written_over(cells: tuple[str, ...], changes: Sequence[Cell]) -> tuple[str, ...]:
    """Write changes over cells; each change must name what stands there."""
    told = dict(zip(SHAPE.cells, cells, strict=True))
    for each in changes:
        assert told[each.field] == each.old
        told[each.field] = each.new
    return tuple(told.values())
