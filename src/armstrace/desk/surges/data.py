"""Where movements are counted: a dataset of `flights read`, or what a case has taken over of one."""

import shlex
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from armstrace.desk.case import Case, open_case
from armstrace.desk.flights.ask import Wanted, archive_days, made_up_in
from armstrace.desk.flights.folder import parts_of, summary_of
from armstrace.desk.flights.in_case import ground_of
from armstrace.evidence.disk import explained
from armstrace.flights.coverage import COVERAGE, merged
from armstrace.flights.schema import MOVEMENT
from armstrace.flights.surges.counting import ALL, UNKNOWN, Subject, once, rows_of, table_of


@dataclass(frozen=True, slots=True)
class Data:
    """Where surges are looked for.

    `movements` gives the rows that a subject and what stands beside it need, all rows for None; `seen` what could have
    been seen near some airfields (all for none), in the columns of flights.coverage. `whole` says that all aircraft
    were read; `operator` is the only one whose movements are there, "" for all. `where` names it in a command,
    `traces` what has the traces of a day.
    """

    movements: Callable[[Subject | None], pa.Table]
    seen: Callable[[Collection[str]], pa.Table]
    archives: Sequence[Mapping[str, Any]]
    whole: bool
    synthetic: bool
    operator: str
    where: str
    traces: Callable[[date], str]


def of_dataset(root: Path) -> Data:
    """Count what is in a finished dataset.

    Raises:
        CaseError: it is not finished or not whole.
    """
    asked = summary_of(root)["asked"]
    return Data(
        partial(_movements, root),
        partial(_seen, root),
        archive_days(root),
        bool(asked["others"]) or not asked["hexes"],
        made_up_in(root),
        str(asked["operator"]),
        shlex.quote(str(root)),
        lambda _: shlex.quote(str(root)),
    )


def _movements(root: Path, subject: Subject | None) -> pa.Table:
    if subject is None:
        return once(_rows(root, None))
    found = _rows(root, _needed(subject))
    if subject.origin or subject.operator not in {ALL, UNKNOWN} or subject.hexes:
        # where these came from may have been anywhere
        own = pc.unique(rows_of(found, replace(subject, origin=""))["hex"])
        found = pa.concat_tables([found, _rows(root, pc.field("hex").isin(own))])
    return once(found)


def _rows(root: Path, wanted: pc.Expression | None) -> pa.Table:
    tables = [MOVEMENT.empty_table()]
    for path in parts_of(root, "movements"):
        with explained(path, "Reading the dataset"):
            tables.append(pq.read_table(path, schema=MOVEMENT, filters=wanted))
    return pa.concat_tables(tables)


def _needed(subject: Subject) -> pc.Expression:
    """Ask for the rows at both ends, and for those of the same operator or fleet elsewhere."""
    needed = pc.field("airfield").isin([subject.airfield, *([subject.origin] if subject.origin else [])])
    if subject.operator not in {ALL, UNKNOWN}:
        unknown = (pc.field("operator") == "") & pc.starts_with(pc.field("callsign"), subject.operator)
        needed |= (pc.field("operator") == subject.operator) | unknown
    if subject.hexes:
        needed |= pc.field("hex").isin(sorted(subject.hexes))
    return needed


def _seen(root: Path, airfields: Collection[str]) -> pa.Table:
    tables = [COVERAGE.empty_table()]
    chosen = pc.field("airfield").isin(sorted(airfields)) if airfields else None
    for path in parts_of(root, "coverage"):
        with explained(path, "Reading the dataset"):
            tables.append(pq.read_table(path, schema=COVERAGE, filters=chosen))
    return merged(tables)


def of_case(folder: Path) -> Data:
    """Count what a case has taken over.

    Raises:
        CaseError: it has nothing of flights.
    """
    return data_of(open_case(folder))


def data_of(case: Case) -> Data:
    """Count what an open case has taken over.

    Raises:
        CaseError: it has nothing of flights.
    """
    ground = ground_of(case)

    def movements(_: Subject | None) -> pa.Table:
        return once(table_of(ground.rows(Wanted())))

    def seen(airfields: Collection[str]) -> pa.Table:
        names = sorted(airfields) or [row[0] for row in case.tables.ask("SELECT DISTINCT airfield FROM coverage")]
        rows = [
            {"day": one.day, "airfield": name, "aircraft": one.aircraft, "low_aircraft": one.low_aircraft}
            for name in names
            for one in ground.seen(name).values()
        ]
        return pa.Table.from_pylist(rows, COVERAGE)

    where = f"--case {shlex.quote(str(case.root))}"
    traces = partial(_traces, ground.archives)
    return Data(movements, seen, ground.archives, ground.whole, ground.synthetic, ground.operator, where, traces)


def _traces(archives: Sequence[Mapping[str, Any]], day: date) -> str:
    """Name the archives of a day, where they were when the case took its list."""
    names = sorted({str(row["archive"]) for row in archives if row["day"] == day})
    return " ".join(map(shlex.quote, names)) or "ARCHIVE"
