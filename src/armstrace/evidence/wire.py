"""One connection to one machine: its bytes are kept as they come, and none comes after the time or beyond the bound.

Shaped as the network streams and backends of `httpcore`, which does the talking; it opens nothing itself.
"""

import re
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from armstrace.evidence.disk import explained

_SECRETS = re.compile(rb"(?im)^proxy-authorization:[^\r\n]*\r\n")


class StoppedError(Exception):
    """The connection was ended from here: `why` is "time" or "length", as the WARC format calls it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(slots=True)
class Tap:
    """What passed over one connection since the request: the request itself, and the answer's bytes in a file.

    `deadline` is a time.monotonic(); `room` is how many bytes of the answer may still come.
    """

    kept: BinaryIO
    deadline: float
    room: int
    request: bytes = b""
    received: int = 0
    asked: bool = False
    server: str = ""
    machine: str = ""
    streams: list[Any] = field(default_factory=list)

    def close(self) -> None:
        """Close whatever was opened: not every failure closes what it came over."""
        for stream in self.streams:
            with suppress(OSError):
                stream.close()

    def left(self) -> float:
        """Give the seconds that are left.

        Raises:
            StoppedError: none is.
        """
        seconds = self.deadline - time.monotonic()
        if seconds <= 0:
            raise StoppedError("time")
        return seconds

    def wrote(self, data: bytes) -> None:
        """Take note of what is sent; what a proxy was told before the request is none of it."""
        if not self.asked and data.startswith(b"GET "):
            self.asked = True
        if self.asked:
            self.request += _SECRETS.sub(b"", data)

    def read(self, data: bytes) -> bytes:
        """Keep what came.

        Raises:
            StoppedError: there is no room for it; what there was room for is kept.
        """
        if not self.asked:
            return data
        fitting = data[: self.room]
        with explained("local", "Keeping what came"):
            self.kept.write(fitting)
        self.received += len(fitting)
        self.room -= len(fitting)
        if len(fitting) < len(data):
            raise StoppedError("length")
        return data


class TappedStream:
    """A network stream of httpcore with a tap on it."""

    def __init__(self, stream: Any, tap: Tap) -> None:
        self._stream, self._tap = stream, tap
        tap.streams.append(stream)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 # the tap's own clock rules
        """Read what is there, in the time that is left."""
        data: bytes = self._stream.read(max_bytes, self._tap.left())
        return self._tap.read(data)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """Send bytes."""
        self._tap.wrote(buffer)
        self._stream.write(buffer, self._tap.left())

    def close(self) -> None:
        """Close it."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: Any,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> "TappedStream":
        """Encrypt it from here on."""
        return TappedStream(self._stream.start_tls(ssl_context, server_hostname, self._tap.left()), self._tap)

    def get_extra_info(self, info: str) -> Any:
        """Say what the stream below says."""
        return self._stream.get_extra_info(info)


class PinnedBackend:
    """Connects by `connect`, which looks a host up once and connects to what it found, and taps the connection.

    It stands in for a network backend of httpcore; `connect` gives a network stream within some seconds.
    """

    def __init__(self, connect: Callable[[str, int, float], Any], tap: Tap) -> None:
        self._connect, self._tap = connect, tap

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> TappedStream:
        """Connect to a host."""
        stream = self._connect(host, port, self._tap.left())
        self._tap.server = str((stream.get_extra_info("server_addr") or ("",))[0])
        self._tap.machine = str((stream.get_extra_info("client_addr") or ("",))[0])
        return TappedStream(stream, self._tap)

    def connect_unix_socket(self, *_: Any, **__: Any) -> TappedStream:
        """Never."""
        raise OSError("nothing is asked through a file")

    def sleep(self, seconds: float) -> None:
        """Wait, as httpcore does between tries; there is one try."""
        time.sleep(min(seconds, self._tap.left()))
