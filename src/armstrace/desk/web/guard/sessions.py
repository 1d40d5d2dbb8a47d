"""Sessions: a one-time token in the opened address is changed for a cookie that no script and no other site can use."""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from armstrace.desk.web.problems import Refused
from armstrace.desk.web.visitor import Visitor

IDLE_S = 12 * 3600
LONGEST_S = 24 * 3600
"""So long lasts a session at most, however busy."""
MOST = 1000
MOST_OF_ONE = 20
"""So many browsers may one account be signed in with at once."""
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Session:
    """A person at work in one browser; `csrf` is the token that every act of theirs must carry.

    `account` is the name they signed in with, "" for the one person of a server without accounts, and `seal` sums up
    the account as it was then.
    """

    visitor: Visitor
    csrf: str
    account: str = ""
    seal: str = ""
    began: float = 0.0


@dataclass(slots=True)
class Sessions:
    """The sessions of this server, by the hash of what their cookies hold; they end with the server."""

    clock: Callable[[], float] = time.monotonic
    _held: dict[str, tuple[Session, float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def begin(self, visitor: Visitor, account: str = "", seal: str = "") -> str:
        """Begin a session and give what its cookie is to hold."""
        key = secrets.token_urlsafe(TOKEN_BYTES)
        now = self.clock()
        with self._lock:
            self._held = {name: held for name, held in self._held.items() if now - held[1] < IDLE_S}
            self._make_room(account)
            made = Session(visitor, secrets.token_urlsafe(TOKEN_BYTES), account, seal, now)
            self._held[_hashed(key)] = (made, now)
        return key

    def of(self, key: str) -> Session | None:
        """Give the session of a cookie, None where there is none or it was left idle too long."""
        name, now = _hashed(key), self.clock()
        with self._lock:
            session, last = self._held.get(name, (None, 0.0))
            if session is None or now - last >= IDLE_S or now - session.began >= LONGEST_S:
                self._held.pop(name, None)
                return None
            self._held[name] = (session, now)
            return session

    def end(self, key: str) -> None:
        """End a session."""
        with self._lock:
            self._held.pop(_hashed(key), None)

    def end_all(self, account: str) -> int:
        """End every session of an account, and say how many there were."""
        with self._lock:
            before = len(self._held)
            self._held = {name: held for name, held in self._held.items() if held[0].account != account}
            return before - len(self._held)

    def _make_room(self, account: str) -> None:
        """End the session left idle longest where there are too many: of this person first, then of anybody."""
        mine = [name for name, held in self._held.items() if held[0].account == account]
        if account and len(mine) >= MOST_OF_ONE:
            del self._held[min(mine, key=lambda name: self._held[name][1])]
        while len(self._held) >= MOST:
            del self._held[min(self._held, key=lambda name: self._held[name][1])]


@dataclass(slots=True)
class OneTime:
    """The token that opens the page for the one person at this machine; each can be used once."""

    _token: str = field(default_factory=lambda: secrets.token_urlsafe(TOKEN_BYTES), repr=False)
    _lock: Lock = field(default_factory=Lock)

    @property
    def token(self) -> str:
        """The token that can be used next."""
        return self._token

    def use(self, said: str) -> bool:
        """Use the token up; False where it is not the one."""
        with self._lock:
            if not hmac.compare_digest(said.encode("utf-8", "replace"), self._token.encode()):
                return False
            self._token = secrets.token_urlsafe(TOKEN_BYTES)
            return True


def check_csrf(session: Session, said: str) -> None:
    """See that an act carries the token of its session.

    Raises:
        Refused: it does not.
    """
    if not hmac.compare_digest(said.encode("utf-8", "replace"), session.csrf.encode()):
        raise Refused(
            "This act does not carry the token of your session.", where="X-CSRF-Token", todo="Load the page again."
        )


def _hashed(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
