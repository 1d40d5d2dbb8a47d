"""Speaking to the scheduler of a Dask cluster; nothing is loaded and no socket opened before a user names one."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from armstrace.records.errors import ArmstraceError, CaseError

PORT = 8786
_SCHEMES = {"dask": "tcp", "tcp": "tcp", "tls": "tls"}
_TIMEOUT_S = 10.0
_MISSING = "Work on a cluster needs Dask, which is not installed."


def scheduler_address(text: str) -> str:
    """Read dask://host:port (or tcp://, tls://) as a scheduler's address; without a host it is this machine.

    Raises:
        CaseError: it is none.

    >>> scheduler_address("dask://:9000"), scheduler_address("dask://node7")
    ('tcp://127.0.0.1:9000', 'tcp://node7:8786')
    """
    try:
        parts = urlsplit(text)
        port = parts.port or PORT
    except ValueError:
        parts, port = urlsplit(""), PORT
    if parts.scheme not in _SCHEMES or parts.path.strip("/") or parts.query or parts.username:
        raise CaseError(f"{text!r} is no address of a Dask scheduler.", todo="Write it as dask://127.0.0.1:8786.")
    host = parts.hostname or "127.0.0.1"
    return f"{_SCHEMES[parts.scheme]}://{f'[{host}]' if ':' in host else host}:{port}"


def refused(what: str) -> ArmstraceError:
    """Make the error of a cluster that cannot be worked with."""
    todo = "See that the scheduler and its workers run, with this version of armstrace, then run the command again."
    return ArmstraceError(what, todo=todo)


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """Connect to a scheduler that has, or within ten seconds gets, at least one worker.

    Raises:
        CaseError: Dask is not installed.
        ArmstraceError: nobody answers, or no worker is there.
    """
    try:
        import distributed  # noqa: PLC0415  # slow to load, and few name a cluster
    except ImportError as error:
        raise CaseError(_MISSING, todo="Install armstrace[cluster].") from error
    # what Dask has to say about connections is said in our own words
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        make: Any = distributed.Client
        client = make(address, timeout=_TIMEOUT_S, set_as_default=False, name="armstrace")
    except (OSError, TimeoutError, ValueError) as error:
        raise refused(f"No scheduler answers at {address}.") from error
    try:
        client.wait_for_workers(1, timeout=_TIMEOUT_S)
        yield client
    except distributed.TimeoutError as error:
        raise refused(f"The scheduler at {address} has no worker.") from error
    finally:
        client.close(timeout=_TIMEOUT_S)
