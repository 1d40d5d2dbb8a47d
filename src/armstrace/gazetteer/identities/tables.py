"""The identities of weapons: one row each in data/identities, with the family it belongs to and where that is from.

A family is the entry above: T-72B3 belongs to T-72B, that to T-72. `role` is one of roles.csv. What the tables do not
know is not invented: an unknown calibre or maker is left empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from armstrace.gazetteer.identities.spelling import joined, plain
from armstrace.gazetteer.shipped_tables import shipped_rows

_TABLES = "identities"
_NOT_ENTRIES = frozenset(
    {"roles.csv", "role_words.csv", "carriers.csv", "launchers.csv", "lookalikes.csv", "readings.csv"}
)


@dataclass(frozen=True, slots=True)
class Identity:
    """One weapon, munition, platform or family of them.

    `family` is the key of the entry above, "" at the top; `makers` are states (alpha-3) of the designers and first
    makers, not of all who build it; `source` is an id of data/sources.csv.
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    family: str
    role: str
    calibre_mm: str
    makers: tuple[str, ...]
    source: str
    note: str


@cache
def identities() -> Mapping[str, Identity]:
    """Give every identity by its key, in the order of the tables."""
    rows = [row for table in _tables() for row in shipped_rows(f"{_TABLES}/{table}")]
    return MappingProxyType({entry.key: entry for entry in map(_identity, rows)})


def identity(key: str) -> Identity:
    """Give the identity with this key; KeyError where there is none.

    >>> identity("bm-30-smerch").calibre_mm
    '300'
    """
    return identities()[key]


def key_of(name: str) -> str:
    """Give the key that an entry of this name has.

    >>> key_of("T-72B3 obr. 2016"), key_of("David's Sling")
    ('t-72b3-obr2016', 'davids-sling')
    """
    kept = "".join(letter if letter.isalnum() or letter in "+." else "-" for letter in plain(name))
    return "-".join(filter(None, kept.split("-")))


@cache
def lineage(key: str) -> tuple[Identity, ...]:
    """Give an identity, the family it belongs to, the family's family and so on up.

    >>> [entry.name for entry in lineage("t-72b3")]
    ['T-72B3', 'T-72B', 'T-72']
    """
    entry = identity(key)
    return (entry, *lineage(entry.family)) if entry.family else (entry,)


def family(key: str) -> Identity:
    """Give the topmost family of an identity: itself where it belongs to none."""
    return lineage(key)[-1]


@cache
def has_members(key: str) -> bool:
    """Tell whether other entries belong to this one."""
    return any(entry.family == key for entry in identities().values())


@cache
def role_groups() -> Mapping[str, str]:
    """Give the group of each role: "tank" is "ground", "cluster_rocket" is "rocket"."""
    return MappingProxyType({row["role"]: row["domain"] for row in shipped_rows(f"{_TABLES}/roles.csv")})


@cache
def names_listed() -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    """Give the keys that each name may mean, by its plain and by its squashed form.

    Of the name "BM-21 Grad" both halves are names too, unless another entry bears the
    designation or, being of the same role, the name. A name of several entries stays ambiguous.
    """
    exact: dict[str, set[str]] = {}
    own = {plain(entry.name): entry.role for entry in identities().values()}
    describing = {row["words"] for row in shipped_rows(f"{_TABLES}/role_words.csv")}
    for entry in identities().values():
        for name in (entry.name, *entry.aliases):
            exact.setdefault(plain(name), set()).add(entry.key)
        first, rest = map(plain, _halves(entry))
        if first not in own:
            exact.setdefault(first, set()).add(entry.key)
        if own.get(rest) != entry.role and rest not in describing:
            exact.setdefault(rest, set()).add(entry.key)
    exact.pop("", None)
    loose: dict[str, set[str]] = {}
    for name, keys in exact.items():
        loose.setdefault(joined(name), set()).update(keys)
    return _frozen(exact), _frozen(loose)


def _frozen(names: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    return MappingProxyType({name: frozenset(keys) for name, keys in names.items()})


def _halves(entry: Identity) -> tuple[str, str]:
    """Split "BM-21 Grad" or "F-16 Fighting Falcon": a designation with digits, then a name without.

    "T-72 Ural" is not split: its first half is the family.
    """
    first, _, rest = entry.name.partition(" ")
    is_pair = any(map(str.isdigit, first)) and any(map(str.isalpha, first)) and len(rest) > 2
    if not is_pair or not rest[0].isupper() or any(map(str.isdigit, rest)) or key_of(first) == entry.family:
        return "", ""
    return (first, rest)


def _tables() -> list[str]:
    folder = files("armstrace.gazetteer").joinpath("data", _TABLES)
    return sorted(
        each.name for each in folder.iterdir() if each.name.endswith(".csv") and each.name not in _NOT_ENTRIES
    )


def _identity(row: Mapping[str, str]) -> Identity:
    return Identity(
        key=key_of(row["name"]),
        name=row["name"],
        aliases=tuple(filter(None, row["aliases"].split("|"))),
        family=key_of(row["family"]) if row["family"] else "",
        role=row["role"],
        calibre_mm=row["calibre_mm"],
        makers=tuple(filter(None, row["makers"].split("|"))),
        source=row["source"],
        note=row["note"],
    )
