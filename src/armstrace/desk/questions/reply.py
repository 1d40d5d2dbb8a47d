"""That an accusation was put to somebody and what came back, from words."""

from collections.abc import Mapping
from dataclasses import dataclass

from armstrace.desk.intake import Case
from armstrace.desk.judgements.accusations import accusation_of
from armstrace.desk.judgements.replies import Asked, put
from armstrace.desk.questions.mistakes import Mistakes
from armstrace.desk.questions.words import day
from armstrace.records.decisions import Reply


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a reply; `outcomes` says of declined, silent and answered which are meant."""

    to: str
    put: str
    channel: str
    party: str
    answered: str
    answer: str
    accusation: str
    outcomes: Mapping[str, bool]


def asked_of(said: Said) -> Asked:
    """Read what is said.

    Raises:
        CaseError: it does not say what it may; all mistakes are named at once.
    """
    wrong = Mistakes()
    put_on, answered = wrong.read(day, said.put, "--put"), wrong.read(day, said.answered, "--answered")
    if not said.put:
        wrong.add("The day it was put is missing.", "--put", "Give it as 2020-11-20.")
    given = [name for name, meant in said.outcomes.items() if meant]
    # who declines does so on a day: --answered goes with --declined
    outcome = given[0] if given == ["answered"] or len(given) == 1 or given == ["declined", "answered"] else ""
    if not outcome:
        wrong.add("Say what came back.", "--answered, --declined, --silent", "Give one of them.")
    wrong.tell()
    if put_on is None:
        raise AssertionError(said.put)
    return Asked(said.to, put_on, outcome, said.answer, answered, said.channel, said.party)


def signed_reply(case: Case, key: str, said: Said, asked: Asked, why: str) -> Reply:
    """Sign that the accusation of a key was put to somebody.

    Raises:
        CaseError: nothing in the case has this key, or something is missing.
    """
    about, words = accusation_of(case, key)
    return put(case, about, said.accusation or words, asked, why)
