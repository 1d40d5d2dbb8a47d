"""The HTTP answer inside a record: its status, its headers, and its body without chunks and packing."""

import re
from dataclasses import dataclass

from armstrace.evidence.inflating import Inflating
from armstrace.records.errors import UnreadableValue

_STATUS = re.compile(rb"HTTP/[0-9.]{1,5} +([0-9]{3})(?: [^\r\n]*)?\r?\n")
_END = re.compile(rb"\r?\n\r?\n")
_CHUNK_SIZE = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_MOST_HEADER = 256 << 10
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Http:
    """An answer's head: `headers` by name in small letters (the first of each), `body` where its body begins."""

    status: int
    headers: dict[str, str]
    body: int

    @property
    def media_type(self) -> str:
        """The type it says it is of, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The encoding it names, "" for none."""
        found = _CHARSET.search(self.headers.get("content-type", ""))
        return found[1].lower() if found else ""


def read_head(block: bytes) -> Http | None:
    """Read an answer's head from the beginning of a block, None where there is none; 1xx answers are passed over."""
    start = 0
    while (first := _STATUS.match(block, start)) is not None:
        end = _END.search(block, first.end() - 2, first.end() + _MOST_HEADER)
        if not end:
            return None
        status, start = int(first[1]), end.end()
        if status >= 200:
            return Http(status, _headers(block[first.end() : end.start()]), start)
    return None


def _headers(data: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in data.decode("latin-1").splitlines():
        name, _, value = line.partition(":")
        found.setdefault(name.strip().lower(), value.strip())
    return found


def body_of(block: bytes, head: Http, most: int) -> bytes:
    """Give the body as the page was written.

    Raises:
        UnreadableValue: its packing is not known, broken, or unpacks to more than `most` bytes.
    """
    data = block[head.body :]
    if "chunked" in head.headers.get("transfer-encoding", "").lower():
        data = _without_chunks(data)
    for coding in reversed(head.headers.get("content-encoding", "").split(",")):
        try:
            data = Inflating(coding, most).feed(data)
        except UnreadableValue:
            # archiving programs keep bodies unpacked and leave the header as it was
            if data[:64].lstrip()[:1] != b"<":
                raise
    return data


def _without_chunks(data: bytes) -> bytes:
    """Take the lines out that say how long the chunks are; a body that has none, as some programs keep it, stays."""
    parts: list[bytes] = []
    at = 0
    while (size := _CHUNK_SIZE.match(data, at)) is not None:
        length = int(size[1], 16)
        if not length:
            return b"".join(parts)
        parts.append(data[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 if data[at : at + 2] == b"\r\n" else 1
    return b"".join(parts) if parts else data
