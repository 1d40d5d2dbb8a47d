"""The rows of a register behind a figure."""

from dataclasses import dataclass
from urllib.parse import urlencode

from armstrace.desk.registers.parties import parties
from armstrace.desk.registers.portfolio import By, rows_behind
from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.paging import Paging, paging
from armstrace.desk.web.views.leading import of_key
from armstrace.desk.web.views.registers import RegistersAsked, address_of, question
from armstrace.gazetteer.states import display

_SIZE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRowsAsked(RegistersAsked):
    """Which rows: those of a question to a register, of one group of it or of all."""

    group: str | None = told(None, longest=300)


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row of a register: what it tells, what it adds in millions of TIV, what is printed, where it leads."""

    key: str
    name: str
    place: str
    supplier: str
    recipient: str
    designation: str
    description: str
    number: str
    year: int
    tiv_m: float
    printed: str
    comment: str
    leads_to: str


@dataclass(frozen=True, slots=True)
class RegisterRows:
    """The rows behind a figure, the largest first, by pages; `back` leads to the figure."""

    title: str
    edition: str
    estimate: bool
    rows: tuple[RegisterRow, ...]
    paging: Paging
    back: str


def register_rows(desk: Desk, asked: RegisterRowsAsked) -> RegisterRows:
    """Show the rows of a register behind a figure."""
    tables = desk.case.tables
    made = question(tables, asked, parties(tables))
    total, _ = rows_behind(tables, made.edition, made.wanted, asked.group, (0, 0))
    where = paging(total, asked.page, _SIZE)
    _, rows = rows_behind(tables, made.edition, made.wanted, asked.group, ((where.page - 1) * _SIZE, _SIZE))
    names = {each.sha256: each.received_name for each in desk.cached("exhibits in order", desk.case.exhibits)}
    part = made.wanted.part
    whose = display(asked.group) if asked.group and asked.by in {By.SUPPLIER, By.RECIPIENT} else asked.group or ""
    years = f"{part.first}–{part.last}" if part.first != part.last else str(part.first)
    return RegisterRows(
        title=", ".join(filter(None, (whose, years))),
        edition=made.edition.label,
        estimate=made.edition.estimate,
        rows=tuple(
            RegisterRow(
                key=each.key,
                name=names.get(each.exhibit, each.exhibit[:12]),
                place=each.place,
                supplier=each.supplier,
                recipient=each.recipient,
                designation=each.designation,
                description=each.description,
                number=each.number,
                year=each.year,
                tiv_m=each.tiv_m,
                printed=each.printed,
                comment=each.comment,
                leads_to=of_key(each.key),
            )
            for each in rows
        ),
        paging=where,
        back=f"/registers?{urlencode(address_of(asked, made))}",
    )
