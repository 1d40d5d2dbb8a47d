"""Requests that no browser of ours sends: framed in two ways, with planted cookies, other methods, upgrades, paths."""

import re
import socket

import httpx
import pytest

from desk.web.serving import Serving

_STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) [A-Z]")


class Spoken:
    """Bytes sent as they are, in a session, and what came back."""

    def __init__(self, served: Serving) -> None:
        client = served.client()
        self.host = served.url.removeprefix("http://")
        self.cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        self.name = served.listening.served.cookie
        self.origin, self.token = served.url, client.headers["x-csrf-token"]

    def say(self, *lines: str, body: str = "", last: bool = True) -> tuple[list[int], bytes]:
        """Send a head and a body; give the statuses of all answers, and all bytes."""
        head = "\r\n".join([*lines, f"Host: {self.host}", *(["Connection: close"] if last else [])])
        place, port = self.host.split(":")
        with socket.create_connection((place, int(port)), timeout=10) as line:
            line.sendall(f"{head}\r\n\r\n{body}".encode("latin-1"))
            told = b""
            while piece := _received(line):
                told += piece
        return [int(each) for each in _STATUS.findall(told)], told


def _received(line: socket.socket) -> bytes:
    try:
        return line.recv(65536)
    except ConnectionResetError:
        return b""


@pytest.fixture(scope="module")
def spoken(served: Serving) -> Spoken:
    return Spoken(served)


def lines_of(served: Serving) -> int:
    return int(served.client().get("/api/overview").json()["custody"]["lines"])


def test_a_request_that_ends_in_two_ways_is_refused_and_the_line_closed(spoken: Spoken) -> None:
    """Behind a proxy that goes by the length, what follows the chunks would be another person's request."""
    hidden = f"POST /leave HTTP/1.1\r\nHost: {spoken.host}\r\nCookie: {spoken.cookie}\r\n\r\n"
    statuses, _ = spoken.say(
        "POST /api/exhibits/rehash HTTP/1.1",
        f"Origin: {spoken.origin}",
        f"Cookie: {spoken.cookie}",
        f"X-CSRF-Token: {spoken.token}",
        "Content-Type: application/json",
        f"Content-Length: {5 + len(hidden)}",
        "Transfer-Encoding: chunked",
        body=f"0\r\n\r\n{hidden}",
        last=False,
    )
    assert statuses == [403]


@pytest.mark.parametrize(
    "said",
    [
        ("Content-Length: 2", "Content-Length: 20"),
        ("Content-Length: -1",),
        ("Content-Length: 99999999999999999999999",),
        ("Transfer-Encoding: gzip, chunked",),
        ("X-A: a\0b",),
        ("Host: evil.example",),
    ],
)
def test_a_head_that_cannot_be_read_is_refused(spoken: Spoken, said: tuple[str, ...]) -> None:
    statuses, told = spoken.say("POST /api/exhibits/rehash HTTP/1.1", f"Cookie: {spoken.cookie}", *said)
    assert len(statuses) == 1
    assert statuses[0] in {400, 403, 413, 501}
    assert b"Traceback" not in told


def test_each_request_on_one_line_is_asked_who_it_is(spoken: Spoken) -> None:
    without = f"GET /ledger HTTP/1.1\r\nHost: {spoken.host}\r\n\r\n"
    elsewhere = f"GET /ledger HTTP/1.1\r\nHost: evil.example\r\nCookie: {spoken.cookie}\r\nConnection: close\r\n\r\n"
    statuses, _ = spoken.say(
        "GET /ledger HTTP/1.1", f"Cookie: {spoken.cookie}", body=f"{without}{elsewhere}", last=False
    )
    assert statuses == [200, 403, 403]


def test_a_planted_cookie_beside_the_real_one_is_no_session(served: Serving, spoken: Spoken) -> None:
    """Another server on this host can put a cookie of this name into the browser: its own session would be acted in."""
    theirs = served.client().cookies[spoken.name]
    for said in (f"{spoken.name}={theirs}; {spoken.cookie}", f"{spoken.cookie}; {spoken.name}=planted"):
        assert spoken.say("GET /api/ledger HTTP/1.1", f"Cookie: {said}")[0] == [403]
    assert spoken.say("GET /api/ledger HTTP/1.1", f"Cookie: other=1; {spoken.cookie}; {spoken.cookie}")[0] == [200]


@pytest.mark.parametrize("said", ["X-HTTP-Method-Override: POST", "X-Method-Override: POST", "X-HTTP-Method: POST"])
def test_a_look_is_never_an_act(served: Serving, spoken: Spoken, said: str) -> None:
    before = lines_of(served)
    query = f"csrf={spoken.token}&_method=POST"
    for path in ("/exhibits/rehash", "/api/exhibits/rehash"):
        statuses, _ = spoken.say(f"GET {path}?{query} HTTP/1.1", f"Cookie: {spoken.cookie}", said)
        assert statuses == [404]
    assert lines_of(served) == before


@pytest.mark.parametrize(
    "kind", ["text/plain", "multipart/form-data; boundary=x", "application/xml", "application/csp-report"]
)
def test_a_body_of_a_kind_that_any_page_may_send_is_no_act(served: Serving, spoken: Spoken, kind: str) -> None:
    before = lines_of(served)
    for body in ("{}", f"csrf={spoken.token}", f'{{"csrf": "{spoken.token}"}}'):
        statuses, _ = spoken.say(
            "POST /exhibits/rehash HTTP/1.1",
            f"Origin: {spoken.origin}",
            f"Cookie: {spoken.cookie}",
            f"Content-Type: {kind}",
            f"Content-Length: {len(body)}",
            body=body,
        )
        assert statuses == [422]
    assert lines_of(served) == before


@pytest.mark.parametrize(
    "said",
    [
        ("Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==",
         "Sec-WebSocket-Version: 13"),
        ("Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA"),
    ],
    ids=["websocket", "h2c"],
)  # fmt: skip
def test_no_other_protocol_is_spoken(spoken: Spoken, said: tuple[str, ...]) -> None:
    statuses, _ = spoken.say(
        "GET /ledger HTTP/1.1", *said, last=False, body="GET /x HTTP/1.1\r\nConnection: close\r\n\r\n"
    )
    assert 101 not in statuses
    assert statuses[0] in {200, 400, 403}


def test_a_page_elsewhere_gets_no_leave_to_ask(spoken: Spoken) -> None:
    said = ("Origin: https://evil.example", "Access-Control-Request-Method: POST")
    _, told = spoken.say("OPTIONS /api/exhibits/rehash HTTP/1.1", f"Cookie: {spoken.cookie}", *said)
    assert b"access-control" not in told.lower()


PATHS = (
    "//evil.example/", "/\\evil.example", "/%2e%2e/%2e%2e/etc/passwd", "/static/%2e%2e/%2e%2e/app.py", "/..;/ledger",
    "/exhibits/..%2f..%2fcase.toml/original", "/exports/..%2f..%2fcase.toml", "/exports/%2e%2e%2fledger.jsonl",
    "/ledger%00.html", "/ledger/", "/api//ledger", "/%c0%ae%c0%ae/", "/documents/%ff%fe", "/jobs/..%2f..%2fx",
    "/why/%00", "/incidents/%0d%0aSet-Cookie:%20a=b", "/words/%0d%0aLocation:%20x",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_elsewhere_or_into_the_head(served: Serving, path: str) -> None:
    client = served.client()
    for asked in (path, f"/api{path}"):
        answer = client.get(httpx.URL(served.url).copy_with(raw_path=asked.encode()))
        assert answer.status_code == 404, asked
        assert not {"location", "set-cookie"} & set(answer.headers)


RANGES = ("bytes=0-9", "bytes=-5", "bytes=999999999-", "bytes=a-b", "bytes=0-0,2-3", "bytes=" + ",".join(["0-"] * 3000))


@pytest.mark.parametrize("said", RANGES, ids=lambda said: said[:16])
def test_a_part_of_an_original_is_no_page_either_and_no_more_than_all(served: Serving, said: str) -> None:
    client = served.client()
    row = client.get("/api/exhibits").json()["rows"][0]
    answer = client.get(f"/exhibits/{row['sha256']}/original", headers={"range": said})
    assert answer.status_code in {200, 206, 400, 416}
    assert len(answer.content) <= 2 * row["size"] + 1000
    assert answer.headers["x-content-type-options"] == "nosniff"
    if answer.status_code < 300:
        assert "sandbox" in answer.headers["content-security-policy"]
        assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "where", ["//evil.example", "https://evil.example", "\\\\evil.example", "/\r\nset-cookie: a=b"]
)
def test_no_act_sends_the_browser_elsewhere(served: Serving, where: str) -> None:
    client = served.client()
    said = {"then": where, "next": where, "to": where, "page": "1", "csrf": client.headers["x-csrf-token"]}
    answer = client.post(
        "/leave", data=said, headers={"referer": where.replace("\r\n", ""), "x-forwarded-host": "evil.example"}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
