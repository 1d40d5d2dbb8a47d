"""Which keys of records, claims, findings and surges may be shown to somebody from whom exhibits are hidden.

What cannot be traced to its exhibits is withheld from such a person: better a gap than a leak.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from armstrace.desk.intake import Case
from armstrace.desk.search.kept import exhibits_of
from armstrace.evidence.disk import explained
from armstrace.evidence.lines import Line
from armstrace.records.errors import CaseError
from armstrace.records.foreign import json_of

_FINDINGS = "tables/finding"
_CLAIM, _FINDING = "claim", "finding"
_KEY = re.compile(r"[a-z_]+:[0-9a-f]{24}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def shown_keys(case: Case, keys: Iterable[str]) -> frozenset[str]:
    """Keep of some keys those that rest on nothing hidden; all of them where nothing is hidden."""
    wanted = frozenset(keys)
    if not case.hidden or not wanted:
        return wanted
    # the tables hold no record of a hidden exhibit, so what they have may be shown
    shown = set(exhibits_of(case.tables, wanted)) | {each for each in wanted if _is_seen_exhibit(case, each)}
    left = wanted - shown
    if any(each.partition(":")[0] in {_CLAIM, _FINDING} for each in left):
        shown |= left & _of_documents(case)
    return frozenset(shown)


def findings_shown(case: Case, findings: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """Keep of the findings of a document that may be seen those that rest on nothing hidden."""
    if not case.hidden:
        return findings
    shown = shown_keys(case, (key for each in findings for key in each["records"]))
    return [each for each in findings if shown.issuperset(each["records"])]


def surge_is_shown(case: Case, told: Mapping[str, Any] | None) -> bool:
    """Whether a kept surge rests on nothing hidden; one whose file is gone cannot be traced."""
    inputs = [str(each) for each in (told or {}).get("inputs", ())]
    named = {sha256 for each in (*inputs, str((told or {}).get("exhibit", ""))) for sha256 in _SHA256.findall(each)}
    if told is None or named & case.hidden:
        return False
    if told.get("exhibit"):
        return True  # of a file of counts, which is in sight
    keys = {each for each in inputs if not _SHA256.search(each)}
    return bool(inputs) and keys <= shown_keys(case, keys)


def withheld_lines(case: Case, lines: Sequence[Line]) -> frozenset[int]:
    """Give the numbers of the lines of the ledger that name something hidden, or something that cannot be traced.

    A claim is traced by the exhibit that stands beside it; what takes a line back is withheld with that line.
    """
    if not case.hidden:
        return frozenset()
    named = {line.seq: _keys_named(line) for line in lines}
    shown = shown_keys(case, (key for keys in named.values() for key in keys))
    found: set[int] = set()
    for line in lines:
        hides = any(sha256 in case.hidden for text in _texts(line.payload) for sha256 in _SHA256.findall(text))
        if hides or not named[line.seq] <= shown or line.payload.get("withdrawn") in found:
            found.add(line.seq)
    return frozenset(found)


def _keys_named(line: Line) -> frozenset[str]:
    beside = bool(_SHA256.fullmatch(str(line.payload.get("exhibit", ""))))
    keys = {each for text in _texts(line.payload) for each in _KEY.findall(text)}
    return frozenset(each for each in keys if not (beside and each.startswith(f"{_CLAIM}:")))


def _is_seen_exhibit(case: Case, key: str) -> bool:
    return bool(_SHA256.fullmatch(key)) and key not in case.hidden


def _of_documents(case: Case) -> set[str]:
    """Give the keys of claims and findings of documents that may be seen, findings as far as their rows may be."""
    shown: set[str] = set()
    findings: list[Mapping[str, Any]] = []
    for path in sorted((case.root / _FINDINGS).glob("*.json")):
        try:
            with explained(path, "Reading the findings"):
                told = json_of(path.read_bytes())
        except ValueError as error:
            todo = "Run `armstrace check` again."
            raise CaseError("A file of findings is damaged.", f"{_FINDINGS}/{path.name}", todo) from error
        if told["document"]["sha256"] in case.hidden:
            continue
        findings += told["findings"]
        claims = (each["claim"] for part in ("findings", "unchecked") for each in told[part])
        shown |= {str(each.get("key", "")) for each in (*claims, *told["left_out"])}
    rows = exhibits_of(case.tables, (key for each in findings for key in each["records"]))
    return shown | {str(each["key"]) for each in findings if set(each["records"]) <= {*rows, *shown}}


def _texts(held: Any) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, Mapping):
        for name, value in held.items():
            yield str(name)
            yield from _texts(value)
    elif isinstance(held, list | tuple):
        for value in held:
            yield from _texts(value)
