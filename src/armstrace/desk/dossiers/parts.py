"""What a dossier says beyond one document's findings: chains, incidents, series of flights, people, how to cite."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from armstrace.desk.case import CASE_FILE, describe
from armstrace.desk.chains.asked import entries
from armstrace.desk.chains.build import Built, built
from armstrace.desk.exports.cited import cited_exhibits
from armstrace.desk.incidents.export import Exporter
from armstrace.desk.incidents.gather import completed, incidents_of
from armstrace.desk.incidents.kept_events import number_of_incidents
from armstrace.desk.intake import Case
from armstrace.desk.judgements.claims import ACTS, WITHDRAW, standing
from armstrace.desk.rebuilt import surge_of
from armstrace.desk.surges.kept import asked_before, kept_surge
from armstrace.dossier.exports.cited import reference
from armstrace.dossier.model import ChainsShown, IncidentsShown, Person
from armstrace.dossier.wording import calculation
from armstrace.evidence.folders import LEDGER
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Incident
from armstrace.records.surges import Surge
from armstrace.tables.ask import literals

MOST_INCIDENTS = 2_000
"""Of a case with more only those are shown that something on the page rests on."""
MOST_REFUSED = 40
_DID = {
    "accept": "accepted reading",
    "reject": "rejected reading",
    "withdraw_judgement": "judgement on a reading withdrawn",
    "place_on_rung": "placement on a rung",
    "remove_from_rung": "removal from a rung",
    "exclude_explanation": "explanation excluded",
    "merge_incidents": "merger of incidents",
    "split_incidents": "separation of incidents",
    "leave_out_finding": "finding left out of a dossier",
    "put_in_finding": "finding put into a dossier again",
    "place_finding": "finding placed in a dossier",
    "reply": "reply of an accused noted",
    "release_coordinates": "release of coordinates signed",
    "allow_leaving": "leave to hand on signed",
    "hold_back": "exhibit held back",
}


@dataclass(frozen=True, slots=True)
class CaseParts:
    """The parts of a dossier that every document of a case has in common; `keys` are what the chains rest on."""

    chains: ChainsShown | None = None
    keys: tuple[str, ...] = ()
    surges: tuple[Surge, ...] = ()
    people: tuple[Person, ...] = ()
    readers: dict[str, str] = field(default_factory=dict)
    refused: tuple[str, ...] = ()


def parts_of(case: Case, made: Built | None = None) -> CaseParts:
    """Gather what all dossiers of a case share; a case for one command has none of it.

    `made` are the chains that case.toml asks about, where they are built already.

    Raises:
        CaseError: case.toml asks about a chain in words that mean nothing, or a kept result is damaged.
        CustodyBroken: the ledger is not as it was written.
    """
    if not _is_kept(case):
        return CaseParts(refused=_refused((each.exhibit.received_name, each.refused) for each in case.read_all()))
    chains, keys = _chains(case, made)
    surges = tuple(surge_of(told) for each in asked_before(case) if (told := kept_surge(case, str(each["key"]))))
    lines = case.ledger_lines()
    read = {str(line.payload["exhibit"]): str(line.payload["reader"]) for line in lines if line.act == "read"}
    last = {line.payload["exhibit"]: line for line in lines if line.act in {"read", "refused"}}
    kept = ((each.received_name, last[each.sha256].payload) for each in case.exhibits() if each.sha256 in last)
    refused = _refused((name, _why(told)) for name, told in kept if "reason" in told)
    return CaseParts(chains, keys, surges, tuple(_people(case)), read, refused)


def _why(told: Mapping[str, Any]) -> str:
    return str(told["reason"]) + (f" ({told['where']})" if told.get("where") else "")


def _refused(told: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Name the inputs that were refused as a whole, and count those that are too many for a page."""
    found = [f"Not read: {name}: {why}" for name, why in told if why]
    more = f"{len(found) - MOST_REFUSED:,} more files were not read; the ledger says why."
    return tuple(found) if len(found) <= MOST_REFUSED else (*found[:MOST_REFUSED], more)


def _is_kept(case: Case) -> bool:
    """Whether a case is a folder of its own, not one for a single command."""
    return (case.root / CASE_FILE).is_file() and (case.root / LEDGER).exists()


def _chains(case: Case, known: Built | None) -> tuple[ChainsShown | None, tuple[str, ...]]:
    """Build the chains that the case asks about, and say which keys they rest on."""
    asked = entries(case)
    if not asked:
        return None, ()
    made = known or built(case, asked)
    rungs = [rung for chain in made.chains for rung in chain.rungs]
    placed = [key for rung in rungs for each in rung.placements for key in (each.key, *each.records)]
    keys = dict.fromkeys(key for key in [*placed, *(each.key for rung in rungs for each in rung.beside)] if ":" in key)
    shown = ChainsShown(
        chains=made.chains,
        calculation=calculation(made.editions),
        remarks=made.remarks,
        suggested=made.suggested,
    )
    return shown, tuple(keys)


def incidents_shown(case: Case, keys: Collection[str]) -> IncidentsShown | None:
    """Give the incidents of a case as they may leave it; of very many those with these keys."""
    count = number_of_incidents(case)
    if count > MOST_INCIDENTS:
        among = literals(sorted(key for key in keys if key.startswith(f"{Incident.KIND}:")))
        found = case.tables.records(Incident, f"WHERE key IN {among} ORDER BY register, exhibit, place")
        found += [each for each in completed(case) if each.key in keys and each not in found]
    else:
        found = incidents_of(case)
        count = len(found)
    if not count:
        return None
    exporter = Exporter(case)
    found.sort(key=lambda each: (each.when.earliest.isoformat() if each.when and each.when.earliest else "9", each.key))
    left = [exporter.leaving(each) for each in found]
    told = tuple(each.incident for each in left if not each.withheld)
    return IncidentsShown(
        told=told,
        drawn=tuple(exporter.drawn(each) for each in found),
        count=count,
        remarks=tuple(exporter.said_of(found)),
    )


def roles(case: Case) -> dict[str, str]:
    """Give what case.toml says of the roles of those who work on it: [roles], an id each."""
    told = describe(case.root).get("roles", {}) if (case.root / CASE_FILE).is_file() else {}
    return {str(by): str(role) for by, role in told.items()} if isinstance(told, dict) else {}


def signed_by_role(signed: str, known: dict[str, str]) -> str:
    """Put the role beside the id in words that say who judged, when and why.

    >>> signed_by_role("by p-1 on 2026-01-02: the words are clear", {"p-1": "analyst"})
    'by p-1 (analyst) on 2026-01-02: the words are clear'
    """
    by = signed.removeprefix("by ").partition(" on ")[0]
    role = known.get(by, "role not said") if signed.startswith("by ") else ""
    return signed.replace(by, f"{by} ({role})", 1) if role else signed


def superseded(case: Case, exhibit: Exhibit) -> Iterator[str]:
    """Tell the judgements on a document's claims that do not stand any more, and what took their place, in order."""
    if not _is_kept(case):
        return
    stand = {(each.claim, each.by, each.at) for each in standing(case, exhibit.sha256)}
    known = roles(case)
    for line in case.ledger_lines():
        if line.payload.get("exhibit") != exhibit.sha256 or line.act not in {*ACTS, WITHDRAW}:
            continue
        claim, words = str(line.payload.get("claim", "")), str(line.payload.get("words", ""))
        signed = signed_by_role(f"by {line.by} on {line.at[:10]}: {line.payload.get('why', '')}", known)
        if line.act == WITHDRAW:
            yield f"Taken back {signed}."
        elif (claim, line.by, line.at) not in stand:
            yield f"\u201c{words}\u201d: {ACTS[line.act].value} {signed}."


def _people(case: Case) -> Iterator[Person]:
    """Give those who judged something, with their roles and what they did, in the order of their ids."""
    known = roles(case)
    did: dict[str, Counter[str]] = {}
    for line in case.ledger_lines():
        if line.act in _DID:
            did.setdefault(line.by, Counter())[line.act] += 1
    for by, acts in sorted(did.items()):
        said = "; ".join(f"{count:,} \u00d7 {_DID[act]}" for act, count in sorted(acts.items()))
        yield Person(by, known.get(by, ""), said)


def citations(case: Case, exhibits: Iterable[Exhibit]) -> dict[str, str]:
    """Give a sentence for each exhibit that cites it; a case for one command cites nothing."""
    if not _is_kept(case):
        return {}
    given: Sequence[Exhibit] = tuple(exhibits)
    return {each.exhibit.sha256: reference(each) for each in cited_exhibits(case, given)}
