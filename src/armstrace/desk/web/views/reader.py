"""A document as it is read: its text in parts, its claims with their verdicts, and one of them opened."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from armstrace.desk.documents.document import passages_of
from armstrace.desk.dossiers.used_rows import exhibits_of
from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.problems import NotThere
from armstrace.desk.web.views.checked import CheckedNow, checked_now, checked_soon, document_named, was_checked
from armstrace.desk.web.views.jobs import JobView
from armstrace.records.claims import Claim
from armstrace.records.corrections import correctable
from armstrace.records.errors import CaseError
from armstrace.records.exhibits import Exhibit
from armstrace.records.findings import Finding
from armstrace.records.judgements import Judged, State
from armstrace.records.kinds import Passage
from armstrace.records.passages import blocks, document_text, original_place
from armstrace.records.place import Place
from armstrace.records.values import When

PART = 120_000
"""So many characters of a text stand on one page, to the end of their block."""
WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class ReaderAsked:
    """A document, the claim opened ("" for none), the part of the text (0: the claim's), whether claims are read."""

    sha256: str = told(longest=64)
    item: str = told("", longest=120)
    part: int = told(0, most=100_000)
    wait: bool = False


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim: its number in the text, what opens it, its place and words, and how it stands.

    `state` is a verdict, "unchecked", "left_out" (a person rejected it) or "withheld"; `judged` says how far it is a
    person's word.
    """

    number: int
    item: str
    claim: str
    start: int
    end: int
    words: str
    type: str
    state: str
    judged: str


@dataclass(frozen=True, slots=True)
class SlotNow:
    """One slot that can be corrected: what it says now and what the machine read."""

    name: str
    value: str
    machine: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The claim that is open: who says what of it, where it stands in the original, what can be corrected."""

    row: ClaimRow
    speaker: str
    why_unchecked: str
    judged_by: str
    judged_at: str
    judged_why: str
    corrected: bool
    slots: tuple[SlotNow, ...]
    places: tuple[str, ...]
    pages: tuple[int, ...]
    finding: str
    following: str
    previous: str


@dataclass(frozen=True, slots=True)
class Reader:
    """A document on the desk; `ready` is False until its claims are read, `trouble` says why they cannot be.

    `job` is the work that reads them.
    """

    sha256: str
    name: str
    title: str
    published: date | None
    published_assumed: bool
    media_type: str
    text: str
    start: int
    blocks: tuple[tuple[int, int, str], ...]
    part: int
    parts: int
    ready: bool
    job: JobView | None
    trouble: str
    claims: tuple[ClaimRow, ...]
    opened: Opened | None
    homeless: tuple[str, ...]
    notes: tuple[str, ...]
    seen: int


def reader(desk: Desk, asked: ReaderAsked) -> Reader:
    """Read a document: its text, its claims as they are checked now, one of them opened."""
    exhibit = document_named(desk, asked.sha256)
    trouble, now, job = "", None, None
    try:
        if was_checked(desk, exhibit):
            now = checked_now(desk, exhibit)
        elif asked.wait or asked.item:
            job, now = checked_soon(desk, exhibit)
    except CaseError as error:
        trouble = f"{error.what} {error.todo}" if asked.wait or asked.item else ""
    rows = claim_rows(desk, now) if now else ()
    opened = _opened(now, rows, asked.item) if now and asked.item else None
    parts = desk.cached(("parts", exhibit.sha256), lambda: _parts(desk, exhibit), exhibit.sha256)
    if not parts:
        raise NotThere("This exhibit is no document with text.", where=exhibit.received_name, todo="See the exhibits.")
    number = asked.part or (_part_with(parts, opened.row.start) if opened else 1)
    if number > len(parts):
        raise NotThere("The text has no such part.", where=str(asked.part), todo=f"It has {len(parts)}.")
    part = parts[number - 1]
    about = now.mine.document if now else None
    return Reader(
        sha256=exhibit.sha256,
        name=exhibit.received_name,
        title=about.about.title if about and about.about else "",
        published=about.published if about else None,
        published_assumed=bool(about and about.published_assumed),
        media_type=exhibit.media_type,
        text=part.text,
        start=part.start,
        blocks=part.blocks,
        part=number,
        parts=len(parts),
        ready=now is not None,
        job=job,
        trouble=trouble,
        claims=rows,
        opened=opened,
        homeless=tuple(f"{each.words} ({each.state.value} {each.signed})" for each in now.mine.homeless) if now else (),
        notes=now.checked.notes if now else (),
        seen=desk.head.count,
    )


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    text: str
    blocks: tuple[tuple[int, int, str], ...]


def _parts(desk: Desk, exhibit: Exhibit) -> tuple[_Part, ...]:
    """Cut a text into parts at the ends of blocks; offsets of blocks are those within their part."""
    found, held = list[_Part](), list[Passage]()
    for passage in passages_of(desk.case, exhibit):
        if held and passage.start - held[0].start >= PART:
            found.append(_part(held))
            held = []
        held.append(passage)
    return (*found, _part(held)) if held else tuple(found)


def _part(held: Sequence[Passage]) -> _Part:
    start = held[0].start
    moved = [replace(each, start=each.start - start) for each in held]
    return _Part(start, document_text(moved), tuple((each.start, each.end, each.kind) for each in blocks(moved)))


def _part_with(parts: Sequence[_Part], at: int) -> int:
    return bisect_right([each.start for each in parts], at)


def claim_rows(desk: Desk, now: CheckedNow) -> tuple[ClaimRow, ...]:
    """Give all claims of a document in the order of the text, those too that a person rejected."""
    return tuple(row for row, _ in _numbered(desk, now))


def _numbered(desk: Desk, now: CheckedNow) -> Iterator[tuple[ClaimRow, Finding | None]]:
    checked = now.checked
    hidden = _withheld(desk, checked.findings)
    held: list[tuple[Claim, str, Finding | None]] = [
        (each.claim, WITHHELD if each.key in hidden else each.verdict.value, each) for each in checked.findings
    ]
    held += [(claim, "unchecked", None) for claim, _ in checked.unchecked]
    gone = {each.claim for each in checked.left_out}
    held = [each for each in held if each[0] not in gone]
    held += [(claim, "left_out", None) for claim in gone]
    held.sort(key=lambda each: (each[0].start, each[0].end, each[0].TYPE, each[0].text))
    for number, (claim, state, finding) in enumerate(held, 1):
        judged = checked.judged.get(claim)
        key = judged.key if judged else ""
        yield (
            ClaimRow(
                number,
                finding.key if finding else key,
                key,
                claim.start,
                claim.end,
                claim.text,
                claim.TYPE,
                state,
                (judged.state if judged else State.SUGGESTED).value,
            ),
            finding,
        )


def _withheld(desk: Desk, findings: Sequence[Finding]) -> frozenset[str]:
    """Give the keys of findings that rest on an exhibit which this person may not see."""
    hidden = desk.who.hidden
    if not hidden:
        return frozenset()
    return frozenset(each.key for each in findings if exhibits_of(desk.case, each.records) & hidden)


def finding_opened(desk: Desk, now: CheckedNow, item: str) -> tuple[int, Finding] | None:
    """Give the finding that is open, with its number; None for a claim without one, or one that is withheld."""
    for row, finding in _numbered(desk, now):
        if row.item == item and finding is not None and row.state != WITHHELD:
            return row.number, finding
    return None


def judged_claim(now: CheckedNow, key: str) -> Judged:
    """Give a claim of a document by its key.

    Raises:
        NotThere: the document has none of this key.
    """
    found = next((each for each in now.mine.claims if each.key == key), None)
    if found is None:
        raise NotThere("The document has no such claim now.", where=key[:120], todo="Open the document again.")
    return found


def _opened(now: CheckedNow, rows: Sequence[ClaimRow], item: str) -> Opened:
    at = next((place for place, row in enumerate(rows) if item in {row.item, row.claim}), None)
    if at is None:
        raise NotThere("The document has no such claim now.", where=item[:120], todo="Open the document again.")
    row = rows[at]
    judged = judged_claim(now, row.claim) if row.claim else None
    claim = judged.claim if judged else next(each for each in now.checked.judged if each.start == row.start)
    signed = judged.judgement if judged else None
    places = original_place([*now.mine.document.passages], claim.start, claim.end)
    reasons = {each.key: why for unchecked, why in now.checked.unchecked if (each := now.checked.judged.get(unchecked))}
    return Opened(
        row=row,
        speaker=str(getattr(claim, "source", None) or getattr(claim, "speaker", None) or ""),
        why_unchecked=reasons.get(row.claim, "") if row.state == "unchecked" else "",
        judged_by=signed.by if signed else "",
        judged_at=signed.at if signed else "",
        judged_why=signed.why if signed else "",
        corrected=bool(judged and judged.machine),
        slots=tuple(slots_now(judged)) if judged else (),
        places=tuple(map(str, places)),
        pages=tuple(dict.fromkeys(_page(each) for each in places if _page(each))),
        finding=row.item if row.item != row.claim else "",
        following=rows[at + 1].item if at + 1 < len(rows) else "",
        previous=rows[at - 1].item if at else "",
    )


def _page(place: Place) -> int:
    return place.page or 0


def slots_now(judged: Judged) -> Iterator[SlotNow]:
    """Give the slots of a claim that can be corrected."""
    kinds = correctable(type(judged.claim))
    for each in fields(judged.claim):
        if each.name in kinds:
            yield SlotNow(each.name, _said(judged.claim, each.name), _said(judged.as_read, each.name))


def _said(claim: Claim, name: str) -> str:
    value = getattr(claim, name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, When):
        return value.edtf
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
