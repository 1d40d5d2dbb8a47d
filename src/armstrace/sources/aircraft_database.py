"""Databases of aircraft: address, registration, type and, where it is a company's or a state's, the operator.

Written from three that anybody can fetch: tar1090-db (its file for readsb, aircraft.csv.gz: values between semicolons
without a header; and the same with the header hex, registration, icao_type, flags, description), plane-alert-db, and
the standing data of Virtual Radar Server (one file per block of addresses). Read but not kept: makers and models in
words, serial numbers, years, tags, links, and every operator that is neither an airline nor a body of a state.
"""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from armstrace.records.errors import SourceChanged, UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Edition, Readable
from armstrace.records.origin import read_key
from armstrace.records.place import Place
from armstrace.records.sources import ReadOptions, SetAside, Source
from armstrace.sources.aircraft.assertions import Assertion, hex_in, record, registration_in, typecode_in
from armstrace.sources.aircraft.owners import designator, is_private, name_to_keep
from armstrace.sources.said import day_in, said_edition
from armstrace.sources.traces.lists.intake import first_cells, first_line
from armstrace.sources.traces.lists.lines import blocks

SOURCE = Source(
    name="aircraft_database",
    title="Database of aircraft addresses",
    publisher="tar1090-db (Mictronics and others), plane-alert-db, or Virtual Radar Server's users",
    url="https://github.com/wiedehopf/tar1090-db",
    licence="plane-alert-db: ODbL 1.0; Virtual Radar Server standing data: CC0 1.0; tar1090-db: none stated",
    kinds=("edition", "identity"),
    covers="Registration, type and operator of the aircraft listed, as of the day of the database's edition.",
    limits=(
        "A database says what its authors hold to be so on the day of its edition, not since when or until when.",
        "Volunteers keep it; right entries have been overwritten with wrong ones.",
        "An aircraft that is not listed may exist, and one that is listed may be scrapped or bear another address.",
        "Operators that are neither airlines nor bodies of a state are left out.",
    ),
)
FLAGS = ("military", "interesting", "pia", "ladd")
"""What the digits of tar1090-db's flags stand for, from left to right."""
_PERSONS = frozenset((
    "as seen on tv", "bizjets", "da comrade", "don't you know who i am?", "football", "jesus he knows me", "joe cool",
    "oligarch", "vanity plate", "you came here in that thing?",
))  # fmt: skip
"""plane-alert-db's categories of aircraft that are there for the person who flies in them."""

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Layout:
    """One database: its columns, how cells are parted and read; `header` says if the first line names the columns."""

    register: str
    title: str
    columns: tuple[str, ...]
    take: Callable[[int, Row], Assertion]
    header: bool = True
    delimiter: str = ","


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a database is known by what it holds, not by its name
    """Tell a database by its first columns, packed or not; readsb's file by the form of its first line."""
    cells = first_cells(head)
    if any(layout.header and cells[:3] == list(layout.columns[:3]) for layout in _LAYOUTS):
        return 2
    return 2 if _is_readsb(first_line(head)) else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield the edition, then one identity per row in the order of the file; rows not understood are set aside.

    Raises:
        SourceChanged: the columns are those of no known database.
    """
    layout: _Layout | None = None
    edition: Edition | None = None
    for block in blocks(exhibit.path):
        lines = block.text.decode("utf-8", "replace").split("\n")
        first = block.first
        if layout is None or edition is None:
            layout = _layout(lines[0].removeprefix("\ufeff").rstrip("\r"), exhibit)
            edition = _edition(layout, exhibit, options)
            yield edition
            lines, first = (lines[1:], first + 1) if layout.header else (lines, first)
        for number, line in enumerate(lines, start=first):
            if line.strip():
                yield _read_line(number, line.rstrip("\r"), layout, edition)
        for bad in block.bad:
            yield SetAside(exhibit.sha256, str(Place(row=bad.row)), SOURCE.reader, bad.reason, bad.printed[:6])
        if block.stopped:
            yield SetAside(exhibit.sha256, "", SOURCE.reader, block.stopped, "")


def _layout(header: str, exhibit: Exhibit) -> _Layout:
    if _is_readsb(header):
        return next(layout for layout in _LAYOUTS if not layout.header)
    try:
        cells = next(csv.reader([header]), [])
    except csv.Error:
        cells = [header[:200]]
    known = [layout for layout in _LAYOUTS if layout.header]
    for layout in known:
        if list(layout.columns) == cells:
            return layout
    nearest = max(known, key=lambda layout: len(set(layout.columns) & set(cells)))
    missing = [name for name in nearest.columns if name not in cells]
    unknown = [name for name in cells if name not in nearest.columns]
    raise SourceChanged(
        f"The columns are not those of {nearest.title}: missing {missing}, unknown {unknown}.",
        where=f"{exhibit.received_name!r}, row 1",
        todo=f"The columns known are {', '.join(nearest.columns)}, in this order.",
    )


def _is_readsb(line: str) -> bool:
    cells = line.split(";")
    if len(cells) < 5 or not set(cells[3]) <= {"0", "1"}:
        return False
    try:
        return bool(hex_in(cells[0]))
    except UnreadableValue:
        return False


def _edition(layout: _Layout, exhibit: Exhibit, options: ReadOptions) -> Edition:
    as_of = day_in(said_edition(exhibit, options))
    return Edition(
        key=read_key(Edition.KIND, exhibit.sha256, "row=1"),
        exhibit=exhibit.sha256,
        place="row=1",
        item="",
        reader=SOURCE.reader,
        register=layout.register,
        label=f"{layout.title}, as of {as_of.edtf}" if as_of else f"{layout.title}, undated",
        as_of=as_of,
        assumptions="" if as_of else "Nobody said of which day this database is.",
    )


def _read_line(number: int, line: str, layout: _Layout, edition: Edition) -> Readable:
    try:
        return record(layout.take(number, _row(line, layout)), edition)
    except UnreadableValue as error:
        # what comes after address and registration may name a private person
        printed = layout.delimiter.join(line.split(layout.delimiter, 2)[:2])
        return SetAside(edition.exhibit, str(Place(row=number)), edition.reader, error.what, printed[:60])


def _row(line: str, layout: _Layout) -> Row:
    try:
        # a line without quotation marks need not wait for the csv module
        cells: Sequence[str] = (
            next(csv.reader([line], delimiter=layout.delimiter, strict=True), [])
            if '"' in line
            else line.split(layout.delimiter)
        )
    except csv.Error as error:
        raise UnreadableValue(f"The line stops being a row: {error}.") from error
    if not layout.header:
        cells = [*cells, *[""] * len(layout.columns)][: len(layout.columns)]  # an empty end may be missing
    if len(cells) != len(layout.columns):
        raise UnreadableValue(f"The row has {len(cells)} cells, the header {len(layout.columns)}.")
    return dict(zip(layout.columns, cells, strict=True))


def _of_tar1090(number: int, row: Row) -> Assertion:
    flags = row["flags"].strip()
    if not set(flags) <= {"0", "1"}:
        raise UnreadableValue(f"flags: {flags[:40]!r} are not digits 0 and 1.")
    said = {name for name, digit in zip(FLAGS, flags, strict=False) if digit == "1"}
    owner = row.get("owner", "")
    code = designator("", owner)
    private = ["private"] if is_private(owner) else []
    return Assertion(
        row=number,
        hex=hex_in(row["hex"]),
        registration=registration_in(row["registration"]),
        typecode=typecode_in(row["icao_type"]),
        operator=code,
        operator_printed=name_to_keep(owner, code, of_state="military" in said),
        military=True if "military" in said else None,
        restricted=" ".join([*sorted(said & {"ladd", "pia"}), *private]),
    )


def _of_plane_alert(number: int, row: Row) -> Assertion:
    group, owner, category = row["#CMPG"].strip(), row["$Operator"], row["Category"].strip().lower()
    code = designator("", owner)
    persons = group == "Civ" and not code and (is_private(owner) or category in _PERSONS)
    restricted = [word for word, found in (("pia", category == "pia"), ("private", persons)) if found]
    return Assertion(
        row=number,
        hex=hex_in(row["$ICAO"]),
        registration=registration_in(row["$Registration"]),
        typecode=typecode_in(row["$ICAO Type"]),
        operator=code,
        operator_printed="" if persons else name_to_keep(owner, code, of_state=group in {"Mil", "Gov", "Pol"}),
        military={"Mil": True, "Gov": False, "Pol": False, "Civ": False}.get(group),
        restricted=" ".join(restricted),
    )


def _of_vrs(number: int, row: Row) -> Assertion:
    persons = row["IsPrivateOperator"].strip() != "0"
    code = "" if persons else designator(row["AirlineCode"], row["Operator"])
    return Assertion(
        row=number,
        hex=hex_in(row["ICAO"]),
        registration=registration_in(row["Registration"]),
        typecode=typecode_in(row["ModelICAO"]),
        operator=code,
        operator_printed="" if persons else name_to_keep(row["Operator"], code, of_state=True),
        restricted="private" if persons else "",
    )


_TAR1090 = ("hex", "registration", "icao_type", "flags", "description")
_PLANE_ALERT = (
    "$ICAO", "$Registration", "$Operator", "$Type", "$ICAO Type", "#CMPG", "$Tag 1", "$#Tag 2", "$#Tag 3", "Category",
    "$#Link",
)  # fmt: skip
_VRS = (
    "ICAO", "Registration", "ModelICAO", "Manufacturer", "Model", "ManufacturerAndModel", "IsPrivateOperator",
    "Operator", "AirlineCode", "SerialNumber", "YearBuilt",
)  # fmt: skip
_LAYOUTS = (
    _Layout("tar1090_db", "tar1090-db", _TAR1090, _of_tar1090),
    _Layout("tar1090_db", "tar1090-db", (*_TAR1090, "year", "owner"), _of_tar1090, header=False, delimiter=";"),
    _Layout("plane_alert_db", "plane-alert-db", _PLANE_ALERT, _of_plane_alert),
    _Layout("vrs_standing_data", "Virtual Radar Server standing data", _VRS, _of_vrs),
)
