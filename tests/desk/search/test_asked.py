"""Queries are understood; what somebody types can be nothing else to the index than words."""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.desk.search.asked import MOST_LETTERS, Term, asked
from armstrace.records.errors import CaseError

HOSTILE = (
    'NEAR("a" "b", 2)', "a AND NOT OR b", "folded: a", "{folded words}: a", "^ab + cd", '"unclosed', '""""', "a\0b",
    "words MATCH 'x'; DROP TABLE entry", "' OR 1=1 --", "(((((a", "*", "**a**", "-", "--x --", '-"', "a*b*c", "\ud800x",
    "\u202eab", "a" * 999, '"' * 900, "(" * 900, "é" * 900, "中" * 40, "-a b", 'a"b"c', "rank:a", "words:*",
    "%_%", "[a-z]",
)  # fmt: skip


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    with sqlite3.connect(":memory:") as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE words USING fts5 (folded, content = '', prefix = '2', tokenize = 'ascii')"
        )
        connection.execute("INSERT INTO words (rowid, folded) VALUES (1, 'a b near or not and folded')")
        yield connection


def _ask(index: sqlite3.Connection, typed: str) -> None:
    with suppress(CaseError):
        index.execute("SELECT rowid FROM words WHERE words MATCH ?", (asked(typed).written,)).fetchall()


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_queries_are_answered_or_refused(index: sqlite3.Connection, typed: str) -> None:
    _ask(index, typed)


@given(typed=st.text(alphabet=st.sampled_from('ab"*-^:(){}+ ANDORTE\0\'"é中”«'), max_size=40) | st.text(max_size=80))
def test_whatever_is_typed_is_answered_or_refused(index: sqlite3.Connection, typed: str) -> None:
    _ask(index, typed)


def test_words_phrases_beginnings_and_what_must_not_be_there() -> None:
    found = asked('Drones “cluster munitions” azərb* -Harop -"loitering ammo" T-72')
    assert found.terms == (
        Term(("drones",)),
        Term(("cluster", "munitions")),
        Term(("azerb",), beginning=True),
        Term(("harop",), absent=True),
        Term(("loitering", "ammo"), absent=True),
        Term(("t", "72")),
    )
    assert (
        found.written == '("drones" AND "cluster munitions" AND "azerb"* AND "t 72") NOT "harop" NOT "loitering ammo"'
    )


def test_a_letter_of_a_script_without_spaces_is_a_word() -> None:
    assert asked("中国*").terms == (Term(("中", "国")),)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "no word"),
        ("?!", "no word"),
        ("-israel", "must not be there"),
        ("a*", "beginning of too many"),
        ("a" * (MOST_LETTERS + 1), "1,001 letters"),
        ("ab " * 41, "41 words"),
    ],
)
def test_what_cannot_be_looked_for_is_said(typed: str, said: str) -> None:
    typed = (
        " ".join(f"{word}{number}" for number, word in enumerate(typed.split())) if typed.startswith("ab") else typed
    )
    with pytest.raises(CaseError, match=said):
        asked(typed)
