"""A person's correction of how a machine read a claim: another span of the text, or other values of its slots."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import NoneType
from typing import Any, get_args, get_type_hints

from armstrace.records.claims import Claim, EmbargoClaim, TreatyClaim
from armstrace.records.errors import UnreadableValue
from armstrace.records.values import When

_PLACES = frozenset({"start", "end", "text", "sentence", "content", "speaker_span", "cue_span"})
_LONGEST = 300
# slots that take one word of a few, of any claim or of one kind; what a check does not know elsewhere, it says
_CHOICES = {
    "comparator": ("=", "~", "<", ">", "<=", ">=", "ordinal"),
    "polarity": ("positive", "negative", "possible"),
}
_CHOICES_OF: Mapping[type[Any], Mapping[str, tuple[str, ...]]] = {
    TreatyClaim: {"claimed_status": ("party", "signatory", "not_party", "not_signatory", "member", "withdrawn")},
    EmbargoClaim: {
        "claimed_status": ("in_force", "imposed", "suspended", "ended", "absent"),
        "force": ("mandatory", "request"),
        "reach": ("whole", "part"),
    },
}
_YES, _NO = {"yes", "true"}, {"no", "false", ""}


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person put in place of a reading: the span and its words (those of the reading where it stays), and slots.

    `slots` holds name and value as written down, "" for "the text does not say"; offsets are code points, half open.
    """

    start: int
    end: int
    words: str
    slots: Mapping[str, str]

    @property
    def told(self) -> dict[str, Any]:
        """Give it as the ledger keeps it."""
        return {"start": self.start, "end": self.end, "words": self.words, "slots": dict(self.slots)}

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Correction":
        """Read it as the ledger keeps it."""
        slots = {str(name): str(value) for name, value in told["slots"].items()}
        return cls(int(told["start"]), int(told["end"]), str(told["words"]), slots)


def correctable(claim_type: type[Any]) -> Mapping[str, type]:
    """Give the slots of a kind of claim that can be corrected, with their type: str, float, bool or When."""
    hints = get_type_hints(claim_type)
    found = {}
    for each in fields(claim_type):
        kinds = [kind for kind in get_args(hints[each.name]) or (hints[each.name],) if kind is not NoneType]
        if each.name not in _PLACES and len(kinds) == 1 and kinds[0] in {str, float, int, bool, When}:
            found[each.name] = kinds[0]
    return found


def corrected(claim: Claim, correction: Correction) -> Claim:
    """Give a claim as a person corrected it.

    Raises:
        UnreadableValue: a slot is none of this kind of claim, or its value is not what it must be; all are named.
    """
    wrong, values = [], dict[str, Any]()
    for name, said in correction.slots.items():
        try:
            values[name] = _value(type(claim), name, said)
        except UnreadableValue as error:
            wrong.append(error.what)
    if wrong:
        raise UnreadableValue(" ".join(wrong), where=claim.TYPE, todo="Correct the slots that `armstrace why` prints.")
    return replace(claim, start=correction.start, end=correction.end, text=correction.words, **values)


def _value(claim_type: type[Any], name: str, said: str) -> Any:
    kind = correctable(claim_type).get(name)
    if kind is None:
        raise UnreadableValue(f"{name!r} is no slot to correct: there are {', '.join(correctable(claim_type))}.")
    said = said.strip()
    if len(said) > _LONGEST:
        raise UnreadableValue(f"{name} has {len(said)} characters, and may have {_LONGEST}.")
    if kind is bool:
        if said.lower() not in _YES | _NO:
            raise UnreadableValue(f"{name} must be yes or no, not {said!r}.")
        return said.lower() in _YES
    if not said:
        return _nothing(claim_type, name)
    choices = _CHOICES_OF.get(claim_type, {}).get(name) or _CHOICES.get(name)
    if choices and said not in choices:
        raise UnreadableValue(f"{name} must be one of {', '.join(choices)}, not {said!r}.")
    if kind is When:
        return When.read(said)
    return _number(name, said, kind) if kind in {float, int} else said


def _nothing(claim_type: type, name: str) -> None:
    """Say that a text does not say; a slot that every claim of the kind has must have a value."""
    if NoneType not in get_args(get_type_hints(claim_type)[name]):
        raise UnreadableValue(f"{name} must have a value.")


def _number(name: str, said: str, kind: type) -> float | int:
    try:
        number = float(said)
    except ValueError as error:
        raise UnreadableValue(f"{name} must be a number without separators, not {said!r}.") from error
    if not math.isfinite(number) or (kind is int and not number.is_integer()):
        raise UnreadableValue(f"{name} must be a {'whole' if kind is int else 'plain'} number, not {said!r}.")
    return int(number) if kind is int else number
