"""Cells of tables of law: words out of a list, states and groups, dates, counts, money; nothing is guessed."""

import json
import re
from collections.abc import Callable

from armstrace.gazetteer.states import states
from armstrace.gazetteer.unions import unions
from armstrace.records.errors import UnreadableValue
from armstrace.records.values import Count, When
from armstrace.sources.said import state_of

GROUP = "group:"
_AMOUNT = re.compile(r"\d{1,15}(?:\.\d{1,2})?")
_CURRENCY = re.compile(r"[A-Z]{3}")


def text(printed: str) -> str:
    """Give a cell as it stands."""
    return printed


def needed(printed: str) -> str:
    """Give a cell that may not be empty.

    Raises:
        UnreadableValue: it is empty.
    """
    if not printed:
        raise UnreadableValue("The cell is empty, and a row needs it.")
    return printed


def one_of(*known: str) -> Callable[[str], str]:
    """Make a reader of words out of a list; "" belongs to it only where it is named.

    >>> one_of("court", "")("court")
    'court'
    """

    def read(printed: str) -> str:
        if printed not in known:
            said = ", ".join(word or "nothing" for word in known)
            raise UnreadableValue(f"{printed[:60]!r} stands where only {said} can.")
        return printed

    return read


def when(printed: str) -> When | None:
    """Read a date as precise as it is known (EDTF); None where the cell is empty."""
    return When.read(printed) if printed else None


def day_needed(printed: str) -> When:
    """Read a date that may not be missing.

    Raises:
        UnreadableValue: it is missing, or no date.
    """
    return When.read(needed(printed))


def party(printed: str) -> str:
    """Give the code of a state or other party, the name of a group written "group:NAME", or "" for nothing.

    Raises:
        UnreadableValue: no such party is known; groups outside the gazetteer need the word before their name.

    >>> party("Azerbaijan"), party("group:forces in combat"), party("")
    ('AZE', 'forces in combat', '')
    """
    if not printed:
        return ""
    if printed.startswith(GROUP):
        return needed(printed.removeprefix(GROUP).strip())
    return state_of(printed)


def party_needed(printed: str) -> str:
    """Give a party that may not be missing.

    Raises:
        UnreadableValue: it is missing or not known.
    """
    return party(needed(printed))


def addressees(printed: str) -> str:
    """Write those an embargo binds as the JSON list that a record keeps: "*" for all states, codes, unions of states.

    >>> addressees("European Union|CHE"), addressees("*"), addressees("")
    ('["European Union", "CHE"]', '["*"]', '[]')
    """
    parts = [part.strip() for part in printed.split("|") if part.strip()]
    found = [part if part == "*" or part in unions() or part in states() else state_of(part) for part in parts]
    return json.dumps(found, ensure_ascii=False)


def count(printed: str) -> Count | None:
    """Read a number of licences; None where it is not known."""
    return Count.read(printed)


def amount(printed: str) -> float | None:
    """Read a sum of money in full units; None where it is not known.

    Raises:
        UnreadableValue: it is no plain number.

    >>> amount("1500000"), amount("")
    (1500000.0, None)
    """
    if not printed:
        return None
    if not _AMOUNT.fullmatch(printed):
        raise UnreadableValue(f"{printed[:40]!r} is no sum in full units, such as 1500000.")
    return float(printed)


def currency(printed: str) -> str:
    """Give the three letters of a currency, "" for none.

    Raises:
        UnreadableValue: they are no three letters.
    """
    if printed and not _CURRENCY.fullmatch(printed):
        raise UnreadableValue(f"{printed[:20]!r} is no currency by its three letters, such as EUR.")
    return printed
