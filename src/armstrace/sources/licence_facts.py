"""Acts on licences for arms, one a row: granted, refused, suspended, revoked, cancelled, expired.

armstrace ships one such table and files it in every case as an exhibit. A person can add another of the same form: a
comma-separated file with exactly these columns:

    number       the licence's own number, or empty
    act          granted, refused, suspended, revoked, cancelled or expired
    date         the day of the act, as precise as it is known (EDTF: 2020-10-05, 2021-04, 2015), or empty
    valid        the period for which the licence holds (2020-01-01/2021-12-31), or empty
    issuer       the state whose authority acted: ISO 3166-1 alpha-3 or a name
    supplier     the state the goods are to come from
    recipient    the state they are to go to, or "group:NAME"
    end_user     the force or firm, as printed, or empty
    designation  what is licensed, as printed, or empty
    category     the list or category, as printed, or empty
    hop          component, system, or empty where it is not known
    licences     how many licences: 29, (30), or empty
    amount       their value in full units of the currency, or empty
    currency     its three letters, or empty
    reason       the reason given, in its words, or empty
    origin       who first told of it, or empty
    source       where the fact was read: ids of armstrace's own list (data/law_sources.csv), or any words
    note         anything else

A stop of new licences to a destination is an act of its own ("suspended", what is stopped under designation).
"""

from collections.abc import Iterator

from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.sources import ReadOptions, Source
from armstrace.records.supply import Licence
from armstrace.sources.law.cells import amount, count, currency, needed, one_of, party_needed, text, when
from armstrace.sources.law.fact_table import FactTable, read_facts
from armstrace.sources.table_files import first_cells

SOURCE = Source(
    name="licence_facts",
    title="Table of acts on licences",
    publisher="The armstrace authors or whoever compiled the table, from the sources named row by row",
    url="https://data.europa.eu/eli/compos/2008/944/oj",
    licence="Facts; the compilation that armstrace ships is under the licence of armstrace (MIT)",
    kinds=("edition", "licence"),
    covers="The acts on licences that somebody read of and wrote down",
    limits=(
        "A licence is a permission: it shows no order, no delivery and no use.",
        "The value of a licence is not the value of what was delivered under it.",
        "Acts that were not made public, or that nobody wrote down, are not in it: nothing follows from a gap.",
        "A stop of new licences may leave older ones standing; the row says only what was read.",
    ),
)
ACTS = ("granted", "refused", "suspended", "revoked", "cancelled", "expired")
_TABLE = FactTable(
    source=SOURCE,
    cells={
        "number": text,
        "act": one_of(*ACTS),
        "date": when,
        "valid": when,
        "issuer": party_needed,
        "supplier": party_needed,
        "recipient": party_needed,
        "end_user": text,
        "designation": text,
        "category": text,
        "hop": one_of("component", "system", ""),
        "licences": count,
        "amount": amount,
        "currency": currency,
        "reason": text,
        "origin": text,
        "source": needed,
        "note": text,
    },
    record=Licence,
    kind=Licence.KIND,
    printed=("issuer", "supplier", "recipient"),
    shipped="licence_facts.csv",
)


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a table is known by its columns, whatever its name
    """Tell a table of acts on licences by its columns."""
    return 2 if {"act", "issuer", "licences", "source"} <= set(first_cells(head)) else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield the edition, then the acts and what had to be set aside, in the order of the table.

    Raises:
        SourceChanged: a column is missing, doubled, new or renamed, or the file stops being a table.
    """
    return read_facts(_TABLE, exhibit, options)
