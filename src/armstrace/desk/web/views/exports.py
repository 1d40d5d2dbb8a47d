"""What left the case so far, as the ledger tells it, and the files of it that are still here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from armstrace.desk.bundles.bundle import EXPORTED
from armstrace.desk.dossiers.written import WRITTEN, exported_file
from armstrace.desk.exports.exported import EXPORTED_FILE
from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.problems import NotThere, Refused
from armstrace.desk.web.ways import Bytes
from armstrace.evidence.lines import Line

_TYPES = {"html": "application/octet-stream", "pdf": "application/pdf", "zip": "application/zip"}


@dataclass(frozen=True, slots=True)
class Export:
    """One export: the line of the ledger, what left and for whom, its hashes; `file` can be fetched, "" for none here.

    Of a bundle the hash is that of its tag manifest, which its receiver computes too.
    """

    line: int
    at: str
    by: str
    what: str
    to: str
    hashes: tuple[str, ...]
    exhibit: str
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAsked:
    """A file that was exported, by its hash and ending."""

    key: str = told(longest=80)


def exports_of(desk: Desk) -> tuple[Export, ...]:
    """List what left the case, the newest first; nothing to a person from whom part of the case is hidden."""
    if desk.who.hidden:
        return ()
    known = desk.cached("exports", lambda: tuple(reversed(list(_exports(desk)))))
    # a bundle comes to its place after the line that tells of it
    return tuple(each if _is_here(desk, each.file) else replace(each, file="") for each in known)


def exported(desk: Desk, asked: FileAsked) -> Bytes:
    """Hand out a file that was exported from the desk."""
    require_whole(desk)
    known = any(each.file == asked.key for each in exports_of(desk))
    path = exported_file(desk.case, asked.key) if known and asked.key else None
    if path is None:
        todo = "Export it again: what was exported goes when an exhibit is withdrawn."
        raise NotThere("There is no such file.", where=asked.key, todo=todo)
    end = asked.key.rpartition(".")[2]
    return Bytes(content=path, media_type=_TYPES[end], save_as=f"armstrace-{asked.key[:12]}.{end}")


def require_whole(desk: Desk) -> None:
    """Make sure that nothing of the case is hidden from this person.

    Raises:
        Refused: something is.
    """
    if desk.who.hidden:
        raise Refused(
            "What leaves the case rests on all of it, and part of it is not for you to see.",
            where="the role",
            todo="Ask a custodian who sees the whole case.",
        )


def _exports(desk: Desk) -> Iterator[Export]:
    lines = {line.seq: line for line in desk.lines()}
    names = {each.sha256: each.received_name for each in desk.case.exhibits()}
    for line in lines.values():
        held = line.payload
        before = lines.get(held.get("line", 0))
        if line.act == WRITTEN:
            yield _dossier(line, names)
        elif line.act == EXPORTED and before is not None:
            tag = str(held["tag_manifest_sha256"])
            copy = f"Redacted copy {before.payload['id']}" if before.act == "redact" else "Bundle"
            yield Export(line.seq, line.at, line.by, copy, _to(before), (tag,), "", f"{tag}.zip")
        elif line.act == EXPORTED_FILE and before is not None:
            hashes = tuple(str(each["sha256"]) for each in held["files"])
            what = f"Records as {before.payload['format']}"
            yield Export(line.seq, line.at, line.by, what, _to(before), hashes, "", "")


def _dossier(line: Line, names: Mapping[str, str]) -> Export:
    sha256, end, written = (str(line.payload[name]) for name in ("exhibit", "format", "written"))
    name = names.get(sha256, "a document that was withdrawn")
    what = f"Dossier of {name} as {end.upper()}"
    return Export(line.seq, line.at, line.by, what, "", (written,), sha256, f"{written}.{end}")


def _is_here(desk: Desk, file: str) -> bool:
    return bool(file) and exported_file(desk.case, file) is not None


def _to(line: Line) -> str:
    return str(line.payload.get("to", ""))
