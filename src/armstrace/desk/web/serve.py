"""Serving a case to a browser on this machine, or to a team."""

import asyncio
import logging
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import uvicorn

from armstrace.desk.case import open_case
from armstrace.desk.web.accounts import passwords
from armstrace.desk.web.accounts.file import read_accounts
from armstrace.desk.web.accounts.known import Accounts
from armstrace.desk.web.app import make_app
from armstrace.desk.web.desk import Room
from armstrace.desk.web.guard.hosts import names_of
from armstrace.desk.web.guard.slow import Impatient
from armstrace.desk.web.ready import make_ready
from armstrace.desk.web.served import LARGEST, Served, nobody
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError

LOOPBACK = "127.0.0.1"
_CONNECTIONS = 200
_IDLE_S = 10
_GRACE_S = 5


@dataclass(frozen=True, slots=True)
class Listening:
    """A server that holds its port and does not answer yet."""

    server: uvicorn.Server
    line: socket.socket
    served: Served
    url: str

    @property
    def address(self) -> str:
        """The address that lets one browser in; once it was used there is a new one."""
        return f"{self.url}/enter?token={self.served.one_time.token}"

    def run(self, *, warm: bool = False) -> None:
        """Answer until the program is told to stop; jobs that an earlier server left are taken up.

        To `warm` up is to make ready, beside the first answers, what the first page will need.
        """
        ending = threading.Event()
        warming = threading.Thread(target=make_ready, args=(self.served, ending), daemon=True)
        if warm:
            warming.start()
        jobs = self.served.room.jobs
        jobs.resume()
        try:
            asyncio.run(self.server.serve(sockets=[self.line]))
        finally:
            ending.set()
            jobs.stop()
            if warm:
                warming.join(_GRACE_S)
            self.served.room.close()


@dataclass(frozen=True, slots=True)
class Team:
    """How a case is served to several: on which address, to whom, by which names, and whether a proxy speaks TLS."""

    accounts: Path
    host: str = LOOPBACK
    names: tuple[str, ...] = ()
    behind_tls: bool = False


def listen(
    root: Path,
    said_by: str = "",
    port: int = 0,
    *,
    entered: Callable[[], None] = nobody,
    largest: int = LARGEST,
    team: Team | None = None,
) -> Listening:
    """Open a case and a port, of this machine alone unless there is a `team`.

    `entered` is called whenever the address was used; `largest` is the most bytes of a file that the page takes.

    Raises:
        CaseError: there is no case, the port is taken, or the accounts cannot be used.
        CustodyBroken: the ledger is not as it was written.
    """
    case = open_case(root, said_by)
    accounts = _accounts(case.root, team) if team else None
    host = team.host if team else LOOPBACK
    line = _line(host, port)
    number = line.getsockname()[1]
    secure = bool(team and team.behind_tls)
    served = Served(
        Room(case.root, case.by),
        names_of(host, number, team.names if team else ()),
        # browsers keep cookies by host, whatever the port: two cases at once need two names
        cookie=f"__Host-armstrace-{number}" if secure else f"armstrace-{number}",
        entered=entered,
        largest=largest,
        secure=secure,
        accounts=accounts,
    )
    logging.getLogger("uvicorn").setLevel(logging.ERROR)
    return Listening(uvicorn.Server(_config(served)), line, served, _url(team, host, number))


def _config(served: Served) -> uvicorn.Config:
    return uvicorn.Config(
        make_app(served),
        http=Impatient,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=_IDLE_S,
        timeout_graceful_shutdown=_GRACE_S,
    )


def _accounts(root: Path, team: Team) -> Accounts:
    """Read the accounts once, so that what is wrong with them is told before anybody asks."""
    if team.accounts.resolve().is_relative_to(root.resolve()):
        raise CaseError(
            "The accounts lie in the case folder, and would go along with copies of it.",
            where=visible(str(team.accounts)),
            todo="Keep the file outside of the case.",
        )
    if not read_accounts(team.accounts):
        raise CaseError(
            "There is no account yet.",
            where=visible(str(team.accounts)),
            todo="Make one with `armstrace users add FILE NAME --role custodian`.",
        )
    if ip_address(team.host).is_unspecified and not team.names:
        raise CaseError(
            "By which name will people ask for it?", where="--name", todo="Name it: --name desk.example.org"
        )
    passwords.make_ready()
    return Accounts(team.accounts)


def _url(team: Team | None, host: str, port: int) -> str:
    """Give the address that people open: by the first name given, else by the host itself."""
    if team and team.names:
        return f"{'https' if team.behind_tls else 'http'}://{team.names[0]}"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _line(host: str, port: int) -> socket.socket:
    line = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        line.bind((host, port))
        line.listen(128)
    except (OSError, OverflowError) as error:
        line.close()
        raise CaseError(
            f"Port {port} of {host} cannot be used: {error}.",
            where="--port",
            todo="Leave --port away, and a free one is taken.",
        ) from error
    return line
