"""The events of a case as they are looked up again and again: by incident, by key, and those that several tell of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from armstrace.desk.incidents.groups import SLOW
from armstrace.desk.incidents.kept_events import KeptEvents, events_of, kept_events, number_of_incidents, rows
from armstrace.desk.intake import Case
from armstrace.records.events import Event


@dataclass(frozen=True, slots=True)
class Groups:
    """Which incidents are in which event; a large case's events stay in its table until they are asked for.

    `inputs` are the incidents of each event by its key, `key_of` the event of each incident. `remark` says why there
    are none, "" where there are.
    """

    inputs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    key_of: Mapping[str, str] = field(default_factory=dict)
    remark: str = ""
    kept: KeptEvents | None = None
    held: Mapping[str, Event] = field(default_factory=dict)

    def events(self, keys: Iterable[str]) -> tuple[Event, ...]:
        """Give events by their keys, in that order; keys of none are passed over."""
        wanted = [key for key in dict.fromkeys(keys) if key in self.inputs]
        if self.kept is None:
            return tuple(self.held[key] for key in wanted)
        found = {each.key: each for each in self.kept.of([self.inputs[key][0] for key in wanted])}
        return tuple(found[key] for key in wanted if key in found)

    def of_several(self, among: Iterable[str]) -> list[str]:
        """Give the keys of the events that some incidents are in and more than one tells of, those with most first."""
        keys = {self.key_of[each] for each in among if each in self.key_of}
        return sorted((key for key in keys if len(self.inputs[key]) > 1), key=lambda key: (-len(self.inputs[key]), key))


def groups_of(case: Case) -> Groups:
    """Group the incidents of a case, or of the part of it that may be seen, as signed judgements put it right."""
    if number_of_incidents(case) > SLOW:
        return _of_many(case)
    held = {each.key: each for each in events_of(case).events}
    inputs = {key: each.inputs for key, each in held.items()}
    return Groups(inputs, _by_incident(inputs), held=held)


def _of_many(case: Case) -> Groups:
    kept = kept_events(case, most=SLOW)
    if kept is None:
        return Groups(remark=_NOT_KEPT)
    inputs = {str(row["key"]): tuple(row["inputs"]) for row in rows(kept.path, ("key", "inputs"))}
    return Groups(inputs, _by_incident(inputs), kept=kept)


def _by_incident(inputs: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {each: key for key, held in inputs.items() for each in held}


_NOT_KEPT = (
    "The case is large and its events are not kept yet: no groups are shown. `armstrace why event:` groups the whole "
    "case, once, which may take minutes."
)
