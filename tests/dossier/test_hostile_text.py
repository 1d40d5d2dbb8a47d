"""Whatever a stranger wrote into any field, the page holds no script, fetches nothing and hides nothing."""

import dataclasses
import enum
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from page_reader import Page, read_page
from sample_dossier import sample_dossier

from armstrace.dossier.model import Dossier
from armstrace.dossier.page import render
from armstrace.dossier.shown_text import HIDDEN

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "<svg/onload=alert(1)>",
    "<svg><desc></svg><script>1</script>",
    "javascript:alert(1)",
    '" href="javascript:alert(1)',
    "</title><base href=https://example.org/>",
    '<meta http-equiv="refresh" content="0;url=https://example.org/">',
    "<!-- --><link rel=stylesheet href=//example.org/a.css>",
    "{{ 7 * 7 }}{% raw %}",
    "report\u202efdp.exe",
    "a\u2066b\u2069\u200f\u061c",
    "nul\x00and\x1b[31m",
    "two\r\nlines\rand\x0cmore\u2028",
    "]]></p></article></main>&#x3C;script&#x3E;",
    "x" * 10_000,
    "\ud83d alone",
    "  ",
)
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "p", "h1", "h2", "h3", "h4", "dl", "div", "dt",
    "dd", "code", "pre", "span", "strong", "sup", "bdi", "section", "article", "nav", "main", "footer", "ul", "ol",
    "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "details", "summary",
    "svg", "symbol", "use", "circle", "path", "g", "text", "line", "desc", "tspan",
}  # fmt: skip
# what joins the parts of a dossier, and what the program itself writes
JOINTS = {"sha256", "exhibit", "key", "comparator", "unit", "label", "edition", "register", "qualifier"}
SURROGATES = re.compile("[\ud800-\udfff]")


def poisoned(text: str) -> Dossier:
    """The sample with `text` in every field that a stranger could have written, joints kept."""
    sample = sample_dossier()
    # a decoded document holds no lone surrogates, and neither do the claims read in it
    body = SURROGATES.sub("", text) or "x"
    document = dataclasses.replace(
        _poison(sample.document, text), text=body * 2, sha256=sample.document.sha256,
        blocks=((0, len(body), text), (len(body), 2 * len(body), "paragraph")),
    )  # fmt: skip
    findings = tuple(
        dataclasses.replace(
            _poison(finding, body),
            claim=dataclasses.replace(_poison(finding.claim, body), text=body, start=0, end=len(body)),
            slots={**finding.slots, body: next(iter(finding.slots.values()), finding.verdict)},
            parts={f"{heading}{body}": _poison(parts, body) for heading, parts in finding.parts.items()},
        )
        for finding in sample.findings
    )
    unchecked = _poison(sample.unchecked, text)
    claims = [dataclasses.replace(_poison(u.claim, body), text=body, start=len(body), end=2 * len(body))
              for u in sample.unchecked]  # fmt: skip
    poison: Dossier = _poison(sample, text)
    return dataclasses.replace(
        poison,
        document=document,
        findings=findings,
        unchecked=tuple(dataclasses.replace(u, claim=c) for u, c in zip(unchecked, claims, strict=True)),
        methods={text: text},
        accepted={findings[0].key: text},
    )


def _poison(value: Any, text: str) -> Any:
    if isinstance(value, str) and not isinstance(value, enum.Enum):
        return text
    if isinstance(value, Mapping):
        return {key: _poison(inner, text) for key, inner in value.items()}
    if isinstance(value, tuple):
        return tuple(_poison(inner, text) for inner in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {
            field.name: _poison(getattr(value, field.name), text)
            for field in dataclasses.fields(value)
            if field.init and field.name not in JOINTS | {"records"} and not isinstance(value, Path)
        }
        return dataclasses.replace(value, **changed)
    return value


def assert_harmless(html: str) -> Page:
    html.encode()
    page = read_page(html)
    assert {element.tag for element in page.elements} <= ALLOWED
    for element in page.elements:
        for name, value in element.attributes.items():
            assert not name.startswith("on"), name
            assert name not in {"style", "srcdoc", "action", "formaction", "xlink:href"}, name
            assert name not in {"href", "src"} or value.startswith("#"), value
        if element.tag == "meta":
            assert element.attributes.get("http-equiv", "Content-Security-Policy") == "Content-Security-Policy"
    assert not HIDDEN.search(html)
    assert len(page.tagged("style")) == 1
    ids = [element.attributes["id"] for element in page.having("id")]
    assert len(ids) == len(set(ids))
    return page


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_known_attacks_are_only_text(payload: str) -> None:
    dossier = poisoned(payload)
    page = assert_harmless(render(dossier))
    assert page.article == dossier.document.text


def test_attacks_do_reach_every_part_of_the_page() -> None:
    # the words before and after show that the poison was really printed where it was put
    page = assert_harmless(render(poisoned("⟪poison⟫")))
    for name in ("finding", "item", "facts", "method", "slots", "readings", "lines", "limits", "rows", "sql"):
        assert any("⟪poison⟫" in element.text for element in page.classed(name)), name
    assert "⟪poison⟫" in page.tagged("h1")[0].text
    assert "⟪poison⟫" in page.tagged("title")[0].text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.one_of(st.sampled_from(PAYLOADS[:-3]), st.text(st.characters(exclude_categories=()))), max_size=4).map(
        "".join
    )
)
def test_no_text_becomes_markup(text: str) -> None:
    dossier = poisoned(text)
    assert assert_harmless(render(dossier)).article == dossier.document.text


def test_received_names_show_what_they_are() -> None:
    dossier = sample_dossier()
    named = tuple(dataclasses.replace(exhibit, received_name="report\u202efdp.exe") for exhibit in dossier.exhibits)
    html = render(dataclasses.replace(dossier, exhibits=named))
    assert html.count("report⟨U+202E⟩fdp.exe") == len(named)


def test_paths_of_the_maker_are_not_on_the_page() -> None:
    dossier = sample_dossier()
    homes = tuple(dataclasses.replace(exhibit, path=Path("/home/somebody/case")) for exhibit in dossier.exhibits)
    assert "somebody" not in render(dataclasses.replace(dossier, exhibits=homes))
