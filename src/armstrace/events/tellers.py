"""Who tells what a record says: organisations, bodies of a state, registers that compile, by one name each.

A medium that a government directs speaks for it, and one that quotes a body of a state tells what that body says.
"Police" or "a resident" is nobody in particular: whether two such are two cannot be told.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from armstrace.events.sightings import cited_items, exhibits
from armstrace.gazetteer.folding import fold_name
from armstrace.gazetteer.mentions import find_states
from armstrace.gazetteer.offices import holders, terms, titles
from armstrace.gazetteer.organisations import find_groups, find_organisations, spoken_for
from armstrace.gazetteer.states import display, states
from armstrace.records.kinds import Incident, Transfer

ORGANISATION, MEDIUM, PARTY, STATE, COMPILER, UNTOLD, UNNAMED = (
    "organisation", "medium", "party", "state", "compiler", "untold", "unnamed"
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
NOT_NAMED = frozenset({"", "not known", "unknown"})
REGISTER = "register:"
"""Begins the name of a register that does not say whence it has what it tells."""
_FEWEST_WORDS = 12
_OF_THE_STATE = re.compile(
    r"\b(?:state|official|government)(?:-run|-owned)? (?:\w+ )?(?:agency|media|television|tv|radio)\b", re.IGNORECASE
)
_OFFICIAL = re.compile(
    r"\b(?:minist\w+|mod|mfa|governments?|govern(?:or|orate)\w*|prosecut\w+|polic\w+|army|arm(?:y|ed) forces|military"
    r"|air force|navy|troops|soldiers?|general staff|administration|authorit\w+|officials?|presid\w+|premier|mayor\w*"
    r"|ombuds\w+|human rights defender|spokes\w+|embassy|ambassador|parliament\w*|security service\w*|intelligence"
    r"|emergenc\w+ (?:service|situations|ministry)\w*|municipal\w*|state media|state television)\b",
    re.IGNORECASE,
)
# words that say who spoke only by what they are; a name beside them makes somebody of it
_NOBODY = frozenset(
    "a an the of in at from and or by other others several some many two three local nearby area town village city"  # noqa: SIM905
    " resident residents villager villagers witness witnesses eyewitness eyewitnesses survivor survivors civilian"
    " civilians people source sources report reports reported medic medics medical doctor doctors hospital hospitals"
    " rescuer rescuers worker workers staff media press news agency agencies social newspaper newspapers radio tv"
    " television journalist journalists reporter reporters correspondent activist activists ngo ngos aid humanitarian"
    " unnamed anonymous unconfirmed various multiple international independent observers observer monitors relatives"
    " family families elders elder community leader leaders religious tribal opposition rebels rebel fighters militia"
    " militants".split()
)
_RETELLS = re.compile(r"\b(?:citing|cites|quoting|quotes|via|according to|as told to|referring to)\b", re.IGNORECASE)


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
    if fold_name(origin) not in NOT_NAMED:
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
    ('Human Rights Watch', 'AZE', 'unnamed')
    >>> [teller(name).party for name in ("Armenian MoD, quoted by Reuters", "Azertac", "Ilham Aliyev")]
    ['ARM', 'AZE', 'AZE']
    """
    plain = " ".join(printed.split())
    organisations, groups, found = find_organisations(plain), find_groups(plain), find_states(plain)
    media = bool(organisations) and all(each.kind == "media" for each in organisations)
    official = bool(_OFFICIAL.search(plain))
    if organisations and not (media and (groups or (found and official) or (found and _OF_THE_STATE.search(plain)))):
        # "The Guardian, citing AFP" tells what AFP tells
        first = organisations[-1 if media and _RETELLS.search(plain) else 0]
        return _organisation(first.name, first.kind, plain)
    if groups:
        return Teller(groups[0].name, plain, PARTY, groups[0].name)
    code, contested = (found[0].code, found[0].kind == "contested") if found else (_of_office(plain), False)
    if code:
        return Teller(f"state:{code}", plain, PARTY if contested else STATE, code)
    return Teller(fold_name(plain), plain, _kind_unknown(plain, official=official))


def _kind_unknown(plain: str, *, official: bool) -> str:
    """Tell what kind somebody is whom no table knows: an official of some state, nobody in particular, or a name."""
    if official:
        return STATE
    words = re.findall(r"[^\W\d_]+", plain.casefold())
    return UNNAMED if words and set(words) <= _NOBODY else ORGANISATION


def _of_office(plain: str) -> str:
    """Give the state that somebody holds an office of who is named with title or in full, "" for others."""
    said = fold_name(plain)
    title = next((each for each in sorted(titles(), key=len, reverse=True) if said.startswith(f"{each} ")), "")
    name = said.removeprefix(title).strip()
    if not title and " " not in name:
        return ""
    people = holders(name)
    held = {term.state for term in terms() if term.holder in people}
    return held.pop() if len(held) == 1 else ""


def _organisation(name: str, kind: str, printed: str) -> Teller:
    if fold_name(name) in COMPILERS:
        return Teller(name, printed, COMPILER)
    party = spoken_for().get(name, "") if kind == "media" else ""
    if party:
        return (
            Teller(f"state:{party}", printed, STATE, party)
            if party in states()
            else Teller(party, printed, PARTY, party)
        )
    return Teller(name, printed, MEDIUM if kind == "media" else ORGANISATION)


def register_name(register: str) -> str:
    """Name a register for a person: its compiler, else as it is called here.

    >>> register_name("acled_csv"), register_name("incident_sheet")
    ('Armed Conflict Location and Event Data Project', 'incident_sheet')
    """
    return next((name for prefix, name in REGISTERS.items() if register.startswith(prefix)), register)


def of_register(register: str) -> Teller:
    """Say who tells what stands in a register: its compiler where it is known, else it is untold."""
    compiler = register_name(register)
    if compiler != register:
        return Teller(compiler, compiler, COMPILER)
    return Teller(f"{REGISTER}{register}", register, UNTOLD)


def _words(text: str) -> str:
    folded = " ".join(re.findall(r"\w+", text.casefold()))
    return folded if folded.count(" ") + 1 >= _FEWEST_WORDS else ""


def party_name(each: Teller) -> str:
    """Name the party whose body a teller is."""
    return display(each.party)


def printed_names(tellers: Iterable[Teller]) -> str:
    """List tellers as they are printed, each once."""
    return " and ".join(dict.fromkeys(each.printed for each in tellers))
