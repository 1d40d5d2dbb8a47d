"""Folding words so that spellings of one name become the same, with the way back to the letters as written."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from armstrace.desk.search.letters import ALIKE, UNSPACED

FOLDING = f"2 unicode {unicodedata.unidata_version}"
"""Names how words are folded: an index that was folded otherwise is made anew."""

_DROPPED = "\u00ad"
_SILENT = {"Mn", "Me", "Cf"}
_MARK_OF_A_VOWEL = "Mc"
# a geresh or gershayim, typed as it may be, stands inside a Hebrew abbreviation
_IN_HEBREW = re.compile(r"(?<=[\u05d0-\u05ea])[\"'\u05f3\u05f4\u2018\u2019\u201c\u201d](?=[\u05d0-\u05ea])")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a folded text, and the half-open range of the text as written that it was folded from."""

    folded: str
    start: int
    end: int


class _Folds(dict[int, str]):
    """What each letter is folded to; one not met before is worked out."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _folded(chr(code))
        return found


def _folded(letter: str) -> str:
    lower = ALIKE.get(letter.lower(), letter.lower())
    parts = unicodedata.normalize("NFKD", lower.casefold())
    found = "".join(f" {_part(part)} " if _is_unspaced(part) else _part(part) for part in parts)
    return f" {found.strip()} " if _is_unspaced(letter) and found.strip() else found


def _is_unspaced(letter: str) -> bool:
    """Whether a letter is of a script that writes no spaces: each such letter is a word, inside other signs too."""
    return any(first <= ord(letter) <= last for first, last in UNSPACED)


def _part(letter: str) -> str:
    """Fold one letter that Unicode has taken apart: "" where it says nothing, a space where it parts words."""
    small = letter.lower()
    if small in ALIKE:
        return ALIKE[small]
    category = unicodedata.category(letter)
    if category in _SILENT:
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    return small if category[0] in "LN" or category == _MARK_OF_A_VOWEL else " "


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Fold a text: words in one spelling, with spaces between them.

    >>> fold("Azərbaycan, Хankəndi; STRASSE Straße"), fold("أذربيجان") == fold("اذربيجان")
    ('azerbaycan  xankendi  strasse strasse', True)
    """
    # the ligature of "and" has three spellings in Armenian; no letter more, no letter less
    return unquoted(text).translate(_FOLDS).replace("եւ", "եվ")


def unquoted(text: str) -> str:
    """Take out the quotation marks that are letters: those inside Hebrew words; every letter keeps its place."""
    return text if text.isascii() else _IN_HEBREW.sub(_DROPPED, text)


def words(text: str) -> Iterator[Word]:
    """Give the words of a text, folded, each with where it stands in the text as written.

    >>> list(words("Хankəndi’s"))
    [Word(folded='xankendi', start=0, end=8), Word(folded='s', start=9, end=10)]
    """
    folded, plain = fold(text), unquoted(text)
    if all(len(_FOLDS[ord(letter)]) == 1 for letter in set(plain)):
        yield from (Word(found[0], *found.span()) for found in _WORD.finditer(folded))
        return
    # where the folding of each letter as written begins; one that folds to nothing begins where the next one does
    begins = list(accumulate((len(_FOLDS[ord(letter)]) for letter in plain), initial=0))[:-1]
    for found in _WORD.finditer(folded):
        end = bisect_right(begins, found.end() - 1)
        while end < len(plain) and not _FOLDS[ord(plain[end])]:
            end += 1
        yield Word(found[0], bisect_right(begins, found.start()) - 1, end)
