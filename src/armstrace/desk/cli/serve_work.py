"""What `armstrace serve` does: it says where the page is, and opens it."""

import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from armstrace.desk.cli.show import line, plain
from armstrace.records.errors import CaseError

if TYPE_CHECKING:
    from armstrace.desk.web.serve import Listening

_PARTS = {"argon2", "starlette", "uvicorn"}


def run(root: Path, said_by: str, port: int, *, browser: bool) -> None:
    """Serve a case until Ctrl-C.

    Raises:
        CaseError: there is no case, the port is taken, or a library is missing.
    """
    try:
        from armstrace.desk.web.serve import listen  # comes with an extra
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _PARTS:
            raise
        raise CaseError(
            f"The page needs {error.name}, which is not installed.",
            where="armstrace serve",
            todo='Install the extra "web": pip install "armstrace[web]".',
        ) from error
    known: list[Listening] = []

    def entered() -> None:
        line("A browser came in. For another one:")
        line(f"  {plain(known[0].address)}")

    known.append(listen(root, said_by, port, entered=entered))
    line(f"The case [bold]{plain(str(root))}[/] is shown to this machine alone, at an address for one browser:")
    line(f"  {plain(known[0].address)}")
    line("Ctrl-C ends it.")
    if browser:
        threading.Thread(target=webbrowser.open, args=(known[0].address,), daemon=True).start()
    known[0].run(warm=True)
