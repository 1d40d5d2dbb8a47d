"""`armstrace add URL`: who is asked is said first, what came is said after, and mistakes are told before anybody is."""

import gzip
import json
import socket
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from armstrace.desk.collecting.collect import page_name
from armstrace.desk.collecting.line import clock_off
from armstrace.desk.intake import Case
from armstrace.evidence import ledger
from armstrace.evidence.addresses import read_address
from armstrace.evidence.clock import utc_now
from armstrace.evidence.identities import make_identities, open_identities
from armstrace.evidence.lines import Line
from court.light_case import light_case
from desk.conftest import Armstrace
from desk.made_files import tree
from made_web import PAGE, answer, certificate, endless, http_proxy, served, socks

OK = answer("200 OK", PAGE)
PASSPHRASE = "a long enough passphrase"  # noqa: S105 # of a case made here
HERE = ("--private", "127.0.0.1")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return light_case(tmp_path / "case")


def collected(case: Case) -> list[Line]:
    return [line for line in ledger.read_lines(case.root) if line.act == "collect"]


def test_whom_it_goes_to_is_said_before_each_request(case: Case, armstrace: Armstrace) -> None:
    with served({"/a": answer("302 Found", b"", "Location: /page"), "/page": OK}) as web:
        done = armstrace("add", web.url("/a"), *HERE, "--case", case.root)
    first, second, *rest = done.err.splitlines()
    assert first.startswith(f"asking 127.0.0.1 for {web.url('/a')} directly: it sees this machine's number")
    assert second.startswith(f"asking 127.0.0.1 for {web.url('/page')} directly")
    assert done.code == 0
    assert "page.html" in done.out
    assert "warc_file@1" in done.out
    (line,) = collected(case)
    assert [each["status"] for each in line.payload["asked"]] == [302, 200]
    assert rest


def test_a_sensitive_case_goes_through_a_proxy_or_not_at_all(tmp_path: Path, armstrace: Armstrace) -> None:
    case = light_case(tmp_path / "private", "sensitive = true")
    with served({"/page": OK}) as web, socks({"news.example": web.port}) as proxy:
        before = tree(case.root)
        refused = armstrace("add", web.url(), *HERE, "--case", case.root)
        assert (refused.code, web.asked, tree(case.root)) == (2, [], before)
        assert "This case is marked sensitive" in refused.err
        assert "socks5://127.0.0.1:9050" in refused.err
        done = armstrace(
            "add", "http://news.example/page", "--proxy", f"socks5://127.0.0.1:{proxy.port}", "--case", case.root
        )
    assert done.code == 0, done.err
    assert "asking news.example for http://news.example/page through a SOCKS5 proxy at 127.0.0.1" in done.err
    assert proxy.asked == [("news.example", 80)]
    assert collected(case)[0].payload["via"] == "a SOCKS5 proxy"


def test_neither_the_machine_nor_the_proxy_stands_in_ledger_or_archive(case: Case, armstrace: Armstrace) -> None:
    make_identities(case.root, PASSPHRASE, case.by, cost=1 << 10)
    through: dict[str, int] = {}
    with served({"/page": OK}) as web, http_proxy(through) as proxy:
        through["news.example"] = web.port
        named = f"http://me:hunter2@127.0.0.1:{proxy.port}"
        done = armstrace("add", "http://news.example/page", "--proxy", named, "--case", case.root)
    assert done.code == 0, done.err
    name = collected(case)[0].payload["machine"]
    sealed = open_identities(case.root, PASSPHRASE)[name]
    assert sealed == (
        f"collected http://news.example/page with the machine 127.0.0.1 by an HTTP proxy at 127.0.0.1:{proxy.port}"
    )
    for path in case.root.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for secret in (b"hunter2", b"127.0.0.1", b"bWU6aHVudGVyMg", socket.gethostname().encode()):
            assert secret not in content, (path, secret)
    assert "hunter2" not in done.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("http://10.0.0.1/",), "somebody's own network"),
        (("http://localhost/",), "--private localhost"),
        (("http://x.onion/",), "Tor only"),
        (("http://me:secret@news.example/",), "names a user"),
        (("http://0x7f.1/",), "odd way"),
        (("http://news.example/", "--proxy", "ftp://x"), "no address of a proxy"),
        (("http://news.example/", "--proxy", "https://x:1"), "no address of a proxy"),
        (("http://news.example/", "--capture", "/none.png"), "no such file"),
        (("http://a.example/", "http://b.example/", "--capture", __file__), "shows one page"),
        (("http://news.example/", "--from", "http://b.example/"), "said of one file"),
        (("http://news.example/", "--user-agent", "x\r\nCookie: y"), "cannot stand in a header"),
        (("http://news.example/", "--most-mb", "-1"), "greater than nothing"),
        (("http://news.example/", "--private", "a b/c"), "no name or number"),
        (("http://news.example/", "--ca", __file__), "holds no certificate"),
        ((__file__, "--proxy", "socks5://x:1"), "goes with a web address"),
        ((__file__, "--from", "news.example"), "no address of the web"),
        ((__file__, "--collected", "2026-11-20"), "in which zone"),
        ((__file__, "--collected", "yesterday"), "no time"),
        ((__file__, "--capture-of", "ffff"), "no exhibit's name"),
    ],
)
def test_mistakes_are_told_before_anybody_is_asked(
    words: tuple[str, ...], told: str, case: Case, armstrace: Armstrace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(*_: object, **__: object) -> None:
        raise AssertionError("somebody was asked")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    before = tree(case.root)
    done = armstrace("add", *words, "--case", case.root)
    assert done.code == 2, done.err
    assert told in done.err
    assert "secret" not in done.err
    assert tree(case.root) == before


def test_several_mistakes_come_in_one_message(case: Case, armstrace: Armstrace) -> None:
    done = armstrace("add", "http://10.0.0.1/", "http://localhost/", "--capture", "/none.png", "--case", case.root)
    assert done.code == 2
    assert "4 things are wrong with this command." in done.err


def test_that_somebody_was_asked_in_vain_is_in_the_ledger(case: Case, armstrace: Armstrace) -> None:
    done = armstrace("add", "http://127.0.0.1:9/x", *HERE, "--case", case.root)
    assert done.code == 3
    assert "nothing came, http://127.0.0.1:9/x: It cannot be reached (Connection refused)." in done.err
    (line,) = collected(case)
    assert line.payload["problem"].startswith("It cannot be reached")
    assert case.exhibits() == []
    assert list((case.root / "local" / "incoming").iterdir()) == []


def test_what_came_of_a_page_cut_short_is_kept_and_marked(case: Case, armstrace: Armstrace) -> None:
    with served({"/page": endless}) as web:
        done = armstrace("add", web.url(), *HERE, "--most-mb", "1", "--case", case.root)
    assert done.code == 3
    assert "longer than 1,048,576 bytes. What came is kept and marked as cut short." in done.err
    (exhibit,) = case.exhibits()
    assert exhibit.media_type == "application/warc"
    assert b"WARC-Truncated: length" in exhibit.path.read_bytes()
    assert collected(case)[0].payload["asked"][0]["cut"] == "length"


def test_one_that_fails_keeps_no_other_from_coming(case: Case, armstrace: Armstrace) -> None:
    with served({"/page": OK}) as web:
        done = armstrace("add", "http://127.0.0.1:9/", web.url(), *HERE, "--json", "--case", case.root)
    assert done.code == 3
    assert [each["reader"] for each in json.loads(done.out)] == ["warc_file@1", "html_page@1"]


def test_a_certificate_is_told_and_a_root_may_be_named(case: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    context, root = certificate(tmp_path, "127.0.0.1")
    with served({"/page": OK}, tls=context) as web:
        refused = armstrace("add", web.url(scheme="https"), *HERE, "--case", case.root)
        done = armstrace("add", web.url(scheme="https"), *HERE, "--ca", root, "--case", case.root)
    assert (refused.code, done.code) == (3, 0)
    assert "certificate of this machine is not to be trusted" in refused.err
    assert len(collected(case)[1].payload["asked"][0]["certificate_sha256"]) == 64


def test_a_page_packed_in_an_unknown_way_stays_in_the_archive(case: Case, armstrace: Armstrace) -> None:
    with served({"/page": answer("200 OK", b"\x1b\x00", "Content-Encoding: br")}) as web:
        done = armstrace("add", web.url(), *HERE, "--case", case.root)
    assert "packed as 'br', which is not unpacked here. The web archive holds it as it came." in done.err
    assert [each.media_type for each in case.exhibits()] == ["application/warc"]


def test_a_page_whose_packing_is_cut_is_told(case: Case, armstrace: Armstrace) -> None:
    with served({"/page": answer("200 OK", gzip.compress(PAGE)[:-12], "Content-Encoding: gzip")}) as web:
        done = armstrace("add", web.url(), *HERE, "--case", case.root)
    assert "packing ends too soon" in done.err


def test_a_picture_alone_is_not_read_and_that_is_told(case: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    picture = tmp_path / "whole.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\nx")
    assert armstrace("add", picture, "--case", case.root).code == 3


def test_a_file_that_somebody_saved_with_its_picture(case: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    page, picture = tmp_path / "saved.html", tmp_path / "whole.png"
    page.write_bytes(PAGE)
    picture.write_bytes(b"\x89PNG\r\n\x1a\nx")
    said = ("--from", "https://news.example/a", "--collected", "2026-11-20T10:00+04:00", "--capture", picture)
    done = armstrace("add", page, *said, "--case", case.root)
    assert done.code == 0, done.err
    (line,) = collected(case)
    assert line.payload["saved_at"] == "2026-11-20T06:00:00Z"
    assert line.payload["url"] == "https://news.example/a"
    other = tmp_path / "other.html"
    other.write_bytes(PAGE + b" ")
    armstrace("add", other, "--case", case.root)
    done = armstrace("add", picture, "--capture-of", "other.html", "--case", case.root)
    assert (done.code, done.err) == (0, "")
    assert collected(case)[1].payload["capture"] == line.payload["capture"]


@pytest.mark.parametrize(
    ("url", "kind", "name"),
    [
        ("https://news.example/2020/rockets", "text/html; charset=utf-8", "rockets.html"),
        ("https://news.example/", "text/html", "news.example.html"),
        ("https://news.example/report.pdf?download=1", "application/pdf", "report.pdf"),
        ("https://news.example/a%2F..%2F..%2Fetc%2Fpasswd", "text/html", "news.example.html"),
        ("https://news.example/%00%0Ax", "text/html", "news.example.html"),
        ("https://news.example/data", "application/octet-stream", "data"),
    ],
)
def test_a_page_is_named_by_the_end_of_its_address(url: str, kind: str, name: str) -> None:
    made: Any = SimpleNamespace(address=read_address(url), header=lambda _: kind)
    assert page_name(made) == name


def test_a_clock_that_says_nothing_is_none() -> None:
    moment = utc_now()
    for said in ("", "yesterday", "Mon, 99 Nov 2026 00:00:00 GMT", "x" * 5000):
        assert clock_off(said, moment) is None
