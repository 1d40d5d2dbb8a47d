"""What kind of file the bytes are, told from the bytes; the name is only a hint among texts."""

import codecs
import csv
import io
import json
import re
from collections import Counter

HEAD_BYTES = 1 << 16

_MAGIC = (
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"WARC/1.", "application/warc"),
    (b"PAR1", "application/vnd.apache.parquet"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_BY_NAME = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
}
_BEFORE_HTML = re.compile(r"\s+|<\?xml[^>]*>|<!--.*?-->", re.DOTALL)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_JSON_START = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{"\]\d\-tfn])')
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def media_type(head: bytes, name: str = "") -> str:
    r"""Name the media type of a file from its first 64 KiB and, for texts only, the end of its received name.

    >>> media_type(b"%PDF-1.7 ...", "notes.txt")
    'application/pdf'
    >>> media_type(b"plain words", "notes.md")
    'text/markdown'
    >>> media_type(b"\x00\x01\x02", "table.csv")
    'application/octet-stream'
    """
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    text = _as_text(head)
    return "application/octet-stream" if text is None else _text_type(text, len(head) < HEAD_BYTES, name)


def _as_text(head: bytes) -> str | None:
    """Read the beginning of a file as text, or say that it is none; the last character may be cut in two."""
    encoding = "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        text = head.decode("latin-1")
    if _CONTROLS.search(text):
        return None
    return text


def _text_type(text: str, whole: bool, name: str) -> str:
    if _is_html(text):
        return "text/html"
    found = _json_type(text, whole)
    if found:
        return found
    if text.lstrip().startswith("<?xml"):
        return "application/xml"
    hint = next((kind for ending, kind in _BY_NAME.items() if name.lower().endswith(ending)), "")
    # a name that promises JSON or a web page is not believed: the bytes would have shown it
    if hint.startswith("text/") and hint != "text/html":
        return hint
    return "text/csv" if _is_table(text) else "text/plain"


def _is_html(text: str) -> bool:
    # one piece after the other: a single pattern for all would take for ever on a file of comments made to that end
    start = 0
    while piece := _BEFORE_HTML.match(text, start):
        start = piece.end()
    return _HTML.match(text, start) is not None


def _json_type(text: str, whole: bool) -> str:
    if not _JSON_START.match(text):
        return ""
    first, more, rest = text.strip().partition("\n")
    if more and _parses(first) and rest.lstrip()[:1] in {"{", "["}:
        return "application/x-ndjson"
    # of a long file only the beginning is at hand, which parses no more than any other half
    return "application/json" if not whole or _parses(text) else ""


def _parses(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_table(text: str) -> bool:
    """Tell comma-separated rows from prose: nearly all rows after any preamble have the same three or more cells."""
    lines = text.splitlines(keepends=True)[:200]
    try:
        rows = [row for row in csv.reader(io.StringIO("".join(lines), newline=""), strict=True) if any(row)]
    except csv.Error:
        return False
    if len(rows) < 2:
        return False
    width, times = Counter(len(row) for row in rows).most_common(1)[0]
    return width >= 3 and len(rows[-1]) == width and times >= max(2, 0.7 * len(rows))
