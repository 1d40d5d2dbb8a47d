"""Claims: what a text asserts, as exact spans of it, in the schema that `armstrace claims --json` prints.

Offsets are code points of the document's text, half open. A machine reading is a suggestion until a person accepts it.
"""

from dataclasses import dataclass, fields
from typing import Any, ClassVar

from armstrace.records.values import When


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityClaim:
    """A number that counts or measures something: a share, a rank, a count, an amount, a duration.

    `value`, `min` and `max` are in full units (percent 0-100). `comparator` is one of = ~ < > <= >= ordinal; with
    "ordinal" the value is a rank (1 = largest; `max` alone: "among the three largest"). `subject` acts or supplies,
    `object` receives or is counted; several together are joined with "+", and "*" is the world. `action` is delivered,
    ordered or planned for counts (not_trade where nothing changed hands), imports or exports for ratios and changes.
    `polarity` is negative where the text denies the number and possible where it only supposes it. `place` is the
    region or limit of a rank or share, `partner` the other side that both states of a ratio share. A change goes from
    `compared` to `period`.
    """

    TYPE: ClassVar[str] = "quantity_claim"

    start: int
    end: int
    text: str
    measure: str
    value: float | None = None
    min: float | None = None
    max: float | None = None
    unit: str | None = None
    comparator: str = "="
    subject: str | None = None
    object: str | None = None
    commodity: str | None = None
    polarity: str = "positive"
    designation: str | None = None
    action: str | None = None
    partner: str | None = None
    period: When | None = None
    compared: When | None = None
    place: str | None = None
    source: str | None = None
    sentence: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatyClaim:
    """What a text says of one state's relation to one treaty.

    `claimed_status` is party, signatory, not_party, not_signatory or member; `action` and `date` where the text names
    an act ("ratified on 3 December 2008"); `as_of` the day the statement is about, else the day of publication.
    """

    TYPE: ClassVar[str] = "treaty_status"

    start: int
    end: int
    text: str
    state: str | None
    treaty: str | None
    treaty_id: str | None
    claimed_status: str
    polarity: str
    action: str | None = None
    date: When | None = None
    as_of: When | None = None
    source: str | None = None
    sentence: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeClaim:
    """Arms or goods said to go from a supplier to a recipient, without a number to check."""

    TYPE: ClassVar[str] = "trade_claim"

    start: int
    end: int
    text: str
    supplier: str | None
    recipient: str | None
    commodity: str
    designation: str | None = None
    period: When | None = None
    status: str = "asserted"
    hedge: str | None = None
    source: str | None = None
    sentence: tuple[int, int] | None = None


Claim = QuantityClaim | TreatyClaim | TradeClaim


def claim_json(claim: Claim) -> dict[str, Any]:
    """Give a claim as the JSON object of the reading schema: dates as EDTF, whole numbers as integers."""
    item: dict[str, Any] = {"type": claim.TYPE}
    for field in fields(claim):
        value = getattr(claim, field.name)
        if isinstance(value, When):
            value = value.edtf
        elif isinstance(value, float) and value.is_integer():
            value = int(value)
        elif isinstance(value, tuple):
            value = list(value)
        item[field.name] = value
    return item
