"""From the period a text names to the whole years a register knows."""

from dataclasses import dataclass
from datetime import date

from armstrace.records.values import When


@dataclass(frozen=True, slots=True)
class Window:
    """Whole years, both included, a sentence where the period had to be read in some way, and whether it was less."""

    first: int
    last: int
    note: str = ""
    partial: bool = False

    def __str__(self) -> str:
        if self.first == self.last:
            return str(self.first)
        short = self.first // 100 == self.last // 100
        return f"{self.first}\u2013{self.last % 100:02d}" if short else f"{self.first}\u2013{self.last}"


def window_of(period: When | None, published: date, *, default: bool = True) -> Window | None:
    """Read a period as whole years; where none is stated, the five full years before publication.

    A period that runs to the day of publication ("since 2015") ends with the last full year.
    """
    if period is None:
        if not default:
            return None
        first, last = published.year - 5, published.year - 1
        note = f"No period is stated; read as the five full years before publication, {first}\u2013{last}."
        return Window(first, last, note)
    if period.earliest is None or period.latest is None:
        return None
    first, last = period.earliest.year, period.latest.year
    note = ""
    if period.latest == published and last > first:
        last -= 1
        note = f"\u201csince {first}\u201d is read up to the last full year before publication."
    elif period.qualifier == "~":
        note = f"The period is read as the full years {first}\u2013{last} before publication."
    elif period.years is None:
        note = f"Registers count whole years; the period is read as {first}" + (
            f"\u2013{last}." if last != first else "."
        )
    partial = period.years is None and period.latest != published and not period.qualifier
    return Window(first, last, note, partial)
