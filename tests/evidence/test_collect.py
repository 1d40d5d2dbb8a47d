"""Asking for pages: what comes is kept byte for byte, nothing goes where nobody meant it to, failures are told."""

import gzip
import io
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from armstrace.evidence import collect as door
from armstrace.evidence.addresses import Address, Proxy, read_address, read_proxy
from armstrace.evidence.collect import collect
from armstrace.evidence.collected import Collected, Way
from armstrace.evidence.warc import write_warc
from armstrace.records.errors import CaseError
from made_web import PAGE, Behaviour, answer, certificate, dripping, endless, http_proxy, served, slowly, socks

HOME = frozenset({"127.0.0.1"})
OK = answer("200 OK", PAGE)


class Kept:
    """What one collecting kept."""

    def __init__(self) -> None:
        self.wire, self.body = io.BytesIO(), io.BytesIO()
        self.told: list[Address] = []

    def of(self, url: str, way: Way | None = None) -> Collected:
        way = way or Way(private=HOME, seconds=10)
        return collect(read_address(url), way, self.wire, self.body, told=self.told.append)


@pytest.fixture
def kept() -> Kept:
    return Kept()


def why(collected: Collected) -> str:
    assert collected.problem is not None
    assert collected.problem.exit_code == 3
    return str(collected.problem)


def test_request_and_answer_are_kept_as_they_went(kept: Kept) -> None:
    chunked = (
        b"HTTP/1.1 200 Fine\r\nX-Odd:  two \r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<html\r\n1\r\n>\r\n0\r\n\r\n"
    )
    with served({"/page": chunked}) as web:
        last = kept.of(web.url("/page?q=1#top")).last
    assert last is not None
    assert kept.wire.getvalue() == chunked
    assert kept.body.getvalue() == b"<html>"
    assert (last.status, last.reason, last.header("x-odd")) == (200, "Fine", "two")
    assert last.request == web.asked[0]
    assert web.asked[0].startswith(b"GET /page?q=1 HTTP/1.1\r\n")


def test_nothing_of_this_machine_or_program_is_told(kept: Kept) -> None:
    with served({"/page": OK}) as web:
        kept.of(web.url())
    (asked,) = web.asked
    names = [line.split(b":")[0].lower() for line in asked.strip().split(b"\r\n")[1:]]
    assert names == [b"host", b"user-agent", b"accept", b"accept-encoding", b"connection"]
    assert b"armstrace" not in asked.lower()
    assert b"python" not in asked.lower()


def test_each_redirect_is_kept_and_told_before_it_is_asked(kept: Kept) -> None:
    steps = {
        "/a": answer("301 Moved", b"", "Location: /b"),
        "/b": answer("302 Found", b"", "Location: c?x=1"),
        "/c": OK,
    }
    with served(dict(steps)) as web:
        found = kept.of(web.url("/a"))
    assert [each.status for each in found.answers] == [301, 302, 200]
    assert [each.target for each in kept.told] == ["/a", "/b", "/c?x=1"]
    assert kept.body.getvalue() == PAGE
    first, second, third = found.answers
    assert (first.start, first.end, second.end) == (0, second.start, third.start)


def test_a_circle_of_redirects_is_left(kept: Kept) -> None:
    with served({"/a": answer("302 Found", b"", "Location: /a")}) as web:
        found = kept.of(web.url("/a"))
    assert "redirects more than 10 times" in why(found)
    assert len(found.answers) == 11


def test_an_error_page_is_an_answer_like_others(kept: Kept) -> None:
    with served({}) as web:
        found = kept.of(web.url("/gone"))
    assert found.problem is None
    assert found.last
    assert found.last.status == 404
    assert b"Gone away" in kept.body.getvalue()


@pytest.mark.parametrize(
    ("behaviour", "way", "cut", "told"),
    [
        (endless, Way(private=HOME, most_bytes=300_000), "length", "longer than 300,000 bytes"),
        (dripping(OK), Way(private=HOME, seconds=0.6), "", "gave no answer within 0.6 seconds"),
        (slowly, Way(private=HOME, seconds=0.7), "time", "did not come whole within 0.7 seconds"),
        (lambda client, _: client.sendall(OK[:-20]), Way(private=HOME), "disconnect", "ended in the middle"),
        (lambda client, _: client.sendall(OK[:20]), Way(private=HOME), "", "ended the connection without an answer"),
        (lambda client, _: client.sendall(b"SSH-2.0-x\r\n\r\n"), Way(private=HOME), "", "is no HTTP"),
        (lambda _, __: None, Way(private=HOME), "", "ended the connection without an answer"),
        (lambda _, __: time.sleep(3), Way(private=HOME, seconds=0.4), "", "gave no answer within 0.4 seconds"),
        (
            dripping(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 99, 0.01),
            Way(private=HOME, seconds=0.5),
            "",
            "gave no answer",
        ),
    ],
    ids=["endless", "drip", "slow body", "cut", "half a head", "ssh", "nothing", "silence", "slow head"],
)
def test_what_came_of_a_bad_answer_is_kept_and_marked(
    behaviour: Behaviour, way: Way, cut: str, told: str, kept: Kept
) -> None:
    started = time.monotonic()
    with served({"/page": behaviour}) as web:
        found = kept.of(web.url(), way)
    assert told in why(found)
    assert time.monotonic() - started < 5
    if cut:
        assert found.last
        assert found.last.truncated == cut
        assert len(kept.wire.getvalue()) == found.last.end <= way.most_bytes
    else:
        assert found.answers == ()


def test_headers_without_an_end_are_left(kept: Kept) -> None:
    def endless_head(client: socket.socket, _: str) -> None:
        client.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            client.sendall(b"X-More: and more\r\n" * 1000)

    with served({"/page": endless_head}) as web:
        found = kept.of(web.url())
    assert "is no HTTP" in why(found)
    assert len(kept.wire.getvalue()) < 1 << 20


def test_nobody_there_and_no_such_name(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "cannot be reached (Connection refused)" in why(kept.of("http://127.0.0.1:9/"))

    def unknown(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "no")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "No machine of this name is known" in why(kept.of("http://nobody.example/"))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.1.2.3/", "http://169.254.169.254/latest",
        "http://[::ffff:192.168.0.1]/", "http://[64:ff9b::a00:1]/", "http://[2002:7f00:1::]/", "http://printer/",
        "http://nas.local/", "http://x.internal/", "http://0.0.0.0/", "http://100.64.1.1/", "http://something.onion/",
    ],
)  # fmt: skip
def test_machines_of_somebodys_own_network_are_not_asked(url: str, kept: Kept) -> None:
    with pytest.raises(CaseError):
        kept.of(url, Way())
    assert kept.told == []


@pytest.mark.parametrize(
    "location",
    ["http://localhost:{port}/page", "http://10.0.0.1/", "http://[::1]:{port}/", "//127.1/", "file:///etc/passwd",
     "http://user:secret@127.0.0.1/", "http://2130706433/", "gopher://x/", "http://127.0.0.2:{port}/page"],
)  # fmt: skip
def test_a_redirect_to_one_is_not_followed(location: str, kept: Kept) -> None:
    paths: dict[str, bytes | Behaviour] = {}
    with served(paths) as web:
        paths["/r"] = answer("302 Found", b"", f"Location: {location.format(port=web.port)}")
        found = kept.of(web.url("/r"))
    assert "redirects to what is not asked" in why(found)
    assert [each.status for each in found.answers] == [302]
    assert len(web.asked) == 1


def names(*numbers: str) -> Callable[..., list[object]]:
    """Resolve names to one set of numbers after the other."""
    rest = list(numbers)

    def resolve(_host: str, port: int, **__: object) -> list[object]:
        number = rest.pop(0)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in number.split()]

    return resolve


@pytest.mark.parametrize("numbers", ["127.0.0.1", "93.184.215.14 127.0.0.1", "10.0.0.1", "::1", "169.254.169.254"])
def test_a_name_that_leads_home_is_not_asked(numbers: str, kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", names(numbers))
    assert "own network" in why(kept.of("http://news.example/", Way()))
    assert kept.wire.getvalue() == b""


def test_a_name_is_looked_up_once_and_what_was_found_is_connected_to(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS that answers with a public number first and one at home after gets no second question."""
    looked: list[str] = []
    resolve = names("93.184.215.14", "127.0.0.1", "127.0.0.1")
    connected: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        connected.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    def look(host: str, port: int, **more: object) -> list[object]:
        looked.append(host)
        return resolve(host, port, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look)
    monkeypatch.setattr(socket, "create_connection", connect)
    assert "cannot be reached" in why(kept.of("http://news.example:8080/", Way()))
    assert looked == ["news.example"]
    assert connected == [("93.184.215.14", 8080)]


def test_a_named_host_of_ones_own_may_be_asked(kept: Kept) -> None:
    with served({"/page": OK}) as web:
        assert kept.of(web.url(host="localhost"), Way(private=frozenset({"localhost"}))).problem is None


def test_a_certificate_nobody_vouches_for_is_told_and_nothing_is_asked(kept: Kept, tmp_path: Path) -> None:
    context, root = certificate(tmp_path, "127.0.0.1")
    with served({"/page": OK}, tls=context) as web:
        refused = kept.of(web.url(scheme="https"))
        assert "certificate of this machine is not to be trusted: self-signed certificate" in why(refused)
        assert web.asked == []
        trusted = kept.of(web.url(scheme="https"), Way(private=HOME, roots=root.read_bytes()))
    assert trusted.last
    assert trusted.last.tls["version"].startswith("TLSv1")
    assert len(trusted.last.tls["fingerprint"]) == 64
    assert kept.body.getvalue() == PAGE


def test_a_certificate_for_another_name_is_told(kept: Kept, tmp_path: Path) -> None:
    context, root = certificate(tmp_path, "other.example")
    with served({"/page": OK}, tls=context) as web:
        found = kept.of(web.url(scheme="https"), Way(private=HOME, roots=root.read_bytes()))
    assert "not to be trusted" in why(found)


def test_no_encryption_where_some_was_asked_for(kept: Kept) -> None:
    with served({"/page": OK}) as web:
        assert "No encrypted connection" in why(kept.of(web.url(scheme="https")))


def proxy_at(port: int, scheme: str, user: str = "") -> Proxy:
    found = read_proxy(f"{scheme}://{user + '@' if user else ''}127.0.0.1:{port}")
    assert found is not None
    return found


@pytest.fixture
def nobody_looks_up(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo

    def look(host: str, *args: Any, **more: Any) -> object:
        assert host in {"127.0.0.1", None}, f"the name {host} was looked up here"
        return real(host, *args, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look)


@pytest.mark.usefixtures("nobody_looks_up")
class TestThroughAProxy:
    def test_socks_gets_the_name_and_nobody_else_does(self, kept: Kept) -> None:
        with served({"/page": OK}) as web, socks({"news.example": web.port}) as proxy:
            found = kept.of("http://news.example/page", Way(proxy_at(proxy.port, "socks5")))
        assert found.problem is None
        assert proxy.asked == [("news.example", 80)]
        assert found.last
        assert (found.last.server, kept.wire.getvalue()) == ("", OK)
        assert found.last.request == web.asked[0]

    def test_https_through_socks_is_checked_against_the_name(self, kept: Kept, tmp_path: Path) -> None:
        context, root = certificate(tmp_path, "news.example")
        way = {"news.example": 0, "evil.example": 0}
        with served({"/page": OK}, tls=context) as web, socks(way) as proxy:
            way.update(dict.fromkeys(way, web.port))
            through = Way(proxy_at(proxy.port, "socks5h"), roots=root.read_bytes())
            assert kept.of("https://news.example/page", through).problem is None
            assert "not to be trusted" in why(kept.of("https://evil.example/page", through))

    def test_a_name_and_a_password_go_to_the_proxy_alone(self, kept: Kept) -> None:
        with served({"/page": OK}) as web, socks({"news.example": web.port}, "me:se cret") as proxy:
            through = Way(proxy_at(proxy.port, "socks5", "me:se%20cret"))
            found = kept.of("http://news.example/page", through)
            assert found.problem is None
            wrong = kept.of("http://news.example/page", Way(proxy_at(proxy.port, "socks5", "me:wrong")))
        assert "The proxy refused: Invalid username/password" in why(wrong)
        assert "wrong" not in why(wrong)
        assert b"cret" not in web.asked[0]

    def test_socks_that_does_not_get_through(self, kept: Kept) -> None:
        with socks({}) as proxy:
            found = kept.of("http://nobody.example/", Way(proxy_at(proxy.port, "socks5")))
        assert "The proxy refused: Proxy Server could not connect: Host unreachable" in why(found)

    def test_what_speaks_no_socks(self, kept: Kept) -> None:
        with served({"/page": OK}) as web:
            found = kept.of("http://news.example/", Way(proxy_at(web.port, "socks5"), seconds=2))
        assert why(found)
        assert found.answers == ()

    def test_plain_and_encrypted_through_an_http_proxy(self, kept: Kept, tmp_path: Path) -> None:
        context, root = certificate(tmp_path, "news.example")
        plain: dict[str, int] = {}
        with served({"/page": OK}) as web, http_proxy(plain) as proxy:
            plain["news.example"] = web.port
            found = kept.of("http://news.example/page", Way(proxy_at(proxy.port, "http", "me:secret")))
        assert found.problem is None
        assert b"Proxy-Authorization: Basic bWU6c2VjcmV0" in proxy.asked[0]
        assert found.last
        assert b"bWU6c2VjcmV0" not in found.last.request
        assert b"roxy-" not in found.last.request
        other = Kept()
        with served({"/page": OK}, tls=context) as web, http_proxy({"news.example": web.port}) as proxy:
            through = Way(proxy_at(proxy.port, "http", "me:secret"), roots=root.read_bytes())
            found = other.of("https://news.example/page", through)
        assert found.problem is None
        assert proxy.asked[0].startswith(b"CONNECT news.example:443 ")
        assert b"roxy-" not in web.asked[0]
        assert other.wire.getvalue() == OK

    @pytest.mark.parametrize("scheme", ["http", "https"])
    def test_a_proxy_that_wants_a_password(self, scheme: str, kept: Kept) -> None:
        refusal = answer("407 Proxy Authentication Required", b"no", "Proxy-Authenticate: Basic")
        with http_proxy({}, refusal) as proxy:
            found = kept.of(f"{scheme}://news.example/", Way(proxy_at(proxy.port, "http")))
        assert "proxy" in why(found).lower()
        assert found.answers == ()

    def test_nobody_is_asked_directly_where_the_proxy_is_gone(
        self, kept: Kept, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1/")
        found = kept.of("http://news.example/", Way(proxy_at(9, "socks5")))
        assert "The proxy cannot be reached (Connection refused)" in why(found)

    def test_a_redirect_home_is_not_followed_through_it_either(self, kept: Kept) -> None:
        home = {"/r": answer("302 Found", b"", "Location: http://127.0.0.1/")}
        with served(dict(home)) as web, socks({"news.example": web.port}) as proxy:
            found = kept.of("http://news.example/r", Way(proxy_at(proxy.port, "socks5")))
        assert "redirects to what is not asked" in why(found)
        assert len(proxy.asked) == 1


def test_settings_of_the_environment_are_not_read(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with served({"/page": OK}) as web:
        assert kept.of(web.url()).problem is None


def test_a_missing_library_is_told_by_name(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "find_spec", lambda _: None)
    with pytest.raises(CaseError, match=r"httpcore.*\n.*extra `court`"):
        kept.of("http://news.example/")


def test_the_archive_is_one_that_others_read(kept: Kept) -> None:
    packed = answer("200 OK", gzip.compress(PAGE), "Content-Encoding: gzip")
    with served({"/a": answer("302 Found", b"", "Location: /page"), "/page": packed}) as web:
        found = kept.of(web.url("/a"))
    out = io.BytesIO()
    write_warc(out, found.answers, kept.wire, {"via": "directly"}, last={"kept-as": "sha256:00"})
    out.seek(0)
    seen = []
    for record in ArchiveIterator(out, check_digests=True):
        body = record.content_stream().read()
        seen.append((record.rec_type, record.rec_headers.get_header("WARC-Target-URI")))
        assert record.digest_checker.passed is not False
        if record.rec_type == "response" and record.http_headers.get_statuscode() == "200":
            assert body == PAGE
    kinds = ["request", "metadata", "response"]
    assert [kind for kind, _ in seen] == ["warcinfo", *kinds, *kinds]
    assert {url for _, url in seen[1:]} == {web.url("/a"), web.url("/page")}
