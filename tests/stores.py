"""A real S3-compatible store on loopback, a process of its own."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

KEYS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")


@contextmanager
def store(bucket: str, objects: Mapping[str, bytes]) -> Iterator[str]:
    """Run a store that holds one bucket; gives its address. What has "secret" in its name needs a key."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            _wait(address, server)
            _put(f"{address}/{bucket}", b"")
            for key, content in objects.items():
                _put(f"{address}/{bucket}/{key}", content)
            yield address
        finally:
            server.kill()


def _wait(address: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and server.poll() is None:
        with suppress(OSError), urllib.request.urlopen(f"{address}/moto-api/", timeout=5):  # noqa: S310 # on loopback
            return
        time.sleep(0.1)
    raise AssertionError("the store does not start")


def _put(address: str, content: bytes) -> None:
    told = {
        "Content-Type": "application/octet-stream",
        "X-Amz-Acl": "private" if "secret" in address else "public-read",
    }
    with urllib.request.urlopen(urllib.request.Request(address, content, told, method="PUT"), timeout=20):  # noqa: S310
        pass
