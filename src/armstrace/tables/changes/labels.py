"""What a column is called when a change in it is told to a person."""

from collections.abc import Mapping

_SAID: Mapping[str, str] = {
    "supplier_printed": "supplier",
    "recipient_printed": "recipient",
    "ordered": "year of order",
    "delivery_years": "years of delivery",
    "tiv": "TIV of what was delivered",
    "tiv_unit": "TIV of one item",
    "tiv_ordered": "TIV of the whole order",
    "local_production": "local production",
    "deal": "number of the deal in the register",
    "number": "number in the register",
    "when": "date",
    "hex": "address of the aircraft",
}


def label(field: str) -> str:
    """Name a column in words.

    >>> label("delivery_years"), label("number_ordered"), label("partner_printed")
    ('years of delivery', 'number ordered', 'partner')
    """
    return _SAID.get(field) or field.removesuffix("_printed").replace("_", " ")


def listed(fields: tuple[str, ...]) -> str:
    """Name several columns in words: "supplier, recipient and designation"."""
    named = [label(each) for each in fields]
    return " and ".join(filter(None, (", ".join(named[:-1]), *named[-1:])))
