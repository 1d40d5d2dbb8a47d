"""The columns of SIPRI's two registers, by which a file is told to be one of them."""

from functools import lru_cache

from armstrace.sources.sipri.layout import first_cell, head_rows, likeness
from armstrace.sources.sipri.preamble import TRANSFERS_TITLE

DELIVERIES = (
    "SIPRI AT Database ID",
    "Supplier",
    "Recipient",
    "Designation",
    "Description",
    "Armament category",
    "Order date",
    "Order date is estimate",
    "Numbers delivered",
    "Numbers delivered is estimate",
    "Delivery year",
    "Delivery year is estimate",
    "Status",
    "SIPRI estimate",
    "TIV deal unit",
    "TIV delivery values",
    "Local production",
)
# the three columns without a name hold "?" where the value before them is uncertain
TRADE_REGISTER = (
    "Recipient",
    "Supplier",
    "Year of order",
    "",
    "Number ordered",
    "",
    "Weapon designation",
    "Weapon description",
    "Number delivered",
    "",
    "Year(s) of delivery",
    "status",
    "Comments",
    "SIPRI TIV per unit",
    "SIPRI TIV for total order",
    "SIPRI TIV of delivered weapons",
)
# since 2026 the site writes this over the same column; the preamble explains both with the same sentence
TRADE_REGISTER_2026 = tuple(
    "Deliveries in the Year Range" if name == "Number delivered" else name for name in TRADE_REGISTER
)


@lru_cache(maxsize=1)  # two readers ask one after the other
def kind_of_register(head: bytes) -> str:
    """Tell "deliveries" from "trade register" by the first bytes of a file; "" where it is neither.

    Half of a header is enough, or SIPRI's own title above a table: a changed edition is still SIPRI's, and is to be
    refused by name rather than not recognised.
    """
    table = head_rows(head)
    deliveries = likeness(table, DELIVERIES)
    register = max(likeness(table, TRADE_REGISTER), likeness(table, TRADE_REGISTER_2026))
    titled = first_cell(table).startswith(TRANSFERS_TITLE)
    if not titled and max(deliveries, register) < 0.5:
        return ""
    return "deliveries" if deliveries > register else "trade register"
