"""Entries from the ledger: what people said and why, and the names of exhibits."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from armstrace.desk.search.entries import BETWEEN, EXHIBIT, LEDGER_LINE, UNKNOWN, Entry
from armstrace.desk.search.kept import exhibits_of
from armstrace.evidence.custody import names_of
from armstrace.evidence.lines import Line
from armstrace.records.exhibits import Exhibit
from armstrace.tables.ask import Tables

GONE = "withdraw"
"""The act by which an exhibit's bytes leave the case."""
# these say what a program did; what is in the exhibits' names is told by those
_NO_WORDS = {
    "add", "note", "read", "verify", "check", "published", "timestamp", "receipt", "flights", "recover", "export",
    "exported",
}  # fmt: skip
_NO_REASONS = {"item", "method", "parameters", "sha256", "path", "media_type", "reader", "type", "type_", "rows"}
_REASONS = ("reason", "why")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_KEY = re.compile(r"[a-z_]+:[0-9a-f]{24}")


def named_exhibit(line: Line) -> str:
    """Give the hash of the exhibit that a line adds, notes something of, or withdraws; "" for another line."""
    if line.act not in {"add", "note", GONE}:
        return ""
    held = line.payload
    return next((str(held[name]) for name in ("sha256", "exhibit") if _SHA256.fullmatch(str(held.get(name)))), "")


def exhibit_entry(exhibit: Exhibit, lines: Iterable[Line]) -> Entry:
    """Give an exhibit by every name it was received under, by what is said of it, and by its hash."""
    names = sorted(names_of(exhibit.sha256, lines) - {exhibit.received_name})
    said = (exhibit.received_name, *names, exhibit.licence, exhibit.treaty, exhibit.edition, exhibit.media_type)
    words = BETWEEN.join([*filter(None, said), exhibit.sha256])
    return Entry(EXHIBIT, words, exhibit.sha256, frozenset({exhibit.sha256}), exhibit.sha256)


def line_entries(tables: Tables, lines: Iterable[Line], before: Mapping[int, str]) -> Iterator[tuple[int, Entry]]:
    """Give what was said in lines of the ledger, with their numbers; `before` has what earlier lines rest on."""
    wanted = [line for line in lines if line.act not in _NO_WORDS]
    known = exhibits_of(tables, (each for line in wanted for each in _texts(line.payload) if _KEY.fullmatch(each)))
    rests_on = dict(before)
    for line in wanted:
        exhibits = _rests_on(line, known, rests_on)
        rests_on[line.seq] = " ".join(sorted(exhibits))
        # a withdrawal lists what fell with it, whose words are not to be found by it
        told = {name: line.payload.get(name, "") for name in _REASONS} if line.act == GONE else line.payload
        words = [line.act.replace("_", " "), *dict.fromkeys(_said(told)), line.by]
        own = str(line.payload.get("exhibit", ""))
        key = next((str(line.payload[name]) for name in ("claim", "key", "about") if line.payload.get(name)), "")
        exhibit = own if own in exhibits else ""
        yield line.seq, Entry(LEDGER_LINE, BETWEEN.join(words), exhibit, exhibits, key, f"line={line.seq}")


def _rests_on(line: Line, known: Mapping[str, str], before: Mapping[int, str]) -> frozenset[str]:
    """Tell which exhibits a line speaks of; UNKNOWN is among them where it names something that cannot be traced."""
    found: set[str] = set()
    keys = []
    for text in _texts(line.payload):
        if _SHA256.fullmatch(text):
            found.add(text)
        elif _KEY.fullmatch(text):
            keys.append(text)
    # the key of a claim is traced by the exhibit that stands beside it
    found.update(known.get(key, UNKNOWN) for key in keys if key in known or not line.payload.get("exhibit"))
    undone = line.payload.get("withdrawn")
    if isinstance(undone, int):
        found.update(before.get(undone, UNKNOWN).split())
    return frozenset(found)


def _said(payload: Mapping[str, Any]) -> Iterator[str]:
    """Give the texts of a payload that are somebody's words."""
    for name, value in payload.items():
        if name in _NO_REASONS:
            continue
        texts = _texts({name: value}, keys=False)
        yield from (text for text in texts if text and not _SHA256.fullmatch(text) and not _KEY.fullmatch(text))


def _texts(held: Any, *, keys: bool = True) -> Iterator[str]:
    """Give every text in a payload, however deep it lies, and the names under which things lie there."""
    if isinstance(held, str):
        yield held
    elif isinstance(held, Mapping):
        for name, value in held.items():
            if keys:
                yield str(name)
            yield from _texts(value, keys=keys)
    elif isinstance(held, list | tuple):
        for value in held:
            yield from _texts(value, keys=keys)
