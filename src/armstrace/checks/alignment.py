"""Finding the words of a quotation in a text: as they are, or the stretch that comes nearest to them.

Words are compared without capitals, through the view that evens out quotes and dashes. Time grows with the text: exact
words are searched as one string, the nearest stretch by its rarest words and one comparison of bounded length.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise

from armstrace.gazetteer.mentions import find_states
from armstrace.reading.text.view import view

_UNITS = {
    word: number
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split()  # noqa: SIM905 # words read as words
    )
} | {
    word: 10 * number
    for number, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "mln": 10**6, "billion": 10**9, "bn": 10**9}
_UNIT, _SCALE = "|".join(sorted(_UNITS, key=len, reverse=True)), "|".join(_SCALES)
_WORD = re.compile(
    r"(?P<digits>(?<![\w.,])(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?:\.\d{1,6})?)"
    rf"(?P<scale>[ -]?(?:{_SCALE})\b)?(?!\w)"
    rf"|(?P<spelt>\b(?:(?:an? )?(?:{_SCALE})|(?:{_UNIT}))(?:[ -](?:and )?(?:{_UNIT}|{_SCALE})){{0,12}}\b)"
    r"|(?P<share>%|\bper ?cent\b)"
    r"|(?P<short>\b(?-i:U\.?S\.?A?|U\.?K|U\.?N|E\.?U)\b\.?)"
    r"|\w+(?:'\w+)?",
    re.IGNORECASE,
)
_SHORT = {
    "us": ("united", "states"),
    "usa": ("united", "states"),
    "uk": ("united", "kingdom"),
    "un": ("united", "nations"),
    "eu": ("european", "union"),
}
_CONTRACTED = re.compile(r"(\w+?)(n't|'re|'ve|'ll|'m)|(it|that|there|what|who|here)('s)")
_IN_FULL = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'s": "is"}
_GAP = re.compile(r"\[[^\]\n]{0,200}\]|\.(?: ?\.){2,}|\u2026")
_ONE_LETTER = re.compile(r"\[(\w)\](?=\w)")
_LETTERS = re.compile(r"[^\W_]+")
# kinds of name that say the same of a state; a former or a contested name may be chosen for its sense
_PLAIN_NAMES = frozenset(["name", "official", "register", "un", "press", "abbreviation"])
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
    def _told(self) -> tuple[tuple[str, int, int], ...]:
        return tuple(_told(view(self.text)))

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """The words without capitals, numbers in digits, contractions and a few abbreviations in full."""
        return tuple(word for word, _, _ in self._told)

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
        return self._told[first][1], self._told[last][2]

    def printed(self, first: int, after: int) -> str:
        """Give words as they stand, from one up to another that is not included."""
        return self.text[slice(*self.span(first, after - 1))] if first < after else ""

    def is_name(self, number: int) -> bool:
        """Tell a word with a capital that no sentence begins with."""
        start = self._told[number][1]
        before = self.text[max(0, start - 3) : start].rstrip()
        return self.text[start].isupper() and number > 0 and before[-1:] not in {".", "!", "?", ":", '"', "\u201c"}

    def sequence(self, wanted: Sequence[str], start: int = 0) -> int | None:
        """Give the number of the word from which some words follow each other, searched from a word on."""
        if start >= len(self.plain):
            return None
        at = self._joined.find(f" {' '.join(wanted)} ", self._offsets[start])
        return None if at < 0 else bisect_right(self._offsets, at) - 1


def _told(seen: str) -> Iterator[tuple[str, int, int]]:
    """Give each word as it is compared, with its place; one printed word may count as two, a number's as one."""
    for match in _WORD.finditer(seen):
        start, end = match.span()
        if match["digits"]:
            yield _in_digits(match["digits"], match["scale"] or ""), start, end
        elif match["spelt"]:
            yield from _spelt(match["spelt"], start)
        elif match["share"]:
            yield "percent", start, end
        elif match["short"]:
            yield from ((word, start, end) for word in _SHORT[match[0].replace(".", "").casefold()])
        else:
            yield from ((word, start, end) for word in _in_full(match[0].casefold()))


def _in_full(word: str) -> tuple[str, ...]:
    if word in {"cannot", "can't"}:
        return "can", "not"
    if word in {"won't", "shan't"}:
        return ("will" if word == "won't" else "shall"), "not"
    match = _CONTRACTED.fullmatch(word)
    return (match[1] or match[3], _IN_FULL[match[2] or match[4]]) if match else (word,)


def _in_digits(digits: str, scale: str) -> str:
    number = Decimal(digits.replace(",", "")) * _SCALES.get(scale.strip(" -").casefold(), 1)
    return f"{number.normalize():f}"


def _spelt(printed: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Give a number in words as digits: as one where its words make one number, else as many as they make."""
    whole = group = 0
    begun, last, ends = -1, 0, 0
    for match in _LETTERS.finditer(printed):
        word = match[0].casefold()
        unit, scale = _UNITS.get(word), _SCALES.get(word)
        if unit is not None:
            fits = begun < 0 or last >= 100 or (20 <= last < 100 and last % 10 == 0 and 0 < unit < 10)
            if not fits:
                yield str(whole + group), start + begun, start + ends
                whole = group = 0
                begun = match.start()
            group += unit
            last = unit
        elif scale == 100:
            group, last = (group or 1) * 100, 100
        elif scale is not None:
            whole, group, last = whole + (group or 1) * scale, 0, scale
        if begun < 0:
            begun = match.start()
        ends = match.end()
    yield str(whole + group), start + begun, start + ends


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
            if _named_alike(said, there):
                continue
            names = [n for n in range(a, after_a) if quoted.is_name(n)] or [
                n for n in range(left, right) if words.is_name(n)
            ]
            changes = _states(said) != _states(there) or (bool(names) and not _same_states(said, there))
        found.append(Difference(said, there, changes))
    return found


def _states(text: str) -> set[str]:
    return {mention.code for mention in find_states(text)}


def _named_alike(said: str, there: str) -> bool:
    """Tell two names of one state: "Turkey" and "T\u00fcrkiye", "UAE" and "United Arab Emirates"."""
    one, other = find_states(said), find_states(there)
    whole = [each.printed for each in one] == [said] and [each.printed for each in other] == [there]
    return whole and one[0].code == other[0].code and {one[0].kind, other[0].kind} <= _PLAIN_NAMES


def _same_states(said: str, there: str) -> bool:
    """Tell words that name the same states and nobody else."""
    if not _states(said) or _states(said) != _states(there):
        return False
    rest = (_without_states(text).split() for text in (said, there))
    return not any(word[:1].isupper() for words in rest for word in words)


def _without_states(text: str) -> str:
    for mention in reversed(find_states(text)):
        text = text[: mention.start] + text[mention.end :]
    return text


def _weighs(words: set[str]) -> bool:
    """Tell words that turn the sense of a sentence: denials and numbers."""
    return any(word in _DENIALS or word == "half" or word.endswith("n't") or word[0].isdigit() for word in words)


def denies(word: str) -> bool:
    """Tell a word that denies what stands beside it: "never", "doesn't", "nobody"."""
    return word in _DENIALS or word.endswith("n't")


def rejects(word: str) -> bool:
    """Tell a word that denies a whole statement: "denied", "false", "refuses"."""
    return _REJECTED.fullmatch(word) is not None
