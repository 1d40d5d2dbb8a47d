"""A listener that lets nobody hold a connection by sending the head of a request a byte at a time (slow loris)."""

import asyncio
from typing import ClassVar, cast

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle


class Impatient(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it; a connection whose request has no whole head in time is closed."""

    HEAD_S: ClassVar[float] = 10.0
    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Give a new connection its time."""
        super().connection_made(cast("asyncio.Transport", transport))
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the time of a connection that is gone."""
        self._come()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes; the head of a request must be whole in time, its body has bounds of its own."""
        if self._late is None and not self._in_request():
            self._wait()
        super().data_received(data)
        if self._in_request():
            self._come()

    def on_response_complete(self) -> None:
        """Answer what was sent ahead; the rest of it has its own time."""
        super().on_response_complete()
        if not self._in_request() and self._late is None and not self.transport.is_closing():
            self._wait()

    def _in_request(self) -> bool:
        # uvicorn has none before the first request, though its type says otherwise
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and not cycle.response_complete

    def _wait(self) -> None:
        self._late = self.loop.call_later(self.HEAD_S, self.transport.close)

    def _come(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None
