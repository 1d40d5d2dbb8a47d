"""How a rung stands, from what stands on it: by whom it is told, counted over origins, and who contests it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from armstrace.chain.model import Contest, Placement, Rung, Status, Word
from armstrace.chain.scope import Scope
from armstrace.chain.types_named import also_said
from armstrace.chain.wording import day_of, listed, say
from armstrace.events.origins import origins
from armstrace.events.tellers import PARTY, REGISTER, STATE, UNTOLD, Teller, Telling
from armstrace.gazetteer.folding import fold_name
from armstrace.records.events import Origin


@dataclass(frozen=True, slots=True)
class Placed:
    """One placement with who tells it, and whether it is `near` the type asked about."""

    placement: Placement
    telling: Telling
    near: bool = True


def told(scope: Scope, placed: Sequence[Placed]) -> tuple[Placement, ...]:
    """Write into placements who tells them, whose word that is where a party's, and which origins count."""
    parties = scope.parties
    found = origins([each.telling for each in placed], parties)
    by_key: dict[str, list[str]] = {}
    spelled = _spelled(placed)
    for origin in found:
        for key in origin.records:
            if origin.counts:
                by_key.setdefault(key, []).append(spelled.get(origin.name, origin.name))
    return tuple(
        replace(
            each.placement,
            told_by=tuple(dict.fromkeys(_printed(teller) for teller in each.telling.tellers)),
            party=_party(each.telling, parties),
            origins=tuple(by_key.get(each.telling.key, ())),
        )
        for each in placed
    )


def status_of(scope: Scope, rung: Rung, placed: Sequence[Placed], contested: Sequence[Contest]) -> Status:
    """Say how a rung stands.

    Established where a body found it; corroborated where two origins that count tell one value of one thing without a
    hedge; asserted where only parties tell it; else reported. What does not count is left out.
    """
    counting = [each for each in placed if each.placement.counts]
    if not counting:
        return Status(word=Word.NOT_SHOWN, contested=tuple(contested))
    found = [each.placement.established for each in counting if each.placement.established]
    if found:
        return Status(word=Word.ESTABLISHED, by=(found[0][0],), day=found[0][1], contested=tuple(contested))
    actor = scope.user if rung is Rung.USER else ""
    spelled = _spelled(counting)
    groups = ((_together(scope, group, actor, spelled), group) for group in _groups(counting))
    several, group = max(groups, key=lambda pair: len(pair[0]), default=((), []))
    if len(several) > 1:
        of = _of(group) if len(group) < len(counting) else ""
        return Status(word=Word.CORROBORATED, by=several, of=of, contested=tuple(contested))
    parties = scope.parties
    every = _in_order(origins([each.telling for each in counting], parties), counting)
    others = [each for each in every if each.kind != PARTY and each.party not in parties]
    word = Word.REPORTED if others else Word.ASSERTED
    named = [each for each in others if each.kind != UNTOLD]
    return Status(word=word, by=_names(named or others or every, spelled), contested=tuple(contested))


def _groups(placed: Sequence[Placed]) -> list[list[Placed]]:
    """Group what tells of one thing; what names no one thing stands alone."""
    groups: dict[str, list[Placed]] = {}
    for each in placed:
        groups.setdefault(each.placement.about or each.placement.key, []).append(each)
    return [group for group in groups.values() if len(group) > 1]


def _of(group: Sequence[Placed]) -> str:
    """Say which of several things is corroborated: its first telling, and when that was."""
    first = next(each.placement for each in group if not each.placement.hedge)
    return say("said on", words=first.words, when=day_of(first.when)) if first.when else first.words


def _together(scope: Scope, group: Sequence[Placed], actor: str, spelled: Mapping[str, str]) -> tuple[str, ...]:
    """Give the origins that tell one value of one thing without a hedge, the most for any value.

    Parties and other states are one origin together, but for what a party says of itself.
    """
    if len({teller.name for each in group for teller in each.telling.tellers}) < 2:
        return ()
    telling: dict[str, list[Placed]] = {}
    for each in group:
        if not each.placement.hedge:
            for value in _says(each.placement):
                telling.setdefault(value, []).append(each)
    best: tuple[str, ...] = ()
    for same in telling.values():
        if len({teller.name for each in same for teller in each.telling.tellers}) <= max(len(best), 1):
            continue
        found = origins([each.telling for each in same], scope.parties)
        counted = [each for each in _in_order(found, same) if each.counts]
        names = _as_one(counted, actor, spelled)
        best = names if len(names) > len(best) else best
    return best


def _as_one(counted: Sequence[Origin], actor: str, spelled: Mapping[str, str]) -> tuple[str, ...]:
    """Name what counts, each party as one; several parties and other states as one together."""
    partisan = [each for each in counted if each.kind in {PARTY, STATE} and not (actor and each.party == actor)]
    together = say("parties as one", names=listed(_names(partisan, spelled))) if len(partisan) > 1 else ""
    return tuple(
        dict.fromkeys(together if together and each in partisan else _named(each, spelled) for each in counted)
    )


def _named(origin: Origin, spelled: Mapping[str, str]) -> str:
    name = spelled.get(origin.name, origin.name)
    return say("a party", name=name) if origin.kind == PARTY else name


def _says(placement: Placement) -> frozenset[str]:
    """Give every value that a placement tells: of a weapon also its family and what fires it."""
    return also_said(placement.value) if placement.slot == "weapon" else frozenset([placement.value])


def _in_order(found: Sequence[Origin], placed: Sequence[Placed]) -> list[Origin]:
    """Put origins into the order in which what they tell stands, which favours no name."""
    place: Mapping[str, int] = {each.telling.key: at for at, each in reversed([*enumerate(placed)])}
    return sorted(found, key=lambda each: (min(place.get(key, len(placed)) for key in each.records), each.name))


def _names(found: Sequence[Origin], spelled: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(spelled.get(each.name, each.name) for each in found))


def _spelled(placed: Sequence[Placed]) -> Mapping[str, str]:
    """Give the printed spelling of origins that the gazetteer does not know: their names only compare them."""
    tellers = sorted({each for one in placed for each in one.telling.tellers}, key=lambda each: each.printed)
    unknown = (each for each in reversed(tellers) if each.kind == UNTOLD or each.name == fold_name(each.printed))
    return {name: _printed(each) for each in unknown for name in (each.name, each.name.removeprefix(REGISTER))}


def _printed(each: Teller) -> str:
    """Give an origin as printed; a sheet of facts is none."""
    return say("untold") if each.kind == UNTOLD and each.name.startswith(REGISTER) else each.printed


def _party(telling: Telling, parties: frozenset[str]) -> str:
    """Give the party whose word it is, where nobody else tells it."""
    codes = [each.party for each in telling.tellers if each.kind == PARTY or each.party in parties]
    return codes[0] if codes and len(codes) == len(telling.tellers) else ""
