"""Acts that are signed in the ledger: on claims, chains, events and replies, by the id the case was opened with."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, TypedDict

from armstrace.desk.incidents.groups import judge as judge_incidents
from armstrace.desk.judgements.replies import number_of, replies_of, reply_json, sentence, withdraw
from armstrace.desk.python.answer import Answer, plain
from armstrace.desk.python.columns import TEXT, Sheet
from armstrace.desk.python.held import Held
from armstrace.desk.questions.judging import ReadAs, correct_claim, corrected_json, judge_claims, judged_claims_json
from armstrace.desk.questions.mistakes import Mistakes
from armstrace.desk.questions.place import Said as SaidOfPlace
from armstrace.desk.questions.place import placed
from armstrace.desk.questions.reply import Said as SaidOfReply
from armstrace.desk.questions.reply import asked_of, signed_reply

_REPLIES = Sheet(
    {"number": TEXT, "accusation": TEXT, "said": TEXT, "about": TEXT},
)


class Signed(Answer):
    """What was written into the ledger; a row per thing that was judged."""

    __slots__ = ()


class Replies(Answer):
    """Accusations that were put to the accused, and what came back; a row each. No row: not asked."""

    __slots__ = ()


class ReplyTold(TypedDict, total=False):
    """What came of putting an accusation to somebody.

    `to` is the office or person asked, `put` the day, `channel` how, `party` who is accused where `to` does not name
    it. One of `answered` (the day, with `answer` word for word), `declined` and `silent`. `accusation` is what was put
    where it is not the words of the key.
    """

    to: str
    put: str
    channel: str
    party: str
    answered: str
    answer: str
    declined: bool
    silent: bool
    accusation: str


class Placed(TypedDict, total=False):
    """What is judged of a place on a chain.

    `hop` is the number of the hop, `chain` the name of the only chain it holds for, `words` what it says there,
    `origin` who tells it; `remove` takes it off the rung that a rule put it on, `excludes` names another explanation
    that it shows not to hold.
    """

    hop: int
    chain: str
    words: str
    origin: str
    remove: bool
    excludes: str


def _signed(title: str, told: Any, rows: Sequence[Mapping[str, Any]]) -> Signed:
    names = dict.fromkeys(name for row in rows for name in row)
    sheet = Sheet(dict.fromkeys(names, TEXT))
    return Signed(title=title, rows=sheet.rows(rows), sheet=sheet, told=plain(told))


def judged(held: Held, act: str, keys: Sequence[str], why: str, *, back: bool = False) -> Signed:
    """Accept or reject claims, or take such judgements back."""
    with held.at_work() as case:
        done = judged_claims_json(judge_claims(case, act, keys, why, back=back), case.by)
    return _signed("Signed on claims", done, done)


def corrected(held: Held, key: str, read_as: ReadAs, why: str) -> Signed:
    """Correct how a claim was read."""
    with held.at_work() as case:
        done = corrected_json(*correct_claim(case, key, read_as, why, Mistakes()), case.by)
    return _signed("Signed on a claim", done, done)


def put_on_rung(held: Held, key: str, rung: str, why: str, how: Placed) -> Signed:
    """Judge a place on a chain."""
    said = SaidOfPlace(
        key, rung, how.get("hop"), how.get("remove", False), how.get("excludes", ""), "", how.get("chain", ""),
        how.get("words", ""), how.get("origin", ""), why,
    )  # fmt: skip
    return _placed(held, said)


def taken_off(held: Held, number: int, why: str) -> Signed:
    """Take a judgement on a chain back."""
    return _placed(held, SaidOfPlace("", "", None, False, "", str(number), "", "", "", why))


def _placed(held: Held, said: SaidOfPlace) -> Signed:
    with held.at_work() as case:
        made, done = placed(case, said)
    told = {"done": done, **asdict(made)}
    return _signed("Signed on a chain", told, [told])


def replied(held: Held, key: str, why: str, told: ReplyTold) -> Signed:
    """Sign that an accusation was put, and what came back."""
    outcomes = {
        "declined": told.get("declined", False),
        "silent": told.get("silent", False),
        "answered": bool(told.get("answered")),
    }
    said = SaidOfReply(
        told.get("to", ""), told.get("put", ""), told.get("channel", ""), told.get("party", ""),
        told.get("answered", ""), told.get("answer", ""), told.get("accusation", ""), outcomes,
    )  # fmt: skip
    with held.at_work() as case:
        made = reply_json(signed_reply(case, key, said, asked_of(said), why))
    return _signed("Signed: put to the accused", made, [made])


def reply_withdrawn(held: Held, number: int, why: str) -> Signed:
    """Take a reply back."""
    with held.at_work() as case:
        gone = {"withdrawn": reply_json(withdraw(case, number, why))}
    return _signed("Withdrawn: a reply", gone, [gone["withdrawn"]])


def replies_in(held: Held) -> Replies:
    """List all replies of a case."""
    with held.at_work() as case:
        found = replies_of(case)
        rows = [
            {"number": number_of(each), "accusation": each.accusation, "said": sentence(each), "about": each.about}
            for each in found
        ]
        told = plain([reply_json(each) for each in found])
    none = "No accusation of this case was put to anybody, as far as it is written down: not asked."
    return Replies(
        title="Accusations put, and what came back",
        rows=_REPLIES.rows(rows),
        sheet=_REPLIES,
        told=told,
        remarks=(*(() if rows else (none,)), *held.remarks),
    )


def events_judged(held: Held, act: str, keys: Sequence[str], why: str) -> Signed:
    """Merge or split incidents, or take such a judgement back by its number."""
    with held.at_work() as case:
        done = judge_incidents(case, act, ",".join(keys), why)
        row = {"done": done, "by": case.by}
    return _signed("Signed on incidents", row, [row])
