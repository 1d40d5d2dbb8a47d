"""The files of an export, written into a private folder: nothing has left yet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from armstrace.desk.exports import event_rows, finding_rows
from armstrace.desk.exports.bundled import proofs
from armstrace.desk.exports.chosen import FINDING, Chosen
from armstrace.desk.exports.cited import cited_exhibits
from armstrace.desk.exports.formats import Format
from armstrace.desk.exports.places import Places, places_of
from armstrace.desk.exports.staged import Leaves, stage
from armstrace.desk.exports.traced import provenance
from armstrace.desk.intake import last_readings, noted_rows
from armstrace.dossier.exports.csv_sheet import people_csv, raw_csv
from armstrace.dossier.exports.ftm import UNSAID, Linked, ftm
from armstrace.dossier.exports.prov_json import prov_json
from armstrace.dossier.exports.sheet import Content, Sheet
from armstrace.dossier.exports.workbook import write_workbook
from armstrace.evidence.disk import explained
from armstrace.records.events import Event

Findings = list[tuple[finding_rows.Told, list[finding_rows.Told]]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found of what is asked for: rows as they leave, findings, the places of their rows."""

    content: Content
    findings: Findings
    places: Places


def gather(leaves: Leaves, chosen: Chosen, made: Format, folder: Path) -> Gathered:
    """Put the rows of what is asked for through the gate, and say what stays and why.

    Raises:
        CustodyBroken: rows or findings are not those of the ledger.
        CaseError: rows of an exhibit are missing.
    """
    said = leaves.tally.said
    findings: Findings = []
    if FINDING in made.holds and chosen.asks_for(FINDING):
        findings = list(finding_rows.chosen_findings(leaves.case, leaves.lines, chosen, said))
    sheets = list(stage(leaves, chosen, made.holds, folder))
    if findings:
        sheets.append(_sheet(FINDING, finding_rows.SCHEMA, finding_rows.rows_of(findings), folder))
    if Event.KIND in made.holds and (Event.KIND in chosen.whole or Event.KIND in chosen.keys):
        sheets.append(_sheet(Event.KIND, event_rows.SCHEMA, event_rows.rows_of(leaves, chosen), folder))
    held = tuple(sheet for sheet in sheets if sheet.path.exists())
    said += _unheld(leaves, chosen, made)
    keys = (key for _, each in findings for finding in each for key in finding["records"])
    places = places_of(leaves.case, keys)
    documents = {str(document["sha256"]) for document, _ in findings}
    about = leaves.tally.exhibits | documents | {sha256 for sha256, _ in places.values()}
    content = Content(
        title="Exported from a case of armstrace",
        sheets=held,
        exhibits=_cited(leaves, about if chosen.words or held else set(leaves.doors.files)),
        left_out=leaves.tally.sentences(list(leaves.doors.files.values())),
        remarks=leaves.tally.remarks(),
    )
    return Gathered(content, findings, places)


def _unheld(leaves: Leaves, chosen: Chosen, made: Format) -> list[str]:
    """Say which kinds that are asked for, or that the case has where nothing is named, a format has no form for."""
    there = {each.kind for line in last_readings(leaves.lines).values() for each in noted_rows(line)}
    unheld = sorted((chosen.named or there) - set(made.holds))
    if made.name == "ftm":
        return [f"{kind}: {UNSAID.get(kind, 'there is no schema for it')}." for kind in unheld]
    return [f"{kind}: it has no places on the ground, and {made.name} holds nothing else." for kind in unheld]


def _cited(leaves: Leaves, about: Iterable[str]) -> Any:
    wanted, files = set(about), leaves.doors.files
    listed = [leaver for sha256, leaver in files.items() if sha256 in wanted]
    return cited_exhibits(leaves.case, [each.exhibit for each in listed], listed, leaves.lines)


def _sheet(kind: str, schema: pa.Schema, rows: Iterable[list[dict[str, Any]]], folder: Path) -> Sheet:
    path = folder / f"{kind}.parquet"
    writer = None
    try:
        for some in filter(None, rows):
            if writer is None:
                with explained(path, "Writing the export"):
                    writer = pq.ParquetWriter(path, schema, compression="zstd")
            writer.write_table(pa.Table.from_pylist(some, schema))
    finally:
        if writer is not None:
            writer.close()
    return Sheet(kind, path)


def written(leaves: Leaves, made: Format, found: Gathered, folder: Path) -> tuple[list[tuple[str, Path]], Content]:
    """Write the files of a format, each with the kind of rows in it ("" for all) and its end; give what holds of them.

    Raises:
        CaseError: the format cannot hold so much, or what writes it is not installed.
        ArmstraceError: the disk is full.
    """
    content = found.content
    with explained(folder, "Writing the export"):
        if made.name == "xlsx":
            path = folder / "export.xlsx"
            cut = write_workbook(content, path, folder)
            return [("", path)], replace(content, remarks=(*content.remarks, *cut))
        if made.apart:
            return list(_apart(made, content, folder)), content
        path = folder / f"export{made.end}"
        with path.open("xb") as out:
            for piece in _pieces(leaves, made, found):
                out.write(piece.encode("utf-8", "backslashreplace"))
    return [("", path)], content


def _apart(made: Format, content: Content, folder: Path) -> Iterator[tuple[str, Path]]:
    for sheet in content.sheets:
        if made.name == "parquet":
            yield sheet.kind, sheet.path
            continue
        for end, write in ((".csv", people_csv), (".raw.csv", raw_csv)):
            path = folder / f"{sheet.kind}{end}"
            with path.open("xb") as out:
                write(sheet, out)
            yield sheet.kind, path


def _pieces(leaves: Leaves, made: Format, found: Gathered) -> Iterable[str]:
    if made.name == "prov-json":
        about = {each.exhibit.sha256 for each in found.content.exhibits}
        leavers = [leaver for sha256, leaver in leaves.doors.files.items() if sha256 in about]
        return [prov_json(provenance(leaves.case, leaves.lines, leavers, found.findings, found.places))]
    if made.name == "ftm":
        return ftm(
            Linked(
                cited=found.content.exhibits,
                rows=_rows(found.content),
                findings=(
                    (document, finding, proofs(finding, found.places))
                    for document, each in found.findings
                    for finding in each
                ),
            )
        )
    return made.pieces(found.content) if made.pieces else ()


def _rows(content: Content) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for sheet in content.sheets:
        yield from ((sheet.kind, row) for row in sheet.rows())
