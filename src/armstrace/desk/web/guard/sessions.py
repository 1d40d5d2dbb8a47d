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
MOST = 1000
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Session:
    """A person at work in one browser; `csrf` is the token that every act of theirs must carry."""

    visitor: Visitor
    csrf: str


@dataclass(slots=True)
class Sessions:
    """The sessions of this server, by the hash of what their cookies hold; they end with the server."""

    clock: Callable[[], float] = time.monotonic
    _held: dict[str, tuple[Session, float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def begin(self, visitor: Visitor) -> str:
        """Begin a session and give what its cookie is to hold."""
        key = secrets.token_urlsafe(TOKEN_BYTES)
        now = self.clock()
        with self._lock:
            self._held = {name: held for name, held in self._held.items() if now - held[1] < IDLE_S}
            while len(self._held) >= MOST:
                del self._held[min(self._held, key=lambda name: self._held[name][1])]
            self._held[_hashed(key)] = (Session(visitor, secrets.token_urlsafe(TOKEN_BYTES)), now)
        return key

    def of(self, key: str) -> Session | None:
        """Give the session of a cookie, None where there is none or it was left idle too long."""
        name, now = _hashed(key), self.clock()
        with self._lock:
            session, last = self._held.get(name, (None, 0.0))
            if session is None or now - last >= IDLE_S:
                self._held.pop(name, None)
                return None
            self._held[name] = (session, now)
            return session

    def end(self, key: str) -> None:
        """End a session."""
        with self._lock:
            self._held.pop(_hashed(key), None)


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
