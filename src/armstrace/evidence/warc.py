"""Writing what was asked and answered as a web archive (WARC 1.1, ISO 28500:2017), byte for byte as it went.

Nothing in it says who collected, or with which machine: the archive goes to others.
"""

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from armstrace.evidence.clock import stamp
from armstrace.evidence.collected import Answer
from armstrace.evidence.disk import CHUNK
from armstrace.records.version import __version__

VERSION = "WARC/1.1"
FIELDS = "application/warc-fields"
KEPT_AS = "kept-as"


@dataclass(frozen=True, slots=True)
class _Record:
    """One record: its named fields, and where its block stands in a file."""

    kind: str
    at: datetime
    content_type: str
    fields: Mapping[str, str]
    block: BinaryIO
    start: int
    end: int


def write_warc(
    out: BinaryIO, answers: Sequence[Answer], wire: BinaryIO, about: Mapping[str, str], *, last: Mapping[str, str]
) -> None:
    """Write requests and answers in order; `wire` holds the answers' bytes.

    `about` says how all were collected, `last` what is to be known of the last answer.
    """
    begun = answers[0].asked_at
    info = {"software": f"armstrace {__version__}", "format": "WARC File Format 1.1", **about}
    _write(out, _small("warcinfo", begun, FIELDS, {}, _fields(info.items())))
    for answer in answers:
        url = {"WARC-Target-URI": str(answer.address)}
        if answer.server:
            url["WARC-IP-Address"] = answer.server
        asked, came = _name(), _name()
        together = {"WARC-Concurrent-To": came}
        of_http = "application/http; msgtype="
        _write(out, _small("request", answer.asked_at, of_http + "request", url | together, answer.request), asked)
        cut = {"WARC-Truncated": answer.truncated} if answer.truncated else {}
        told = {
            "answered-at": stamp(answer.answered_at),
            **{f"tls-{word}": value.replace("\n", " ").strip() for word, value in answer.tls.items() if value},
            **(last if answer is answers[-1] else {}),
        }
        _write(out, _small("metadata", answer.answered_at, FIELDS, url | together, _fields(told.items())))
        response = _Record("response", answer.asked_at, of_http + "response", url | cut, wire, answer.start, answer.end)
        _write(out, response, came)


def _name() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"


def _fields(said: Iterable[tuple[str, str]]) -> bytes:
    return "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in said).encode()


def _small(kind: str, at: datetime, content_type: str, fields: Mapping[str, str], block: bytes) -> _Record:
    return _Record(kind, at, content_type, fields, BytesIO(block), 0, len(block))


def _write(out: BinaryIO, record: _Record, name: str = "") -> None:
    digest = hashlib.sha256()
    for piece in _pieces(record):
        digest.update(piece)
    fields = {
        "WARC-Type": record.kind,
        "WARC-Record-ID": name or _name(),
        "WARC-Date": stamp(record.at),
        **record.fields,
        "WARC-Block-Digest": f"sha256:{digest.hexdigest()}",
        "Content-Type": record.content_type,
        "Content-Length": str(record.end - record.start),
    }
    out.write(f"{VERSION}\r\n".encode() + _fields(fields.items()) + b"\r\n")
    out.writelines(_pieces(record))
    out.write(b"\r\n\r\n")


def _pieces(record: _Record) -> Iterable[bytes]:
    record.block.seek(record.start)
    left = record.end - record.start
    while left:
        piece = record.block.read(min(CHUNK, left))
        if not piece:
            raise OSError("what came is not there any more")
        left -= len(piece)
        yield piece
