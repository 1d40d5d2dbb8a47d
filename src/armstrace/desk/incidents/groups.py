"""Which of the incidents found are told of one event, as the method groups them and signed judgements put it right."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from armstrace.desk.incidents.find import Found
from armstrace.desk.incidents.kept_events import grouped_anew, kept_events, number_of_incidents
from armstrace.desk.incidents.standing import standing
from armstrace.desk.intake import Case
from armstrace.desk.judgements.incidents import merge, split, withdraw
from armstrace.events.grouping import group
from armstrace.events.judged import Held, held
from armstrace.records.errors import CaseError
from armstrace.records.events import Event
from armstrace.records.kinds import Incident
from armstrace.sources.registry import may_leave
from armstrace.tables.ask import literals

MOST, SLOW = 100_000, 20_000
_SLOTS = ("date", "place", "weapon", "actor", "deaths")


@dataclass(frozen=True, slots=True)
class Together:
    """The events that incidents found are in.

    `whole` says that the whole case was grouped, so that events may hold incidents that were not asked for: these, and
    those nearly taken for one event, are `beside`, by key. Those of them whose rows may not leave are `withheld`.
    `remarks` say what the events do not hold.
    """

    events: tuple[Event, ...] = ()
    withheld: frozenset[str] = frozenset()
    beside: Mapping[str, Incident] = field(default_factory=dict)
    whole: bool = True
    remarks: tuple[str, ...] = ()


def events_in(case: Case, found: Found) -> Together:
    """Give the events that the incidents found are in, as they are kept in the case.

    In a large case whose events are not kept yet the incidents found are grouped alone, and none where even these are
    more than a person waits for.
    """
    wanted = {each.key for each in found.incidents}
    kept = kept_events(case, most=SLOW)
    if kept is not None:
        events = kept.of(wanted)
    elif number_of_incidents(case) <= SLOW:
        events = tuple(each for each in grouped_anew(case).events if not wanted.isdisjoint(each.inputs))
    elif len(wanted) <= MOST:
        return Together(group(found.incidents, standing(case)).events, whole=False, remarks=(_ALONE,))
    else:
        many = f"{len(wanted):,} incidents are too many to be grouped to events here, where {MOST:,} are at most"
        return Together(whole=False, remarks=(f"{many}: ask for a place, days or a weapon.",))
    near = {key for event in events for link in event.near for key in (link.left, link.right)}
    others = (near | {key for event in events for key in event.inputs}) - wanted
    beside = case.tables.records(Incident, f"WHERE key IN {literals(sorted(others))}") if others else []
    gone = frozenset(each.key for each in beside if not may_leave(each.reader))
    return Together(events, gone, {each.key: each for each in beside})


def withheld_of(case: Case, keys: Collection[str]) -> frozenset[str]:
    """Name those of some incidents whose sources forbid handing their rows on."""
    rows = case.tables.ask(f"SELECT key, reader FROM incident WHERE key IN {literals(keys)}") if keys else []
    return frozenset(str(key) for key, reader in rows if not may_leave(str(reader)))


_ALONE = (
    "The case is large and its events are not kept yet: these are made of the incidents listed alone, and what others "
    "of the case tell of them is not in it. `armstrace why event:` groups the whole case, once, which may take minutes."
)


def judged(case: Case) -> Held:
    """Give the judgements that were not withdrawn: those that stand, and those that later ones stand against."""
    return held(standing(case))


def judgements_told(case: Case) -> list[dict[str, Any]]:
    """Give the judgements for a program, by number; `stands` is False where a later one stands against it."""
    found = judged(case)
    pairs = [*((each, True) for each in found.standing), *((each, False) for each in found.overridden)]
    return [
        {
            "number": each.number, "act": each.act, "left": list(each.left), "right": list(each.right),
            "why": each.why, "by": each.by, "at": each.at, "stands": stands,
        }
        for each, stands in sorted(pairs, key=lambda pair: pair[0].number)
    ]  # fmt: skip


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
    before = {each.number for each in judged(case).overridden}
    made = (merge if act == "merge" else split)(case, named[:1], named[1:], why)
    against = [str(each.number) for each in judged(case).overridden if each.number not in before]
    over = f"; it stands against judgement {', '.join(against)}" if against else ""
    return f"{made.act}: judgement {made.number}, {made.signed}{over}"


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
