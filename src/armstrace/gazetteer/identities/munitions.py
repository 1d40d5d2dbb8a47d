"""Rockets and what they carry, launchers and what they fire: which two findings are one munition.

A submunition that several rockets carry does not show its carrier: 9N235 is in Smerch 9M55K and in rockets of the
Uragan 9M27K series. A rocket and its submunition, seen or named by two sources, are one munition and corroborate
nothing twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from armstrace.gazetteer.identities.identify import identify
from armstrace.gazetteer.identities.lookalikes import alike
from armstrace.gazetteer.identities.spelling import plain
from armstrace.gazetteer.identities.tables import Identity, identities, identity, key_of, lineage
from armstrace.gazetteer.shipped_tables import shipped_rows


@dataclass(frozen=True, slots=True)
class Carrier:
    """One munition that carries another; `number` as the source gives it, "" where none was found."""

    carrier: Identity
    submunition: Identity
    number: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Launch:
    """A launcher and a munition that it fires."""

    launcher: Identity
    munition: Identity
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Sameness:
    """Whether two names speak of one munition, and `how`: as a truth value it is `one`."""

    one: bool
    how: str
    reason: str

    def __bool__(self) -> bool:
        """Give `one`."""
        return self.one


def carriers_of(submunition: str) -> tuple[Carrier, ...]:
    """Give all that carry a submunition (key or name); several mean that it does not show its carrier.

    >>> [found.carrier.name for found in carriers_of("9N235")]
    ['9M55K', '9M27K', '9M27K1']
    """
    key = _key(submunition)
    return tuple(row for row in _carriers() if row.submunition.key == key)


def contents_of(carrier: str) -> tuple[Carrier, ...]:
    """Give what a rocket, bomb, shell or missile (key or name) carries, by the sources; a family's members included."""
    key = _key(carrier)
    return tuple(row for row in _carriers() if key in _keys_above(row.carrier.key))


def launchers_of(munition: str) -> tuple[Launch, ...]:
    """Give the launchers that fire a munition (key or name), those of its family included."""
    key = _key(munition)
    above = _keys_above(key) if key else ()
    return tuple(row for row in _launches() if row.munition.key in above)


def same_munition(left: str, right: str) -> Sameness:
    """Tell whether two keys or names speak of one munition, so that two sources with them are no two findings.

    One are: the same; a model and its family; a rocket and its submunition; a launcher and what it fires or what that
    carries. Listed look-alikes are never one.

    >>> same_munition("LAR-160 rocket", "M095").how, bool(same_munition("Spike-LR", "Spike-ER"))
    ('contents', False)
    """
    one, other = _key(left), _key(right)
    if not one or not other:
        unknown = left if not one else right
        return Sameness(False, "unknown", f"{unknown!r} is not identified: {identify(unknown).reason}")
    if one == other:
        return Sameness(True, "same", f"both are {identity(one).name}")
    apart = alike(one, other)
    if apart:
        return Sameness(False, "look-alike", apart)
    names = f"{identity(one).name} and {identity(other).name}"
    if _may_extend(one, other):
        return _related(one, other) or Sameness(
            False, "unknown", f"{names} may be models of one weapon: the tables do not tell"
        )
    return _related(one, other) or Sameness(False, "different", f"{names} are not listed as one munition")


def _may_extend(one: str, other: str) -> bool:
    """Tell names of one role of which one goes on where the other ends: "M167" and "M167A1", not "M16" and "M167"."""
    left, right = identity(one), identity(other)
    if left.role != right.role:
        return False
    short, long = sorted((plain(left.name), plain(right.name)), key=len)
    rest = long.removeprefix(short)
    return len(short) >= 2 and rest != long and not (short[-1].isdigit() and rest[:1].isdigit())


def _related(one: str, other: str) -> Sameness | None:
    if one in _keys_above(other) or other in _keys_above(one):
        return Sameness(True, "family", f"{identity(one).name} and {identity(other).name} are of one family")
    for high, low in ((one, other), (other, one)):
        for row in _carriers():
            if high in _keys_above(row.carrier.key) and row.submunition.key == low:
                return Sameness(True, "contents", f"{row.carrier.name} carries {row.submunition.name} ({row.source})")
        for launch in _launches():
            if high in _keys_above(launch.launcher.key) and low in _inside(launch.munition.key):
                said = f"{launch.launcher.name} fires {launch.munition.name} ({launch.source})"
                return Sameness(True, "launcher", said)
    return None


@cache
def _inside(munition: str) -> frozenset[str]:
    """Give a munition, the members of its family and what they carry."""
    members = {key for key in identities() if munition in _keys_above(key)}
    return frozenset(members | {row.submunition.key for row in _carriers() if row.carrier.key in members})


@cache
def _keys_above(key: str) -> tuple[str, ...]:
    return tuple(each.key for each in lineage(key))


def _key(name: str) -> str:
    if name in identities():
        return name
    found = identify(name).identity
    return found.key if found is not None else ""


@cache
def _carriers() -> tuple[Carrier, ...]:
    return tuple(
        Carrier(_named(row, "carrier"), _named(row, "submunition"), row["number"], row["source"], row["note"])
        for row in shipped_rows("identities/carriers.csv")
    )


@cache
def _launches() -> tuple[Launch, ...]:
    return tuple(
        Launch(_named(row, "launcher"), _named(row, "munition"), row["source"], row["note"])
        for row in shipped_rows("identities/launchers.csv")
    )


def _named(row: Mapping[str, str], column: str) -> Identity:
    return identity(key_of(row[column]))
