"""Entries from results kept in a case: the claims and findings of checked documents, and surges."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from armstrace.desk.search.entries import BETWEEN, CLAIM, FINDING, SURGE, UNKNOWN, Entry
from armstrace.evidence.disk import explained
from armstrace.records.errors import CaseError
from armstrace.records.foreign import json_of
from armstrace.tables.ask import Tables, literals
from armstrace.tables.schema import KINDS

FOLDERS = ("finding", "surge")
"""The folders of tables/ that hold results as JSON."""
_FEW = 5_000
_RECORD_KEY = re.compile(r"([a-z_]+):[0-9a-f]{24}")
_SHA256 = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
# what a claim says in words beside those of the document
_SAID_OF_CLAIM = (
    "speaker", "cue", "subject", "object", "supplier", "recipient", "commodity", "designation", "state", "treaty",
    "weapon", "actor", "place", "operator", "origin", "destination", "court", "person", "office", "period", "date",
)  # fmt: skip


def kept_entries(tables: Tables, path: Path, kind: str) -> list[Entry]:
    """Give the entries of one file of results.

    Raises:
        CaseError: the file is damaged.
    """
    try:
        with explained(path, "Reading what is kept"):
            told = json_of(path.read_bytes())
        return [*(_surge(tables, told) if kind == SURGE else _checked(tables, told))]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CaseError(
            "A file of results is damaged.",
            where=f"tables/{path.parent.name}/{path.name}",
            todo="Run the command that made it again.",
        ) from error


def exhibits_of(tables: Tables, keys: Iterable[str]) -> dict[str, str]:
    """Give the exhibit of each record by its key; a key that no table has is left out."""
    by_kind: dict[str, set[str]] = {}
    for key in keys:
        found = _RECORD_KEY.fullmatch(key)
        if found and found[1] in KINDS:
            by_kind.setdefault(found[1], set()).add(key)
    known: dict[str, str] = {}
    for kind, some in sorted(by_kind.items()):
        few = f" WHERE key IN {literals(sorted(some))}" if len(some) <= _FEW else ""
        rows = tables.ask(f"SELECT key, exhibit FROM {kind}{few}")
        known.update((key, exhibit) for key, exhibit in rows if key in some)
    return known


def _checked(tables: Tables, told: Mapping[str, Any]) -> Iterator[Entry]:
    document = str(told["document"]["sha256"])
    findings = told["findings"]
    known = exhibits_of(tables, (key for each in findings for key in each["records"]))
    for each in findings:
        rests_on = {document, *(known.get(key, UNKNOWN) for key in each["records"])}
        claim = each["claim"]
        answer = (each["verdict"].replace("_", " "), each["reason"], each["check"].replace("_", " "), _figure(each))
        yield _claimed(claim, FINDING, document, frozenset(rests_on), each["key"], answer)
    claims = {
        json.dumps(claim, sort_keys=True): claim
        for claim in (
            *(each["claim"] for each in findings),
            *(each["claim"] for each in told["unchecked"]),
            *told["left_out"],
        )
    }
    for claim in claims.values():
        said = tuple(str(claim[name]) for name in _SAID_OF_CLAIM if isinstance(claim.get(name), str))
        yield _claimed(claim, CLAIM, document, frozenset({document}), str(claim.get("key", "")), said)


def _claimed(
    claim: Mapping[str, Any], kind: str, document: str, rests_on: frozenset[str], key: str, said: Iterable[str]
) -> Entry:
    words, start = str(claim["text"]), int(claim["start"])
    beside = BETWEEN.join(dict.fromkeys(filter(None, said)))
    text = f"{words}\n{beside}" if beside else words
    return Entry(kind, text, document, rests_on, key, f"chars={start}-{claim['end']}", start, len(words))


def _figure(finding: Mapping[str, Any]) -> str:
    figure = finding.get("figure")
    return f"{figure} {finding.get('unit') or ''}".strip() if isinstance(figure, str | int | float) else ""


def _surge(tables: Tables, told: Mapping[str, Any]) -> Iterator[Entry]:
    inputs = [str(each) for each in told["inputs"]]
    known = exhibits_of(tables, inputs)
    rests_on: set[str] = set()
    for each in inputs:
        named = _SHA256.findall(each)
        rests_on.update([known[each]] if each in known else named or [UNKNOWN])
    words = BETWEEN.join(str(told[name]) for name in ("told", "series", "reason") if told.get(name))
    yield Entry(SURGE, words, "", frozenset(rests_on or [UNKNOWN]), str(told["key"]))
