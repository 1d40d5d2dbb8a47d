"""A block as tokens, one letter of a private alphabet each, so that the grammar can be regular expressions over them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_letters
from typing import NamedTuple

from armstrace.reading.times.words import CLASSES, EXACT

_TOKEN = re.compile(
    r"[AaPp]\.[Mm]\b\.?"  # a.m.
    r"|\d+(?:,\d{3}(?!\d)|[.:/-]\d+)*\w*"  # a number with its marks and what is glued on
    r"|'(?:s\b|\d0s\b|\d\d\b)"  # 's, the '90s, of '94
    r"|o'clock\b"
    r"|[^\W\d_]\w*"
    r"|[^\w\s]|_"
)
_MARKS = {",": "comma", ".": "dot", "-": "hyphen", "'": "quote", "'s": "poss", "(": "open", ")": "close", "/": "slash"}
_MARKS |= {"$": "money", "£": "money", "€": "money", "%": "percent", "+": "money", "#": "money", ":": "colon"}
_NUMERIC = (
    "small day two_digits year count decimal years_range days_range count_range iso numeric_date clock ordinal decade  "
    "short_decade short_year clock_ampm code"
)
_OTHER = ["word", "capital", "plural", "mark"]
NAMES = tuple(dict.fromkeys([*CLASSES.values(), *EXACT.values(), *_MARKS.values(), *_NUMERIC.split(), *_OTHER]))
_ALPHABET = ascii_letters + "".join(chr(point) for point in range(0x3B1, 0x3B1 + 200) if chr(point).isalpha())
LETTER = dict(zip(NAMES, _ALPHABET, strict=False))
NAME_OF = {letter: name for name, letter in LETTER.items()}

_SHAPES = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("small", r"0?[1-9]|1[0-2]"),
        ("day", r"1[3-9]|2\d|3[01]"),
        ("two_digits", r"\d\d"),
        ("year", r"1[0-9]\d\d|20\d\d|21[0-4]\d"),
        ("ordinal", r"\d{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)"),
        ("count", r"\d{1,9}|\d{1,3}(?:,\d{3}){1,3}"),
        ("iso", r"\d{4}-\d\d-\d\d(?:T\d+)?"),
        ("years_range", r"(?:1[0-9]|20)\d\d(?:-(?:(?:1[0-9]|20)\d\d|\d\d)|/(?:(?:1[0-9]|20)\d\d|\d\d))"),
        ("days_range", r"(?:[12]?\d|3[01])-(?:[12]?\d|3[01])"),
        ("count_range", r"\d{1,3}-\d{1,3}"),
        (
            "numeric_date",
            r"\d{1,2}/\d{1,2}/(?:19|20)\d\d|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d|9/11|\d{1,2}-\d{1,2}-(?:19|20)\d\d",
        ),
        ("clock", r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?::[0-5]\d)?"),
        ("decimal", r"\d{1,3}\.\d{1,3}"),
        ("decade", r"(?:1[0-9]|20)\d0s"),
        ("short_decade", r"'?\d0s"),
        ("short_year", r"'\d\d"),
        ("clock_ampm", r"(?:0?[1-9]|1[0-2])(?::[0-5]\d)?[aApP][mM]"),
    )
)
_BEFORE_A_NUMBER = frozenset({"mid", "pre", "early", "late", "month", "mabbr", "ending", "weekday", "wabbr", "season"})


class Token(NamedTuple):
    """One token of a view: the class it stands in, its words and where they are."""

    name: str
    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The words in small letters."""
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Line:
    """A block's tokens: a string with one letter each, and their places in the view."""

    seen: str
    letters: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def token(self, index: int) -> Token:
        """Give one token in full."""
        start, end = self.starts[index], self.ends[index]
        return Token(NAME_OF[self.letters[index]], self.seen[start:end], start, end)

    def words_of(self, name: str) -> Iterator[str]:
        """Give the words of all tokens of one class."""
        at, letter = -1, LETTER[name]
        while (at := self.letters.find(letter, at + 1)) >= 0:
            yield self.seen[self.starts[at] : self.ends[at]]


def line_of(seen: str, start: int, end: int) -> Line:
    """Take a block of a view apart.

    >>> line = line_of("on 5 October", 0, 12)
    >>> [line.token(index).name for index in range(3)]
    ['on', 'small', 'month']
    """
    spans = [match.span() for match in _TOKEN.finditer(seen, start, end)]
    words = [seen[first:last] for first, last in spans]
    letters = list(map(_letter, words))
    if "" in letters:
        for index, word in enumerate(words):
            if not letters[index]:
                letters[index] = LETTER[_number(word, letters, spans, index)]
    return Line(seen, "".join(letters), tuple(first for first, _ in spans), tuple(last for _, last in spans))


@lru_cache(maxsize=50_000)
def _letter(word: str) -> str:
    """Give the letter of a word, "" for a number, whose class depends on what it hangs on."""
    name = EXACT.get(word) or CLASSES.get(word.lower()) or _MARKS.get(word)
    if name is None and (word[0].isdigit() or (word[0] == "'" and len(word) > 1)):
        return ""
    return LETTER[name or _word(word)]


def _word(word: str) -> str:
    """Tell a name, a thing that is counted and any other word apart."""
    if not word[0].isalpha():
        return "ampm" if word[0] in "aApP" and len(word) > 2 else "mark"
    if word[0].isupper():
        return "ampm" if word[1:2] == "." else "capital"
    if word[1:2] == ".":
        return "ampm"
    return "plural" if word[-1] == "s" and len(word) > 3 and word[-2:] not in {"ss", "us", "is"} else "word"


def _number(word: str, letters: list[str], spans: list[tuple[int, int]], index: int) -> str:
    """Give the class of a number; what hangs on a letter or a sign ("T-72", "$2015", "+972") is a code."""
    if index and spans[index - 1][1] == spans[index][0]:
        before = NAME_OF[letters[index - 1]]
        if before in {"money", "slash", "mark", "dot", "colon"}:
            return "code"
        if before == "hyphen" and index > 1 and spans[index - 1][0] == spans[index - 2][1]:
            return _shape(word) if NAME_OF[letters[index - 2]] in _BEFORE_A_NUMBER else "code"
    return _shape(word)


@lru_cache(maxsize=2_000)
def _shape(word: str) -> str:
    return "code" if len(word) > 16 else next((name for name, shape in _SHAPES if shape.fullmatch(word)), "code")
