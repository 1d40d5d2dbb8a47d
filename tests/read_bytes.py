"""Bytes read as a received file by one source, for tests that make their own."""

import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import cast

from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Document, Passage, Readable
from armstrace.records.sources import ReadOptions, SetAside
from armstrace.sources.registry import Reader


def read_bytes(module: ModuleType, data: bytes, name: str) -> list[Readable]:
    """Read bytes as a file of that name, as if it had just been taken in."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "received"
        path.write_bytes(data)
        exhibit = Exhibit(
            sha256=hashlib.sha256(data).hexdigest(),
            path=path,
            size=len(data),
            received_name=name,
            media_type="application/octet-stream",
            received_at="2026-01-01T00:00:00Z",
            received_by="p-1",
        )
        return list(cast("Reader", module).read(exhibit, ReadOptions()))


def passages_of(records: Sequence[Readable]) -> list[Passage]:
    """The passages among the records, in order."""
    return [record for record in records if isinstance(record, Passage)]


def document_of(records: Sequence[Readable]) -> Document:
    """The record of the document as a whole, which comes first."""
    assert isinstance(records[0], Document)
    return records[0]


def set_asides_of(records: Sequence[Readable]) -> list[SetAside]:
    """What was set aside, in order."""
    return [record for record in records if isinstance(record, SetAside)]
