"""Replies of those accused: what was put to whom, when, and what came back; signed in the ledger or read from sheets.

A reply stands until it is withdrawn by a further line. Where there is none the accusation was not put to anybody, as
far as the case knows: that is printed as "not asked".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from armstrace.desk.intake import Case
from armstrace.desk.withheld import shown_keys
from armstrace.evidence import ledger
from armstrace.evidence.clock import utc_now
from armstrace.evidence.folders import LEDGER
from armstrace.evidence.lines import Line
from armstrace.gazetteer.states import code_of, states
from armstrace.records.decisions import Reply
from armstrace.records.errors import CaseError, CustodyBroken
from armstrace.records.origin import read_key
from armstrace.records.values import When

ACT, WITHDRAW = "reply", "withdraw_reply"
REGISTER = "ledger"
NOT_ASKED = "not asked"
OUTCOMES = ("answered", "declined", "silent")
_PLACE = "ledger line "


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person says of one question: to whom it was put, when and how, and what came back.

    `outcome` is answered, declined or silent; `party` is the state or group accused where `to` does not name it.
    """

    to: str
    put: date
    outcome: str
    answer: str = ""
    answered: date | None = None
    channel: str = ""
    party: str = ""


def replies_of(case: Case) -> tuple[Reply, ...]:
    """Give all replies of a case: those of its sheets in their order, then those signed in the ledger.

    Raises:
        CustodyBroken: the ledger is not as it was written.
    """
    return (*case.tables.records(Reply, "ORDER BY exhibit, length(place), place, item"), *signed(case).values())


def signed(case: Case) -> dict[int, Reply]:
    """Give the replies that stand in the ledger, by the number of their line; a case for one command has none."""
    made: dict[int, Reply] = {}
    if not (case.root / LEDGER).exists():
        return made
    for line in case.ledger_lines():
        if line.act == ACT:
            made[line.seq] = _read(line)
        elif line.act == WITHDRAW:
            made.pop(int(str(line.payload.get("withdrawn", 0))), None)
    shown = shown_keys(case, (each.about for each in made.values()))
    return {number: each for number, each in made.items() if each.about in shown}


def replies_to(replies: Iterable[Reply], *named: str) -> tuple[Reply, ...]:
    """Give the replies to accusations named by the key they stand in, or word for word."""
    wanted = {_plain(each) for each in named if each.strip()}
    return tuple(each for each in replies if {_plain(each.about), _plain(each.accusation)} & wanted)


def told(replies: Iterable[Reply], *named: str) -> tuple[str, ...]:
    """Say in one sentence a reply what came back to an accusation; "not asked" where nobody was asked.

    >>> told([], "claim:1")
    ('not asked',)
    """
    return tuple(sentence(each) for each in replies_to(replies, *named)) or (NOT_ASKED,)


def sentence(reply: Reply) -> str:
    """Say what was put to whom and what came back; the answer keeps its words."""
    to = reply.put_to or reply.party_printed or "a party that is not named"
    when = f" on {reply.put.edtf}" if reply.put else ", on a day that is not known"
    asked = f"Put to {to}{when}" + (f" ({reply.channel})" if reply.channel else "")
    day = f" on {reply.answered.edtf}" if reply.answered else ""
    if reply.outcome == "answered":
        return f"{asked}; answered{day}: \u201c{reply.answer}\u201d" if reply.answer else f"{asked}; answered{day}."
    words = f": \u201c{reply.answer}\u201d" if reply.answer else "."
    return f"{asked}; " + (f"declined to answer{day}{words}" if reply.outcome == "declined" else "no answer came.")


def put(case: Case, about: str, accusation: str, asked: Asked, why: str) -> Reply:
    """Sign that an accusation was put to somebody, and what came back.

    Raises:
        CaseError: something is missing or does not fit; all of it is named.
    """
    wrong = list(_wrong(accusation, asked, why))
    if wrong:
        raise CaseError(" ".join(wrong), todo="`armstrace reply --help` shows what goes together.")
    code = _party(asked.party) if asked.party else (code_of(asked.to) or "")
    payload: dict[str, Any] = {
        "about": about,
        "accusation": " ".join(accusation.split()),
        "party": code,
        "party_printed": asked.party or asked.to,
        "put_to": asked.to,
        "put": asked.put.isoformat(),
        "channel": asked.channel,
        "outcome": asked.outcome,
        "answered": asked.answered.isoformat() if asked.answered else "",
        "answer": asked.answer,
        "why": why,
    }
    return _read(ledger.append(case.root, ACT, case.by, **payload))


def withdraw(case: Case, number: int, why: str) -> Reply:
    """Take a reply back, by a further line.

    Raises:
        CaseError: no reply of that number stands, or there is no reason.
    """
    found = signed(case).get(number)
    if found is None:
        todo = "`armstrace reply` shows the replies that stand, with their numbers."
        raise CaseError(f"There is nothing to withdraw: no reply of number {number} stands.", todo=todo)
    if not why.strip():
        raise CaseError("Taking a reply back needs a reason.", where="--why", todo="Say why in a few words.")
    ledger.append(case.root, WITHDRAW, case.by, withdrawn=number, about=found.about, why=why)
    return found


def number_of(reply: Reply) -> int | None:
    """Give the number of the ledger's line that a reply was signed in, None for one of a sheet."""
    return int(reply.place.removeprefix(_PLACE)) if reply.register == REGISTER else None


def reply_json(reply: Reply) -> dict[str, Any]:
    """Give a reply for a program, with the sentence that is printed of it."""
    plain = ("key", "about", "accusation", "party", "party_printed", "put_to", "channel", "outcome", "answer")
    days = {"put": reply.put, "answered": reply.answered}
    return {
        **{name: getattr(reply, name) for name in plain},
        **{name: when.edtf if when else None for name, when in days.items()},
        "number": number_of(reply),
        "source": reply.source,
        "note": reply.note,
        "told": sentence(reply),
    }


def _wrong(accusation: str, asked: Asked, why: str) -> Iterable[str]:
    """Name what is missing or does not fit."""
    if not accusation.strip():
        yield "The accusation has no words: give them with --accusation."
    if not asked.to.strip():
        yield "Nobody is named to whom it was put: give --to."
    if not why.strip():
        yield "A reply needs its reason: say with --why what it rests on, such as the letter it is in."
    if asked.put > utc_now().date():
        yield f"The day it was put ({asked.put.isoformat()}) is still to come."
    if asked.outcome not in OUTCOMES:
        yield f"Say what came back: {', '.join(OUTCOMES)}."
    if asked.outcome == "answered" and not (asked.answered and asked.answer.strip()):
        yield "An answer needs its day (--answered) and its words (--answer)."
    if asked.outcome == "silent" and (asked.answered or asked.answer.strip()):
        yield "Who was silent gave no answer: leave --answered and --answer away."
    if asked.answered and asked.answered < asked.put:
        yield f"The answer ({asked.answered.isoformat()}) is older than the question ({asked.put.isoformat()})."


def _party(text: str) -> str:
    """Give the code of a state named by code or name, else the name itself: a group has no code."""
    return text.upper() if text.upper() in states() else code_of(text) or text


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _read(line: Line) -> Reply:
    held: Mapping[str, Any] = line.payload
    try:
        words = {name: str(held[name]) for name in ("about", "accusation", "party", "party_printed", "put_to")}
        said = {name: str(held[name]) for name in ("channel", "outcome", "answer")}
        answered = str(held["answered"])
        return Reply(
            key=read_key(Reply.KIND, REGISTER, f"{_PLACE}{line.seq}"),
            exhibit="",
            place=f"{_PLACE}{line.seq}",
            item="",
            reader=REGISTER,
            register=REGISTER,
            put=When.read(str(held["put"])),
            answered=When.read(answered) if answered else None,
            source=f"signed by {line.by} on {line.at[:10]}",
            note=str(held["why"]),
            **words,
            **said,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CustodyBroken(
            f"Line {line.seq} of the ledger does not say what a reply must say.",
            todo="Find out what program wrote that line.",
        ) from error
