"""What a server serves, and to whom: the case, its names, the sessions."""

from collections.abc import Callable
from dataclasses import dataclass, field

from armstrace.desk.web.desk import Room
from armstrace.desk.web.guard.sessions import OneTime, Sessions

LARGEST = 2 << 30
"""The most bytes of a file that the page takes, where nothing else is said."""


def nobody() -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Served:
    """One case in one server; `names` are the hosts with ports by which it may be asked.

    `largest` is the most bytes of a file that is added through the page; `secure` marks the cookie for TLS only;
    `entered` is called when a browser came in.
    """

    room: Room
    names: frozenset[str]
    one_time: OneTime = field(default_factory=OneTime)
    sessions: Sessions = field(default_factory=Sessions)
    largest: int = LARGEST
    secure: bool = False
    cookie: str = "armstrace"
    entered: Callable[[], None] = nobody
