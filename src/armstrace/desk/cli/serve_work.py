"""What `armstrace serve` does: it says where the page is, and opens it."""

import threading
import webbrowser
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

from armstrace.desk.cli.show import line, plain, remark
from armstrace.records.errors import CaseError

if TYPE_CHECKING:
    from armstrace.desk.web.serve import Listening, Team

PARTS = {"argon2", "starlette", "uvicorn"}
_LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """What the words of the command say; all but `port` and `browser` is for a team."""

    port: int = 0
    browser: bool = False
    users: Path | None = None
    host: str = ""
    names: tuple[str, ...] = ()
    behind_tls: bool = False
    without_tls: bool = False


def run(root: Path, said_by: str, wished: Wished) -> None:
    """Serve a case until Ctrl-C.

    Raises:
        CaseError: there is no case, the port is taken, a library is missing, or others could ask without accounts.
    """
    host = _host(wished)
    try:
        from armstrace.desk.web.serve import Team, listen  # comes with an extra
    except ModuleNotFoundError as error:
        raise missing(error, "The page", "armstrace serve") from error
    if wished.users is not None:
        _serve_team(root, said_by, wished, Team(wished.users, host, wished.names, wished.behind_tls))
        return
    known: list[Listening] = []

    def entered() -> None:
        line("A browser came in. For another one:")
        line(f"  {plain(known[0].address)}")

    known.append(listen(root, said_by, wished.port, entered=entered))
    line(f"The case [bold]{plain(str(root))}[/] is shown to this machine alone, at an address for one browser:")
    line(f"  {plain(known[0].address)}")
    line("Ctrl-C ends it.")
    if wished.browser:
        threading.Thread(target=webbrowser.open, args=(known[0].address,), daemon=True).start()
    known[0].run(warm=True)


def _serve_team(root: Path, said_by: str, wished: Wished, team: "Team") -> None:
    from armstrace.desk.web.serve import listen

    listening = listen(root, said_by, wished.port, team=team)
    address, port = listening.line.getsockname()[:2]
    line(f"The case [bold]{plain(str(root))}[/] is shown to who signs in, at {plain(listening.url)}/")
    line(f"It answers on {plain(address)}, port {port}. Ctrl-C ends it.")
    if wished.without_tls and not ip_address(team.host).is_loopback:
        remark("Passwords and all that is shown cross the network unencrypted: put a proxy with TLS before it.")
    listening.run(warm=True)


def missing(error: ModuleNotFoundError, what: str, where: str) -> Exception:
    """Say by name which library of the extra is missing; another one's absence is a fault of ours."""
    if (error.name or "").partition(".")[0] not in PARTS:
        return error
    todo = 'Install the extra "web": pip install "armstrace[web]".'
    return CaseError(f"{what} needs {error.name}, which is not installed.", where=where, todo=todo)


def _host(wished: Wished) -> str:
    """Give the address to answer on.

    Raises:
        CaseError: it is none, or what is said is for a team and there are no accounts.
    """
    said = wished.host or _LOOPBACK
    try:
        address = ip_address(_LOOPBACK if said == "localhost" else said)
    except ValueError as error:
        todo = "Give an address of this machine, such as 127.0.0.1 or 0.0.0.0; names are given with --name."
        raise CaseError(f"{said[:100]!r} is no address.", where="--host", todo=todo) from error
    if wished.users is None and not address.is_loopback:
        raise CaseError(
            "On this address everybody could ask for the case.",
            where="--host",
            todo="Say who may with --users FILE; `armstrace users add FILE NAME` makes it.",
        )
    if wished.users is None and (wished.host or wished.names or wished.behind_tls or wished.without_tls):
        raise CaseError("This is for a team.", where="--host, --name, --behind-tls", todo="Say who with --users FILE.")
    if wished.behind_tls and wished.without_tls:
        raise CaseError("It is either behind TLS or without.", where="--without-tls", todo="Leave one of the two away.")
    if not address.is_loopback and not (wished.behind_tls or wished.without_tls):
        raise CaseError(
            "On this address passwords and all that is shown would cross the network unencrypted.",
            where="--host",
            todo="Put a proxy that speaks TLS before it, and say --behind-tls; where the network itself is encrypted "
            "(a VPN, a tunnel) say --without-tls.",
        )
    return str(address)
