"""What a person decides on a claim: accept, reject, correct, take back; and what was put to those accused of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from armstrace.desk.documents.article import check_document
from armstrace.desk.documents.days import keep_day
from armstrace.desk.documents.document import load_text
from armstrace.desk.judgements import replies
from armstrace.desk.judgements.claims import judge, withdraw
from armstrace.desk.judgements.corrections import correct, correction_of
from armstrace.desk.results import keep
from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.problems import Conflict
from armstrace.desk.web.views.checked import begin_check, checked_now, document_named, is_light, was_checked
from armstrace.desk.web.views.reader import judged_claim, slots_now
from armstrace.records.errors import CaseError


class Decision(StrEnum):
    """What a person says of a claim, or that what was said last is taken back."""

    ACCEPT = "accept"
    REJECT = "reject"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideAsked:
    """A decision on a claim, with its reason, and the number of the ledger's last line when it was looked at."""

    sha256: str = told(longest=64)
    claim: str = told(longest=120)
    act: Decision
    why: str = told(longest=2000)
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectAsked:
    """A correction: slots by name with their values in the same order, the words that the claim is, and the reason.

    `start` is where those words begin (code points); without it they are the nearest such words.
    """

    sha256: str = told(longest=64)
    claim: str = told(longest=120)
    why: str = told(longest=2000)
    seen: int
    name: tuple[str, ...] = ()
    value: tuple[str, ...] = ()
    words: str = told("", longest=2000)
    start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAsked:
    """A question put to somebody accused by a claim, and what came back."""

    sha256: str = told(longest=64)
    claim: str = told(longest=120)
    to: str = told(longest=300)
    put: date
    outcome: str = told(longest=20)
    why: str = told(longest=2000)
    answer: str = told("", longest=5000)
    answered: date | None = None
    channel: str = told("", longest=300)
    party: str = told("", longest=100)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAsked:
    """A document and the day it was published."""

    sha256: str = told(longest=64)
    published: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentAsked:
    """A document."""

    sha256: str = told(longest=64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """How the claim stands now: its item in the list of claims, and what was done."""

    item: str
    done: str


def decide(desk: Desk, asked: DecideAsked) -> Decided:
    """Sign a decision on a claim; refused where somebody else has decided on it since it was looked at."""
    exhibit = document_named(desk, asked.sha256)
    why = _reason(asked.why)
    claim = judged_claim(checked_now(desk, exhibit), asked.claim)
    with desk.unchanged(asked.claim, asked.seen):
        if asked.act is Decision.WITHDRAW:
            if claim.judgement is None:
                raise Conflict("Nothing was decided on this claim.", where=asked.claim, todo="Open it again.")
            withdraw(desk.case, claim.judgement, why)
        else:
            judge(desk.case, exhibit.sha256, claim, asked.act.value, why)
    return Decided(item=asked.claim, done=asked.act.value)


def correct_claim(desk: Desk, asked: CorrectAsked) -> Decided:
    """Sign a correction of a claim's slots or words; slots that are sent as they stand are left as they are."""
    exhibit = document_named(desk, asked.sha256)
    why = _reason(asked.why)
    if len(asked.name) != len(asked.value):
        raise CaseError("Each slot needs a value.", where="the slots", todo="Send as many values as names.")
    now = checked_now(desk, exhibit)
    claim = judged_claim(now, asked.claim)
    stands = {each.name: each.value for each in slots_now(claim)}
    changed = {
        name: value for name, value in zip(asked.name, asked.value, strict=True) if value.strip() != stands.get(name)
    }
    same = " ".join(asked.words.split()) == " ".join(claim.claim.text.split())
    words = "" if same and asked.start in {None, claim.claim.start} else asked.words
    correction = correction_of(now.mine, claim, changed, words, asked.start)
    with desk.unchanged(asked.claim, asked.seen):
        correct(desk.case, now.mine, claim, correction, why)
    return Decided(item=asked.claim, done="correct")


def put_question(desk: Desk, asked: PutAsked) -> Decided:
    """Sign that a claim was put to those it accuses, and what came back."""
    exhibit = document_named(desk, asked.sha256)
    claim = judged_claim(checked_now(desk, exhibit), asked.claim)
    question = replies.Asked(
        to=asked.to,
        put=asked.put,
        outcome=asked.outcome,
        answer=asked.answer,
        answered=asked.answered,
        channel=asked.channel,
        party=asked.party,
    )
    replies.put(desk.case, asked.claim, claim.claim.text, question, asked.why)
    return Decided(item=asked.claim, done="reply")


def say_day(desk: Desk, asked: DayAsked) -> Decided:
    """Write down the day on which a document was published."""
    keep_day(desk.case, document_named(desk, asked.sha256), asked.published)
    return Decided(item="", done="published")


def check_and_keep(desk: Desk, asked: DocumentAsked) -> Decided:
    """Check a document and keep its findings, as `armstrace check` does; chains and dossiers rest on those kept."""
    exhibit = document_named(desk, asked.sha256)
    if not (is_light(desk) and was_checked(desk, exhibit)):
        begin_check(desk, exhibit, keep=True)
        return Decided(item="", done="begun")
    # what is kept is for all, also for those who see more
    with desk.whole() as case:
        keep(case, check_document(case, load_text(case, exhibit, None)))
    return Decided(item="", done="check")


def _reason(why: str) -> str:
    if not why.strip():
        raise CaseError("A judgement needs a reason.", where="why", todo="Say in a few words what it rests on.")
    return why.strip()
