"""Findings kept in a case, so that their keys can be followed later."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from armstrace.desk.documents.article import Checked, check_json
from armstrace.desk.editions.reasons import by_name
from armstrace.desk.intake import Case
from armstrace.desk.kept_files import Compared, compare_files
from armstrace.desk.withdrawal.withdrawn import gone
from armstrace.evidence import ledger
from armstrace.evidence.atomic import write_atomically
from armstrace.evidence.disk import explained
from armstrace.records.errors import CaseError
from armstrace.records.exhibits import Exhibit
from armstrace.records.foreign import json_of
from armstrace.records.origin import canonical

FOLDER = "tables/finding"
REPLACED = "replaced"
_MOST_REPLACED = 500


def keep(case: Case, checked: Checked) -> None:
    """Write a document's findings into the tables folder and a line into the ledger, unless they are there already.

    The line comes first: should a crash come in between, the file is still the one of an earlier line.
    """
    exhibit = checked.document.exhibit
    path = case.root / FOLDER / f"{exhibit.sha256[:12]}.json"
    content = canonical(check_json(checked)).encode("utf-8", "backslashreplace")
    told: dict[str, Any] = {
        "exhibit": exhibit.sha256,
        "published": checked.document.published.isoformat(),
        "findings": len(checked.findings),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    last = next(_checks(case, exhibit.sha256), None)
    if last is None or told != {name: value for name, value in last.items() if name != REPLACED}:
        if replaced := _replaced(path, content):
            ledger.append(case.root, "check", case.by, **(told | {REPLACED: replaced}))
        else:
            ledger.append(case.root, "check", case.by, **told)
    if not path.exists() or path.read_bytes() != content:
        with explained(path, "Writing the findings"):
            path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)


def _replaced(path: Path, content: bytes) -> dict[str, str]:
    """Give the keys of findings that are kept and will not be any more, each with that of the one in its place."""
    try:
        before = _read(path)["findings"] if path.exists() else []
    except CaseError:
        return {}
    now = json_of(content)["findings"]
    stay, answers = {each["key"] for each in now}, by_name(now)
    gone = [(name, each["key"]) for name, each in by_name(before).items() if each["key"] not in stay]
    return {key: str(answers[name]["key"]) if name in answers else "" for name, key in gone[:_MOST_REPLACED]}


@dataclass(frozen=True, slots=True)
class Replaced:
    """A finding that is kept no more: on which day another check replaced it, and the key that stands now, or ""."""

    key: str
    day: str
    document: str
    now: str


def replaced_finding(case: Case, key: str) -> Replaced | None:
    """Find a finding that was kept once, by its key or the beginning of it."""
    found: Replaced | None = None
    for line in case.ledger_lines():
        for was, now in line.payload.get(REPLACED, {}).items() if line.act == "check" else ():
            if was.startswith(key):
                found = Replaced(was, line.at[:10], str(line.payload["exhibit"]), now)
            elif found is not None and found.now == was:
                found = replace(found, now=now)
    return found


def kept_keys(case: Case, prefix: str) -> dict[str, str]:
    """Give the keys of kept findings that begin so, each with the words it is about."""
    found: dict[str, str] = {}
    for path in sorted((case.root / FOLDER).glob("*.json")):
        found |= {
            str(each["key"]): str(each["claim"]["text"])
            for each in _read(path)["findings"]
            if each["key"].startswith(prefix)
        }
    return found


def kept_on_claim(case: Case, prefix: str) -> list[dict[str, Any]]:
    """Give the kept findings on a claim, by the claim's key or the beginning of it."""
    files = sorted((case.root / FOLDER).glob("*.json"))
    every = (each for path in files for each in _read(path)["findings"])
    return [each for each in every if str(each["claim"].get("key", "")).startswith(prefix)]


def kept_finding(case: Case, key: str) -> dict[str, Any] | None:
    """Find a kept finding by its key, with the document it is about.

    Raises:
        CaseError: a file of findings is damaged.
    """
    for path in sorted((case.root / FOLDER).glob("*.json")):
        for finding in _read(path)["findings"]:
            if finding["key"] == key:
                return {"document": _read(path)["document"], **finding}
    return None


def kept_of(case: Case, exhibit: Exhibit) -> dict[str, Any] | None:
    """Give what was kept of a document when it was last checked, as `armstrace check --json` printed it.

    Raises:
        CaseError: the file of its findings is damaged.
    """
    path = case.root / FOLDER / f"{exhibit.sha256[:12]}.json"
    return _read(path) if path.exists() else None


def kept_state(case: Case, exhibit: Exhibit) -> tuple[int, int, int]:
    """Name the state of the file of a document's findings: another one is written in its place, never into it."""
    path = case.root / FOLDER / f"{exhibit.sha256[:12]}.json"
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0, 0
    return found.st_ino, found.st_size, found.st_mtime_ns


def compare_findings(case: Case) -> Compared:
    """Hold the files of findings against what the ledger says of each document's checks."""
    written: dict[str, list[str]] = {}
    for told in reversed(list(_checks(case, ""))):
        if "sha256" in told:
            written.setdefault(f"{str(told['exhibit'])[:12]}.json", []).append(str(told["sha256"]))
    return compare_files(case.root / FOLDER, written, "`armstrace check`")


def document_to_show(case: Case, named: str) -> tuple[Exhibit, date | None]:
    """Choose the document for a dossier: the one named, else the last one checked; with the date given then.

    Raises:
        CaseError: none was checked yet and none is named.
    """
    chosen = case.exhibit(named) if named else None
    last = next(_checks(case, chosen.sha256 if chosen else ""), None)
    if last is not None:
        return case.exhibit(str(last["exhibit"])), date.fromisoformat(str(last["published"]))
    if chosen is None:
        raise CaseError(
            "No document of this case was checked yet.", todo="Run `armstrace check ARTICLE --published DATE`."
        )
    return chosen, None


def _checks(case: Case, prefix: str) -> Iterator[dict[str, Any]]:
    """Give what the ledger says of the checks of a document (of all documents for ""), the last one first."""
    lines = case.ledger_lines()
    withdrawn = gone(lines)
    for line in reversed(lines):
        of_one = line.act == "check" and str(line.payload["exhibit"]).startswith(prefix)
        if of_one and line.payload["exhibit"] not in withdrawn:
            yield dict(line.payload)


def _read(path: Path) -> dict[str, Any]:
    try:
        with explained(path, "Reading the findings"):
            told: dict[str, Any] = json_of(path.read_bytes())
    except ValueError as error:
        raise CaseError(
            "A file of findings is damaged.", where=f"{FOLDER}/{path.name}", todo="Run `armstrace check` again."
        ) from error
    return told
