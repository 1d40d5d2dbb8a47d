"""Participant tables of the UN Treaty Collection: who has signed a treaty and who has consented to be bound by it.

Written from tables of chapter XXVI (disarmament) with dates up to June 2014 and from the status pages of 2015 to 2026.
Such a table names neither its treaty nor its day. The treaty is what a person says (`--treaty CCM-2008`), else the
number in the received name ("26-6.csv", "XXVI-6"); the day is what a person says, else the latest date in the table.
Left out: footnotes, declarations, reservations, objections, territorial application.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from armstrace.gazetteer.treaties import treaties, treaty_id_of, treaty_of_number
from armstrace.records.errors import CaseError, UnknownFormat, UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Edition, Readable
from armstrace.records.origin import read_key
from armstrace.records.place import Place
from armstrace.records.sources import ReadOptions, SetAside, Source
from armstrace.records.values import When
from armstrace.sources.said import day_in, said_edition, state_of
from armstrace.sources.table_files import rows
from armstrace.sources.treaties.tables import Act, aside, commitment, first_row, latest_of
from armstrace.sources.treaties.un_columns import PARTICIPANT, Column, columns_of, dated, participant

SOURCE = Source(
    name="un_treaty_table",
    title="Participants of a treaty, as the UN Treaty Collection prints them",
    publisher="Secretary-General of the United Nations, Treaty Section",
    url="https://treaties.un.org",
    licence="Facts; terms of use of the United Nations Treaty Collection",
    kinds=("edition", "commitment"),
    covers="Signatures, consents to be bound and provisional application of one treaty, up to the day of the table",
    limits=(
        "The table names neither its treaty nor its day: a person, or the file's name and latest date, must tell them.",
        "A state without a row had not signed or joined by the table's day; nothing follows for later days.",
        "Dates are those of signature and deposit; entry into force for a state follows from the treaty's article.",
        "A withdrawal shows only as brackets; its day stands in a footnote that is not in the table.",
        "Reservations, declarations, objections and territorial application are not in the table.",
        "A row says what the depositary was notified of, nothing on statehood nor on whether a treaty is kept.",
    ),
)
_ACTS = re.compile(
    r"^(definitive signature|signature|consent|provisional|ratification|accession|acceptance|approval|succession"
    r"|formal confirmation)",
    re.IGNORECASE,
)
# not in the middle of a date such as 2014-4-1, nor of a longer number
_NUMBER_IN_NAME = re.compile(
    r"(?<![A-Za-z0-9-])(?:\d{1,2}|[IVXL]+)-\d{1,2}(?:[-.]?[a-z](?![A-Za-z0-9]))?(?![A-Za-z0-9]|-\d)"
)
WITHDRAWN = "The table prints the date in brackets: it no longer counts. The day of the withdrawal is in a footnote."


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a table is known by its columns, whatever its name
    """Tell a participants' table by its first column and an act in another."""
    header = first_row(head)
    return 2 if header[:1] == [PARTICIPANT] and any(_ACTS.match(cell) for cell in header[1:]) else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield the edition, then the acts in the order of the table with what had to be set aside among them.

    Raises:
        CaseError: a treaty was named that is not known.
        SourceChanged: a column is new or renamed, or the file stops being a table.
        UnknownFormat: it cannot be told which treaty the table is of.
    """
    table = rows(exhibit.path, exhibit.received_name)
    columns = columns_of(next(table, (1, []))[1], exhibit.received_name)
    treaty, told = _treaty(exhibit, options)
    found = [act for number, cells in table if any(cells) for act in _row(number, cells, columns, (exhibit, treaty))]
    edition = _edition(exhibit, treaty, _as_of(exhibit, options, found), (told, _unread(found)))
    yield edition
    for act in found:
        yield commitment(act, edition) if isinstance(act, Act) else act


def _treaty(exhibit: Exhibit, options: ReadOptions) -> tuple[str, str]:
    """Tell the treaty and how it was told."""
    for said, by in ((options.treaty, "when it was read"), (exhibit.treaty, "when it came in")):
        if said.strip():
            known = treaty_id_of(said)
            if known is None:
                raise CaseError(f"No treaty is known as {said!r}.", todo=f"Use one of: {', '.join(treaties())}.")
            return known, f"That the table is of {known} is what a person said {by}."
    for number in _NUMBER_IN_NAME.findall(exhibit.received_name):
        known = treaty_of_number(number)
        if known:
            return known, f"That the table is of {known} is taken from {number!r} in the name of the file."
    raise UnknownFormat(
        "This is a table of the participants of a treaty, but nothing says of which treaty.",
        where=repr(exhibit.received_name),
        todo=f"Name it, for example --treaty CCM-2008 (known: {', '.join(treaties())}).",
    )


def _as_of(exhibit: Exhibit, options: ReadOptions, found: Sequence[Act | SetAside]) -> tuple[When | None, str]:
    """Tell up to which day the table is complete, and how that was told."""
    words = said_edition(exhibit, options)
    day = day_in(words)
    if day:
        return day, f"That the table is complete up to {day.edtf} is what a person said."
    latest = latest_of(act.date for act in found if isinstance(act, Act))
    if latest is None:
        return None, "The table holds no date, and nobody said its day: nothing follows from a missing row."
    described = f" Of its edition a person said: {words!r}." if words else ""
    return latest, (
        f"The table does not print its day; it is taken to be complete up to the latest date in it, {latest.edtf}. "
        f"It may have been copied later.{described}"
    )


def _unread(found: Sequence[Act | SetAside]) -> str:
    """Name the participants that are not known: one of them may be the state that is asked for."""
    unread = [one for one in found if isinstance(one, SetAside) and Place.read(one.place).column == PARTICIPANT]
    names = ", ".join(repr(one.printed.partition(" | ")[0]) for one in unread)
    return f"Participants whose names are not known are set aside: {names}." if unread else ""


def _edition(exhibit: Exhibit, treaty: str, as_of: tuple[When | None, str], said: tuple[str, str]) -> Edition:
    (day, told_day), (told, unread) = as_of, said
    place, item = str(Place(row=1)), f"treaty={treaty}"
    return Edition(
        key=read_key(Edition.KIND, exhibit.sha256, place, item),
        exhibit=exhibit.sha256,
        place=place,
        item=item,
        reader=SOURCE.reader,
        register=SOURCE.name,
        label=f"UN Treaty Collection, {treaty}, " + (f"as of {day.edtf}" if day else "undated"),
        treaty=treaty,
        as_of=day,
        assumptions=f"{told} {told_day} {unread}".rstrip(),
    )


def _row(number: int, cells: list[str], columns: list[Column], of: tuple[Exhibit, str]) -> list[Act | SetAside]:
    """Read one participant's acts; what cannot be read is set aside and leaves that state's standing open."""
    exhibit, treaty = of
    printed = " | ".join(cells)
    name, footnotes = participant(cells[0])
    try:
        state = state_of(name)
    except UnreadableValue as error:
        return [aside(exhibit, SOURCE.reader, Place(row=number, column=PARTICIPANT), error.what, printed)]
    bare = Act(Place(row=number), treaty, state, name, "unknown", "", None, "")
    wrong = _wrong_with(cells, columns)
    if wrong:
        return [replace(bare, note=wrong), aside(exhibit, SOURCE.reader, bare.place, wrong, printed)]
    acts: list[Act | SetAside] = []
    no_longer: list[Act] = []
    for cell, column in zip(cells[1:], columns, strict=True):
        if cell.strip():
            act, bracketed = _cell(cell, column, replace(bare, place=Place(row=number, column=column.name)), footnotes)
            acts.append(act)
            no_longer += [act] if bracketed else []
            if act.action == "unknown":
                acts.append(aside(exhibit, SOURCE.reader, act.place, act.note, cell))
    return [*acts, *_withdrawal(no_longer)]


def _wrong_with(cells: list[str], columns: list[Column]) -> str:
    if len(cells) != len(columns) + 1:
        return f"The row has {len(cells)} cells, the header {len(columns) + 1}."
    return "" if any(cell.strip() for cell in cells[1:]) else "The row names a participant and no act."


def _cell(cell: str, column: Column, bare: Act, footnotes: str) -> tuple[Act, bool]:
    """Read one cell, and whether brackets say that it no longer counts."""
    try:
        one = dated(cell, column)
    except UnreadableValue as error:
        return replace(bare, note=error.what), False
    noted = f"Footnotes of the table: {footnotes}." if footnotes else ""
    note = "; ".join(filter(None, (one.form.note, WITHDRAWN if one.bracketed else "", noted)))
    return replace(bare, action=one.form.action, how=one.form.how, date=one.date, note=note), one.bracketed


def _withdrawal(no_longer: Sequence[Act]) -> list[Act]:
    """Give the withdrawal that brackets stand for: one a row, at the consent where that is in brackets."""
    acts = sorted(no_longer, key=lambda act: act.action != "consent")
    return [replace(act, action="withdrawal_effective", how="", date=None, note=WITHDRAWN) for act in acts[:1]]
