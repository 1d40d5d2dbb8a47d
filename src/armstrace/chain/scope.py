"""What of the evidence a chain is about: the uses at its place on its days, the types told of, records by key."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from armstrace.chain.model import Asked, Beside, Evidence, Hop
from armstrace.chain.spots import told_at
from armstrace.chain.types_named import NO_WEAPON, bears_on_use, weapon_asked, weapon_name
from armstrace.chain.wording import day_of, listed, say
from armstrace.checks.recorded import in_order
from armstrace.events.munitions import Weapon, told
from armstrace.events.tellers import NOT_NAMED
from armstrace.gazetteer.folding import fold_name
from armstrace.gazetteer.states import display
from armstrace.records.events import Event
from armstrace.records.kinds import Incident, Transfer
from armstrace.records.values import When


@dataclass(frozen=True, slots=True)
class Use:
    """One event of the use asked about: `about` is its key.

    Where `counts` is False it may be of another day or type, for the reason in `bearing`.
    """

    about: str
    incidents: tuple[Incident, ...]
    counts: bool
    bearing: str


@dataclass(frozen=True)
class Scope:
    """The question, the evidence, the uses it is about, and what was near and is not of it (`apart`).

    `event_of` leads from an incident to its event; `rows_of` keeps the rows of a type once they were looked for.
    """

    asked: Asked
    evidence: Evidence
    uses: tuple[Use, ...] = ()
    apart: tuple[Beside, ...] = ()
    event_of: Mapping[str, str] = field(default_factory=dict)
    rows_of: dict[Weapon, tuple[Transfer, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def user(self) -> str:
        """Who is said to have used it: by default the last recipient."""
        return user_of(self.asked)

    @property
    def first_day(self) -> date | None:
        """The first day asked about."""
        return self.asked.when.earliest if self.asked.when else None

    @property
    def last_day(self) -> date | None:
        """The last day asked about."""
        return self.asked.when.latest if self.asked.when else None

    @cached_property
    def parties(self) -> frozenset[str]:
        """All whose own word is a party's word: those of the chain, and whose place or people were hit."""
        hit = {code for use in self.uses for each in use.incidents for code in (each.state, each.target, each.actor)}
        return frozenset({*self.asked.parties, self.user, *hit} - {""})

    @cached_property
    def weapon(self) -> Weapon:
        """The weapon asked about, with "" for its parts where none is."""
        return weapon_asked(self.asked.weapon)

    @cached_property
    def types(self) -> tuple[Weapon, ...]:
        """The type asked about, else those told of as used, each once in the order of the records."""
        if told(self.weapon):
            return (self.weapon,)
        named = ((each.weapon, each.weapon_printed) for use in self.uses if use.counts for each in use.incidents)
        found = {weapon_name(each): each for each in named if told(each)}
        return tuple(found.values())

    @cached_property
    def areas(self) -> frozenset[str]:
        """The areas in which the place asked about lies, as incidents there print them."""
        return frozenset(each.area for use in self.uses for each in use.incidents if each.area)

    @cached_property
    def use_of(self) -> Mapping[str, Use]:
        """The uses by the keys of their incidents and by their own."""
        by_record = {each.key: use for use in self.uses for each in use.incidents}
        return {**by_record, **{use.about: use for use in self.uses}}

    @cached_property
    def records(self) -> Mapping[str, Any]:
        """Every record, finding and event of the evidence by its key."""
        e = self.evidence
        kept: list[Sequence[Any]] = [
            e.transfers, e.flows, e.licences, e.supplies, e.reports, e.events, [*e.incidents.values()], e.remnants,
            e.decisions, e.embargoes, e.replies, e.findings,
        ]  # fmt: skip
        return {each.key: each for group in kept for each in group}

    def wanted(self, hop: Hop) -> Weapon:
        """Give what is asked to have gone over a hop; for a component only what it is called there."""
        if hop.designation:
            return weapon_asked(hop.designation)
        return NO_WEAPON if hop.what == "component" else self.weapon


def scope_of(asked: Asked, evidence: Evidence) -> Scope:
    """Find the uses that a chain is about, and say of those near it why they are not of it."""
    # a key is a hash over all inputs: asked for once
    keyed = [(each.key, each) for each in evidence.events]
    events = [(about, _incidents(each, evidence)) for about, each in keyed]
    grouped = {key: about for about, each in keyed for key in each.inputs}
    alone = [(key, (each,)) for key, each in evidence.incidents.items() if key not in grouped]
    uses: list[Use] = []
    apart: list[Beside] = []
    for about, records in [*events, *alone]:
        if not any(_is_here(each, asked, evidence) and _days_meet(each.when, asked.when) for each in records):
            continue
        why = _not_of_it(asked, records)
        if why:
            keys = tuple(each.key for each in records)
            words = "; ".join(dict.fromkeys(filter(None, map(_words, records))))
            apart.append(Beside(rung=None, hop=None, key=about, kind="incident", words=words, reason=why, records=keys))
        else:
            uses.append(Use(about, records, *_sure(asked, records)))
    near = sorted(apart, key=lambda each: _first([evidence.incidents[key] for key in each.records]))
    uses.sort(key=lambda each: _first(each.incidents))
    return Scope(asked, evidence, tuple(uses), tuple(near), grouped)


def user_of(asked: Asked) -> str:
    """Give who is said to have used it: by default the last recipient."""
    return asked.user or (asked.hops[-1].recipient if asked.hops else "")


def moment(when: When | None) -> tuple[date, date]:
    """Give what puts dates in order; without a date last."""
    return (when.earliest or date.min, when.latest or date.max) if when else (date.max, date.max)


def _first(records: Sequence[Incident]) -> tuple[Any, ...]:
    """Give what puts events in order: by their day, then by where they stand in the files; never by a name."""
    first = records[0]
    return (*min(moment(each.when) for each in records), first.register, len(first.place), first.place, first.key)


def _incidents(event: Event, evidence: Evidence) -> tuple[Incident, ...]:
    return in_order(evidence.incidents[key] for key in event.inputs if key in evidence.incidents)


def _is_here(record: Incident, asked: Asked, evidence: Evidence) -> bool:
    if not asked.place:
        return True
    return record.key in evidence.here if evidence.here is not None else told_at(record, asked.place)


def _days_meet(when: When | None, asked: When | None) -> bool:
    if asked is None:
        return True
    if when is None:
        return False
    starts = asked.latest is None or when.earliest is None or when.earliest <= asked.latest
    return starts and (asked.earliest is None or when.latest is None or when.latest >= asked.earliest)


def within(when: When | None, asked: When | None) -> bool:
    """Tell whether every day that a date leaves open is one of those asked about."""
    if asked is None:
        return True
    if when is None:
        return False
    starts = asked.earliest is None or (when.earliest is not None and when.earliest >= asked.earliest)
    return starts and (asked.latest is None or (when.latest is not None and when.latest <= asked.latest))


def _not_of_it(asked: Asked, records: Sequence[Incident]) -> str:
    """Say why an event is not of the use asked about: others did it, or with another weapon."""
    actors = dict.fromkeys(each.actor for each in records if each.actor)
    if actors and user_of(asked) not in actors:
        return say("another user", actors=listed(map(display, actors)), user=display(user_of(asked)))
    weapon = weapon_asked(asked.weapon)
    if not told(weapon):
        return ""
    named = _weapons(records)
    if not named:
        return say("weapon untold")
    if all(bears_on_use(each, weapon) is None for each in named):
        return say("another weapon", weapons=listed(dict.fromkeys(map(weapon_name, named))))
    return ""


def _sure(asked: Asked, records: Sequence[Incident]) -> tuple[bool, str]:
    """Say whether an event is surely of the days and the type asked about, and if not why."""
    if not any(within(each.when, asked.when) for each in records):
        return False, say("day wider", when=day_of(records[0].when))
    untold = _user_untold(asked, records)
    if untold:
        return False, untold
    weapon = weapon_asked(asked.weapon)
    if not told(weapon):
        return True, ""
    bearings = [found for each in _weapons(records) if (found := bears_on_use(each, weapon)) is not None]
    if any(each.counts for each in bearings):
        return True, ""
    return False, bearings[0].words


def _user_untold(asked: Asked, records: Sequence[Incident]) -> str:
    """Say that nothing tells an event to be the user's: a name that is no known party's, or no name and no place."""
    if any(each.actor for each in records):
        return ""
    user = display(user_of(asked))
    named = dict.fromkeys(each.actor_printed for each in records if fold_name(each.actor_printed) not in NOT_NAMED)
    if named:
        return say("user told as", actors=listed(named), user=user)
    return "" if asked.place else say("user untold", user=user)


def _weapons(records: Iterable[Incident]) -> list[Weapon]:
    named = ((each.weapon, each.weapon_printed) for each in records)
    return [each for each in named if told(each)]


def _words(record: Incident) -> str:
    return record.weapon_printed or record.event_type
