"""A sample file in the hands of a reader: what the rules of the kit are asked about."""

import hashlib
import json
import mimetypes
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Any

from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.sources import ReadOptions, Source
from armstrace.records.values import When


@dataclass(frozen=True)
class Held:
    """A reader and one of its samples; `options.json` beside it says treaty, edition or received_name where needed."""

    reader: Any
    sample: Path

    @property
    def source(self) -> Source:
        """What the reader says of itself."""
        found: Source = self.reader.SOURCE
        return found

    @cached_property
    def said(self) -> Mapping[str, str]:
        """What options.json says."""
        path = self.sample.parent / "options.json"
        found: Mapping[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return found

    @property
    def name(self) -> str:
        """The name under which the sample was received."""
        return self.said.get("received_name", self.sample.name)

    @property
    def options(self) -> ReadOptions:
        """What a person says of the sample."""
        return ReadOptions(treaty=self.said.get("treaty", ""), edition=self.said.get("edition", ""))

    def exhibit(self, path: Path | None = None) -> Exhibit:
        """Give the sample, or another file under its name, as the exhibit that intake would make of it."""
        at = path or self.sample
        content = at.read_bytes()
        return Exhibit(
            sha256=hashlib.sha256(content).hexdigest(),
            path=at,
            size=len(content),
            received_name=self.name,
            media_type=mimetypes.guess_type(self.name)[0] or "application/octet-stream",
            received_at="2026-01-01T00:00:00Z",
            received_by="p-1",
        )

    def read(self, path: Path | None = None) -> list[Readable]:
        """Read the sample, or another file in its place."""
        return list(self.reader.read(self.exhibit(path), self.options))

    def read_bytes(self, content: bytes) -> list[Readable]:
        """Read other bytes in the sample's place."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "received"
            path.write_bytes(content)
            return self.read(path)


def lines(records: list[Readable]) -> list[str]:
    """Give records as lines of JSON: dates as EDTF with the words printed, other values field by field."""
    return [json.dumps({"kind": record.KIND, **_plain(record)}, ensure_ascii=False) for record in records]


def _plain(value: Any) -> Any:
    if isinstance(value, When):
        return {"edtf": value.edtf, "printed": value.printed}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
