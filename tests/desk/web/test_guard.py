"""Who is let in: by a session, by the server's own name, from its own page, with the token of the session."""

import httpx
import pytest

from desk.web.serving import Serving

PAGES = ["/", "/api/overview", "/api/openapi.json"]


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_shown_without_a_session(served: Serving, path: str) -> None:
    answer = served.stranger().get(path)
    assert answer.status_code == 403
    assert "not in a session" in answer.text
    assert "Who armed" not in answer.text


def test_the_address_lets_one_browser_in_once(served: Serving) -> None:
    address = served.listening.address
    first = served.stranger().get(address)
    cookie = first.headers["set-cookie"]
    assert (first.status_code, "HttpOnly" in cookie, "SameSite=strict" in cookie) == (200, True, True)
    second = served.stranger().get(address)
    assert (second.status_code, "set-cookie" in second.headers) == (403, False)
    assert served.listening.address != address


@pytest.mark.parametrize("token", ["", "x", "\u00e9" * 43, "A" * 43])
def test_a_guessed_token_lets_nobody_in(served: Serving, token: str) -> None:
    assert served.stranger().get("/enter", params={"token": token}).status_code == 403


@pytest.mark.parametrize("path", [*PAGES, "/enter", "/nowhere"])
def test_every_answer_carries_the_policy(served: Serving, path: str) -> None:
    for client in (served.client(), served.stranger()):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "localhost.evil.example:{port}", ""]
)
def test_another_name_for_this_machine_gets_no_answer(served: Serving, host: str) -> None:
    """DNS rebinding: a page elsewhere that points its own name here, even with a cookie that it could not have."""
    client = served.client()
    port = served.url.rpartition(":")[2]
    answer = client.get("/", headers={"host": host.format(port=port)})
    assert answer.status_code in {400, 403}
    assert "Who armed" not in answer.text


@pytest.mark.parametrize(
    "change",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://127.0.0.1:1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"x-csrf-token": "A" * 43},
        {"x-csrf-token": ""},
    ],
)
def test_an_act_from_elsewhere_is_refused(served: Serving, change: dict[str, str]) -> None:
    client = served.client()
    assert client.post("/leave", headers=change).status_code == 403
    assert client.get("/").status_code == 200


def test_the_token_of_one_session_is_none_for_another(served: Serving) -> None:
    one, other = served.client(), served.client()
    assert one.post("/leave", headers={"x-csrf-token": other.headers["x-csrf-token"]}).status_code == 403


def test_leaving_ends_the_session(served: Serving) -> None:
    client = served.client()
    assert client.post("/leave").status_code == 303
    client.cookies.clear()
    assert client.get("/").status_code == 403


@pytest.mark.parametrize(
    "path", ["/static/../../app.py", "/static/x/%2e%2e%2fapp.py", "/..%2f..%2fetc/passwd", "/static/x/desk.css", "/%00"]
)
def test_no_path_leads_out(served: Serving, path: str) -> None:
    url = httpx.URL(served.url).copy_with(raw_path=path.encode())
    answer = served.client().get(url)
    assert answer.status_code == 404
    assert "root:" not in answer.text
