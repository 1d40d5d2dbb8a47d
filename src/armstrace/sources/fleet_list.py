"""A fleet list of one's own: which address was which aircraft, of whom, from when until when, and who says so.

A comma-separated file with exactly these columns, in any order, one assertion a row:

    hex            the 24-bit address, six hexadecimal digits
    registration   as painted ("4K-AZ101"), or empty
    typecode       ICAO's designator of the type ("IL76"), or empty
    operator       ICAO's designator of the operator ("AZQ"), or empty
    operator_name  as the source prints it; kept only of airlines and bodies of a state
    state          the state of the operator: ISO 3166-1 alpha-3 or a name, or empty
    military       yes, no, or empty where the source does not say
    from, until    the first and last day, as precise as they are known (EDTF: 2016, 2021-03, 2023-09-14), or empty
    private        yes where the operator is a private person, else empty: such aircraft are left out of what is shown
    source         where it was read: required
    note           anything else, or empty

The same address may stand in several rows: for other days, or as another source has it. None overwrites another.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from armstrace.gazetteer.callsigns import is_designator
from armstrace.records.errors import SourceChanged, UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Edition, Readable
from armstrace.records.origin import read_key
from armstrace.records.place import Place
from armstrace.records.sources import ReadOptions, SetAside, Source
from armstrace.records.values import When
from armstrace.sources.aircraft.assertions import Assertion, hex_in, record, registration_in, typecode_in
from armstrace.sources.aircraft.owners import designator, name_to_keep
from armstrace.sources.said import day_in, said_edition, state_of
from armstrace.sources.table_files import rows
from armstrace.sources.traces.lists.intake import first_cells

SOURCE = Source(
    name="fleet_list",
    title="Fleet list of one's own",
    publisher="Whoever compiled the list, from the sources named row by row",
    url="https://www.icao.int",
    licence="That of whoever compiled the list",
    kinds=("edition", "identity"),
    covers="The aircraft, operators and days that the rows name.",
    limits=(
        "A list is as good as the source of each row.",
        "An aircraft without a row, and a day outside the days of its rows, is not covered.",
        "Names of operators that are neither airlines nor bodies of a state are not kept.",
    ),
)
COLUMNS = (
    "hex", "registration", "typecode", "operator", "operator_name", "state", "military", "from", "until", "private",
    "source", "note",
)  # fmt: skip
_SHOWN = frozenset(COLUMNS) - {"operator_name", "source", "note"}
_DESIGNATOR = re.compile(r"[A-Z]{3}")
_YES: Mapping[str, bool | None] = {"yes": True, "no": False, "": None}


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a table is known by its columns, whatever its name
    """Tell a fleet list by its columns."""
    return 2 if {"hex", "registration", "operator", "until"} <= set(first_cells(head)) else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield the edition, then one identity per row; rows that cannot be read are set aside.

    Raises:
        SourceChanged: a column is missing, new or renamed, or the file stops being a table.
    """
    table = rows(exhibit.path, exhibit.received_name)
    header = [name.strip() for name in next(table, (1, []))[1]]
    _check(header, exhibit)
    edition = _edition(exhibit, options)
    yield edition
    for number, cells in table:
        if any(cells):
            yield _read_row(number, header, cells, edition)


def _check(header: Sequence[str], exhibit: Exhibit) -> None:
    missing = [name for name in COLUMNS if name not in header]
    unknown = [name for name in header if name not in COLUMNS]
    if missing or unknown or len(header) != len(COLUMNS):
        raise SourceChanged(
            f"The columns are not those of a fleet list: missing {missing}, unknown {unknown}.",
            where=f"{exhibit.received_name!r}, row 1",
            todo=f"Name the columns {', '.join(COLUMNS)}, each once.",
        )


def _edition(exhibit: Exhibit, options: ReadOptions) -> Edition:
    as_of = day_in(said_edition(exhibit, options))
    return Edition(
        key=read_key(Edition.KIND, exhibit.sha256, "row=1"),
        exhibit=exhibit.sha256,
        place="row=1",
        item="",
        reader=SOURCE.reader,
        register=SOURCE.name,
        label=f"fleet list {exhibit.received_name}, " + (f"as of {as_of.edtf}" if as_of else "undated"),
        as_of=as_of,
    )


def _read_row(number: int, header: Sequence[str], cells: Sequence[str], edition: Edition) -> Readable:
    column: str | None = None
    try:
        row = _by_name(header, cells)
        values: dict[str, Any] = {}
        for column, take in _CELLS.items():
            values[column] = take(row[column])
        column = "until"
        valid = _valid(values["from"], values["until"])
    except UnreadableValue as error:
        place = str(Place(row=number, column=column))
        # the other cells may name a private person
        printed = " | ".join(cell for name, cell in zip(header, cells, strict=False) if name in _SHOWN)
        return SetAside(edition.exhibit, place, edition.reader, error.what, printed[:200])
    code = values["operator"] or designator("", row["operator_name"])
    private = values["private"] is True
    said = Assertion(
        row=number,
        hex=values["hex"],
        registration=values["registration"],
        typecode=values["typecode"],
        operator="" if private else code,
        operator_printed=""
        if private
        else name_to_keep(row["operator_name"], code if is_designator(code) else "", of_state=True),
        state=values["state"],
        military=values["military"],
        valid=valid,
        restricted="private" if private else "",
        note="; ".join(filter(None, (row["note"], f"source: {row['source']}"))),
    )
    return record(said, edition)


def _by_name(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    if len(cells) != len(header):
        raise UnreadableValue(f"The row has {len(cells)} cells, the header {len(header)}.")
    return {name: cell.strip() for name, cell in zip(header, cells, strict=True)}


def _operator(cell: str) -> str:
    if cell and not _DESIGNATOR.fullmatch(cell.upper()):
        raise UnreadableValue(f"{cell[:40]!r} is no ICAO designator of an operator: three letters.")
    return cell.upper()


def _registration(cell: str) -> str:
    if cell and not registration_in(cell):
        raise UnreadableValue(f"{cell[:40]!r} is no registration.")
    return registration_in(cell)


def _typecode(cell: str) -> str:
    if cell and not typecode_in(cell):
        raise UnreadableValue(f"{cell[:40]!r} is no type designator.")
    return typecode_in(cell)


def _yes(cell: str) -> bool | None:
    if cell.lower() not in _YES:
        raise UnreadableValue(f"{cell[:40]!r} stands where only yes, no or nothing can.")
    return _YES[cell.lower()]


def _source(cell: str) -> str:
    if not cell:
        raise UnreadableValue("The row does not say where it was read.")
    return cell


_CELLS: Mapping[str, Callable[[str], Any]] = {
    "hex": hex_in,
    "registration": _registration,
    "typecode": _typecode,
    "operator": _operator,
    "state": lambda cell: state_of(cell) if cell else "",
    "military": _yes,
    "private": _yes,
    "source": _source,
    "from": lambda cell: When.read(cell) if cell else None,
    "until": lambda cell: When.read(cell) if cell else None,
}


def _valid(first: When | None, last: When | None) -> When | None:
    """Give the days from the earliest that `first` can mean to the latest that `last` can; None for none."""
    if first is None and last is None:
        return None
    doubtful = {one.qualifier for one in (first, last) if one is not None} - {""}
    printed = f"{first.printed if first else '..'}/{last.printed if last else '..'}"
    return When(first.earliest if first else None, last.latest if last else None, min(doubtful, default=""), printed)
