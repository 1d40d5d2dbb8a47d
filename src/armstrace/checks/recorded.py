"""The incidents of a case as checks see them: grouped into events, found by place, time and weapon."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property, lru_cache

from armstrace.checks.same_event import same_place
from armstrace.events.grouping import group
from armstrace.events.munitions import Relation, named_weapon, nearest, relation
from armstrace.gazetteer.place_candidates import places_named
from armstrace.gazetteer.states import code_of
from armstrace.records.claims import WeaponUseClaim
from armstrace.records.events import Event, EventJudgement
from armstrace.records.kinds import Incident
from armstrace.records.values import When
from armstrace.tables.ask import literal, literals, rerunnable

_GROUPED_WHOLE = 5_000
_WINDOW = timedelta(days=60)


def _nothing() -> Sequence[Incident]:
    return ()


def _not_kept() -> tuple[Event, ...] | None:
    return None


@dataclass(frozen=True)
class Recorded:
    """The incidents of a case, read when a check first asks for them, and the judgements that stand on them.

    `withheld` are registers whose terms forbid handing their rows on: a finding names such a row by its key only.
    `kept` gives the events of all incidents where they are grouped already, None where they are not.
    """

    read: Callable[[], Sequence[Incident]] = _nothing
    judgements: tuple[EventJudgement, ...] = ()
    withheld: frozenset[str] = frozenset()
    kept: Callable[[], tuple[Event, ...] | None] = _not_kept
    _grouped: dict[str, tuple[Event, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def incidents(self) -> tuple[Incident, ...]:
        """All incidents."""
        return tuple(self.read())

    @cached_property
    def by_key(self) -> Mapping[str, Incident]:
        """All incidents by their keys."""
        return {incident.key: incident for incident in self.incidents}

    def records(self, event: Event) -> tuple[Incident, ...]:
        """Give the incidents of an event in the order of their registers and rows, which favours no party."""
        return in_order(self.by_key[key] for key in event.inputs)

    def events(self, when: When | None, without: str = "") -> tuple[Event, ...]:
        """Give the events of a time and some weeks around it, without what the exhibit `without` tells itself.

        A case of some thousand incidents is grouped whole, a larger one only as far as the time asked for.
        """
        whole = len(self.incidents) <= _GROUPED_WHOLE or when is None
        asked = f"{without} {'' if whole or when is None else when.edtf}"
        if asked not in self._grouped:
            here = [
                each
                for each in self.incidents
                if each.exhibit != without and (whole or when is None or _overlaps(each.when, when))
            ]
            kept = self.kept() if len(here) == len(self.incidents) else None
            self._grouped[asked] = group(here, self.judgements).events if kept is None else kept
        return self._grouped[asked]


def rows_sql(records: Iterable[Incident]) -> str:
    """Write the query that shows the rows of incidents, by file and place in it."""
    places: dict[str, list[str]] = {}
    for each in in_order(records):
        places.setdefault(each.exhibit, []).append(each.place)
    here = [f"exhibit = {literal(exhibit)} AND place IN {literals(found)}" for exhibit, found in places.items()]
    columns = (
        "register, number, when_earliest, when_latest, place_printed, weapon_printed, actor, origin, hedge, denial"
    )
    return rerunnable(f"SELECT {columns}\nFROM incident WHERE {' OR '.join(here) or 'false'}")


def in_order(records: Iterable[Incident]) -> tuple[Incident, ...]:
    """Put incidents into the order of their registers and rows."""
    return tuple(sorted(records, key=_row))


def _row(each: Incident) -> tuple[str, int, str, str]:
    return each.register, len(each.place), each.place, each.key


def _overlaps(one: When | None, other: When) -> bool:
    if one is None or not (one.earliest and one.latest and other.earliest and other.latest):
        return False
    return one.earliest <= other.latest + _WINDOW and other.earliest <= one.latest + _WINDOW


def at_place(record: Incident, place: str) -> bool:
    """Tell whether an incident is told of a place by name, or of something within it."""
    code = code_of(place)
    if code and code in {record.state, code_of(record.area or " ")}:
        return True
    named = [record.place_printed, *record.area.split(",")]
    if any(each.strip() and same_place(place, each) for each in named):
        return True
    other = _other_names(place)
    return bool(other) and any(same_place(name, record.place_printed) for name in other if record.place_printed)


@lru_cache(maxsize=1024)
def _other_names(place: str) -> tuple[str, ...]:
    """Give the other names of a place, where its name stands for one place only: Stepanakert and Khankendi."""
    found = places_named(place)
    return tuple(dict.fromkeys((found[0].name, *found[0].other_names))) if len(found) == 1 else ()


def weapon_of(claim: WeaponUseClaim) -> tuple[str, str]:
    """Give the weapon a claim names: its identity, "" where there is none, and the words for it."""
    printed = claim.weapon or ""
    return named_weapon(printed, claim.weapon_class.replace("_", " "), claim.actor or ""), _words(claim)


def _words(claim: WeaponUseClaim) -> str:
    known = claim.weapon_class not in {"", "unknown"}
    return claim.weapon or (claim.weapon_class.replace("_", " ") if known else "")


def weapons_told(records: Iterable[Incident]) -> tuple[tuple[str, str], ...]:
    """Give the weapons that incidents name, each once."""
    return tuple(dict.fromkeys((r.weapon, r.weapon_printed) for r in records if r.weapon or r.weapon_printed))


def best_relation(claimed: tuple[str, str], told: Iterable[tuple[str, str]]) -> Relation | None:
    """Give how a weapon claimed stands to the nearest of those told, None where none is told."""
    found = [relation(claimed, each) for each in told]
    return nearest(found) if found else None
