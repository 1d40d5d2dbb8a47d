"""Kinds of record of law and answer: embargoes, decisions of courts and other bodies, replies of the accused.

Each has the fields of every read record (see kinds.py); names are kept as printed beside the identity they map to.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from armstrace.records.values import When


@dataclass(frozen=True, slots=True)
class Embargo:
    """One embargo, or request for one, on arms for a state or group: who asked, whom it binds, from when to when.

    `target` is a state's code, or the name of a group or area. `force` is mandatory or request; `binds` names those it
    is addressed to as printed, `bound` them as a JSON list of codes, ["*"] for all states, [] where not known.
    `ends` None: no end is recorded. `status` says how it stands in the source's words, `disputed` who holds what
    else of its standing. `source` is where the fact was read.
    """

    KIND: ClassVar[str] = "embargo"

    key: str
    exhibit: str
    place: str
    item: str
    reader: str
    register: str
    number: str
    target: str
    target_printed: str
    imposed_by: str
    instrument: str
    force: str
    binds: str
    bound: str
    begins: When | None
    ends: When | None
    scope: str
    status: str
    disputed: str
    source: str
    note: str


def in_force(embargo: Embargo, day: date) -> bool | None:
    """Tell whether an embargo stood on a day; None where its dates are too coarse to tell.

    The day it was lifted on is taken as one on which it no longer stood.
    """
    begun = embargo.begins.by(day) if embargo.begins else None
    ended = embargo.ends.by(day) if embargo.ends else False
    if begun is False or ended is True:
        return False
    return True if begun and ended is False else None


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, finding, charge, denial or report of a body, on a day, as its source prints it.

    `body_kind` is court, international_court, parliament, government, un_body or organisation; `state` whose body it
    is, "" for none. `act` is what it did: found, alleged, denied, rejected, asked, decided or reported. `about` is the
    state or group whose conduct it is about, `supplier` the one whose supply it is about, "" for none. `subject` is
    use (how arms were used), supply (whether they may go) or crime (a legal name for it). `public` is the day from
    which anybody could read it, or on which it was put to the supplier (`sent_to`). `grounds` keeps the words printed.
    """

    KIND: ClassVar[str] = "decision"

    key: str
    exhibit: str
    place: str
    item: str
    reader: str
    register: str
    number: str
    body: str
    body_kind: str
    state: str
    act: str
    subject: str
    date: When | None
    public: When | None
    sent_to: str
    about: str
    supplier: str
    recipient: str
    where: str
    norm: str
    outcome: str
    grounds: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One accusation put to one party: when, through whom, and what came back.

    `accusation` is the accusation in words, `about` the key of the claim, event or record it is in, "" for none.
    `party` is the code or name of the accused, `put_to` the office asked. `outcome` is answered, declined or silent;
    `answer` keeps the words that came back.
    """

    KIND: ClassVar[str] = "reply"

    key: str
    exhibit: str
    place: str
    item: str
    reader: str
    register: str
    accusation: str
    about: str
    party: str
    party_printed: str
    put_to: str
    put: When | None
    channel: str
    outcome: str
    answered: When | None
    answer: str
    source: str
    note: str
