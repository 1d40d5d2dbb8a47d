"""Whole JSON files of incidents: a file that is larger than any of them is refused before it fills the memory."""

import json
from pathlib import Path
from typing import Any

from armstrace.records.errors import SourceChanged, UnreadableValue
from armstrace.records.exhibits import Exhibit

MOST_BYTES = 256 << 20
_MOST_PRINTED = 2_000


def opening(head: bytes) -> str:
    """Give the first bytes of a file as text without what may stand in front of it."""
    return head.decode("utf-8-sig", errors="replace").lstrip()


def load(exhibit: Exhibit) -> Any:
    """Read a JSON file.

    Raises:
        SourceChanged: it is too large, or no JSON.
    """
    if exhibit.size > MOST_BYTES:
        raise SourceChanged(
            f"This file is larger than {MOST_BYTES >> 20} MB.",
            where=repr(exhibit.received_name),
            todo="Part it, or export the incidents as CSV.",
        )
    try:
        return json.loads(exhibit.path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise SourceChanged(
            f"This stops being JSON: {' '.join(str(error).split())[:200]}.",
            where=repr(exhibit.received_name),
            todo="Export it anew.",
        ) from error


def printed(value: Any) -> str:
    """Write a piece of a file as it is shown where it is set aside."""
    return json.dumps(value, ensure_ascii=False)[:_MOST_PRINTED]


def entry(path: Path, number: int) -> str:
    """Open a file again and give its entry of this number, from 1: of a list, of a table of entries, or a feature.

    Raises:
        UnreadableValue: the file has no such entry.
    """
    try:
        whole = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise UnreadableValue("The file is no JSON.", where=path.name, todo="Check the file.") from error
    if isinstance(whole, dict):
        listed = (whole[name] for name in ("features", "data") if isinstance(whole.get(name), list))
        whole = next(listed, list(whole.values()))
    if not isinstance(whole, list) or not 1 <= number <= len(whole):
        raise UnreadableValue("The file has no such entry.", where=f"point={number}", todo="Check the place.")
    return printed(whole[number - 1])
