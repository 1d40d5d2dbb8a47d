"""Who has signed, joined and left treaties, in a table of facts that everybody can read, correct and extend.

armstrace ships one such table and files it in every case as an exhibit. A person can add another of the same form: a
comma-separated file with exactly these columns, one act a row:

    treaty   a treaty's id or name ("CCM-2008", "Arms Trade Treaty")
    state    ISO 3166-1 alpha-3 or a state's name; "*" in an as_of row
    action   signature, consent, provisional, withdrawal_notified or withdrawal_effective; "unknown" where the table
             does not know of this state; "as_of" for the day up to which the table is complete for the treaty
    how      for a consent: ratification, accession, acceptance, approval, succession, or empty
    date     as precise as it is known (EDTF: 2010-08-01, 2020-09, 2015), or empty
    source   where the fact was read: an id of armstrace's own list, or any words
    note     anything else, or empty

A state without a row had done nothing by the treaty's as_of date; without an as_of row nothing follows from a gap.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from armstrace.gazetteer.shipped_tables import was_shipped
from armstrace.gazetteer.treaties import citation_of, treaty_id_of
from armstrace.records.errors import SourceChanged, UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Edition, Readable
from armstrace.records.origin import read_key
from armstrace.records.place import Place
from armstrace.records.sources import Leaves, ReadOptions, SetAside, Source
from armstrace.records.values import When
from armstrace.sources.said import day_in, said_edition, state_of
from armstrace.sources.table_files import rows
from armstrace.sources.treaties.tables import Act, aside, commitment, first_row

SOURCE = Source(
    name="treaty_facts",
    title="Table of treaty facts",
    publisher="The armstrace authors, from the UN Treaty Collection and the sources named row by row",
    url="https://treaties.un.org",
    licence="Facts; the compilation is under the licence of armstrace (MIT)",
    kinds=("edition", "commitment"),
    covers="Signatures, consents to be bound and withdrawals, by state and treaty, up to the as_of date of each treaty",
    limits=(
        "This is a compilation, not the depositary's record: for a court, cite the UN Treaty Collection itself.",
        "Where only the year of an act is known it stays a year, and a question about a day in that year stays open.",
        "A state without a row had not signed or joined by the as_of date; nothing follows for later days.",
        "Reservations, declarations, objections and territorial application are not in the table.",
        "Dates are those of signature and deposit; entry into force for a state follows from the treaty's article.",
        "Whether a state keeps a treaty is not the subject of this table.",
    ),
    leaves=Leaves.FREE,
)
COLUMNS = ("treaty", "state", "action", "how", "date", "source", "note")
ACTIONS = ("signature", "consent", "provisional", "withdrawal_notified", "withdrawal_effective", "unknown")
FORMS = ("ratification", "accession", "acceptance", "approval", "succession")


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a table is known by its columns, whatever its name
    """Tell a table of treaty facts by its first columns."""
    return 2 if {"treaty", "state", "action"} <= set(first_row(head)) else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield one edition for each treaty, then the acts in the order of the table, then what had to be set aside.

    Raises:
        SourceChanged: a column is missing, new or renamed, or the file stops being a table.
    """
    table = rows(exhibit.path, exhibit.received_name)
    header = [name.strip() for name in next(table, (1, []))[1]]
    _check(header, exhibit)
    acts: list[Act] = []
    set_aside: list[SetAside] = []
    for number, cells in table:
        for found in _row(number, header, cells, exhibit) if any(cells) else ():
            if isinstance(found, SetAside):
                set_aside.append(found)
            elif found.action == "as_of" and _as_of_row(acts, found.treaty):
                reason = f"{found.treaty} has an as_of row already."
                set_aside.append(aside(exhibit, SOURCE.reader, found.place, reason, " | ".join(cells)))
            else:
                acts.append(found)
    editions = {treaty: _edition(treaty, acts, exhibit, options) for treaty in dict.fromkeys(a.treaty for a in acts)}
    yield from editions.values()
    yield from (commitment(act, editions[act.treaty]) for act in acts if act.action != "as_of")
    yield from set_aside


def _check(header: Sequence[str], exhibit: Exhibit) -> None:
    missing = [name for name in COLUMNS if name not in header]
    unknown = [name for name in header if name not in COLUMNS]
    if missing or unknown or len(header) != len(COLUMNS):
        raise SourceChanged(
            f"The columns are not those of a table of treaty facts: missing {missing}, unknown {unknown}.",
            where=f"{exhibit.received_name!r}, row 1",
            todo=f"Name the columns {', '.join(COLUMNS)}, each once.",
        )


def _as_of_row(acts: Sequence[Act], treaty: str) -> Act | None:
    return next((act for act in acts if act.action == "as_of" and act.treaty == treaty), None)


def _row(number: int, header: Sequence[str], cells: Sequence[str], exhibit: Exhibit) -> list[Act | SetAside]:
    """Read one act; one that cannot be read is set aside and, where its state is known, leaves that state open."""
    printed, column = " | ".join(cells), None
    bare: Act | None = None
    try:
        row = _by_name(header, cells)
        column = "treaty"
        treaty = _treaty(row["treaty"])
        column = "state"
        state = "*" if row["action"] == "as_of" else state_of(row["state"])
        bare = Act(Place(row=number), treaty, state, row["state"], "unknown", "", None, "")
        column = "action"
        action = _one_of(row["action"], (*ACTIONS, "as_of"))
        column = "how"
        how = _one_of(row["how"], ("", *FORMS) if action == "consent" else ("",))
        column = "date"
        date = _date(row["date"], action)
    except UnreadableValue as error:
        left = [replace(bare, note=f"A row on this state could not be read: {error.what}")] if bare else []
        return [*left, aside(exhibit, SOURCE.reader, Place(row=number, column=column), error.what, printed)]
    source = f"Source: {citation_of(row['source'])}." if row["source"] else "No source is named."
    return [replace(bare, action=action, how=how, date=date, note=f"{row['note']} {source}".strip())]


def _by_name(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    if len(cells) != len(header):
        raise UnreadableValue(f"The row has {len(cells)} cells, the header {len(header)}.")
    return {name: cell.strip() for name, cell in zip(header, cells, strict=True)}


def _treaty(printed: str) -> str:
    treaty = treaty_id_of(printed)
    if treaty is None:
        raise UnreadableValue(f"No treaty is known under the name {printed!r}.")
    return treaty


def _one_of(printed: str, known: Sequence[str]) -> str:
    if printed not in known:
        raise UnreadableValue(f"{printed!r} stands where only {', '.join(repr(word) for word in known)} can.")
    return printed


def _date(printed: str, action: str) -> When | None:
    if printed:
        return When.read(printed)
    if action == "as_of":
        raise UnreadableValue("An as_of row needs a date.")
    return None


def _edition(treaty: str, acts: Sequence[Act], exhibit: Exhibit, options: ReadOptions) -> Edition:
    said = _as_of_row(acts, treaty)
    as_of = said.date if said else day_in(said_edition(exhibit, options))
    place, item = str(said.place if said else Place(row=1)), f"treaty={treaty}"
    ours = was_shipped("treaty_facts.csv", exhibit.sha256)
    whose = "armstrace treaty facts" if ours else f"treaty facts from {exhibit.received_name}"
    return Edition(
        key=read_key(Edition.KIND, exhibit.sha256, place, item),
        exhibit=exhibit.sha256,
        place=place,
        item=item,
        reader=SOURCE.reader,
        register=SOURCE.name,
        label=f"{whose}, as of {as_of.edtf}" if as_of else f"{whose}, undated",
        treaty=treaty,
        as_of=as_of,
        assumptions=_assumptions(treaty, acts, said, as_of),
    )


def _assumptions(treaty: str, acts: Sequence[Act], said: Act | None, as_of: When | None) -> str:
    if said:
        sentences = [said.note]
    elif as_of:
        sentences = [f"The table has no as_of row for {treaty}; {as_of.edtf} is what the person who added it said."]
    else:
        sentences = [f"The table does not say up to which day it is complete for {treaty}: nothing follows from a gap."]
    unknown = dict.fromkeys(act.state for act in acts if act.treaty == treaty and act.action == "unknown")
    if unknown:
        sentences.append(f"Not known here: {', '.join(unknown)}.")
    return " ".join(sentences)
