"""Kinds of record of the supply side beside a register's transfers: licences, facts of documents, reports of states.

Each has the fields of every read record (see kinds.py); names are kept as printed beside the identity they map to.
"""

from dataclasses import dataclass
from typing import ClassVar

from armstrace.records.values import Count, When


@dataclass(frozen=True, slots=True)
class Licence:
    """One act on one licence, or on several together: granted, refused, suspended, revoked, cancelled or expired.

    `number` is the licence's own, "" where it is not known; a later act on the same licence is a row of its own.
    `issuer` licenses what goes from `supplier` to `recipient`; `end_user` is the force or firm as printed. `hop` says
    what part of a weapon it is about: component, system, or "" unknown. `licences` counts them, `amount` is in full
    units of `currency`. `source` is where the fact was read, `origin` who first told it.
    """

    KIND: ClassVar[str] = "licence"

    key: str
    exhibit: str
    place: str
    item: str
    reader: str
    register: str
    number: str
    act: str
    date: When | None
    valid: When | None
    issuer: str
    issuer_printed: str
    supplier: str
    supplier_printed: str
    recipient: str
    recipient_printed: str
    end_user: str
    designation: str
    category: str
    hop: str
    licences: Count | None
    amount: float | None
    currency: str
    reason: str
    source: str
    origin: str
    note: str


@dataclass(frozen=True, slots=True)
class Supply:
    """One fact of the supply side as a document tells it: `what` is contract, delivery, holding or trace.

    A holding says which `force` of `recipient` held it on a day (`how`: parade, official list, inventory, earlier use);
    a trace says how one item leads to one supplier (`how`: serial or lot, maker's reply, sole supplier), `marking` as
    read. `hop` is component or system, "" unknown. `weapon` is an identity of the gazetteer, "" for none. `origin` is
    who first told of it, `cited` a JSON list of what is named for it; `hedge` and `denial` keep the source's words.
    """

    KIND: ClassVar[str] = "supply"

    key: str
    exhibit: str
    place: str
    item: str
    reader: str
    register: str
    number: str
    what: str
    how: str
    when: When | None
    reported: When | None
    supplier: str
    supplier_printed: str
    recipient: str
    recipient_printed: str
    force: str
    designation: str
    weapon: str
    hop: str
    items: Count | None
    marking: str
    origin: str
    cited: str
    hedge: str
    denial: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Report:
    """One line of what a state itself reported of its trade in a year, or that it reported none.

    `direction` is export, import, re-export or re-import (parts of the former), licence or brokering. `status` is
    reported, nil (a report saying there was nothing), withheld (that there was something, not what) or none (no report
    was made, as the register itself says). A nil or missing report has `partner` "*", and so has a total over all
    partners. `measure` is items, licences, refusals, licence_money, money, criteria (how often a ground of refusal was
    given) or consultations (between states, of a refusal); `amount` is in full units of `currency`. `origin_state` made
    the item where the report tells that apart.
    """

    KIND: ClassVar[str] = "report"

    key: str
    exhibit: str
    place: str
    item: str
    reader: str
    edition: str
    register: str
    reporter: str
    reporter_printed: str
    direction: str
    year: int
    status: str
    partner: str
    partner_printed: str
    origin_state: str
    category: str
    designation: str
    measure: str
    items: Count | None
    amount: float | None
    currency: str
    note: str
