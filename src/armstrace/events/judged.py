"""Which judgements on incidents stand: the latest first, and none that cannot be held together with a later one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from armstrace.records.events import MERGE, EventJudgement


@dataclass(frozen=True, slots=True)
class Held:
    """Judgements that can be held together, and those that later ones stand against, each in the order made."""

    standing: tuple[EventJudgement, ...]
    overridden: tuple[EventJudgement, ...]


def held(judgements: Iterable[EventJudgement]) -> Held:
    """Lay judgements on one another, the latest first: what contradicts one that is later does not stand.

    A merge contradicts a split where it would bring two together, directly or through further merges, that the split
    keeps apart.
    """
    standing: list[EventJudgement] = []
    overridden: list[EventJudgement] = []
    for judgement in sorted(judgements, key=lambda each: -each.number):
        if _consistent([*standing, judgement]):
            standing.append(judgement)
        else:
            overridden.append(judgement)
    return Held(tuple(reversed(standing)), tuple(reversed(overridden)))


def _consistent(judgements: Sequence[EventJudgement]) -> bool:
    """Tell judgements of which no merge brings together what a split keeps apart."""
    top: dict[str, str] = {}

    def root(key: str) -> str:
        while top.get(key, key) != key:
            top[key] = top.get(top[key], top[key])
            key = top[key]
        return key

    for judgement in judgements:
        if judgement.act == MERGE:
            first, *rest = [*judgement.left, *judgement.right]
            for key in rest:
                top[root(key)] = root(first)
    return not any(
        root(left) == root(right)
        for judgement in judgements
        if judgement.act != MERGE
        for left in judgement.left
        for right in judgement.right
    )
