"""One assertion about an aircraft, and the record made of it."""

import re
from dataclasses import dataclass

from armstrace.records.errors import UnreadableValue
from armstrace.records.kinds import Edition, Identity
from armstrace.records.origin import read_key
from armstrace.records.values import When

_HEX = re.compile(r"[0-9a-f]{6}")
_REGISTRATION = re.compile(r"[A-Z0-9][A-Z0-9+./ -]{0,19}")
_TYPE = re.compile(r"[A-Z][A-Z0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class Assertion:
    """What one row says of an aircraft; fields as in records.kinds.Identity."""

    row: int
    hex: str
    registration: str = ""
    typecode: str = ""
    operator: str = ""
    operator_printed: str = ""
    state: str = ""
    military: bool | None = None
    valid: When | None = None
    restricted: str = ""
    note: str = ""


def record(said: Assertion, edition: Edition) -> Identity:
    """Make the record of an assertion that stands in the exhibit and edition given."""
    place = f"row={said.row}"  # as Place writes it; a database has half a million rows
    return Identity(
        key=read_key(Identity.KIND, edition.exhibit, place),
        exhibit=edition.exhibit,
        place=place,
        item="",
        reader=edition.reader,
        edition=edition.key,
        register=edition.register,
        hex=said.hex,
        registration=said.registration,
        typecode=said.typecode,
        operator=said.operator,
        operator_printed=said.operator_printed,
        state=said.state,
        military=said.military,
        valid=said.valid,
        as_of=edition.as_of,
        restricted=said.restricted,
        note=said.note,
    )


def hex_in(cell: str) -> str:
    """Read an address.

    Raises:
        UnreadableValue: it is none of six hexadecimal digits.

    >>> hex_in(" 4B82A1 ")
    '4b82a1'
    """
    found = cell.strip().lower()
    if not _HEX.fullmatch(found):
        raise UnreadableValue(f"{cell[:40]!r} is no address of six hexadecimal digits.")
    return found


def registration_in(cell: str) -> str:
    """Read a registration, "" where the cell holds none.

    >>> registration_in("4k-az101"), registration_in("- ")
    ('4K-AZ101', '')
    """
    found = " ".join(cell.upper().split())
    return found if _REGISTRATION.fullmatch(found) else ""


def typecode_in(cell: str) -> str:
    """Read a type designator; a database's own words for what has none ("-GND", "unknown") are none.

    >>> typecode_in("il76"), typecode_in("-GND"), typecode_in("")
    ('IL76', '', '')
    """
    found = cell.strip().upper()
    return found if _TYPE.fullmatch(found) else ""
