"""Withdrawing an exhibit: its bytes and all that was made of them go, its hash and the reason stay in the ledger.

The line of the ledger comes first. Should a crash come in between, opening the case finishes the rest. What the ledger
itself quotes stays: the name a file was received under, and words that a person judged. Copies that left the case are
named, and cannot be fetched back.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from armstrace.desk.chains.placements import standing as placements
from armstrace.desk.documents.article import check_document
from armstrace.desk.documents.document import load_text
from armstrace.desk.intake import Case
from armstrace.desk.results import keep
from armstrace.desk.surges.kept import asked_before, kept_surge
from armstrace.desk.withdrawal.cleared import FINDINGS, clear
from armstrace.desk.withdrawal.withdrawn import REASONS
from armstrace.evidence import ledger
from armstrace.evidence.custody import WITHDRAW
from armstrace.evidence.folders import stored_path
from armstrace.evidence.lines import Line
from armstrace.records.errors import ArmstraceError, CaseError
from armstrace.records.exhibits import Exhibit
from armstrace.tables.ask import literals
from armstrace.tables.schema import KINDS


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal did: its line, findings and surges that fell, documents asked again, and what it cannot reach.

    `elsewhere` is where bytes lie that are not the case's own, "" for none; `left` tells of the exports that took a
    copy along; `made_from` are exhibits that were made of this one, or with it; `open` are documents that could not be
    asked again.
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


def _findings_on(case: Case, exhibit: Exhibit) -> Iterator[dict[str, str]]:
    """Give the kept findings that rest on rows of an exhibit, or are about it, with the day of their document."""
    kept = [json.loads(path.read_bytes()) for path in sorted((case.root / FINDINGS).glob("*.json"))]
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
        redacted = line.act == "redact" and sha256 in line.payload["exhibits"]
        # lines of before the first that says of which exhibits rows left may be of any
        rows = line.act == "export_file" and added < line.seq and sha256 in line.payload.get("of", [sha256])
        if whole or redacted or rows:
            what = "redacted copy" if redacted else "export" if whole else f"{line.payload['format']} file"
            to = f" to {line.payload['to']}" if line.payload.get("to") else ""
            yield f"the {what} of {line.at[:10]} in line {line.seq}{to}"


def _made_from(lines: Iterable[Line], sha256: str) -> Iterator[str]:
    """Give what was made of an exhibit, or collected with it: lists of flights, a page's record and picture."""
    for line in lines:
        together = {str(line.payload.get(part, "")) for part in ("warc", "page", "capture")}
        if line.act == "collect" and sha256 in together:
            yield from sorted(together - {"", sha256})
        if line.act == "flights" and sha256 in line.payload.get("archives", []):
            yield str(line.payload["list"])
