"""What bound whom on a day: treaties with their standing, other rules, embargoes on a state and addressed to it.

Licences and decisions are those on record up to the day. Nothing here says that a rule was kept or broken, and what is
not in the tables at hand is not shown to be absent from the world.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from armstrace.chain.embargo_norms import addressed
from armstrace.chain.model import Norm
from armstrace.chain.norms import OF_A_USE, rule_norms, rules
from armstrace.chain.treaty_norms import Holder, treaty_norm
from armstrace.checks.treaties.acts import Standing, standings
from armstrace.desk.embargoes import embargoes_on
from armstrace.desk.intake import Case
from armstrace.records.decisions import Decision, Embargo, in_force
from armstrace.records.kinds import Readable
from armstrace.records.supply import Licence
from armstrace.records.values import When
from armstrace.tables.ask import literal

R = TypeVar("R", bound=Readable)


@dataclass(frozen=True, slots=True)
class Stood:
    """An embargo that stood on a day, or may have: `sure` is False where its dates cannot tell, or it is disputed.

    `addressed` says whether it was addressed to the state asked about, None where nothing tells.
    """

    embargo: Embargo
    sure: bool
    addressed: bool | None


@dataclass(frozen=True, slots=True)
class Law:
    """What is on record for a state and a day; licences and decisions are the newest first."""

    treaties: tuple[Norm, ...]
    rules: tuple[Norm, ...]
    embargoes_on: tuple[Stood, ...]
    embargoes_for: tuple[Stood, ...]
    licences: tuple[Licence, ...]
    decisions: tuple[Decision, ...]


def law_on(case: Case, state: str, day: date) -> Law:
    """Give what is on record for a state, by its code, and a day."""
    holder = Holder(state, day, day)

    def told(treaty_id: str, who: str, when: date) -> list[Standing]:
        return standings(case.tables, treaty_id, who, when)

    about = [
        str(row[0]) for row in case.tables.ask("SELECT DISTINCT treaty FROM edition WHERE treaty <> '' ORDER BY 1")
    ]
    of_use = [treaty_id for treaty_id, _ in OF_A_USE if treaty_id not in rules()]
    code = literal(state)
    return Law(
        treaties=tuple(treaty_norm(each, holder, told) for each in dict.fromkeys((*about, *of_use))),
        rules=rule_norms(holder),
        embargoes_on=_stood(embargoes_on(case, state), state, day),
        embargoes_for=tuple(
            each
            for each in _stood(case.tables.records(Embargo, "ORDER BY target, number, key"), state, day)
            if each.embargo.target != state and each.addressed is not False
        ),
        licences=_by(case, Licence, f"supplier = {code} OR recipient = {code} OR issuer = {code}", day),
        decisions=_by(
            case, Decision, f"state = {code} OR about = {code} OR supplier = {code} OR recipient = {code}", day
        ),
    )


def _stood(embargoes: list[Embargo], state: str, day: date) -> tuple[Stood, ...]:
    found = [(each, in_force(each, day)) for each in embargoes]
    return tuple(
        Stood(each, bool(stood) and not each.disputed, addressed(each, state, day))
        for each, stood in found
        if stood is not False
    )


def _by(case: Case, kind: type[R], where: str, day: date) -> tuple[R, ...]:
    """Give the records up to a day, the newest first; those without a date stand at the end."""
    found = case.tables.records(
        kind, f"WHERE ({where}) AND (date_earliest IS NULL OR date_earliest <= DATE '{day.isoformat()}') "
        "ORDER BY date_earliest DESC NULLS LAST, key"
    )  # fmt: skip
    return tuple(found)


def may_be_later(when: When | None, day: date) -> bool:
    """Whether a dated act may have come only after a day: its date is too coarse to tell."""
    return when is None or when.by(day) is not True
