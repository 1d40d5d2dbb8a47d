"""What SIPRI's exports say of themselves above the table, and the edition that follows from it.

Written from exports of 2022 to 2024 and from excerpts of 2026. Counts and years of an export refer only to the years
it was asked for, so the range is part of the edition.
"""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass

from armstrace.evidence.names import visible
from armstrace.gazetteer.states import code_of
from armstrace.records.errors import UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Edition
from armstrace.records.origin import read_key
from armstrace.records.place import Place
from armstrace.records.sources import ReadOptions, Source
from armstrace.records.values import When
from armstrace.sources.sipri.layout import Layout, Seen

TRANSFERS_TITLE = "Transfers of major conventional arms"
ALL = "*"
# SIPRI publishes the deliveries of a year in March of the next one
UPDATED_IN_MONTH = 3
_ASKED_OF = re.compile(
    r"^Transfers of major conventional arms from\s+(?P<supplier>.+?)\s+to\s+(?P<recipient>.+?)\s*\.\s*Deals"
)
_RANGE = re.compile(r"\byear range\b(?P<words>.*)$")
_YEAR = re.compile(r"\b\d{4}\b")
_GENERATED = re.compile(r"^(?:Data )?generated:\s*(?P<printed>.*\S)", re.IGNORECASE)
_COMPILED = re.compile(r"^TIV totals compiled by (?P<who>\S.*?) from \S", re.IGNORECASE)
_CLOCK = re.compile(r"[ ,T]+\d{1,2}:\d{2}.*$")


@dataclass(frozen=True, slots=True)
class Vintage:
    """When an export was made and what it was asked for.

    `span` is the range of years for the label, `covers` first and last year; `supplier` and `recipient` are "*", one
    code, or "" where the file does not tell. `assumptions` are sentences.
    """

    generated: When | None
    span: str
    covers: tuple[int, int] | None
    supplier: str
    recipient: str
    assumptions: tuple[str, ...] = ()


def generated_in(preamble: Sequence[str]) -> tuple[When | None, str]:
    """Find the day an export was generated, with a sentence where it does not say or cannot be read.

    >>> generated_in(["Data generated: 13 Apr 2024 3:44:54 PM"])[0].edtf
    '2024-04-13'
    """
    printed = next((found["printed"] for line in preamble if (found := _GENERATED.match(line.strip(' "')))), "")
    if not printed:
        return None, "The file does not say when it was generated."
    try:
        day = When.read(_CLOCK.sub("", printed.strip(' "')))
    except UnreadableValue:
        return None, f"The day it was generated, printed {visible(printed)!r}, could not be read."
    return When(day.earliest, day.latest, day.qualifier, printed), ""


def compiled_in(preamble: Sequence[str]) -> tuple[str, str]:
    """Find who put a table together from SIPRI's own, where a line says so, with the sentence to be noted.

    A table that others compiled is in SIPRI's layout and rests on SIPRI's figures, and is none of SIPRI's exports.

    >>> compiled_in(["TIV totals compiled by armstrace from SIPRI's tables generated 28 July 2022"])[0]
    'armstrace'
    """
    for line in preamble:
        told = line.strip(' ",')
        found = _COMPILED.match(told)
        if found:
            return visible(found["who"]), f"The file is no export of SIPRI\u2019s own; it says: {visible(told)}."
    return "", ""


def vintage_of_transfers(layout: Layout, seen: Seen) -> Vintage:
    """Give the vintage of a register from its preamble and, where that is missing, from the years its rows print."""
    title = next((line.strip(' "') for line in layout.preamble if TRANSFERS_TITLE in line), "")
    generated, silence = generated_in(layout.preamble)
    asked = _ASKED_OF.match(title)
    notes = [silence]
    if asked:
        supplier, recipient = asked["supplier"], asked["recipient"]
    else:
        supplier = recipient = ""
        notes.append("The file does not say whose transfers it was asked for: taken as all suppliers and recipients.")
    (supplier_code, supplier_note), (recipient_code, recipient_note) = (
        _scope(supplier, "suppliers"),
        _scope(recipient, "recipients"),
    )
    notes += [supplier_note, recipient_note]
    within = _RANGE.search(title)
    years = [int(year) for year in _YEAR.findall(within["words"])] if within else []
    covers = seen.years
    if len(years) == 2 and years[0] <= years[1]:
        span = spell_span((years[0], years[1]))
        covers, note = covered((years[0], years[1]), seen.years, generated)
        notes.append(note)
    else:
        span = "all years" if within else spell_span(covers)
        printed = spell_span(covers) or "none"
        notes.append(f"The file names no range of years: covered are the years of delivery it prints, {printed}.")
    return Vintage(generated, span, covers, supplier_code, recipient_code, tuple(filter(None, notes)))


def covered(
    asked: tuple[int, int], seen: tuple[int, int] | None, generated: When | None
) -> tuple[tuple[int, int], str]:
    """Tell which of the years asked for an edition can cover, with a sentence where it is not all of them.

    An export may be asked for years that SIPRI has not published yet: a year comes out in the March after it, so an
    export of January to March has it only if it prints a delivery of it.

    >>> october = When.read("2024-10-13")
    >>> covered((1950, 2024), (1950, 2023), october)[0]
    (1950, 2023)
    """
    if generated is None or generated.earliest is None:
        return asked, ""
    published = generated.earliest.year - 1
    if generated.earliest.month <= UPDATED_IN_MONTH:
        published = min(published, max(published - 1, seen[1] if seen else 0))
    if not asked[0] <= published < asked[1]:
        return asked, ""
    note = f"It was asked for years up to {asked[1]}, but deliveries after {published} were not published in it yet."
    return (asked[0], published), note


def _scope(asked: str, role: str) -> tuple[str, str]:
    """Turn "All countries" or one name into "*" or a code; "" and a sentence where it is neither."""
    if not asked or asked.casefold() == "all countries":
        return ALL, ""
    code = code_of(asked)
    if code:
        return code, ""
    return "", f"The export was asked for the {role} {visible(asked)!r}, which armstrace does not take for one state."


def spell_span(years: tuple[int, int] | None) -> str:
    """Write a span of years as a person does.

    >>> spell_span((1950, 2021))
    '1950–2021'
    """
    if years is None:
        return ""
    return str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"


def spell_day(day: When) -> str:
    """Write the day an export was generated: "13 April 2024"; as EDTF where it is no exact day."""
    if day.earliest is None or day.earliest != day.latest:
        return day.edtf
    return f"{day.earliest.day} {calendar.month_name[day.earliest.month]} {day.earliest.year}"


def edition_of(
    exhibit: Exhibit, options: ReadOptions, vintage: Vintage, *, source: Source, register: str, title: str
) -> Edition:
    """Build the edition record of an export.

    The label is the same for all files of one kind generated on the same day for the same years; without a date it
    names the edition a person gave, or the file.
    """
    given = options.edition or exhibit.edition
    notes = list(vintage.assumptions)
    if vintage.generated:
        stamp = f"generated {spell_day(vintage.generated)}"
        if given:
            notes.append(f"It was added as the edition {visible(given)!r}; the label keeps the day the file prints.")
    elif given:
        stamp = f"edition {visible(given)}"
        notes.append("The name of the edition was given by the person who added the file.")
    else:
        stamp = f"undated (received as {visible(exhibit.received_name)})"
    place = str(Place(row=1))
    return Edition(
        key=read_key(Edition.KIND, exhibit.sha256, place),
        exhibit=exhibit.sha256,
        place=place,
        item="",
        reader=source.reader,
        register=register,
        label=", ".join(filter(None, (title, stamp, vintage.span))),
        generated=vintage.generated,
        covers=When.years_of(*vintage.covers) if vintage.covers else None,
        scope_supplier=vintage.supplier,
        scope_recipient=vintage.recipient,
        assumptions=" ".join(notes),
    )
