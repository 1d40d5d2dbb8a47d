"""Answers to requests: the parameters are read, the view or act asked, and the page or JSON made of it."""

import json
import os
import secrets
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from armstrace.desk.web.api.openapi import document
from armstrace.desk.web.api.plain import as_bytes
from armstrace.desk.web.api.problems import problem
from armstrace.desk.web.asking import read
from armstrace.desk.web.guard.bodies import form_body, pieces_of
from armstrace.desk.web.guard.framing import cookie_of
from armstrace.desk.web.guard.headers import BYTES_POLICY
from armstrace.desk.web.guard.sessions import Session, check_csrf
from armstrace.desk.web.problems import NoSession, NotThere, Refused, TooMany, status_of
from armstrace.desk.web.served import Served
from armstrace.desk.web.showing import environment
from armstrace.desk.web.static_files import static_files
from armstrace.desk.web.ways import Act, Bytes, Look, Send, Upload, Way
from armstrace.evidence.disk import discard, explained, open_new
from armstrace.evidence.folders import local_folder
from armstrace.evidence.names import visible
from armstrace.records.errors import ArmstraceError, CaseError

Answer = Callable[[Request], Awaitable[Response]]
Given = Mapping[str, list[Any]]


class Answering:
    """Makes the endpoints of every way there is."""

    def __init__(self, served: Served, ways: tuple[Way, ...]) -> None:
        self.served = served
        self.ways = ways
        looks = [way for way in ways if isinstance(way, Look) and way.nav]
        self.menu = tuple((look.path, look.nav) for look in sorted(looks, key=lambda look: (look.order, look.nav)))

    # ---- who asks, and what

    def session(self, request: Request, way: Way | None = None) -> Session:
        """Give the session of a request.

        Raises:
            Refused: there is none, or its role is not enough.
        """
        session = self.served.session(cookie_of(request.headers, self.served.cookie))
        if session is None:
            raise NoSession(
                "You are not in a session, or it has ended.",
                where="the session",
                todo="Sign in." if self.served.accounts else "Open the address that `armstrace serve` printed last.",
            )
        if way is not None and session.visitor.role < way.role:
            raise Refused(
                f"This needs the role of {way.role.name.lower()}; yours is {session.visitor.role.name.lower()}.",
                where="the role",
                todo="Ask whoever keeps the accounts.",
            )
        return session

    def fields(self, request: Request, body: bytes) -> dict[str, list[Any]]:
        """Give the fields of a form or of a JSON object.

        Raises:
            CaseError: the body is neither.
        """
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        try:
            if kind == "application/json":
                return _fields_of_json(body)
            if kind in {"application/x-www-form-urlencoded", ""}:
                return dict(parse_qs(body.decode(), keep_blank_values=True, max_num_fields=1000))
        except (ValueError, RecursionError) as error:
            raise CaseError(f"The request cannot be read: {visible(str(error)[:200])}.", where="its body") from error
        raise CaseError(
            f"A body of the kind {visible(kind[:60])!r} is not taken here.",
            where="Content-Type",
            todo="Send application/json, or a plain form.",
        )

    def token(self, request: Request, form: Given) -> str:
        """Give the token against forged requests, from its header or the form's field."""
        said = request.headers.get("x-csrf-token") or (form.get("csrf") or [""])[-1]
        return str(said)

    def _given(self, request: Request, body: Given | None = None) -> dict[str, list[Any]]:
        said: dict[str, list[Any]] = dict(body or {})
        if body is None:
            said = {name: request.query_params.getlist(name) for name in request.query_params}
        return said | {name: [value] for name, value in request.path_params.items()}

    # ---- things to look at

    def view(self, look: Look) -> Answer:
        """Answer with a view as JSON."""

        async def answer(request: Request) -> Response:
            session = self.session(request, look)
            asked = read(look.asked, self._given(request))

            def work() -> bytes:
                with self.served.room.desk(session.visitor) as desk:
                    return as_bytes(look.view(desk, asked))

            return Response(await run_in_threadpool(work), media_type="application/json")

        return answer

    def page(self, look: Look) -> Answer:
        """Answer with a page."""

        async def answer(request: Request) -> Response:
            session = self.session(request, look)
            asked = read(look.asked, self._given(request))

            def work() -> str:
                with self.served.room.desk(session.visitor) as desk:
                    shown = look.view(desk, asked)
                    more = look.drawn(desk, shown)
                held = {**more, "view": shown, "asked": asked, "look": look, "limit": self.served.largest}
                return self._page(request, session, look.template, {**held, **_addresses(request)})

            return _html(await run_in_threadpool(work))

        return answer

    def _page(self, request: Request, session: Session | None, template: str, held: Mapping[str, Any]) -> str:
        return environment().get_template(template).render(
            {"menu": self.menu, "here": request.url.path, "session": session, **held}
        )  # fmt: skip

    # ---- acts

    def act(self, way: Act) -> Answer:
        """Answer an act with what it did, as JSON."""

        async def answer(request: Request) -> Response:
            _, done = await self._do(way, request)
            return Response(as_bytes(done), media_type="application/json")

        return answer

    def form(self, way: Act) -> Answer:
        """Answer an act by sending the browser on."""

        async def answer(request: Request) -> Response:
            asked, done = await self._do(way, request)
            return RedirectResponse(way.then(asked, done), status_code=303)

        return answer

    async def _do(self, way: Act, request: Request) -> tuple[Any, Any]:
        session = self.session(request, way)
        form = self.fields(request, await form_body(request))
        check_csrf(session, self.token(request, form))
        asked = read(way.asked, self._given(request, form))

        def work() -> Any:
            with self.served.room.desk(session.visitor) as desk:
                return way.act(desk, asked)

        return asked, await run_in_threadpool(work)

    def upload(self, way: Upload) -> Answer:
        """Take a file handed over piece by piece, then answer with what was begun with it."""

        async def answer(request: Request) -> Response:
            session = self.session(request, way)
            check_csrf(session, self.token(request, {}))
            asked = read(way.asked, self._given(request))
            path = await self._received(request)

            def work() -> bytes:
                try:
                    with self.served.room.desk(session.visitor) as desk:
                        return as_bytes(way.take(desk, asked, path))
                except BaseException:
                    discard(path)
                    raise

            return Response(await run_in_threadpool(work), media_type="application/json", status_code=202)

        return answer

    async def _received(self, request: Request) -> Path:
        """Write the body into a new file in local/, closed to other users; one that does not come whole is removed."""
        folder = local_folder(self.served.room.root, "web", "uploads")
        path = folder / secrets.token_hex(8)
        with explained(folder, "Making room for the file"):
            fd = open_new(path)
        try:
            with os.fdopen(fd, "wb") as file:
                async for piece in pieces_of(request, self.served.largest):
                    with explained(folder, "Taking the file in"):
                        await run_in_threadpool(file.write, piece)
                with explained(folder, "Taking the file in"):
                    file.flush()
        except BaseException:
            discard(path)
            raise
        return path

    # ---- bytes

    def send(self, way: Send) -> Answer:
        """Answer with bytes."""

        async def answer(request: Request) -> Response:
            session = self.session(request, way)
            asked = read(way.asked, self._given(request))

            def work() -> Bytes:
                with self.served.room.desk(session.visitor) as desk:
                    return way.bytes_of(desk, asked)

            return _sent(await run_in_threadpool(work))

        return answer

    async def static(self, request: Request) -> Response:
        """Answer with the style sheet or a script; they hold nothing of the case, and may be kept."""
        file = static_files().get(request.path_params["name"])
        if file is None or file.digest != request.path_params["digest"]:
            raise NotThere("There is no such file.", where=request.url.path[:200], todo="Load the page again.")
        kept = {"cache-control": "private, max-age=31536000, immutable"}
        return Response(file.content, media_type=file.media_type, headers=kept)

    async def openapi(self, request: Request) -> Response:
        """Answer with the description of the API."""
        self.session(request)
        return Response(as_bytes(document(self.ways)), media_type="application/json")

    # ---- what goes wrong

    async def explain(self, request: Request, error: ArmstraceError | None) -> Response:
        """Answer what is wrong, where and what to do; `error` None is a fault of ours, of which no details go out."""
        status = 500 if error is None else status_of(error)
        said = error or ArmstraceError(
            "This is a fault of armstrace itself; what was accepted so far is kept.",
            todo="Please report it with what the terminal shows.",
        )
        if request.url.path.startswith("/api/"):
            return Response(
                as_bytes({**problem(said), "status": status}), status, media_type="application/problem+json"
            )
        if self.served.accounts and isinstance(error, NoSession | TooMany):
            return self.sign_in(request, "" if isinstance(error, NoSession) else f"{error.what} {error.todo}", status)
        try:
            session = self.served.session(cookie_of(request.headers, self.served.cookie))
        except ArmstraceError:
            session = None  # the accounts cannot be read: whatever went wrong is told to nobody in particular
        page = self._page(request, session, "problem.html", {"error": said, "status": status})
        return _html(page, status)

    def sign_in(self, request: Request, wrong: str = "", status: int = 200) -> Response:
        """Answer with the page to sign in on, `wrong` says what was wrong with the last try."""
        return _html(self._page(request, None, "sign_in.html", {"wrong": wrong}), status)

    def own_password(self, request: Request, session: Session, wrong: str = "", status: int = 200) -> Response:
        """Answer with the page on which a person changes their own password."""
        return _html(self._page(request, session, "own_password.html", {"wrong": wrong}), status)


def _addresses(request: Request) -> dict[str, str]:
    """Give the page's own address, and its query without the page's number, to write before another one."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "page" and value]
    query = urlencode(kept)
    whole = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
    return {"address": whole, "query": f"{query}&" if query else ""}


def _fields_of_json(body: bytes) -> dict[str, list[Any]]:
    held = json.loads(body)
    if not isinstance(held, dict):
        raise ValueError("it is no object")  # noqa: TRY004  # as for all else that cannot be read
    return {str(name): value if isinstance(value, list) else [value] for name, value in held.items()}


def _html(page: str, status: int = 200) -> Response:
    return Response(page.encode("utf-8", "backslashreplace"), status, media_type="text/html")


def _sent(out: Bytes) -> Response:
    headers = {"content-security-policy": out.policy or BYTES_POLICY}
    if out.save_as:
        headers["content-disposition"] = f"attachment; filename*=UTF-8''{quote(out.save_as, safe='')}"
    if isinstance(out.content, bytes):
        return Response(out.content, media_type=out.media_type, headers=headers)
    return FileResponse(out.content, media_type=out.media_type, headers=headers)
