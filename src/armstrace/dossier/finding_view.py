"""One finding as the template lays it out: every value already in words, nothing computed anew."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby

from markupsafe import Markup

from armstrace.dossier.charts import Bar, bars
from armstrace.dossier.date_words import day_words
from armstrace.dossier.footnotes import Footnotes, footnotes
from armstrace.dossier.model import Dossier, Row
from armstrace.dossier.reopened import Reopenings
from armstrace.dossier.surges.chart import surge_svg
from armstrace.dossier.verdict_words import VERDICTS, VerdictWords
from armstrace.dossier.wording import (
    about,
    amount,
    answers,
    asserted,
    basis,
    figure_words,
    interval,
    split_unit,
    state_names,
)
from armstrace.records.claims import Claim, EmbargoClaim, TreatyClaim
from armstrace.records.findings import Finding, Part, Reading
from armstrace.records.values import When

ROWS_SHOWN = 25
NOT_SLOTS = {"start", "end", "text", "sentence", "value", "min", "max", "unit", "comparator", "polarity"}
NOT_SLOTS |= {"content", "speaker_span", "cue_span"}  # places in the text, which is shown beside
NOT_SLOTS |= {"past"}
STATE_FIELDS = {"subject", "object", "state", "supplier", "recipient", "target", "imposed_by"}
FIELD_WORDS = {
    "as_of": "as of",
    "claimed_status": "said to be",
    "commodity": "goods",
    "object": "recipient",
    "subject": "supplier or actor",
    "source": "said by",
    "treaty_id": "treaty identifier",
}
STATUS_WORDS = {
    "party": "a party",
    "signatory": "a signatory",
    "member": "a member",
    "not_party": "not a party",
    "not_signatory": "not a signatory",
    "in_force": "in force",
}


@dataclass(frozen=True, slots=True)
class Places:
    """Where findings lead to: exhibits by their numbers on the page, methods by their anchors, places opened again."""

    exhibits: Mapping[str, int]
    methods: Mapping[str, str]
    seen: Reopenings


@dataclass(frozen=True, slots=True)
class Slot:
    """One part of a claim: its name, how it was read, and its own verdict where the check gave one."""

    name: str
    value: str
    verdict: VerdictWords | None


@dataclass(frozen=True, slots=True)
class ReadingView:
    """What one edition says: the figure, its bounds and its marks of doubt."""

    edition: str
    figure: str
    numeric: bool
    bounds: str
    estimate: bool
    note: str


@dataclass(frozen=True, slots=True)
class PartsView:
    """A group of lines a figure is made of: a chart where they can be compared, and always the table."""

    heading: str
    chart: Markup
    reference: str
    lines: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """One row: its key, the exhibit's number in the list and hash, the place, and the cells as printed."""

    key: str
    exhibit_number: int
    sha256: str
    place: str
    reader: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowTable:
    """Rows that share their columns."""

    columns: tuple[str, ...]
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """All the template needs of one finding."""

    number: int
    finding: Finding
    verdict: VerdictWords
    about: str
    answers: tuple[tuple[str, str], ...]
    figure: str
    measured_in: str
    basis: str
    asserted: str
    accepted: str
    judge_again: str
    replies: tuple[str, ...]
    slots: tuple[Slot, ...]
    readings: tuple[ReadingView, ...]
    parts: tuple[PartsView, ...]
    surges: tuple[Markup, ...]
    tables: tuple[RowTable, ...]
    rows_used: int
    rows_shown: int
    notes: Footnotes
    method_anchor: str


def view(number_: int, finding: Finding, dossier: Dossier, at: Places) -> FindingView:
    """Put one finding in words."""
    rows = _largest(finding, dossier.rows)
    return FindingView(
        number=number_,
        finding=finding,
        verdict=VERDICTS[finding.verdict.value],
        about=about(finding.claim),
        answers=answers(finding.figure),
        figure=figure_words(finding.figure, finding.unit),
        measured_in=split_unit(finding.unit)[1],
        basis="" if finding.figure is None else basis(finding, dossier.editions),
        asserted=asserted(finding.claim),
        accepted=dossier.accepted.get(finding.key, ""),
        judge_again=dossier.judge_again.get(finding.key, ""),
        replies=dossier.replies.get(finding.key, ()),
        slots=tuple(_slots(finding)),
        readings=tuple(_reading(reading, finding.unit) for reading in finding.readings),
        parts=tuple(_parts(heading, lines, finding) for heading, lines in finding.parts.items() if lines),
        surges=tuple(Markup(surge_svg(each, standalone=False)) for each in finding.surges),  # noqa: S704  # escaped there
        tables=tuple(_tables(rows, at.exhibits)),
        rows_used=len(finding.records),
        rows_shown=len(rows),
        notes=footnotes(finding, dossier, at.seen, at.exhibits),
        method_anchor=at.methods.get(finding.method, ""),
    )


def _slots(finding: Finding) -> list[Slot]:
    claim = finding.claim
    read = {
        field.name: value
        for field in fields(claim)
        if field.name not in NOT_SLOTS and (value := _slot_words(claim, field.name))
    }
    if words := asserted(claim):
        read["value"] = words
    names = [*read, *(name for name in finding.slots if name not in read)]
    return [
        Slot(
            FIELD_WORDS.get(name, name.replace("_", " ")),
            read.get(name, ""),
            VERDICTS[finding.slots[name].value] if name in finding.slots else None,
        )
        for name in names
    ]


def _slot_words(claim: Claim, name: str) -> str:
    value = getattr(claim, name)
    if value is None:
        return ""
    if isinstance(value, When):
        return day_words(value)
    if name in STATE_FIELDS:
        return state_names(value)
    if isinstance(claim, EmbargoClaim) and name == "claimed_status":
        return STATUS_WORDS.get(claim.claimed_status, claim.claimed_status)
    if isinstance(claim, TreatyClaim) and name == "claimed_status":
        denied = claim.polarity == "negative" and not claim.claimed_status.startswith("not_")
        return ("not " if denied else "") + STATUS_WORDS.get(claim.claimed_status, claim.claimed_status)
    words = str(value).replace("_", " ") if name in {"measure", "status", "action"} else str(value)
    return f"rank by {words}" if name == "measure" and getattr(claim, "comparator", "") == "ordinal" else words


def _reading(reading: Reading, unit: str | None) -> ReadingView:
    figure, numeric = figure_words(reading.value, unit), isinstance(reading.value, int | float)
    bounds = interval(reading.low, reading.high, unit)
    return ReadingView(reading.edition, figure, numeric, bounds, reading.estimate, reading.note)


@dataclass(frozen=True, slots=True)
class _Chart:
    """What a chart of parts shows; `reference` is what the text says, where it is in the same unit."""

    title: str
    items: tuple[Bar, ...]
    unit: str
    reference: tuple[str, float] | None


def drawn(finding: Finding) -> dict[str, str]:
    """Draw what a figure is made of, by heading, each as an SVG file; what cannot be compared is not drawn."""
    charts = {heading: _chart(heading, parts, finding) for heading, parts in finding.parts.items() if parts}
    return {
        heading: bars(each.title, each.items, each.unit, reference=each.reference, standalone=True)
        for heading, each in charts.items()
        if each is not None
    }


def _chart(heading: str, parts: Sequence[Part], finding: Finding) -> _Chart | None:
    windows, unit = "window" in heading.lower(), parts[0].unit
    items = _windows(parts, finding) if windows else _named(parts, finding)
    if len({part.unit for part in parts}) > 1 or len(items) < 2:
        return None
    said = getattr(finding.claim, "value", None)
    reference = None
    if windows and said is not None and unit == split_unit(finding.unit)[0]:
        reference = (f"the text says {asserted(finding.claim)}", float(said))
    return _Chart(f"{heading}: “{finding.claim.text}”", tuple(items), unit, reference)


def _parts(heading: str, parts: Sequence[Part], finding: Finding) -> PartsView:
    made = _chart(heading, parts, finding)
    if made is None:
        return PartsView(heading, Markup(""), "", tuple((p.label, amount(p.value, p.unit), p.note) for p in parts))
    chart = Markup(bars(made.title, made.items, made.unit, reference=made.reference))  # noqa: S704  # charts escapes every label
    lines = tuple((bar.label, amount(bar.value, made.unit), bar.note) for bar in made.items)
    return PartsView(heading, chart, made.reference[0] if made.reference else "", lines)


def _named(parts: Sequence[Part], finding: Finding) -> list[Bar]:
    """Give bars, with those of the claim's own states highlighted."""
    codes = (getattr(finding.claim, name, None) for name in STATE_FIELDS)
    own = {state_names(code) for code in codes if code}
    return [Bar(part.label, part.value, part.label in own, part.note) for part in parts]


def _windows(parts: Sequence[Part], finding: Finding) -> list[Bar]:
    """Give neighbouring windows with the claim's own among them, or they could not be compared."""
    period = getattr(finding.claim, "period", None)
    words = day_words(period) if period is not None else ""
    own = _years(words)
    items = [Bar(part.label, part.value, own is not None and _years(part.label) == own, part.note) for part in parts]
    if isinstance(finding.figure, float) and period is not None and not any(bar.highlighted for bar in items):
        items.insert(0, Bar(f"{words} (this claim)", finding.figure, highlighted=True))
    return items


def _years(label: str) -> tuple[int, int] | None:
    """Read "2015-2019", "2015–19" or "2015" as first and last year; None for anything else."""
    found = re.match(r"^\s*(\d{4})(?:\s*[-–/]\s*(\d{4}|\d{2}))?\b", label)
    if not found:
        return None
    first, last = found[1], found[2] or found[1]
    return int(first), int(first[: 4 - len(last)] + last)


def _largest(finding: Finding, rows: Mapping[str, Row]) -> list[tuple[str, Row]]:
    present = [(key, rows[key]) for key in finding.records if key in rows]
    present.sort(key=lambda pair: -(pair[1].size or 0.0))
    return present[:ROWS_SHOWN]


def _tables(rows: Sequence[tuple[str, Row]], exhibit_numbers: Mapping[str, int]) -> list[RowTable]:
    def columns(pair: tuple[str, Row]) -> tuple[str, ...]:
        return tuple(name for name, _ in pair[1].cells)

    order = {shape: place for place, shape in enumerate(dict.fromkeys(columns(pair) for pair in rows))}
    grouped = groupby(sorted(rows, key=lambda pair: order[columns(pair)]), key=columns)
    return [
        RowTable(
            shape,
            tuple(
                RowView(
                    key, exhibit_numbers[row.exhibit], row.exhibit, row.place, row.reader,
                    tuple(value for _, value in row.cells),
                )
                for key, row in group
            ),
        )
        for shape, group in grouped
    ]  # fmt: skip
