"""Incidents of one's own in a comma-separated table: `armstrace incidents --template` prints its header and an example.

Only number, date, place and origin must be there as columns; what each may hold is said in docs/incidents.md. A row
whose values do not hold together is set aside: coordinates nowhere on the globe, dates or bounds that run backwards, a
state, party or weapon that armstrace does not know.
"""

from collections.abc import Iterator

from armstrace.records.errors import UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.sources import ReadOptions, Source
from armstrace.sources.incidents.header import aside, body, check_shape, columns, take_number
from armstrace.sources.incidents.making import edition_of, incident
from armstrace.sources.incidents.sheet import COLUMNS, NEEDED, said
from armstrace.sources.table_files import first_cells

SOURCE = Source(
    name="incident_sheet",
    title="Sheet of incidents of one's own",
    publisher="Whoever compiled the sheet, from the sources named row by row",
    url="https://www.loc.gov/standards/datetime/",
    licence="That of whoever compiled the sheet; facts are free",
    kinds=("edition", "incident"),
    covers="The incidents that somebody wrote down, each with the source that tells of it",
    limits=(
        "A sheet is as good as the source of each row.",
        "What is not in it was not written down: nothing follows from a gap, for neither side.",
        "The same event may stand in several rows, one for each source that tells of it.",
        "Actor and weapon are what the source says, with its own hedge; armstrace adds no certainty.",
    ),
)


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a table is known by its columns, whatever its name
    """Tell the sheet by the columns that it must have."""
    first = set(first_cells(head))
    return 2 if first >= set(NEEDED) and first & {"weapon", "weapon_printed", "actor", "lat"} else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield the edition, then incidents and what had to be set aside, in the order of the sheet.

    Raises:
        SourceChanged: a column is missing, doubled, new or renamed, or the file stops being a table.
    """
    table = body(exhibit)
    _, header = next(table, (1, []))
    where = columns(header, exhibit, needed=NEEDED, known=COLUMNS)
    told = options.edition or exhibit.edition
    label = f"incidents from {exhibit.received_name}" + (f", {told}" if told else "")
    edition = edition_of(exhibit, SOURCE.reader, label)
    yield edition
    numbers: set[str] = set()
    for number, cells in table:
        try:
            check_shape(cells, header)
            fields = said({name: cells[index] for name, index in where.items()})
            yield incident(edition, f"row={number}", take_number(fields, numbers))
        except UnreadableValue as error:
            yield aside(exhibit, SOURCE.reader, (number, ""), error.what, cells)
