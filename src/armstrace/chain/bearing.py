"""What a figure on transfers bears on: whether any of its rows is of the type of weapon in question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from armstrace.chain.model import Hop
from armstrace.chain.scope import Scope, moment
from armstrace.chain.types_named import RELATED, WHOLE, Bearing, bears_on, weapon_name, weapon_of
from armstrace.chain.wording import day_of, listed, say
from armstrace.events.munitions import Weapon, key_of, told
from armstrace.records.findings import Finding
from armstrace.records.kinds import Transfer


def of_figure(scope: Scope, hop: Hop, figure: Finding) -> Bearing:
    """Say of which of the types in question a figure has rows, and of when the rows of that type are.

    The types are that asked about, else those told of as used. Where a type is asked about and the figure has no row
    of it, the figure is printed and the rung's status does not rest on it.
    """
    asked = scope.wanted(hop)
    types = (asked,) if told(asked) else _named(scope.types) if hop.what != "component" else ()
    if not types:
        return WHOLE
    where = say("type asked" if told(asked) or told(scope.weapon) else "type told")
    found = [(weapon_name(each), _of_type(scope, hop, figure, each)) for each in types]
    counts = not told(asked) or any(said.counts for _, said in found)
    return Bearing(counts, " ".join(_sentences(found, where)))


@dataclass(frozen=True, slots=True)
class _Said:
    """What a figure shows of one type: the sentence for it, and what that is filled with besides the type."""

    counts: bool
    template: str
    values: tuple[tuple[str, object], ...] = ()


def _sentences(found: Sequence[tuple[str, _Said]], where: str) -> Iterator[str]:
    """Say of several types at once what is the same for all of them."""
    by_said: dict[_Said, list[str]] = {}
    for name, said in found:
        by_said.setdefault(said, []).append(name)
    for said, names in by_said.items():
        yield say(said.template, wanted=listed(names, "or"), where=where, **dict(said.values))


def _named(types: Sequence[Weapon]) -> Sequence[Weapon]:
    """Keep the types that are models, where any is: no row says "guided munitions"."""
    return [each for each in types if key_of(each)] or types


def rows_of_type(scope: Scope, weapon: Weapon) -> tuple[Transfer, ...]:
    """Give every row of a type, or of a launcher or part of it, whoever supplied or received it, in order."""
    if weapon not in scope.rows_of:
        names = dict.fromkeys(filter(None, weapon))
        found = {each.key: each for name in names for each in scope.evidence.of_type(name)}
        found |= {each.key: each for each in scope.evidence.transfers}
        scope.rows_of[weapon] = tuple(sorted((each for each in found.values() if near(each, weapon)), key=_when))
    return scope.rows_of[weapon]


def _when(row: Transfer) -> tuple[object, ...]:
    return (*moment(row.delivered), len(row.place), row.place, row.key)


def near(row: Transfer, weapon: Weapon) -> bool:
    """Tell a row of a weapon, of its family, or of what fires or carries it."""
    found = bears_on(weapon_of(row), weapon)
    return found.counts or found.how in RELATED


def _of_type(scope: Scope, hop: Hop, figure: Finding, weapon: Weapon) -> _Said:
    used = [key for key in figure.records if key.startswith("transfer:")]
    if not used:
        return _Said(counts=False, template="figure rows unknown")
    rows = rows_of_type(scope, weapon)
    inside = [each for each in rows if each.key in set(used)]
    if inside:
        counts = any(bears_on(weapon_of(each), weapon).counts for each in inside)
        return _Said(counts, "figure with type", (("count", len(inside)), ("rows", len(used))))
    of_hop = [each for each in rows if (each.supplier, each.recipient) == (hop.supplier, hop.recipient)]
    if not of_hop:
        return _Said(counts=False, template="figure without type")
    return _Said(counts=False, template="figure beside type", values=(("years", listed(_years(of_hop))),))


def _years(rows: Sequence[Transfer]) -> list[str]:
    return list(dict.fromkeys(day_of(each.delivered) for each in rows if each.delivered))
