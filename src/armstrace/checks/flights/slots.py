"""What the words of a flight claim can mean in the records: which operators, which airfields, which kind of flight."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from armstrace.gazetteer.callsigns import designator_of_name, is_designator, operator_name
from armstrace.gazetteer.field_towns import fields_of_town, plain
from armstrace.gazetteer.mentions import find_states
from armstrace.gazetteer.named_tables import NamedEntry, named_entries
from armstrace.gazetteer.operators import find_airfields, find_operators
from armstrace.gazetteer.places import find_places
from armstrace.gazetteer.runway_fields import RunwayField, field_of, runway_fields
from armstrace.gazetteer.states import display
from armstrace.records.claims import FlightClaim

_FORCES = re.compile(r"\b(?:air force|army|navy|military|armed forces|air arm)\b", re.IGNORECASE)
MOST_FIELDS = 40
"""Of a place with more airfields than this the text says too little; a state is asked for those with movements."""


@dataclass(frozen=True, slots=True)
class Where:
    """The airfields that the words for a place leave open; `state` where a whole state is named, `problem` if none."""

    words: str
    fields: tuple[RunwayField, ...] = ()
    state: str = ""
    problem: str = ""

    @property
    def exact(self) -> bool:
        """Whether the words mean one airfield."""
        return len(self.fields) == 1 and not self.state

    @property
    def idents(self) -> tuple[str, ...]:
        """The fields' idents, as movements name them."""
        return tuple(field.ident for field in self.fields)


@dataclass(frozen=True, slots=True)
class Who:
    """The operators that the words leave open, by designator; `state` where only a state is named ("a Turkish jet").

    Of a state's `forces` only aircraft count that are theirs by address or designator.
    """

    words: str
    operators: tuple[str, ...] = ()
    state: str = ""
    forces: bool = False
    problem: str = ""

    @property
    def exact(self) -> bool:
        """Whether the words mean one operator."""
        return len(self.operators) == 1


@dataclass(frozen=True, slots=True)
class Asked:
    """What a claim asks of the records; None where the text does not say."""

    who: Who | None
    origin: Where | None
    destination: Where | None
    kind: str

    @property
    def motion(self) -> str:
        """Landings are counted at a destination, take-offs where the text names an origin alone."""
        return "landing" if self.destination is not None or self.origin is None else "takeoff"

    @property
    def at(self) -> Where | None:
        """The place where movements are counted."""
        return self.destination if self.destination is not None else self.origin

    @property
    def problems(self) -> tuple[str, ...]:
        """Why the records cannot be asked, a sentence each."""
        slots = (self.who, self.origin, self.destination)
        return tuple(slot.problem for slot in slots if slot is not None and slot.problem)


_ACROSS = re.compile(
    r"\bover (?:the )?(?=[A-Z])|\boverfl\w+|\bsort(?:y|ies)\b|\bbomb\w*|\bpatrol\w*|\bcircl(?:ed|ing)|\bloiter\w*"
    r"|\bairspace\b|\bintercept\w*|\bshot down\b|\bstraf\w+|\bhover\w*"
)
_ENDS = re.compile(
    r"\b(?:land(?:ed|s|ing|ings)?|touch(?:ed|es|ing)? down|arriv\w+|took off|tak(?:en|ing) off|depart\w*)\b"
)


def only_flies_across(claim: FlightClaim) -> bool:
    """Tell words for being in the air at a place, of which landings and take-offs there say nothing.

    >>> claim = FlightClaim(start=0, end=0, text="Two helicopters flew over Zugdidi", destination="Zugdidi")
    >>> only_flies_across(claim)
    True
    """
    return _ACROSS.search(claim.text) is not None and _ENDS.search(claim.text) is None


def asked_of(claim: FlightClaim) -> Asked:
    """Say what a claim asks of the records."""
    return Asked(
        who=who(claim.operator) if claim.operator else None,
        origin=where(claim.origin) if claim.origin else None,
        destination=where(claim.destination) if claim.destination else None,
        kind=claim.flight_type or "",
    )


def where(words: str) -> Where:
    """Give the airfields that words for a place leave open.

    An ICAO code or an airfield's name means one field, a town all its fields, a state all of its; the words before
    "in" come first ("Ovda airbase in Israel").

    >>> where("Ovda military airbase in southern Israel").idents, where("UDSG").idents, where("Atlantis").fields
    (('LLOV',), ('UDSG',), ())
    >>> where("Armenia").state, where("Ankara").idents
    ('ARM', ('LTAB', 'LTAC', 'LTAD', 'LTAE'))
    """
    states = [m for m in find_states(words) if m.kind != "capital"]
    alone = [m for m in states if _bare(words) == plain(m.printed)]
    named = [] if alone else _by_name(words)
    if named:
        return Where(words, tuple(named))
    if states and len({m.code for m in states}) == 1:
        code = states[0].code
        of_state = tuple(field for field in runway_fields() if field.state == code and field.kind == "land")
        if of_state:
            return Where(words, of_state, state=code)
    todo = "Put its ICAO code into the claim, or ask with `armstrace flights at CODE`."
    return Where(words, problem=f"armstrace knows no airfield of \u201c{words}\u201d: it is not guessed. {todo}")


def _by_name(words: str) -> list[RunwayField]:
    code = field_of(words) if words.isupper() and 3 < len(words.strip()) < 8 else None
    if code is not None:
        return [code]
    airfields = find_airfields(words)
    known = [field for name in airfields[:1] if name.icao and (field := field_of(name.icao)) is not None]
    if known:
        return known
    places = [place for place in find_places(words) if place.kind in {"town", "capital", "city"}]
    if places:
        return _few(fields_of_town(places[0].name, places[0].state) or fields_of_town(places[0].name))
    town = _bare(words)
    found = fields_of_town(town) if town else []
    # a name that fields of several states bear says too little
    return _few(found) if len({field.state for field in found}) == 1 else []


_BASE_WORDS = frozenset(
    {"the", "a", "an", "air", "base", "airbase", "airport", "airfield", "aerodrome", "military", "international"}
    | {"civilian", "army", "naval", "near", "at"}
)


def _bare(words: str) -> str:
    """Take the words off that say only that it is an airfield."""
    first = words.partition(" in ")[0]
    return " ".join(word for word in plain(first).split() if word not in _BASE_WORDS)


def _few(fields: Sequence[RunwayField]) -> list[RunwayField]:
    return list(fields) if len(fields) <= MOST_FIELDS else []


def who(words: str) -> Who:
    """Give the operators that words leave open: a name that several begin with is all of them.

    >>> who("SilkWay Airlines").operators, who("Silk Way").operators, who("Azeri").state, who("AZG").operators
    (('AZQ',), ('AZQ', 'AZG'), 'AZE', ('AZG',))
    """
    code = words.strip()
    if len(code) == 3 and code.isupper() and is_designator(code):
        return Who(words, (code,))
    codes = _designators(words)
    if codes:
        return Who(words, codes)
    states = {m.code for m in find_states(words)}
    if len(states) == 1:
        return Who(words, state=states.pop(), forces=_FORCES.search(words) is not None)
    todo = "Put its three-letter designator into the claim."
    return Who(words, problem=f"armstrace knows no operator \u201c{words}\u201d: it is not guessed. {todo}")


def _designators(words: str) -> tuple[str, ...]:
    found = find_operators(words)
    if not found:
        code = designator_of_name(words)
        return (code,) if code else ()
    entries = _beginning_so(found[0].printed)
    return tuple(dict.fromkeys(entry.row["icao"] for entry in entries if entry.row["icao"]))


def _squeezed(name: str) -> str:
    return plain(name).replace(" ", "")


def _beginning_so(printed: str) -> list[NamedEntry]:
    """Give the operators one of whose names begins with these words, the one that is named so first."""
    start = _squeezed(printed)
    entries = named_entries("operators.csv")
    named = [e for e in entries if start in map(_squeezed, (e.name, *e.aliases))]
    begun = [e for e in entries if e not in named and _squeezed(e.name).startswith(start) and _same_state(e, named)]
    return [*named, *begun]


def _same_state(entry: NamedEntry, named: Iterable[NamedEntry]) -> bool:
    """An operator of another state that happens to begin alike ("National Airlines") is another one."""
    return any(entry.row["state"] == other.row["state"] for other in named)


def operator_words(code: str) -> str:
    """Name an operator with its designator, which tells apart those of like names.

    >>> operator_words("AZG"), operator_words("QQQ"), operator_words("")
    ('Silk Way West Airlines (AZG)', 'QQQ', 'operator not known')
    """
    name = operator_name(code)
    return "operator not known" if not code else code if name == code else f"{name} ({code})"


def field_words(field: RunwayField) -> str:
    """Name an airfield with its ident."""
    return f"{field.name} ({field.ident})"


def where_words(where: Where) -> str:
    """Name a place as the records were asked for it."""
    if where.state:
        return f"airfields of {display(where.state)}"
    return " or ".join(map(field_words, where.fields))
