"""Which language a text is in, told by its script and its small words; nothing is guessed from a few words."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from string import ascii_letters

from armstrace.reading.text.function_words import NAMES, OF_SCRIPT, TELLING, WORDS
from armstrace.reading.text.view import Span

# enough to tell by, and no more than a moment's work on a book
_MOST = 20_000
_FEWEST_LETTERS = 20
_WORD, _ASCII_WORD = re.compile(r"[^\W\d_]+"), re.compile("[a-z]+")
_RANGES: tuple[tuple[str, str], ...] = (
    ("Latin", "A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff"),
    ("Cyrillic", "\u0400-\u052f"),
    ("Arabic", "\u0620-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"),
    ("Hebrew", "\u05d0-\u05f2"),
    ("Armenian", "\u0531-\u0587"),
    ("Georgian", "\u10a0-\u10ff\u1c90-\u1cbf"),
    ("Greek", "\u0370-\u03ff\u1f00-\u1fff"),
    ("Kana", "\u3041-\u30ff\uff66-\uff9f"),
    ("Han", "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ebef"),
    ("Hangul", "\u1100-\u11ff\uac00-\ud7af"),
)
_SCRIPTS = tuple((name, re.compile(f"[{letters}]")) for name, letters in _RANGES)
# a part of a name joined by hyphens, an abbreviation, a capital within a sentence
_NAME = re.compile(
    r"\b[A-Z\u00c0-\u00de][\w\u2019']*(?:[-\u2010][\w\u2019']+)+|\b[A-Z]{2,}\b|(?<=[a-z,;:] )[A-Z\u00c0-\u00de][\w\u2019']*"
)
_FEW = 400
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_ASCII_LETTERS = ascii_letters.encode()
# of a word of Chinese or Japanese each sign is as good as a word
_SIGNS = frozenset({"Han", "Kana"})


@dataclass(frozen=True, slots=True)
class Language:
    """A language: ISO 639-1 `code` ("und" where it cannot be told), English `name`, `script`.

    `confidence` goes from 0 to 1: how far the words speak for this language and against the next one.
    """

    code: str
    name: str
    script: str
    confidence: float


def language_of(text: str) -> Language:
    """Tell the language that most of a text is in.

    >>> language_of("The ship left the harbour after it had been loaded.").code, language_of("T-72, 2020").code
    ('en', 'und')
    """
    sample = text[:_MOST]
    letters = _letters(sample)
    if letters["Kana"] * 10 >= letters["Han"] and letters["Kana"]:
        letters["Kana"] += letters.pop("Han")
    script, count = max(letters.items(), key=itemgetter(1))
    if count < (_FEWEST_LETTERS // 4 if script in _SIGNS else _FEWEST_LETTERS):
        return _unknown(script if count else "")
    share = count / max(1, sum(letters.values()))
    if script in _SIGNS:
        return _known("ja" if script == "Kana" else "zh", script, share)
    if script in OF_SCRIPT:
        return _known(OF_SCRIPT[script], script, share)
    return _by_words(sample, script, share)


def languages_of(text: str, spans: Iterable[Span]) -> list[Language]:
    """Tell the language of each stretch of a text; short ones are "und"."""
    return [language_of(text[span.start : span.end]) for span in spans]


def _letters(sample: str) -> dict[str, int]:
    """Count the letters of each script."""
    found = dict.fromkeys((name for name, _ in _SCRIPTS), 0)
    plain = sample.encode("ascii", "ignore")
    found["Latin"] = len(plain) - len(plain.translate(None, _ASCII_LETTERS))
    if len(plain) < len(sample):
        for letter, times in Counter(_NOT_ASCII.findall(sample)).items():
            if script := _script(letter):
                found[script] += times
    return found


@lru_cache(maxsize=10_000)
def _script(letter: str) -> str:
    return next((name for name, pattern in _SCRIPTS if pattern.match(letter)), "")


def _by_words(sample: str, script: str, share: float) -> Language:
    """Weigh the words of each language that uses a script; those of names ("Al-Shabaab", "a UN embargo") tell nothing."""
    if len(sample) < _FEW and any(map(str.islower, sample)):
        sample = _NAME.sub(" ", sample)
    words = (_ASCII_WORD if sample.isascii() else _WORD).findall(sample.lower())
    known = _words(script)
    scores: dict[str, int] = {}
    different: dict[str, int] = {}
    for word, times in Counter(filter(known.__contains__, words)).items():
        for code in known[word]:
            scores[code] = scores.get(code, 0) + 2 * times
            different[code] = different.get(code, 0) + 1
    odd = () if sample.isascii() else Counter(word for word in words if not word.isascii()).items()
    for word, times in odd:
        for code, telling in _telling(script).items():
            if not telling.isdisjoint(word):
                scores[code] = scores.get(code, 0) + times
                different[code] = different.get(code, 0) + 1
    ranked = sorted(scores.items(), key=itemgetter(1), reverse=True)
    (best, score), (_, second) = [*ranked, ("und", 0), ("und", 0)][:2]
    # every seventh word of a text of more than a line is one of the small ones; foreign names have none
    # "I want to" is no Polish, though "i" and "to" are Polish words: it takes three that differ
    if different.get(best, 0) < 3 or score < 0.14 * 2 * len(words) * share or score - second < 0.15 * score:
        return _unknown(script)
    return _known(best, script, share * (score - second) / score)


@cache
def _words(script: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code, words in WORDS[script].items():
        for word in set(words.split()):
            found.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in found.items()}


@cache
def _telling(script: str) -> dict[str, frozenset[str]]:
    return {code: frozenset(letters) for code, letters in TELLING[script].items()}


def _known(code: str, script: str, confidence: float) -> Language:
    return Language(code, NAMES[code], script, round(confidence, 2))


def _unknown(script: str) -> Language:
    return Language("und", NAMES["und"], script, 0.0)
