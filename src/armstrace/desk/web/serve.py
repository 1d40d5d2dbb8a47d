"""Serving a case to a browser on this machine."""

import asyncio
import logging
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from armstrace.desk.case import open_case
from armstrace.desk.web.app import make_app
from armstrace.desk.web.desk import Room
from armstrace.desk.web.guard.hosts import names_of
from armstrace.desk.web.guard.slow import Impatient
from armstrace.desk.web.ready import make_ready
from armstrace.desk.web.served import LARGEST, Served, nobody
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
        if warm:
            threading.Thread(target=make_ready, args=(self.served,), daemon=True).start()
        jobs = self.served.room.jobs
        jobs.resume()
        try:
            asyncio.run(self.server.serve(sockets=[self.line]))
        finally:
            jobs.stop()
            self.served.room.close()


def listen(
    root: Path, said_by: str = "", port: int = 0, *, entered: Callable[[], None] = nobody, largest: int = LARGEST
) -> Listening:
    """Open a case and a port of this machine alone; `entered` is called whenever the address was used.

    `largest` is the most bytes of a file that the page takes.

    Raises:
        CaseError: there is no case, or the port is taken.
        CustodyBroken: the ledger is not as it was written.
    """
    case = open_case(root, said_by)
    line = _line(port)
    number = line.getsockname()[1]
    served = Served(
        Room(case.root, case.by),
        names_of(LOOPBACK, number),
        # browsers keep cookies by host, whatever the port: two cases at once need two names
        cookie=f"armstrace-{number}",
        entered=entered,
        largest=largest,
    )
    config = uvicorn.Config(
        make_app(served),
        http=Impatient,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=_IDLE_S,
        timeout_graceful_shutdown=_GRACE_S,
    )
    logging.getLogger("uvicorn").setLevel(logging.ERROR)
    return Listening(uvicorn.Server(config), line, served, f"http://{LOOPBACK}:{number}")


def _line(port: int) -> socket.socket:
    line = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        line.bind((LOOPBACK, port))
        line.listen(128)
    except (OSError, OverflowError) as error:
        line.close()
        raise CaseError(
            f"Port {port} cannot be used: {error}.", where="--port", todo="Leave --port away, and a free one is taken."
        ) from error
    return line
