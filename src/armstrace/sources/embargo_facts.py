"""Embargoes on arms and requests for them, one a row: who asked, whom it binds, from when to when, how it stands.

armstrace ships one such table and files it in every case as an exhibit. A person can add another of the same form: a
comma-separated file with exactly these columns:

    number      a short name of the embargo, the same in each of its rows
    target      the state it is on: ISO 3166-1 alpha-3 or a name; or "group:NAME" for a group or area
    named       the target in the embargo's own words
    imposed_by  who decided or asked: "UN Security Council", "CSCE Committee of Senior Officials"
    instrument  the act: "resolution 853 (1993), para. 10"
    force       mandatory or request
    binds       whom it addresses, in its own words
    bound       the same as codes: * for all states, states, "European Union", "OSCE", with | between them; ? for others
                that it addresses without naming them; or empty
    begins      the day of the act, as precise as it is known (EDTF), or empty; "2000-12-19/2001-01-19" where it was
                in force only later
    ends        the day on which it was lifted, or empty where no end is recorded; "1999-04-05/2003-09-12" from a
                suspension to the lifting, "2023/.." where it may have ended since
    scope       what it covers and what it leaves out, in short
    status      how it stands, in the source's words
    disputed    who holds what else of its standing, or empty
    source      where the fact was read: ids of armstrace's own list (data/law_sources.csv) with | between, or any words
    note        anything else
"""

from collections.abc import Iterator, Mapping
from typing import Any

from armstrace.records.decisions import Embargo
from armstrace.records.errors import UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.sources import ReadOptions, Source
from armstrace.sources.law.cells import addressees, needed, one_of, party_needed, text, when
from armstrace.sources.law.fact_table import FactTable, read_facts
from armstrace.sources.table_files import first_cells

SOURCE = Source(
    name="embargo_facts",
    title="Table of embargoes",
    publisher="The armstrace authors or whoever compiled the table, from the sources named row by row",
    url="https://www.sipri.org/databases/embargoes",
    licence="Facts; the compilation that armstrace ships is under the licence of armstrace (MIT)",
    kinds=("edition", "embargo"),
    covers="The embargoes that somebody read of and wrote down",
    limits=(
        "This is a compilation: for a court, cite the resolution or decision itself.",
        "Embargoes that are not in it may exist: nothing follows from a gap.",
        "Amendments in between, exceptions and single permissions are in it only where a row says so.",
        "Whether an embargo was kept is not the subject of this table.",
    ),
)


def _in_order(said: Mapping[str, Any]) -> None:
    begins, ends = said["begins"], said["ends"]
    if begins and ends and begins.earliest and ends.latest and begins.earliest > ends.latest:
        raise UnreadableValue("The embargo ends before it begins.")


def _record(*, named: str, target_printed: str, **said: Any) -> Embargo:
    return Embargo(target_printed=named or target_printed, **said)


_TABLE = FactTable(
    source=SOURCE,
    cells={
        "number": needed,
        "target": party_needed,
        "named": text,
        "imposed_by": needed,
        "instrument": needed,
        "force": one_of("mandatory", "request"),
        "binds": text,
        "bound": addressees,
        "begins": when,
        "ends": when,
        "scope": text,
        "status": text,
        "disputed": text,
        "source": needed,
        "note": text,
    },
    record=_record,
    kind=Embargo.KIND,
    printed=("target",),
    check=_in_order,
    shipped="embargo_facts.csv",
)


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a table is known by its columns, whatever its name
    """Tell a table of embargoes by its columns."""
    return 2 if {"target", "imposed_by", "binds"} <= set(first_cells(head)) else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield the edition, then the embargoes and what had to be set aside, in the order of the table.

    Raises:
        SourceChanged: a column is missing, doubled, new or renamed, or the file stops being a table.
    """
    return read_facts(_TABLE, exhibit, options)
