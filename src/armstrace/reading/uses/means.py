"""The weapons that a verb is told with, and whose they are."""

import re

from armstrace.reading.article import Article
from armstrace.reading.frames.frame import Frame
from armstrace.reading.incidents.named import Named, before
from armstrace.reading.incidents.parties import Party, parties_in
from armstrace.reading.text.view import Span
from armstrace.reading.uses.arms import Arm, arms_in

_MEANS = ("with", "using", "by", "via", "through")


_AMMUNITION = re.compile(
    r"(?:rockets?|missiles?|munitions?|shells?|rounds?|bombs?|systems?|launchers?|drones?|aircraft|jets?|helicopters?|warheads?|cylinders?|canisters?|mines?)$",
    re.IGNORECASE,
)


_CARRIER = re.compile(
    r"\b(?:such as|like|including|\d+|salvos?|barrages?|types?|fleets?|number|rain|hail|volleys?|dozens|hundreds|thousands|scores|waves?|remnants?|fragments?|swarms?|pair|kinds?|lot|some|many|most|several|one|two|three|round|wreckage|barrel|load|stream|series|burst|couple)(?: of)?\b[^,;]*$",
    re.IGNORECASE,
)


_DESCRIBING = re.compile(
    r"(?:'s?)?(?: (?!(?:said|says|say|had|has|have|was|were|is|are|that|and|or|of|in|at|on|to|by|with|for|from|used|fired|launched|told)\b)[\w-]+){0,3} "
)
_OF = re.compile(r" (?:of|from) (?:the )?")
_VERB = re.compile(
    r"[,;:.()]| (?:had|has|have|was|were|is|are|hit|struck|dropped|fired|fell|landed|killed|reportedly|in|at|on)\b"
)


def by_means(article: Article, frame: Frame) -> list[Arm]:
    """Give the weapons behind "with", "using" or "by"."""
    for name in _MEANS:
        arms = arms_in(article, frame.phrases.get(name))
        if arms:
            return arms
    return []


def headed(article: Article, span: Span | None) -> list[Arm]:
    """Give the weapons that a phrase is about, not those that only describe it ("missile programme")."""
    tree = article.tree
    kept = []
    for arm in arms_in(article, span):
        index = tree.at(arm.end - 1) if tree else None
        if tree is not None and index is not None:
            word = tree.words[index]
            if (
                word.dep in {"compound", "amod", "nmod"}
                and tree.head(index).start >= arm.end
                and tree.head(index).pos == "NOUN"
                and not _AMMUNITION.match(tree.head(index).text)
            ):
                continue
            inside = span is not None and tree.head(index).start >= span.start
            if (
                word.dep == "pobj"
                and inside
                and not _CARRIER.search(article.seen, span.start if span else 0, arm.start)
            ):
                continue
        kept.append(arm)
    return kept


def owners(article: Article, arms: list[Arm]) -> list[Party]:
    """Take "Russian missiles" for Russia's, and "jets of the coalition" for the coalition's."""
    for arm in arms:
        found = described_by(article, arm.start) or _behind(article, arm)
        if found:
            return found
    return []


def described_by(article: Article, offset: int) -> list[Party]:
    """Give the party whose name stands right before a noun: "Russian missiles", "the army of Chad's raids"."""
    sentence = article.sentence_at(offset)
    first = max(sentence.span.start if sentence else 0, offset - 50)
    for mention in _last_named(article, first, offset):
        if _DESCRIBING.fullmatch(article.seen[mention.end : offset]):
            return parties_in(article, Span(mention.start, offset))
    return []


def _last_named(article: Article, first: int, offset: int) -> list[Named]:
    named: list[Named] = [*before(article.states, offset, 2), *before(article.groups, offset, 2)]
    return sorted((name for name in named if name.start >= first), key=lambda name: -name.start)


def _behind(article: Article, arm: Arm) -> list[Party]:
    of = _OF.match(article.seen, arm.end)
    if of is None:
        return []
    stop = _VERB.search(article.seen, of.end(), of.end() + 60)
    return parties_in(article, Span(of.end(), stop.start() if stop else min(len(article.seen), of.end() + 50)))
