"""SIPRI's classic trade register: one row per deal, with all its years of delivery in one cell and one TIV for them.

Publisher: Stockholm International Peace Research Institute. Written from the exports of 13 October 2024 (Latin-1, with
preamble) and one of 2025 that reached us without preamble (UTF-8 with a byte-order mark), and from the header that the
site writes in 2026.

Known damage: a line break inside a comment that is not quoted breaks a row in two. Both pieces are set aside.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from armstrace.records.columns import Columns
from armstrace.records.errors import UnknownFormat, UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Edition, Readable, Transfer
from armstrace.records.origin import read_key
from armstrace.records.sources import Leaves, ReadOptions, SetAside, Source
from armstrace.sources.sipri.cells import (
    count,
    mark,
    nothing_delivered,
    order_year,
    party,
    text,
    tiv,
    years,
)
from armstrace.sources.sipri.columns import TRADE_REGISTER, TRADE_REGISTER_2026, kind_of_register
from armstrace.sources.sipri.layout import Reading, body, find_layout, is_blank, look_through
from armstrace.sources.sipri.preamble import edition_of, vintage_of_transfers
from armstrace.sources.sipri.terms import LICENCE, LIMITS, PUBLISHER, URL

SOURCE = Source(
    name="sipri_register",
    title="SIPRI Arms Transfers Database: trade register",
    publisher=PUBLISHER,
    url=URL,
    licence=LICENCE,
    kinds=("edition", "transfer"),
    covers="Orders and deliveries of major arms since 1950, per deal, for the states and years asked for.",
    limits=(
        *LIMITS,
        "This format gives one TIV for all years of a deal; a figure for some of its years is an estimate of ours.",
    ),
    leaves=Leaves.SMALL_PART,
    whole_rows=27_900,
    version=2,
)
REGISTER = "sipri_register"
_CELLS: tuple[Callable[[str], Any], ...] = (
    party,  # Recipient
    party,
    order_year,
    mark,
    count,  # Number ordered
    mark,
    text,
    text,
    count,  # Number delivered
    mark,
    years,
    text,
    text,  # Comments
    tiv,
    tiv,
    tiv,
)
_WIDTH, _STATUS, _FIRST_TIV = len(TRADE_REGISTER), 11, 13
_BLOCK = 512
_Values = tuple[Any, ...]
"""The fields of a transfer in the order of the record: a register makes some ten thousand of them."""
_RTF = rb"{\rtf"
_BROKEN = "A piece of a row broken in two, as by a line break inside a comment: the pieces are not guessed together."


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a file is known by what it holds, not by its name
    """Say 2 for this register, also where SIPRI changed some of its columns, and for SIPRI's export as RTF."""
    if head.lstrip().startswith(_RTF):
        return 2 if b"SIPRI" in head else 0
    return 2 if kind_of_register(head) == "trade register" else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield the edition, then one transfer per row; rows that are broken or not understood are set aside.

    Raises:
        SourceChanged: the columns differ, or there are no rows.
        UnknownFormat: the file is SIPRI's export as RTF.
    """
    for each in _read(exhibit, options):
        yield Transfer(*each) if isinstance(each, tuple) else each


def read_blocks(exhibit: Exhibit, options: ReadOptions) -> Iterator[Columns[Transfer] | Readable]:
    """Yield what `read` does in the same order, the transfers between two rows set aside by columns.

    Raises:
        SourceChanged: as for `read`.
        UnknownFormat: as for `read`.
    """
    held: list[_Values] = []
    for each in _read(exhibit, options):
        if isinstance(each, tuple):
            held.append(each)
            if len(held) < _BLOCK:
                continue
        if held:
            yield Columns(Transfer, tuple(zip(*held, strict=True)))
            held = []
        if not isinstance(each, tuple):
            yield each
    if held:
        yield Columns(Transfer, tuple(zip(*held, strict=True)))


def _read(exhibit: Exhibit, options: ReadOptions) -> Iterator[_Values | Edition | SetAside]:
    """Yield the edition, then the fields of each transfer, or what was set aside instead."""
    _refuse_rtf(exhibit)
    layout = find_layout(exhibit, TRADE_REGISTER, TRADE_REGISTER_2026)
    vintage = vintage_of_transfers(layout, look_through(exhibit, layout, TRADE_REGISTER.index("Year(s) of delivery")))
    edition = edition_of(exhibit, options, vintage, source=SOURCE, register=REGISTER, title="SIPRI trade register")
    yield edition
    reading = Reading(exhibit, SOURCE.reader, edition.label)
    for (number, cells), following in _with_next(body(exhibit, layout)):
        if _is_piece(cells) or _lost_its_end(cells, following):
            yield reading.set_aside_row(number, cells, f"{_BROKEN} It has {_filled(cells)} of {_WIDTH} cells.")
        else:
            yield _transfer(reading, number, cells, layout.header)


def _refuse_rtf(exhibit: Exhibit) -> None:
    with exhibit.path.open("rb") as file:
        if file.read(64).lstrip().startswith(_RTF):
            raise UnknownFormat(
                "This is SIPRI's export as RTF, which armstrace does not read.",
                where=repr(exhibit.received_name),
                todo="Choose CSV when exporting the trade register, and add that file.",
            )


def _with_next(
    numbered: Iterable[tuple[int, list[str]]],
) -> Iterator[tuple[tuple[int, list[str]], list[str] | None]]:
    """Yield each row with the cells of the row after it."""
    held: tuple[int, list[str]] | None = None
    for number, cells in numbered:
        if held is not None:
            yield held, cells
        held = (number, cells)
    if held is not None:
        yield held, None


def _filled(cells: Sequence[str]) -> int:
    """Count the cells up to the last that holds anything."""
    return max((index for index, cell in enumerate(cells, start=1) if cell.strip()), default=0)


def _is_piece(cells: Sequence[str]) -> bool:
    """Tell a piece of a row: a cell too few, or padded with empty cells from before the status on."""
    return len(cells) < _WIDTH or is_blank(cells[_STATUS:])


def _lost_its_end(cells: Sequence[str], following: Sequence[str] | None) -> bool:
    """Tell a row whose end stands in the next line, where a program has padded both to full width.

    SIPRI leaves a TIV empty only where it has none to give, and the row after such a row is a whole one.
    """
    return (
        following is not None
        and is_blank(cells[_FIRST_TIV:])
        and _is_piece(following)
        and not _begins_a_deal(following)
    )


def _begins_a_deal(cells: Sequence[str]) -> bool:
    try:
        party(cells[0])
        party(cells[1])
    except (UnreadableValue, IndexError):
        return False
    return True


def _transfer(reading: Reading, number: int, cells: Sequence[str], header: Sequence[str]) -> _Values | SetAside:
    """Read one row: the fields of its transfer in their order."""
    if len(cells) != _WIDTH:
        return reading.set_aside_row(number, cells, f"The row has {len(cells)} cells, the header {_WIDTH}.")
    values = reading.values(number, cells, _CELLS, header)
    if isinstance(values, SetAside):
        return values
    delivered, delivered_years = count(cells[8], values[9]), values[10]
    if delivered_years is None and delivered is not None and delivered.high:
        reason = UnreadableValue(f"The number delivered is {cells[8].strip()}, but no year of delivery is given.")
        return reading.set_aside_cell(number, header[10], cells[10], reason)
    place = f"row={number}"
    return (
        read_key(Transfer.KIND, reading.exhibit.sha256, place),  # key
        reading.exhibit.sha256,  # exhibit
        place,  # place
        "",  # item
        reading.reader,  # reader
        reading.edition,  # edition
        REGISTER,  # register
        "",  # deal
        values[1],  # supplier
        cells[1],  # supplier_printed
        values[0],  # recipient
        cells[0],  # recipient_printed
        values[6],  # designation
        values[7],  # description
        "",  # category
        order_year(cells[2], values[3]),  # ordered
        count(cells[4], values[5]),  # number_ordered
        delivered,  # number_delivered
        delivered_years,  # delivered
        cells[10].strip(),  # delivery_years
        values[11],  # status
        None,  # local_production
        values[13],  # tiv_unit
        values[15] if delivered_years else nothing_delivered(values[15]),  # tiv
        values[12],  # comment
        values[14],  # tiv_ordered
    )
