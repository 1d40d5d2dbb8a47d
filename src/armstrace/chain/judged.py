"""Signed judgements on the chain: what a person puts on a rung, takes off it, or excludes by an exhibit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from armstrace.chain.explanations import known
from armstrace.chain.model import Beside, Hop, Placement, PlacementJudgement, Rung
from armstrace.chain.scope import Scope
from armstrace.chain.status import Placed
from armstrace.chain.tellings import of_origin, telling_of
from armstrace.chain.wording import say
from armstrace.records.findings import Finding
from armstrace.records.surges import Surge

PLACE, REMOVE, EXCLUDE = "place", "remove", "exclude"
ONLY_ON: Mapping[str, frozenset[Rung]] = MappingProxyType(
    {
        "transfer": frozenset({Rung.ORDERED, Rung.DELIVERED}),
        "flow": frozenset({Rung.DELIVERED}),
        "licence": frozenset({Rung.LICENSED, Rung.NOTICE}),
        "report": frozenset({Rung.LICENSED, Rung.DELIVERED}),
        "embargo": frozenset({Rung.LAW, Rung.NOTICE}),
    }
)
"""Records that can stand only on these rungs, whoever puts them elsewhere: design's column "what never counts"."""


@dataclass(slots=True)
class Judged:
    """Signed judgements as they stand: what to put where, what to take off, what is excluded, what names nothing."""

    placed: list[PlacementJudgement] = field(default_factory=list)
    removed: list[PlacementJudgement] = field(default_factory=list)
    excluded: list[PlacementJudgement] = field(default_factory=list)
    lost: list[Beside] = field(default_factory=list)


def judged(scope: Scope) -> Judged:
    """Lay the judgements on one another in the order made; a later one on the same key and rung stands."""
    said = Judged()
    latest: dict[tuple[object, ...], PlacementJudgement] = {}
    for each in sorted(scope.evidence.judgements, key=lambda one: one.number):
        if each.chain in {"", scope.asked.name}:
            act = each.explanation if each.act == EXCLUDE else ""
            latest[each.key, each.rung, _hop(scope, each), act] = each
    for each in latest.values():
        why = _names_nothing(scope, each)
        if why:
            words = each.words or each.why
            said.lost.append(
                Beside(rung=None, hop=None, key=each.key, kind="judgement", words=words, reason=f"{why} {each.signed}")
            )
        else:
            {PLACE: said.placed, REMOVE: said.removed, EXCLUDE: said.excluded}[each.act].append(each)
    return said


def of_place(
    scope: Scope, found: Sequence[PlacementJudgement], rung: Rung, hop: Hop | None
) -> list[PlacementJudgement]:
    """Keep the judgements on one rung of one hop."""
    number = hop.number if hop else None
    return [each for each in found if each.rung is rung and _hop(scope, each) == number]


def placements(scope: Scope, found: Sequence[PlacementJudgement], hop: Hop | None) -> Iterator[Placed]:
    """Put on a rung what persons put there, signed; a record of the supply side never counts on a rung of the use."""
    for each in found:
        record = scope.records.get(each.key)
        kind = each.key.partition(":")[0]
        allowed = ONLY_ON.get("flow" if _figure(record) else kind)
        counts = allowed is None or each.rung in allowed
        made = Placement(
            rung=each.rung,
            hop=hop.number if hop else None,
            key=each.key,
            slot="",
            rule="judgement",
            words=each.words or _words(scope, each.key),
            told_by=(),
            bearing="" if counts else say("never counts", kind=kind),
            counts=counts,
            records=record.records if isinstance(record, Finding) else (),
            about=each.key,
            signed=each.signed,
        )
        telling = of_origin(each.key, each.origin) if each.origin or record is None else telling_of(scope, made)
        yield Placed(made, telling)


def _figure(record: object) -> bool:
    """Tell a finding that rests on nothing but rows of registers."""
    return isinstance(record, Finding) and bool(record.records) and _kinds(record) <= {"transfer", "flow"}


def _kinds(record: Finding) -> set[str]:
    return {key.partition(":")[0] for key in record.records}


def _words(scope: Scope, key: str) -> str:
    record = scope.records.get(key)
    if isinstance(record, Finding):
        return " ".join(record.claim.text.split())
    if isinstance(record, Surge) or record is None:
        return say("exhibit", name=scope.evidence.exhibits.get(key, key))
    words = (
        getattr(record, name, "") for name in ("text", "designation", "weapon_printed", "identified_as", "outcome")
    )
    return next(filter(None, words), key)


def _hop(scope: Scope, each: PlacementJudgement) -> int | None:
    if not each.rung.per_hop:
        return None
    if each.hop is None and len(scope.asked.hops) == 1:
        return scope.asked.hops[0].number
    return each.hop


def _names_nothing(scope: Scope, each: PlacementJudgement) -> str:
    """Say why a judgement cannot be applied; "" where it can."""
    if each.rung.per_hop and _hop(scope, each) not in {hop.number for hop in scope.asked.hops}:
        return say("hop missing", rung=each.rung.value)
    if each.act == EXCLUDE and each.explanation not in {entry.name for entry in known()[each.rung]}:
        return say("explanation unknown", name=each.explanation, rung=each.rung.value)
    surges = {surge.key for surge in scope.evidence.surges}
    held = each.key in scope.records or each.key in scope.evidence.exhibits or each.key in scope.evidence.claims
    return "" if held or each.key in surges else say("judge again")
