"""Registers of arms transfers: shares, volumes and portfolios by party, weapon, category and year, by edition."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from armstrace.checks.editions import ALL, RegisterEdition, Slice, editions
from armstrace.checks.volumes import volume
from armstrace.desk.registers.parties import parties, party
from armstrace.desk.registers.portfolio import By, Group, Portfolio, Wanted, YearCell, portfolio
from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.paging import Paging, cut, paging
from armstrace.desk.web.views import basis
from armstrace.desk.web.views.leading import of_key
from armstrace.gazetteer.states import display
from armstrace.records.errors import CaseError
from armstrace.tables.ask import Tables

_SIZE, _YEARS = 25, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistersAsked:
    """Whose volumes: an edition by its label, parties by code or name, a part of a weapon's name, years, by what."""

    edition: str = told("", longest=300)
    by: By = By.SUPPLIER
    supplier: str = told("", longest=100)
    recipient: str = told("", longest=100)
    designation: str = told("", longest=100)
    first: int | None = told(None, least=1900, most=2100)
    last: int | None = told(None, least=1900, most=2100)
    page: int = told(1, least=1, most=100_000)


@dataclass(frozen=True, slots=True)
class EditionChoice:
    """One edition that can be asked: its years, the total it gives for what is asked (null: it cannot tell), its page.

    `compare` leads to what changed between the edition shown and this one, "" where they are of different registers.
    """

    label: str
    first: int
    last: int
    estimate: bool
    chosen: bool
    total_tiv_m: float | None
    leads_to: str
    compare: str


@dataclass(frozen=True, slots=True)
class CellShown:
    """A volume of one year in millions of TIV, null where there is none, and the page of the rows behind it."""

    year: int
    tiv_m: float | None
    rows: int
    leads_to: str


@dataclass(frozen=True, slots=True)
class GroupShown:
    """One party, designation or category: volume in millions of TIV with bounds, part of the total, years, its rows."""

    code: str
    name: str
    tiv_m: float
    low: float
    high: float
    percent: float
    rows: int
    cells: tuple[CellShown, ...]
    leads_to: str


@dataclass(frozen=True, slots=True)
class Registers:
    """One edition's total taken apart, the largest first, by pages; our calculation from SIPRI data.

    `wrong` says what cannot be answered and `todo` what to do; then there are no groups. `parties` are those that can
    be named. `sums` are the totals of the years.
    """

    title: str
    edition: str
    estimate: bool
    by: By
    supplier: str
    recipient: str
    first: int
    last: int
    wrong: str
    todo: str
    editions: tuple[EditionChoice, ...]
    parties: Mapping[str, str]
    total_tiv_m: float
    groups: tuple[GroupShown, ...]
    sums: tuple[CellShown, ...]
    paging: Paging
    notes: tuple[str, ...]
    sql: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, made out: the edition, the rows, the way to take them apart."""

    edition: RegisterEdition
    wanted: Wanted


def registers(desk: Desk, asked: RegistersAsked) -> Registers:
    """Show what an edition holds of major arms, by party, weapon, category and year."""
    return desk.cached(("registers", asked), lambda: _registers(desk, asked), basis.rows(desk))


def question(tables: Tables, asked: RegistersAsked, known: Mapping[str, str]) -> Question:
    """Make out what is asked; what is not said is chosen so that the edition can answer.

    Raises:
        CaseError: there is no register, no such edition, no such party, or the years do not fit.
    """
    found = editions(tables)
    chosen = next(
        (each for each in found if each.label == asked.edition), None if asked.edition else next(iter(found), None)
    )
    if chosen is None:
        raise CaseError(
            "There is no such edition in this case."
            if asked.edition
            else "No register of arms transfers is in this case.",
            todo="Choose one of the list." if asked.edition else "Add an export of SIPRI's Arms Transfers Database.",
        )
    supplier, recipient = party(known, asked.supplier), party(known, asked.recipient)
    if not supplier and not recipient:
        supplier, recipient = _answerable(chosen)
    last = min(asked.last or chosen.last, chosen.last)
    first = max(asked.first or max(chosen.first, last - _YEARS + 1), chosen.first)
    if first > last:
        raise CaseError(f"This edition covers {chosen.first}–{chosen.last}.", todo="Ask for years within these.")
    part = Slice((supplier,) if supplier else (), (recipient,) if recipient else (), first, last)
    return Question(chosen, Wanted(part, asked.by, asked.designation.strip()))


def _answerable(edition: RegisterEdition) -> tuple[str, str]:
    """Give the parties to ask of where nobody is named: tables of single parties may know no total over all of them."""
    first = edition.tables[0]
    if len(edition.tables) == 1:
        return first[1].replace(ALL, ""), first[2].replace(ALL, "")
    return "", first[2] if all(table[1] == ALL != table[2] for table in edition.tables) else ""


def _registers(desk: Desk, asked: RegistersAsked) -> Registers:
    tables = desk.case.tables
    known = parties(tables)
    try:
        made = question(tables, asked, known)
    except CaseError as error:
        return replace(_nothing(asked, known), wrong=error.what, todo=error.todo)
    shown = replace(
        _nothing(asked, known),
        edition=made.edition.label,
        supplier=next(iter(made.wanted.part.suppliers), ""),
        recipient=next(iter(made.wanted.part.recipients), ""),
        first=made.wanted.part.first,
        last=made.wanted.part.last,
        title=_title(made.wanted),
        editions=tuple(_choices(tables, asked, made)),
    )
    found = portfolio(tables, made.edition, made.wanted)
    if found is None:
        what = f"This edition holds no figures by {asked.by} for what is asked."
        return replace(
            shown, wrong=what, todo="Ask it by supplier or recipient, name a party, or choose another edition."
        )
    return _filled(shown, asked, made, found)


def _nothing(asked: RegistersAsked, known: Mapping[str, str]) -> Registers:
    return Registers(
        title="Registers", edition="", estimate=False, by=asked.by, supplier="", recipient="", first=0, last=0,
        wrong="", todo="", editions=(), parties=known, total_tiv_m=0.0, groups=(), sums=(),
        paging=paging(0, 1, _SIZE), notes=(), sql="",
    )  # fmt: skip


def _filled(shown: Registers, asked: RegistersAsked, made: Question, found: Portfolio) -> Registers:
    where = paging(len(found.groups), asked.page, _SIZE)
    years = range(made.wanted.part.first, made.wanted.part.last + 1)
    same = address_of(asked, made)
    return replace(
        shown,
        estimate=found.estimate,
        total_tiv_m=found.total_tiv_m,
        groups=tuple(_group(each, years, same) for each in cut(found.groups, where, _SIZE)),
        sums=_cells({cell.year: cell for cell in found.years}, years, same),
        paging=where,
        notes=found.notes,
        sql=found.sql,
    )


def address_of(asked: RegistersAsked, made: Question, **other: object) -> dict[str, object]:
    """Give the question as the parameters of an address, with others in their place."""
    part = made.wanted.part
    said: dict[str, object] = {
        "edition": made.edition.label,
        "by": asked.by.value,
        "supplier": next(iter(part.suppliers), ""),
        "recipient": next(iter(part.recipients), ""),
        "designation": made.wanted.designation,
        "first": part.first,
        "last": part.last,
    }
    return {name: value for name, value in (said | other).items() if value != ""}


def _group(each: Group, years: range, same: Mapping[str, object]) -> GroupShown:
    own = {**same, "group": each.code}
    return GroupShown(
        code=each.code,
        name=each.name,
        tiv_m=each.tiv_m,
        low=each.low,
        high=each.high,
        percent=each.percent,
        rows=each.rows,
        cells=_cells({cell.year: cell for cell in each.cells}, years, own),
        leads_to=f"/registers/rows?{urlencode(own)}",
    )


def _cells(known: Mapping[int, YearCell], years: range, same: Mapping[str, object]) -> tuple[CellShown, ...]:
    return tuple(_cell(known.get(year), year, same) for year in years)


def _cell(cell: YearCell | None, year: int, same: Mapping[str, object]) -> CellShown:
    if cell is None:
        return CellShown(year, None, 0, "")
    rows = f"/registers/rows?{urlencode({**same, 'first': year, 'last': year})}"
    return CellShown(year, cell.tiv_m, cell.rows, of_key(cell.key) if cell.key else rows)


def _choices(tables: Tables, asked: RegistersAsked, made: Question) -> Iterator[EditionChoice]:
    """Give every edition, with the total of the same question where it covers the years."""
    part = made.wanted.part
    for each in editions(tables):
        covers = each.covers(part.first, part.last) and not made.wanted.designation
        total = volume(tables, each, part) if covers else None
        other = each.kind == made.edition.kind and each.label != made.edition.label
        sides = {"supplier": next(iter(part.suppliers), ""), "recipient": next(iter(part.recipients), "")}
        compare = {"old": made.edition.label, "new": each.label, **{name: code for name, code in sides.items() if code}}
        yield EditionChoice(
            label=each.label,
            first=each.first,
            last=each.last,
            estimate=each.estimate,
            chosen=each.label == made.edition.label,
            total_tiv_m=total.value if total else None,
            leads_to=f"/registers?{urlencode(address_of(asked, made, edition=each.label))}",
            compare=f"/registers/difference?{urlencode(compare)}" if other else "",
        )


def _title(wanted: Wanted) -> str:
    part = wanted.part
    sides = [(part.suppliers, "from"), (part.recipients, "to")]
    who = " ".join(f"{word} {display(codes[0])}" for codes, word in sides if codes)
    what = f"Transfers of “{wanted.designation}”" if wanted.designation else "Transfers of major arms"
    years = f"{part.first}–{part.last}" if part.first != part.last else str(part.first)
    return " ".join(filter(None, (what, who, f"{years}, by {wanted.by}")))
