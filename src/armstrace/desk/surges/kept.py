"""Surges kept in a case: a line in the ledger with what was asked, and the result, so that its key can be followed."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from armstrace.desk.intake import Case
from armstrace.desk.kept_files import Compared, compare_files
from armstrace.desk.withdrawal.withdrawn import withdrawals
from armstrace.desk.withheld import surge_is_shown
from armstrace.evidence import ledger
from armstrace.evidence.atomic import write_atomically
from armstrace.evidence.disk import explained
from armstrace.records.errors import CaseError
from armstrace.records.foreign import json_of
from armstrace.records.origin import canonical

ACT = "surge"
_FOLDER = "tables/surge"


def keep(case: Case, told: Mapping[str, Any], asked: Mapping[str, Any], exhibit: str = "") -> str:
    """Write a surge into the tables folder and a line into the ledger, unless they are there already; give its key.

    `told` is the surge as JSON (telling.found_json), `asked` what the command was told, as text and whole numbers;
    `exhibit` the file of counts, "" for the case's own movements. The line comes first: should a crash come in
    between, the same command writes the file.
    """
    key = str(told["key"])
    content = canonical(told).encode("utf-8", "backslashreplace")
    line: dict[str, Any] = {
        "key": key,
        "asked": dict(sorted(asked.items())),
        "exhibit": exhibit,
        "told": told["told"],
        "method": told["method"],
        "synthetic": told["synthetic"],
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    if line not in _lines(case):
        ledger.append(case.root, ACT, case.by, **line)
    path = _path(case, key)
    with explained(path, "Writing the surge"):
        path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_bytes() != content:
        write_atomically(path, content)
    return key


def kept_surge(case: Case, key: str) -> dict[str, Any] | None:
    """Find a kept surge by its key, with what the command was told as `question`.

    Raises:
        CaseError: its file is damaged.
    """
    path = _path(case, key)
    if not path.is_file():
        return None
    try:
        with explained(path, "Reading the surge"):
            told: dict[str, Any] = json_of(path.read_bytes())
    except ValueError as error:
        todo = "Run the same `armstrace surge` again."
        raise CaseError("The file of this surge is damaged.", where=f"{_FOLDER}/{path.name}", todo=todo) from error
    asked = [line for line in _lines(case) if line["key"] == key]
    # "asked" is the surge's own: the window that was asked for
    return told | {"question": asked[-1]["asked"] if asked else {}, "exhibit": asked[-1]["exhibit"] if asked else ""}


def compare_surges(case: Case) -> Compared:
    """Hold the files of surges against what the ledger says of each key."""
    written: dict[str, list[str]] = {}
    for line in _lines(case):
        written.setdefault(_path(case, str(line["key"])).name, []).append(str(line["sha256"]))
    return compare_files(case.root / _FOLDER, written, "the same `armstrace surge`")


def asked_before(case: Case) -> list[dict[str, Any]]:
    """Give what the ledger says of the surges of a case, each key once, as it was asked for last.

    One that rests on something hidden from whoever asks is not given, nor to them one that cannot be read to tell.
    """
    known = {str(line["key"]): line for line in _lines(case)}
    return [line for key, line in known.items() if not case.hidden or _is_shown(case, key)]


def _is_shown(case: Case, key: str) -> bool:
    try:
        return surge_is_shown(case, kept_surge(case, key))
    except CaseError:
        return False


def _lines(case: Case) -> list[dict[str, Any]]:
    lines = case.ledger_lines()
    fell = {key: each.line for each in withdrawals(case.root, lines) for key in each.surges}
    made = (line for line in lines if line.act == ACT and line.seq > fell.get(str(line.payload["key"]), 0))
    return [dict(line.payload) for line in made]


def _path(case: Case, key: str) -> Path:
    return case.root / _FOLDER / f"{key.partition(':')[2] or key}.json"
