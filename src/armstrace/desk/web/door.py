"""Coming in with the one-time token, or with name and password where there are accounts; and leaving."""

import asyncio

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from armstrace.desk.web.accounts.file import Account, changing, plain_name, the_account, with_password
from armstrace.desk.web.accounts.known import Accounts, seal
from armstrace.desk.web.accounts.passwords import fits, hashed
from armstrace.desk.web.answering import Answering
from armstrace.desk.web.guard.bodies import form_body
from armstrace.desk.web.guard.framing import cookie_of
from armstrace.desk.web.guard.sessions import Session, check_csrf
from armstrace.desk.web.problems import NotThere, Refused, TooMany
from armstrace.desk.web.served import Served
from armstrace.desk.web.showing import environment
from armstrace.desk.web.visitor import Visitor
from armstrace.desk.web.visits import last_visit
from armstrace.records.errors import CaseError

_DAY_S = 24 * 3600
_AT_ONCE = 2
_WAITING = 16
"""So many may wait for their password to be checked: each check takes 64 MiB."""
WRONG = "Name and password do not fit together."
WRONG_OLD = "That is not the password you have."


def _changed(accounts: Accounts, account: Account, password: str) -> Account:
    """Write the hash of a new password into the file, and give the account as it is then.

    Raises:
        CaseError: it cannot be used, or is the old one.
    """
    if fits(account.password, password):
        raise CaseError("This is the password you have.", where="the password", todo="Take another one.")
    kept = hashed(password)
    with changing(accounts.path) as known:
        changed = with_password(the_account(known, account.name), kept)
        known[changed.name] = changed
    return changed


class Door:
    """Changes the token of the opened address, or name and password, for a session, and ends it."""

    def __init__(self, served: Served, answering: Answering) -> None:
        self.served = served
        self.answering = answering
        self.checking = asyncio.Semaphore(_AT_ONCE)
        self.waiting = 0

    async def enter(self, request: Request) -> Response:
        """Begin a session for who brings the token."""
        served = self.served
        if served.accounts is not None:
            raise NotThere("Here people sign in.", where="/enter", todo="Open the page and sign in.")
        if not served.one_time.use(request.query_params.get("token", "")):
            raise Refused(
                "This address was used already, or is not the one that was printed.",
                where="token",
                todo="Open the address that `armstrace serve` printed last.",
            )
        by = served.room.by
        since = await run_in_threadpool(last_visit, served.room.root, by)
        answer = self._let_in(Visitor(by, since=since))
        served.entered()
        return answer

    async def sign_in_page(self, request: Request) -> Response:
        """Show the page to sign in on."""
        if self.served.accounts is None:
            raise NotThere("Nobody signs in here.", where="/sign-in", todo="Open the address that was printed.")
        return self.answering.sign_in(request)

    async def sign_in(self, request: Request) -> Response:
        """Begin a session for who brings name and password of an account."""
        form = self.answering.fields(request, await form_body(request))
        accounts, tries = self.served.accounts, self.served.tries
        if accounts is None:
            raise NotThere("Nobody signs in here.", where="/sign-in", todo="Open the address that was printed.")
        name, password = (str((form.get(field) or [""])[-1]) for field in ("name", "password"))
        name, address = plain_name(name)[:200], self._address(request)
        tries.begin(name, address)
        account = await self._checked(accounts, name, password)
        if account is None:
            return self.answering.sign_in(request, WRONG, 403)
        tries.right(name, address)
        self.served.sessions.end(cookie_of(request.headers, self.served.cookie))
        since = await run_in_threadpool(last_visit, self.served.room.root, account.by)
        return self._let_in(Visitor(account.by, account.role, since=since), account)

    async def _checked(self, accounts: Accounts, name: str, password: str) -> Account | None:
        if self.waiting >= _WAITING:
            raise TooMany("Too many are signing in at once.", where="signing in", todo="Try again in a minute.")
        self.waiting += 1
        try:
            async with self.checking:
                return await run_in_threadpool(accounts.who, name, password)
        finally:
            self.waiting -= 1

    async def password_page(self, request: Request) -> Response:
        """Show the page on which a person changes their own password."""
        session, _ = self._own(request)
        return self.answering.own_password(request, session)

    async def change_password(self, request: Request) -> Response:
        """Give one's own account another password: the old one is asked, and all other sessions of it end."""
        session, accounts = self._own(request)
        form = self.answering.fields(request, await form_body(request))
        check_csrf(session, self.answering.token(request, form))
        old, new, again = (str((form.get(field) or [""])[-1]) for field in ("old", "new", "again"))
        tries, address = self.served.tries, self._address(request)
        tries.begin(session.account, address)
        account = await self._checked(accounts, session.account, old)
        if account is None:
            return self.answering.own_password(request, session, WRONG_OLD, 403)
        tries.right(session.account, address)
        if new != again:
            return self.answering.own_password(request, session, "The two new ones are not the same.", 422)
        try:
            async with self.checking:
                changed = await run_in_threadpool(_changed, accounts, account, new)
        except CaseError as error:
            return self.answering.own_password(request, session, f"{error.what} {error.todo}", 422)
        self.served.sessions.end_all(account.name)
        return self._let_in(session.visitor, changed)

    def _own(self, request: Request) -> tuple[Session, Accounts]:
        """Give the session of who has a password here."""
        session, accounts = self.answering.session(request), self.served.accounts
        if accounts is None or not session.account:
            raise NotThere("Nobody has a password here.", where="/password", todo="Go back to the overview.")
        return session, accounts

    def _address(self, request: Request) -> str:
        """Give where a request comes from; behind a proxy that is what the proxy itself put last."""
        # a proxy adds to the header that came with the request, or adds another one behind it
        forwarded = request.headers.getlist("x-forwarded-for") if self.served.secure else []
        said = "".join(forwarded[-1:]).rpartition(",")[2].strip()
        return said[:100] or (request.client.host if request.client else "")

    def _let_in(self, visitor: Visitor, account: Account | None = None) -> Response:
        """Begin a session.

        The answer is a page that goes on by itself, not a redirect: a browser that was opened by another program
        would keep a strict cookie back from a redirect.
        """
        served = self.served
        key = served.sessions.begin(visitor, account.name if account else "", seal(account) if account else "")
        answer = HTMLResponse(environment().get_template("enter.html").render())
        answer.set_cookie(
            served.cookie, key, max_age=_DAY_S, path="/", httponly=True, samesite="strict", secure=served.secure
        )
        return answer

    async def leave(self, request: Request) -> Response:
        """End the session, or with `everywhere` all sessions of this account."""
        session = self.answering.session(request)
        form = self.answering.fields(request, await form_body(request))
        check_csrf(session, self.answering.token(request, form))
        self.served.sessions.end(cookie_of(request.headers, self.served.cookie))
        if form.get("everywhere") and session.account:
            self.served.sessions.end_all(session.account)
        answer = RedirectResponse("/", status_code=303)
        answer.delete_cookie(self.served.cookie, path="/", httponly=True, samesite="strict", secure=self.served.secure)
        return answer
