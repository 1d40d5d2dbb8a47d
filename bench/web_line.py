"""One person's connection to a served case: HTTP/1.1 over a socket, timed from the first byte sent to the last come in.

A browser keeps its connection and opens another when the server has closed it: so does this. It is small because what
it measures shares the processors with it.
"""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

_CSRF = re.compile(rb'data-csrf="([^"]+)"')
PATIENCE_S = 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, headers by small name, body, and the seconds it took; status 0: nothing whole came."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float

    def json(self) -> Any:
        """Read the body as JSON."""
        return json.loads(self.body)


@dataclass(slots=True)
class WebLine:
    """A connection that is kept, with the cookie and the token of a session."""

    port: int
    cookie: str = ""
    csrf: str = ""
    reader: asyncio.StreamReader | None = None
    writer: asyncio.StreamWriter | None = None

    @property
    def origin(self) -> str:
        """The address of the server."""
        return f"http://127.0.0.1:{self.port}"

    async def sign_in(self, name: str, password: str) -> None:
        """Begin a session with an account.

        Raises:
            ConnectionError: the server does not let this person in.
        """
        form = urlencode({"name": name, "password": password}).encode()
        answer = await self.ask("POST", "/sign-in", form, "application/x-www-form-urlencoded")
        await self._came_in(answer)

    async def enter(self, path: str) -> None:
        """Begin a session with the one-time address.

        Raises:
            ConnectionError: the address was used, or is another.
        """
        await self._came_in(await self.ask("GET", path))

    async def _came_in(self, answer: Answer) -> None:
        if answer.status != 200 or "set-cookie" not in answer.headers:
            raise ConnectionError(f"not let in: {answer.status} {answer.body[:200]!r}")
        self.cookie = answer.headers["set-cookie"].partition(";")[0]
        page = await self.ask("GET", "/ledger")
        found = _CSRF.search(page.body)
        self.csrf = found[1].decode() if found else ""

    def another(self) -> "WebLine":
        """Give a further connection of the same person."""
        return WebLine(self.port, self.cookie, self.csrf)

    async def act(self, path: str, **said: Any) -> Answer:
        """Send an act as a program does."""
        return await self.ask("POST", path, json.dumps(said).encode(), "application/json")

    async def ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> Answer:
        """Ask and wait for the whole answer; a kept connection that turns out to be closed is opened again, once."""
        started = time.perf_counter()
        kept = self.writer is not None
        try:
            async with asyncio.timeout(PATIENCE_S):
                try:
                    status, headers, held = await self._exchange(method, path, body, kind)
                except (ConnectionError, asyncio.IncompleteReadError):
                    await self.close()
                    # an act is not sent twice: whether it was done is not known
                    if not kept or method != "GET":
                        raise
                    status, headers, held = await self._exchange(method, path, body, kind)
        except (OSError, asyncio.IncompleteReadError):
            await self.close()
            return Answer(0, {}, b"", time.perf_counter() - started)
        if headers.get("connection", "").lower() == "close":
            await self.close()
        return Answer(status, headers, held, time.perf_counter() - started)

    async def close(self) -> None:
        """Let go of the connection."""
        writer, self.reader, self.writer = self.writer, None, None
        if writer is not None:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _exchange(self, method: str, path: str, body: bytes, kind: str) -> tuple[int, dict[str, str], bytes]:
        if self.reader is None or self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)
        self.writer.write(self._head(method, path, len(body), kind) + body)
        await self.writer.drain()
        return await _answer(self.reader)

    def _head(self, method: str, path: str, size: int, kind: str) -> bytes:
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}"]
        if self.cookie:
            lines.append(f"Cookie: {self.cookie}")
        if method != "GET":
            lines += [f"Origin: {self.origin}", f"Content-Length: {size}", f"Content-Type: {kind}"]
            lines += [f"X-CSRF-Token: {self.csrf}"] if self.csrf else []
        return ("\r\n".join(lines) + "\r\n\r\n").encode()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, dict[str, str], bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.strip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body = b"".join([piece async for piece in _chunks(reader)])
    else:
        body = await reader.readexactly(int(headers.get("content-length", "0")))
    return int(first.split(" ", 2)[1]), headers, body


async def _chunks(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    while size := int(await reader.readuntil(b"\r\n"), 16):
        piece = await reader.readexactly(size + 2)
        yield piece[:-2]
    await reader.readuntil(b"\r\n")
