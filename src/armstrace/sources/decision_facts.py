"""Decisions, findings, charges, denials and reports of bodies, one a row, each with its day and where it was read.

armstrace ships one such table and files it in every case as an exhibit. A person can add another of the same form: a
comma-separated file with exactly these columns:

    number     the decision's own number: "[2019] EWCA Civ 1020", or empty
    body       who decided or reported, by its name
    body_kind  court, international_court, parliament, government, un_body or organisation
    state      whose body it is: ISO 3166-1 alpha-3 or a name; empty for none
    act        found, alleged, denied, rejected, asked, decided or reported
    subject    use (how arms were used), supply (whether they may go) or crime (a legal name for conduct)
    date       the day of the act, as precise as it is known (EDTF), or empty
    public     the day from which anybody could read it, or on which it was put to the supplier; empty: not known
    sent_to    whom it was sent or put to, or empty
    about      the state or "group:NAME" whose conduct it is about, or empty
    supplier   the state whose supply it is about, or empty
    recipient  the state or group supplied, or empty
    where      the place it is about, as printed, or empty
    norm       the rule it applies or names, as printed, or empty
    outcome    what came of it, in short
    grounds    the words printed, in quotation marks where they are quoted
    source     where the fact was read: ids of armstrace's own list (data/law_sources.csv), or any words
    note       anything else
"""

from collections.abc import Iterator

from armstrace.records.decisions import Decision
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.sources import ReadOptions, Source
from armstrace.sources.law.cells import needed, one_of, party, text, when
from armstrace.sources.law.fact_table import FactTable, read_facts
from armstrace.sources.table_files import first_cells

SOURCE = Source(
    name="decision_facts",
    title="Table of decisions and reports",
    publisher="The armstrace authors or whoever compiled the table, from the sources named row by row",
    url="https://www.icj-cij.org",
    licence="Facts; the compilation that armstrace ships is under the licence of armstrace (MIT)",
    kinds=("edition", "decision"),
    covers="The decisions, charges, denials and reports that somebody read of and wrote down",
    limits=(
        "A decision as a newspaper tells it is not the decision: the row says which of the two was read.",
        "A report or charge is not a finding of a court; a court's refusal to decide is not a finding either way.",
        "Decisions that are not in it may exist, also contrary ones: nothing follows from a gap.",
        "Appeals and later decisions are in it only where a row says so.",
    ),
)
BODIES = ("court", "international_court", "parliament", "government", "un_body", "organisation")
ACTS = ("found", "alleged", "denied", "rejected", "asked", "decided", "reported")
_TABLE = FactTable(
    source=SOURCE,
    cells={
        "number": text,
        "body": needed,
        "body_kind": one_of(*BODIES),
        "state": party,
        "act": one_of(*ACTS),
        "subject": one_of("use", "supply", "crime"),
        "date": when,
        "public": when,
        "sent_to": text,
        "about": party,
        "supplier": party,
        "recipient": party,
        "where": text,
        "norm": text,
        "outcome": text,
        "grounds": text,
        "source": needed,
        "note": text,
    },
    record=Decision,
    kind=Decision.KIND,
    shipped="decision_facts.csv",
)


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a table is known by its columns, whatever its name
    """Tell a table of decisions by its columns."""
    return 2 if {"body", "body_kind", "grounds"} <= set(first_cells(head)) else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield the edition, then the decisions and what had to be set aside, in the order of the table.

    Raises:
        SourceChanged: a column is missing, doubled, new or renamed, or the file stops being a table.
    """
    return read_facts(_TABLE, exhibit, options)
