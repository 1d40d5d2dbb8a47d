"""The mirror: what a supplier reported of its exports held against what the recipient reported of its imports.

Different gaps are different answers. A side whose report is not among the files is "not in these files", never "no
report"; "no report" is said only where the register itself says so. Registers that count in another way than the UN's
are never held against it by number. Method: reports to the UN register by main category and calendar year.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from armstrace.chain.mirror_customs import of_customs
from armstrace.chain.mirror_model import SILENT, Answer, Mirrored
from armstrace.chain.mirror_numbers import bounds, difference, name_of, number, totals
from armstrace.chain.mirror_other import of_other_registers
from armstrace.chain.mirror_sides import UN_REGISTER, Made, Side, side
from armstrace.chain.mirror_words import sentence
from armstrace.records.supply import Report
from armstrace.records.values import Count

_NO_CHANCE = 10
"""From here on two equal numbers are hardly equal by chance."""

Years = Mapping[int, tuple[Side, Side]]
_DEFINES = re.compile(
    r"\b(?:licen[cs]e\w{0,3}|authori[sz]\w{0,8}|national criteria|definition|title|ownership|contract\w{0,6})\b",
    re.IGNORECASE,
)


def mirror(reports: Iterable[Report], supplier: str, recipient: str, years: Sequence[int] = ()) -> tuple[Mirrored, ...]:
    """Hold the supplier's export reports against the recipient's import reports, by year and category.

    `years` are those asked about; without any, all for which either names the other or tells of its whole report.
    """
    mine: dict[int, list[Report]] = defaultdict(list)
    for report in reports:
        if report.reporter in {supplier, recipient}:
            mine[report.year].append(report)
    asked = sorted(set(years) or _told_years(mine, supplier, recipient))
    around = sorted({near for year in asked for near in (year - 1, year, year + 1)})
    sides = {
        year: (
            side(mine.get(year, ()), supplier, "export", recipient, year),
            side(mine.get(year, ()), recipient, "import", supplier, year),
        )
        for year in around
    }
    found: list[Mirrored] = []
    for year in asked:
        found += _of_year(sides, year)
        found += of_other_registers(mine.get(year, ()), sides[year])
        found += of_customs(mine.get(year, ()), supplier, recipient, year)
    return tuple(found)


def _told_years(reports: Mapping[int, Iterable[Report]], supplier: str, recipient: str) -> set[int]:
    pair = {(supplier, recipient), (recipient, supplier)}
    return {
        year
        for year, mine in reports.items()
        if any(each.register == UN_REGISTER or (each.reporter, each.partner) in pair for each in mine)
    }


def _of_year(sides: Years, year: int) -> Iterator[Mirrored]:
    supplier, recipient = sides[year]
    categories = sorted({*supplier.lines, *recipient.lines})
    if not categories:
        yield _nothing_named(supplier, recipient)
    for category in categories:
        cell = _Cell(sides, year, category)
        yield _both(cell) if category in supplier.lines and category in recipient.lines else _one(cell)


def _nothing_named(supplier: Side, recipient: Side) -> Mirrored:
    """Answer for a year in which neither side names the other."""
    records = tuple(sorted({report.key for each in (supplier, recipient) for report in each.whole}))
    whole = Mirrored(
        year=supplier.year, register=UN_REGISTER, category="", answer=Answer.AGREE, words="", records=records
    )
    for made in (Made.NONE, Made.NOT_HERE, Made.LISTED):
        silent = [each for each in (supplier, recipient) if each.made is made]
        if silent:
            answer, name = SILENT[made]
            values = {"silent": " and ".join(name_of(each.state) for each in silent), "year": supplier.year}
            about = silent[0].state if len(silent) == 1 else ""
            return replace(whole, answer=answer, about=about, words=sentence(f"{name} at all", values))
    if supplier.made is recipient.made is Made.NIL:
        return replace(whole, words=sentence("agree nil", {"year": supplier.year}))
    return replace(whole, words=sentence("agree nothing", {"year": supplier.year}))


@dataclass(frozen=True, slots=True)
class _Cell:
    """One year and category of the mirror at hand."""

    sides: Years
    year: int
    category: str

    @property
    def pair(self) -> tuple[Side, Side]:
        return self.sides[self.year]

    def said(
        self, answer: Answer, name: str, values: Mapping[str, str] | None = None, also: int | None = None
    ) -> Mirrored:
        """Give an answer with its words, and the records of both sides, those of the year `also` among them."""
        told = dict(values or {})
        supplier, recipient = self.pair
        named, silent = self.pair if self.category in supplier.lines else (recipient, supplier)
        shown: dict[str, object] = {
            "year": self.year,
            "category": self.category or "not told",
            "supplier": name_of(supplier.state),
            "recipient": name_of(recipient.state),
            "supplied": totals(supplier, self.category),
            "received": totals(recipient, self.category),
            "named": name_of(named.state),
            "silent": name_of(silent.state),
            "number": totals(named, self.category),
            "other_year": also,
            **told,
        }
        years = [year for year in (self.year, also) if year is not None]
        keys = {key for year in years for each in self.sides[year] for key in each.keys(self.category)}
        keys |= set(silent.keys(told["other_category"])) if "other_category" in told else set()
        return Mirrored(
            year=self.year,
            register=UN_REGISTER,
            category=self.category,
            answer=answer,
            words=sentence(name, shown),
            about=told.get("about", ""),
            by=told.get("by", ""),
            supplied=str(shown["supplied"]),
            received=str(shown["received"]),
            records=tuple(sorted(keys)),
        )


def _both(cell: _Cell) -> Mirrored:
    """Answer where both sides name the other in a category."""
    supplier, recipient = cell.pair
    if len(supplier.totals(cell.category)) > 1 or len(recipient.totals(cell.category)) > 1:
        return cell.said(Answer.DIFFER, "differ files")
    sent, got = supplier.total(cell.category), recipient.total(cell.category)
    if sent is None or got is None or supplier.withholds(cell.category) or recipient.withholds(cell.category):
        return cell.said(Answer.WITHHELD, "withheld")
    if bounds(sent) == bounds(got):
        return cell.said(Answer.AGREE, "agree", {"number": number(sent)})
    if sent.low <= got.high and got.low <= sent.high:
        return cell.said(Answer.AGREE, "agree doubt")
    shifted = _shifted(cell)
    if shifted is not None:
        return cell.said(Answer.OTHER_YEAR, "other year", {"number": _sum(cell, shifted)}, shifted)
    notes = _definitions(supplier, recipient, cell.category)
    if notes:
        return cell.said(Answer.DEFINITION, "definition", {"notes": notes})
    return cell.said(Answer.DIFFER, "differ", {"by": difference(sent, got)})


def _one(cell: _Cell) -> Mirrored:
    """Answer where only one side names the other in a category."""
    named, silent = cell.pair if cell.category in cell.pair[0].lines else (cell.pair[1], cell.pair[0])
    about = {"about": silent.state}
    count = named.total(cell.category)
    if silent.made in SILENT:
        answer, name = SILENT[silent.made]
        return cell.said(answer, name, about)
    if len(named.totals(cell.category)) > 1:
        return cell.said(Answer.DIFFER, "differ files")
    if count is None or named.withholds(cell.category):
        return cell.said(Answer.WITHHELD, "withheld")
    if silent.withholds(""):
        # a line whose category is withheld may be this one
        return cell.said(Answer.WITHHELD, "withheld", about)
    return _unmatched(cell, named, silent, count)


def _unmatched(cell: _Cell, named: Side, silent: Side, count: Count) -> Mirrored:
    """Answer where one side tells a number of a category, and the other's report has other lines only."""
    about = {"about": silent.state}
    shifted = _shifted(cell)
    if shifted is not None:
        return cell.said(Answer.OTHER_YEAR, "other year", {"number": _sum(cell, shifted)}, shifted)
    same = _same_elsewhere(named, silent, cell.category)
    if same:
        return cell.said(Answer.DEFINITION, "definition category", {**about, "other_category": same})
    notes = _definitions(named, silent, cell.category)
    if notes:
        return cell.said(Answer.DEFINITION, "definition", {"notes": notes})
    if cell.category not in silent.elsewhere:
        return cell.said(Answer.LEFT_OUT, "left out", about)
    return cell.said(Answer.DIFFER, "differ alone", {**about, "by": number(count)})


def _shifted(cell: _Cell) -> int | None:
    """Find a neighbouring year together with which both sides come to the same number, all four numbers being told."""
    for near in (cell.year + 1, cell.year - 1):
        other = cell.sides.get(near)
        if other is None or any(each.made not in {Made.LINES, Made.NIL} for each in other):
            continue
        counts = [_known(each, cell.category) for pair in (cell.pair, other) for each in pair]
        known = [count for count in counts if count is not None]
        if len(known) < 4 or bounds(known[2]) == bounds(known[3]):
            continue
        if bounds(Count.total(known[::2])) == bounds(Count.total(known[1::2])):
            return near
    return None


def _known(each: Side, category: str) -> Count | None:
    """Give the number of a category, 0 where a report names none."""
    return each.total(category) if category in each.lines else Count(0, 0)


def _sum(cell: _Cell, near: int) -> str:
    return number(Count.total(_known(cell.sides[year][0], cell.category) for year in (cell.year, near)))


def _same_elsewhere(named: Side, silent: Side, category: str) -> str:
    """Find a category that only the silent side names, with the same number: by no chance, or of one designation."""
    count = named.total(category)
    for other in silent.lines:
        total = silent.total(other)
        if not other or other in named.lines or total is None or count is None or bounds(total) != bounds(count):
            continue
        if count.low >= _NO_CHANCE or _designations(named, category) & _designations(silent, other):
            return other
    return ""


def _designations(each: Side, category: str) -> set[str]:
    return {line.designation.casefold() for line in each.lines.get(category, ()) if line.designation}


def _definitions(first: Side, second: Side, category: str) -> str:
    """Give what the lines of a category say of how they count, as printed."""
    lines = sorted((*first.lines.get(category, ()), *second.lines.get(category, ())), key=lambda line: line.key)
    said = {f"{line.reporter_printed}: {line.note}" for line in lines if _DEFINES.search(line.note[:2_000])}
    return "; ".join(sorted(said))
