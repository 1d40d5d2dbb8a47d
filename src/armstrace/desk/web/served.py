"""What a server serves, and to whom: the case, its names, the sessions."""

from collections.abc import Callable
from dataclasses import dataclass, field

from armstrace.desk.web.accounts.known import Accounts, seal
from armstrace.desk.web.desk import Room
from armstrace.desk.web.guard.sessions import OneTime, Session, Sessions
from armstrace.desk.web.guard.tries import Tries

LARGEST = 2 << 30
"""The most bytes of a file that the page takes, where nothing else is said."""


def nobody() -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Served:
    """One case in one server; `names` are the hosts with ports by which it may be asked.

    `largest` is the most bytes of a file that is added through the page; `secure` marks the cookie for TLS only;
    `entered` is called when a browser came in. With `accounts` people sign in by name and password, and nobody comes in
    with an address; without, `one_time` lets one person in.
    """

    room: Room
    names: frozenset[str]
    one_time: OneTime = field(default_factory=OneTime)
    sessions: Sessions = field(default_factory=Sessions)
    largest: int = LARGEST
    secure: bool = False
    cookie: str = "armstrace"
    entered: Callable[[], None] = nobody
    accounts: Accounts | None = None
    tries: Tries = field(default_factory=Tries)

    def session(self, key: str) -> Session | None:
        """Give the session of a cookie; one whose account was changed or removed since has ended.

        Raises:
            CaseError: the file of accounts cannot be read; nobody is let in then.
        """
        session = self.sessions.of(key)
        if session is None or self.accounts is None:
            return session
        account = self.accounts.named(session.account)
        if account is None or seal(account) != session.seal:
            self.sessions.end(key)
            return None
        return session
