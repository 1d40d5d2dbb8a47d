"""Counting the items on a register's rows, with the bounds its marks of doubt leave open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from armstrace.checks.answers import parties
from armstrace.checks.designations import Named, folded
from armstrace.checks.editions import RegisterEdition
from armstrace.checks.windows import Window
from armstrace.gazetteer.states import display
from armstrace.records.claims import QuantityClaim
from armstrace.tables.ask import Tables, literal, literals, rerunnable

# designation without SIPRI's end mark, as every query here names it
_NAME = "rtrim(designation, ' -')"


@dataclass(frozen=True, slots=True)
class Question:
    """What is counted: the weapon, the parties by code (empty: anybody), the years, delivered or ordered.

    `by_order` counts what was delivered of orders in those years.
    """

    what: Named
    suppliers: tuple[str, ...]
    recipients: tuple[str, ...]
    window: Window | None
    ordered: bool = False
    by_order: bool = False

    @classmethod
    def of(cls, claim: QuantityClaim, what: Named, window: Window | None) -> "Question":
        """Take the question from a claim."""
        return cls(what, parties(claim.subject), parties(claim.object), window, claim.action == "ordered")

    @property
    def number(self) -> str:
        """The columns that hold the count."""
        return "number_ordered" if self.ordered else "number_delivered"

    @property
    def year(self) -> str:
        """The columns that hold the year."""
        return "ordered" if self.ordered or self.by_order else "delivered"

    @property
    def who(self) -> str:
        """The condition on the two parties."""
        conditions = [f"supplier IN {literals(self.suppliers)}"] if self.suppliers else []
        conditions += [f"recipient IN {literals(self.recipients)}"] if self.recipients else []
        return " AND ".join(conditions) or "true"

    @property
    def inside(self) -> str:
        """The condition that a row lies wholly in the years."""
        if self.window is None:
            return "true"
        year = self.year
        return f"{year}_earliest >= '{self.window.first}-01-01' AND {year}_latest <= '{self.window.last}-12-31'"

    @property
    def touching(self) -> str:
        """The condition that a row has some of the years."""
        if self.window is None:
            return "true"
        year = self.year
        return f"{year}_latest >= '{self.window.first}-01-01' AND {year}_earliest <= '{self.window.last}-12-31'"

    @property
    def dated(self) -> str:
        """The condition that a row lies in the years also where its year is an estimate, one more or less."""
        if self.window is None:
            return "true"
        slack = f"CASE WHEN {self.year}_qualifier <> '' THEN 1 ELSE 0 END"
        return (
            f"year({self.year}_earliest) - {slack} >= {self.window.first}"
            f" AND year({self.year}_latest) + {slack} <= {self.window.last}"
        )

    @property
    def straddling(self) -> str:
        """The condition that a row may lie in the years, but need not.

        A delivery whose year is an estimate may belong to the year next to the one printed; a deal that straddles the
        window may have delivered any part of itself inside it.
        """
        if self.window is None:
            return "false"
        slack = f"CASE WHEN {self.year}_qualifier <> '' THEN 1 ELSE 0 END"
        return (
            f"NOT ({self.inside}) AND year({self.year}_latest) >= {self.window.first} - {slack}"
            f" AND year({self.year}_earliest) <= {self.window.last} + {slack}"
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """A sum of items with its bounds, the designations and rows it rests on, and the query that gives it.

    `some` tells that there were any for certain: a number may be an estimate, but is not nought.
    """

    value: int
    low: int
    high: int
    estimate: bool
    records: tuple[str, ...]
    designations: tuple[tuple[str, int], ...]
    sql: str
    some: bool = False


@dataclass(frozen=True, slots=True)
class EditionCount:
    """What one edition counts: under the very name, and with its versions where those are recorded too."""

    edition: RegisterEdition
    exact: Counted
    versions: Counted | None


_Row = tuple[str, str, int, bool, bool, bool]


def counted(tables: Tables, edition: RegisterEdition, question: Question) -> EditionCount:
    """Add up the items of an edition: rows of exactly the name where there are any, and those of its versions beside.

    A row with a number unknown counts as nothing and leaves the upper bound where it is.
    """
    number, year = question.number, question.year
    base = f"FROM transfer\nWHERE edition = {literal(edition.label)} AND {question.who} AND {question.what.condition}"
    base += f" AND {year}_latest IS NOT NULL"
    rows: list[_Row] = [
        (key, name, items or 0, bool(doubt), bool(inside), bool(dated))
        for key, name, items, doubt, inside, dated in tables.ask(
            f"SELECT key, {_NAME}, {number}_high, {number}_estimate OR {year}_qualifier <> '', "
            f"{question.inside}, {question.dated}\n"
            f"{base} AND ({question.inside} OR {question.straddling})\n"
            "ORDER BY tiv_m DESC, place, key"
        )
    ]
    every = _count(rows, f"SELECT sum({number}_high) AS items {base}\n  AND {question.inside}")
    exactly = [row for row in rows if folded(row[1]) == question.what.exact]
    others = [row for row in rows if folded(row[1]) != question.what.exact]
    if not any(row[4] for row in exactly) or not any(row[4] for row in others):
        return EditionCount(edition, every, None)
    spelt = literals(sorted({row[1] for row in exactly}))
    sql = f"SELECT sum({number}_high) AS items {base}\n  AND {question.inside} AND {_NAME} IN {spelt}"
    return EditionCount(edition, _count(exactly, sql), every)


def _count(rows: Sequence[_Row], sql: str) -> Counted:
    inside = [row for row in rows if row[4]]
    value = sum(row[2] for row in inside)
    by_name: dict[str, int] = {}
    for _, name, items, *_ in inside:
        by_name[name] = by_name.get(name, 0) + items
    return Counted(
        value=value,
        low=sum(row[2] for row in inside if not row[3]),
        high=value + sum(row[2] for row in rows if not row[4]),
        estimate=any(row[3] for row in inside),
        records=tuple(row[0] for row in inside),
        designations=tuple(sorted(by_name.items(), key=lambda pair: (-pair[1], pair[0]))),
        sql=rerunnable(sql),
        some=any(row[2] and row[5] for row in inside),
    )


def near_misses(tables: Tables, edition: RegisterEdition, question: Question, claimed: float | None) -> str:
    """Say what a register records that differs in one respect only: other years, another supplier or recipient.

    "" where it records nothing of the kind. The same weapon to another recipient counts only where the number agrees.
    """
    number, year = question.number, question.year
    base = (
        f"FROM transfer\nWHERE edition = {literal(edition.label)} AND {question.what.condition} AND {number}_high > 0"
    )
    if question.window and question.suppliers and question.recipients:
        items, first, last = tables.ask(
            f"SELECT sum({number}_high), min(year({year}_earliest)), max(year({year}_latest)) {base} AND {question.who}"
        )[0]
        if items:
            return f"{items} in {Window(first, last)}" if first else f"{items}, in years not known"
    if not question.window:
        return ""
    for side, column, codes in (
        ("supplier", "recipient", question.recipients),
        ("recipient", "supplier", question.suppliers),
    ):
        if not codes:
            continue
        found = tables.ask(
            f"SELECT {side}, sum({number}_high) AS items {base} AND {question.inside}\n"
            f"  AND {column} IN {literals(codes)} GROUP BY {side} ORDER BY items DESC, {side} LIMIT 3"
        )
        told = _listed(found, side, claimed)
        if told:
            return f"{told} in {question.window}"
    return ""


def _listed(found: Iterable[Sequence[object]], side: str, claimed: float | None) -> str:
    word = "from" if side == "supplier" else "to"
    return ", ".join(
        f"{items} {word} {display(str(code))}" for code, items in found if side == "supplier" or items == claimed
    )
