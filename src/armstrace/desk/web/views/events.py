"""Events: incidents taken for one, with the reason and score of each link, what is told side by side, who denies it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from armstrace.desk.incidents.groups import corroborated, disputed, judgements_told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.paging import Paging, cut, paging
from armstrace.desk.web.views.incidents import (
    IncidentRow,
    IncidentsAsked,
    address,
    all_incidents,
    exporter_of,
    grouped,
    of_incident,
    rows_of,
    several,
)
from armstrace.records.events import Event, Link, Slot
from armstrace.records.kinds import Incident
from armstrace.records.leaving import words_leaving
from armstrace.sources.registry import may_leave

_SIZE = 20
Words = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class EventValue:
    """One value told of something: as it is read and as printed, by whom, hedged how, and whether two origins tell it.

    `incidents` are the numbers of those that tell it.
    """

    value: str
    printed: tuple[str, ...]
    told_by: tuple[str, ...]
    hedges: tuple[str, ...]
    incidents: tuple[str, ...]
    corroborated: bool
    why: str


@dataclass(frozen=True, slots=True)
class EventSlot:
    """One thing asked of an event and every value told of it, side by side; `agree` where all can be true together."""

    name: str
    agree: bool
    values: tuple[EventValue, ...]


@dataclass(frozen=True, slots=True)
class EventOrigin:
    """Who told of an event: what kind of teller, of which party, whether it counts beside others, who folds into it."""

    name: str
    kind: str
    party: str
    counts: bool
    folded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventLink:
    """Two incidents held against each other: score, reason, and the judgement that made it, None for the method.

    `event` is the event of the other, where this one is no part of it.
    """

    left: str
    right: str
    left_name: str
    right_name: str
    score: float
    reason: str
    judgement: int | None
    event: str = ""


@dataclass(frozen=True, slots=True)
class EventJudged:
    """What a person said of incidents, with the names of both sides; not `stands` where a later word is against it."""

    number: int
    act: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    why: str
    by: str
    at: str
    stands: bool


@dataclass(frozen=True, slots=True)
class EventView:
    """One event; of one that rests on rows which may not leave only what it rests on is told (`withheld`)."""

    key: str
    name: str
    withheld: bool
    incidents: tuple[IncidentRow, ...]
    slots: tuple[EventSlot, ...]
    origins: tuple[EventOrigin, ...]
    links: tuple[EventLink, ...]
    near: tuple[EventLink, ...]
    denials: tuple[str, ...]
    corroborated: tuple[str, ...]
    disputed: tuple[str, ...]
    method: str
    leads_to: str


@dataclass(frozen=True, slots=True)
class EventList:
    """The events that several incidents tell of, by pages, those with most first; `back` leads to the incidents."""

    events: tuple[EventView, ...]
    judgements: tuple[EventJudged, ...]
    paging: Paging
    back: str
    remark: str


def event_list(desk: Desk, asked: IncidentsAsked) -> EventList:
    """List the events that several incidents tell of, among them one that is asked for."""
    groups, keys = grouped(desk), several(desk, asked)
    where = paging(len(keys), asked.page, _SIZE)
    found = groups.events(cut(keys, where, _SIZE))
    return EventList(
        events=tuple(event_view(desk, each) for each in found),
        judgements=judgements(desk),
        paging=where,
        back=address(replace(asked, page=1)),
        remark=groups.remark,
    )


def event_view(desk: Desk, event: Event) -> EventView:
    """Give an event as it may leave."""
    named = {*event.inputs, *(key for link in event.near for key in (link.left, link.right))}
    known = all_incidents(desk).these(named)
    name_of = _Names(known)
    mine = [known[key] for key in event.inputs if key in known]
    if any(not may_leave(each.reader) for each in mine):
        return _bare(desk, event, mine)
    near = [link for link in event.near if _told(link, known)]
    about = [*mine, *(known[key] for link in near for key in (link.left, link.right) if key in known)]
    exporter = exporter_of(desk)

    def said(text: str) -> str:
        return str(exporter.words(text, about))

    return EventView(
        key=event.key,
        name=said(_name(event)),
        withheld=False,
        incidents=rows_of(desk, mine),
        slots=tuple(_slot(each, name_of, said) for each in event.slots if each.values),
        origins=tuple(
            EventOrigin(said(each.name), each.kind, each.party, each.counts, tuple(map(said, each.folded)))
            for each in event.origins
        ),
        links=tuple(_link(each, name_of, said) for each in _surest(event.links)),
        near=tuple(_link(each, name_of, said, _beside(desk, each, event)) for each in _surest(near)),
        denials=tuple(said(f"{who}: {words}") for who, words in event.denials),
        corroborated=tuple(corroborated(event)),
        disputed=tuple(disputed(event)),
        method=event.method,
        leads_to=of_incident(event.key),
    )


def _bare(desk: Desk, event: Event, mine: list[Incident]) -> EventView:
    rows = rows_of(desk, mine)
    name = f"{len(mine)} incidents, some of them kept back"
    held: tuple[()] = ()
    return EventView(
        event.key, name, True, rows, held, held, held, held, held, held, held, event.method, of_incident(event.key)
    )


def judgements(desk: Desk, about: Collection[str] | None = None) -> tuple[EventJudged, ...]:
    """Give the judgements that were not withdrawn, all or those about some incidents; none that name what is hidden."""
    told = judgements_told(desk.case)
    known = all_incidents(desk).these({key for each in told for side in ("left", "right") for key in each[side]})
    name_of = _Names(known)
    found = []
    for each in told:
        keys = [*each["left"], *each["right"]]
        if about is not None and set(about).isdisjoint(keys):
            continue
        if desk.who.hidden and not set(keys) <= set(known):
            continue
        left, right = (tuple(name_of(key) for key in each[side]) for side in ("left", "right"))
        why = words_leaving(str(each["why"]), near=True)
        found.append(EventJudged(each["number"], each["act"], left, right, why, each["by"], each["at"], each["stands"]))
    return tuple(found)


class _Names:
    """Names incidents by their numbers, by the beginning of their keys where they have none."""

    def __init__(self, known: Mapping[str, Incident]) -> None:
        self._known = known

    def __call__(self, key: str) -> str:
        found = self._known.get(key)
        return found.number if found is not None and found.number else key[:20]


def _told(link: Link, known: Mapping[str, Incident]) -> bool:
    """A reason why a row was not taken for one event tells of that row."""
    return all(key in known and may_leave(known[key].reader) for key in (link.left, link.right))


def _beside(desk: Desk, link: Link, event: Event) -> str:
    other = link.right if link.left in event.inputs else link.left
    return grouped(desk).event_of([other]).get(other, "")


def _surest(links: Collection[Link]) -> Iterator[Link]:
    yield from sorted(links, key=lambda link: (link.judgement is None, -link.score, link.left, link.right))


def _link(link: Link, name_of: _Names, said: Words, event: str = "") -> EventLink:
    return EventLink(
        left=link.left,
        right=link.right,
        left_name=name_of(link.left),
        right_name=name_of(link.right),
        score=round(link.score, 3),
        reason=said(link.reason),
        judgement=link.judgement,
        event=event,
    )


def _slot(slot: Slot, name_of: _Names, said: Words) -> EventSlot:
    values = tuple(
        EventValue(
            value=said(told.value),
            printed=tuple(said(each) for each in told.printed if each != told.value),
            told_by=tuple(map(said, told.origins)),
            hedges=tuple(map(said, told.hedges)),
            incidents=tuple(map(name_of, told.records)),
            corroborated=told.corroborated,
            why=said(told.why),
        )
        for told in slot.values
    )
    return EventSlot(slot.name, slot.agree or len(values) < 2, values)


def _name(event: Event) -> str:
    firsts = (event.slot(name).values for name in ("date", "place"))
    return ", ".join(values[0].printed[0] for values in firsts if values and values[0].printed) or "no date, no place"
