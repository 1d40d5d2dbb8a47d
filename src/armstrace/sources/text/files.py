"""The characters of a text file, and how its bytes were read as characters."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from armstrace.records.errors import SourceChanged
from armstrace.records.exhibits import Exhibit

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FORMATS = (b"%PDF-", b"{\\rtf", b"PK\x03\x04", b"\x1f\x8b")
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b") + b"\x7f"
_MOST_DOUBTS = 20
# "Dr. Smith" and "3.11.2020" end in no extension
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}$")


@dataclass(frozen=True, slots=True)
class FileText:
    """A decoded file: `text` equals `bytes.decode(encoding, "replace")`, so offsets can be checked without armstrace.

    A byte-order mark is not text: the encoding's name ("utf-8-sig", "utf-16") says it was there. `doubts` are
    (offset in the text, length, sentence) of what could not be decoded or had to be assumed.
    """

    text: str
    encoding: str
    doubts: tuple[tuple[int, int, str], ...] = ()


def extension(name: str) -> str:
    """Give the extension of a received name in lower case, "" where it has none.

    >>> extension("report.TXT"), extension("statement 3.11.2020"), extension("-")
    ('.txt', '', '')
    """
    found = _EXTENSION.search(PurePath(name.replace("\\", "/")).name[1:])
    return found[0].lower() if found else ""


def is_text(head: bytes) -> bool:
    """Tell text from other bytes by the start of a file: no NUL, hardly a control character, no other format's mark."""
    if any(head.startswith(mark) for mark, _ in _MARKS):
        return True
    if not head.strip() or b"\0" in head or head.startswith(_OTHER_FORMATS):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls * 200 <= len(head)


def read_text(exhibit: Exhibit, *, most_bytes: int, declared: str = "") -> FileText:
    """Decode an exhibit whole; see decode.

    Raises:
        SourceChanged: the file is larger than `most_bytes`.
    """
    check_size(exhibit, most_bytes)
    return decode(exhibit.path.read_bytes(), declared)


def check_lines(exhibit: Exhibit, text: str, most: int) -> None:
    """Refuse a text with more lines than anything written to be read.

    Raises:
        SourceChanged: there are more than `most`.
    """
    count = text.count("\n") + text.count("\r")
    if count > most:
        raise SourceChanged(
            f"This text has {count:,} lines; texts of more than {most:,} lines are not read as documents.",
            where=repr(exhibit.received_name),
            todo="If it is a table, save it as CSV; else add the part that matters.",
        )


def check_size(exhibit: Exhibit, most_bytes: int) -> None:
    """Refuse a file that is too large to hold in memory with its passages.

    Raises:
        SourceChanged: the file is larger than `most_bytes`.
    """
    size = exhibit.path.stat().st_size
    if size > most_bytes:
        raise SourceChanged(
            f"This document has {size:,} bytes; documents of more than {most_bytes:,} bytes are not read.",
            where=repr(exhibit.received_name),
            todo="Add the part that matters as a file of its own.",
        )


def decode(data: bytes, declared: str = "") -> FileText:
    """Decode bytes by their byte-order mark, else as `declared` (a codec's name), else UTF-8, else windows-1252.

    A file that is UTF-8 but for a few bytes (one that was cut short, say) stays UTF-8: each such byte becomes U+FFFD
    and is named in `doubts`.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    if declared and declared != "utf-8" and _decodes(data, declared):
        return _decoded(data, declared)
    if _mostly_utf8(data):
        return _decoded(data, "utf-8")
    encoding = (declared if declared != "utf-8" else "") or ("cp1252" if _decodes(data, "cp1252") else "latin-1")
    plain = _decoded(data, encoding)
    doubt = f"Not UTF-8, and no usable encoding is named: read as {encoding}; letters with accents may be wrong."
    first = next((at for at, letter in enumerate(plain.text) if letter > "\x7f"), 0)
    return FileText(plain.text, encoding, ((first, 1, doubt), *plain.doubts))


def _decoded(data: bytes, encoding: str) -> FileText:
    text = data.decode(encoding, "replace")
    return FileText(text, encoding, tuple(_undecoded(data, text, encoding)))


def _undecoded(data: bytes, text: str, encoding: str) -> Iterator[tuple[int, int, str]]:
    """Say where bytes could not be decoded; a U+FFFD that the file itself holds is no doubt."""
    if "\ufffd" not in text or _decodes(data, encoding):
        return
    found = [(match.start(), len(match[0])) for match in re.finditer("\ufffd+", text)]
    for at, length in found[:_MOST_DOUBTS]:
        yield at, length, f"Bytes that are not {encoding}: shown as U+FFFD."
    if len(found) > _MOST_DOUBTS:
        at, length = found[_MOST_DOUBTS]
        yield at, length, f"Bytes that are not {encoding} from here on in {len(found) - _MOST_DOUBTS} more places."


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(data: bytes) -> bool:
    """Whether well-formed UTF-8 sequences outnumber the bytes that are none."""
    if _decodes(data, "utf-8"):
        return True
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(letter > "\x7f" for letter in text) - bad
    return good > bad
