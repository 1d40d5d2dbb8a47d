"""Which recorded events a claim of weapon use may mean: by place and weapon, then by day; never by the day of a report.

The day of a report is only used to say that a text took it for the event's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from armstrace.checks.recorded import Recorded, at_place, best_relation, in_order, weapon_of, weapons_told
from armstrace.checks.same_event import agree, near
from armstrace.checks.told_slots import reported_on
from armstrace.events.munitions import DIFFERENT, FAMILY, LIKE_CLASS, OTHER_CLASS, PART, SAME, SAME_CLASS
from armstrace.records.claims import WeaponUseClaim
from armstrace.records.events import Event
from armstrace.records.kinds import Incident
from armstrace.records.values import When

NEAR_DAYS = 5
_FINE_DAYS = 8
_OF_NAME, _OF_CLASS = frozenset({SAME, FAMILY, PART}), frozenset({SAME_CLASS, LIKE_CLASS})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event with its incidents, and how its weapon stands to the claim's ("" where none is told)."""

    event: Event
    records: tuple[Incident, ...]
    how: str

    @property
    def fits(self) -> bool:
        """Whether the weapon told can be the claim's."""
        return self.how not in {DIFFERENT, OTHER_CLASS}

    @property
    def named(self) -> bool:
        """Whether the weapon told is the claim's by name."""
        return self.how in _OF_NAME

    def on(self, when: When) -> bool:
        """Whether an incident of it can be of that time; what leaves more than a week open is of no day."""
        coarse = _FINE_DAYS if when.precision == "day" else 10**6
        return any(each.when and agree(each.when, when) and _days(each.when) <= coarse for each in self.records)

    def covers(self, when: When) -> bool:
        """Whether an incident of it leaves that time open among much else."""
        return any(each.when and agree(each.when, when) for each in self.records)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The events a claim is held against; `beside` are events near it where none can be told to be meant."""

    events: tuple[Candidate, ...]
    beside: tuple[Candidate, ...] = ()

    @property
    def records(self) -> tuple[Incident, ...]:
        """The incidents of the events chosen."""
        return in_order(record for each in self.events for record in each.records)


def candidates(claim: WeaponUseClaim, recorded: Recorded, without: str) -> list[Candidate]:
    """Find the events at the claim's place, or with its weapon and actor where it names no place, near its time."""
    weapon = weapon_of(claim)
    found = []
    for event in recorded.events(claim.date, without):
        records = recorded.records(event)
        if claim.place and not any(at_place(each, claim.place) for each in records):
            continue
        if claim.date and not any(each.when and near(each.when, claim.date) for each in records):
            continue
        best = best_relation(weapon, weapons_told(records)) if weapon[1] else None
        candidate = Candidate(event, records, best.how if best else "")
        if claim.place or (candidate.how in _OF_NAME | _OF_CLASS and _by(claim.actor, records)):
            found.append(candidate)
    return found


def _by(actor: str | None, records: Iterable[Incident]) -> bool:
    """Tell incidents that name the actor; where the claim names none, all do."""
    return not actor or any(each.actor == actor for each in records)


def choose(claim: WeaponUseClaim, found: Sequence[Candidate]) -> Chosen:
    """Choose what the claim means among the events found.

    With a date: those of the day, else the one whose report is of the day claimed, else the only one within five days
    with the weapon by name and no other actor. Without a date: all with the weapon.
    """
    when = claim.date
    if when is None:
        return Chosen(tuple(_nearest(found) or ([each for each in found if each.fits] if not claim.weapon else [])))
    of_day = [each for each in found if each.on(when)]
    if of_day:
        told = _nearest(of_day) or [each for each in of_day if each.fits]
        return Chosen(tuple(told or (of_day if _one_day(when) else [])))
    fitting = [each for each in found if each.named or each.how in _OF_CLASS]
    if not claim.place:
        # the same weapon elsewhere on another day is another use
        return Chosen(())
    of_report = [each for each in fitting if any(reported_on(record, when) for record in each.records)]
    if len(of_report) == 1:
        return Chosen(tuple(of_report))
    close = [each for each in fitting if _within(each, when) and _no_other(claim.actor, each.records)]
    if len(close) == 1 and close[0].named:
        return Chosen(tuple(close))
    open_to_it = [each for each in fitting if each.covers(when)]
    return Chosen(tuple(open_to_it)) if open_to_it and not close else Chosen((), tuple(of_report or close))


def _nearest(found: Sequence[Candidate]) -> list[Candidate]:
    """Keep the events that name the weapon; else those that name a part or the whole of it; else those of its class."""
    for wanted in (_OF_NAME - {PART}, {PART}, _OF_CLASS):
        kept = [each for each in found if each.how in wanted]
        if kept:
            return kept
    return []


def _days(when: When) -> int:
    return (when.latest - when.earliest).days + 1 if when.earliest and when.latest else 10**6


def _one_day(when: When) -> bool:
    return when.precision == "day"


def _within(each: Candidate, when: When) -> bool:
    return any(_days_off(record.when, when) <= NEAR_DAYS and not _coarse(record.when) for record in each.records)


def _coarse(when: When | None) -> bool:
    return when is None or _days(when) > _FINE_DAYS


def _days_off(one: When | None, other: When) -> int:
    if one is None or not (one.earliest and one.latest and other.earliest and other.latest):
        return 10**6
    return max(0, (other.earliest - one.latest).days, (one.earliest - other.latest).days)


def _no_other(actor: str | None, records: Iterable[Incident]) -> bool:
    told = {each.actor for each in records if each.actor}
    return not actor or not told or actor in told
