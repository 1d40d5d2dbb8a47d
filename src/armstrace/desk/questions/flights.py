"""Aircraft, operators, airfields and days as people write them, and what is asked of flights."""

import re
from collections.abc import Sequence
from datetime import date

from armstrace.desk.flights.ask import Wanted, airfield_named
from armstrace.desk.flights.asked import Asked
from armstrace.desk.questions.mistakes import Mistakes
from armstrace.desk.questions.words import day
from armstrace.records.errors import CaseError

_HEX = re.compile("~?[0-9a-f]{6}")
_DESIGNATOR = re.compile("[A-Z]{3}")


def address(text: str) -> str:
    """Read an aircraft's address.

    Raises:
        CaseError: it is none.
    """
    if not _HEX.fullmatch(text.lower()):
        raise CaseError(f"{text!r} is no address.", where="--hex", todo="Write six digits 0-9 a-f, such as 600866.")
    return text.lower()


def designator(text: str) -> str:
    """Read an operator's designator; "" is none.

    Raises:
        CaseError: it is none.
    """
    if text and not _DESIGNATOR.fullmatch(text.upper()):
        raise CaseError(f"{text!r} is no designator.", where="--operator", todo="Write three letters, such as AZQ.")
    return text.upper()


def span(first: str, last: str, wrong: Mistakes) -> tuple[date | None, date | None]:
    """Read the first and last day."""
    days = wrong.read(day, first, "--from"), wrong.read(day, last, "--to")
    if days[0] and days[1] and days[1] < days[0]:
        wrong.add("The last day is before the first.", where="--to", todo="Exchange them.")
    return days


def asked_of(
    named: tuple[Sequence[str], str],
    operator: str,
    days: tuple[str, str],
    *,
    points: bool,
    others: bool,
    synthetic: bool,
) -> Asked:
    """Gather what `flights read` is asked for.

    Raises:
        CaseError: options are wrong; all of them are named.
    """
    wrong = Mistakes()
    hexes, why = named
    found = [wrong.read(address, one) for one in hexes]
    said = wrong.read(designator, operator)
    first, last = span(*days, wrong)
    if why.strip() and not hexes:
        wrong.add("A reason is given for no aircraft.", where="--why", todo="Name the aircraft with --hex.")
    wrong.tell()
    known = frozenset(one for one in found if one)
    reasons = dict.fromkeys(known, why.strip()) if why.strip() else {}
    return Asked(known, reasons, said or "", first, last, points, others, synthetic)


def wanted_of(hexes: Sequence[str], operator: str, airfield: str, days: tuple[str, str], least: float) -> Wanted:
    """Gather which rows are wanted of a dataset.

    Raises:
        CaseError: options are wrong; all of them are named.
    """
    wrong = Mistakes()
    found = [wrong.read(address, one) for one in hexes]
    said = wrong.read(designator, operator)
    field = wrong.read(airfield_named, airfield) if airfield else None
    first, last = span(*days, wrong)
    if not 0 <= least <= 1:
        wrong.add(f"{least} is no probability.", where="--min-probability", todo="Write a number from 0 to 1.")
    wrong.tell()
    return Wanted(frozenset(one for one in found if one), said or "", field.ident if field else "", first, last, least)
