"""An export of records, findings or citations: a line in the ledger before it leaves, one after, a file beside it.

The file beside it, `OUT.leaving.json`, says what it holds, what stayed and why, and which exhibits it rests on.
"""

import hashlib
import json
import secrets
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from armstrace.desk.exports.chosen import Chosen, choose
from armstrace.desk.exports.doors import Doors
from armstrace.desk.exports.files import Gathered, gather, written
from armstrace.desk.exports.formats import FORMATS, Format
from armstrace.desk.exports.staged import Leaves
from armstrace.desk.exports.tally import Tally
from armstrace.desk.incidents.export import Exporter
from armstrace.desk.intake import Case
from armstrace.desk.private_case import private_folder
from armstrace.dossier.exports.cited import reference
from armstrace.dossier.exports.sheet import Content
from armstrace.evidence import ledger
from armstrace.evidence.atomic import write_atomically
from armstrace.evidence.clock import stamp, utc_now
from armstrace.evidence.disk import CHUNK, explained
from armstrace.evidence.lines import Line
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError
from armstrace.records.version import __version__

EXPORT_FILE, EXPORTED_FILE = "export_file", "exported_file"
BESIDE = "leaving.json"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks for: a format, what goes into it, for whom, for what use."""

    format: str
    words: tuple[str, ...] = ()
    to: str = ""
    non_commercial: bool = False


@dataclass(frozen=True, slots=True)
class Handed:
    """One file that left: its name below OUT's folder, its SHA-256 and size."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Exported:
    """What left: where, which files, the line of the export, and what is to be said of it."""

    out: Path
    files: tuple[Handed, ...]
    line: Line
    rows: dict[str, int]
    content: Content

    def as_json(self) -> dict[str, Any]:
        """Give it for a program."""
        return {
            "out": str(self.out),
            "ledger": {"line": self.line.seq, "sha256": self.line.sha256},
            "files": [{"name": each.name, "sha256": each.sha256, "size": each.size} for each in self.files],
            "rows": self.rows,
            "remarks": list(self.content.remarks),
            "left_out": list(self.content.left_out),
        }


def export(case: Case, asked: Asked, out: Path) -> Exported:
    """Write an export at `out`: a file, or a folder where kinds have files of their own and there are several.

    Raises:
        CaseError: nothing that is asked for is known, or leaves; there is something at `out` that is not replaced.
        CustodyBroken: the ledger, rows or findings are not as they were written.
        ArmstraceError: the disk is full or writing there is not allowed.
    """
    made = FORMATS[asked.format]
    lines, today = ledger.read_lines(case.root), utc_now().date()
    chosen = choose(case, asked.words, made.default)
    doors = Doors.at(case, lines, today, non_commercial=asked.non_commercial)
    leaves = Leaves(case, lines, doors, Exporter(case, today), Tally())
    with private_folder() as folder:
        found = gather(leaves, chosen, made, folder)
        _refuse_nothing(made, found.content, bool(found.findings))
        parts, content = written(leaves, made, found, folder)
        files = _named(out, made, parts)
        handed = tuple(_handed(name, path) for name, path in files)
        line = ledger.append(case.root, EXPORT_FILE, case.by, **_told(asked, chosen, leaves, found))
        beside = _beside(asked, chosen, leaves, (content, handed, line))
        _deliver(out, files, beside, whole_folder=_is_folder(made, parts))
        rows = {sheet.kind: sheet.size for sheet in content.sheets}
    left = [{"sha256": each.sha256, "size": each.size} for each in handed]
    beside_sha256 = hashlib.sha256(beside).hexdigest()
    ledger.append(case.root, EXPORTED_FILE, case.by, line=line.seq, files=left, leaving_sha256=beside_sha256)
    return Exported(out, handed, line, rows, content)


def _refuse_nothing(made: Format, content: Content, findings: bool) -> None:
    holds_rows = made.apart or made.name in {"xlsx", "geojson", "kml", "markdown", "ftm"}
    if (holds_rows and not content.sheets) or (made.name == "prov-json" and not findings):
        raise CaseError(
            "Nothing of what is asked for leaves.",
            where="; ".join(content.left_out)[:2_000] or f"nothing of it is in this case that {made.name} can hold",
            todo="Declare the use with --non-commercial, sign with --allow, or name something else.",
        )


def _told(asked: Asked, chosen: Chosen, leaves: Leaves, found: Gathered) -> dict[str, Any]:
    """Give what the ledger keeps of an export; no name of a file of OUT's stands in it.

    `of` are the exhibits of which rows left, or findings that quote them: a withdrawal names this export by them.
    """
    tally = leaves.tally
    of = {sha256 for sha256, counted in tally.left.items() if counted.total()}
    of |= {str(document["sha256"]) for document, _ in found.findings}
    kept_back = [{"sha256": sha256, "why": why} for sha256, why in sorted(tally.why.items())]
    return {
        "to": asked.to,
        "day": stamp(utc_now())[:10],
        "format": asked.format,
        "asked": list(chosen.words),
        "non_commercial": asked.non_commercial,
        "rows": dict(sorted(sum(tally.left.values(), Counter[str]()).items())),
        "kept_back": kept_back,
        "of": sorted(of),
    }


def _is_folder(made: Format, parts: Sequence[tuple[str, Path]]) -> bool:
    return made.apart and len({kind for kind, _ in parts}) > 1


def _named(out: Path, made: Format, parts: Sequence[tuple[str, Path]]) -> list[tuple[str, Path]]:
    """Name files as they are to be called: in a folder by their kinds, else after OUT."""
    if _is_folder(made, parts):
        return [(path.name, path) for _, path in parts]
    stem = out.name.removesuffix(made.end)
    return [(f"{stem}.raw.csv" if path.name.endswith(".raw.csv") else out.name, path) for _, path in parts]


def _handed(name: str, path: Path) -> Handed:
    with explained(path, "Writing the export"), path.open("rb") as file:
        return Handed(name, hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size)


def _beside(asked: Asked, chosen: Chosen, leaves: Leaves, done: tuple[Content, tuple[Handed, ...], Line]) -> bytes:
    """Write what lies beside an export: what it holds, what was done to it, what stayed and why, whom to name."""
    content, handed, line = done
    told = {
        "armstrace": __version__,
        "format": asked.format,
        "asked": [visible(word) for word in chosen.words],
        "to": visible(asked.to),
        "ledger": {"line": line.seq, "sha256": line.sha256, "at": line.at},
        "files": [{"name": visible(each.name), "sha256": each.sha256, "size": each.size} for each in handed],
        "rows": {sheet.kind: sheet.size for sheet in content.sheets},
        "changed": list(content.remarks),
        "left_out": list(content.left_out),
        "stayed": leaves.tally.as_json(list(leaves.doors.files.values())),
        "exhibits": [
            {
                "sha256": each.exhibit.sha256,
                "rows": dict(sorted(leaves.tally.left.get(each.exhibit.sha256, {}).items())),
                "cited": reference(each),
                "terms": leaves.doors.files[each.exhibit.sha256].reason,
            }
            for each in content.exhibits
        ],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _deliver(out: Path, files: Sequence[tuple[str, Path]], beside: bytes, *, whole_folder: bool) -> None:
    if not whole_folder:
        for name, path in files:
            write_atomically(out.with_name(name), partial(_copy, path))
        write_atomically(out.with_name(f"{out.name}.{BESIDE}"), beside)
        return
    if out.exists() or out.is_symlink():
        todo = "Name a new folder: each kind of row gets a file of its own."
        raise CaseError("There is something here already.", where=visible(str(out)), todo=todo)
    temporary = out.with_name(f".armstrace-{secrets.token_hex(8)}.tmp")
    try:
        with explained(out, "Writing the export"):
            temporary.mkdir()
            for name, path in files:
                write_atomically(temporary / name, partial(_copy, path))
            write_atomically(temporary / BESIDE, beside)
            temporary.rename(out)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _copy(path: Path, out: Any) -> None:
    with path.open("rb") as file:
        shutil.copyfileobj(file, out, CHUNK)
