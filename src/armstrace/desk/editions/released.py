"""What a comparison may show of incidents: their rows as they may leave a case, cell by cell."""

from collections.abc import Mapping
from dataclasses import replace

from armstrace.desk.incidents.export import Exporter
from armstrace.desk.intake import Case
from armstrace.records.kinds import Incident
from armstrace.records.leaving import LEFT_OUT, Leaving
from armstrace.tables.ask import literals
from armstrace.tables.changes.model import Cell, Changed, Comparison, Suggested
from armstrace.tables.changes.rows import Row
from armstrace.tables.changes.shapes import SHAPES

Hidden = Mapping[str, Mapping[str, str]]
"""By the key of a row: what stands in the place of which of its cells."""


def released(case: Case, comparison: Comparison) -> Comparison:
    """Give a comparison as it may leave: of incidents recent coordinates rounded, withheld rows by reference alone.

    That a cell changed is still told; what stands in it is not.
    """
    rows = [row for one in (*comparison.changed, *comparison.apart) for row in (one.old, one.new)]
    rows += [row for may in comparison.suggested for row in (may.old, may.new)]
    keys = sorted({row.key for row in (*rows, *comparison.gone, *comparison.new)})
    exporter = Exporter(case)
    held = case.tables.records(Incident, f"WHERE key IN {literals(keys)}")
    hidden = {each.key: _hidden(each, exporter.leaving(each)) for each in held}
    return replace(
        comparison,
        changed=tuple(_changed(each, hidden) for each in comparison.changed),
        apart=tuple(_changed(each, hidden) for each in comparison.apart),
        suggested=tuple(_suggested(each, hidden) for each in comparison.suggested),
        gone=tuple(_row(row, hidden) for row in comparison.gone),
        new=tuple(_row(row, hidden) for row in comparison.new),
    )


def _hidden(incident: Incident, left: Leaving) -> dict[str, str]:
    """Say what stands in the place of the cells that do not leave as they are."""
    found = {}
    for name in SHAPES[Incident.KIND].cells:
        now = getattr(left.incident, name)
        if now != getattr(incident, name):
            found[name] = str(now) if isinstance(now, float) else LEFT_OUT
    return found


def _row(row: Row, hidden: Hidden) -> Row:
    of_row = hidden.get(row.key, {})
    cells = tuple(of_row.get(name, cell) for name, cell in zip(SHAPES[Incident.KIND].cells, row.cells, strict=True))
    # a row that leaves by reference alone does not tell its parties either
    parties = ("", "") if of_row.get("actor_printed") == LEFT_OUT else row.parties
    return row._replace(cells=cells, parties=parties)


def _cells(cells: tuple[Cell, ...], old: Row, new: Row, hidden: Hidden) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            each.field,
            hidden.get(old.key, {}).get(each.field, each.old),
            hidden.get(new.key, {}).get(each.field, each.new),
        )
        for each in cells
    )


def _changed(each: Changed, hidden: Hidden) -> Changed:
    cells, apart = (_cells(part, each.old, each.new, hidden) for part in (each.cells, each.apart))
    return Changed(_row(each.old, hidden), _row(each.new, hidden), cells, apart)


def _suggested(each: Suggested, hidden: Hidden) -> Suggested:
    old, new = _row(each.old, hidden), _row(each.new, hidden)
    return replace(each, old=old, new=new, cells=_cells(each.cells, each.old, each.new, hidden))
