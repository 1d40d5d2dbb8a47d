"""Customs declarations as a comma-separated table: one declaration a row. The ministry and its form are invented."""

from collections.abc import Iterator, Mapping

from armstrace.records.errors import SourceChanged, UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.origin import read_key
from armstrace.records.place import Place
from armstrace.records.sources import ReadOptions, SetAside, Source
from armstrace.records.supply import Supply
from armstrace.records.values import Count, When
from armstrace.sources.said import state_of
from armstrace.sources.table_files import as_line, first_cells, rows

COLUMNS = ("declaration", "day", "sender", "receiver", "goods", "items")

SOURCE = Source(
    name="customs_sheet",
    title="Customs declarations",
    publisher="The ministry that you write this for",
    url="https://example.org/customs",
    licence="What the ministry says; facts are free",
    kinds=("supply",),
    covers="Declarations of goods of war that crossed the border, by day",
    limits=(
        "A declaration shows that goods were declared, not that they are what is declared.",
        "What crossed the border undeclared is not in it: nothing follows from a gap.",
    ),
)


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a table is known by its columns, whatever its name
    """Say 2 for a table that begins with our columns, also one that was changed behind them; else 0."""
    return 2 if set(first_cells(head)) >= {"declaration", "sender", "receiver"} else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:  # noqa: ARG001  # the file says it all itself
    """Yield a delivery for each declaration, and set aside what cannot be read.

    Raises:
        SourceChanged: a column is missing or new.
    """
    for number, cells in rows(exhibit.path, exhibit.received_name):
        if number == 1:
            _check_columns(cells, exhibit)
        elif any(cells):
            try:
                yield _supply(number, _named(cells), exhibit)
            except UnreadableValue as error:
                place = str(Place(row=number))
                yield SetAside(exhibit.sha256, place, SOURCE.reader, error.what, as_line(cells)[:2000])


def _check_columns(cells: list[str], exhibit: Exhibit) -> None:
    missing = [name for name in COLUMNS if name not in cells]
    unknown = [name for name in cells if name not in COLUMNS]
    if missing or unknown or len(cells) != len(COLUMNS):
        raise SourceChanged(
            f"The columns are not those of customs declarations: missing {missing}, unknown {unknown}.",
            where=f"{exhibit.received_name!r}, row 1",
            todo="Export the table again, or teach the source its new columns.",
        )


def _named(cells: list[str]) -> Mapping[str, str]:
    if len(cells) != len(COLUMNS):
        raise UnreadableValue(f"The row has {len(cells)} cells, the header {len(COLUMNS)}.")
    return dict(zip(COLUMNS, (cell.strip() for cell in cells), strict=True))


def _supply(number: int, row: Mapping[str, str], exhibit: Exhibit) -> Supply:
    """Make one record; a value that was never taught raises UnreadableValue, and is not guessed."""
    place = str(Place(row=number))
    return Supply(
        key=read_key(Supply.KIND, exhibit.sha256, place),
        exhibit=exhibit.sha256,
        place=place,
        item="",
        reader=SOURCE.reader,
        register=SOURCE.name,
        number=row["declaration"],
        what="delivery",
        how="customs",
        when=When.read(row["day"]),
        reported=None,
        supplier=state_of(row["sender"]),
        supplier_printed=row["sender"],
        recipient=state_of(row["receiver"]),
        recipient_printed=row["receiver"],
        force="",
        designation=row["goods"],
        weapon="",
        hop="",
        items=Count.read(row["items"]),
        marking="",
        origin=SOURCE.publisher,
        cited="[]",
        hedge="",
        denial="",
        text="",
        note="",
    )
