"""One side of a mirror: what a state's own report of a year says of its trade with the other, category by category."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from armstrace.records.supply import Report
from armstrace.records.values import Count
from armstrace.sources.unroca.categories import main_category

UN_REGISTER = "unroca_reports"
CUSTOMS = "un_comtrade"


class Made(StrEnum):
    """Whether a state's report of a year is there."""

    LINES = "reported"
    LISTED = "listed"  # the register lists a report whose lines are not in these files
    NIL = "nil"
    NONE = "none"
    NOT_HERE = "not in these files"


@dataclass(frozen=True, slots=True)
class Side:
    """What one state reported in one year and direction: its lines about the other state, and the rest of its report.

    `lines` are by main category ("IV"), those that withhold the partner among them; `elsewhere` are the categories in
    which it names anybody else; `whole` are records about the report as one (nil, none, listed).
    """

    state: str
    direction: str
    year: int
    made: Made
    lines: Mapping[str, tuple[Report, ...]] = field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()
    whole: tuple[Report, ...] = ()

    def totals(self, category: str) -> tuple[Count | None, ...]:
        """Give the number of items in a category, once for each file that tells another; None where one is not told."""
        by_file: dict[str, list[Report]] = defaultdict(list)
        for line in self.lines.get(category, ()):
            by_file[line.exhibit].append(line)
        found: dict[tuple[int, int] | None, Count | None] = {}
        for lines in by_file.values():
            told = all(line.items is not None for line in lines)
            total = Count.total(line.items for line in lines) if told else None
            found.setdefault((total.low, total.high) if total else None, total)
        return tuple(found[key] for key in sorted(found, key=lambda pair: pair or (-1, -1)))

    def withholds(self, category: str) -> bool:
        """Tell whether a line of a category withholds its number or whom it is about."""
        return any(line.status == "withheld" for line in self.lines.get(category, ()))

    def total(self, category: str) -> Count | None:
        """Give the one number of items in a category; None where it is not told, or told differently by two files."""
        totals = self.totals(category)
        return totals[0] if len(totals) == 1 else None

    def keys(self, category: str) -> tuple[str, ...]:
        """Give the keys of what this side says of a category: its lines, else the records about the whole report."""
        return tuple(sorted(line.key for line in self.lines.get(category, ()) or self.whole))


def side(reports: Iterable[Report], state: str, direction: str, other: str, year: int) -> Side:
    """Gather what a state reported to the UN register of its trade with another in a year."""
    mine = [
        report
        for report in reports
        if report.register == UN_REGISTER
        and (report.reporter, report.direction, report.year) == (state, direction, year)
        and report.measure == "items"
    ]
    whole = tuple(report for report in mine if report.partner == "*")
    lines: dict[str, list[Report]] = defaultdict(list)
    for report in mine:
        if report.partner == other or (report.status == "withheld" and report.partner == ""):
            lines[main_category(report.category)].append(report)
    totals = {main_category(report.category) for report in whole if report.category}
    others = {main_category(r.category) for r in mine if r.partner not in {other, "*"}} | totals
    return Side(
        state,
        direction,
        year,
        _made(whole, len(mine) > len(whole)),
        {category: tuple(found) for category, found in sorted(lines.items())},
        frozenset(others),
        whole,
    )


def lines_of(each: Side) -> Iterator[Report]:
    """Give every line of a side that is about the other state."""
    return (line for lines in each.lines.values() for line in lines)


def _made(whole: Sequence[Report], has_lines: bool) -> Made:
    """Say whether there is a report; lines outweigh what is said of the whole, and a nil report that there is none."""
    if has_lines:
        return Made.LINES
    # a nil report of small arms alone says that there is a report, and no more of the rest
    said = {report.status if not report.category else "reported" for report in whole}
    if said & {"reported", "withheld"}:
        return Made.LISTED
    return Made.NIL if "nil" in said else Made.NONE if "none" in said else Made.NOT_HERE


def other_registers(
    reports: Iterable[Report], supplier: str, recipient: str, year: int
) -> Iterator[tuple[str, tuple[Report, ...]]]:
    """Yield what the supplier told other registers of the recipient in a year: register, then lines in order of key."""
    found: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        known = report.register not in {UN_REGISTER, CUSTOMS} and report.direction in {"export", "licence"}
        if known and (report.reporter, report.partner, report.year) == (supplier, recipient, year):
            found[report.register].append(report)
    for register in sorted(found):
        yield register, tuple(sorted(found[register], key=lambda report: report.key))
