"""Finding words that are to be left out, however they are spelt, spaced or accented, and writing others there."""

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from ahocorasick_rs import AhoCorasick

from armstrace.desk.redaction.plan import Name

_TOKENS = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[\s\d()+./-]+")
_FEWEST_DIGITS = 6
# letters that are no other letter with an accent, as they are written without
_LETTERS = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"}
_BETWEEN, _BETWEEN_DIGITS, _BETWEEN_GROUPS = r"[\W_]{0,4}", r"[^\w\n]{0,3}", r"[^\w]{0,4}"
# a word that a line's end parts, wherever the line's end went since
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010\u2011\u00ac]\s{1,8}(?=[^\W\d_])")
_STRETCH = "\u0640"


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
        if not self.may_hold(text):
            return []
        found = list(self._found(text))
        found.sort(key=lambda cut: (cut.start, -cut.end))
        kept: list[Cut] = []
        for cut in found:
            if not kept or cut.start >= kept[-1].end:
                kept.append(cut)
            elif cut.end > kept[-1].end:
                kept[-1] = replace(kept[-1], end=cut.end)
        return kept

    def replaced(self, text: str) -> str:
        """Give a text without them."""
        return without(text, self.cuts(text))

    def _found(self, text: str) -> Iterator[Cut]:
        yield from self._found_in(text)
        if _BROKEN.search(text):
            whole, back = _unbroken(text)
            for cut in self._found_in(whole):
                yield replace(cut, start=back[cut.start], end=back[cut.end - 1] + 1)

    def _found_in(self, text: str) -> Iterator[Cut]:
        if self._loose:
            plain, back = folded(text)
            for match in self._loose.finditer(plain):
                yield _cut(self._spelt[match.lastgroup or ""], back[match.start()], back[match.end() - 1] + 1)
        if self._exact:
            for match in self._exact.finditer(text):
                yield _cut(self._spelt[match.lastgroup or ""], *match.span())

    def may_hold(self, text: str) -> bool:
        """Whether one of them may stand in a text: a quick look for the words of each, and for numbers."""
        plain = _quick(text)
        if self._whole_in(plain) or (self._numbers is not None and self._numbers.search(plain)):
            return True
        return bool(_BROKEN.search(text)) and self._whole_in(_quick(_BROKEN.sub("", text)))

    def _whole_in(self, plain: str) -> bool:
        """Whether all words of a spelling stand in a text: of an address the longest one may stand everywhere."""
        if not self._rare:
            return False
        seen = {index for index, _, _ in self._searched.find_matches_as_indexes(plain, overlapping=True)}
        spelt = [*self._rare.values()]
        return any(all(word in plain for word in words) for index in seen for words in spelt[index])

    @cached_property
    def _searched(self) -> AhoCorasick:
        return AhoCorasick(list(self._rare))

    @cached_property
    def _rare(self) -> dict[str, list[list[str]]]:
        """Give by the longest word of each spelling all words of those that have it."""
        found: dict[str, list[list[str]]] = {}
        for said, _ in self._worded:
            words = _TOKENS.findall(_quick(said))
            found.setdefault(max(words, key=len), []).append(words)
        return found

    @cached_property
    def _numbers(self) -> re.Pattern[str] | None:
        parts = [_pattern(said) for said, _ in _spellings(self.names) if _is_number(said)]
        return re.compile("|".join(parts)) if parts else None

    @property
    def _worded(self) -> list[tuple[str, Name]]:
        every = _spellings((*self.names, *self.persons))
        return [(said, name) for said, name in every if not _is_number(said) and _TOKENS.search(_quick(said))]

    @cached_property
    def in_cells(self) -> "Names":
        """Give those to look for in a cell of a few words: a person's whole name, no part of it that may be a place."""
        return Names(self.names, tuple(each for each in self.persons if len(each.find.split()) > 1))

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


def _unbroken(text: str) -> tuple[str, list[int]]:
    """Give a text without the hyphens and white space that part words, and for each character where it stood."""
    back: list[int] = []
    at = 0
    for broken in _BROKEN.finditer(text):
        back.extend(range(at, broken.start()))
        at = broken.end()
    back.extend(range(at, len(text)))
    return _BROKEN.sub("", text), back


def mark(reason: str) -> str:
    """Give what stands where something was left out; a word that no claim is made of."""
    return f"[redacted: {reason}]"


def _plain(character: str) -> str:
    spread = unicodedata.normalize("NFKD", character.casefold())
    # accents, and what is seen by nobody and parts a word for a program
    return "".join(_letter(each) for each in spread if not _is_unheard(each)).casefold()


def _letter(character: str) -> str:
    """Write a letter or digit of any script's numbers as it is looked for."""
    digit = unicodedata.decimal(character, None)
    return _LETTERS.get(character, character) if digit is None else str(digit)


def _spellings(names: Iterable[Name]) -> list[tuple[str, Name]]:
    """Give every spelling with its name, the longest first, so that a whole name goes before its part."""
    every = [(said, name) for name in names for said in name.spellings]
    return sorted(every, key=lambda each: (-len(each[0]), each[0]))


def _pattern(said: str) -> str:
    """Write a pattern for a spelling: any white space and marks between its words, and between digits of a number."""
    plain, _ = folded(said)
    if _is_number(said):
        groups = (_BETWEEN_DIGITS.join(group) for group in re.findall(r"\d+", plain))
        # a line may end where the plan parts a number: within a group that would join the rows of a column
        return rf"(?<!\d){_BETWEEN_GROUPS.join(groups)}(?!\d)"
    words = _BETWEEN.join(map(re.escape, _TOKENS.findall(plain)))
    return rf"(?<![^\W_]){words}(?![^\W_])"


def _is_number(said: str) -> bool:
    plain, _ = folded(said)
    return _NUMBER.fullmatch(plain) is not None and "." not in plain and len(re.findall(r"\d", plain)) >= _FEWEST_DIGITS


def _quick(text: str) -> str:
    """Fold a whole text at once; where each of its letters stood is not told."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text.casefold()).translate(_unheard()).casefold()


@cache
def _unheard() -> dict[int, str]:
    """Say what becomes of the characters that `_plain` changes beside taking letters apart."""
    told = {code: "" for code in range(0x80, sys.maxunicode + 1) if _is_unheard(chr(code))}
    told |= {code: _letter(chr(code)) for code in range(0x80, sys.maxunicode + 1) if chr(code).isdecimal()}
    return told | {ord(letter): plain for letter, plain in _LETTERS.items()}


def _is_unheard(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Cf"} or character == _STRETCH


def _spaced(said: str) -> str:
    return r"\s+".join(map(re.escape, said.split()))


def _cut(name: Name, start: int, end: int) -> Cut:
    return Cut(start, end, name.put or mark(name.reason), name.reason)
