"""Cells of tables that states report in: years, numbers, sums of money; what cannot be is refused, never put right.

The same cells stand in such a table thousands of times, so answers are remembered by printed text.
"""

import re
from functools import lru_cache

from armstrace.records.errors import UnreadableValue
from armstrace.records.values import Count

REMEMBERED = 16_384
# a longer cell is neither read nor remembered
LONGEST_CELL = 2_000
# no report counts items or euros beyond this: a longer run of digits is two cells run together
MOST_DIGITS = 13
_YEAR = re.compile(r"(?:19|20)\d\d")
_AMOUNT = re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,13})(?P<part>\.\d{1,6})?")
_SPACES = re.compile(r"\s{1,64}")


def plain(printed: str) -> str:
    """Give a cell without the spaces around it, line breaks and other runs of spaces inside it as one space.

    Raises:
        UnreadableValue: it is longer than any cell of such a table.
    """
    if len(printed) > LONGEST_CELL:
        raise UnreadableValue(
            f"{printed[:40]!r} and {len(printed) - 40:,} more characters are no cell of such a table."
        )
    return _SPACES.sub(" ", printed).strip()


@lru_cache(maxsize=REMEMBERED)
def year(printed: str) -> int:
    """Read the calendar year that a report is about.

    Raises:
        UnreadableValue: the cell is no year of 1900 to 2099.

    >>> year("2018")
    2018
    """
    if not _YEAR.fullmatch(printed.strip()):
        raise UnreadableValue(f"{printed.strip()[:40]!r} is not a year.", todo="Expected a year such as 2018.")
    return int(printed)


@lru_cache(maxsize=REMEMBERED)
def count(printed: str) -> Count | None:
    """Read a number of items, licences or refusals; None where the cell is empty.

    Raises:
        UnreadableValue: it is no whole number or range.

    >>> count("1,200").low, count("")
    (1200, None)
    """
    text = plain(printed)
    if sum(map(str.isdigit, text)) > 2 * MOST_DIGITS:
        raise UnreadableValue(f"{text[:40]!r} is too long for a number of items.")
    if text.endswith(".0") and text[:-2].isdecimal():
        # spreadsheets and data frames print whole numbers so
        text = text[:-2]
    return Count.read(text)


@lru_cache(maxsize=REMEMBERED)
def amount(printed: str) -> float | None:
    """Read a sum of money in full units; None where the cell is empty.

    Raises:
        UnreadableValue: it is no plain number; which of point and comma parts thousands is never guessed.

    >>> amount("1,814,262"), amount("69370.0"), amount("")
    (1814262.0, 69370.0, None)
    """
    text = plain(printed)
    if not text:
        return None
    found = _AMOUNT.fullmatch(text)
    if not found:
        raise UnreadableValue(f"{text[:40]!r} is not a sum of money.", todo="Expected 1814262, 1,814,262 or 69370.50.")
    return float(found["whole"].replace(",", "") + (found["part"] or ""))
