"""Coming in with the one-time token, and leaving."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from armstrace.desk.web.answering import Answering
from armstrace.desk.web.guard.bodies import form_body
from armstrace.desk.web.guard.sessions import check_csrf
from armstrace.desk.web.problems import Refused
from armstrace.desk.web.served import Served
from armstrace.desk.web.showing import environment
from armstrace.desk.web.visitor import Visitor
from armstrace.desk.web.visits import last_visit

_DAY_S = 24 * 3600


class Door:
    """Changes the token of the opened address for a session, and ends it."""

    def __init__(self, served: Served, answering: Answering) -> None:
        self.served = served
        self.answering = answering

    async def enter(self, request: Request) -> Response:
        """Begin a session for who brings the token.

        The answer is a page that goes on by itself, not a redirect: a browser that was opened by another program
        would keep a strict cookie back from a redirect.
        """
        served = self.served
        if not served.one_time.use(request.query_params.get("token", "")):
            raise Refused(
                "This address was used already, or is not the one that was printed.",
                where="token",
                todo="Open the address that `armstrace serve` printed last.",
            )
        by = served.room.by
        since = await run_in_threadpool(last_visit, served.room.root, by)
        key = served.sessions.begin(Visitor(by, since=since))
        served.entered()
        answer = HTMLResponse(environment().get_template("enter.html").render())
        answer.set_cookie(
            served.cookie, key, max_age=_DAY_S, path="/", httponly=True, samesite="strict", secure=served.secure
        )
        return answer

    async def leave(self, request: Request) -> Response:
        """End the session."""
        session = self.answering.session(request)
        form = self.answering.fields(request, await form_body(request))
        check_csrf(session, self.answering.token(request, form))
        self.served.sessions.end(request.cookies.get(self.served.cookie, ""))
        answer = RedirectResponse("/", status_code=303)
        answer.delete_cookie(self.served.cookie, path="/", httponly=True, samesite="strict")
        return answer
