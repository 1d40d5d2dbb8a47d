"""Claims: what a text asserts, as exact spans of it, in the schema that `armstrace claims --json` prints.

Offsets are code points of the document's text, half open. A machine reading is a suggestion until a person accepts it.
"""

from dataclasses import dataclass, fields
from typing import Any, ClassVar

from armstrace.records.values import When


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityClaim:
    """A number that counts or measures something: a share, a rank, a count, an amount, a duration.

    `value`, `min` and `max` are in full units (percent 0-100). `comparator` is one of = ~ < > <= >= ordinal; with
    "ordinal" the value is a rank (1 = largest; `max` alone: "among the three largest"). `subject` acts or supplies,
    `object` receives or is counted; several together are joined with "+", and "*" is the world. `action` is delivered,
    ordered or planned for counts (not_trade where nothing changed hands), imports or exports for ratios and changes.
    `polarity` is negative where the text denies the number and possible where it only supposes it. `place` is the
    region or limit of a rank or share, `partner` the other side that both states of a ratio share. A change goes from
    `compared` to `period`, in percent or, with the unit times, by a factor ("halved": 2, decrease).
    """

    TYPE: ClassVar[str] = "quantity_claim"

    start: int
    end: int
    text: str
    measure: str
    value: float | None = None
    min: float | None = None
    max: float | None = None
    unit: str | None = None
    comparator: str = "="
    subject: str | None = None
    object: str | None = None
    commodity: str | None = None
    polarity: str = "positive"
    designation: str | None = None
    action: str | None = None
    partner: str | None = None
    period: When | None = None
    compared: When | None = None
    place: str | None = None
    source: str | None = None
    sentence: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatyClaim:
    """What a text says of one state's relation to one treaty.

    `claimed_status` is party, signatory, not_party, not_signatory, member or withdrawn, and treaty_content where the
    text tells what a treaty says; `action` and `date` where the text names an act ("ratified on 3 December 2008");
    `as_of` the day the statement is about, else the day of publication.
    """

    TYPE: ClassVar[str] = "treaty_status"

    start: int
    end: int
    text: str
    state: str | None
    treaty: str | None
    treaty_id: str | None
    claimed_status: str
    polarity: str
    action: str | None = None
    date: When | None = None
    as_of: When | None = None
    source: str | None = None
    sentence: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeClaim:
    """Arms or goods said to go from a supplier to a recipient, without a number to check.

    `denied` tells that the sentence denies the transfer, or reports that somebody denies or disputes it.
    """

    TYPE: ClassVar[str] = "trade_claim"

    start: int
    end: int
    text: str
    supplier: str | None
    recipient: str | None
    commodity: str
    designation: str | None = None
    period: When | None = None
    status: str = "asserted"
    hedge: str | None = None
    source: str | None = None
    denied: bool = False
    sentence: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementClaim:
    """What somebody says, writes, denies, calls for or believes, with the words of it as spans of the text.

    `content` holds one span, or several where a cue interrupts it. `speaker` is the name as far as the text resolves
    it, `speaker_span` the words that stand there. `quote_kind` is direct, indirect, mixed, tweet, belief or
    indirect_question. `medium` is where it was said ("a telephone call with GlobalVoices"), `addressee` to whom,
    `date` when.
    """

    TYPE: ClassVar[str] = "statement"

    start: int
    end: int
    text: str
    content: tuple[tuple[int, int], ...]
    speaker: str | None
    speaker_span: tuple[int, int] | None = None
    cue: str | None = None
    cue_span: tuple[int, int] | None = None
    quote_kind: str = "indirect"
    date: When | None = None
    addressee: str | None = None
    medium: str | None = None
    sentence: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeaponUseClaim:
    """A weapon used, or said, suspected or denied to have been used.

    `weapon` is the name as printed, `weapon_class` one of the reading schema's, `actor` a state code or a name,
    `origin` the state that made or supplied it. `hedge` keeps the hedging words of its clause, `source` who says so
    (None: the author). `occasions` keeps the words that bound how often ("in one instance", "on multiple occasions").
    """

    TYPE: ClassVar[str] = "weapon_use"

    start: int
    end: int
    text: str
    weapon: str | None
    weapon_class: str
    actor: str | None = None
    place: str | None = None
    target: str | None = None
    date: When | None = None
    hedge: str | None = None
    source: str | None = None
    denied: bool = False
    origin: str | None = None
    occasions: str | None = None
    sentence: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventClaim:
    """Something that happened, or will, with a date of its own; speech, weapon use and court acts have their types."""

    TYPE: ClassVar[str] = "event"

    start: int
    end: int
    text: str
    date: When
    kind: str | None = None
    actor: str | None = None
    place: str | None = None
    hedge: str | None = None
    source: str | None = None
    sentence: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightClaim:
    """Flights: by whom, from where to where, how many, when. Places are names or ICAO codes."""

    TYPE: ClassVar[str] = "flight_claim"

    start: int
    end: int
    text: str
    operator: str | None = None
    origin: str | None = None
    destination: str | None = None
    flight_type: str | None = None
    value: float | None = None
    min: float | None = None
    comparator: str | None = None
    period: When | None = None
    hedge: str | None = None
    source: str | None = None
    sentence: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalClaim:
    """An act of law: a petition, ruling, case, arrest or statute, with its court, outcome and day.

    `grounds` keeps the words that say why a court decided so: whether weapons "would be" or "have been" used is a
    difference that a later check needs.
    """

    TYPE: ClassVar[str] = "legal_action"

    start: int
    end: int
    text: str
    kind: str
    actor: str | None = None
    court: str | None = None
    outcome: str | None = None
    date: When | None = None
    grounds: str | None = None
    hedge: str | None = None
    source: str | None = None
    sentence: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeClaim:
    """Somebody called the holder of an office: "Turkish President Recep Tayyip Erdoğan".

    `person` is the name as far as the text resolves it, `state` a code, `office` one of president, prime_minister,
    monarch, crown_prince, supreme_leader, foreign_minister, defence_minister. `as_of` is the time that the sentence
    names, None for the day of publication. `tense` is "former" or "then" where the text says so.
    """

    TYPE: ClassVar[str] = "office_claim"

    start: int
    end: int
    text: str
    person: str
    office: str
    state: str
    title: str
    as_of: When | None = None
    tense: str | None = None
    source: str | None = None
    sentence: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingClaim:
    """A state said to have a weapon: "Azerbaijan possesses Smerch rocket launchers"; nothing on how it got it.

    `state` is a code, `weapon` the name as printed. `as_of` is the time that the sentence names, None for the day of
    publication. `negated` tells that the sentence says it has none.
    """

    TYPE: ClassVar[str] = "holding"

    start: int
    end: int
    text: str
    state: str
    weapon: str
    weapon_class: str
    as_of: When | None = None
    hedge: str | None = None
    negated: bool = False
    source: str | None = None
    sentence: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbargoClaim:
    """An arms embargo said to be on somebody, to have been put on or ended, or not to be there.

    `target` is a state's code or the name of a group or area, `state` where a group or area lies, as far as it is
    known. `imposed_by` is UN, EU, OSCE, another body or a state's code, None where the text does not say.
    `claimed_status` is in_force, imposed, suspended, ended or absent; `force` mandatory or request and `reach` whole or
    part, where the text says so. `date` is the day of the act, or a period that begins with it ("since 2004"), `as_of`
    the time that the sentence speaks of, None for the day of publication; `past` tells that it speaks of some time
    past.
    """

    TYPE: ClassVar[str] = "embargo"

    start: int
    end: int
    text: str
    target: str
    claimed_status: str
    state: str | None = None
    imposed_by: str | None = None
    force: str | None = None
    reach: str | None = None
    date: When | None = None
    as_of: When | None = None
    past: bool = False
    hedge: str | None = None
    source: str | None = None
    sentence: tuple[int, int] | None = None


Claim = (
    QuantityClaim
    | TreatyClaim
    | TradeClaim
    | StatementClaim
    | WeaponUseClaim
    | EventClaim
    | FlightClaim
    | LegalClaim
    | OfficeClaim
    | HoldingClaim
    | EmbargoClaim
)
# claims of which the reading schema knows nothing: they are printed apart from its items
APART = (OfficeClaim.TYPE, HoldingClaim.TYPE, EmbargoClaim.TYPE)


def claim_json(claim: Claim) -> dict[str, Any]:
    """Give a claim as the JSON object of the reading schema.

    Dates are ISO days, months, years or intervals with their `precision`; a mark of doubt on a date stands beside it
    as `<field>_doubt`. Whole numbers are integers.
    """
    item: dict[str, Any] = {"type": claim.TYPE}
    for field in fields(claim):
        value = getattr(claim, field.name)
        if isinstance(value, When):
            item[field.name] = value.edtf.rstrip("?~%")
            if value.qualifier:
                item[f"{field.name}_doubt"] = value.qualifier
            if field.name == "date":
                item["precision"] = value.precision
            continue
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        elif isinstance(value, tuple):
            value = [list(each) if isinstance(each, tuple) else each for each in value]
        item[field.name] = value
    return item
