"""A lawyer's reading: every sentence of the page is a listed template, a record's words or a person's own words."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser
from typing import Any

from armstrace.chain.labels import LABELS
from armstrace.chain.model import Rung
from armstrace.chain.wording import RULES, RUNGS, TEMPLATES
from armstrace.dossier.chain_page import chains_html
from armstrace.gazetteer.states import display, states
from made_chain import made_chain

CHAINS = [made_chain(1), made_chain(2)]
FRAME = ("Made with armstrace. This page is complete in itself: it loads nothing and tells nobody that it was read.",)


class _Texts(HTMLParser):
    """The pieces of text of a page, those of its pictures apart, without its style sheet."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.drawn: list[str] = []
        self.within: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within.append(tag)
        self.found += [value or "" for name, value in attrs if name == "aria-label" and tag == "div"]

    def handle_endtag(self, tag: str) -> None:
        while self.within and self.within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        said = " ".join(data.split())
        if said and "style" not in self.within:
            (self.drawn if "svg" in self.within else self.found).append(said)


def strings(value: Any) -> Iterator[str]:
    """Give every string that a chain holds: records' words, names, what persons wrote."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from (*strings(name), *strings(each))
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from strings(each)


def as_pattern(template: str) -> str:
    return r".*?".join(re.escape(part) for part in re.split(r"\{\w+\}", template))


OURS = (*TEMPLATES.values(), *LABELS.values(), *RULES.values(), *(words for rung in RUNGS.values() for words in rung))
# a template of nothing but words of others allows nothing by itself
ALLOWED = re.compile("|".join(as_pattern(each) for each in OURS if re.sub(r"\{\w+\}|\W", "", each)), re.DOTALL)


PAGE = _Texts(chains_html(CHAINS))
THEIRS = {" ".join(each.split()) for chain in CHAINS for each in strings(chain)}
THEIRS |= {display(code) for code in states()} | {rung.value for rung in Rung}


def test_every_sentence_is_listed_or_somebody_elses() -> None:
    assert [said for said in PAGE.found if not _known(said, THEIRS)] == []


def test_the_picture_says_nothing_that_the_page_does_not() -> None:
    whole = " ".join([*PAGE.found, *LABELS.values(), *(each for each in PAGE.drawn if len(each) > 400)])
    for said in PAGE.drawn:
        words = said.removeprefix("\u00b7 ").removesuffix("\u2026").strip()
        assert words in whole or _known(words, THEIRS), said


def _known(said: str, theirs: set[str]) -> bool:
    """Whether a piece is a template filled in, or words of others; a colon or a number may join two such."""
    if said in theirs or said in FRAME or ALLOWED.fullmatch(said):
        return True
    first, _, rest = said.partition(": ")
    if rest and first in LABELS.values():
        return _known(rest, theirs)
    number, _, title = said.partition(" ")
    return number in {rung.value for rung in Rung} and title in {words for words, _, _ in RUNGS.values()}


def test_the_test_itself_finds_what_is_not_listed() -> None:
    theirs = {"Harop"}
    assert _known("But: Harop", theirs)
    assert not _known("Azerbaijan is guilty.", theirs)


def test_no_template_says_more_than_it_may() -> None:
    for words in OURS:
        assert not re.search(r"\b(?:proved|proven|proves|guilty|unlawful|illegal)\b", words, re.IGNORECASE), words
