"""What a person said of a claim that a machine read, and the key that such a judgement is about."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from itertools import groupby
from typing import Any

from armstrace.records.claims import Claim
from armstrace.records.corrections import Correction, corrected
from armstrace.records.errors import UnreadableValue
from armstrace.records.origin import canonical, read_key
from armstrace.records.place import Place
from armstrace.records.values import When

KIND = "claim"
# what tells apart two claims of one span; how it is hedged or who says so is no other claim
_TELLING = {
    "quantity_claim": ("measure", "value", "min", "max", "subject", "object", "period", "polarity"),
    "treaty_status": ("state", "treaty_id", "claimed_status"),
    "trade_claim": ("supplier", "recipient", "commodity", "designation"),
    "statement": ("speaker",),
    "weapon_use": ("weapon", "weapon_class", "actor", "date", "denied"),
    "event": ("kind", "actor", "date"),
    "flight_claim": ("operator", "origin", "destination"),
    "legal_action": ("kind", "actor", "court", "outcome"),
    "office_claim": ("person", "office", "state", "tense"),
    "holding": ("state", "weapon", "negated"),
    "embargo": ("target", "imposed_by", "claimed_status"),
}
_NEVER_TELLING = {"start", "end", "text", "sentence"}


class State(StrEnum):
    """How far a claim is a person's word: a machine's suggestion until somebody accepts or rejects it."""

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    JUDGE_AGAIN = "judge again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One judgement as the ledger keeps it: what was judged, word for word, by whom, when and why.

    `state` is accepted or rejected; a correction is accepted, and says what holds instead of what was read. `item`
    holds the slots that tell claims of one place apart; `by` is a pseudonymous id, `at` UTC.
    """

    state: State
    claim: str
    exhibit: str
    start: int
    end: int
    words: str
    type: str
    item: str
    why: str
    by: str
    at: str
    correction: Correction | None = None

    @property
    def told(self) -> dict[str, Any]:
        """Say who judged, when and why, for a program; of a correction also what it says."""
        told: dict[str, Any] = {"by": self.by, "at": self.at, "why": self.why}
        return told | ({"corrected": self.correction.told} if self.correction else {})

    @property
    def signed(self) -> str:
        """Say who judged, when and why, for a person."""
        return f"{'corrected ' if self.correction else ''}by {self.by} on {self.at[:10]}: {self.why}"


@dataclass(frozen=True, slots=True)
class Keyed:
    """A claim with its key and the item in it."""

    claim: Claim
    key: str
    item: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim of a document, how it stands, and the judgement that holds or, for "judge again", held.

    Where a person corrected it, the claim is as corrected, and `machine` as it was read.
    """

    keyed: Keyed
    state: State = State.SUGGESTED
    judgement: Judgement | None = None
    machine: Claim | None = None

    @property
    def claim(self) -> Claim:
        """The claim itself."""
        return self.keyed.claim

    @property
    def key(self) -> str:
        """The claim's key."""
        return self.keyed.key

    @property
    def as_read(self) -> Claim:
        """The claim as the machine read it."""
        return self.machine or self.claim


def claim_item(claim: Claim) -> str:
    """Write the slots that tell a claim apart from others of the same words."""
    names = _TELLING.get(claim.TYPE) or [each.name for each in fields(claim) if each.name not in _NEVER_TELLING]
    slots: dict[str, object] = {"type": claim.TYPE}
    for name in names:
        value = getattr(claim, name)
        if value is not None:
            slots[name] = value.edtf if isinstance(value, When) else value
    return canonical(slots)


def keyed(exhibit: str, claims: Iterable[Claim]) -> Iterator[Keyed]:
    """Give each claim of a document its key: hash of kind, exhibit, place in the document's text, and item.

    It does not change when other claims of the document are read better. The claims come in the order of the text; two
    of one place that nothing tells apart are counted.
    """
    for (start, end), here in groupby(claims, key=lambda claim: (claim.start, claim.end)):
        place, copies = str(Place(chars=(start, end))), Counter[str]()
        for claim in here:
            item = claim_item(claim)
            copies[item] += 1
            counted = f"{item};copy={copies[item]}" if copies[item] > 1 else item
            yield Keyed(claim, read_key(KIND, exhibit, place, counted), item)


def judged(claims: Iterable[Keyed], standing: Sequence[Judgement]) -> tuple[dict[str, Judged], list[Judgement]]:
    """Lay the judgements that stand on a document's claims, by key; give those, too, that fit no claim any more.

    A judgement holds for the claim of its key while the words are the same. If the span has moved it carries over to
    the nearest claim of equal words and item. Else the claim of its type that overlaps it is to be judged again. Only
    claims that a judgement may be laid on are held.
    """
    if not standing:
        return {}, []
    open_claims = {each.key: each for each in claims if any(_concerns(judgement, each) for judgement in standing)}
    laid: dict[str, Judged] = {}
    moved: list[Judgement] = []
    for judgement in standing:
        same = open_claims.get(judgement.claim)
        if same and same.claim.text == judgement.words:
            laid[same.key] = _laid(open_claims.pop(same.key), judgement)
        else:
            moved.append(judgement)
    lost: list[Judgement] = []
    for judgement in moved:
        here = _carried(judgement, open_claims.values())
        if here:
            laid[here.key] = _laid(open_claims.pop(here.key), judgement)
        else:
            lost.append(judgement)
    gone: list[Judgement] = []
    for judgement in lost:
        over = next((each for each in open_claims.values() if _overlaps(judgement, each.claim)), None)
        if over:
            laid[over.key] = Judged(open_claims.pop(over.key), State.JUDGE_AGAIN, judgement)
        else:
            gone.append(judgement)
    return laid, gone


def _laid(each: Keyed, judgement: Judgement) -> Judged:
    """Lay a judgement on a claim of equal words; a correction takes the place of what was read, under its key."""
    told = judgement.correction
    if told is None:
        return Judged(each, judgement.state, judgement)
    by = each.claim.start - judgement.start
    moved = replace(told, start=told.start + by, end=told.end + by)
    try:
        claim = corrected(each.claim, moved)
    except UnreadableValue:  # written for claims as another version knew them
        return Judged(each, State.JUDGE_AGAIN, judgement)
    return Judged(replace(each, claim=claim), judgement.state, judgement, each.claim)


def _carried(judgement: Judgement, claims: Iterable[Keyed]) -> Keyed | None:
    same = [each for each in claims if _equal(judgement, each)]
    return min(same, key=lambda each: abs(each.claim.start - judgement.start), default=None)


def _concerns(judgement: Judgement, each: Keyed) -> bool:
    return each.key == judgement.claim or _equal(judgement, each) or _overlaps(judgement, each.claim)


def _equal(judgement: Judgement, each: Keyed) -> bool:
    return (each.claim.text, each.item) == (judgement.words, judgement.item)


def _overlaps(judgement: Judgement, claim: Claim) -> bool:
    return judgement.type == claim.TYPE and claim.start < judgement.end and judgement.start < claim.end
