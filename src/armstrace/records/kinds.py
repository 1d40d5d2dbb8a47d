"""The kinds of record a source gives: what one exhibit says of one thing, at one place.

Each has `key` (see origin.read_key), `exhibit` (SHA-256), `place` (see place.Place), `item` (tells apart records of
one place, such as "delivery=2016") and `reader`. Names are kept as printed beside the identity they map to; "" is an
identity armstrace does not know, "*" stands for all (a world total).
"""

from dataclasses import dataclass
from typing import ClassVar

from armstrace.records.captures import Capture
from armstrace.records.decisions import Decision, Embargo, Reply
from armstrace.records.sources import SetAside
from armstrace.records.supply import Licence, Report, Supply
from armstrace.records.values import Count, Tiv, When


@dataclass(frozen=True, slots=True)
class Edition:
    """One vintage of a register: when it was generated, what it covers, and what had to be assumed of it.

    `scope_supplier` and `scope_recipient` are "*" or the one state the export was asked for. `as_of` is the last day
    a treaty table knows of. `assumptions` are sentences.
    """

    KIND: ClassVar[str] = "edition"

    key: str
    exhibit: str
    place: str
    item: str
    reader: str
    register: str
    label: str
    generated: When | None = None
    covers: When | None = None
    scope_supplier: str = ""
    scope_recipient: str = ""
    treaty: str = ""
    as_of: When | None = None
    assumptions: str = ""


@dataclass(frozen=True, slots=True)
class Transfer:
    """One delivery, or one deal where a register prints deals: `tiv` in millions of trend-indicator values.

    `delivered` spans the years printed; where a deal prints several, `delivery_years` keeps them ("2015; 2016") and
    `tiv` belongs to them together. `tiv_ordered` is that of all that was ordered, where a register prints it.
    """

    KIND: ClassVar[str] = "transfer"

    key: str
    exhibit: str
    place: str
    item: str
    reader: str
    edition: str
    register: str
    deal: str
    supplier: str
    supplier_printed: str
    recipient: str
    recipient_printed: str
    designation: str
    description: str
    category: str
    ordered: When | None
    number_ordered: Count | None
    number_delivered: Count | None
    delivered: When | None
    delivery_years: str
    status: str
    local_production: bool | None
    tiv_unit: Tiv | None
    tiv: Tiv | None
    comment: str
    tiv_ordered: Tiv | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """One cell of an aggregate table: what went from a supplier to a recipient in a year, in `measure`."""

    KIND: ClassVar[str] = "flow"

    key: str
    exhibit: str
    place: str
    item: str
    reader: str
    edition: str
    register: str
    supplier: str
    supplier_printed: str
    recipient: str
    recipient_printed: str
    year: int
    category: str
    measure: str
    value: Tiv


@dataclass(frozen=True, slots=True)
class Commitment:
    """One act of a state towards a treaty.

    `action` is signature, consent, provisional, withdrawal_notified or withdrawal_effective; "unknown" where the
    exhibit leaves the state's standing open, so that no negative follows from it. `how` is the form of consent
    (ratification, accession, acceptance, approval, succession, "" unknown); `date` None where not known.
    """

    KIND: ClassVar[str] = "commitment"

    key: str
    exhibit: str
    place: str
    item: str
    reader: str
    edition: str
    register: str
    state: str
    state_printed: str
    treaty: str
    action: str
    how: str
    date: When | None
    note: str


@dataclass(frozen=True, slots=True)
class Document:
    """What a text says of itself: title, author, date as printed in it (never the date of the event it reports)."""

    KIND: ClassVar[str] = "document"

    key: str
    exhibit: str
    place: str
    item: str
    reader: str
    title: str
    author: str
    published: When | None
    encoding: str
    pages: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of a document's text, in reading order.

    `block` is heading, paragraph, list_item, quote, tweet, caption, table_cell, code or margin. `start` is its offset
    in the document's text (see passages.document_text), in code points. `runs` is a JSON list of [offset in this
    passage, length, offset in the original] and, where it differs from the length, the width in the original: its
    offsets are code points of the decoded file, or of the page's characters where `page` is set. `boxes` is a JSON
    list of [left, bottom, right, top] in PDF points, one per printed line.
    """

    KIND: ClassVar[str] = "passage"

    key: str
    exhibit: str
    place: str
    item: str
    reader: str
    block: str
    start: int
    text: str
    runs: str
    page: int
    boxes: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What one source asserts of the aircraft behind a 24-bit address, dated as far as the source dates it.

    `hex` is six lower-case hex digits; `typecode` ICAO's designator of the type; `operator` ICAO's of the operator, ""
    where it has none or none is said; `operator_printed` only of organisations and states, never of private persons.
    `valid` is the time it is asserted for, None where the source does not say; `as_of` the day the source speaks of
    today. `restricted` is why it is left out unless a case names it: "ladd", "pia", "private", several with blanks
    between, "" for none.
    """

    KIND: ClassVar[str] = "identity"

    key: str
    exhibit: str
    place: str
    item: str
    reader: str
    edition: str
    register: str
    hex: str
    registration: str
    typecode: str
    operator: str
    operator_printed: str
    state: str
    military: bool | None
    valid: When | None
    as_of: When | None
    restricted: str
    note: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What could have been seen on one UTC day: of an archive how whole it is, at an airfield who else came near.

    Of an archive: `folders` (of 256), `files` of all aircraft, `files_read` and `points_read`. Of an airfield (its
    OurAirports ident): `aircraft` that came within some 50 NM, how many of them were seen lower than 5,000 ft above it,
    and how high above it the lowest was, None where no altitude was told. What does not apply is None or "".
    """

    KIND: ClassVar[str] = "coverage"

    key: str
    exhibit: str
    place: str
    item: str
    reader: str
    day: When | None
    archive: str
    folders: int | None
    files: int | None
    files_read: int | None
    points_read: int | None
    airfield: str
    aircraft: int | None
    low_aircraft: int | None
    lowest_ft: float | None


@dataclass(frozen=True, slots=True)
class Movement:
    """One candidate airfield of a landing or a take-off, as `method` derived it from the points in `inputs`.

    `event` is the same for all candidates of an event, `rank` 1 the likeliest; `probability` is that of this event at
    this airfield; `motion` is landing or takeoff. Times are ISO 8601 in UTC, `day` is that of `time_utc`. `inputs`
    names members by their hash: "<sha256>;point=120-180", several with blanks between. `typecode` is the aircraft's
    ICAO type designator, "" where it is not known.
    """

    KIND: ClassVar[str] = "movement"

    key: str
    exhibit: str
    place: str
    item: str
    reader: str
    event: str
    rank: int
    hex: str
    registration: str
    operator: str
    callsign: str
    motion: str
    airfield: str
    icao: str
    day: When
    time_utc: str
    time_earliest: str
    time_latest: str
    probability: float
    tier: str
    basis: str
    inputs: str
    method: str
    typecode: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """One use of weapons, or harm from it, as one entry of one source tells it.

    `when` is the time of the event, never that of the report, which is `reported`. `place_printed` lies in `area`;
    `precision` says how near `lat` and `lon` come: exact, town, district, region, country, or "" unknown.
    Actors are as printed with the identity armstrace knows ("" for none). `weapon` is an identity of gazetteer.weapons,
    `deaths` have bounds and an estimate as far as the source gives them. `origin` is who first told of it, where the
    source says; `cited` is a JSON list of what the source names for it. `hedge` and `denial` keep the source's words.
    """

    KIND: ClassVar[str] = "incident"

    key: str
    exhibit: str
    place: str
    item: str
    reader: str
    edition: str
    register: str
    number: str
    when: When | None
    reported: When | None
    place_printed: str
    area: str
    state: str
    lat: float | None
    lon: float | None
    precision: str
    actor: str
    actor_printed: str
    target: str
    target_printed: str
    event_type: str
    weapon: str
    weapon_printed: str
    deaths_low: int | None
    deaths_best: int | None
    deaths_high: int | None
    civilian_deaths: int | None
    origin: str
    cited: str
    hedge: str
    denial: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Remnant:
    """What was left of a munition: a photograph of it, the markings as read, and who identified it how.

    `photo` is the SHA-256 of the exhibit. `markings` are as read, `candidates` a JSON list of [weapon identity, what
    speaks for it, what excludes it or ""]. `incident` is the number of the incident it is said to be from, "" unknown.
    """

    KIND: ClassVar[str] = "remnant"

    key: str
    exhibit: str
    place: str
    item: str
    reader: str
    number: str
    photo: str
    incident: str
    found: When | None
    place_printed: str
    markings: str
    identified_as: str
    identified_by: str
    how: str
    candidates: str
    note: str


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a list that a source keeps beside its incidents: what `number` stands for where a row uses it.

    `group` is what it belongs to ("Weapon System"), `name` what it is called; `cited` is a JSON list of addresses.
    """

    KIND: ClassVar[str] = "term"

    key: str
    exhibit: str
    place: str
    item: str
    reader: str
    register: str
    number: str
    group: str
    name: str
    text: str
    cited: str


Record = (
    Edition
    | Transfer
    | Flow
    | Commitment
    | Document
    | Passage
    | Identity
    | Coverage
    | Movement
    | Incident
    | Remnant
    | Term
    | Licence
    | Supply
    | Report
    | Embargo
    | Decision
    | Reply
    | Capture
)
RECORD_TYPES: tuple[type[Record], ...] = (
    Edition, Transfer, Flow, Commitment, Document, Passage, Identity, Coverage, Movement, Incident, Remnant, Term,
    Licence, Supply, Report, Embargo, Decision, Reply, Capture,
)  # fmt: skip
Readable = Record | SetAside
