"""The first page."""

from desk.web.serving import Looked, Serving


def test_it_says_what_the_case_is_about(served: Serving) -> None:
    told = served.client().get("/api/overview").json()
    assert told["title"] == "Who armed both sides?"
    assert told["parties"] == ["Armenia", "Azerbaijan"]


def test_it_opens_in_a_browser(window: Looked) -> None:
    page = window.go("/")
    assert page.locator("h1").inner_text() == "Who armed both sides?"
    assert window.barriers() == []
    assert (window.elsewhere, window.complaints) == ([], [])
