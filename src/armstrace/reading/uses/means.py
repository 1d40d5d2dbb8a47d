"""The weapons that a verb is told with, and whose they are."""

import re

from armstrace.reading.article import Article
from armstrace.reading.frames.frame import Frame
from armstrace.reading.incidents.parties import Party, parties_in
from armstrace.reading.text.view import Span
from armstrace.reading.uses.arms import Arm, arms_in

_MEANS = ("with", "using", "by", "via", "through")


_AMMUNITION = re.compile(
    r"(?:rockets?|missiles?|munitions?|shells?|rounds?|bombs?|systems?|launchers?|drones?|aircraft|jets?|helicopters?|warheads?|cylinders?|canisters?|mines?)$",
    re.IGNORECASE,
)


_CARRIER = re.compile(
    r"\b(?:such as|like|including|\d+|salvos?|barrages?|types?|fleets?|number|rain|hail|volleys?|dozens|hundreds|thousands|scores|waves?|remnants?|fragments?|swarms?|pair|kinds?|lot|some|many|most|several|one|two|three|use|round|wreckage|use|barrel|load|stream|series|burst|couple)(?: of)?\b[^,;]*$",
    re.IGNORECASE,
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
        start = max(0, arm.start - 60)
        before = article.seen[start : arm.start]
        last = re.search(r"[^,;:.()]*$", before)
        described = Span(start + (last.start() if last else 0), arm.start)
        near = re.search(r"(?:[A-Z][\w-]+(?:'s?)? (?:\w+ ){0,3}|[a-z]+ )$", before)
        found = (
            parties_in(article, Span(start + near.start(), described.end)) if near and near.group()[0].isupper() else []
        )
        of = re.match(r" (?:of|from) (?:the )?(?=[^,;:.]{1,60})", article.seen[arm.end : arm.end + 80])
        if not found and of:
            stop = re.search(
                r"[,;:.()]| (?:had|has|was|were|hit|struck|dropped|fired|fell|landed|killed|in|at|on)\b",
                article.seen[arm.end + of.end() : arm.end + 90],
            )
            end = arm.end + of.end() + (stop.start() if stop else 50)
            found = parties_in(article, Span(arm.end + of.end(), end))
        if found:
            return found
    return []
