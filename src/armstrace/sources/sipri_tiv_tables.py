"""SIPRI's tables of TIV: whole millions per year, by supplier, by recipient or by category of arms.

Publisher: Stockholm International Peace Research Institute. Reads the tables of one state's transfers ("TIV of arms
exports from Israel, 1950-2021", until 2023) and the tables "Volume of transfers of major arms" (since 2023); how they
are laid out is in sipri.table_layout. Totals and percentages are no records; totals are held against the cells. A table
broken down by category gives flows with a category, which must not be added to those without.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from armstrace.records.errors import UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Flow, Readable
from armstrace.records.origin import read_key
from armstrace.records.place import Place
from armstrace.records.sources import Leaves, ReadOptions, SetAside, Source
from armstrace.records.values import Tiv
from armstrace.sources.sipri.cells import rounded_tiv
from armstrace.sources.sipri.layout import Reading, body, head_rows
from armstrace.sources.sipri.preamble import Vintage, compiled_in, covered, edition_of, generated_in, spell_span
from armstrace.sources.sipri.table_layout import Table, is_table, is_total, table_layout
from armstrace.sources.sipri.table_totals import ColumnSums, differs
from armstrace.sources.sipri.terms import LICENCE, LIMITS, PUBLISHER, URL

SOURCE = Source(
    name="sipri_tiv_tables",
    title="SIPRI Arms Transfers Database: tables of TIV",
    publisher=PUBLISHER,
    url=URL,
    licence=LICENCE,
    kinds=("edition", "flow"),
    covers="Volume of deliveries of major arms per year since 1950, for the supplier or recipient a table is about.",
    limits=(
        *LIMITS,
        "Figures are rounded to whole millions, so sums of many of them are uncertain by several.",
        '"0" stands for anything up to half a million; an empty cell means that no delivery was identified.',
    ),
    leaves=Leaves.SMALL_PART,
    whole_rows=22_200,
)
REGISTER = "sipri_tiv"
MEASURE = "tiv_m"


@dataclass(frozen=True, slots=True)
class _Pass:
    """What one pass over a table carries along."""

    table: Table
    reading: Reading
    sums: ColumnSums = field(default_factory=ColumnSums)


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a file is known by what it holds, not by its name
    """Say 2 for both families of tables, with or without the lines above, and for tables by region to refuse them."""
    return 2 if is_table(head_rows(head)) else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield the edition, then one flow per cell that is not empty, row by row; a total that does not fit is noted.

    Raises:
        SourceChanged: the columns differ, there are no rows, or nothing known says whose transfers these are.
        UnknownFormat: SIPRI's table by region.
    """
    table = table_layout(exhibit)
    generated, silence = generated_in(table.layout.preamble)
    asked = (table.years[0][1], table.years[-1][1])
    covers, note = covered(asked, (asked[0], table.last_year), generated)
    compiler, compiled = compiled_in(table.layout.preamble)
    notes = tuple(filter(None, (compiled, silence, note, *table.notes)))
    vintage = Vintage(generated, spell_span(asked), covers, table.supplier.code, table.recipient.code, notes)
    title = f"SIPRI TIV tables compiled by {compiler}" if compiler else "SIPRI TIV tables"
    edition = edition_of(exhibit, options, vintage, source=SOURCE, register=REGISTER, title=title)
    yield edition
    state = _Pass(table, Reading(exhibit, SOURCE.reader, edition.label))
    for number, cells in body(exhibit, table.layout):
        if table.total_row and number > table.total_row:
            yield state.reading.set_aside_row(number, cells, "The row stands below the table's total.")
        elif len(cells) != len(table.layout.header):
            state.sums.add({}, table.columns)
            yield state.reading.set_aside_row(
                number, cells, f"The row has {len(cells)} cells, the header {len(table.layout.header)}."
            )
        else:
            yield from _row(state, number, cells)


def _row(state: _Pass, number: int, cells: Sequence[str]) -> Iterator[Readable]:
    """Read one row: its cells, its own totals, and where it is the row of totals those of the columns."""
    values: dict[int, Tiv | None] = {}
    for index in state.table.columns:
        try:
            values[index] = rounded_tiv(cells[index])
        except UnreadableValue as error:
            yield state.reading.set_aside_cell(number, state.table.layout.header[index], cells[index], error)
    noted: set[int] = set()
    if is_total(cells[0]):
        for index, found in state.sums.differing(values):
            noted.add(index)
            yield _total_differs(state, number, index, cells, found)
    else:
        state.sums.add(values, state.table.columns)
        yield from _flows(state, number, cells, values)
    for index, _, parts in state.table.totals:
        if index not in noted and index in values and all(part in values for part in parts):
            summed = [value.value for part in parts if (value := values[part]) is not None]
            if differs(values[index], summed):
                yield _total_differs(state, number, index, cells, sum(summed))


def _flows(state: _Pass, number: int, cells: Sequence[str], values: dict[int, Tiv | None]) -> Iterator[Readable]:
    table, reading = state.table, state.reading
    try:
        supplier, recipient, category = table.sides(cells[0])
    except UnreadableValue as error:
        yield reading.set_aside_cell(number, table.layout.header[0], cells[0], error)
        return
    for index, year in table.years:
        value = values.get(index)
        if value is None:
            continue
        place = str(Place(row=number, column=table.layout.header[index]))
        yield Flow(
            key=read_key(Flow.KIND, reading.exhibit.sha256, place),
            exhibit=reading.exhibit.sha256,
            place=place,
            item="",
            reader=reading.reader,
            edition=reading.edition,
            register=REGISTER,
            supplier=supplier.code,
            supplier_printed=supplier.printed,
            recipient=recipient.code,
            recipient_printed=recipient.printed,
            year=year,
            category=category,
            measure=MEASURE,
            value=value,
        )


def _total_differs(state: _Pass, number: int, index: int, cells: Sequence[str], found: float) -> SetAside:
    """Note a total that its cells do not add up to; the cells themselves are kept as printed."""
    printed = cells[index].strip() or "nothing"
    reason = UnreadableValue(f"The total differs: printed {printed}, the cells add up to {found:g}.")
    return state.reading.set_aside_cell(number, state.table.layout.header[index], cells[index], reason)
