"""Corroboration by origin: who really is a separate origin of what is told, and why others fold into it.

Copies of one wire story, organisations that read one photograph, and bodies of one state are one origin. A register
that compiles from others is no further origin beside them, and what does not say whence it comes counts for nothing.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from armstrace.events.tellers import (
    COMPILER,
    COMPILERS,
    MEDIUM,
    ORGANISATION,
    PARTY,
    REGISTER,
    STATE,
    UNNAMED,
    UNTOLD,
    Teller,
    Telling,
    party_name,
    printed_names,
)
from armstrace.gazetteer.folding import fold_name
from armstrace.records.events import Origin

_ALIKE = 0.8
_SPELT_ALIKE = 0.9
_NO_FURTHER = frozenset({COMPILER, UNTOLD, UNNAMED})
_SHINGLE = 5
_MOST_COMPARED = 200


@dataclass(slots=True)
class _Root:
    tellers: list[Teller]
    records: set[str]
    why: list[str] = field(default_factory=list)


def origins(told: Sequence[Telling], belligerents: Collection[str] = ()) -> tuple[Origin, ...]:
    """Find the distinct origins of what several records tell, `belligerents` being the codes of the parties.

    Those that count come first; each says which records rest on it and why others fold into it.
    """
    roots: dict[str, _Root] = {}
    top: dict[str, str] = {}
    for telling in sorted(told, key=lambda each: each.key):
        for teller in telling.tellers:
            root = roots.setdefault(teller.name, _Root([], set()))
            if teller not in root.tellers:
                root.tellers.append(teller)
            root.records.add(telling.key)
    for one, other, why in _foldings(told):
        _fold(roots, top, (one, other), why)
    found = [_origin(root, frozenset(belligerents)) for root in roots.values()]
    told_by_others = any(each.kind not in _NO_FURTHER for each in found)
    settled = [_settled(each, alone=not told_by_others and len(found) == 1) for each in found]
    return tuple(sorted(settled, key=lambda each: (not each.counts, each.name)))


def counted(here: Iterable[Origin], actor: str = "") -> tuple[Origin, ...]:
    """Give those of some origins that can corroborate one another.

    Parties and other states count as one together, since who is allied with whom is not known here; but for what a
    party says of itself, an admission by `actor`.
    """
    found = [each for each in here if each.counts]
    partisan = [each.name for each in found if each.kind in {PARTY, STATE} and (not each.party or each.party != actor)]
    return tuple(each for each in found if each.name not in partisan[1:])


def _fold(roots: dict[str, _Root], top: dict[str, str], names: tuple[str, str], why: str) -> None:
    one, other = (_top(top, name) for name in names)
    if one == other:
        return
    into, out = sorted((one, other), key=lambda name: (_order(roots[name]), name))
    top[out] = into
    root = roots.pop(out)
    roots[into].tellers += root.tellers
    roots[into].records |= root.records
    roots[into].why += [*root.why, why]


def _top(top: dict[str, str], name: str) -> str:
    while name in top:
        name = top[name]
    return name


def _order(root: _Root) -> int:
    """Name a folded origin for what is nearest the event: a party or organisation before a medium or compiler."""
    order = {PARTY: 0, STATE: 0, MEDIUM: 2, UNNAMED: 3, COMPILER: 4, UNTOLD: 5}
    return min(order.get(each.kind, 1) for each in root.tellers)


def _foldings(told: Sequence[Telling]) -> Iterable[tuple[str, str, str]]:
    """Give pairs of origins that are one, and why; in an order that does not hang on that of the records."""
    ordered = sorted(told, key=lambda each: each.key)
    by_item: dict[str, Telling] = {}
    for telling in ordered:
        for item in sorted(telling.exhibits):
            first = by_item.setdefault(item, telling)
            if first is not telling:
                yield from _pair(first, telling, f"rest on one thing, {item}")
    by_words: dict[str, Telling] = {}
    for telling in filter(lambda each: each.words, ordered):
        first = by_words.setdefault(telling.words, telling)
        if first is not telling:
            yield from _pair(first, telling, "tell it in the same words")
    yield from _near_copies(list(by_words.values())[:_MOST_COMPARED])
    yield from _near_names(ordered)
    known = {fold_name(teller.name): teller.name for telling in ordered for teller in telling.tellers}
    for telling in ordered:
        for one in telling.tellers:
            for name in sorted(known[item] for item in telling.cited if item in known):
                if one.kind in {MEDIUM, COMPILER} and name != one.name:
                    yield one.name, name, f"{one.printed} cites {name}"


def _pair(one: Telling, other: Telling, why: str) -> Iterable[tuple[str, str, str]]:
    for left in one.tellers:
        for right in other.tellers:
            if left.name != right.name:
                names = printed_names(sorted((left, right), key=lambda each: each.name))
                yield left.name, right.name, f"{names} {why}"


def _near_copies(told: Sequence[Telling]) -> Iterable[tuple[str, str, str]]:
    shingles = [_shingles(each.words) for each in told]
    for place, one in enumerate(told):
        for beside in range(place + 1, len(told)):
            shared = len(shingles[place] & shingles[beside])
            if shared >= _ALIKE * min(len(shingles[place]), len(shingles[beside])):
                yield from _pair(one, told[beside], "tell it in nearly the same words")


def _near_names(told: Iterable[Telling]) -> Iterable[tuple[str, str, str]]:
    """Give names that no table knows and that differ from another by a letter: one body under two spellings."""
    names = {each.name: each for telling in told for each in telling.tellers if each.kind == ORGANISATION}
    listed = sorted(name for name in names if not any(map(str.isdigit, name)))[:_MOST_COMPARED]
    for place, one in enumerate(listed):
        for other in listed[place + 1 :]:
            unknown = any(name == fold_name(names[name].printed) for name in (one, other))
            left, right = fold_name(one), fold_name(other)
            same_length = left.count(" ") == right.count(" ") and abs(len(left) - len(right)) <= 1
            if unknown and same_length and SequenceMatcher(None, left, right).ratio() >= _SPELT_ALIKE:
                yield one, other, f"{printed_names([names[one], names[other]])} are spelt nearly alike"


def _shingles(words: str) -> frozenset[tuple[str, ...]]:
    split = words.split()
    return frozenset(tuple(split[at : at + _SHINGLE]) for at in range(len(split) - _SHINGLE + 1))


def _origin(root: _Root, belligerents: frozenset[str]) -> Origin:
    first = min(root.tellers, key=lambda each: (_order(_Root([each], set())), each.name, each.printed))
    party = first.kind == PARTY or (first.kind == STATE and first.party in belligerents)
    why = list(dict.fromkeys(root.why))
    bodies = sorted({each.printed for each in root.tellers if each.party and each.party == first.party})
    if len(bodies) > 1:
        why.insert(0, f"{' and '.join(bodies)} are bodies of one party, {party_name(first)}")
    return Origin(
        name=party_name(first) if first.party else first.name.removeprefix(REGISTER),
        kind=PARTY if party else first.kind,
        party=first.party,
        records=tuple(sorted(root.records)),
        folded=tuple(why),
    )


def _settled(each: Origin, *, alone: bool) -> Origin:
    """Take from a compiler, and from what does not say whence it comes, that it could corroborate others."""
    if each.kind not in _NO_FURTHER:
        return each
    if each.kind == COMPILER:
        how = COMPILERS.get(fold_name(each.name), "")
        why = f"{each.name} {how}: no further origin beside them" if how else ""
        # a register that states report to is an origin beside what is compiled from it
        counts = alone or not how
    elif each.kind == UNNAMED:
        why, counts = f"\u201c{each.name}\u201d names nobody: that it is another voice cannot be told", alone
    else:
        why, counts = f"{each.name} does not say whence it has this", alone
    folded = (*each.folded, why) if why else each.folded
    return Origin(name=each.name, kind=each.kind, party=each.party, records=each.records, folded=folded, counts=counts)
