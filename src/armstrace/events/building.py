"""Making the records of events out of groups: slots, origins, and the links that say why."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from armstrace.events.clusters import Groups
from armstrace.events.origins import origins
from armstrace.events.rules import METHOD, Rules
from armstrace.events.sightings import Sighting
from armstrace.events.slots import slots
from armstrace.events.tellers import of_incident
from armstrace.records.events import Event, Link
from armstrace.records.kinds import Incident

_MOST_NEAR = 8


def built(
    found: Sequence[Sighting], groups: Groups, made: Iterable[Link], left_out: Iterable[Link], rules: Rules
) -> tuple[Event, ...]:
    """Give the events in the order of their first day and key."""
    number_of = {each.key: groups.of(place) for place, each in enumerate(found)}
    links: dict[int, list[Link]] = defaultdict(list)
    near: dict[int, list[Link]] = defaultdict(list)
    for link in made:
        links[number_of[link.left]].append(link)
    for link in left_out:
        for number in {number_of[link.left], number_of[link.right]}:
            near[number].append(link)
    parameters = rules.parameters
    events = []
    for members in groups.members():
        number = groups.of(members[0])
        events.append(
            (
                min(found[place].first or 0 for place in members),
                event(
                    [found[place].record for place in members],
                    tuple(sorted(links[number], key=_surest)),
                    tuple(sorted(near[number], key=_surest)[:_MOST_NEAR]),
                    parameters,
                ),
            )
        )
    return tuple(each for _, each in sorted(events, key=lambda pair: (pair[0], pair[1].inputs)))


def event(records: Sequence[Incident], links: tuple[Link, ...], near: tuple[Link, ...], parameters: str) -> Event:
    """Make one event of its incidents."""
    parties = {code for each in records for code in (each.actor, each.target, each.state) if code}
    told_by = origins([of_incident(each) for each in records], parties)
    return Event(
        inputs=tuple(sorted(each.key for each in records)),
        slots=slots(records, told_by),
        origins=told_by,
        links=links,
        near=near,
        denials=tuple(sorted({(each.origin or each.register, each.denial) for each in records if each.denial})),
        method=METHOD,
        parameters=parameters,
    )


def _surest(link: Link) -> tuple[float, str, str]:
    return -link.score, link.left, link.right
