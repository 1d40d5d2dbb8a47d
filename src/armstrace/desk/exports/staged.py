"""Rows as they leave, put into a private folder once; every format is written from there.

On the way the rows of each file are held against the ledger, go through the licence gate, and incidents through the
rules on what may leave of them.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from armstrace.desk.bundles.parts import stored_record_batches
from armstrace.desk.exports.chosen import Chosen
from armstrace.desk.exports.doors import MADE_COARSE, Doors
from armstrace.desk.exports.places import places_of
from armstrace.desk.exports.tally import Tally
from armstrace.desk.incidents.documents import accepted_incidents
from armstrace.desk.incidents.export import Exporter
from armstrace.desk.intake import Case, last_readings, noted_rows
from armstrace.dossier.exports.sheet import CHANGED, Sheet
from armstrace.evidence.disk import explained
from armstrace.evidence.lines import Line
from armstrace.records.errors import CustodyBroken
from armstrace.records.judgements import KIND as CLAIM
from armstrace.records.kinds import Identity, Incident
from armstrace.tables.row_hash import RowHash, Written
from armstrace.tables.schema import KINDS, schema, spread
from armstrace.tables.write import table_path

_RESTRICTED = "its owner asked that it is not shown, or it is a private person's aircraft"


@dataclass(frozen=True, slots=True)
class Leaves:
    """What decides about the rows of an export: the case and its lines, who may leave, and the rules on incidents."""

    case: Case
    lines: Sequence[Line]
    doors: Doors
    exporter: Exporter
    tally: Tally


def stage(leaves: Leaves, chosen: Chosen, kinds: Collection[str], folder: Path) -> tuple[Sheet, ...]:
    """Write the chosen rows of some kinds into a folder, a file for each kind that has any.

    Raises:
        CustodyBroken: stored rows are not those that the ledger tells of.
        CaseError: rows of an exhibit are missing.
    """
    wanted = (kind for kind in KINDS if kind in kinds and chosen.asks_for(kind))
    sheets = (_sheet(leaves, chosen, kind, folder / f"{kind}.parquet") for kind in wanted)
    return tuple(sheet for sheet in sheets if sheet.path.exists())


def _sheet(leaves: Leaves, chosen: Chosen, kind: str, path: Path) -> Sheet:
    writer = None
    try:
        for rows in _rows(leaves, chosen, kind):
            if writer is None:
                with explained(path, "Writing the export"):
                    writer = pq.ParquetWriter(path, schema_out(kind), compression="zstd")
            writer.write_table(pa.Table.from_pylist(rows, schema_out(kind)))
    finally:
        if writer is not None:
            writer.close()
    return Sheet(kind, path)


def schema_out(kind: str) -> pa.Schema:
    """Give the columns of a kind as it leaves: incidents and pieces set aside say what was done to them."""
    plain = schema(kind).remove_metadata()
    return plain.append(pa.field(CHANGED, pa.list_(pa.string()))) if kind in MADE_COARSE else plain


def _rows(leaves: Leaves, chosen: Chosen, kind: str) -> Iterator[list[dict[str, Any]]]:
    read = last_readings(leaves.lines)
    single = _single(leaves, chosen, kind)
    for sha256 in leaves.doors.files:
        whole = chosen.wants(kind, sha256) is None
        noted = next((each for each in noted_rows(read[sha256]) if each.kind == kind), None) if sha256 in read else None
        if noted is None or not (whole or sha256 in single):
            continue
        leaver = leaves.doors.of(kind, sha256)
        if leaver.leaves:
            yield from _of_exhibit(leaves, sha256, noted, None if whole else single[sha256])
        elif whole:
            leaves.tally.stay(leaver, kind, noted.rows)
        else:
            leaves.tally.cite(leaver, kind, single[sha256])
    if kind == Incident.KIND:
        yield from _of_documents(leaves, chosen)


def _single(leaves: Leaves, chosen: Chosen, kind: str) -> dict[str, dict[str, str]]:
    """Give the single rows of a kind that are asked for: by exhibit their keys, with their places."""
    found: dict[str, dict[str, str]] = {}
    for key, (exhibit, place) in places_of(leaves.case, chosen.keys.get(kind, ())).items():
        found.setdefault(exhibit, {})[key] = place
    return found


def _of_exhibit(
    leaves: Leaves, sha256: str, noted: Written, wanted: Collection[str] | None
) -> Iterator[list[dict[str, Any]]]:
    """Give the rows of an exhibit that are wanted, all for None, and hold the whole table against the ledger."""
    kind = noted.kind
    hashed = RowHash(kind)
    for batch in stored_record_batches(table_path(leaves.case.root, kind, sha256)):
        hashed.update(batch.to_pydict())
        rows = [row for row in batch.to_pylist() if wanted is None or row["key"] in wanted]
        if rows and (gone := _gone(leaves, kind, sha256, rows)):
            yield gone
    if hashed.written() != noted:
        raise CustodyBroken(
            f"The stored rows of {kind} are not those that the ledger tells of.",
            where=sha256,
            todo="`armstrace read --again` rebuilds them from the exhibit.",
        )


def _of_documents(leaves: Leaves, chosen: Chosen) -> Iterator[list[dict[str, Any]]]:
    """Give the incidents that documents tell of, as far as they are asked for."""
    if not (Incident.KIND in chosen.whole or chosen.exhibits or CLAIM in chosen.keys):
        return
    for incident in accepted_incidents(leaves.case):
        wanted = chosen.wants(Incident.KIND, incident.exhibit)
        if wanted is not None and incident.key not in wanted:
            continue
        leaver = leaves.doors.of(Incident.KIND, incident.exhibit)
        if not leaver.leaves:
            leaves.tally.cite(leaver, Incident.KIND, {incident.key: incident.place})
            continue
        row = {name: values[0] for name, values in spread(Incident.KIND, [incident]).items()}
        yield _gone(leaves, Incident.KIND, incident.exhibit, [row])


def _gone(leaves: Leaves, kind: str, sha256: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give rows as they leave, and count them."""
    if kind in MADE_COARSE:
        rows = [{CHANGED: [], **leaves.exporter.stored(kind, row)} for row in rows]
        for row in rows:
            leaves.tally.changes(row[CHANGED])
    if kind == Identity.KIND:
        free = [row for row in rows if not row["restricted"]]
        if len(free) < len(rows):
            leaves.tally.stay(leaves.doors.of(kind, sha256), kind, len(rows) - len(free), _RESTRICTED)
        rows = free
    leaves.tally.leave(sha256, kind, len(rows))
    return rows
