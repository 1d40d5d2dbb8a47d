"""Reading many documents into one file of JSON lines, one each; what a crash cut short goes on where it was."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from armstrace.desk.apart import one_by_one, records_of
from armstrace.desk.documents.article import claims_json
from armstrace.desk.documents.document import ReadDocument, Text
from armstrace.desk.documents.lines import Lines, line_of, open_lines
from armstrace.desk.documents.reading import read_text
from armstrace.desk.documents.spool import Spool
from armstrace.desk.documents.was_read import Step
from armstrace.desk.private_case import private_folder
from armstrace.engine.failure import Failure
from armstrace.engine.run import run_many
from armstrace.evidence.disk import CHUNK, explained, sha256_of
from armstrace.evidence.incoming import changed_while_read, opened
from armstrace.reading.parse.model import language
from armstrace.reading.version import READER
from armstrace.records.claims import APART
from armstrace.records.errors import ArmstraceError, UnknownFormat, UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Document, Passage
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
class Watch:
    """Who wants to be called after each path and, where one process reads, after each part of a long document."""

    path: Callable[[], object] = lambda: None
    part: Step | None = None


NOBODY = Watch()


@dataclass(frozen=True, slots=True)
class _Job:
    """One file, the hash that its bytes had when it was taken up ("" where they could not be read)."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A document's line in a file of its own, so that no process holds it, and how many claims are in it."""

    path: Path
    claims: int

    def taken(self) -> Iterator[bytes]:
        """Give the line piece by piece; its file is gone then."""
        with self.path.open("rb") as file:
            while piece := file.read(CHUNK):
                yield piece
        self.path.unlink()


def read_many(
    paths: Iterable[Path],
    published: date | None,
    out: Path,
    workers: int,
    *,
    parse: bool = False,
    watch: Watch = NOBODY,
) -> Tally:
    """Append one line per document to `out`: its claims as `armstrace claims --json` prints them, or its failure.

    `published` is the day of all documents; without it each must print its own. A document whose bytes were read by
    this reader and for this day is passed over, a failure is tried again and adds a line if it is another one; of two
    lines on a document the later one holds. Nothing but `out` is written.

    Raises:
        CaseError: `out` is no file of such lines, another run is writing it, or the model is missing.
        ArmstraceError: `out` cannot be read or written.
    """
    tally = Tally()
    with open_lines(out) as lines, private_folder() as folder:
        heads = list(lines.heads())
        known = {key for head in heads if (key := _key(head)) is not None}
        failed = {_failure(head) for head in heads if "error" in head}
        jobs = _jobs(paths, known, (READER, published.isoformat() if published else "", parse), tally, watch.path)
        part = watch.part if workers < 2 else None
        work = partial(_document, published=published, parse=parse, folder=folder, part=part)
        for job, result in run_many(work, jobs, workers, ordered=False, begin=language if parse else None):
            if isinstance(result, Failure):
                _note_failure(lines, job, result, failed)
                tally.failed += 1
            else:
                lines.append(result.taken())
                tally.read += 1
                tally.claims += result.claims
            watch.path()
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


def _note_failure(lines: Lines, job: _Job, failure: Failure, known: set[tuple[str, str, str]]) -> None:
    line = {"doc": job.path, "sha256": job.sha256} | _told(failure)
    if _failure(line) not in known:
        lines.append(line_of(line))


def _told(failure: Failure) -> dict[str, str]:
    """Put a failure into words for the reader of the file."""
    error = failure.error
    if isinstance(error, ArmstraceError):
        return {name: said for name, said in (("error", error.what), ("todo", error.todo)) if said}
    todo = "Try again with fewer workers." if failure.died else "This is a fault of armstrace: please report it."
    return {"error": failure.what, "todo": todo}


def _document(job: _Job, *, published: date | None, parse: bool, folder: Path, part: Step | None) -> _Line:
    """Read one document and its claims, and write them into a file in a folder.

    Raises:
        ArmstraceError: it cannot be read, holds no text, or its day is not known.
    """
    text, aside = _text(job, published)
    mine = ReadDocument(text, read_text(text.passages, text.published, parse=parse, step=part))
    told = claims_json(mine, published_assumed=text.published_assumed, parsed=parse)
    fd, name = tempfile.mkstemp(dir=folder)
    with explained(folder, "Writing"), os.fdopen(fd, "wb") as file:
        file.writelines(line_of(told | ({"set_aside": aside} if aside else {})))
    return _Line(Path(name), sum(each.claim.TYPE not in APART for each in mine.claims))


def _text(job: _Job, published: date | None) -> tuple[Text, list[str]]:
    path = Path(job.path)
    with opened(path) as fd, explained(path, "Reading the file"):
        head, size = os.read(fd, HEAD_BYTES), os.fstat(fd).st_size
    exhibit = Exhibit(job.sha256, path, size, job.path, "", "", "")
    about, passages, aside = None, Spool[Passage](), []
    for record in one_by_one(records_of(exhibit, reader_for(head, job.path))):
        if isinstance(record, Passage):
            passages.extend([record])
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
    return Text(exhibit, passages, about, day, published is not None), aside
