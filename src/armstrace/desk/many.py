"""Reading many documents into one file of JSON lines, one each; what a crash cut short goes on where it was."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from armstrace.desk.article import claims_json
from armstrace.desk.document import ReadDocument, Text
from armstrace.desk.intake import records_of
from armstrace.desk.lines import Lines, as_line, open_lines
from armstrace.desk.reading import read_text
from armstrace.engine.failure import Failure
from armstrace.engine.run import run_many
from armstrace.evidence.disk import explained, sha256_of
from armstrace.evidence.incoming import changed_while_read, opened
from armstrace.reading.parse.model import language
from armstrace.reading.read import READER
from armstrace.reading.text.blocks import Block
from armstrace.records.errors import ArmstraceError, UnknownFormat, UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.judgements import judged, keyed
from armstrace.records.kinds import Document, Passage
from armstrace.records.passages import blocks, document_text
from armstrace.records.sources import SetAside
from armstrace.sources.registry import HEAD_BYTES, reader_for
from armstrace.sources.text.passages import NOTICE

Key = tuple[str, str, str, bool]


@dataclass(slots=True)
class Tally:
    """What came of a run: documents read and their claims, failures, and documents that were there before."""

    read: int = 0
    claims: int = 0
    failed: int = 0
    known: int = 0


@dataclass(frozen=True, slots=True)
class _Job:
    """One file, the hash that its bytes had when it was taken up ("" where they could not be read)."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class _Line:
    """The line of one document that was read, and how many claims are in it."""

    written: bytes
    claims: int


def read_many(
    paths: Iterable[Path],
    published: date | None,
    out: Path,
    workers: int,
    *,
    parse: bool = False,
    step: Callable[[], object] = lambda: None,
) -> Tally:
    """Append one line per document to `out`: its claims as `armstrace claims --json` prints them, or its failure.

    `published` is the day of all documents; without it each must print its own. A document whose bytes were read by
    this reader and for this day is passed over, a failure is tried again and adds a line if it is another one; of two
    lines on a document the later one holds. `step` is called once per path. Nothing but `out` is written.

    Raises:
        CaseError: `out` is no file of such lines, another run is writing it, or the model is missing.
        ArmstraceError: `out` cannot be read or written.
    """
    tally = Tally()
    with open_lines(out) as lines:
        before = list(lines.read())
        known = {key for line in before if (key := _key(line)) is not None}
        failed = {_failure(line) for line in before if "error" in line}
        jobs = _jobs(paths, known, (READER, published.isoformat() if published else "", parse), tally, step)
        work = partial(_document, published=published, parse=parse)
        for job, result in run_many(work, jobs, workers, ordered=False, begin=language if parse else None):
            _note(lines, job, result, (tally, failed))
            step()
    return tally


def _jobs(
    paths: Iterable[Path], known: set[Key], how: tuple[str, str, bool], tally: Tally, step: Callable[[], object]
) -> Iterator[_Job]:
    """Give the files whose bytes have not been read yet, the same bytes once."""
    for path in paths:
        sha256 = _sha256(path)
        key = (sha256, *how)
        if sha256 and key in known:
            tally.known += 1
            step()
            continue
        known.add(key)
        yield _Job(str(path), sha256)


def _sha256(path: Path) -> str:
    try:
        with opened(path) as fd:
            return sha256_of(fd)
    except ArmstraceError:
        return ""  # reading it will say why


def _key(line: dict[str, Any]) -> Key | None:
    """Give what tells whether a document has to be read again; None for a failure."""
    if "error" in line or "sha256" not in line:
        return None
    given = str(line.get("published", "")) if line.get("published_assumed") else ""
    return str(line["sha256"]), str(line.get("reader", "")), given, bool(line.get("parsed"))


def _failure(line: dict[str, Any]) -> tuple[str, str, str]:
    """Give what tells one failure from another: a document that fails again in the same way adds no line."""
    return str(line.get("doc", "")), str(line.get("sha256", "")), str(line["error"])


def _note(lines: Lines, job: _Job, result: _Line | Failure, so_far: tuple[Tally, set[tuple[str, str, str]]]) -> None:
    tally, failed = so_far
    if isinstance(result, Failure):
        line = {"doc": job.path, "sha256": job.sha256} | _told(result)
        if _failure(line) not in failed:
            lines.append(as_line(line))
        tally.failed += 1
        return
    lines.append(result.written)
    tally.read += 1
    tally.claims += result.claims


def _told(failure: Failure) -> dict[str, str]:
    """Put a failure into words for the reader of the file."""
    error = failure.error
    if isinstance(error, ArmstraceError):
        return {name: said for name, said in (("error", error.what), ("todo", error.todo)) if said}
    todo = "Try again with fewer workers." if failure.died else "This is a fault of armstrace: please report it."
    return {"error": failure.what, "todo": todo}


def _document(job: _Job, *, published: date | None, parse: bool) -> _Line:
    """Read one document and its claims; the line is written here, where many can be at work.

    Raises:
        ArmstraceError: it cannot be read, holds no text, or its day is not known.
    """
    text, aside = _text(job, published)
    parts = [Block(block.start, block.end, block.kind) for block in blocks(text.passages)]
    was_read = read_text(text.text, text.published, (), parts, parse=parse)
    mine = ReadDocument(text, was_read, tuple(judged(keyed(job.sha256, was_read.claims), ())[0]))
    told = claims_json(mine) | {"published_assumed": text.published_assumed, "parsed": parse}
    return _Line(as_line(told | ({"set_aside": aside} if aside else {})), len(told["items"]))


def _text(job: _Job, published: date | None) -> tuple[Text, list[str]]:
    path = Path(job.path)
    with opened(path) as fd, explained(path, "Reading the file"):
        head, size = os.read(fd, HEAD_BYTES), os.fstat(fd).st_size
    exhibit = Exhibit(job.sha256, path, size, job.path, "", "", "")
    about, passages, aside = None, [], []
    for record in records_of(exhibit, reader_for(head, job.path)):
        if isinstance(record, Passage):
            passages.append(record)
        elif isinstance(record, Document):
            about = record
        elif isinstance(record, SetAside) and not record.item.startswith(NOTICE):
            aside.append(record.reason)
    if _sha256(path) != job.sha256:
        raise changed_while_read(path)
    if not passages:
        raise UnknownFormat("This file is no document with text.", todo="Name text, Markdown, HTML or PDF files.")
    day = published or (about.published.latest if about and about.published else None)
    if day is None:
        raise UnreadableValue(
            "The day of publication is not known.",
            todo="Give it with --published 2020-11-20; dates without a year are read against it.",
        )
    return Text(exhibit, document_text(passages), tuple(passages), about, day, published is not None), aside
