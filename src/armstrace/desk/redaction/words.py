"""Finding words that are to be left out, however they are spelt, spaced or accented, and writing others there."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from armstrace.desk.redaction.plan import Name

_TOKENS = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[\s\d()+./-]+")
_FEWEST_DIGITS = 6
_BETWEEN, _BETWEEN_DIGITS = r"[\W_]{0,4}", r"[^\w\n]{0,3}"


@dataclass(frozen=True, slots=True, order=True)
class Cut:
    """A half-open range of a text that is left out, what stands there instead, and the class of the reason."""

    start: int
    end: int
    put: str
    reason: str


@dataclass(frozen=True)
class Names:
    """Names to leave out everywhere; `persons` are found as they are written only, capitals and all."""

    names: tuple[Name, ...] = ()
    persons: tuple[Name, ...] = field(default=())

    def cuts(self, text: str) -> list[Cut]:
        """Give the ranges of a text where one of them stands, the longest where several do."""
        found = list(self._found(text))
        found.sort(key=lambda cut: (cut.start, -cut.end))
        kept: list[Cut] = []
        for cut in found:
            if not kept or cut.start >= kept[-1].end:
                kept.append(cut)
        return kept

    def replaced(self, text: str) -> str:
        """Give a text without them."""
        return without(text, self.cuts(text))

    def _found(self, text: str) -> Iterator[Cut]:
        if self._loose:
            plain, back = folded(text)
            for match in self._loose.finditer(plain):
                yield _cut(self._spelt[match.lastgroup or ""], back[match.start()], back[match.end() - 1] + 1)
        if self._exact:
            for match in self._exact.finditer(text):
                yield _cut(self._spelt[match.lastgroup or ""], *match.span())

    @cached_property
    def _spelt(self) -> dict[str, Name]:
        loose = {f"n{number}": name for number, (_, name) in enumerate(_spellings(self.names))}
        return loose | {f"p{number}": name for number, (_, name) in enumerate(_spellings(self.persons))}

    @cached_property
    def _loose(self) -> re.Pattern[str] | None:
        parts = [f"(?P<n{number}>{_pattern(said)})" for number, (said, _) in enumerate(_spellings(self.names))]
        return re.compile("|".join(parts)) if parts else None

    @cached_property
    def _exact(self) -> re.Pattern[str] | None:
        spelt = enumerate(_spellings(self.persons))
        parts = [rf"(?P<p{number}>(?<!\w){_spaced(said)}(?!\w))" for number, (said, _) in spelt]
        return re.compile("|".join(parts)) if parts else None


def without(text: str, cuts: Iterable[Cut]) -> str:
    """Write a text with other words where cuts are; they are in order and do not overlap."""
    parts, at = [], 0
    for cut in cuts:
        parts += [text[at : cut.start], cut.put]
        at = cut.end
    return "".join([*parts, text[at:]])


def folded(text: str) -> tuple[str, Sequence[int]]:
    """Give a text in small letters without accents, and for each of its characters where it stood.

    >>> folded("Élan")
    ('elan', [0, 1, 2, 3])
    """
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    letters: list[str] = []
    back: list[int] = []
    for place, character in enumerate(text):
        plain = character.lower() if character.isascii() else _plain(character)
        letters.append(plain)
        back.extend([place] * len(plain))
    return "".join(letters), back


def mark(reason: str) -> str:
    """Give what stands where something was left out."""
    return f"[left out: {reason}]"


def _plain(character: str) -> str:
    spread = unicodedata.normalize("NFKD", character.casefold())
    # accents, and what is seen by nobody and parts a word for a program
    return "".join(each for each in spread if unicodedata.category(each) not in {"Mn", "Cf"}).casefold()


def _spellings(names: Iterable[Name]) -> list[tuple[str, Name]]:
    """Give every spelling with its name, the longest first, so that a whole name goes before its part."""
    every = [(said, name) for name in names for said in name.spellings]
    return sorted(every, key=lambda each: (-len(each[0]), each[0]))


def _pattern(said: str) -> str:
    """Write a pattern for a spelling: any white space and marks between its words, and between digits of a number."""
    plain, _ = folded(said)
    digits = re.sub(r"\D", "", plain)
    if len(digits) >= _FEWEST_DIGITS and _NUMBER.fullmatch(plain) and "." not in plain:
        return rf"(?<!\d){_BETWEEN_DIGITS.join(digits)}(?!\d)"
    words = _BETWEEN.join(map(re.escape, _TOKENS.findall(plain)))
    return rf"(?<![^\W_]){words}(?![^\W_])"


def _spaced(said: str) -> str:
    return r"\s+".join(map(re.escape, said.split()))


def _cut(name: Name, start: int, end: int) -> Cut:
    return Cut(start, end, name.put or mark(name.reason), name.reason)
