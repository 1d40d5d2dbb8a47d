"""Which chains are asked about, from words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from armstrace.chain.routes import route as route_named
from armstrace.desk.chains.asked import Entry, asked_of, entries, entry_named, parties_of
from armstrace.desk.intake import Case
from armstrace.desk.questions.mistakes import Mistakes
from armstrace.records.errors import CaseError


@dataclass(frozen=True, slots=True)
class Words:
    """What is asked as it was given; without `states` the chains of case.toml, or the one of this `name`."""

    states: tuple[str, ...] = ()
    at: str = ""
    first: str = ""
    last: str = ""
    weapon: str = ""
    user: str = ""
    opponents: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    name: str = ""
    route: str = ""

    @property
    def words(self) -> dict[str, Any]:
        """What an entry of case.toml would say in their place."""
        said = {
            "place": self.at, "from": self.first, "to": self.last, "weapon": self.weapon, "user": self.user,
        }  # fmt: skip
        told: dict[str, Any] = {name: value for name, value in said.items() if value}
        if self.opponents:
            told["opponents"] = list(self.opponents)
        if self.decided:
            told["decided"] = dict(map(_hop_and_day, self.decided))
        return told


def fits(words: Words, wrong: Mistakes) -> None:
    """Find what is wrong with the words alone, before any work is done."""
    if words.route:
        wrong.read(route_named, words.route)
    if words.name and words.states:
        wrong.add("A chain of case.toml has its own states.", "--name", "Leave STATE or --name away.")
    if len(words.states) == 1:
        wrong.add("One state alone is no chain.", "STATE", "Name the supplier and the recipient.")


def entries_asked(case: Case, words: Words) -> tuple[Entry, ...]:
    """Give the chains to build.

    Raises:
        CaseError: no chain is asked about, or something of it is missing or unknown.
    """
    if words.states:
        told: Mapping[str, Any] = words.words | {"hops": list(words.states)}
        return (asked_of(told, parties_of(case)),)
    if words.words:
        todo = "Name the states too, or ask for the chains of case.toml as they stand there."
        raise CaseError(f"{', '.join(words.words)} alone make no chain.", where="STATE", todo=todo)
    if words.name:
        return (entry_named(case, words.name),)
    known = entries(case)
    if not known:
        todo = "Name the states, as in `armstrace chain ISR AZE --at PLACE`, or write entries [[chain]] into case.toml."
        raise CaseError("No chain is asked about.", where="STATE", todo=todo)
    return known


def _hop_and_day(said: str) -> tuple[str, str]:
    hop, equals, day = said.partition("=")
    return (hop.strip(), day.strip()) if equals else ("1", hop.strip())
