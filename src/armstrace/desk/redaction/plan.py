"""A plan for a redacted copy: which exhibits leave, what is left out of them, and for which class of reasons.

A plan is a TOML file (docs/redaction.md). All that is wrong with one is told at once. What nobody decided on does not
leave: an exhibit that a plan does not name is left out unless the plan says otherwise of the rest.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from armstrace.evidence.disk import explained
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError
from armstrace.records.foreign import toml_of

LEAVE_OUT, REDACT, AS_IT_IS = "leave out", "redact", "as it is"
NOT_REVIEWED = "not reviewed"
TIMES = {"second": 20, "day": 10, "month": 7, "year": 4}
"""How exactly the times of the custodian's ledger are told: so many characters of each."""
_DOES = (LEAVE_OUT, REDACT, AS_IT_IS)
_CLASS = re.compile(r"[a-z][a-z -]{1,40}")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,60}")


@dataclass(frozen=True, slots=True)
class Name:
    """Words that are left out wherever they stand, with their other spellings, and what stands there instead."""

    find: str
    also: tuple[str, ...] = ()
    put: str = ""
    reason: str = "person"

    @property
    def spellings(self) -> tuple[str, ...]:
        """All spellings."""
        return (self.find, *self.also)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of one exhibit that is left out: a passage by its words or place, a column, a row, a region of pixels."""

    words: str = ""
    place: str = ""
    column: str = ""
    row: int = 0
    region: tuple[int, ...] = ()
    put: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """What is done with one exhibit; `decimals` is how many of its coordinates stay, -1 for all."""

    exhibit: str
    do: str = REDACT
    reason: str = NOT_REVIEWED
    name: str = ""
    decimals: int = -1
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan; `told` are its bytes. `rest` is done with exhibits that no item names.

    Unless `persons` is "named", persons whom the reader finds in texts are left out, those in `public` and those whom
    the text calls holders of a state's office apart. `verdicts` tells how findings stood in the whole case.
    """

    told: bytes = b""
    rest: str = LEAVE_OUT
    rest_class: str = NOT_REVIEWED
    times: str = "day"
    persons: str = "restricted"
    public: tuple[str, ...] = ()
    reasons: str = "leave out"
    verdicts: str = "leave out"
    title: str = ""
    question: str = ""
    names: tuple[Name, ...] = ()
    items: tuple[Item, ...] = field(default=())


def read_plan(path: Path) -> Plan:
    """Read a plan.

    Raises:
        CaseError: it is no TOML, or says something else than a plan may; all mistakes are named at once.
    """
    with explained(path, "Reading the plan"):
        told = path.read_bytes()
    try:
        held = toml_of(told)
    except ValueError as error:
        raise CaseError(f"The plan cannot be read: {error}.", where=visible(str(path)), todo="It is TOML.") from error
    return plan_of(told, held)


def plan_of(told: bytes, held: Mapping[str, Any]) -> Plan:
    """Make a plan of what its TOML holds.

    Raises:
        CaseError: see `read_plan`.
    """
    wrong: list[str] = []
    plain = _taken(held, _words(Plan) - {"told", "names", "items"}, "", wrong, beside={"name", "exhibit"})
    names = tuple(_name(each, number, wrong) for number, each in _tables(held, "name", wrong))
    items = tuple(_item(each, number, wrong) for number, each in _tables(held, "exhibit", wrong))
    public = _texts(plain.pop("public", []), "public", wrong)
    plan = Plan(told, **_only_texts(plain, wrong), public=public, names=names, items=items)
    wrong += _choices(plan)
    if wrong:
        raise CaseError("; ".join(wrong) + ".", where="--redact", todo="docs/redaction.md says what a plan may say.")
    return plan


def _name(held: Mapping[str, Any], number: int, wrong: list[str]) -> Name:
    at = f"name {number}: "
    plain = _taken(held, _words(Name), at, wrong, beside=set())
    also = _texts(plain.pop("also", []), at + "also", wrong)
    made = Name(**{"find": "", **_only_texts(plain, wrong)}, also=also)
    wrong += [
        f"{at}{each!r} has fewer than three letters, it would be found everywhere"
        for each in made.spellings
        if len("".join(re.findall(r"\w", each))) < 3
    ]
    return made


def _item(held: Mapping[str, Any], number: int, wrong: list[str]) -> Item:
    at = f"exhibit {number}: "
    plain = _taken(held, _words(Item) - {"parts", "decimals"}, at, wrong, beside={"out", "coordinates"})
    parts = tuple(_part(each, f"{at}out {place}: ", wrong) for place, each in _tables(held, "out", wrong))
    decimals = held.get("coordinates", -1)
    if type(decimals) is not int or not -1 <= decimals <= 6:
        wrong.append(f"{at}coordinates is how many decimals stay, 0 to 6")
        decimals = -1
    made = Item(**{"exhibit": "", **_only_texts(plain, wrong)}, decimals=decimals, parts=parts)
    if not made.exhibit:
        wrong.append(f"{at}it names no exhibit")
    if made.name and not _FILE.fullmatch(made.name):
        wrong.append(f"{at}name is a plain file name")
    if made.do != REDACT and (parts or decimals >= 0):
        wrong.append(f"{at}parts are left out of what is redacted, not of what is to {made.do!r}")
    return made


def _part(held: Mapping[str, Any], at: str, wrong: list[str]) -> Part:
    plain = _taken(held, _words(Part) - {"region", "row"}, at, wrong, beside={"region", "row"})
    region, row = held.get("region", []), held.get("row", 0)
    if not isinstance(region, list) or len(region) not in {0, 4} or any(type(n) is not int or n < 0 for n in region):
        wrong.append(f"{at}region is left, top, width and height in pixels")
        region = []
    if type(row) is not int or row < 0:
        wrong.append(f"{at}row is the number of a row")
        row = 0
    made = Part(**_only_texts(plain, wrong), row=row, region=tuple(region))
    if sum(map(bool, (made.words, made.place, made.column, made.row, made.region))) != 1:
        wrong.append(f"{at}it names one of words, place, column, row and region")
    return made


def _taken(held: Mapping[str, Any], known: set[str], at: str, wrong: list[str], *, beside: set[str]) -> dict[str, Any]:
    """Keep the words that are known, `class` and `as` under our own names, and say which are not."""
    ours = {{"class": "reason", "as": "put"}.get(word, word): value for word, value in held.items()}
    wrong += [f"{at}{word!r} is no word of a plan" for word in sorted(set(ours) - known - beside)]
    return {word: value for word, value in ours.items() if word in known}


def _tables(held: Mapping[str, Any], word: str, wrong: list[str]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    given = held.get(word, [])
    if not isinstance(given, list) or not all(isinstance(each, Mapping) for each in given):
        wrong.append(f"{word} must stand in double brackets: [[{word}]]")
        return
    yield from enumerate(given, 1)


def _texts(given: Any, at: str, wrong: list[str]) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        wrong.append(f"{at} must be a list of texts")
        return ()
    return tuple(given)


def _only_texts(given: Mapping[str, Any], wrong: list[str]) -> dict[str, Any]:
    wrong += [f"{name} must be text" for name, value in given.items() if not isinstance(value, str)]
    return {name: value for name, value in given.items() if isinstance(value, str)}


def _choices(plan: Plan) -> Iterator[str]:
    """Say where a word is none of those it may be."""
    may: list[tuple[str, str, tuple[str, ...]]] = [
        ("rest", plan.rest, _DOES),
        ("times", plan.times, tuple(TIMES)),
        ("persons", plan.persons, ("restricted", "named")),
        ("reasons", plan.reasons, (LEAVE_OUT, "keep")),
        ("verdicts", plan.verdicts, (LEAVE_OUT, "told")),
        *((f"exhibit {each.exhibit!r}: do", each.do, _DOES) for each in plan.items),
    ]
    yield from (f"{what} is one of {', '.join(words)}" for what, said, words in may if said not in words)
    classes = [plan.rest_class, *(each.reason for each in plan.names), *(each.reason for each in plan.items)]
    classes += [part.reason for each in plan.items for part in each.parts if part.reason]
    yield from (
        f"{said!r} is no class: it leaves, so it is a few small letters"
        for said in classes
        if not _CLASS.fullmatch(said)
    )
    if len({each.exhibit for each in plan.items}) < len(plan.items):
        yield "an exhibit is named twice"


def _words(made: type) -> set[str]:
    return {each.name for each in fields(made)}
