"""States, contested places and other parties to transfers: from a name as printed to one identity, never by guess.

An identity is an ISO 3166-1 alpha-3 code ("AZE"), an ISO 3166-3 code of a former state ("SUN"), a code of armstrace's
own that begins with X where no standard code exists ("XNK"), or for organisations and armed groups the name SIPRI
prints without its asterisks ("Hezbollah (Lebanon)"). A code says which party or place is meant and nothing about its
status or about whose it is. Names, with a source each, are in data/states.csv, data/state_names.csv and
data/sipri_names.csv; names as printed are kept by whoever reads them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from types import MappingProxyType

from armstrace.gazetteer.folding import fold_name
from armstrace.gazetteer.shipped_tables import shipped_rows
from armstrace.records.errors import UnreadableValue

# the kinds of name that a register or table prints for the party itself; "Israeli" and "Jerusalem" are press words
_PRINTED_KINDS = frozenset({"name", "official", "former", "register", "un", "press", "abbreviation", "contested"})


@dataclass(frozen=True, slots=True)
class State:
    """One party or place: `kind` is state, observer, contested, territory, former, organisation or non_state.

    `valid_from` and `valid_to` are the first and last year of its existence, None where it is older than the registers
    (before 1946) or still exists. `successors` are the codes of the states that followed a former one; `iso2` its
    two-letter codes, the first one to be written.
    """

    code: str
    name: str
    kind: str
    valid_from: int | None = None
    valid_to: int | None = None
    successors: tuple[str, ...] = ()
    iso2: tuple[str, ...] = ()
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class StateName:
    """One name of a state: `kind` as in data/state_names.csv, `flags` what running text needs to know of it.

    Flags: ambiguous (in a text it may mean something else), given_name, surname (a person may bear it),
    not_in_capitals (an English word where everything is set in capitals).
    """

    name: str
    code: str
    kind: str
    flags: frozenset[str]
    source: str


@cache
def states() -> Mapping[str, State]:
    """Give every identity by its code."""
    known = {row["code"]: _state(row) for row in shipped_rows("states.csv")}
    for row in shipped_rows("sipri_names.csv"):
        if row["code"] and row["code"] not in known:
            known[row["code"]] = State(row["code"], row["code"], row["kind"], source=row["source"])
    return MappingProxyType(known)


def _state(row: Mapping[str, str]) -> State:
    return State(
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        valid_from=int(row["valid_from"]) if row["valid_from"] else None,
        valid_to=int(row["valid_to"]) if row["valid_to"] else None,
        successors=tuple(row["successors"].split()),
        iso2=tuple(row["iso2"].split()),
        source=row["source"],
        note=row["note"],
    )


def state(code: str) -> State:
    """Give what is known of one identity.

    Raises:
        UnreadableValue: no identity has this code.
    """
    found = states().get(code)
    if found is None:
        raise UnreadableValue(
            f"{code!r} is not the code of a state or party.",
            todo="Use ISO 3166-1 alpha-3 such as AZE, or a code of data/states.csv or data/sipri_names.csv.",
        )
    return found


@cache
def state_names() -> tuple[StateName, ...]:
    """Give all names of all identities except those only SIPRI prints, in the order of data/state_names.csv."""
    return tuple(
        StateName(row["name"], row["code"], row["kind"], frozenset(row["flags"].split()), row["source"])
        for row in shipped_rows("state_names.csv")
    )


def _printed_names() -> Iterator[tuple[str, str]]:
    for row in shipped_rows("sipri_names.csv"):
        yield row["name"], row["code"]
    for name in state_names():
        if name.kind in _PRINTED_KINDS:
            yield name.name, name.code


@cache
def _codes() -> Mapping[str, str | None]:
    """Folded names to codes; None where one name stands for several parties ("Korea")."""
    known: dict[str, str | None] = {}
    for printed, code in _printed_names():
        folded = fold_name(printed)
        known[folded] = code if known.get(folded, code) == code else None
    return MappingProxyType(known)


@lru_cache(maxsize=4096)
def code_of(printed: str) -> str | None:
    """Give the code of a party as a register or table prints it; the name must be known, it is never guessed.

    Returns:
        The code; "" where the register says that it does not know the party; None where armstrace does not know the
        name, or where it stands for several parties.

    >>> code_of("Bosnia-Herzegovina"), code_of("NATO**"), code_of("unknown supplier(s)"), code_of("Ruritania")
    ('BIH', 'NATO', '', None)
    """
    return _codes().get(fold_name(printed))


@cache
def _iso2_codes() -> Mapping[str, str]:
    return MappingProxyType({two: known.code for known in states().values() for two in known.iso2})


def iso2(code2: str) -> str | None:
    """Give the code of a state from its two-letter one (ISO 3166-1 alpha-2; also UK, EL and XK); None if unknown.

    >>> iso2("AZ"), iso2("el"), iso2("ZZ")
    ('AZE', 'GRC', None)
    """
    return _iso2_codes().get(code2.strip().upper())


def display(code: str) -> str:
    """Give the name to print for a code; a code that is not known is printed as it is.

    >>> display("XNK"), display("*"), display("Utopia")
    ('Nagorno-Karabakh (Artsakh)', 'all states', 'Utopia')
    """
    if code in {"", "*"}:
        return "unknown" if code == "" else "all states"
    known = states().get(code)
    return known.name if known else code


@cache
def sipri_supplier_tables() -> Mapping[str, str]:
    """Give the codes of all suppliers with a SIPRI table of their own in July 2022, by SIPRI's file code.

    A set of per-supplier tables covers the world only if it holds them all: 134 parties that SIPRI recorded as
    suppliers in 1950-2021, "" being the unknown ones. SIPRI's file codes are not ISO's ("CHE" is Chile).

    >>> len(sipri_supplier_tables()), sipri_supplier_tables()["CHE"]
    (134, 'CHL')
    """
    return MappingProxyType(
        {row["supplier_table"]: row["code"] for row in shipped_rows("sipri_names.csv") if row["supplier_table"]}
    )


def suggest(printed: str) -> list[str]:
    """Give up to three known names that look like this one, for error messages only, never to decide.

    >>> suggest("Azerbajan")[0]
    'Azerbaijan'
    """
    spelled: dict[str, str] = {}
    for name, _ in _printed_names():
        spelled.setdefault(fold_name(name), name)
    chosen: dict[str | None, str] = {}
    for folded in get_close_matches(fold_name(printed), spelled, n=8, cutoff=0.7):
        chosen.setdefault(_codes()[folded], spelled[folded])
    return list(chosen.values())[:3]
