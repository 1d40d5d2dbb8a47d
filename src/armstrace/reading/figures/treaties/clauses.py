"""The clauses of a sentence on treaties, and its asides: whose standing it is, and what a "not" denies, hang on them."""

import re
import sys
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from armstrace.reading.figures.clauses import Sentence

CLAUSE = re.compile(
    r";|:|, so\b|, (?:(?:to|of|in) )?which\b|, who\b|\byet\b(?! to)|—|, (?:but|while|whereas|although|though|and (?:has|have|had|is|was|then|later|only)\b)|\b(?:but|while|whereas|although|though)\b",
    re.IGNORECASE,
)


_ASIDE = re.compile(
    r", (?:who|whose|which|where)\b[^,;:]*,(?= (?:(?:and|also|never|not|still|yet|since|later) )*"
    r"(?:ha[sd]|have|is|are|was|were|did|does|do|signed|ratified|joined|acceded)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clauses:
    """Where the clauses of a sentence begin, and its relative clauses that are over before a verb goes on.

    An aside is over in "Armenia, which fought over Nagorno-Karabakh, has joined"; a clause that begins in it is `over`
    where it ends, any other never.
    """

    begins: tuple[int, ...]
    over: tuple[int, ...]
    asides: tuple[tuple[int, int], ...]

    def start(self, at: int, default: int) -> int:
        """Give where the clause around `at` begins."""
        last = bisect_right(self.begins, at)
        return next((self.begins[i] for i in range(last - 1, -1, -1) if self.over[i] > at), default)

    def aside(self, at: int) -> tuple[int, int]:
        """Give the aside around `at`, or one that is nowhere."""
        index = bisect_right(self.asides, (at, sys.maxsize)) - 1
        return self.asides[index] if index >= 0 and at < self.asides[index][1] else (at, sys.maxsize)


@lru_cache(maxsize=4)
def _clauses(text: str, start: int, end: int) -> Clauses:
    asides = tuple(match.span() for match in _ASIDE.finditer(text, start, end))
    laid = Clauses((), (), asides)
    found = [(match.end(), laid.aside(match.start())[1]) for match in CLAUSE.finditer(text, start, end)]
    return Clauses(tuple(begin for begin, _ in found), tuple(over for _, over in found), asides)


def clauses_of(sentence: Sentence) -> Clauses:
    """Take a sentence apart, once for all that is asked of it."""
    return _clauses(sentence.text, sentence.span.start, sentence.span.end)


def clause_start(sentence: Sentence, at: int) -> int:
    """Give where the clause around `at` begins: behind "which", "but", a semicolon, not behind an aside that is over."""
    return clauses_of(sentence).start(at, sentence.span.start)


def without_asides(sentence: Sentence, start: int, end: int) -> str:
    """Give a stretch without the asides that are over in it."""
    parts, at = [], start
    for first, last in clauses_of(sentence).asides:
        if start <= first and last <= end:
            parts.append(sentence.text[at:first])
            at = last
    return "".join([*parts, sentence.text[at:end]])
