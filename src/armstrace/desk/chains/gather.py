"""The evidence of a case for one chain: SQL selects its rows, so that no register is loaded whole."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from armstrace.chain.model import Asked, Evidence
from armstrace.checks.holdings import is_it, listed_as
from armstrace.desk.chains.documents import claims_of, findings_of
from armstrace.desk.chains.incidents import Happened, told_by
from armstrace.desk.chains.placements import standing
from armstrace.desk.incidents.gather import remnants_of
from armstrace.desk.intake import Case
from armstrace.desk.judgements.replies import replies_of
from armstrace.desk.rebuilt import surge_of
from armstrace.desk.surges.kept import asked_before, kept_surge
from armstrace.evidence.folders import LEDGER
from armstrace.gazetteer.identities.spelling import joined, plain
from armstrace.gazetteer.identities.tables import identities, identity, names_listed
from armstrace.records.decisions import Decision, Embargo
from armstrace.records.kinds import Flow, Readable, Transfer
from armstrace.records.supply import Licence, Report, Supply
from armstrace.records.surges import Surge
from armstrace.sources.incidents.weapons import named_weapon
from armstrace.tables.ask import literal, literals

R = TypeVar("R", bound=Readable)

_ORDER = "ORDER BY register, exhibit, place, item"


@dataclass(frozen=True, slots=True)
class Gathered:
    """The evidence for a chain, and what could not be looked for, in sentences."""

    evidence: Evidence
    remarks: tuple[str, ...]


def shared_by_chains(case: Case) -> Evidence:
    """Gather once what every chain of a case looks at, whatever it asks about.

    Raises:
        CaseError: a file of findings or a surge is damaged.
        CustodyBroken: the ledger is not as it was written.
    """
    return Evidence(
        remnants=remnants_of(case),
        replies=replies_of(case),
        findings=findings_of(case),
        claims=claims_of(case),
        surges=_surges(case),
        judgements=standing(case),
        exhibits={each.sha256: each.received_name for each in case.exhibits()},
        of_type=_of_type(case),
    )


def gather(case: Case, asked: Asked, shared: Evidence | None = None, told: Happened | None = None) -> Gathered:
    """Give everything of a case that the rules of a chain look at.

    `shared` is what every chain looks at and `told` what happened, where they are at hand.

    Raises:
        CaseError: a file of findings or a surge is damaged.
        CustodyBroken: the ledger is not as it was written.
    """
    if told is None:
        with told_by(case) as incidents:
            told = incidents(asked)
    pairs, parties = _between(asked), literals(asked.parties)
    one_of = f"(supplier IN {parties} OR recipient IN {parties})"
    evidence = replace(
        shared or shared_by_chains(case),
        transfers=_rows(case, Transfer, pairs),
        flows=_rows(case, Flow, pairs),
        licences=_rows(case, Licence, pairs),
        supplies=_rows(case, Supply, one_of),
        reports=_rows(case, Report, _reported(asked)),
        events=told.events,
        incidents=told.incidents,
        decisions=_rows(case, Decision, f"({one_of} OR about IN {parties})"),
        embargoes=_rows(case, Embargo, f"target IN {parties}"),
        here=told.here,
    )
    return Gathered(evidence, told.remarks)


def _rows(case: Case, kind: type[R], where: str) -> list[R]:
    return case.tables.records(kind, f"WHERE {where} {_ORDER}")


def _between(asked: Asked) -> str:
    """Select what went from the supplier of a hop to its recipient."""
    return _any(f"(supplier = {literal(hop.supplier)} AND recipient = {literal(hop.recipient)})" for hop in asked.hops)


def _reported(asked: Asked) -> str:
    """Select what either end of a hop reported of the other, and its reports of nothing or none."""
    return _any(
        f"(reporter = {literal(one)} AND partner IN {literals((other, '*'))})"
        for hop in asked.hops
        for one, other in ((hop.supplier, hop.recipient), (hop.recipient, hop.supplier))
    )


def _any(conditions: Iterable[str]) -> str:
    return f"({' OR '.join(conditions) or 'false'})"


def _surges(case: Case) -> tuple[Surge, ...]:
    """Give the surges that were kept, by their keys."""
    keys = sorted(str(each["key"]) for each in asked_before(case)) if (case.root / LEDGER).exists() else []
    kept = (kept_surge(case, key) for key in keys)
    return tuple(surge_of(told) for told in kept if told is not None)


def _of_type(case: Case) -> Callable[[str], Sequence[Transfer]]:
    """Make the question who else was delivered a weapon, answered once for each."""

    @lru_cache(maxsize=64)
    def transfers(weapon: str) -> Sequence[Transfer]:
        asked = [(key, identity(key).name) for key in meanings(weapon)] or [("", weapon)]
        listed = sorted({condition for each in asked for condition in listed_as(case.tables, each)})
        return tuple(
            row
            for row in _rows(case, Transfer, _any(listed))
            if any(is_it(each, row.designation, row.description, row.recipient) for each in asked)
        )

    return transfers


def meanings(weapon: str) -> tuple[str, ...]:
    """Give the identities that a weapon, an identity itself or a name, may stand for; of several none is preferred.

    >>> meanings("bm-30-smerch"), meanings("LAR-160")
    (('bm-30-smerch',), ('lar-160', 'lar-160-launcher'))
    """
    if weapon in identities():
        return (weapon,)
    known = named_weapon(weapon)
    exact, loose = names_listed()
    name = plain(weapon)
    return (known,) if known else tuple(sorted(exact.get(name) or loose.get(joined(name), frozenset())))
