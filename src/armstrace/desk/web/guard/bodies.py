"""How much a request may bring, and how slowly: bounds on the bytes of its body and on the time they take."""

import asyncio
import time
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.types import Message

from armstrace.desk.web.problems import TooLarge, TooSlow

FORM_BYTES = 1 << 20
SILENT_S = 20.0
"""So long may nothing come in the middle of a body."""
WHOLE_S = 60.0
"""So long may the body of a form take."""
LEAST_BYTES_PER_S = 2048.0
"""An upload that has lasted longer than a form may must come at least so fast."""


async def form_body(request: Request) -> bytes:
    """Read the body of a form or of JSON.

    Raises:
        TooLarge: it is larger than any form.
        TooSlow: it takes too long.
    """
    pieces = [piece async for piece in pieces_of(request, FORM_BYTES, 0.0)]
    return b"".join(pieces)


async def pieces_of(request: Request, most: int, rate: float = LEAST_BYTES_PER_S) -> AsyncIterator[bytes]:
    """Give the pieces of a body as they come; `rate` is the least number of bytes a second once it has lasted a while.

    Raises:
        TooLarge: it has more than `most` bytes, or says so beforehand.
        TooSlow: it stops in the middle, or comes too slowly.
    """
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > most:
        raise _too_large(most)
    size, started = 0, time.monotonic()
    while True:
        message = await _next(request)
        if message["type"] == "http.disconnect":
            raise TooSlow("The connection ended in the middle of the request.", todo="Send it again.")
        piece: bytes = message.get("body", b"")
        size += len(piece)
        if size > most:
            raise _too_large(most)
        lasted = time.monotonic() - started
        if lasted > WHOLE_S and (not rate or size < rate * lasted):
            raise _too_slow()
        if piece:
            yield piece
        if not message.get("more_body", False):
            return


async def _next(request: Request) -> Message:
    try:
        async with asyncio.timeout(SILENT_S):
            return await request.receive()
    except TimeoutError as error:
        raise _too_slow() from error


def _too_large(most: int) -> TooLarge:
    return TooLarge(
        f"This request has more than {most} bytes.",
        where="the request",
        todo="Add a large file with `armstrace add --in-place` on this machine.",
    )


def _too_slow() -> TooSlow:
    return TooSlow("The request came too slowly.", where="the request", todo="Send it again on a better line.")
