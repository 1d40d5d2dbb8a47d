"""What is said before a page is asked for, and what came back: no part of this asks anybody."""

from dataclasses import dataclass, field
from datetime import datetime

from armstrace.evidence.addresses import Address, Proxy
from armstrace.records.errors import ArmstraceError

MOST_BYTES, SECONDS = 200 << 20, 120.0
USER_AGENT = "Mozilla/5.0"
_REDIRECTS = {301, 302, 303, 307, 308}


class NotCollected(ArmstraceError, LookupError):
    """An address gave no answer, or a part of one; what came is kept, and that it was asked is in the ledger."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class Way:
    """How requests go out, and how much may come back.

    `private` are hosts that a person named although they lie on somebody's own network; `roots` are certificates (PEM)
    to trust beside the usual ones; `seconds` is for all requests of one address together.
    """

    proxy: Proxy | None = None
    private: frozenset[str] = frozenset()
    roots: bytes = b""
    user_agent: str = USER_AGENT
    most_bytes: int = MOST_BYTES
    seconds: float = SECONDS


@dataclass(frozen=True, slots=True)
class Answer:
    """One request and what came back.

    The answer's bytes stand in the file handed in, from `start` to `end`; `truncated` says why they end too soon
    ("length", "time", "disconnect"), "" where they do not. `server` is a number, "" behind a proxy; `machine` is the
    number of this machine on that connection, which belongs into no ledger. `tls` maps version, cipher, certificate.
    """

    address: Address
    asked_at: datetime
    answered_at: datetime
    request: bytes
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    start: int
    end: int
    server: str = ""
    machine: str = ""
    truncated: str = ""
    tls: dict[str, str] = field(default_factory=dict)

    def header(self, name: str) -> str:
        """Give the first header of a name, "" for none."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def location(self) -> str:
        """Where a redirect leads, "" where this is none."""
        return self.header("location") if self.status in _REDIRECTS else ""


@dataclass(frozen=True, slots=True)
class Collected:
    """All that came for one address: its answers in order, the last one the page; and what stopped it, if anything."""

    answers: tuple[Answer, ...] = ()
    problem: ArmstraceError | None = None

    @property
    def last(self) -> Answer | None:
        """The last answer, None where nobody answered."""
        return self.answers[-1] if self.answers else None
