"""The editions of SIPRI's data in a case: which vintages there are, the years they cover, the tables they consist of.

Three shapes: a delivery register (one row per delivery year), a classic trade register (one row per deal, no volume
per year), and TIV tables (aggregates, per supplier, per recipient, or totals of all).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from armstrace.tables.ask import Tables, literals

REGISTERS = ("sipri_deliveries", "sipri_tiv", "sipri_register")
ALL = "*"


@dataclass(frozen=True, slots=True)
class Slice:
    """Which rows to add: suppliers and recipients by code (empty: all), years from `first` to `last` inclusive."""

    suppliers: tuple[str, ...]
    recipients: tuple[str, ...]
    first: int
    last: int

    def over(self, first: int, last: int) -> "Slice":
        """Ask the same of other years."""
        return replace(self, first=first, last=last)


@dataclass(frozen=True, slots=True)
class RegisterEdition:
    """One vintage: `kind` is one of REGISTERS, `first` and `last` are the years it covers.

    `tables` holds (exhibit, supplier it was asked for, recipient it was asked for), "*" for all; `totals` holds
    (exhibit, side) of the tables that give every supplier's or every recipient's total and know no other side.
    """

    kind: str
    label: str
    generated: date | None
    first: int
    last: int
    tables: tuple[tuple[str, str, str], ...]
    totals: tuple[tuple[str, str], ...] = ()

    @property
    def estimate(self) -> bool:
        """Whether yearly volumes can only be estimated from this format."""
        return self.kind == "sipri_register"

    def covers(self, first: int, last: int) -> bool:
        """Whether it has all the years of a window; its counts and volumes refer only to the years asked for."""
        return self.first <= first and last <= self.last

    def asked_of(self, suppliers: Sequence[str], recipients: Sequence[str]) -> bool:
        """Whether it was exported for all these parties (none: anybody): only of them does its silence tell."""
        pairs = [(supplier, recipient) for supplier in suppliers or (ALL,) for recipient in recipients or (ALL,)]
        return all(
            any(table[1] in {ALL, supplier} and table[2] in {ALL, recipient} for table in self.tables)
            for supplier, recipient in pairs
        )

    @property
    def coverage(self) -> str:
        """What years it covers, as a sentence."""
        return f"{self.label} covers {self.first}\u2013{self.last} only."

    @property
    def no_parts(self) -> str:
        """Why a total of it cannot be taken apart, as a sentence."""
        if self.totals and len(self.totals) == len(self.tables):
            return (
                f"{self.label} holds totals of states and not who supplied whom: no share of one can be told from it."
            )
        return f"{self.label} does not hold the totals that this share needs."


def editions(tables: Tables, published: date | None = None) -> list[RegisterEdition]:
    """Give the SIPRI editions of a case: exact formats first, then the one generated nearest to publication."""
    grouped: dict[tuple[str, str], list[tuple[str, str, str, date | None, date, date]]] = {}
    for register, label, *rest in tables.ask(
        "SELECT register, label, exhibit, scope_supplier, scope_recipient, generated_earliest,\n"
        "  covers_earliest, covers_latest\n"
        f"FROM edition WHERE register IN {literals(REGISTERS)} AND covers_earliest IS NOT NULL ORDER BY label, exhibit"
    ):
        grouped.setdefault((register, label), []).append(tuple(rest))
    sides = _sides_of_totals(tables)
    found = [
        RegisterEdition(
            kind=register,
            label=label,
            generated=rows[0][3],
            first=max(row[4] for row in rows).year,
            last=min(row[5] for row in rows).year,
            tables=tuple((exhibit, supplier, recipient) for exhibit, supplier, recipient, *_ in rows),
            totals=tuple((row[0], side) for row in rows for side in sides.get(row[0], ())),
        )
        for (register, label), rows in grouped.items()
    ]
    return sorted(found, key=lambda e: (e.estimate, _distance(e.generated, published), e.label))


def _sides_of_totals(tables: Tables) -> dict[str, list[str]]:
    """Tell, for each table of totals, whose totals its rows are."""
    found: dict[str, list[str]] = {}
    for exhibit, side in tables.ask(
        f"SELECT DISTINCT exhibit, CASE WHEN supplier = '{ALL}' THEN 'recipient' ELSE 'supplier' END AS side\n"
        "FROM flow\n"
        f"WHERE (supplier = '{ALL}') <> (recipient = '{ALL}') AND category = '' ORDER BY exhibit, side"
    ):
        found.setdefault(exhibit, []).append(side)
    return found


def _distance(generated: date | None, published: date | None) -> int:
    if generated is None:
        return 10**6
    return abs((generated - published).days) if published else -generated.toordinal()
