"""Clauses that leave out their verb: "the Philippines did so in 2022, Vietnam and Indonesia have not"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from armstrace.reading.figures.clauses import Sentence
from armstrace.reading.figures.treaties.clauses import clauses_of, without_asides

_DONE = r"(?:so|the same|likewise|it)"
# a clause may end here, or the next begin
_ENDS = r"\s*[.;,)]|\s*$"
_DID = "|".join(
    (
        rf"(?:(?:has|have|had) (?:since |also |now |long |already |later )*)?(?:did|done|does|do) (?:also )?{_DONE}\b",
        r"(?:(?:has|have|had) )?follow(?:ed|s) suit\b",
    )
)
_DENIED = r"(?:is|are|was|were|has|have|does|do|did|had)(?: not|n['\u2019]t| never)|never (?:has|have|did|had)"
_SO_FAR = rf"yet|so far|to date|as yet|either|{_DONE}|done {_DONE}"
_SHORT = re.compile(
    rf"\b(?P<done>{_DID})"
    rf"|\b(?P<not>(?:{_DENIED})(?: (?:{_SO_FAR}))*(?={_ENDS}| (?:and|but|while|whereas|nor) ))"
    rf"|\b(?P<bare>(?:has|have|did|does|do|is|are)(?={_ENDS}))",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?:'s)?(?:,| and|, and| or|, or| nor|, nor| as well as)(?: the| then| also)? ")
# what may stand between the subject and its verb
_ASIDE = "|".join(
    (
        "too|however|meanwhile|by contrast|in contrast|for (?:its|their) part|on the other hand",
        "also|both|all|each|still|themselves|itself|instead|then|later|since",
        "which [^,;]*|who [^,;]*|an? [^,;]*|the [^,;]*",
    )
)
_BETWEEN = re.compile(rf"(?:'s)?(?:(?:,| \()? ?(?:{_ASIDE})[,)]?)* ")
_POINTING = "|".join(
    (
        r"it|they|he|she|which|who|neither|both",
        r"the (?:country|government|kingdom|republic|state|(?:two|three) (?:countries|states)|latter|former)",
        r"(?:[A-Z]\w+) (?:itself|themselves)",
    )
)
_POINTS = re.compile(rf"\b(?:{_POINTING})(?: (?:itself|themselves|also|still|then|later))*,? $", re.IGNORECASE)
_NEITHER = re.compile(r"\b(?:neither|nor|none of)(?: the)? $", re.IGNORECASE)
_VERBS = "did|does|do|has|have|had|is|are|was|were|signed|ratified|joined|acceded|followed|remains?|stayed"
_SPLIT = re.compile(rf"\b(?:{_VERBS})\b|;|\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Short:
    """A clause that leaves out its verb: whose it is (empty: a pronoun's) and whether it denies.

    It `begins` with its subject; `start` to `end` are the words in the place of the verb.
    """

    states: tuple[int, ...]
    denied: bool
    begins: int
    start: int
    end: int


def short_clauses(sentence: Sentence) -> Iterator[Short]:
    """Give the clauses of a sentence that take the verb of one before them, each with its own subject."""
    text, floor = sentence.text, sentence.span.start
    for match in _SHORT.finditer(text, floor, sentence.span.end):
        states = _subject(sentence, match.start())
        first = sentence.tokens[states[0]].start if states else match.start()
        neither = _NEITHER.search(text, floor, first) if states else None
        if match["bare"] and not neither:
            continue
        points = _POINTS.search(text, floor, match.start())
        if states or points:
            begins = neither.start() if neither else first if states or not points else points.start()
            yield Short(states, bool(match["not"] or neither), begins, match.start(), match.end())


def _subject(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """Give the states right before a verb, and those joined to them."""
    found: list[int] = []
    for index in reversed(sentence.indexes("S")):
        token = sentence.tokens[index]
        edge = sentence.tokens[found[-1]].start if found else verb
        if token.end > edge or clauses_of(sentence).aside(token.start)[1] <= verb:
            continue
        fits = _JOINED if found else _BETWEEN
        if not fits.fullmatch(_plain(without_asides(sentence, token.end, edge))):
            break
        found.append(index)
    return tuple(reversed(found))


def _plain(gap: str) -> str:
    """Leave out the article and "neither" or "both" of the next name."""
    return re.sub(r"(?:the|both|neither) $", "", gap)


def joined(sentence: Sentence, group: Sequence[int], last: int) -> list[int]:
    """Give the states of a group that stand together with its `last`: a verb between two parts them."""
    kept = [last]
    for index in reversed([each for each in group if each < last]):
        if _SPLIT.search(sentence.text, sentence.tokens[index].end, sentence.tokens[kept[0]].start):
            break
        kept.insert(0, index)
    return [*kept, *(each for each in group if each > last)]
