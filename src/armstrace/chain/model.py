"""What a chain is made of: rungs, hops, placements with their rules, statuses, other explanations, routes and gaps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from armstrace.records.claims import Claim
from armstrace.records.decisions import Decision, Embargo, Reply
from armstrace.records.events import Event
from armstrace.records.findings import Finding
from armstrace.records.kinds import Flow, Incident, Remnant, Transfer
from armstrace.records.supply import Licence, Report, Supply
from armstrace.records.surges import Surge
from armstrace.records.values import When


class Rung(StrEnum):
    """The seven rungs, the first in two parts, and the two questions; in the order in which they are printed."""

    LICENSED = "1a"
    ORDERED = "1b"
    DELIVERED = "2"
    HELD = "3"
    TYPE_USED = "4"
    USER = "5"
    ITEM = "6"
    HARM = "7"
    LAW = "L"
    NOTICE = "K"

    @property
    def per_hop(self) -> bool:
        """Whether the rung is asked of every hop; the others are asked once, of the use at the end of the chain."""
        return self in _PER_HOP


_PER_HOP = frozenset({Rung.LICENSED, Rung.ORDERED, Rung.DELIVERED, Rung.ITEM, Rung.NOTICE})


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a transfer: `what` is component, system or onward; `designation` as asked for, "" for any."""

    number: int
    supplier: str
    recipient: str
    what: str
    designation: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The chain asked about: hops from supplier to holder, and the use at its end.

    `place` is a place's name, "" for any; `when` the days of the use asked about; `weapon` an identity or a name, ""
    for whatever is told to have been used there. `user` is who is said to have used it, by default the last recipient;
    `opponents` are the other parties to the conflict. `decided` are the days D of the supplier's decisions, by hop
    number, as far as a person names them. `name` is a title in a person's own words, "" for none.
    """

    hops: tuple[Hop, ...]
    place: str = ""
    when: When | None = None
    weapon: str = ""
    user: str = ""
    opponents: tuple[str, ...] = ()
    decided: Mapping[int, When] = field(default_factory=dict)
    name: str = ""

    @property
    def parties(self) -> tuple[str, ...]:
        """Everybody whose own word is a party's word: suppliers, recipients, the user and the opponents."""
        named = [code for hop in self.hops for code in (hop.supplier, hop.recipient)]
        return tuple(dict.fromkeys((*named, self.user, *self.opponents)))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementJudgement:
    """A person's signed word on the chain, as the ledger keeps it.

    `act` is place (what `key` names supports `rung`), remove (it does not, although a rule says so), or exclude
    (`key` shows that `explanation` does not hold at `rung`). `hop` is the hop's number, None where the rung has none;
    `chain` is the name of the chain it is about, "" for all. `number` is that of the ledger's line.
    """

    number: int
    act: str
    key: str
    rung: Rung
    hop: int | None
    explanation: str
    chain: str
    words: str
    origin: str
    why: str
    by: str
    at: str

    @property
    def signed(self) -> str:
        """Say who judged, when and why, for a person."""
        return f"by {self.by} on {self.at[:10]}: {self.why}"


def _nothing(_: str) -> Sequence[Transfer]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that a case holds and a chain may rest on; `build` looks at nothing else.

    `incidents` are by key, as `events` name them. `of_type` gives every transfer, whoever supplied or received it, of
    a weapon (an identity or a name). `claims` are by key those of the case's documents that no check answers (what
    somebody says, acts of law). `exhibits` says by SHA-256 what a judgement may name besides records. `here` are the
    keys of the incidents at the place asked for, found by name and by distance; None leaves it to their names.
    """

    transfers: Sequence[Transfer] = ()
    flows: Sequence[Flow] = ()
    licences: Sequence[Licence] = ()
    supplies: Sequence[Supply] = ()
    reports: Sequence[Report] = ()
    events: Sequence[Event] = ()
    incidents: Mapping[str, Incident] = field(default_factory=dict)
    remnants: Sequence[Remnant] = ()
    decisions: Sequence[Decision] = ()
    embargoes: Sequence[Embargo] = ()
    replies: Sequence[Reply] = ()
    findings: Sequence[Finding] = ()
    claims: Mapping[str, Claim] = field(default_factory=dict)
    surges: Sequence[Surge] = ()
    judgements: Sequence[PlacementJudgement] = ()
    exhibits: Mapping[str, str] = field(default_factory=dict)
    of_type: Callable[[str], Sequence[Transfer]] = _nothing
    here: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One thing on one rung: `key` of the record or finding, `slot` the part of it that counts here ("" for all).

    `rule` is the name of the rule that placed it, "judgement" where a person did (then `signed` says who and why).
    `words` are the record's printed words, told by `told_by` (as printed), in the words of `hedge`. `party` is the
    code where a party to the matter tells it. `origins` are names that count, one each (see events.origins).
    `established` is (body, date) where a body found it. `bearing` says what it does not show, as a rule's wording.
    `about` is the one thing it tells of (an event, a deal) and `value` what it says of that: only placements of one
    thing that tell one value corroborate one another. Where `counts` is False it stands here and is printed, but the
    status does not rest on it, for the reason in `bearing`.
    """

    rung: Rung
    hop: int | None
    key: str
    slot: str
    rule: str
    words: str
    told_by: tuple[str, ...]
    when: When | None = None
    hedge: str = ""
    party: str = ""
    origins: tuple[str, ...] = ()
    established: tuple[str, str] | None = None
    records: tuple[str, ...] = ()
    bearing: str = ""
    signed: str = ""
    about: str = ""
    value: str = ""
    counts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What is shown beside a rung and supports none: transport opportunity, later acts, a charge, why it is here."""

    rung: Rung | None
    hop: int | None
    key: str
    kind: str
    words: str
    reason: str
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """Who contests or denies what stands on a rung, in which words."""

    who: str
    words: str
    key: str


class Word(StrEnum):
    """How far what stands on a rung is told; software says nothing stronger."""

    NOT_SHOWN = "not shown"
    ASSERTED = "asserted by a party"
    REPORTED = "reported"
    CORROBORATED = "corroborated"
    ESTABLISHED = "established"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How a rung stands: `by` are the origins counted, or the body that found it with its `day`; and who contests.

    Where several things are told on a rung, `of` says which of them is corroborated.
    """

    word: Word
    by: tuple[str, ...] = ()
    day: str = ""
    of: str = ""
    contested: tuple[Contest, ...] = ()


class Open(StrEnum):
    """How another explanation stands."""

    OPEN = "open"
    EXCLUDED = "excluded"
    NOT_EXAMINED = "not examined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Another explanation of what stands on a rung, and how it stands; `because` says by what (a record, a judgement).

    `name` is short and fixed ("look-alike"), `words` its sentence in the file of wordings.
    """

    name: str
    words: str
    state: Open
    because: str = ""
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RungState:
    """One rung of one hop (None where it is asked once) with everything that is to be printed of it."""

    rung: Rung
    hop: int | None
    status: Status
    placements: tuple[Placement, ...]
    beside: tuple[Beside, ...]
    explanations: tuple[Explanation, ...]
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """How a rule of law stood for one state on one day: bound, signatory only, not bound, or not known, and by what.

    `instrument` is a treaty's id, or the name of an embargo or custom; `words` come from the file of wordings with the
    record's dates; `basis` are keys of the records used.
    """

    instrument: str
    title: str
    state: str
    day: date | None
    standing: str
    words: str
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A rung that the route needs and nothing, or too little, stands on; `closes` are sources that would close it."""

    rung: Rung
    hop: int | None
    words: str
    closes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A legal or investigative route, as its data file tells it.

    `needs` are rungs with the words for what each must show there; `test` the norm's own terms with `test_source`;
    `heard_by` who can hear it; `instruments` are ids of the treaties whose standing is asked, each with whose
    (supplier, recipient or user); `notes` sentences with their sources; `as_of` the day the text was written. `series`:
    one incident is not enough. `either` are groups of needed rungs of which one that stands is enough.
    """

    name: str
    title: str
    needs: Mapping[Rung, str]
    test: str
    test_source: str
    heard_by: tuple[str, ...]
    instruments: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    as_of: date
    series: bool = False
    either: tuple[tuple[Rung, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A chain as built: its rungs in order, hop by hop, then those asked once; then what no rung could take.

    `unplaced` are things of the case that rules looked at and placed nowhere, each with the reason.
    """

    asked: Asked
    rungs: tuple[RungState, ...]
    unplaced: tuple[Beside, ...] = ()
    route: Route | None = None
    norms: tuple[Norm, ...] = ()
    gaps: tuple[Gap, ...] = ()
