"""Facts of the supply side in a comma-separated table of one's own, one fact a row, each with who tells of it.

`armstrace sources --template supply_sheet` prints the header with invented rows; docs/mirror.md says what each column
may hold. A contract, a delivery, a holding and a trace are four different things: one row tells of one of them, and
none follows from another. A row whose cells do not hold together is set aside.
"""

import csv
import io
from collections.abc import Iterator, Mapping

from armstrace.records.errors import UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.origin import read_key
from armstrace.records.sources import ReadOptions, Source
from armstrace.records.supply import Supply
from armstrace.sources.incidents.cells import cited, when
from armstrace.sources.incidents.header import aside, body, check_shape, columns, take_number
from armstrace.sources.incidents.parties import party_of
from armstrace.sources.incidents.weapons import weapon_of
from armstrace.sources.table_files import first_cells
from armstrace.sources.trade.cells import count
from armstrace.sources.trade.making import sheet_of

SOURCE = Source(
    name="supply_sheet",
    title="Sheet of supply facts of one's own",
    publisher="Whoever compiled the sheet, from the sources named row by row",
    url="https://www.loc.gov/standards/datetime/",
    licence="That of whoever compiled the sheet; facts are free",
    kinds=("edition", "supply"),
    covers="Contracts, deliveries, holdings and traces of single items that somebody wrote down, each with its source",
    limits=(
        "A sheet is as good as the source of each row.",
        "A contract shows no delivery, a delivery no holding on a later day, a holding no use.",
        "A trace is of one item: it says nothing of the others of its type.",
        "What a party to the matter says of itself stays a party's word.",
        "What is not in it was not written down: nothing follows from a gap, for neither side.",
    ),
)
COLUMNS: Mapping[str, str] = {
    "number": "your own number of the entry: each once",
    "what": "contract, delivery, holding or trace",
    "how": "by what it is told: of a delivery acceptance, customs, cargo paper or other; of a holding parade, official "
    "list, inventory or earlier use; of a trace serial or lot, maker's reply or sole supplier; empty where not said",
    "date": "of the contract, the delivery, the day on which it was held or the trace, as precise as it is known",
    "reported": "the day of the report that tells of it",
    "supplier": "a state's code or name, or empty",
    "supplier_printed": "the supplier as the source names it: a firm, a ministry",
    "recipient": "a state's code or name, or empty",
    "recipient_printed": "the recipient as the source names it",
    "force": "which force or unit received or held it, as the source says",
    "designation": "the item as the source names it",
    "weapon": "an identity of armstrace, or empty",
    "hop": "component or system; empty where it is not known which",
    "items": "how many: 12, 10-12, (12) for an estimate, or empty",
    "marking": "the serial or lot number as read, with ? for what cannot be read",
    "origin": "who first told of it",
    "cited": "where you read it; several with | between them",
    "hedge": "the words that hedge it: reportedly ...",
    "denial": "who denied it, when, and how far",
    "text": "what is told, in your own words",
    "note": "anything else",
}
"""Name of each column and what it holds."""

NEEDED = ("number", "what", "date", "supplier", "recipient", "designation", "origin")
HOW: Mapping[str, tuple[str, ...]] = {
    "contract": (),
    "delivery": ("acceptance", "customs", "cargo paper", "other"),
    "holding": ("parade", "official list", "inventory", "earlier use"),
    "trace": ("serial or lot", "maker's reply", "sole supplier"),
}
_HOPS = ("", "component", "system")


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a table is known by its columns, whatever its name
    """Tell the sheet by the columns that it must have."""
    return 2 if set(first_cells(head)) >= set(NEEDED) else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield the edition, then facts of supply and what had to be set aside, in the order of the sheet.

    Raises:
        SourceChanged: a column is missing, doubled, new or renamed, or the file stops being a table.
    """
    table = body(exhibit)
    _, header = next(table, (1, []))
    where = columns(header, exhibit, needed=NEEDED, known=COLUMNS)
    yield sheet_of(exhibit, SOURCE, options, "supply facts").edition
    numbers: set[str] = set()
    for number, cells in table:
        try:
            check_shape(cells, header)
            row = dict.fromkeys(COLUMNS, "") | {name: cells[index].strip() for name, index in where.items()}
            check(row)
            record = _supply(row, exhibit, f"row={number}")
            take_number(row, numbers)
            yield record
        except UnreadableValue as error:
            yield aside(exhibit, SOURCE.reader, (number, ""), error.what, cells)


def check(row: Mapping[str, str]) -> None:
    """Check that a row tells of one of the four things, with what that thing cannot do without.

    Raises:
        UnreadableValue: it does not.
    """
    what = row["what"]
    wrong = [
        (not row["number"], "The entry has no number."),
        (what not in HOW, f"{what[:40]!r} is none of {', '.join(HOW)}."),
        (not row["origin"], "Nobody is named who tells of it."),
        (row["hop"] not in _HOPS, f"{row['hop'][:40]!r} is neither component nor system."),
        (bool(row["how"]) and row["how"] not in HOW.get(what, ()), f"A {what} is not told by {row['how'][:40]!r}."),
        (what == "contract" and not _both(row), "A contract needs a supplier and a recipient."),
        (what == "delivery" and not _named(row, "recipient"), "A delivery needs a recipient."),
        (what == "holding" and not (_named(row, "recipient") and row["date"]), "A holding needs a holder and a date."),
        (what == "trace" and not _named(row, "supplier"), "A trace needs the supplier that it leads to."),
        (row["how"] == "serial or lot" and not row["marking"], "A trace by serial or lot needs the marking as read."),
    ]
    for is_so, words in wrong:
        if is_so:
            raise UnreadableValue(words)


def _named(row: Mapping[str, str], side: str) -> bool:
    return bool(row[side] or row[f"{side}_printed"])


def _both(row: Mapping[str, str]) -> bool:
    return _named(row, "supplier") and _named(row, "recipient")


def _party(row: Mapping[str, str], side: str) -> str:
    code = party_of(row[side]) if row[side] else ""
    if row[side] and not code:
        raise UnreadableValue(
            f"No party is known under the name {row[side][:60]!r}: leave {side} empty and write it as {side}_printed."
        )
    return code


def _supply(row: Mapping[str, str], exhibit: Exhibit, place: str) -> Supply:
    return Supply(
        key=read_key(Supply.KIND, exhibit.sha256, place),
        exhibit=exhibit.sha256,
        place=place,
        item="",
        reader=SOURCE.reader,
        register=SOURCE.name,
        number=row["number"],
        what=row["what"],
        how=row["how"],
        when=when(row["date"]),
        reported=when(row["reported"]),
        supplier=_party(row, "supplier"),
        supplier_printed=row["supplier_printed"] or row["supplier"],
        recipient=_party(row, "recipient"),
        recipient_printed=row["recipient_printed"] or row["recipient"],
        force=row["force"],
        designation=row["designation"],
        weapon=weapon_of(row["weapon"], row["designation"]),
        hop=row["hop"],
        items=count(row["items"]),
        marking=row["marking"],
        origin=row["origin"],
        cited=cited(row["cited"].split("|")),
        hedge=row["hedge"],
        denial=row["denial"],
        text=row["text"],
        note=row["note"],
    )


def template() -> str:
    """Give the header of the sheet with one invented row for each of the four things."""
    text = io.StringIO()
    write = csv.DictWriter(text, list(COLUMNS), restval="", lineterminator="\n")
    write.writeheader()
    write.writerows(EXAMPLES)
    return text.getvalue()


EXAMPLES: tuple[Mapping[str, str], ...] = (
    {
        "number": "EXAMPLE-1",
        "what": "contract",
        "date": "2015-03",
        "supplier_printed": "Invented Works",
        "recipient_printed": "Ministry of an invented state",
        "designation": "Invented rocket launcher",
        "hop": "system",
        "items": "6",
        "origin": "Invented Gazette",
        "cited": "https://example.org/contract | Invented Gazette, 2 March 2015, p. 3",
        "hedge": "reportedly",
        "text": "Invented for an example: six launchers were ordered.",
    },
    {
        "number": "EXAMPLE-2",
        "what": "delivery",
        "how": "cargo paper",
        "date": "2016",
        "recipient_printed": "Ministry of an invented state",
        "designation": "Invented rocket launcher",
        "items": "(4)",
        "origin": "Invented port authority",
    },
    {
        "number": "EXAMPLE-3",
        "what": "holding",
        "how": "parade",
        "date": "2018-06-26",
        "recipient_printed": "Ministry of an invented state",
        "force": "1st invented brigade",
        "designation": "Invented rocket launcher",
        "origin": "Invented television",
    },
    {
        "number": "EXAMPLE-4",
        "what": "trace",
        "how": "serial or lot",
        "date": "2021-02",
        "supplier_printed": "Invented Works",
        "designation": "Invented fuze",
        "hop": "component",
        "marking": "INV 12-34?",
        "origin": "Invented tracing group",
        "denial": "Invented Works denied on 3 March 2021 that the number is one of theirs.",
    },
)
