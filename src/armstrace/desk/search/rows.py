"""Entries from the tables of a case: passages as they are, rows by the words in them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from armstrace.desk.search.entries import BETWEEN, PASSAGE, Entry
from armstrace.records.kinds import Flow, Identity, Movement
from armstrace.records.passages import at_spaces
from armstrace.records.values import When
from armstrace.tables.schema import KINDS
from armstrace.tables.write import stored_batches

MOST_TOGETHER = 20_000
"""A longer passage is cut, before a space, into parts that are found one by one."""
_GROUPED_AT_ONCE = 20_000
# of these there may be millions: they are found by their names, not by their days
_BULK = {Movement.KIND, Flow.KIND, Identity.KIND}
_NO_WORDS = {
    "key", "exhibit", "place", "item", "reader", "register", "encoding", "photo", "precision", "event", "tier", "basis",
    "inputs", "method", "time_utc", "time_earliest", "time_latest", "about",
}  # fmt: skip
_LISTS = {"cited", "candidates"}


def entries_of(path: Path, kind: str) -> Iterator[Entry]:
    """Give the entries of one table of one exhibit.

    Raises:
        CaseError: the file is damaged.
    """
    return _passages(path) if kind == PASSAGE else _rows(path, kind)


def _passages(path: Path) -> Iterator[Entry]:
    for batch in stored_batches(path, ("key", "exhibit", "place", "start", "text")):
        for key, exhibit, place, start, text in zip(*batch.values(), strict=True):
            for first, last in at_spaces(text, 0, len(text), MOST_TOGETHER):
                own = text[first:last]
                yield Entry(PASSAGE, own, exhibit, frozenset({exhibit}), key, place, start + first, len(own))


@cache
def columns_with_words(kind: str) -> tuple[str, ...]:
    """Name the columns of a kind of record that hold words."""
    found = []
    for field in fields(KINDS[kind]):
        if field.name not in _NO_WORDS and field.type is str:
            found.append(field.name)
        elif field.type in {When, When | None} and kind not in _BULK:
            found.append(f"{field.name}_printed")
    return tuple(found)


def row_words(kind: str, row: Mapping[str, Any]) -> str:
    """Write the words of a row one behind the other, each once."""
    found: dict[str, None] = {}
    for name in columns_with_words(kind):
        value = row[name]
        if value:
            found.update(dict.fromkeys(_listed(value) if name in _LISTS else [value]))
    return BETWEEN.join(found)


def _listed(value: str) -> list[str]:
    """Give the texts in a list written as JSON, however deep they lie."""
    try:
        held: list[Any] = [json.loads(value)]
    except ValueError:
        return [value]
    texts = []
    while held:
        each = held.pop(0)
        if isinstance(each, list):
            held = each + held
        elif isinstance(each, str) and each:
            texts.append(each)
    return texts


def _rows(path: Path, kind: str) -> Iterator[Entry]:
    """Give one entry for all rows with the same words, which leads to the first of them."""
    grouped: dict[str, list[Any]] = {}
    wanted = ("key", "exhibit", "place", *columns_with_words(kind), *(("restricted",) if kind == Identity.KIND else ()))
    for batch in stored_batches(path, tuple(dict.fromkeys(wanted))):
        for values in zip(*batch.values(), strict=True):
            row = dict(zip(batch, values, strict=True))
            # an aircraft whose owner asked not to be shown is left out unless a person names it
            if row.get("restricted"):
                continue
            words = row_words(kind, row)
            if words in grouped:
                grouped[words][-1] += 1
            elif words:
                grouped[words] = [row["exhibit"], row["key"], row["place"], 1]
        if len(grouped) >= _GROUPED_AT_ONCE:
            yield from _entries(kind, grouped)
            grouped = {}
    yield from _entries(kind, grouped)


def _entries(kind: str, grouped: Mapping[str, list[Any]]) -> Iterator[Entry]:
    for words, (exhibit, key, place, many) in grouped.items():
        yield Entry(kind, words, exhibit, frozenset({exhibit}), key, place, many=many)
