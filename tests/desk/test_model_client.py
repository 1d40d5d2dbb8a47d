"""A server of models may do anything at all: every answer ends in words a person can act on, and no key is told."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from armstrace.desk.documents.model_client import KEY, MOST_BYTES, ModelClient, model_client
from armstrace.reading.article import article_of
from armstrace.reading.proposals.gate import propose
from armstrace.records.errors import ArmstraceError, CaseError

Answer = Callable[[BaseHTTPRequestHandler, str], None]
SECRET = "sk-very-secret"  # noqa: S105 # it opens nothing


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = self.rfile.read(int(self.headers["Content-Length"])).decode()
            answer(self, question)

        def do_GET(self) -> None:
            answer(self, "")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def saying(content: object) -> Answer:
    told = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
    return lambda handler, _: send(handler, told)


def raw(body: bytes, status: int = 200, **headers: str) -> Answer:
    return lambda handler, _: send(handler, body, status, **headers)


def asked(answer: Answer, seconds: float = 5.0) -> str:
    with serving(answer) as url:
        return model_client(url, name="parrot", seconds=seconds).ask("What is said here?")


def test_a_question_is_answered() -> None:
    seen: list[tuple[str, str | None, str]] = []

    def answer(handler: BaseHTTPRequestHandler, question: str) -> None:
        seen.append((handler.path, handler.headers.get("Authorization"), json.loads(question)["model"]))
        saying("Nothing.")(handler, question)

    assert asked(answer) == "Nothing."
    assert seen == [("/v1/chat/completions", None, "parrot")]


def test_the_key_goes_into_the_header_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, SECRET)
    seen: list[str | None] = []

    def answer(handler: BaseHTTPRequestHandler, _: str) -> None:
        seen.append(handler.headers.get("Authorization"))
        send(handler, f"wrong key {SECRET}".encode(), 401)

    with serving(answer) as url:
        client = model_client(url, name="parrot")
        with pytest.raises(ArmstraceError, match="another key") as caught:
            client.ask("?")
    assert seen == [f"Bearer {SECRET}"]
    assert SECRET not in f"{caught.value!s} {caught.value!r} {client!r}"


def test_the_servers_first_model_is_asked_where_none_is_named() -> None:
    with serving(raw(b'{"data": [{"id": "small"}, {"id": "large"}]}')) as url:
        assert model_client(url + "/v1/").name == "small"
    with serving(raw(b'{"data": 5}')) as url, pytest.raises(ArmstraceError, match="names no model"):
        model_client(url)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (raw(b"<html>hello</html>"), "no JSON"),
        (raw(b"[" * 500_000), "no JSON"),
        (raw(b"{}"), "another form"),
        (raw(b'{"choices": []}'), "another form"),
        (raw(b'{"choices": "abc"}'), "another form"),
        (raw(b"[]"), "another form"),
        (saying(None), "without text"),
        (saying({"items": []}), "without text"),
        (raw(b"\xff\xfe\x00"), "no JSON"),
        (raw(b"oh", 500), "error 500"),
        (raw(b"", 204), "error 204"),
        (raw(b"", 302, Location="http://198.51.100.7/"), "sends elsewhere"),
        (raw(b"", 307, Location="/v1/chat/completions"), "sends elsewhere"),
        (raw(b"{}", Content_Encoding="gzip"), "packs its answer"),
        (raw(b" " * (MOST_BYTES + 10)), "more than 1,048,576 bytes"),
    ],
)
def test_a_strange_answer_is_told_in_words(answer: Answer, words: str) -> None:
    with pytest.raises(ArmstraceError, match=words) as caught:
        asked(answer)
    assert "127.0.0.1" in caught.value.where


def hangs(_: BaseHTTPRequestHandler, __: str) -> None:
    time.sleep(3)


def drips(handler: BaseHTTPRequestHandler, _: str) -> None:
    handler.send_response(200)
    handler.flush_headers()
    for number in range(60):
        handler.wfile.write(b"X-%d: y\r\n" % number)
        handler.wfile.flush()
        time.sleep(0.05)


def drips_body(handler: BaseHTTPRequestHandler, _: str) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _number in range(60):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize("answer", [hangs, drips, drips_body])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_server_that_takes_its_time_is_left(answer: Answer, capfd: pytest.CaptureFixture[str]) -> None:
    begun = time.monotonic()
    with pytest.raises(ArmstraceError, match=r"within 0.3 seconds"):
        asked(answer, seconds=0.3)
    assert time.monotonic() - begun < 2.5
    capfd.readouterr()


def no_http(handler: BaseHTTPRequestHandler, _: str) -> None:
    handler.wfile.write(b"no HTTP at all\r\n\r\n")


def test_nobody_there_and_half_an_answer() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ArmstraceError, match="cannot be asked"):
        model_client(f"http://127.0.0.1:{port}", name="x").ask("?")

    def half(handler: BaseHTTPRequestHandler, _: str) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        handler.close_connection = True

    with pytest.raises(ArmstraceError, match="no JSON"):
        asked(half)
    with pytest.raises(ArmstraceError, match="cannot be asked"):
        asked(no_http)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://198.51.100.7:8080", "another machine"),
        ("http://example.org", "another machine"),
        ("http://localhost.example.org", "another machine"),
        ("http://0.0.0.0:80", "another machine"),
        ("ftp://127.0.0.1", "no address"),
        ("127.0.0.1:8080", "no address"),
        ("http://", "no address"),
        ("http://127.0.0.1:99999", "no address"),
        ("http://me:pass@127.0.0.1", "no user"),
        ("http://127.0.0.1/?key=1", "no user"),
    ],
)
def test_only_plain_addresses_of_this_machine_are_taken(url: str, words: str) -> None:
    with pytest.raises(CaseError, match=words) as caught:
        model_client(url, name="x")
    assert "pass" not in str(caught.value)


@pytest.mark.parametrize("url", ["http://localhost:1", "http://127.9.9.9", "http://[::1]:8080/v1", "https://127.0.0.1"])
def test_every_spelling_of_this_machine_is_taken(url: str) -> None:
    assert model_client(url, name="x").local


def test_another_machine_must_be_allowed_and_gets_no_key_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not model_client("http://198.51.100.7", allow_remote=True, name="x").local
    monkeypatch.setenv(KEY, SECRET)
    with pytest.raises(CaseError, match="in the clear"):
        model_client("http://198.51.100.7", allow_remote=True, name="x")
    assert model_client("https://198.51.100.7", allow_remote=True, name="x").key == SECRET


def test_a_local_name_that_leads_elsewhere_is_left_before_anything_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("armstrace.desk.documents.model_client._is_loopback", lambda _: False)
    heard: list[str] = []
    with serving(lambda _, question: heard.append(question)) as url:
        client = ModelClient("http", "localhost", int(url.rpartition(":")[2]), "", "x", local=True)
        with pytest.raises(ArmstraceError, match="another machine"):
            client.ask("secret document")
    assert heard == []


def test_a_lying_model_gets_nothing_but_the_texts_own_words_through() -> None:
    lies = [
        {"type": "weapon_use", "quote": "Syldavian howitzers had shelled the port of Douma"},
        {"type": "event", "quote": "The bridge was blown up"},
        {"type": "statement", "quote": "the bridge was destroyed"},
        {"type": "event", "quote": "the bridge fell on Monday", "slots": {"actor": "Borduria", "date": "Monday"}},
    ]
    article = article_of("Witnesses said the bridge fell on Monday.", date(2022, 5, 17))
    with serving(saying(json.dumps({"items": lies}))) as url:
        told = propose(article, model_client(url, name="liar").ask, "liar")
    assert [each.text for each in told.accepted] == ["the bridge fell on Monday"]
    assert told.accepted[0].emptied == ("actor",)
    assert [each.reason for each in told.rejected] == ["not in source"] * 3
