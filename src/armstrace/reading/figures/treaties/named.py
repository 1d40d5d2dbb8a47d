"""Which treaty a standing is towards: the one named with it, those joined to it, or the ones named before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from armstrace.gazetteer.treaties import TreatyMention
from armstrace.reading.figures.clauses import Sentence, Token

# between two treaties of one act: "the Mine Ban Treaty in 2017 and to the Convention ..."
_JOINED = re.compile(
    r"^(?:,? ?(?:in|on|since) (?:\d{1,2} )?(?:[A-Z][a-z]{2,8} )?(?:\d{1,2}, )?\d{4})?,? ?(?:and|or|nor)?(?: to| of)?(?: the| both the)? $"
)
_NOUN = r"(?:treat(?:y|ies)|conventions?|pacts?|accords?|agreements?|instruments?|protocols?)"
_TWO = re.compile(
    rf"(?: (?:to|of|from|up to|by))? (?P<which>both|neither|either|none(?= of)|no(?= (?:such )?{_NOUN}))(?: of (?:them|these|those|the (?:two|three))| (?:the |such )?{_NOUN})?(?! (?:the|of|an?)\b)(?=\s*[.,;:)\u2014]|\s*$| (?:and|but|while|in|so|though|although|until|since)\b)",
    re.IGNORECASE,
)
_OF = re.compile(rf" of (?:(?:the|this|that|both) )?(?!(?:\w+ )?{_NOUN}\b)", re.IGNORECASE)
_THAT_ONE = re.compile(rf" (?:to )?(?:that|this|the same) {_NOUN}\b", re.IGNORECASE)
_OF_TWO = re.compile(rf"\w{_TWO.pattern}", re.IGNORECASE)
# "of NATO's members only Chad stayed outside" is of another treaty
_DESCRIBES = re.compile(
    r"['\u2019]s\b|[ -](?:ally|allies|members? (?:states? |countr(?:y|ies) )?(?:[A-Z]|only|all|but))", re.IGNORECASE
)
_THE_ONE = re.compile(rf"\b(?:the|this|that) (?P<noun>{_NOUN})\b", re.IGNORECASE)
_POINTS = re.compile(rf"\b(?:the|this|that) (?:{_NOUN}|ban|text|former|latter|first|second)\b|\bit\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Two:
    """The two treaties that "both" or "neither" stands for, whether it denies, and where these words end."""

    treaties: tuple[str, ...]
    denied: bool
    end: int


def of_two(words: str) -> bool:
    """Tell words that may speak of the two treaties named before them."""
    return bool(_OF_TWO.search(words))


def treaty_at(sentence: Sentence, index: int) -> str | None:
    """Give the treaty that a token names."""
    item = sentence.tokens[index].item
    return item.treaty_id if isinstance(item, TreatyMention) else None


def treaties_named(sentence: Sentence) -> tuple[tuple[str, str], ...]:
    """Give the treaties that a sentence names, each once, with the last word of its name."""
    items = [sentence.tokens[index].item for index in sentence.indexes("Y")] if sentence.treaties else []
    # an alliance is no treaty that a state "has not signed either"
    named = {
        each.treaty_id: each.printed for each in items if isinstance(each, TreatyMention) and each.printed != "NATO"
    }
    return tuple((treaty, printed.lower()) for treaty, printed in named.items())


def of_something_else(sentence: Sentence, end: int) -> bool:
    """Tell "a member of Congress" from "a member of NATO" and "a member of the treaty"."""
    link = _OF.match(sentence.text, end, sentence.span.end)
    return link is not None and all(sentence.tokens[i].start != link.end() for i in sentence.indexes("Y"))


def treaties_of(sentence: Sentence, end: int) -> list[str]:
    """Name the treaties of a status that ends at `end`: the next behind it, those joined by "and (to)"; else the nearest."""
    near = [sentence.tokens[i] for i in sentence.indexes("Y")]
    near = [token for token in near if not _DESCRIBES.match(sentence.text, token.end, sentence.span.end)]
    chosen = _joined(sentence, [token for token in near if token.start >= end])
    if not chosen and near:
        # "neither the one nor the other has been signed by India"
        chosen = _joined(sentence, near[::-1])
    return [token.item.treaty_id for token in chosen if isinstance(token.item, TreatyMention)]


def _joined(sentence: Sentence, tokens: Sequence[Token]) -> list[Token]:
    """Give the first of some tokens and those that are joined to it."""
    kept = list(tokens[:1])
    for token in tokens[1:]:
        first, last = sorted((kept[-1], token), key=lambda each: each.start)
        if not _JOINED.search(sentence.text[first.end : last.start]):
            break
        kept.append(token)
    return sorted(kept, key=lambda each: each.start)


def points_back(sentence: Sentence, end: int) -> bool:
    """Tell "joined that convention", which stands before, in a sentence that names another behind it."""
    named = [sentence.tokens[i].start for i in sentence.indexes("Y")]
    return bool(_THAT_ONE.match(sentence.text, end, sentence.span.end)) and all(start > end for start in named)


def two_named(sentence: Sentence, words: tuple[int, int], before: Sequence[tuple[str, str]]) -> Two | None:
    """Give the treaties of a status followed by "both" or "neither": the two named before it, none where more were or none is."""
    match = _TWO.match(sentence.text, words[1], sentence.span.end)
    if match is None:
        return None
    here = [treaty_at(sentence, i) for i in sentence.indexes("Y") if sentence.tokens[i].end <= words[0]]
    named = tuple(dict.fromkeys(each for each in here if each)) or tuple(treaty for treaty, _ in before)
    return Two(named if len(named) == 2 else (), match["which"].lower() != "both", match.end())


def carried_on(sentence: Sentence, end: int, treaty_id: str | None, before: Sequence[tuple[str, str]]) -> str | None:
    """Give the treaty of a status in a sentence that names none: of two named before, only one that words point at."""
    if len(before) < 2:
        return treaty_id
    pointed = _THE_ONE.search(sentence.text, sentence.span.start, sentence.span.end)
    if pointed is not None:
        noun = pointed["noun"].lower().rstrip("s")
        of_it = [treaty for treaty, printed in before if noun in printed]
        return of_it[0] if len(of_it) == 1 else treaty_id
    return treaty_id if _POINTS.search(sentence.text, end, sentence.span.end) else None
