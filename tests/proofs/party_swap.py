"""Exchanging two parties' names in texts, data and findings, so that even-handedness can be tested."""

import json
import re
from collections.abc import Mapping
from typing import Any

from armstrace.desk.case import Case
from armstrace.desk.documents.article import Checked, check_json

_PAIRS = (
    ("Armenians", "Azerbaijanis"),
    ("Armenian", "Azerbaijani"),
    ("Armenia", "Azerbaijan"),
    ("ARMENIA", "AZERBAIJAN"),
    ("armenia", "azerbaijan"),
    ("Yerevan", "Baku"),
    ("ARM", "AZE"),
)
_OTHER = {**dict(_PAIRS), **{right: left for left, right in _PAIRS}}
# the longer word first; a code stands alone, "ARM" in "SWARM" is none
_WORDS = re.compile(
    "|".join(rf"A(?<!\wA){w[1:]}\b" if len(w) == 3 else w for w in sorted(_OTHER, key=len, reverse=True))
)
_LISTS = re.compile(r"IN \(([^()]*)\)")
_SHA256 = re.compile(r"\b[0-9a-f]{64}\b")
# offsets move with the length of the names, keys are hashes of the texts
_MOVING = {"key", "start", "end", "sentence", "content", "speaker_span", "cue_span"}


def swapped(text: str) -> str:
    """Exchange Armenia and Azerbaijan, with their demonyms, capitals and codes; twice gives the text again."""
    return _WORDS.sub(lambda word: _OTHER[word.group()], text)


def comparable(case: Case, checked: Checked) -> list[dict[str, Any]]:
    """Give findings so that two runs can be compared: rows by file and place, exhibits by name, no offsets."""
    names = {exhibit.sha256: exhibit.received_name for exhibit in case.exhibits()}
    findings: list[dict[str, Any]] = check_json(checked)["findings"]
    return [_plain(finding, _places(case, finding, names), names) for finding in findings]


def _places(case: Case, finding: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    """Say of each record key which place of which file it stands for."""
    found = {}
    for kind in {key.partition(":")[0] for key in finding["records"]}:
        keys = [key for key in finding["records"] if key.startswith(f"{kind}:")]
        for row in case.tables.rows(kind, keys):
            found[str(row["key"])] = f"{names[str(row['exhibit'])]}: {row['place']} {row['item']}"
    return found


def _plain(value: Any, places: Mapping[str, str], names: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _plain(item, places, names) for name, item in value.items() if name not in _MOVING}
    if isinstance(value, list):
        return [_plain(item, places, names) for item in value]
    if not isinstance(value, str):
        return value
    named = _SHA256.sub(lambda sha256: names[sha256.group()], places.get(value, value))
    return _LISTS.sub(lambda listed: f"IN ({', '.join(sorted(listed[1].split(', ')))})", named)


def swapped_back(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Exchange the names in findings."""
    back: list[dict[str, Any]] = json.loads(swapped(json.dumps(findings, ensure_ascii=False)))
    # a list in a query is in the order of its codes; compare what it holds
    return [_plain(finding, {}, {}) for finding in back]
