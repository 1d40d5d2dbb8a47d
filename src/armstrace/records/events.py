"""Events: incidents of several sources that tell of one use of weapons, and what each of them says of it.

A group is suggested by a method and can be put right by signed judgements, which name the records they are about, so
that they hold whatever is read later. Values that differ stand side by side; none is chosen.
"""

from dataclasses import dataclass
from typing import ClassVar

from armstrace.records.origin import canonical, derived_key

MERGE, SPLIT = "merge", "split"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventJudgement:
    """What a person says of incidents: those of `left` and `right` are one event (merge) or never one (split).

    `left` and `right` are keys of incidents. `number` is that of the ledger's line; a later judgement stands against
    an earlier one it cannot be held together with.
    """

    number: int
    act: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    why: str
    by: str
    at: str

    @property
    def signed(self) -> str:
        """Say who judged, when and why, for a person."""
        return f"by {self.by} on {self.at[:10]}: {self.why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two incidents held against each other: `score` 0 to 1 and the reason in words.

    `judgement` is the number of the judgement that made it, None where the method did.
    """

    left: str
    right: str
    score: float
    reason: str
    judgement: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One value of a slot: which incidents tell it, in which words, from which origins, and hedged how.

    `value` is an identity, an EDTF date or a number; `low` and `high` bound a number. `corroborated` needs two
    distinct origins that tell this value or a finer one; `why` says which they are, or what is missing.
    """

    value: str
    printed: tuple[str, ...]
    records: tuple[str, ...]
    origins: tuple[str, ...]
    hedges: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    corroborated: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One thing asked of an event (date, place, weapon, actor, target, deaths) and every value told of it."""

    name: str
    values: tuple[Told, ...]
    agree: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One origin of what is told: an organisation, a party to the conflict, a compiler, or what it all rests on.

    `kind` is organisation, medium, party, compiler or untold; `party` the state whose body it is, "" for none.
    `counts` says whether it can corroborate another; `folded` are sentences that say why others fold into it.
    """

    name: str
    kind: str
    party: str
    records: tuple[str, ...]
    folded: tuple[str, ...]
    counts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One use of weapons, or harm from it, as one or several incidents tell of it.

    `links` say why the incidents are one, `near` which others were nearly taken for it and why they were not.
    `denials` are (who tells of it, words). `inputs` are the keys of the incidents.
    """

    KIND: ClassVar[str] = "event"

    inputs: tuple[str, ...]
    slots: tuple[Slot, ...]
    origins: tuple[Origin, ...]
    links: tuple[Link, ...]
    near: tuple[Link, ...]
    denials: tuple[tuple[str, str], ...]
    method: str
    parameters: str

    @property
    def key(self) -> str:
        """The key a dossier cites: the same incidents and method give the same key."""
        return derived_key(self.KIND, self.inputs, canonical([self.method, self.parameters]))

    def slot(self, name: str) -> Slot:
        """Give a slot by its name, one without values where nothing is told."""
        return next((slot for slot in self.slots if slot.name == name), Slot(name=name, values=(), agree=True))

    @property
    def corroborated(self) -> bool:
        """Whether two distinct origins tell of it, whatever they say of its details."""
        return sum(origin.counts for origin in self.origins) > 1
