"""Hands a PDF to a process that may do nothing but read it, and takes back what it found (see worker)."""

import base64
import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from armstrace.records.errors import SourceChanged

# worker.py holds itself to 60 s of processor time and 1 GiB; the clock is for what waits or cannot be limited
SECONDS = 120.0
_WORKER = Path(__file__).with_name("worker.py")
_ERRORS = {
    "password": ("This PDF is locked with a password.", "Save a copy without a password and add it beside this one."),
    "security": ("This PDF is locked in a way that is not supported.", "Print it to a new PDF and add that."),
    "format": ("This is not a PDF, or too little of it arrived.", "Get the file again and compare the sizes."),
    "pages": (
        "This PDF has {count:,} pages; more than 10,000 are not read.",
        "Split it and add the part that matters.",
    ),
    "characters": ("This PDF has more than 5,000,000 characters.", "Split it and add the part that matters."),
    "page": ("This PDF has no such page.", "Pages are numbered from 1."),
    "range": ("The page has only {count:,} characters.", "Take the range from a passage of this page."),
}


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One printed line: characters [start, end) of its page, box and base in PDF points, height of its type.

    `gaps` are the indices of spaces wide enough to divide columns of a table.
    """

    start: int
    end: int
    box: tuple[float, float, float, float]
    height: float
    base: float
    gaps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page: `text` holds one character per character index of PDFium; `read` is False where it could not load."""

    number: int
    read: bool
    height: float = 0.0
    objects: int = 0
    text: str = ""
    lines: tuple[PdfLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PdfAttached:
    """A file attached inside a PDF: its name, its size in bytes and its SHA-256; -1 and "" where it cannot be had."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PdfContent:
    """What a PDF holds: its pages, what it says of itself (`meta`), what in it would act, whether its end is there.

    `attachments` counts the files attached inside it, `attached` are the first hundred of them.
    """

    pages: tuple[PdfPage, ...]
    meta: dict[str, str]
    active: tuple[str, ...]
    attachments: int
    attached: tuple[PdfAttached, ...]
    ends: bool


def pdf_content(path: Path, name: str, *, seconds: float = SECONDS) -> PdfContent:
    """Read a whole PDF in a process of its own.

    Raises:
        SourceChanged: no PDF, locked, without a page, or the process did not come to an end.
    """
    answer = _ask(path, name, [], seconds)
    if not answer["pages"]:
        raise SourceChanged("This PDF has no pages.", where=repr(name), todo="Get the file again.")
    scripts = ("JavaScript",) if answer["scripts"] else ()
    return PdfContent(
        pages=tuple(_page(number, page) for number, page in enumerate(answer["pages"], 1)),
        meta=answer["meta"],
        active=tuple(dict.fromkeys((*scripts, *answer["active"]))),
        attachments=answer["attachments"],
        attached=tuple(PdfAttached(**each) for each in answer["attached"]),
        ends=answer["ends"],
    )


def pdf_boxes(path: Path, page: int, start: int, end: int) -> tuple[tuple[float, float, float, float], ...]:
    """Give the boxes of the characters [start, end) of a page; see pdf_file.boxes."""
    answer = _ask(path, str(path), [str(page), str(start), str(end)], SECONDS)
    return tuple((left, bottom, right, top) for left, bottom, right, top in answer["boxes"])


@dataclass(frozen=True, slots=True)
class PdfPicture:
    """A page as a PNG, its width and height in PDF points, and whether it holds more than text and lines."""

    png: bytes
    width: float
    height: float
    pictures: bool


def pdf_picture(path: Path, page: int) -> PdfPicture:
    """Draw a page numbered from 1.

    Raises:
        SourceChanged: the file cannot be read, or has no such page.
    """
    answer = _ask(path, path.name, [str(page)], SECONDS)
    return PdfPicture(base64.b64decode(answer["png"]), answer["width"], answer["height"], answer["pictures"])


def _ask(path: Path, name: str, arguments: list[str], seconds: float) -> dict[str, Any]:
    # -P: the folder of the script, with its many names, must not be where modules are looked for; -B: write nothing
    command = [sys.executable, "-P", "-B", str(_WORKER), *arguments]
    with path.open("rb") as file:
        try:
            done = subprocess.run(command, stdin=file, capture_output=True, timeout=seconds, check=False)  # noqa: S603  # our own script, and numbers
        except subprocess.TimeoutExpired as error:
            raise _failed(f"Reading this PDF took more than {seconds:g} seconds.", name) from error
    if done.returncode:
        raise _failed(_why(done.returncode, done.stderr), name)
    answer: dict[str, Any] = json.loads(done.stdout)
    if "error" in answer:
        what, todo = _ERRORS[answer["error"]]
        raise SourceChanged(what.format(count=answer.get("count", 0)), where=repr(name), todo=todo)
    return answer


def _why(code: int, messages: bytes) -> str:
    if -code in {getattr(signal, "SIGXCPU", None), getattr(signal, "SIGKILL", None)}:
        return "Reading this PDF took more processor time than any document should."
    if b"MemoryError" in messages:
        return "Reading this PDF took more memory than any document should."
    last = messages.decode("utf-8", "replace").strip().rpartition("\n")[2]
    return f"The PDF reader broke down on this file (exit {code}{': ' + last if last else ''})."


def _failed(what: str, name: str) -> SourceChanged:
    return SourceChanged(what, where=repr(name), todo="Print it to a new PDF on a machine you can spare, and add that.")


def _page(number: int, page: dict[str, Any]) -> PdfPage:
    if not page:
        return PdfPage(number, read=False)
    lines = tuple(
        PdfLine(line["start"], line["end"], tuple(line["box"]), line["height"], line["base"], tuple(line["gaps"]))
        for line in page["lines"]
    )
    return PdfPage(number, True, page["height"], page["objects"], "".join(map(_letter, page["codes"])), lines)


def _letter(code: int) -> str:
    """Give the character of a code point; a number that is none becomes NUL, which no text holds."""
    return chr(code) if code < 0x110000 else "\0"
