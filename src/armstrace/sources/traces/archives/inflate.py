"""From the bytes as stored to the JSON text: gzip or plain, whatever the name says, and never without a bound."""

import zlib
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

MOST_BYTES = 64 << 20
"""A day of one aircraft has at most some 20 MB; a file that inflates to more than this is no trace."""
MOST_STREAMS = 64
_MOST_RATIO = 1032
"""No stream of deflate inflates to more than so many times its size."""
_GZIP = b"\x1f\x8b"
_WITH_HEADER = 31

_igzip: Any = import_module("isal.igzip_lib") if find_spec("isal") else None
_zlib: Any = import_module("isal.isal_zlib") if find_spec("isal") else zlib


@dataclass(frozen=True, slots=True)
class Inflated:
    """The text of a file, and why there is no more of it; `cut` says that the text is right as far as it goes."""

    content: bytes
    problem: str = ""
    cut: bool = False


def inflated(stored: bytes) -> Inflated:
    """Give the text of a file that is gzip or plain."""
    if not stored:
        return Inflated(b"", "The file is empty.")
    if stored[:2] != _GZIP:
        too_large = len(stored) > MOST_BYTES
        return Inflated(b"", _too_large()) if too_large else Inflated(stored)
    if _igzip is not None:
        size = int.from_bytes(stored[-4:], "little")
        stream = _igzip.IgzipDecompressor(_igzip.DECOMP_GZIP, 15)
        try:
            content = stream.decompress(stored, min(size, len(stored) * _MOST_RATIO, MOST_BYTES) + 1)
        except (_igzip.IsalError, EOFError, ValueError):
            return _stream_by_stream(stored)
        if stream.eof and len(content) == size and not stream.unused_data:
            return Inflated(content)
    return _stream_by_stream(stored)


def _stream_by_stream(stored: bytes) -> Inflated:
    """Inflate streams one after the other, with a bound, keeping what came before a cut."""
    parts: list[bytes] = []
    left, rest = MOST_BYTES, stored
    while rest[:2] == _GZIP:
        if len(parts) == MOST_STREAMS:
            return Inflated(b"", f"The file is more than {MOST_STREAMS} gzip streams, which no trace is.")
        stream = _zlib.decompressobj(_WITH_HEADER)
        try:
            parts.append(stream.decompress(rest, left + 1))
        except _zlib.error as error:
            return Inflated(b"", f"The gzip stream is damaged: {error}.")
        left -= len(parts[-1])
        if left < 0:
            return Inflated(b"", _too_large())
        if not stream.eof:
            return Inflated(b"".join(parts), "The gzip stream is cut short.", cut=True)
        # other bytes behind a stream are passed over, as gzip itself does
        rest = stream.unused_data
    return Inflated(b"".join(parts))


def _too_large() -> str:
    return f"The file would inflate to more than {MOST_BYTES >> 20} MiB."
