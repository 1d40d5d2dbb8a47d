"""What is tried only where it can begin finds what going over everything finds; and the reader keeps its speed."""

import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import armstrace.reading
from armstrace.reading.read import read_claims
from armstrace.reading.statements.patterns import _cue_word
from armstrace.reading.text.keyed import Keyed, beginnings
from armstrace.reading.text.view import view
from armstrace.reading.times import find as times
from armstrace.reading.times.tokens import LETTER, Line, line_of
from stopwatch import fastest

DAY = date(2022, 5, 17)
SETS = Path(__file__).parent / "sets"
TEXTS = [
    view(case["text"])
    for name in ("plain", "varied", "paragraphs")
    for case in json.loads((SETS / f"{name}.json").read_text(encoding="utf-8"))["cases"]
]
ODD = ["\u0130", "\u0131", "\u017f", "\u212a", "\u0663", "\u00df", "_", "-", "'", ".", "5", "20", " ", " ", "\u2014"]
WORDS = sorted({word for text in TEXTS for word in text.split()})
# the least words a second of one core, far below what any machine of the last ten years reads
SLOWEST = 10_000


def _keyed() -> Iterator[Keyed]:
    """Find every such pattern of the reader, also inside of tables."""
    for found in pkgutil.walk_packages(armstrace.reading.__path__, "armstrace.reading."):
        for value in vars(importlib.import_module(found.name)).values():
            rows = value if isinstance(value, tuple) else (value,)
            for row in rows:
                cells = row if isinstance(row, tuple) else (row, getattr(row, "words", None))
                yield from (cell for cell in cells if isinstance(cell, Keyed))
    yield _cue_word()


KEYED = list({id(each): each for each in _keyed()}.values())


def _spans(found: Iterator[re.Match[str]]) -> list[tuple[int, int]]:
    return [match.span() for match in found]


def test_the_patterns_are_found() -> None:
    assert len(KEYED) > 40


@pytest.mark.parametrize("keyed", KEYED, ids=lambda keyed: keyed.pattern.pattern[:40])
def test_a_keyed_pattern_finds_what_it_finds_everywhere(keyed: Keyed) -> None:
    text = " ".join(TEXTS)
    for piece in (text, text.upper()):
        assert _spans(keyed.finditer(piece)) == _spans(keyed.pattern.finditer(piece))
    for start in range(0, len(text) - 400, 997):
        limit = start + 203
        assert _spans(keyed.finditer(text, start, limit)) == _spans(keyed.pattern.finditer(text, start, limit))


@given(st.lists(st.sampled_from([*WORDS, *ODD]), min_size=1, max_size=40), st.booleans())
@settings(max_examples=60, deadline=None)
def test_it_does_so_in_any_mixture_of_letters(words: list[str], glued: bool) -> None:
    text = ("" if glued else " ").join(words)
    for keyed in KEYED:
        assert _spans(keyed.finditer(text)) == _spans(keyed.pattern.finditer(text))


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\b(?:fir(?:e|es)|use)d?", ["fire", "use"]),
        (r"(?<!\w)(?:an? )?(?:tank|gun)s", ["a gu", "a ta", "an g", "an t", "guns", "tank"]),
        (r"[ab]?c", ["ac", "bc", "c"]),
        (r"\w+ing", []),
        (r"(?:never)?", []),
        (r"x|\S", []),
        (r"\d{2}", list("0123456789")),
    ],
)
def test_beginnings_are_worked_out_or_left_open(pattern: str, expected: list[str]) -> None:
    assert beginnings(re.compile(pattern, re.IGNORECASE), 4) == expected


def _can_do_without(items: Any, letters: frozenset[str]) -> bool:
    """Tell whether a row of a parsed expression can match with no letter but these."""
    return all(_one_can(str(kind), value, letters) for kind, value in items)


def _one_can(kind: str, value: Any, letters: frozenset[str]) -> bool:
    if kind == "LITERAL":
        return chr(value) in letters
    if kind == "IN":
        return any(chr(part) in letters for _, part in value)
    if kind == "BRANCH":
        return any(_can_do_without(branch, letters) for branch in value[1])
    if kind == "SUBPATTERN":
        return _can_do_without(value[-1], letters)
    if kind in {"MAX_REPEAT", "MIN_REPEAT"}:
        return value[0] == 0 or _can_do_without(value[2], letters)
    return True


@pytest.mark.parametrize("pattern", [times._GRAMMAR.pattern, times._DEICTIC])
def test_no_time_is_without_a_digit_or_a_telling_word(pattern: re.Pattern[str]) -> None:
    numeric = (
        "small day two_digits year count decimal years_range days_range count_range iso numeric_date clock ordinal "
        "decade short_decade short_year clock_ampm code"
    )
    rest = frozenset(
        letter for name, letter in LETTER.items() if name not in {*times.TELLING, *numeric.split(), "oclock"}
    )
    parser: Any = importlib.import_module("re._parser")
    assert not _can_do_without(parser.parse(pattern.pattern), rest)


def test_blocks_that_are_not_taken_apart_have_no_times() -> None:
    parts = [(0, len(text), None) for text in TEXTS]

    def read(text: str, part: tuple[int, int, None]) -> list[object]:
        return list(times.find_times(text, [part], DAY))

    quick = [read(text, part) for text, part in zip(TEXTS, parts, strict=True)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(times, "_TOLD", re.compile(""))
        assert [read(text, part) for text, part in zip(TEXTS, parts, strict=True)] == quick
    assert isinstance(line_of("a", 0, 1), Line)


NEWS = """The harbour of the old town was closed on Tuesday after a storm tore two ships loose, officials said.
"We have never seen such waves," said Anna Lindqvist, who has run the ferries since 1998. "It was over in no time."
The mayor told reporters that the quay would be repaired by the end of next month; he denied any delay.
According to the ministry of transport, some 340 passengers were stranded overnight and slept in a school.
The army sent two helicopters from Tampere to look for a fishing boat, and its crew of four was found alive.
A court in the capital is to hear a complaint by the owners in June, their lawyer Peter Holm wrote in a letter.
Opposition leaders have called for an inquiry into why no warning was given before the wind rose.
The weather service says that such storms come once in ten years, but three have struck the coast since 2015.
France offered help and Norway promised to lend a crane, the foreign minister said after a meeting in Oslo on Wednesday.
Shops along the front stayed shut while people carried sand, planks and buckets through the rain to their doors."""


def test_the_whole_reader_without_a_parse_keeps_its_speed() -> None:
    article = "\n".join([NEWS] * 4)
    read_claims(article, DAY)
    assert len(article.split()) / fastest(lambda: read_claims(article, DAY), runs=5) > SLOWEST
