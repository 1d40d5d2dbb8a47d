"""Finding the words of a quotation in a text: as they are, or the stretch that comes nearest to them.

Words are compared without capitals, through the view that evens out quotes and dashes. Time grows with the text: exact
words are searched as one string, the nearest stretch by its rarest words and one comparison of bounded length.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise

from armstrace.gazetteer.mentions import find_states
from armstrace.reading.text.view import view

_WORD = re.compile(r"\w+(?:'\w+)?")
_GAP = re.compile(r"\[[^\]\n]{0,200}\]|\.(?: ?\.){2,}|\u2026")
_ONE_LETTER = re.compile(r"\[(\w)\](?=\w)")
_MOST_COMPARED = 300
_MOST_SKIPPED = 150
_MOST_TRIES = 50
_RARE = 60
_NEAR = 0.7
_LEAST_SHARED = 4
_DENIALS = frozenset(
    ["not", "no", "never", "none", "nobody", "nothing", "without", "cannot", "nor", "neither", "hardly"]
)
# these deny a whole statement from anywhere in its sentence
_REJECTED = re.compile(
    r"den(?:y|ies|ied|ying|ials?)|fals(?:e|ely|ehoods?)|untrue|fabricat(?:ed|ions?)|"
    r"refus(?:e|es|ed|ing|als?)|reject(?:s|ed|ing|ions?)?|refut(?:e|es|ed|ing)"
)
_NUMBERS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty
    ninety hundred thousand million billion half""".split()  # noqa: SIM905 # words read as words
)


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a quotation and what stands in their place, "" for nothing; `changes` says that the sense may turn."""

    quoted: str
    there: str
    changes: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quotation stands in a text, as half-open code points, and how the words differ; () for word for word.

    `skipped` are the stretches between its pieces that the quotation leaves out.
    """

    start: int
    end: int
    differences: tuple[Difference, ...] = ()
    skipped: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Words:
    """The words of a text as they are compared (`plain`) and printed, with the place of each."""

    text: str

    @cached_property
    def _matches(self) -> tuple[re.Match[str], ...]:
        return tuple(_WORD.finditer(view(self.text)))

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """The words without capitals."""
        return tuple(match[0].casefold() for match in self._matches)

    @cached_property
    def _joined(self) -> str:
        return f" {' '.join(self.plain)} "

    @cached_property
    def _offsets(self) -> list[int]:
        places, at = [], 0
        for word in self.plain:
            places.append(at)
            at += len(word) + 1
        return places

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word stands, by its number."""
        found: dict[str, list[int]] = {}
        for number, word in enumerate(self.plain):
            found.setdefault(word, []).append(number)
        return found

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Give the code points from one word to another, both included."""
        return self._matches[first].start(), self._matches[last].end()

    def printed(self, first: int, after: int) -> str:
        """Give words as they stand, from one up to another that is not included."""
        return self.text[slice(*self.span(first, after - 1))] if first < after else ""

    def is_name(self, number: int) -> bool:
        """Tell a word with a capital that no sentence begins with."""
        match = self._matches[number]
        before = self.text[max(0, match.start() - 3) : match.start()].rstrip()
        return match[0][0].isupper() and number > 0 and before[-1:] not in {".", "!", "?", ":", '"', "\u201c"}

    def sequence(self, wanted: Sequence[str], start: int = 0) -> int | None:
        """Give the number of the word from which some words follow each other, searched from a word on."""
        if start >= len(self.plain):
            return None
        at = self._joined.find(f" {' '.join(wanted)} ", self._offsets[start])
        return None if at < 0 else bisect_right(self._offsets, at) - 1


def segments(quotation: str) -> list[tuple[str, ...]]:
    """Cut a quotation where it leaves words out ("...") or puts words of its own in ("[the city]").

    >>> segments("We will \u2026 defend [our] land")
    [('we', 'will'), ('defend',), ('land',)]
    """
    pieces = _GAP.split(_ONE_LETTER.sub(r"\1", view(quotation)))
    return [words for piece in pieces if (words := Words(piece).plain)]


def find_exact(words: Words, wanted: Sequence[Sequence[str]]) -> Found | None:
    """Find the pieces of a quotation word for word and in order, none far from the one before."""
    return next(every_exact(words, wanted), None)


def every_exact(words: Words, wanted: Sequence[Sequence[str]]) -> Iterator[Found]:
    """Find every place that has the pieces of a quotation word for word and in order, up to a bound."""
    first = words.sequence(wanted[0]) if wanted else None
    for _ in range(_MOST_TRIES):
        if first is None:
            return
        runs = _runs(words, wanted, first)
        if runs:
            gaps = [(one[1] + 1, other[0] - 1) for one, other in pairwise(runs) if other[0] > one[1] + 1]
            yield Found(*words.span(first, runs[-1][1]), skipped=tuple(words.span(*gap) for gap in gaps))
        first = words.sequence(wanted[0], first + 1)


def _runs(words: Words, wanted: Sequence[Sequence[str]], first: int) -> list[tuple[int, int]]:
    """Give the first and last word of each piece, the first piece standing at a word; none where one is missing."""
    runs = [(first, first + len(wanted[0]) - 1)]
    for piece in wanted[1:]:
        after = runs[-1][1] + 1
        place = words.sequence(piece, after)
        if place is None or place - after > _MOST_SKIPPED:
            return []
        runs.append((place, place + len(piece) - 1))
    return runs


def find_nearest(words: Words, quotation: str) -> Found | None:
    """Find the stretch that shares most words with a quotation; None where none shares seven in ten."""
    quoted = Words(_GAP.sub(" ", _ONE_LETTER.sub(r"\1", quotation)))
    own = quoted.plain[:_MOST_COMPARED]
    start = _where(words, own)
    if start is None:
        return None
    slack = len(own) // 4 + 3
    low, high = max(0, start - slack), min(len(words.plain), start + len(own) + slack)
    matcher = SequenceMatcher(None, own, words.plain[low:high], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    shared = sum(block.size for block in blocks)
    if shared < max(_LEAST_SHARED, _NEAR * len(own)):
        return None
    first = blocks[0].b - min(blocks[0].a, blocks[0].b)
    last = min(high - low, blocks[-1].b + blocks[-1].size + len(own) - blocks[-1].a - blocks[-1].size)
    differences = tuple(_differences(quoted, words, matcher, (low, first, last)))
    return Found(*words.span(low + first, low + last - 1), differences)


def _where(words: Words, own: Sequence[str]) -> int | None:
    """Let the rarest words of a quotation vote on where it begins."""
    known = [(len(words.places[word]), number, word) for number, word in enumerate(own) if word in words.places]
    anchors = [each for each in sorted(known) if each[0] <= _RARE][:16]
    width = max(4, len(own) // 4)
    votes: Counter[int] = Counter()
    starts: dict[int, list[int]] = {}
    for _, number, word in anchors:
        for place in words.places[word]:
            begin = place - number
            starts.setdefault(begin // width, []).append(begin)
            votes[begin // width] += 2
            votes[begin // width + 1] += 1
            votes[begin // width - 1] += 1
    best = max((bucket for bucket in votes if bucket in starts), key=lambda b: (votes[b], -b), default=None)
    return None if best is None else sorted(starts[best])[len(starts[best]) // 2]


def _differences(
    quoted: Words, words: Words, matcher: "SequenceMatcher[str]", window: tuple[int, int, int]
) -> "list[Difference]":
    low, first, last = window
    found = []
    for kind, a, after_a, b, after_b in matcher.get_opcodes():
        left, right = max(b, first), min(after_b, last)
        if kind == "equal" or (a == after_a and left >= right):
            continue
        left, right = low + left, low + max(left, right)
        ours, theirs = quoted.plain[a:after_a], words.plain[left:right]
        changes = _weighs({*ours} ^ {*theirs})
        said, there = quoted.printed(a, after_a), words.printed(left, right)
        if ours and theirs and not changes:
            changes = (
                _states(said) != _states(there)
                or any(quoted.is_name(n) for n in range(a, after_a))
                or any(words.is_name(n) for n in range(left, right))
            )
        found.append(Difference(said, there, changes))
    return found


def _states(text: str) -> set[str]:
    return {mention.code for mention in find_states(text)}


def _weighs(words: set[str]) -> bool:
    """Tell words that turn the sense of a sentence: denials and numbers."""
    return any(word in _DENIALS or word in _NUMBERS or word.endswith("n't") or word.isdigit() for word in words)


def denies(word: str) -> bool:
    """Tell a word that denies what stands beside it: "never", "doesn't", "nobody"."""
    return word in _DENIALS or word.endswith("n't")


def rejects(word: str) -> bool:
    """Tell a word that denies a whole statement: "denied", "false", "refuses"."""
    return _REJECTED.fullmatch(word) is not None
