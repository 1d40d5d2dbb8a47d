"""What a page module lists: things to look at, acts, and bytes to send; the app makes the routes of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from armstrace.desk.web.desk import Desk
from armstrace.desk.web.visitor import Role


@dataclass(frozen=True, slots=True)
class Nothing:
    """A page that asks for nothing more than its address."""


def _no_drawings(_desk: Desk, _shown: Any) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Something to look at: GET `path` gives the page, GET /api`path` the same view as JSON.

    `view` is a function of the desk and of `asked`, a frozen dataclass with one field for each parameter (those named
    in the path too), and gives a frozen dataclass. `template` gets it as `view`, and what `drawn` gives beside it
    (drawings, which JSON has no use for); "" is for JSON only. `nav` is its name in the menu, `order` its place there.
    """

    path: str
    view: Callable[[Desk, Any], Any]
    asked: type = Nothing
    template: str = ""
    title: str = ""
    nav: str = ""
    order: int = 50
    role: Role = Role.READER
    drawn: Callable[[Desk, Any], Mapping[str, Any]] = _no_drawings


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something done: POST `path` as a form, then the browser goes on to `then`; POST /api`path` with JSON.

    `act` is a function of the desk and of `asked` and gives a frozen dataclass; `then` says from both where to go on.
    """

    path: str
    act: Callable[[Desk, Any], Any]
    asked: type
    then: Callable[[Any, Any], str]
    role: Role = Role.ANALYST


@dataclass(frozen=True, slots=True, kw_only=True)
class Bytes:
    """Bytes that go out as they are: a file or content, its media type, and the name to save it under ("": shown).

    `policy` is the content policy of a page that we made ourselves; "" is the one for evidence.
    """

    content: Path | bytes
    media_type: str
    save_as: str = ""
    policy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """Bytes to send: GET `path`; `bytes_of` is a function of the desk and of `asked`."""

    path: str
    bytes_of: Callable[[Desk, Any], Bytes]
    asked: type = Nothing
    role: Role = Role.READER


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file handed over: POST `path` with the bare bytes as the body, which come to `take` as a file in local/.

    `take` is a function of the desk, of `asked` and of the file's path, and gives a frozen dataclass (as JSON).
    """

    path: str
    take: Callable[[Desk, Any, Path], Any]
    asked: type
    role: Role = Role.ANALYST


Way = Look | Act | Send | Upload
