"""The picture and the page of a chain: what stands and what is missing is seen without colour, and safe to look at."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from page_reader import read_page

from armstrace.chain.labels import LABELS, label
from armstrace.chain.model import Chain, Contest, Rung, Status, Word
from armstrace.chain.wording import RUNGS
from armstrace.dossier.chains.page import chains_html
from armstrace.dossier.chains.picture import chain_svg, chains_svg
from armstrace.dossier.chains.rows import ladder
from made_chain import made_chain

ONE, TWO = made_chain(1), made_chain(2, route=False)
PAGE = chains_html([ONE, TWO])
HOSTILE = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "a\u202eb", "\x00", "x" * 5000, "{{ 7 * 7 }}")
SPACE = "{http://www.w3.org/2000/svg}"


def _parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  # our own drawing


def texts(svg: str) -> str:
    return " ".join(each.text or "" for each in _parsed(svg).iter(f"{SPACE}text"))


def changed(chain: Chain, rung: Rung, **more: Any) -> Chain:
    rungs = tuple(replace(each, **more) if each.rung is rung else each for each in chain.rungs)
    return replace(chain, rungs=rungs)


def test_each_rung_is_drawn_once_in_order_with_its_words() -> None:
    said = texts(chain_svg(ONE))
    assert [each for each in said.split(" ") if each in {*map(str, Rung)}][:2] == ["1a", "1b"]
    places = [said.index(f" {rung.value} {RUNGS[rung][0][:8]}") for rung in Rung]
    assert places == sorted(places)
    for words in ("Not shown: nothing in this case", "Corroborated by 2 origins", "Asserted by a party", "Established",
                  "Contested, Ministry of Westland", "Gap: Nothing stands here", "Open: shared submunition",
                  "Beside it, supporting nothing: AAA at XXXX", "But: \u201cKite\u201d is another type",
                  label("watershed")):  # fmt: skip
        assert words in said, words


def test_how_a_rung_stands_changes_shapes_and_not_colours_alone() -> None:
    drawn = {}
    for word in Word:
        state = changed(ONE, Rung.USER, status=Status(word=word, by=("A", "B")), placements=())
        svg = chain_svg(state)
        drawn[word] = [re.sub(r'(?:class|fill|stroke)="[^"]*"', "", path) for path in re.findall(r"<path[^>]*>", svg)]
    assert len({tuple(paths) for paths in drawn.values()}) == len(Word)


def test_what_is_missing_breaks_the_line_between_its_neighbours() -> None:
    whole = changed(ONE, Rung.HELD, status=Status(word=Word.REPORTED, by=("A",)))
    broken = 'stroke-dasharray="2 6"'
    assert chain_svg(ONE).count(broken) - chain_svg(whole).count(broken) == 2


def test_things_that_are_not_of_what_is_asked_about_are_told_from_nothing() -> None:
    rows = tuple(
        replace(each, counts=False) for each in next(s for s in ONE.rungs if s.rung is Rung.DELIVERED).placements
    )
    apart = changed(ONE, Rung.DELIVERED, status=Status(word=Word.NOT_SHOWN), placements=rows)
    nothing = changed(ONE, Rung.DELIVERED, status=Status(word=Word.NOT_SHOWN), placements=())
    assert "what stands here is not of what is asked about" in texts(chain_svg(apart))
    assert chain_svg(apart).count('stroke-width="2.6"') == chain_svg(nothing).count('stroke-width="2.6"') + 1


def test_every_hop_has_a_ladder_of_its_own_with_the_use_below_it() -> None:
    first, second = TWO.asked.hops
    rungs = [[row.state.rung for row in ladder(TWO, hop)] for hop in TWO.asked.hops]
    assert rungs[0] == rungs[1] == list(Rung)
    assert {row.state.hop for row in ladder(TWO, second)} == {2, None}
    assert "Canada \u2192 T\u00fcrkiye (component: MX-15D)" in texts(chain_svg(TWO, first))
    assert texts(chain_svg(TWO)).count("This type used here") == 2
    assert texts(chains_svg([ONE, TWO])).count("This type used here") == 3


def test_the_picture_says_in_words_what_it_shows() -> None:
    (described,) = [each.text or "" for each in _parsed(chain_svg(ONE)).iter(f"{SPACE}desc")]
    for words in (
        "5 Used by these forces: Asserted by a party",
        "6 This supplier\u2019s item: Not shown",
        "Gap: Only parties",
    ):
        assert words in described


def test_the_same_chain_gives_the_same_bytes_and_asks_no_host() -> None:
    assert chain_svg(made_chain(1)) == chain_svg(ONE)
    assert chains_html([made_chain(1), made_chain(2, route=False)]) == PAGE
    assert not re.search(r"\b(?:src=|url\(|<script|style=|on\w+=|@import)", PAGE)
    assert set(re.findall(r'href="(.)', PAGE)) == {"#"}


def test_every_link_of_the_page_leads_somewhere_once() -> None:
    page = read_page(PAGE)
    names = [each.attributes["id"] for each in page.having("id")]
    assert len(names) == len(set(names))
    led = {each.attributes["href"][1:] for each in page.having("href")}
    assert led <= set(names)
    assert {f"chain-1-rung-{rung.lower()}" for rung in ("3", "4", "5", "7", "L")} <= led
    assert all(each.attributes["aria-labelledby"] in names for each in page.having("aria-labelledby"))


def test_headings_go_down_one_step_at_a_time() -> None:
    levels = [int(each.tag[1]) for each in read_page(PAGE).tagged("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_page_says_what_it_must() -> None:
    for words in ("Nothing here is a legal conclusion", "Courts went both ways.", "A made-up court", "licence register",
                  "armstrace why", "neither signed nor joined", "No rule.", "Not asked: no reply"):  # fmt: skip
        assert words in re.sub(r"\s+", " ", PAGE), words
    suggested = chains_html([ONE], suggested={placed.key for state in ONE.rungs for placed in state.placements})
    assert LABELS["suggested"] in suggested
    assert LABELS["suggested"] not in PAGE


def test_gaps_stand_only_where_there_is_a_route() -> None:
    assert "Gap:" not in texts(chain_svg(TWO))
    assert label("no route") in texts(chain_svg(TWO))
    assert label("gaps") not in chains_html([TWO])


@pytest.mark.parametrize("words", HOSTILE)
def test_attacks_stay_words(words: str) -> None:
    asked = replace(ONE.asked, name=words, place=words, weapon=words)
    state = next(each for each in ONE.rungs if each.rung is Rung.TYPE_USED)
    placed = tuple(
        replace(each, words=words, told_by=(words,), hedge=words, bearing=words) for each in state.placements
    )
    status = Status(word=Word.REPORTED, by=(words,), contested=(Contest(who=words, words=words, key=""),))
    chain = changed(replace(ONE, asked=asked), Rung.TYPE_USED, placements=placed, status=status)
    page = chains_html([chain], title=words, remarks=[words])
    read_page(page)
    _parsed(chain_svg(chain))
    assert "<script" not in page
    assert "<img" not in page
    assert "\u202e" not in page
