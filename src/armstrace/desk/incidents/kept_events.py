"""Events kept in a case: grouped once into tables/event, and grouped anew when what they rest on has changed.

The table says on what it rests: the rows of incidents and terms as the ledger has them, the documents whose claims were
judged, the judgements that stand, the method and its parameters. No line of the ledger is needed for it: all of that is
in the ledger, so `armstrace verify` groups again and compares every row.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from armstrace.desk.incidents.event_rows import Row, event_of, row_of, rows_sha256, table_of
from armstrace.desk.incidents.gather import incidents_of
from armstrace.desk.incidents.standing import ACTS, WITHDRAW, standing
from armstrace.desk.intake import Case
from armstrace.desk.judgements.claims import ACTS as CLAIM_ACTS
from armstrace.events.grouping import Grouped, group
from armstrace.events.judged import held
from armstrace.events.rules import METHOD, RULES
from armstrace.evidence.atomic import write_atomically
from armstrace.evidence.disk import explained
from armstrace.evidence.folders import LEDGER
from armstrace.evidence.lines import Line
from armstrace.reading.version import READER
from armstrace.records.claims import WeaponUseClaim
from armstrace.records.errors import CaseError
from armstrace.records.events import Event
from armstrace.records.kinds import Incident, Term
from armstrace.records.origin import canonical
from armstrace.records.version import __version__
from armstrace.tables.write import table_path

FOLDER = "tables/event"
FILE = "events.parquet"
RESTS_ON, HASH = "armstrace.rests_on", "armstrace.rows_sha256"
_READ = frozenset({"read", "refused"})
_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class KeptEvents:
    """The table of a case's events; rows are turned into events only as far as they are asked for."""

    path: Path

    def all(self) -> tuple[Event, ...]:
        """Give every event, in the order of their first days.

        Raises:
            CaseError: the table is damaged; so with the others.
        """
        return tuple(map(_event, rows(self.path)))

    def of(self, incidents: Collection[str]) -> tuple[Event, ...]:
        """Give the events that some incidents are in."""
        wanted = frozenset(incidents)
        places = (at for at, row in enumerate(rows(self.path, ("inputs",))) if not wanted.isdisjoint(row["inputs"]))
        return self._at(list(places))

    def named(self, beginning: str) -> tuple[Event, ...]:
        """Give the events whose keys begin so."""
        found = (at for at, row in enumerate(rows(self.path, ("key",))) if row["key"].startswith(beginning))
        return self._at(list(found))

    def _at(self, places: list[int]) -> tuple[Event, ...]:
        """Give the events of some places in the table, which are in order."""
        if not places:
            return ()
        with _explained(self.path):
            found = pq.read_table(self.path).take(pa.array(places)).to_pylist()
        return tuple(map(_event, found))


def kept_events(case: Case, *, most: int | None = None) -> KeptEvents | None:
    """Give the events of a case as they are kept, grouped anew where what they rest on has changed since.

    None for a case of one command, which keeps nothing, for one that is only read in and has none that still hold,
    where something is hidden from whoever asks (what is kept is for all), and where more than `most` incidents wait to
    be grouped.
    """
    if case.hidden or not (case.root / LEDGER).exists():
        return None
    path, rests_on = case.root / FOLDER / FILE, basis(case)
    if case.tables.exhibits is not None:
        # what is kept is of the whole case: it is no part's, and no part may be written in its place
        return None
    if said_of(path).get(RESTS_ON) != rests_on:
        if not case.keeps or (most is not None and number_of_incidents(case) > most):
            return None
        _keep(path, grouped_anew(case).events, rests_on)
    return KeptEvents(path)


def events_of(case: Case) -> Grouped:
    """Give all events of a case under the judgements that stand."""
    kept = kept_events(case)
    if kept is None:
        return grouped_anew(case)
    return Grouped(kept.all(), held(standing(case)).overridden)


def grouped_anew(case: Case) -> Grouped:
    """Group all incidents of a case under the judgements that stand, whatever is kept."""
    return group(incidents_of(case), standing(case))


def number_of_incidents(case: Case) -> int:
    """Count the rows of incidents that a case has, without reading them; those of documents are not counted.

    Rows of exhibits that are hidden from whoever asks are not counted either.
    """
    hidden = {sha256[:12] for sha256 in case.hidden}
    with _explained(case.root / "tables" / Incident.KIND):
        files = (case.root / "tables" / Incident.KIND).glob("*.parquet")
        return sum(pq.read_metadata(path).num_rows for path in files if path.stem[:12] not in hidden)


def basis(case: Case) -> str:
    """Give the hash of all that the events of a case rest on."""
    lines = case.ledger_lines()
    read = {str(line.payload.get("exhibit")): line.payload for line in lines if line.act in _READ}
    parts = {
        "method": [METHOD, RULES.parameters, __version__],
        "rows": sorted(_parts(case.root, read)),
        "documents": list(_documents(lines)),
        "judgements": [[line.seq, line.sha256] for line in lines if line.act in ACTS or line.act == WITHDRAW],
    }
    return hashlib.sha256(canonical(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _parts(root: Path, read: Mapping[str, Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Give the rows each exhibit has of what is grouped, and whether they are there."""
    for exhibit, noted in read.items():
        rows = noted.get("rows", {})
        for kind in (Incident.KIND, Term.KIND):
            if kind in rows:
                there = table_path(root, kind, exhibit).exists()
                yield [kind, exhibit, str(noted["reader"]), rows[kind]["sha256"], there]


def _documents(lines: Collection[Line]) -> Iterator[list[Any]]:
    """Give what was done with the documents whose uses of weapons a person judged: it says which are incidents."""
    judged = {
        line.payload.get("exhibit")
        for line in lines
        if line.act in CLAIM_ACTS and line.payload.get("type") == WeaponUseClaim.TYPE
    }
    if judged:
        yield [READER]
    for line in lines:
        if line.payload.get("exhibit") in judged and line.act != "check":
            yield [line.seq, line.sha256]


def said_of(path: Path) -> dict[str, str]:
    """Give what a table of events says of itself; nothing where there is none, or none that can be read."""
    try:
        with explained(path, "Reading the events"):
            told = pq.read_schema(path).metadata if path.is_file() else None
    except pa.ArrowException:
        return {}
    return {str(name, "utf-8", "replace"): str(said, "utf-8", "replace") for name, said in (told or {}).items()}


def _keep(path: Path, events: Iterable[Event], rests_on: str) -> None:
    found = [row_of(each) for each in events]
    table = table_of(found, {RESTS_ON: rests_on, HASH: rows_sha256(found)})
    with explained(path, "Writing the events"):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, lambda file: pq.write_table(table, file, compression="zstd"))


def rows(path: Path, columns: Collection[str] = ()) -> Iterator[Row]:
    """Give the rows of a kept table as they lie there, or some columns of them.

    Raises:
        CaseError: the table is damaged.
    """
    with _explained(path), pq.ParquetFile(path) as file:
        for batch in file.iter_batches(_BATCH, columns=list(columns) or None):
            yield from batch.to_pylist()


def _event(row: Row) -> Event:
    try:
        return event_of(row)
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(str(error)) from error


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        with explained(path, "Reading the events"):
            yield
    except pa.ArrowException as error:
        raise _damaged(str(error)) from error


def _damaged(why: str) -> CaseError:
    return CaseError(
        f"The table of events is damaged: {' '.join(why.split())[:200]}.",
        where=f"{FOLDER}/{FILE}",
        todo="Remove this file; it is made anew from the incidents when it is asked for.",
    )
