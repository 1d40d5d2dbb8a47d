"""Reading a table of facts row by row: each cell by a reader of its own, a row that cannot be read is set aside."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from armstrace.gazetteer.law_sources import law_citation_of
from armstrace.gazetteer.shipped_tables import was_shipped
from armstrace.records.errors import UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.origin import read_key
from armstrace.records.sources import ReadOptions, SetAside, Source
from armstrace.sources.incidents.header import aside, body, check_shape, columns
from armstrace.sources.incidents.making import edition_of

CellReader = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class FactTable:
    """One kind of table: its source, how each column is read, and what makes a record of a row.

    `record` is handed the fields that every record has and the cells as read; `check` looks at a whole row and raises
    UnreadableValue. `printed` are columns kept a second time as they stand, under NAME_printed. `shipped` is the name
    of the table of this kind that armstrace ships, "" where it ships none.
    """

    source: Source
    cells: Mapping[str, CellReader]
    record: Callable[..., Readable]
    kind: str
    printed: tuple[str, ...] = ()
    check: Callable[[Mapping[str, Any]], None] = lambda _: None
    shipped: str = ""


def read_facts(table: FactTable, exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield the edition, then records and what had to be set aside, in the order of the table.

    Raises:
        SourceChanged: a column is missing, doubled, new or renamed, or the file stops being a table.
    """
    lines = body(exhibit)
    _, header = next(lines, (1, []))
    where = columns(header, exhibit, needed=tuple(table.cells), known=tuple(table.cells))
    yield edition_of(exhibit, table.source.reader, _label(table, exhibit, options))
    for number, cells in lines:
        yield _row(table, exhibit, (number, header, cells), where)


def _row(
    table: FactTable, exhibit: Exhibit, line: tuple[int, Sequence[str], Sequence[str]], where: Mapping[str, int]
) -> Readable | SetAside:
    number, header, cells = line
    column = ""
    try:
        check_shape(cells, header)
        said: dict[str, Any] = {}
        for column, reader in table.cells.items():  # the column at fault is named below
            said[column] = reader(cells[where[column]].strip())
        column = ""
        table.check(said)
    except UnreadableValue as error:
        return aside(exhibit, table.source.reader, (number, column), error.what, cells)
    place = f"row={number}"
    said |= {f"{name}_printed": cells[where[name]].strip() for name in table.printed}
    said["source"] = law_citation_of(said["source"])
    return table.record(
        key=read_key(table.kind, exhibit.sha256, place),
        exhibit=exhibit.sha256,
        place=place,
        item="",
        reader=table.source.reader,
        register=table.source.name,
        **said,
    )


def _label(table: FactTable, exhibit: Exhibit, options: ReadOptions) -> str:
    if table.shipped and was_shipped(table.shipped, exhibit.sha256):
        return f"armstrace {table.source.name.replace('_', ' ')}"
    told = (options.edition or exhibit.edition).strip()
    return f"{table.source.title} from {exhibit.received_name}" + (f", {told}" if told else "")
