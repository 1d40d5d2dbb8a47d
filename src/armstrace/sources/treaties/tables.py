"""What the readers of treaty tables share: one act, and the record made of it."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass

from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Commitment, Edition
from armstrace.records.origin import read_key
from armstrace.records.place import Place
from armstrace.records.sources import SetAside
from armstrace.records.values import When


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a state as a table prints it; fields as in records.kinds.Commitment."""

    place: Place
    treaty: str
    state: str
    state_printed: str
    action: str
    how: str
    date: When | None
    note: str


def commitment(act: Act, edition: Edition) -> Commitment:
    """Make the record of an act that stands in the exhibit and edition given."""
    item, place = f"action={act.action}", str(act.place)
    return Commitment(
        key=read_key(Commitment.KIND, edition.exhibit, place, item),
        exhibit=edition.exhibit,
        place=place,
        item=item,
        reader=edition.reader,
        edition=edition.key,
        register=edition.register,
        state=act.state,
        state_printed=act.state_printed,
        treaty=act.treaty,
        action=act.action,
        how=act.how,
        date=act.date,
        note=act.note,
    )


def aside(exhibit: Exhibit, reader: str, place: Place, reason: str, printed: str) -> SetAside:
    """Set a piece of a table aside with its place, the reason and its words."""
    return SetAside(exhibit=exhibit.sha256, place=str(place), reader=reader, reason=reason, printed=printed)


def latest_of(dates: Iterable[When | None]) -> When | None:
    """Give the last day among dates that are known to the day, None where there is none."""
    days = [when.latest for when in dates if when is not None and when.latest is not None]
    return When.day(max(days)) if days else None


def first_row(head: bytes) -> list[str]:
    """Give the cells of the first line of a delimited text file; no cells where the bytes are no such text."""
    encoding = "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    lines = head.decode(encoding, errors="replace").splitlines()
    try:
        return [cell.strip() for cell in next(csv.reader(lines[:1]), [])]
    except csv.Error:
        return []
