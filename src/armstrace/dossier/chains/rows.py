"""A chain as the rows of a ladder, hop by hop: what its picture, its page and a terminal all show."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from armstrace.chain.labels import GROUPS, label
from armstrace.chain.model import Asked, Chain, Explanation, Gap, Hop, Open, Placement, Rung, RungState, Word
from armstrace.gazetteer.identities.tables import identities, identity
from armstrace.gazetteer.states import display, states
from armstrace.records.values import When

BELOW = Rung.TYPE_USED
"""The first rung on which no evidence of supply counts."""


@dataclass(frozen=True, slots=True)
class Row:
    """One rung of one ladder: how it stands, whether the route needs it (None: no route), what is missing there."""

    state: RungState
    needed: bool | None
    gap: Gap | None
    group: str
    first: bool

    @property
    def anchor(self) -> str:
        """The name of the rung on a page: "rung-2-hop-1"."""
        return anchor_of(self.state)


def anchor_of(state: RungState) -> str:
    """Give the name that a rung of a hop has on a page."""
    return f"rung-{state.rung.lower()}" + (f"-hop-{state.hop}" if state.hop is not None else "")


def ladder(chain: Chain, hop: Hop) -> tuple[Row, ...]:
    """Give the rungs of one hop and those asked once, in the order they are drawn."""
    states_here = {each.rung: each for each in chain.rungs if each.hop in {hop.number, None}}
    found = []
    for group, rungs in GROUPS.items():
        here = [states_here[rung] for rung in rungs if rung in states_here]
        found += [_row(chain, state, group, first=number == 0) for number, state in enumerate(here)]
    return tuple(found)


def _row(chain: Chain, state: RungState, group: str, *, first: bool) -> Row:
    gaps = (each for each in chain.gaps if each.rung is state.rung and each.hop in {state.hop, None})
    needed = None if chain.route is None else state.rung in chain.route.needs
    return Row(state, needed, next(gaps, None), group, first)


def name_of(code: str) -> str:
    """Give the name of a state, or of anybody else as it stands."""
    return display(code) if code in states() else code


def weapon_name(weapon: str) -> str:
    """Give the name of an identity, or a name as it stands."""
    return identity(weapon).name if weapon in identities() else weapon


def hop_words(chain: Chain, hop: Hop) -> str:
    """Say which hop of a chain this is."""
    arrow = label("arrow", supplier=name_of(hop.supplier), recipient=name_of(hop.recipient))
    count = len(chain.asked.hops)
    said = label("hop", number=hop.number, count=count, arrow=arrow) if count > 1 else label("hop only", arrow=arrow)
    what = label(hop.what) if hop.what else ""
    if hop.designation:
        what = label("hop what", what=what, designation=hop.designation)
    return label("hop of", hop=said, what=what) if what else said


def use_words(asked: Asked) -> str:
    """Say which use a chain asks about."""
    parts = list(_use_parts(asked))
    if asked.user:
        parts.append(label("by", user=name_of(asked.user)))
    if asked.opponents:
        parts.append(label("against", opponents=", ".join(map(name_of, asked.opponents))))
    return label("use", parts=", ".join(parts))


def _use_parts(asked: Asked) -> Iterator[str]:
    if asked.place:
        yield label("at", place=asked.place)
    if asked.when is not None:
        yield days_words(asked.when)
    yield label("with", weapon=weapon_name(asked.weapon)) if asked.weapon else label("with any")


def days_words(when: When) -> str:
    """Write the days asked about, open ends too."""
    first, last = (day.isoformat() if day else "" for day in (when.earliest, when.latest))
    if first and last:
        return label("on", days=first) if first == last else label("between", first=first, last=last)
    return label("from", first=first) if first else label("until", last=last)


def names_by_state(explanations: tuple[Explanation, ...]) -> Iterator[tuple[Open, str]]:
    """Give the names of other explanations, those that are open first."""
    for state in (Open.OPEN, Open.EXCLUDED, Open.NOT_EXAMINED):
        names = [each.name for each in explanations if each.state is state]
        if names:
            yield state, ", ".join(names)


def told_words(placement: Placement) -> str:
    """Say what stands on a rung, hedged as it was, and who tells it."""
    said = hedged_words(placement)
    return label("told", words=said, who=", ".join(placement.told_by)) if placement.told_by else said


def hedged_words(placement: Placement) -> str:
    """Say what stands on a rung, hedged as it was."""
    return label("hedged", words=placement.words, hedge=placement.hedge) if placement.hedge else placement.words


def one_teller(placements: tuple[Placement, ...]) -> str:
    """Name who tells everything on a rung, "" where several do or nobody is named."""
    tellers = {", ".join(each.told_by) for each in placements}
    return tellers.pop() if len(tellers) == 1 else ""


def stands_apart(state: RungState) -> bool:
    """Tell whether things stand on a rung that the status does not rest on, and nothing else does."""
    return state.status.word is Word.NOT_SHOWN and bool(state.placements)


def excerpt(placements: tuple[Placement, ...], at_most: int) -> tuple[list[Placement], int]:
    """Give the first things on a rung and count the rest.

    What counts comes before what does not, findings before rows, and the first of each teller before a second of one.
    """
    seen = Counter[tuple[str, ...]]()
    ranked = []
    for each in placements:
        ranked.append(((not each.counts, not each.key.startswith("finding:"), seen[each.told_by]), each))
        seen[each.told_by] += 1
    ordered = [each for _, each in sorted(ranked, key=lambda pair: pair[0])]
    return ordered[:at_most], max(0, len(ordered) - at_most)


def more_words(count: int) -> str:
    """Say that there are more."""
    return label("one more") if count == 1 else label("more", count=count)
