"""SIPRI's register of deliveries: one row per deal and year of delivery, with the TIV of that year.

Publisher: Stockholm International Peace Research Institute. Written from the export of 13 April 2024 (Latin-1, eleven
lines above the header). Left out: "SIPRI estimate", the TIV of one new item; kept is "TIV deal unit", the TIV of one
item as this deal supplied it.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable, Transfer
from armstrace.records.origin import read_key
from armstrace.records.sources import Leaves, ReadOptions, SetAside, Source
from armstrace.sources.sipri.cells import count, order_year, party, text, tiv, year, yes_no
from armstrace.sources.sipri.columns import DELIVERIES, kind_of_register
from armstrace.sources.sipri.layout import Reading, body, find_layout, look_through
from armstrace.sources.sipri.preamble import edition_of, vintage_of_transfers
from armstrace.sources.sipri.terms import LICENCE, LIMITS, PUBLISHER, URL

SOURCE = Source(
    name="sipri_deliveries",
    title="SIPRI Arms Transfers Database: deliveries",
    publisher=PUBLISHER,
    url=URL,
    licence=LICENCE,
    kinds=("edition", "transfer"),
    covers="Deliveries of major arms since 1950, per deal and year, for the suppliers, recipients and years asked for.",
    limits=LIMITS,
    leaves=Leaves.SMALL_PART,
    whole_rows=27_800,
    version=2,
)
REGISTER = "sipri_deliveries"
_CELLS: tuple[Callable[[str], Any], ...] = (
    text,  # SIPRI AT Database ID
    party,
    party,
    text,  # Designation
    text,
    text,
    order_year,
    yes_no,
    count,  # Numbers delivered
    yes_no,
    year,  # Delivery year
    yes_no,
    text,
    tiv,  # SIPRI estimate
    tiv,
    tiv,
    yes_no,
)


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a file is known by what it holds, not by its name
    """Say 2 for this register, also where SIPRI changed some of its columns."""
    return 2 if kind_of_register(head) == "deliveries" else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield the edition, then one transfer per row; rows that are not understood are set aside.

    Raises:
        SourceChanged: the columns differ, or there are no rows.
    """
    layout = find_layout(exhibit, DELIVERIES)
    vintage = vintage_of_transfers(layout, look_through(exhibit, layout, DELIVERIES.index("Delivery year")))
    edition = edition_of(exhibit, options, vintage, source=SOURCE, register=REGISTER, title="SIPRI deliveries")
    yield edition
    reading = Reading(exhibit, SOURCE.reader, edition.label)
    for number, cells in body(exhibit, layout):
        yield _transfer(reading, number, cells)


def _transfer(reading: Reading, number: int, cells: Sequence[str]) -> Transfer | SetAside:
    """Read one row."""
    if len(cells) != len(DELIVERIES):
        return reading.set_aside_row(number, cells, f"The row has {len(cells)} cells, the header {len(DELIVERIES)}.")
    values = reading.values(number, cells, _CELLS, DELIVERIES)
    if isinstance(values, SetAside):
        return values
    place = f"row={number}"
    return Transfer(
        key=read_key(Transfer.KIND, reading.exhibit.sha256, place),
        exhibit=reading.exhibit.sha256,
        place=place,
        item="",
        reader=reading.reader,
        edition=reading.edition,
        register=REGISTER,
        deal=values[0],
        supplier=values[1],
        supplier_printed=cells[1],
        recipient=values[2],
        recipient_printed=cells[2],
        designation=values[3],
        description=values[4],
        category=values[5],
        ordered=order_year(cells[6], values[7]),
        number_ordered=None,
        number_delivered=count(cells[8], values[9]),
        delivered=year(cells[10], values[11]),
        delivery_years=cells[10].strip(),
        status=values[12],
        local_production=values[16],
        tiv_unit=values[14],
        tiv=values[15],
        comment="",
    )
