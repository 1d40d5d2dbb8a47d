"""What a case takes over from a dataset: the archives by reference, and a list of its movements as an exhibit."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from armstrace.desk.case import Case, open_case
from armstrace.desk.flights.ask import COLUMNS, SeenDay, Wanted, archive_days, made_up_in, rows_of, seen_at
from armstrace.desk.flights.at import Ground
from armstrace.desk.flights.folder import parts_of, summary_of
from armstrace.desk.flights.listed import flown
from armstrace.desk.flights.lists import all_were_read, made_up_flights, operators_read
from armstrace.engine.store import is_remote
from armstrace.evidence import ledger
from armstrace.flights.schema import METHOD
from armstrace.records.errors import CaseError
from armstrace.records.kinds import Coverage, Movement
from armstrace.sources.flight_list import FORMAT
from armstrace.sources.traces.archives.parts import is_tar, next_part
from armstrace.tables.ask import literal

_NAME = "flights.jsonl"
_IN_MEMORY = 16 << 20
_FIELDS = {"kind": "motion"}


def take_into(case: Case, root: Path, named: Mapping[str, str]) -> None:
    """Take a finished dataset into a case: archives by reference, movements, coverage, the hash of each member used.

    `named` gives the reason why an aircraft is shown; reasons stand in the ledger.

    Raises:
        ArmstraceError: something cannot be read or written.
    """
    told = summary_of(root)
    archives = [exhibit for archive in told["archives"] for exhibit in _referenced(case, archive)]
    with SpooledTemporaryFile(_IN_MEMORY) as spooled:
        for line in _lines(root, told):
            spooled.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
        spooled.seek(0)
        listed = case.add(cast("BinaryIO", spooled), name=_NAME)
    case.read(listed)
    wrote = {"list": listed.sha256, "archives": archives, "asked": told["asked"], "named": dict(sorted(named.items()))}
    ledger.append(case.root, "flights", case.by, **wrote)


def _referenced(case: Case, archive: str) -> list[str]:
    """Make the files of an archive exhibits where they lie; a folder's members are told by the list alone."""
    if is_remote(archive) or Path(archive).is_dir():
        return []
    found = []
    for part in parts_of_archive(archive):
        exhibit = case.add(Path(part), in_place=True)
        case.read(exhibit)
        found.append(exhibit.sha256)
    return found


def parts_of_archive(archive: str) -> Iterator[str]:
    """Give the files of an archive that are there: a tar may be in several."""
    part: str | None = archive
    while part is not None and Path(part).is_file():
        yield part
        part = next_part(part) if is_tar(archive) else None


def _lines(root: Path, told: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the lines of the list: what it is, archives by day, airfields by day, movements, members they rest on."""
    about = {name: told[name] for name in ("version", "editions", "archives", "asked")}
    yield {"armstrace_flights": FORMAT, "method": METHOD, **about, **({"synthetic": True} if made_up_in(root) else {})}
    for row in archive_days(root):
        yield {"of_archive": {**row, "day": str(row["day"] or "")}}
    airfields, used = set[str](), set[str]()
    for row in rows_of(root, Wanted()):
        airfields.add(row["airfield"])
        used.update(each.partition(";")[0] for each in row["inputs"].split())
    for airfield, days in seen_at(root, airfields - {""}).items():
        for day, seen in days.items():
            numbers = {"aircraft": seen.aircraft, "low_aircraft": seen.low_aircraft, "lowest_ft": seen.lowest_ft}
            yield {"of_airfield": {"airfield": airfield, "day": str(day), **numbers}}
    for row in rows_of(root, Wanted()):
        yield {"movement": {name: row[name] for name in COLUMNS}}
    yield from _members(root, used)


def _members(root: Path, used: set[str]) -> Iterator[dict[str, Any]]:
    for path in parts_of(root, "members"):
        table = pq.read_table(path, columns=["archive", "name", "offset", "size", "sha256"])
        kept = table.filter(pc.is_in(table["sha256"], value_set=pa.array(sorted(used), pa.string())))
        for row in kept.to_pylist():
            yield {"member": row}


def in_case(folder: Path) -> Ground:
    """Ask what a case has taken over.

    Raises:
        CaseError: it has nothing of flights.
    """
    return ground_of(open_case(folder))


def ground_of(case: Case) -> Ground:
    """Ask what an open case has taken over.

    Raises:
        CaseError: it has nothing of flights.
    """
    if not case.tables.ask("SELECT count(*) FROM movement")[0][0] and not _archives(case):
        todo = "Take them in with `armstrace flights read ARCHIVE --out DIR --case CASE`."
        raise CaseError("This case has nothing of flights.", where=str(case.root), todo=todo)
    operators = operators_read(case.tables)
    only = operators.pop() if len(operators) == 1 else ""
    whole, made_up = all_were_read(case.tables), made_up_flights(case.tables)
    return Ground(partial(_rows, case), partial(_seen, case), _archives(case), whole, only, made_up)


def _rows(case: Case, wanted: Wanted) -> Iterator[dict[str, Any]]:
    parts = [
        f"probability >= {literal(wanted.least)}",
        *flown(wanted.hexes, wanted.operator, wanted.first, wanted.last),
    ]
    if wanted.airfield:
        parts.append(f"airfield = {literal(wanted.airfield)}")
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for one in case.tables.records(Movement, f"WHERE {' AND '.join(parts)} ORDER BY hex, time_utc, event, rank, key"):
        found[one.event, one.rank] = {name: getattr(one, _FIELDS.get(name, name)) for name in COLUMNS}
    yield from found.values()


def _seen(case: Case, airfield: str) -> dict[date, SeenDay]:
    """Give what could have been seen by day; of several lists the one that knows of most aircraft."""
    found: dict[date, SeenDay] = {}
    for one in case.tables.records(Coverage, f"WHERE airfield = {literal(airfield)} ORDER BY key"):
        day = one.day.earliest if one.day else None
        if day is not None and (day not in found or (one.aircraft or 0) > found[day].aircraft):
            found[day] = SeenDay(day, one.aircraft or 0, one.low_aircraft or 0, one.lowest_ft)
    return dict(sorted(found.items()))


def _archives(case: Case) -> Sequence[Mapping[str, Any]]:
    rows = case.tables.records(Coverage, "WHERE archive <> '' ORDER BY archive, day_earliest, key")
    return [
        {
            "archive": one.archive,
            "day": one.day.earliest if one.day else None,
            "folders": one.folders,
            "files": one.files,
        }
        for one in rows
    ]
