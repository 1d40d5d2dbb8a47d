"""A lawyer's reading: every sentence of the page is a listed template, a record's words or a person's own words."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser
from typing import Any

from armstrace.chain.labels import LABELS, WORDS
from armstrace.chain.law_words import law_words
from armstrace.chain.model import Rung
from armstrace.chain.wording import RULES, RUNGS, TEMPLATES
from armstrace.dossier.chains.page import chains_html
from armstrace.gazetteer.states import display, states
from chain.printed_words import Reader
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


OURS = (*TEMPLATES.values(), *LABELS.values(), *RULES.values(), *(words for rung in RUNGS.values() for words in rung))
TITLE = "A title in a person\u2019s words"
PAGE = _Texts(chains_html(CHAINS, title=TITLE))
THEIRS = {" ".join(each.split()) for chain in CHAINS for each in strings(chain)}
THEIRS |= {display(code) for code in states()} | {rung.value for rung in Rung}


THEIRS |= {*FRAME, *OURS, *WORDS.values(), *law_words()["gap"].values()}
reader = Reader(frozenset(THEIRS), LABELS.values())


def test_every_sentence_is_listed_or_somebody_elses() -> None:
    assert [said for said in PAGE.found if not reader.explained(said) and said != TITLE] == []


def test_the_picture_says_nothing_that_the_page_does_not() -> None:
    whole = " ".join([*PAGE.found, *LABELS.values(), *(each for each in PAGE.drawn if len(each) > 400)])
    for said in PAGE.drawn:
        words = said.removeprefix("\u00b7 ").removesuffix("\u2026").strip()
        assert words in whole or reader.explained(words), said


def test_the_test_itself_finds_what_is_not_listed() -> None:
    assert reader.explained("But: 6 Kite, ordered 2014 (Made register)")
    assert not reader.explained("Azerbaijan is guilty.")


def test_no_template_says_more_than_it_may() -> None:
    for words in OURS:
        assert not re.search(r"\b(?:proved|proven|proves|guilty|unlawful|illegal)\b", words, re.IGNORECASE), words
