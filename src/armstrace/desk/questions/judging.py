"""What is said of claims by their keys: accepted, rejected, taken back, or corrected; all of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from armstrace.desk.documents.case_claims import Chosen, case_claims, choose
from armstrace.desk.intake import Case
from armstrace.desk.judgements.claims import judge, refuse_nothing, withdraw
from armstrace.desk.judgements.corrections import correct, correction_of
from armstrace.desk.questions.mistakes import Mistakes
from armstrace.evidence.names import visible
from armstrace.records.corrections import Correction


def judge_claims(case: Case, act: str, keys: Sequence[str], why: str, *, back: bool) -> list[tuple[Chosen, str]]:
    """Judge claims of a case, or take such judgements `back`; give each with what was done.

    Raises:
        CaseError: a key is that of no claim, or no reason is given; all mistakes are named at once.
    """
    wrong = Mistakes()
    if not why.strip():
        what = "Taking a judgement back" if back else "A judgement"
        wrong.add(f"{what} needs a reason.", "--why", "Say in a few words what it rests on.")
    claims = case_claims(case)
    chosen = {each.key: each for key in keys if (each := wrong.read(choose, claims, key))}
    for each in chosen.values():
        if back:
            wrong.read(refuse_nothing, each.judgement, each.key, act)
        elif each.claim is None:
            wrong.add("These words are no claim any more.", each.key, "Judge the claim that stands there now.")
    wrong.tell()
    done = []
    for each in chosen.values():
        if back and each.judgement:
            withdraw(case, each.judgement, why)
            done.append((each, "withdrawn"))
        elif each.claim:
            new = judge(case, each.mine.document.exhibit.sha256, each.claim, act, why)
            done.append((each, f"{act}ed" if new else f"{act}ed already"))
    return done


def judged_claims_json(done: Sequence[tuple[Chosen, str]], by: str) -> list[dict[str, Any]]:
    """Give what was done for a program."""
    return [{"key": each.key, "done": what, "by": by, "text": each.words} for each, what in done]


def slots_of(given: Sequence[str], wrong: Mistakes) -> dict[str, str]:
    """Read "object=AZE" and the like."""
    told = dict[str, str]()
    for each in given:
        name, equals, value = each.partition("=")
        if not equals:
            wrong.add(f"{visible(each)!r} has no value.", "--slot", "Write it as object=AZE.")
        told[name.strip()] = value
    return told


@dataclass(frozen=True, slots=True)
class ReadAs:
    """How a claim is to be read: what its slots say, its words, and the character at which they begin if it matters."""

    slots: Mapping[str, str]
    words: str = ""
    start: int | None = None


def correct_claim(case: Case, key: str, read_as: ReadAs, why: str, wrong: Mistakes) -> tuple[Chosen, Correction, str]:
    """Sign how a claim is to be read; give it, the correction, and what was done. `wrong` may hold mistakes already.

    Raises:
        CaseError: the key is that of no claim, a slot or the words are none of it, or no reason is given.
    """
    if not why.strip():
        wrong.add("A correction needs a reason.", "--why", "Say in a few words what it rests on.")
    chosen = wrong.read(choose, case_claims(case), key)
    if chosen and chosen.claim is None:
        wrong.add("These words are no claim any more.", chosen.key, "Correct the claim that stands there now.")
    wrong.tell()
    if chosen is None or chosen.claim is None:
        raise AssertionError(key)
    made = correction_of(chosen.mine, chosen.claim, read_as.slots, read_as.words, read_as.start)
    new = correct(case, chosen.mine, chosen.claim, made, why)
    return chosen, made, "corrected" if new else "corrected already"


def corrected_json(chosen: Chosen, made: Correction, done: str, by: str) -> list[dict[str, Any]]:
    """Give what was corrected for a program."""
    return [{"key": chosen.key, "done": done, "by": by, **made.told}]
