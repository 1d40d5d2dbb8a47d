"""Which of the incidents found are told of one event, as the method groups them and signed judgements put it right."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from armstrace.desk.incident_judgements import merge, split, withdraw
from armstrace.desk.incidents.find import Found
from armstrace.desk.incidents.kept_events import grouped_anew, kept_events, number_of_incidents
from armstrace.desk.incidents.standing import standing
from armstrace.desk.intake import Case
from armstrace.events.grouping import group
from armstrace.records.errors import CaseError
from armstrace.records.events import Event
from armstrace.sources.registry import may_leave
from armstrace.tables.ask import literals

MOST = 20_000
_SLOTS = ("date", "place", "weapon", "actor", "deaths")


@dataclass(frozen=True, slots=True)
class Together:
    """The events that incidents found are in.

    `whole` says that the whole case was grouped, so that events may hold incidents that were not asked for; those of
    them whose rows may not leave are `withheld`. `grouped` is False where there were too many to group.
    """

    events: tuple[Event, ...]
    withheld: frozenset[str] = frozenset()
    whole: bool = True
    grouped: bool = True


def events_in(case: Case, found: Found) -> Together:
    """Give the events that the incidents found are in, as they are kept in the case.

    In a large case whose events are not kept yet the incidents found are grouped alone, and none where even these are
    more than a person waits for.
    """
    wanted = {each.key for each in found.incidents}
    kept = kept_events(case, most=MOST)
    if kept is not None:
        events = kept.of(wanted)
    elif number_of_incidents(case) <= MOST:
        events = tuple(each for each in grouped_anew(case).events if not wanted.isdisjoint(each.inputs))
    elif len(wanted) <= MOST:
        return Together(group(found.incidents, standing(case)).events, whole=False)
    else:
        return Together((), whole=False, grouped=False)
    beside = {key for event in events for key in event.inputs} - wanted
    return Together(events, withheld_of(case, beside))


def withheld_of(case: Case, keys: Collection[str]) -> frozenset[str]:
    """Name those of some incidents whose sources forbid handing their rows on."""
    rows = case.tables.ask(f"SELECT key, reader FROM incident WHERE key IN {literals(keys)}") if keys else []
    return frozenset(str(key) for key, reader in rows if not may_leave(str(reader)))


def judge(case: Case, act: str, keys: str, why: str) -> str:
    """Merge or split incidents, or withdraw a judgement by its number, and say what was written.

    Raises:
        CaseError: the keys are not two, name nothing, or no reason is given.
    """
    if act == "undo":
        if not keys.isdecimal() or not why.strip():
            todo = "Give the number of the judgement, and --why."
            raise CaseError("This does not name a judgement with a reason.", where="--undo", todo=todo)
        return f"withdrawn: judgement {withdraw(case, int(keys), why).number}"
    named = [key.strip() for key in keys.split(",") if key.strip()]
    if len(named) < 2:
        raise CaseError("Two keys are needed at least.", where=f"--{act}", todo="Write KEY,KEY with a comma between.")
    made = (merge if act == "merge" else split)(case, named[:1], named[1:], why)
    return f"{made.act}: judgement {made.number}, {made.signed}"


def reasons(event: Event) -> list[str]:
    """Say why the incidents of an event are taken for one, the surest first, each reason once."""
    links = sorted(event.links, key=lambda link: (link.judgement is None, -link.score, link.left, link.right))
    said = [
        f"{link.reason} ({'judgement ' + str(link.judgement) if link.judgement is not None else f'{link.score:.2f}'})"
        for link in links
    ]
    return list(dict.fromkeys(said))


def corroborated(event: Event) -> list[str]:
    """Name the slots of an event that two distinct origins tell alike."""
    slots = [event.slot(name) for name in _SLOTS]
    return [slot.name for slot in slots if any(told.corroborated for told in slot.values)]


def disputed(event: Event) -> list[str]:
    """Name the slots whose values stand against each other."""
    return [slot.name for slot in event.slots if not slot.agree and len(slot.values) > 1]


def told(event: Event) -> dict[str, Any]:
    """Give an event for a program: which incidents, why, what is corroborated, what is disputed, who denies it."""
    return {
        "key": event.key,
        "incidents": list(event.inputs),
        "origins": [origin.name for origin in event.origins if origin.counts],
        "reasons": reasons(event),
        "nearly": [link.reason for link in event.near],
        "corroborated": corroborated(event),
        "disputed": disputed(event),
        "denials": [list(each) for each in event.denials],
        "method": event.method,
    }


def of_several(events: Sequence[Event]) -> list[Event]:
    """Give the events that more than one incident tells of, those with most first."""
    return sorted((each for each in events if len(each.inputs) > 1), key=lambda e: (-len(e.inputs), e.key))
