"""Who sends a request a byte at a time holds no connection, and costs nobody else anything."""

import socket
import time
from collections.abc import Iterator

import pytest

from armstrace.desk.web.guard import bodies
from armstrace.desk.web.guard.slow import Impatient
from desk.web.serving import Serving


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Impatient, "HEAD_S", 0.6)
    monkeypatch.setattr(bodies, "SILENT_S", 0.6)


def line_to(served: Serving) -> socket.socket:
    host, port = served.url.removeprefix("http://").split(":")
    line = socket.create_connection((host, int(port)), timeout=10)
    line.settimeout(10)
    return line


def closed_after(line: socket.socket, piece: bytes) -> float:
    """Send a piece every tenth of a second until the other end closes; give the seconds it took."""
    started = time.monotonic()
    try:
        while time.monotonic() - started < 8:
            line.sendall(piece)
            time.sleep(0.1)
            line.setblocking(False)
            try:
                if line.recv(4096) == b"":
                    break
            except BlockingIOError:
                pass
            line.setblocking(True)
    except (ConnectionError, BrokenPipeError):
        pass
    return time.monotonic() - started


def test_a_head_that_comes_by_the_byte_is_cut_off(served: Serving) -> None:
    with line_to(served) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        assert closed_after(line, b"X") < 6


def test_so_is_the_second_request_on_a_connection(served: Serving) -> None:
    with line_to(served) as line:
        host = served.url.removeprefix("http://").encode()
        line.sendall(b"GET /nowhere HTTP/1.1\r\nHost: " + host + b"\r\n\r\n")
        assert closed_after(line, b"G") < 6


def test_a_silent_connection_is_cut_off(served: Serving) -> None:
    with line_to(served) as line:
        started = time.monotonic()
        assert line.recv(10) == b""
        assert time.monotonic() - started < 6


def test_a_body_that_stops_is_answered_and_cut_off(served: Serving) -> None:
    client = served.client()
    host = served.url.removeprefix("http://")
    cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    head = (
        f"POST /api/exhibits?name=slow HTTP/1.1\r\nHost: {host}\r\nOrigin: {served.url}\r\nCookie: {cookie}\r\n"
        f"X-CSRF-Token: {client.headers['x-csrf-token']}\r\nContent-Length: 1000000\r\n\r\n"
    )
    with line_to(served) as line:
        line.sendall(head.encode() + b"some")
        assert line.recv(100).startswith(b"HTTP/1.1 408")
    assert not list((served.root / "local" / "web" / "uploads").iterdir())


@pytest.fixture
def held(served: Serving) -> Iterator[list[socket.socket]]:
    """Fifty connections with half a head each."""
    lines = [line_to(served) for _ in range(50)]
    for line in lines:
        line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-A: ")
    yield lines
    for line in lines:
        line.close()


@pytest.mark.usefixtures("held")
def test_others_are_served_meanwhile(served: Serving) -> None:
    assert served.client().get("/api/overview").status_code == 200
