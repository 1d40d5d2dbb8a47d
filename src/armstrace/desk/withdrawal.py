"""Withdrawing an exhibit: its bytes and all that was made of them go, its hash and the reason stay in the ledger.

The line of the ledger comes first. Should a crash come in between, opening the case finishes the rest. What the ledger
itself quotes stays: the name a file was received under, and words that a person judged. Copies that left the case are
named, and cannot be fetched back.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from armstrace.desk.article import check_document
from armstrace.desk.chains.placements import standing as placements
from armstrace.desk.document import load_text
from armstrace.desk.dossiers import FOLDER as DOSSIERS
from armstrace.desk.incidents.kept_events import FILE as EVENTS
from armstrace.desk.incidents.kept_events import FOLDER as EVENT_FOLDER
from armstrace.desk.intake import Case
from armstrace.desk.redaction.kept import forget_derivatives
from armstrace.desk.results import keep
from armstrace.desk.surges.kept import asked_before, kept_surge
from armstrace.desk.withdrawn import REASONS
from armstrace.evidence import ledger
from armstrace.evidence.custody import WITHDRAW
from armstrace.evidence.disk import discard, explained
from armstrace.evidence.folders import LOCAL, stored_path
from armstrace.evidence.lines import Line
from armstrace.records.errors import ArmstraceError, CaseError
from armstrace.records.exhibits import Exhibit
from armstrace.tables.ask import literals
from armstrace.tables.schema import KINDS
from armstrace.tables.write import forget

MADE_OF_EXHIBITS = "search*"
"""What in local/ was made of exhibits: it goes with any of them, and is made anew when it is asked for."""
_FINDINGS = "tables/finding"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal did: its line, findings and surges that fell, documents asked again, and what it cannot reach.

    `elsewhere` is where bytes lie that are not the case's own, "" for none; `left` tells of the exports that took a
    copy along; `made_from` are exhibits that were made of this one; `open` documents could not be asked again.
    """

    exhibit: Exhibit
    line: Line
    findings: tuple[str, ...] = ()
    surges: tuple[str, ...] = ()
    asked_again: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    elsewhere: str = ""
    left: tuple[str, ...] = ()
    made_from: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give it for a program."""
        told = {name: list(getattr(self, name)) for name in ("findings", "surges", "asked_again", "open", "left")}
        return {
            "exhibit": self.exhibit.sha256,
            "line": self.line.seq,
            **told,
            "elsewhere": self.elsewhere,
            "made_from": list(self.made_from),
        }


def withdraw(case: Case, named: str, reason: str, why: str) -> Withdrawn:
    """Remove an exhibit's bytes from a case, keep its hash and say why; what rested on it falls and is asked again.

    Raises:
        CaseError: there is no such exhibit, it was withdrawn already, or the reason is none or has no words.
        ArmstraceError: something cannot be removed or written.
    """
    if reason not in REASONS or not why.strip():
        wrong = f"{reason!r} is no class of reasons." if reason not in REASONS else "A withdrawal needs its words."
        raise CaseError(wrong, where="--reason, --why", todo=f"Classes are {', '.join(REASONS)}; --why says more.")
    exhibit = case.exhibit(named)
    before = ledger.read_lines(case.root)
    findings, surges = list(_findings_on(case, exhibit)), list(_surges_on(case, exhibit))
    told = [{name: each[name] for name in ("document", "finding", "claim", "verdict")} for each in findings]
    fell = {"findings": told, "surges": surges, "records": _placed(case, exhibit)}
    line = ledger.append(
        case.root, WITHDRAW, case.by, sha256=exhibit.sha256, size=exhibit.size, reason=reason, why=why, fell=fell
    )
    documents = {each["document"]: each["published"] for each in findings if each["document"] != exhibit.sha256}
    clear(case, exhibit.sha256, documents, surges)
    again, open_ = _asked_again(case, documents)
    stored = exhibit.path == stored_path(case.root, exhibit.sha256)
    return Withdrawn(
        exhibit,
        line,
        tuple(each["finding"] for each in findings),
        tuple(surges),
        again,
        open_,
        "" if stored else str(exhibit.path),
        tuple(_exports_of(before, exhibit.sha256)),
        tuple(_made_from(before, exhibit.sha256)),
    )


def clear(case: Case, sha256: str, documents: Iterable[str] = (), surges: Iterable[str] = ()) -> None:
    """Remove all that was made of an exhibit, and its bytes last; a file kept outside the case is left alone."""
    case.tables.close()
    for part in (sha256, *documents):
        discard(case.root / _FINDINGS / f"{part[:12]}.json")
    for key in surges:
        discard(case.root / "tables/surge" / f"{key.partition(':')[2]}.json")
    discard(case.root / EVENT_FOLDER / EVENTS)
    forget(case.root, sha256)
    with explained(case.root, "Removing what was made of the exhibit"):
        for path in (case.root / DOSSIERS, *(case.root / LOCAL).glob(MADE_OF_EXHIBITS)):
            _removed(path)
    forget_derivatives(case.root, sha256)
    with explained(case.root, "Removing the exhibit"):
        path = stored_path(case.root, sha256)
        if path.is_file() or path.is_symlink():
            discard(path)


def finish_withdrawals(case: Case, left: Iterable[str]) -> None:
    """Remove what a crash left of exhibits whose withdrawal stands in the ledger; findings wait to be asked again."""
    for line in ledger.read_lines(case.root):
        if line.act == WITHDRAW and line.payload["sha256"] in set(left):
            fell: Mapping[str, Any] = line.payload["fell"]
            documents = {str(each["document"]) for each in fell["findings"]}
            clear(case, str(line.payload["sha256"]), sorted(documents), map(str, fell["surges"]))


def _removed(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        discard(path)


def _findings_on(case: Case, exhibit: Exhibit) -> Iterator[dict[str, str]]:
    """Give the kept findings that rest on rows of an exhibit, or are about it, with the day of their document."""
    kept = [json.loads(path.read_bytes()) for path in sorted((case.root / _FINDINGS).glob("*.json"))]
    mine = _keys_of(case, exhibit, {key for told in kept for each in told["findings"] for key in each["records"]})
    for told in kept:
        document = told["document"]
        for each in told["findings"]:
            rests = document["sha256"] == exhibit.sha256 or not mine.isdisjoint(each["records"])
            if rests or exhibit.sha256 in json.dumps(each):
                yield {
                    "document": document["sha256"],
                    "published": document["published"],
                    "finding": each["key"],
                    "claim": str(each["claim"].get("key", "")),
                    "verdict": each["verdict"],
                }


def _surges_on(case: Case, exhibit: Exhibit) -> Iterator[str]:
    for line in asked_before(case):
        told = kept_surge(case, str(line["key"]))
        inputs = {str(key) for key in (told or {}).get("inputs", [])}
        if line["exhibit"] == exhibit.sha256 or _keys_of(case, exhibit, inputs):
            yield str(line["key"])


def _placed(case: Case, exhibit: Exhibit) -> list[str]:
    """Give the keys that persons placed on chains and that are rows of an exhibit."""
    return sorted(_keys_of(case, exhibit, {each.key for each in placements(case)}))


def _keys_of(case: Case, exhibit: Exhibit, keys: Iterable[str]) -> set[str]:
    """Keep of some keys those of rows of an exhibit."""
    by_kind: dict[str, list[str]] = {}
    for key in keys:
        kind = key.partition(":")[0]
        if kind in KINDS:
            by_kind.setdefault(kind, []).append(key)
    found = (
        case.tables.ask(f"SELECT key FROM {kind} WHERE exhibit = ? AND key IN {literals(wanted)}", [exhibit.sha256])
        for kind, wanted in by_kind.items()
    )
    return {str(row[0]) for rows in found for row in rows}


def _asked_again(case: Case, documents: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Check again the documents whose findings fell."""
    done, left = [], []
    for sha256, published in documents.items():
        try:
            document = load_text(case, case.exhibit(sha256), date.fromisoformat(published))
            keep(case, check_document(case, document))
            done.append(sha256)
        except ArmstraceError as error:
            left.append(f"{sha256[:12]}: {error.what}")
    return tuple(done), tuple(left)


def _exports_of(lines: Iterable[Line], sha256: str) -> Iterator[str]:
    """Say which exports took an exhibit along."""
    added = next((line.seq for line in lines if line.act == "add" and line.payload.get("sha256") == sha256), 0)
    for line in lines:
        kept_back = {str(each["sha256"]) for each in line.payload.get("kept_back", [])}
        whole = line.act == "export" and added < line.seq and sha256 not in kept_back
        if whole or (line.act == "redact" and sha256 in line.payload["exhibits"]):
            to = f" to {line.payload['to']}" if line.payload.get("to") else ""
            yield f"the {'export' if whole else 'redacted copy'} of {line.at[:10]} in line {line.seq}{to}"


def _made_from(lines: Iterable[Line], sha256: str) -> Iterator[str]:
    """Give the lists of flights that were made of an archive."""
    for line in lines:
        if line.act == "flights" and sha256 in line.payload.get("archives", []):
            yield str(line.payload["list"])
