"""The gate before every page: host, origin, headers on every answer, and an answer in words to whatever goes wrong."""

import logging
from collections.abc import Awaitable, Callable

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from armstrace.desk.web.guard.framing import check_length, ends_twice
from armstrace.desk.web.guard.headers import with_headers
from armstrace.desk.web.guard.hosts import check_host, check_origin
from armstrace.records.errors import ArmstraceError

log = logging.getLogger(__name__)

Explain = Callable[[Request, ArmstraceError | None], Awaitable[Response]]


class Gate:
    """Lets a request through to the pages, or answers it; `explain` writes the answer to an error (None: our fault).

    With `tls` a proxy speaks TLS for it: what comes from a page without is from elsewhere.
    """

    def __init__(self, app: ASGIApp, names: frozenset[str], explain: Explain, *, tls: bool = False) -> None:
        self.app = app
        self.names = names
        self.explain = explain
        self.schemes = frozenset({"https"}) if tls else frozenset({"http", "https"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            # neither web sockets nor anything else is spoken here
            await self.app(scope, receive, send)
            return
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message["headers"] = with_headers(list(message.get("headers", [])))
            await send(message)

        request = Request(scope, receive)
        try:
            self._check(request.method, request.headers)
            await self.app(scope, receive, sending)
        except ArmstraceError as error:
            await self._answer(request, error, sending, begun=begun)
        except Exception:  # a person gets a sentence, the terminal gets the traceback
            log.exception("a fault of armstrace while answering %s", scope["path"])
            await self._answer(request, None, sending, begun=begun)

    async def _answer(self, request: Request, error: ArmstraceError | None, send: Send, *, begun: bool) -> None:
        if begun:
            return
        answer = await self.explain(request, error)
        if ends_twice(request.headers):
            answer.headers["connection"] = "close"
        await answer(request.scope, request.receive, send)

    def _check(self, method: str, headers: Headers) -> None:
        check_length(headers)
        check_host(headers, self.names)
        check_origin(method, headers, self.schemes)
