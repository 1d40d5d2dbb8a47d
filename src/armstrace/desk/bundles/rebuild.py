"""Doing again what a bundle says was done, and comparing: exhibits read, questions asked, pages written.

The bundle's folder data/ is laid out as a case. It is looked at through a private one that shares its exhibits and
tables, so that nothing is written into the bundle. What differs under the same readers and libraries was altered; what
differs under others is told apart, as nobody can say from here.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from armstrace.desk.bundles.bundle import derived, leavers_of_export
from armstrace.desk.bundles.case import BundleCase
from armstrace.desk.bundles.dossiers import FOLDER as DOSSIERS
from armstrace.desk.bundles.dossiers import typst_here, typst_told
from armstrace.desk.bundles.parts import made_with, records_of_case
from armstrace.desk.case import CASE_FILE
from armstrace.desk.documents.article import check_document, check_json
from armstrace.desk.documents.document import load_text
from armstrace.desk.exports.bundled import cited_of_bundle
from armstrace.desk.incidents.kept_events import FILE, FOLDER, kept_events
from armstrace.desk.intake import last_readings, noted_rows
from armstrace.desk.licences import Leaver
from armstrace.desk.plug_ins import lacking
from armstrace.desk.reread import Job, known_here, reread, written_again
from armstrace.desk.verify import kept_results
from armstrace.evidence.bag_lines import manifest
from armstrace.evidence.bag_open import OpenBag
from armstrace.evidence.disk import CHUNK, explained
from armstrace.evidence.folders import EXHIBITS
from armstrace.evidence.lines import Line
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError, CustodyBroken
from armstrace.records.origin import canonical

_BY = "p-verifier"


@dataclass(slots=True)
class Rebuilt:
    """What doing everything again showed: how many exhibits were read and findings made again, and what differs."""

    rebuilt: int = 0
    findings: int = 0
    differing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Said:
    """Where to write what differs, and what could not be done."""

    differing: list[str]
    open: list[str]


def rebuild(bag: OpenBag, lines: Sequence[Line], folder: Path, workers: int = 1) -> Rebuilt:
    """Do everything again; the files of the bundle and its ledger must have been found whole."""
    root = _as_case(bag, folder)
    case = BundleCase(root, _BY, lines)
    found = Rebuilt()
    here = _unlike(bag)
    if here:
        found.changed.append(f"made with {'; '.join(here)}: what differs below may be due to that")
    say = found.changed if here else found.differing
    leavers = leavers_of_export(case, lines)
    try:
        scratch = folder / "again"
        scratch.mkdir()
        _rows(case, scratch, workers, found, say)
        if not _files(bag, case, (lines, leavers), folder, _Said(say, found.open)):
            found.open.append("findings and events: they are asked again once the records are whole")
            return found
        kept = kept_results(case)
        say += kept.wrong
        found.open += [*kept.missing, *kept.stale]
        _events(bag, case, found)
        _findings(case, found, say, kept_back=any(not each.leaves for each in leavers))
    finally:
        case.tables.close()
    return found


def _as_case(bag: OpenBag, folder: Path) -> Path:
    """Lay a bundle's data/ out as a case of this program's own; a zip is unpacked, a folder is shared."""
    root = folder / "case"
    root.mkdir()
    if bag.is_zip:
        for name in bag.sizes:
            if name.startswith("data/"):
                _unpack(bag, name, root / name.removeprefix("data/"))
        return root
    for name in (CASE_FILE, "ledger.jsonl"):
        (root / name).write_bytes(bag.text(f"data/{name}"))
    there = (bag.where / "data").resolve()
    if (there / EXHIBITS).is_dir():
        (root / EXHIBITS).symlink_to(there / EXHIBITS, target_is_directory=True)
    for name in bag.sizes:
        # one by one: what is made anew takes the place of a link, never of the file in the bundle
        if name.startswith("data/tables/"):
            link = root / name.removeprefix("data/")
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(bag.where.resolve() / name)
    return root


def _unpack(bag: OpenBag, name: str, path: Path) -> None:
    with explained(path, "Unpacking the bundle"):
        path.parent.mkdir(parents=True, exist_ok=True)
        with bag.open(name) as held, path.open("xb") as out:
            while chunk := held.read(CHUNK):
                out.write(chunk)


def _unlike(bag: OpenBag) -> list[str]:
    """Name the versions of the program, readers and libraries that are others here than where the bundle was made."""
    there, here = json.loads(bag.text("data/made-with.json")), json.loads(made_with())
    told = (
        [f"armstrace {there['armstrace']}, here {here['armstrace']}"] if there["armstrace"] != here["armstrace"] else []
    )
    for name, version in sorted(here["libraries"].items()):
        was = there["libraries"].get(name, "")
        if was != version:
            told.append(f"{name} {was or 'missing'}, here {version or 'missing'}")
    told += lacking(there.get("plug_ins", ()))
    others = sorted(set(there["readers"]) ^ set(here["readers"]))
    told += [f"readers {', '.join(others)}, which are not both there and here"] if others else []
    return [visible(each) for each in told]


def _rows(case: BundleCase, scratch: Path, workers: int, found: Rebuilt, say: list[str]) -> None:
    """Read every exhibit again and compare its rows with the ledger."""
    jobs = list(_jobs(case, scratch, found))
    found.rebuilt = len(jobs)
    for exhibit, again in reread(written_again, jobs, workers):
        if again.problem:
            say.append(f"{exhibit.short} {visible(exhibit.received_name)}: {again.problem}")
        for name in again.files:
            found.changed.append(f"data/{name}: another file than writing it again gives; its rows are compared apart")


def _jobs(case: BundleCase, scratch: Path, found: Rebuilt) -> Iterator[Job]:
    """Give the exhibits to read again; those that were never read, or by another reader, are noted in `found`."""
    read = last_readings(case.lines)
    for exhibit in case.exhibits():
        noted = read.get(exhibit.sha256)
        name = f"{exhibit.short} {visible(exhibit.received_name)}"
        if noted is None:
            found.open.append(f"{name}: it was never read")
            continue
        reader = str(noted.payload.get("reader", ""))
        if noted.act == "refused":
            continue
        if known_here(reader):
            found.changed.append(f"{name}: read by {reader}, here {known_here(reader)}")
            continue
        yield Job(exhibit, reader, noted_rows(noted), case.root, scratch)


def _events(bag: OpenBag, case: BundleCase, found: Rebuilt) -> None:
    """Write the table of events again and compare the files; their rows are compared with the other results."""
    path = case.root / FOLDER / FILE
    if f"data/{FOLDER}/{FILE}" not in bag.sizes:
        return
    before = _sha256(path)
    path.unlink()
    kept_events(case)
    if not path.is_file() or _sha256(path) != before:
        name = f"data/{FOLDER}/{FILE}"
        found.changed.append(f"{name}: another file than writing it again gives; its rows are compared apart")


def _files(
    bag: OpenBag, case: BundleCase, export: tuple[Sequence[Line], Sequence[Leaver]], folder: Path, said: _Said
) -> bool:
    """Write the records and pages of the bundle again, and compare them with those in it; say if so."""
    (lines, leavers), say = export, said.differing
    listed = dict(manifest(bag.text("manifest-sha256.txt"), "sha256").listed)
    listed |= manifest(bag.text("tagmanifest-sha256.txt"), "sha256").listed
    seen = {"data/case.toml", "data/ledger.jsonl", "bagit.txt", "bag-info.txt"}
    seen |= {name for name in listed if name.startswith(("data/exhibits/", "manifest-"))}
    try:
        here = [each.exhibit for each in leavers if each.leaves]
        # where the rows of exhibits that stayed stand, only the bundle itself can say here
        cited = cited_of_bundle(bag.text("data/leaving.jsonl"))
        for name, content in _made(records_of_case(case, here, lines, folder), derived(case, lines, leavers, cited)):
            seen.add(name)
            if name == "data/leaving.jsonl":
                same = _without_places(content) == _without_places(bag.text(name))
            else:
                same = listed.get(name) == _sha256(content)
            if not same:
                say.append(f"{name}: made again from the ledger and the records it is another")
    except (CustodyBroken, CaseError) as error:
        say.append(f"{error.where}: {error.what}")
        return False
    seen |= _unset(listed, lines[-1], said.open)
    say += [f"{name}: nothing in the ledger or the records gives this file" for name in sorted(set(listed) - seen)]
    return True


def _unset(listed: Iterable[str], line: Line, say: list[str]) -> set[str]:
    """Name the PDFs that cannot be set again, because the typesetter here is another one or none."""
    told, here = typst_told(line), typst_here()
    pdfs = {name for name in listed if name.startswith(f"{DOSSIERS}/") and name.endswith(".pdf")}
    if not told or told == here or not pdfs:
        return set()
    say.append(f"{len(pdfs)} PDFs: typst {told} set them, here is {here or 'none'}; the same is in the HTML pages")
    return pdfs


def _made(
    records: Iterable[tuple[str, Path]], small: Iterable[tuple[str, bytes]]
) -> Iterator[tuple[str, bytes | Path]]:
    yield from records
    yield from small


def _sha256(content: bytes | Path) -> str:
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    with content.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _without_places(content: bytes | Path) -> list[Any]:
    """Give the lines on who leaves without what rests on them: that is looked up in records that did not leave."""
    text = content if isinstance(content, bytes) else content.read_bytes()
    return [{**json.loads(line), "cited": None} for line in text.splitlines()]


def _findings(case: BundleCase, found: Rebuilt, say: list[str], *, kept_back: bool) -> None:
    """Ask again what was asked of each document, and compare the findings one by one."""
    for path in sorted((case.root / "tables" / "finding").glob("*.json")):
        before = json.loads(path.read_bytes())
        name = f"findings on {path.stem}"
        try:
            exhibit = case.exhibit(str(before["document"]["sha256"]))
            text = load_text(case, exhibit, date.fromisoformat(before["document"]["published"]))
            now = json.loads(canonical(check_json(check_document(case, text))))
        except CaseError as error:
            found.open.append(f"{name}: {error.what}")
            continue
        found.findings += len(now["findings"])
        if canonical(now) == canonical(before):
            continue
        keys = {each["key"] for each in now["findings"] if each not in before["findings"]}
        keys |= {each["key"] for each in before["findings"] if each not in now["findings"]}
        told = f"{name}: asked again, {len(keys)} come out otherwise" + (
            f" ({', '.join(sorted(keys)[:5])})" if keys else ""
        )
        if kept_back:
            found.open.append(f"{told}; exhibits that did not leave may be why")
        else:
            say.append(told)
