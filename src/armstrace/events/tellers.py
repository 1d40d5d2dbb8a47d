"""Who tells what a record says: organisations, bodies of a state, registers that compile, by one name each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from armstrace.events.sightings import cited_items, exhibits
from armstrace.gazetteer.mentions import find_states
from armstrace.gazetteer.organisations import find_groups, find_organisations
from armstrace.gazetteer.states import display, fold_name
from armstrace.records.kinds import Incident, Transfer

ORGANISATION, MEDIUM, PARTY, STATE, COMPILER, UNTOLD = (
    "organisation", "medium", "party", "state", "compiler", "untold"
)  # fmt: skip
COMPILERS = {
    "stockholm international peace research institute": "compiles from UNROCA, the press, companies and governments",
    "un register of conventional arms": "",
    "uppsala conflict data program": "compiles from press, NGO and UN reports",
    "armed conflict location and event data project": "compiles from the press, partners and local sources",
    "acled": "compiles from the press, partners and local sources",
}
"""What registers compile from, as their publishers say; "" for one that states report to."""
REGISTERS = {
    "sipri": "Stockholm International Peace Research Institute",
    "unroca": "UN Register of Conventional Arms",
    "ucdp": "Uppsala Conflict Data Program",
    "acled": "Armed Conflict Location and Event Data Project",
}
_FEWEST_WORDS = 12
_OF_THE_STATE = re.compile(
    r"\b(?:state|official|government)(?:-run|-owned)? (?:\w+ )?(?:agency|media|television|tv|radio)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Teller:
    """One origin as one record names it: `name` in one spelling, `printed` as it stands there."""

    name: str
    printed: str
    kind: str
    party: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """One record with those it comes from, the exhibits and other things it cites, and its words for finding copies."""

    key: str
    tellers: tuple[Teller, ...]
    exhibits: frozenset[str]
    cited: frozenset[str]
    words: str


def of_incident(each: Incident) -> Telling:
    """Say who tells an incident: its origin, else organisations that it cites, else only the register, untold."""
    cited = cited_items(each.cited)
    tellers = tellers_of(each.origin, each.register, cited)
    return Telling(each.key, tellers, exhibits(cited), cited - exhibits(cited), _words(each.text))


def of_transfer(each: Transfer) -> Telling:
    """Say who tells of a transfer: the compiler of its register."""
    return Telling(each.key, (of_register(each.register),), frozenset(), frozenset(), "")


@lru_cache(maxsize=65536)
def tellers_of(origin: str, register: str, cited: frozenset[str] = frozenset()) -> tuple[Teller, ...]:
    """Say who tells a record: its origin, else organisations that it cites, else only the register, untold."""
    if fold_name(origin) not in {"", "not known", "unknown"}:
        named = [teller(part) for part in re.split(r";|\|", origin) if part.strip()]
        return tuple({each.name: each for each in named}.values())
    found = {org.name: org for item in sorted(cited) for org in find_organisations(item.title())}
    if found:
        return tuple(_organisation(name, org.kind, name) for name, org in sorted(found.items()))
    return (of_register(register),)


@lru_cache(maxsize=16384)
def teller(printed: str) -> Teller:
    """Name an origin in one spelling.

    >>> teller("HRW").name, teller("Prosecutor General of Azerbaijan").party, teller("a resident").kind
    ('Human Rights Watch', 'AZE', 'organisation')
    """
    plain = " ".join(printed.split())
    organisations = find_organisations(plain)
    states = find_states(plain)
    if organisations and not (states and _OF_THE_STATE.search(plain)):
        return _organisation(organisations[0].name, organisations[0].kind, plain)
    groups = find_groups(plain)
    if groups:
        return Teller(groups[0].name, plain, PARTY, groups[0].name)
    if states:
        code = states[0].code
        return Teller(f"state:{code}", plain, PARTY if states[0].kind == "contested" else STATE, code)
    return Teller(fold_name(plain), plain, ORGANISATION)


def _organisation(name: str, kind: str, printed: str) -> Teller:
    if fold_name(name) in COMPILERS:
        return Teller(name, printed, COMPILER)
    return Teller(name, printed, MEDIUM if kind == "media" else ORGANISATION)


def of_register(register: str) -> Teller:
    """Say who tells what stands in a register: its compiler where it is known, else it is untold."""
    compiler = next((name for prefix, name in REGISTERS.items() if register.startswith(prefix)), "")
    if compiler:
        return Teller(compiler, compiler, COMPILER)
    return Teller(f"register:{register}", register, UNTOLD)


def _words(text: str) -> str:
    folded = " ".join(re.findall(r"\w+", text.casefold()))
    return folded if folded.count(" ") + 1 >= _FEWEST_WORDS else ""


def party_name(each: Teller) -> str:
    """Name the party whose body a teller is."""
    return display(each.party)


def printed_names(tellers: Iterable[Teller]) -> str:
    """List tellers as they are printed, each once."""
    return " and ".join(dict.fromkeys(each.printed for each in tellers))
