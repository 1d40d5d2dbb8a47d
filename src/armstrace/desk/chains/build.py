"""The chains of a case, built: the evidence is gathered, the rules place it, the route says what is missing."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial

from armstrace.chain.build import build
from armstrace.chain.model import Chain, Route
from armstrace.chain.routes import route as route_named
from armstrace.checks.treaties.acts import standings
from armstrace.desk.chains.asked import Entry
from armstrace.desk.chains.documents import suggested
from armstrace.desk.chains.gather import gather, shared_by_chains
from armstrace.desk.chains.incidents import Told, told_by
from armstrace.desk.chains.placements import standing
from armstrace.desk.intake import Case
from armstrace.desk.withdrawal.withdrawn import notes_on_chains
from armstrace.records.kinds import Edition
from armstrace.tables.ask import literals


@dataclass(frozen=True, slots=True)
class Built:
    """Chains, what could not be looked for, the findings nobody has accepted, and the editions behind the rows."""

    chains: tuple[Chain, ...]
    remarks: tuple[str, ...]
    suggested: frozenset[str]
    editions: tuple[Edition, ...]


def built(case: Case, asked: Sequence[Entry], route: str = "", told: Told | None = None) -> Built:
    """Build the chains asked about; `route` goes before the one that an entry of case.toml names.

    `told` gives the incidents that a chain may rest on, where they are at hand.

    Raises:
        CaseError: a route is not known, or something that the case keeps is damaged.
        CustodyBroken: the ledger is not as it was written.
    """
    chains, remarks = [], list[str]()
    routes = [_route(route or entry.route) for entry in asked]
    shared = shared_by_chains(case)
    with nullcontext(told) if told else told_by(case) as incidents:
        for entry, wanted in zip(asked, routes, strict=True):
            gathered = gather(case, entry.asked, shared, incidents(entry.asked))
            remarks += gathered.remarks
            chains.append(build(entry.asked, gathered.evidence, wanted, standings=partial(standings, case.tables)))
    remarks += notes_on_chains(case.root, (each.key for each in standing(case)))
    return Built(tuple(chains), tuple(dict.fromkeys(remarks)), suggested(case), _editions(case, chains))


def _route(name: str) -> Route | None:
    return route_named(name) if name else None


def _editions(case: Case, chains: Sequence[Chain]) -> tuple[Edition, ...]:
    """Give the editions of the registers whose rows stand on a chain."""
    keys = {
        key for chain in chains for rung in chain.rungs for each in rung.placements for key in (each.key, *each.records)
    }
    rows = [key for key in sorted(keys) if key.partition(":")[0] in {"transfer", "flow"}]
    found = {
        str(row[0])
        for kind in ("transfer", "flow")
        for row in case.tables.ask(f"SELECT DISTINCT exhibit FROM {kind} WHERE key IN {literals(rows)}")
    }
    return tuple(case.tables.records(Edition, f"WHERE exhibit IN {literals(sorted(found))} ORDER BY label, exhibit"))
