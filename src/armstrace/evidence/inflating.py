"""What a server packed for the way (Content-Encoding), unpacked piece by piece and never to more than was allowed."""

import zlib

from armstrace.records.errors import UnreadableValue

IDENTITY = frozenset({"", "identity"})
UNPACKED = frozenset({"gzip", "x-gzip", "deflate"})
_PIECE = 1 << 16


class Inflating:
    """Unpacks one body; `most` bounds what may come out.

    Raises:
        UnreadableValue: the packing is not known, the bytes are not packed so, or more comes out than may.
    """

    def __init__(self, coding: str, most: int) -> None:
        self._coding = coding.strip().lower()
        self._left = most
        if self._coding not in IDENTITY | UNPACKED:
            raise UnreadableValue(f"Its body is packed as {self._coding[:40]!r}, which is not unpacked here.")
        # 47: zlib finds out itself whether a header of gzip or of zlib stands in front
        self._stream = None if self._coding in IDENTITY else zlib.decompressobj(47)
        self._begun = False

    @property
    def ended(self) -> bool:
        """Whether the packing came to its end: a body that was cut does not."""
        return self._stream is None or self._stream.eof

    def feed(self, data: bytes) -> bytes:
        """Unpack the next piece."""
        if self._stream is None:
            return self._counted(data)
        if not self._begun and data and self._coding == "deflate" and data[0] & 15 != 8:
            # many servers send bare deflate under this name
            self._stream = zlib.decompressobj(-15)
        self._begun = self._begun or bool(data)
        parts = []
        while data and not self._stream.eof:
            try:
                parts.append(self._counted(self._stream.decompress(data, min(_PIECE, self._left + 1))))
            except zlib.error as error:
                raise UnreadableValue("Its body cannot be unpacked: it is not what its headers say.") from error
            data = self._stream.unconsumed_tail
        return b"".join(parts)

    def _counted(self, data: bytes) -> bytes:
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableValue("Its body unpacks to more than is read.")
        return data
