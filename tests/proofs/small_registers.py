"""Small registers, written for these tests in SIPRI's own layouts and read by the real readers; no deal is real."""

import csv
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path

from armstrace.checks.registry import Ground
from armstrace.records.exhibits import Exhibit
from armstrace.records.sources import ReadOptions, SetAside
from armstrace.sources.registry import HEAD_BYTES, reader_for, source_limits
from armstrace.tables.ask import Tables
from armstrace.tables.write import write

DELIVERY_COLUMNS = (
    "SIPRI AT Database ID", "Supplier", "Recipient", "Designation", "Description", "Armament category", "Order date",
    "Order date is estimate", "Numbers delivered", "Numbers delivered is estimate", "Delivery year",
    "Delivery year is estimate", "Status", "SIPRI estimate", "TIV deal unit", "TIV delivery values", "Local production",
)  # fmt: skip
DEAL_COLUMNS = (
    "Recipient", "Supplier", "Year of order", "", "Number ordered", "", "Weapon designation", "Weapon description",
    "Number delivered", "", "Year(s) of delivery", "status", "Comments", "SIPRI TIV per unit",
    "SIPRI TIV for total order", "SIPRI TIV of delivered weapons",
)  # fmt: skip
FACT_COLUMNS = ("treaty", "state", "action", "how", "date", "source", "note")
PUBLISHED = date(2021, 3, 1)
INVENTED = "Written for the tests of armstrace: none of these figures is real."


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One row of a delivery register; a "?" behind the number or the year marks it as an estimate."""

    supplier: str
    recipient: str
    year: str
    tiv: float = 1.0
    number: str = "1"
    designation: str = "T-72"
    description: str = "tank"
    category: str = "Armoured vehicles"
    ordered: str = "2010"
    local: bool = False

    def cells(self, number: int) -> list[str]:
        """Write the row as SIPRI prints it."""
        doubt = {mark: "Yes" if mark.endswith("?") else "No" for mark in (self.number, self.year, self.ordered)}
        return [
            f"{number}", self.supplier, self.recipient, self.designation, self.description, self.category,
            self.ordered.rstrip("?"), doubt[self.ordered], self.number.rstrip("?"), doubt[self.number],
            self.year.rstrip("?"), doubt[self.year], "New", "1", "1", f"{self.tiv:.6f}", "Yes" if self.local else "No",
        ]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """One row of a classic trade register: `years` as printed ("2015; 2016")."""

    supplier: str
    recipient: str
    years: str
    tiv: float = 1.0
    number: str = "1"
    designation: str = "T-72"
    description: str = "tank"
    ordered: str = "2010"
    number_ordered: str = "1"

    def cells(self) -> list[str]:
        """Write the row as SIPRI prints it."""
        tiv = f"{self.tiv:g}"
        return [
            self.recipient, self.supplier, self.ordered, "", self.number_ordered, "", self.designation,
            self.description, self.number, "", self.years, "New", "", "1", tiv, tiv,
        ]  # fmt: skip


def _text(rows: Iterable[Sequence[str]]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _preamble(first: int, last: int, generated: str) -> list[list[str]]:
    title = f"from All countries to All countries. Deals with deliveries or orders made for year range '{first}' to"
    return [[f"Transfers of major conventional arms {title} '{last}'"], [INVENTED], [f"Data generated: {generated}"]]


def deliveries(
    rows: Iterable[Delivery], first: int = 2010, last: int = 2020, generated: str = "13 Apr 2021 3:44:54 PM"
) -> str:
    """Write a delivery register."""
    lines = [row.cells(number) for number, row in enumerate(rows, 1)]
    return _text([*_preamble(first, last, generated), DELIVERY_COLUMNS, *lines])


def deals(rows: Iterable[Deal], first: int = 2010, last: int = 2020, generated: str = "13 Apr 2021 3:44:54 PM") -> str:
    """Write a classic trade register."""
    return _text([*_preamble(first, last, generated), DEAL_COLUMNS, *(row.cells() for row in rows)])


def tiv_table(
    title: str, cells: Mapping[str, Mapping[int, str]], years: tuple[int, int], generated: str = "28 July 2021"
) -> str:
    """Write a table such as "TIV of arms imports to Armenia" from the cells of each row by year."""
    span = range(years[0], years[1] + 1)
    lines = [[name, *(row.get(year, "") for year in span), _sum(row.values())] for name, row in cells.items()]
    totals = [_sum(row.get(year, "") for row in cells.values()) for year in span]
    head = [
        [f"{title}, {years[0]}-{years[1]}"],
        [INVENTED],
        [f"Generated: {generated}"],
        ["", *map(str, span), "Total"],
    ]
    return _text([*head, *lines, ["Total", *totals, _sum(totals)]])


def _sum(cells: Iterable[str]) -> str:
    return str(sum(int(cell or 0) for cell in cells))


def treaty_facts(rows: Iterable[tuple[str, str, str, str, str]]) -> str:
    """Write a table of treaty facts from (treaty, state, action, how, date)."""
    return _text([FACT_COLUMNS, *([*row, "the tests of armstrace", ""] for row in rows)])


def ground_of(folder: Path, texts: Mapping[str, str], published: date = PUBLISHED) -> Ground:
    """Read files, by name, into tables for a check to stand on; everything in them must be understood."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        exhibit = _exhibit(path)
        with path.open("rb") as file:
            reader = reader_for(file.read(HEAD_BYTES), name)
        records = list(reader.read(exhibit, ReadOptions()))
        left = [record for record in records if isinstance(record, SetAside)]
        assert not left, left
        write(folder, exhibit.sha256, records, lasting=False)
    return Ground(Tables(folder), published, source_limits)


def _exhibit(path: Path) -> Exhibit:
    content = path.read_bytes()
    return Exhibit(
        sha256=hashlib.sha256(content).hexdigest(),
        path=path,
        size=len(content),
        received_name=path.name,
        media_type="text/csv",
        received_at="2026-01-01T00:00:00Z",
        received_by="p-1",
    )
