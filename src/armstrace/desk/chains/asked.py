"""Which chain is asked about: an entry `[[chain]]` of case.toml, or the words of a command.

An entry may say name, hops, place, from, to, weapon, user, opponents, decided and route. `hops` is a list of states,
each supplying the next (["ISR", "AZE"]), or of tables {supplier, recipient, what, designation}; `decided` gives by the
number of a hop the day of its supplier's decision ({1 = "2018-05"}).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from armstrace.chain.model import Asked, Hop
from armstrace.chain.routes import routes
from armstrace.desk.case import CASE_FILE, describe
from armstrace.desk.intake import Case
from armstrace.gazetteer.states import code_of, states
from armstrace.records.errors import CaseError, UnreadableValue
from armstrace.records.values import When

WHATS = ("component", "system", "onward")
_TEXTS = ("name", "place", "from", "to", "weapon", "user", "route")
SETTINGS = (*_TEXTS, "hops", "opponents", "decided")
"""What an entry may say."""
_HOP_WORDS = ("supplier", "recipient", "what", "designation")


@dataclass(frozen=True, slots=True)
class Entry:
    """A chain to build, and the route that it is asked for, "" for none."""

    asked: Asked
    route: str = ""


@dataclass(slots=True)
class _Wrong:
    """What is wrong with an entry; everything in it is read before a person is told."""

    where: str
    found: list[str] = field(default_factory=list)

    def say(self, words: str) -> None:
        self.found.append(f"{self.where}: {words}")


def entries(case: Case) -> tuple[Entry, ...]:
    """Give the chains that case.toml asks about, in its order.

    Raises:
        CaseError: an entry is wrong; all mistakes of all of them are named at once.
    """
    # a case for one command has no description
    told = describe(case.root) if (case.root / CASE_FILE).is_file() else {}
    found, wrong = [], list[str]()
    names = list[str]()
    for number, entry in enumerate(_tables(told.get("chain", [])), 1):
        problems = _Wrong(f"chain {number}")
        made = _entry(entry, _parties(told), problems)
        wrong += problems.found
        if made.asked.name in names:
            wrong.append(f"chain {number}: another chain has the name {made.asked.name!r}")
        names.append(made.asked.name)
        found.append(made)
    if wrong:
        raise CaseError("; ".join(wrong) + ".", where=CASE_FILE, todo="Put the entries [[chain]] right; it is TOML.")
    return tuple(found)


def entry_named(case: Case, name: str) -> Entry:
    """Find a chain by its name, whatever its capitals; by the only beginning of one too.

    Raises:
        CaseError: none is called so, or several begin so.
    """
    known = entries(case)
    wanted = name.strip().casefold()
    found = [each for each in known if each.asked.name.casefold() == wanted]
    found = found or [each for each in known if wanted and each.asked.name.casefold().startswith(wanted)]
    if len(found) != 1:
        listed = "; ".join(each.asked.name for each in known) or "none"
        raise CaseError(f"No single chain here is called {name[:80]!r}.", CASE_FILE, f"case.toml has: {listed}.")
    return found[0]


def asked_of(words: Mapping[str, Any], parties: Sequence[str] = ()) -> Entry:
    """Make a chain of words that mean what those of an entry do; `parties` are the case's.

    Raises:
        CaseError: something is missing or unknown; all mistakes are named at once.
    """
    wrong = _Wrong("the chain")
    made = _entry(words, parties, wrong)
    if wrong.found:
        raise CaseError("; ".join(wrong.found) + ".", todo="Write `armstrace chain SUPPLIER RECIPIENT --at PLACE`.")
    return made


def parties_of(case: Case) -> tuple[str, ...]:
    """Give the parties that case.toml names, by code where they are states."""
    return _parties(describe(case.root))


def _parties(told: Mapping[str, object]) -> tuple[str, ...]:
    named = told.get("parties", [])
    return tuple(_code(each) or str(each) for each in named) if isinstance(named, list) else ()


def _tables(told: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(told, list):
        yield from (each for each in told if isinstance(each, Mapping))


def _entry(told: Mapping[str, Any], parties: Sequence[str], wrong: _Wrong) -> Entry:
    for name in told:
        if name not in SETTINGS:
            wrong.say(f"{name!r} is no setting; it may say {', '.join(SETTINGS)}")
    text = {name: _text(told, name, wrong) for name in _TEXTS}
    if text["route"] and text["route"] not in routes():
        wrong.say(f"{text['route']!r} is no route; it may be {', '.join(routes())}")
    hops = tuple(_hops(told.get("hops", []), wrong))
    if not hops:
        wrong.say("it has no hops: a supplier and a recipient are needed")
    user = _party(text["user"], "user", wrong) or (hops[-1].recipient if hops else "")
    taken = {user, *(code for hop in hops for code in (hop.supplier, hop.recipient))}
    opponents = told.get("opponents")
    others = [each for each in parties if each not in taken] if opponents is None else opponents
    asked = Asked(
        hops=hops,
        place=text["place"],
        when=_days(text["from"], text["to"], wrong),
        weapon=text["weapon"],
        user=user,
        opponents=tuple(_party(each, "opponents", wrong) for each in _list(others, "opponents", wrong)),
        decided=dict(_decided(told.get("decided", {}), hops, wrong)),
    )
    return Entry(replace(asked, name=text["name"] or called(asked)), text["route"])


def called(asked: Asked) -> str:
    """Give the name of a chain that has none of its own: its states in their order, and the place."""
    ends = [hop.supplier for hop in asked.hops] + [hop.recipient for hop in asked.hops[-1:]]
    return " \u2192 ".join([*ends, *([asked.place] if asked.place else [])])


def _text(told: Mapping[str, Any], name: str, wrong: _Wrong) -> str:
    value = told.get(name, "")
    if isinstance(value, str):
        return value.strip()
    if name in {"from", "to"} and hasattr(value, "isoformat"):
        return str(value.isoformat())  # TOML has dates of its own
    wrong.say(f"{name} must be text")
    return ""


def _list(told: object, name: str, wrong: _Wrong) -> list[str]:
    if isinstance(told, list) and all(isinstance(each, str) for each in told):
        return told
    wrong.say(f"{name} must be a list of texts")
    return []


def _hops(told: object, wrong: _Wrong) -> Iterator[Hop]:
    if isinstance(told, list) and told and all(isinstance(each, str) for each in told):
        if len(told) < 2:
            wrong.say("hops need a supplier and a recipient")
        codes = [_party(each, "hops", wrong) for each in told]
        for number, (supplier, recipient) in enumerate(pairwise(codes), 1):
            _two(supplier, recipient, number, wrong)
            yield Hop(number, supplier, recipient, "system" if number == 1 else "onward")
        return
    if not isinstance(told, list) or not all(isinstance(each, Mapping) for each in told):
        wrong.say("hops must be a list of states, or of tables with supplier and recipient")
        return
    for number, each in enumerate(told, 1):
        yield _hop(number, each, wrong)


def _hop(number: int, told: Mapping[str, Any], wrong: _Wrong) -> Hop:
    for name in told:
        if name not in _HOP_WORDS:
            wrong.say(f"hop {number}: {name!r} is no setting; it may say {', '.join(_HOP_WORDS)}")
    text = {name: _text(told, name, wrong) for name in _HOP_WORDS}
    what = text["what"] or "system"
    if what not in WHATS:
        wrong.say(f"hop {number}: what is {what!r}, and may be {', '.join(WHATS)}")
    for name in ("supplier", "recipient"):
        if not text[name]:
            wrong.say(f"hop {number} has no {name}")
    supplier, recipient = (_party(text[name], f"hop {number}", wrong) for name in ("supplier", "recipient"))
    _two(supplier, recipient, number, wrong)
    return Hop(number, supplier, recipient, what, text["designation"])


def _two(supplier: str, recipient: str, number: int, wrong: _Wrong) -> None:
    if supplier and supplier == recipient:
        wrong.say(f"hop {number}: {supplier} cannot supply itself")


def _code(name: str) -> str:
    return name.upper() if name.upper() in states() else code_of(name) or ""


def _party(name: str, where: str, wrong: _Wrong) -> str:
    """Give the code of a state, or the name of anybody else as it stands; three capitals must be a code."""
    code = _code(name)
    if not code and len(name) == 3 and name.isupper() and name.isascii():
        wrong.say(f"{where}: {name!r} is no code of a state")
    return code or name.strip()


def _days(first: str, last: str, wrong: _Wrong) -> When | None:
    """Give the days of the use asked about; one of the two alone leaves the other side open."""
    if not first and not last:
        return None
    try:
        begins = When.read(first).earliest if first else None
        ends = When.read(last).latest if last else None
        return When(begins, ends, "", f"{first or '..'}/{last or '..'}")
    except UnreadableValue as error:
        wrong.say(f"from and to: {error.what.rstrip('.')}")
        return None


def _decided(told: object, hops: Sequence[Hop], wrong: _Wrong) -> Iterator[tuple[int, When]]:
    if isinstance(told, str):
        told = {"1": told}
    if not isinstance(told, Mapping):
        wrong.say("decided must give days by the number of a hop")
        return
    for number, day in told.items():
        said = str(day.isoformat()) if hasattr(day, "isoformat") else str(day)
        if not str(number).isdecimal() or not 1 <= int(number) <= len(hops):
            wrong.say(f"decided: there is no hop {number}")
            continue
        try:
            yield int(number), When.read(said)
        except UnreadableValue as error:
            wrong.say(f"decided: {error.what.rstrip('.')}")
