"""The cells of SIPRI's exports: one function per kind of cell, each refusing what it was never taught.

A register prints the same years, numbers and names thousands of times, so the answers are remembered by printed text.
Every function here raises UnreadableValue and nothing else.
"""

import re
from dataclasses import replace
from functools import lru_cache

from armstrace.gazetteer.states import code_of
from armstrace.records.errors import UnreadableValue
from armstrace.records.values import Count, Tiv, When

REMEMBERED = 16_384
# arms registers begin with the orders of the 1930s; a "year" outside these bounds is another column's number
FIRST_YEAR, LAST_YEAR = 1900, 2100
# no deal runs into the hundreds of millions: a longer run of digits is two cells run together
MOST_DIGITS = 9
# the longest list of years has some 450 characters; longer cells are neither read nor remembered
LONGEST_CELL = 1_000
_UNKNOWN = {"", ". .", ".."}
_YEAR = re.compile(r"\d{4}")


class UnknownName(UnreadableValue):
    """A name that the gazetteer does not hold; the row is set aside with names that look like it."""


def text(printed: str) -> str:
    """Give words as printed, without the spaces around them."""
    return printed.strip()


@lru_cache(maxsize=REMEMBERED)
def party(printed: str) -> str:
    """Give the code of a supplier or recipient; "" where SIPRI itself does not know who it was.

    Raises:
        UnreadableValue: the cell is empty.
        UnknownName: the gazetteer does not hold the name.
    """
    if not _short(printed).strip():
        raise UnreadableValue("The name is missing.")
    code = code_of(printed)
    if code is None:
        raise UnknownName(f"armstrace does not know the name {printed!r}.")
    return code


def yes_no(printed: str) -> bool:
    """Read "Yes" or "No".

    Raises:
        UnreadableValue: anything else.
    """
    word = printed.strip()
    if word not in {"Yes", "No"}:
        raise UnreadableValue(f"{printed!r} is neither Yes nor No.")
    return word == "Yes"


@lru_cache(maxsize=REMEMBERED)
def mark(printed: str) -> bool:
    """Read the column beside a value: "?" makes the value uncertain, an empty cell does not.

    Raises:
        UnreadableValue: anything else.
    """
    word = _short(printed).strip()
    if word not in {"", "?"}:
        raise UnreadableValue(f"{printed!r} stands where only '?' or nothing is expected.")
    return word == "?"


@lru_cache(maxsize=REMEMBERED)
def year(printed: str, uncertain: bool = False) -> When:
    """Read one year: 2016, (2016) or 2016?.

    Raises:
        UnreadableValue: no year, more than one, or one outside 1900 to 2100.
    """
    try:
        when = When.read(_short(printed), uncertain=uncertain)
    except UnreadableValue as error:
        raise _no_year(printed) from error
    if when.years is None or when.years[0] != when.years[1] or not FIRST_YEAR <= when.years[0] <= LAST_YEAR:
        raise _no_year(printed)
    return when


def _no_year(printed: str) -> UnreadableValue:
    return UnreadableValue(f"{printed[:40]!r} is not one year.", todo="Expected a year such as 2016, (2016) or 2016?.")


@lru_cache(maxsize=REMEMBERED)
def order_year(printed: str, uncertain: bool = False) -> When | None:
    """Read the year of an order; None where SIPRI leaves it open.

    Raises:
        UnreadableValue: as `year`.
    """
    return None if printed.strip() in _UNKNOWN else year(printed, uncertain)


@lru_cache(maxsize=REMEMBERED)
def years(printed: str) -> When | None:
    """Read "2015; 2016" as the span from the first to the last year; None where nothing was delivered yet.

    Raises:
        UnreadableValue: one of the parts is not a year.
    """
    if _short(printed).strip() in _UNKNOWN:
        return None
    parts = [year(part) for part in printed.split(";")]
    bounds = [part.years[0] for part in parts if part.years]
    qualifier = "?" if any(part.qualifier for part in parts) else ""
    return When.years_of(min(bounds), max(bounds), qualifier=qualifier, printed=printed.strip())


@lru_cache(maxsize=REMEMBERED)
def _years_in(printed: str) -> tuple[int, int] | None:
    found = [int(number) for number in _YEAR.findall(printed) if FIRST_YEAR <= int(number) <= LAST_YEAR]
    return (min(found), max(found)) if found else None


def years_within(printed: str) -> tuple[int, int] | None:
    """Find the first and last number that looks like a year, for telling what span a file covers; None for none."""
    return (_years_in if len(printed) <= LONGEST_CELL else _years_in.__wrapped__)(printed)


@lru_cache(maxsize=REMEMBERED)
def count(printed: str, estimate: bool = False) -> Count | None:
    """Read a number of items; None where SIPRI does not know it.

    Raises:
        UnreadableValue: no whole number or range, or one too long to be a count.
    """
    if sum(map(str.isdigit, _short(printed))) > 2 * MOST_DIGITS:
        raise UnreadableValue(f"{printed[:40]!r} is too long for a number of items.")
    number = Count.read(printed, estimate=estimate)
    if number is not None and number.high >= 10**MOST_DIGITS:
        raise UnreadableValue(f"{printed!r} is too large for a number of items.")
    return number


@lru_cache(maxsize=REMEMBERED)
def tiv(printed: str) -> Tiv | None:
    """Read a TIV in millions as a register prints it, to the last decimal; None for an empty cell.

    Raises:
        UnreadableValue: not a plain number.
    """
    return _tiv(printed, 0.0)


@lru_cache(maxsize=REMEMBERED)
def rounded_tiv(printed: str) -> Tiv | None:
    """Read a TIV in millions as a table prints it: rounded, so that 345 stands for 344.5 to 345.5.

    Raises:
        UnreadableValue: not a plain number.
    """
    return _tiv(printed, 0.5 / 10 ** len(_short(printed).strip().partition(".")[2]))


def _tiv(printed: str, half_unit: float) -> Tiv | None:
    if len(_short(printed).strip()) > 2 * MOST_DIGITS:
        raise UnreadableValue(f"{printed[:40]!r} is too long for a TIV.")
    return Tiv.read(printed, half_unit=half_unit)


def nothing_delivered(value: Tiv | None) -> Tiv | None:
    """Take the doubt off the "0" of a deal that was only ordered: there it is no small delivery, but none."""
    return replace(value, high=0.0) if value is not None and value.value == 0 else value


def _short(printed: str) -> str:
    if len(printed) > LONGEST_CELL:
        raise UnreadableValue(f"{printed[:40]!r} and {len(printed) - 40} more characters are no value of a register.")
    return printed
