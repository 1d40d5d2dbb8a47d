"""Remnants of munitions in a comma-separated table: a photograph, the markings as read, and what they can be.

number         your own number of the remnant
photo          the SHA-256 of the photograph, or the name under which it is in the case
incident       the number of the incident it is said to be from, or empty
found          the day it was found, as precise as it is known; never the day of the strike
place          where it was found, as the source says it
markings       as read, with ? for what cannot be read
identified_as  what somebody says it is, or empty
identified_by  who says so
how            by what: shape, markings, a comparison with what
candidates     each as "weapon: what speaks for it: what excludes it", with | between them; nothing behind the
               second colon where nothing excludes it
note           anything else
"""

import json
import re
from collections.abc import Iterator, Mapping

from armstrace.records.errors import UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable, Remnant
from armstrace.records.origin import read_key
from armstrace.records.sources import ReadOptions, Source
from armstrace.sources.incidents.cells import when
from armstrace.sources.incidents.header import aside, body, check_shape, columns
from armstrace.sources.incidents.making import edition_of
from armstrace.sources.incidents.weapons import named_weapon
from armstrace.sources.table_files import first_cells

SOURCE = Source(
    name="remnant_sheet",
    title="Sheet of remnants of munitions",
    publisher="Whoever compiled the sheet, from the identifications named row by row",
    url="https://www.loc.gov/standards/datetime/",
    licence="That of whoever compiled the sheet; photographs have owners of their own",
    kinds=("edition", "remnant"),
    covers="The remnants that somebody photographed and wrote down",
    limits=(
        "A remnant shows a munition, not who fired it, nor whose supply it came from.",
        "A submunition that several carriers have does not show its carrier.",
        "A remnant can have been moved, or be older than the strike it is said to be from.",
        "Two experts who read one photograph are one identification, not two.",
        "Munitions whose remnants nobody photographed are not in it: nothing follows from a gap.",
    ),
)
COLUMNS = (
    "number", "photo", "incident", "found", "place", "markings", "identified_as", "identified_by", "how", "candidates",
    "note",
)  # fmt: skip
_HASH = re.compile(r"[0-9a-fA-F]{64}")


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a table is known by its columns, whatever its name
    """Tell the sheet by its columns."""
    return 2 if {"photo", "markings", "identified_as"} <= set(first_cells(head)) else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield the edition, then remnants and what had to be set aside, in the order of the sheet.

    Raises:
        SourceChanged: a column is missing, doubled, new or renamed, or the file stops being a table.
    """
    table = body(exhibit)
    _, header = next(table, (1, []))
    where = columns(header, exhibit, needed=COLUMNS, known=COLUMNS)
    told = options.edition or exhibit.edition
    yield edition_of(exhibit, SOURCE.reader, f"remnants from {exhibit.received_name}" + (f", {told}" if told else ""))
    for number, cells in table:
        try:
            check_shape(cells, header)
            yield _remnant({name: cells[index].strip() for name, index in where.items()}, exhibit, f"row={number}")
        except UnreadableValue as error:
            yield aside(exhibit, SOURCE.reader, (number, ""), error.what, cells)


def _remnant(row: Mapping[str, str], exhibit: Exhibit, place: str) -> Remnant:
    if not row["number"] or not row["photo"]:
        raise UnreadableValue("A remnant needs a number and a photograph.")
    if row["identified_as"] and not row["identified_by"]:
        raise UnreadableValue("Nobody is named who identified it.")
    photo = row["photo"].lower() if _HASH.fullmatch(row["photo"]) else row["photo"]
    return Remnant(
        key=read_key(Remnant.KIND, exhibit.sha256, place),
        exhibit=exhibit.sha256,
        place=place,
        item="",
        reader=SOURCE.reader,
        number=row["number"],
        photo=photo,
        incident=row["incident"],
        found=when(row["found"]),
        place_printed=row["place"],
        markings=row["markings"],
        identified_as=row["identified_as"],
        identified_by=row["identified_by"],
        how=row["how"],
        candidates=_candidates(row["candidates"]),
        note=row["note"],
    )


def _candidates(printed: str) -> str:
    """Write the candidates as the JSON list that a record keeps.

    >>> _candidates("9M55K: carries 9N235: | 9M27K: carries 9N235: too wide")
    '[["9m55k", "carries 9N235", ""], ["9m27k", "carries 9N235", "too wide"]]'
    """
    found = []
    for each in filter(None, map(str.strip, printed.split("|"))):
        parts = [part.strip() for part in each.split(":")]
        if len(parts) != 3 or not parts[0]:
            raise UnreadableValue(f"{each[:60]!r} does not say weapon: what speaks for it: what excludes it.")
        found.append([named_weapon(parts[0]) or parts[0], *parts[1:]])
    return json.dumps(found, ensure_ascii=False) if found else ""
