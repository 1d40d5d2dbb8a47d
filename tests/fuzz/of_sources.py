"""Every source that the registry knows, the files of its folder of samples as seeds."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from armstrace.records.errors import SourceChanged
from armstrace.records.exhibits import Exhibit
from armstrace.records.place import Place
from armstrace.records.sources import ReadOptions
from armstrace.sources.pdf import process, worker
from armstrace.sources.registry import HEAD_BYTES, Reader, blocks_of, reader_for, readers
from armstrace.tables.write import rows_of
from fuzz.targets import MOST_BYTES, Target, written

SAMPLES = Path(__file__).resolve().parents[1] / "sources"


def targets() -> Mapping[str, Target]:
    """Give a target for each source, and one for the question whose a file is."""
    found = {f"source-{name}": Target(_reading(reader), partial(_seeds, name)) for name, reader in readers().items()}
    return {**found, "whose-file": Target(_whose, _heads)}


def _samples(name: str) -> list[Path]:
    return sorted(path for path in (SAMPLES / name).glob("sample*") if path.is_file())


def _seeds(name: str) -> Iterator[bytes]:
    for path in _samples(name):
        content = path.read_bytes()
        yield content
        # small ones are changed more often where it matters
        lines = content.splitlines(keepends=True)
        if b"\0" not in content and len(lines) > 12:
            yield b"".join(lines[:12])


def _named(name: str) -> list[tuple[str, ReadOptions]]:
    """Give the names and options under which the samples of a source are read, one of each ending."""
    options = SAMPLES / name / "options.json"
    said = json.loads(options.read_text(encoding="utf-8")) if options.exists() else {}
    names = {path.name.partition(".")[2]: said.get("received_name", path.name) for path in _samples(name)}
    return [
        (each, ReadOptions(said.get("treaty", ""), said.get("edition", ""))) for each in names.values() or ("file.txt",)
    ]


def _reading(reader: Reader) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        for name, options in _named_once[reader.SOURCE.name]:
            path = written(data)
            reader.recognises(data[:HEAD_BYTES], name)
            exhibit = Exhibit(hashlib.sha256(data).hexdigest(), path, len(data), name, "", "2026-01-01T00:00:00Z", "")
            # for this reading only: whoever else is in this process has PDFs read in one of their own
            with patch.object(process, "_ask", _here):
                rows_of(blocks_of(reader)(exhibit, options))
                for record in reader.read(exhibit, options):
                    assert record.reader == reader.SOURCE.reader
                    assert str(Place.read(record.place)) == record.place

    _named_once = {reader.SOURCE.name: _named(reader.SOURCE.name)}
    return read


def _whose(data: bytes) -> None:
    name, _, head = data.partition(b"\n")
    reader_for(head, name.decode("utf-8", "surrogateescape"))


def _heads() -> Iterator[bytes]:
    for name in readers():
        for path in _samples(name):
            yield path.name.encode() + b"\n" + path.read_bytes()[:MOST_BYTES]


def _here(path: Path, name: str, arguments: list[str], seconds: float) -> dict[str, Any]:  # noqa: ARG001  # as process._ask
    """Ask the PDF reader in this process, where the fuzzer sees which way it goes."""
    answer: dict[str, Any] = json.loads(json.dumps(worker.whole(path.read_bytes())))
    if "error" in answer:
        what, todo = process._ERRORS[answer["error"]]
        raise SourceChanged(what.format(count=answer.get("count", 0)), where=repr(name), todo=todo)
    return answer
