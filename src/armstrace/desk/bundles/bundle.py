"""Packing a case into a bundle that somebody else can check alone: exhibits, ledger, records, findings, how to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from armstrace.desk.bundles.case import ledger_bytes
from armstrace.desk.bundles.dossiers import WORD, dossiers, typst_here
from armstrace.desk.bundles.pages import Told, pages
from armstrace.desk.bundles.parts import (
    Cited,
    cited_rows,
    events_of_export,
    findings_of,
    leaving_lines,
    made_with,
    records_of_case,
)
from armstrace.desk.bundles.stamp import Sealed, Stamping, sealed_files
from armstrace.desk.case import CASE_FILE, describe
from armstrace.desk.exports.bundled import linked_data
from armstrace.desk.exports.exported import EXPORT_FILE, EXPORTED_FILE
from armstrace.desk.incidents.kept_events import kept_events, number_of_incidents
from armstrace.desk.intake import Case
from armstrace.desk.licences import Leaver, gate_of, sources_of
from armstrace.desk.plug_ins import makers_in, needed
from armstrace.desk.private_case import private_folder
from armstrace.evidence import custody, ledger
from armstrace.evidence.bag import BagWriter
from armstrace.evidence.bag_out import bag_out
from armstrace.evidence.clock import stamp, utc_now
from armstrace.evidence.disk import explained
from armstrace.evidence.lines import Line
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError, CustodyBroken

EXPORT, EXPORTED = "export", "exported"
_AFTER = {
    EXPORTED,
    EXPORT_FILE,
    EXPORTED_FILE,
    "dossier",
    "timestamp",
    "receipt",
    "verify",
    "redact",
    "opened_commitment",
    "identities",
}
"""What may have happened since an export without changing what it holds."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks for: for whom, for what use, as a zip or a folder, which authority is to sign the time.

    `again` packs the last export anew, byte for byte, instead of making one.
    """

    to: str = ""
    non_commercial: bool = False
    as_zip: bool = False
    again: bool = False
    stamping: Stamping | None = None


@dataclass(frozen=True, slots=True)
class Bundled:
    """What was packed: where, the hash of its tag manifest, the line of the export, who stayed behind and why."""

    out: Path
    tag_manifest: str
    line: Line
    here: int
    kept_back: tuple[Leaver, ...]
    sealed: Sealed

    def as_json(self) -> dict[str, Any]:
        """Give it for a program."""
        return {
            "out": str(self.out),
            "tag_manifest_sha256": self.tag_manifest,
            "ledger": {"lines": self.line.seq, "head": self.line.sha256},
            "exhibits": self.here,
            "kept_back": [{"sha256": each.exhibit.sha256, "why": each.reason} for each in self.kept_back],
            "timestamp": self.sealed.as_json(),
        }


class Teller(Protocol):
    """Is told how far a packing is: what begins, with how many bytes, and the bytes that went through."""

    def phase(self, name: str, total: int = 0) -> None:
        """Say what begins now."""

    def bytes_done(self, count: int) -> None:
        """Count bytes."""


class Silent:
    """Tells nobody."""

    def phase(self, name: str, total: int = 0) -> None:
        """Say nothing."""

    def bytes_done(self, count: int) -> None:
        """Count nothing."""


def bundle(case: Case, out: Path, wish: Wish, tell: Teller | None = None) -> Bundled:
    """Write a case's bundle at `out`; the export is a line in the ledger before the ledger is packed.

    Exhibits that may not leave are listed with their hash, citation and the reason; no record read from them leaves.

    Raises:
        CustodyBroken: the ledger, an exhibit, stored rows or findings are not as they were written; nothing is left.
        CaseError: there is something at `out`, or nothing to pack again.
        ArmstraceError: the disk is full or writing there is not allowed.
    """
    tell = tell or Silent()
    tell.phase("gathering what stands in the case")
    describe(case.root)
    if number_of_incidents(case):
        # grouped now if they never were, so that packing again finds the same
        kept_events(case)
    # before the line of the export is written, which says that this left
    sum(1 for _ in findings_of(case, ledger.read_lines(case.root)))
    if out.exists() or out.is_symlink():
        raise CaseError("There is something here already.", where=visible(str(out)), todo="Name a new file or folder.")
    lines, leavers = _export(case, wish)
    line = lines[-1]
    base = f"armstrace-{line.sha256[:12]}" if wish.as_zip else ""
    with private_folder() as folder, bag_out(out, base=base) as bag:
        bag.progress = tell.bytes_done
        _pack(case, bag, lines, leavers, folder, tell)
        tell.phase("writing the manifests")
        tag_manifest = bag.finish(_info(case, line, leavers))
        sealed = sealed_files(tag_manifest, wish.stamping)
        bag.seal(sealed.files)
    told: dict[str, Any] = {"line": line.seq, "tag_manifest_sha256": tag_manifest, "timestamp": sealed.as_json()}
    if not wish.again:
        ledger.append(case.root, EXPORTED, case.by, **told)
    kept_back = tuple(each for each in leavers if not each.leaves)
    return Bundled(out, tag_manifest, line, len(leavers) - len(kept_back), kept_back, sealed)


def _export(case: Case, wish: Wish) -> tuple[tuple[Line, ...], list[Leaver]]:
    """Write the line of an export, or find the last one; give the lines to pack and who may leave."""
    before = ledger.read_lines(case.root)
    if wish.again:
        lines = _last_export(before)
        return lines, leavers_of_export(case, lines)
    day = stamp(utc_now())[:10]
    leavers = _leavers(case, before, day, wish.non_commercial)
    kept_back = [{"sha256": each.exhibit.sha256, "why": each.reason} for each in leavers if not each.leaves]
    said: dict[str, Any] = {"to": wish.to, "day": day, "non_commercial": wish.non_commercial, "kept_back": kept_back}
    said[WORD] = {"typst": typst_here()}
    ledger.append(case.root, EXPORT, case.by, **said, leaving=len(leavers) - len(kept_back))
    return ledger.read_lines(case.root), leavers


def _last_export(lines: Sequence[Line]) -> tuple[Line, ...]:
    for number in range(len(lines), 0, -1):
        act = lines[number - 1].act
        if act == EXPORT:
            return tuple(lines[:number])
        if act not in _AFTER:
            raise CaseError(
                f"The case has gone on since its last export (line {number}: {act}).", todo="Leave --again out."
            )
    raise CaseError("This case was never exported.", where="--again", todo="Leave --again out.")


def _leavers(case: Case, lines: Sequence[Line], day: str, non_commercial: bool) -> list[Leaver]:
    """Ask the gate about each exhibit."""
    sources = sources_of(lines)
    gate = gate_of(case, date.fromisoformat(day), non_commercial=non_commercial, lines=lines)
    found = []
    for exhibit in custody.gather(case.root, lines).values():
        source = sources.get(exhibit.sha256)
        found.append(Leaver(exhibit, source, *gate.may_leave(exhibit, source)))
    return found


def leavers_of_export(case: Case, lines: Sequence[Line]) -> list[Leaver]:
    """Give who left and who stayed at an export, as its line, the last one, tells."""
    told = lines[-1].payload
    kept_back = {str(each["sha256"]): str(each["why"]) for each in told["kept_back"]}
    asked = _leavers(case, lines[:-1], str(told["day"]), bool(told["non_commercial"]))
    return [
        replace(each, leaves=False, reason=kept_back[each.exhibit.sha256]) if each.exhibit.sha256 in kept_back else each
        for each in asked
    ]


def _pack(
    case: Case, bag: BagWriter, lines: Sequence[Line], leavers: Sequence[Leaver], folder: Path, tell: Teller
) -> None:
    """Write everything below data/, and the pages around it."""
    here = [each.exhibit for each in leavers if each.leaves]
    tell.phase("packing the originals", total=sum(each.size for each in here))
    for exhibit in here:
        with explained(exhibit.path, "Reading an exhibit"):
            exists = exhibit.path.is_file()
        if not exists:
            todo = "Put it back, or hold it back with --hold and a reason."
            raise CustodyBroken("This exhibit is not where it was kept.", where=exhibit.sha256, todo=todo)
        bag.add(f"data/exhibits/{exhibit.sha256[:2]}/{exhibit.sha256}", exhibit.path, exhibit.sha256)
    tell.phase("packing the records read from them")
    bag.add("data/case.toml", case.root / CASE_FILE)
    bag.add("data/ledger.jsonl", ledger_bytes(case, len(lines)))
    for name, file in records_of_case(case, here, lines, folder):
        bag.add(name, file)
    tell.phase("packing findings, dossiers and pages")
    for name, content in derived(case, lines, leavers):
        bag.add(name, content)


def derived(
    case: Case, lines: Sequence[Line], leavers: Sequence[Leaver], cited: Cited | None = None
) -> Iterator[tuple[str, bytes]]:
    """Give the small files that follow from ledger, records and findings, by their names in a bundle.

    `cited` are keys and places of rows of exhibits kept back; whoever has only the bundle takes them from it.
    """
    yield from findings_of(case, lines)
    yield from events_of_export(case, lines, leavers)
    kept_back = {each.exhibit.sha256 for each in leavers if not each.leaves}
    resting = cited_rows(case, kept_back) if cited is None else cited
    yield "data/leaving.jsonl", leaving_lines(leavers, resting)
    yield from linked_data(case, lines, leavers, resting)
    yield "data/made-with.json", made_with(needed(makers_in(case, lines)))
    yield from dossiers(case, lines, leavers)
    for name, text in pages(Told(case, lines[-1], tuple(leavers))):
        yield name, text.encode("utf-8", "backslashreplace")


def _info(case: Case, line: Line, leavers: Sequence[Leaver]) -> list[tuple[str, str]]:
    """Give the words of bag-info.txt: RFC 8493's own first, then ours."""
    here = sum(each.leaves for each in leavers)
    return [
        ("External-Description", str(describe(case.root).get("title", ""))),
        ("Bagging-Date", line.at[:10]),
        ("Ledger-Lines", str(line.seq)),
        ("Ledger-Head", line.sha256),
        ("Exhibits-Here", str(here)),
        ("Exhibits-By-Hash-Alone", str(len(leavers) - here)),
    ]
