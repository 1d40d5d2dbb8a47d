"""Organisations named in a text: the model's guesses; a gazetteer of them can be put in front later."""

import re
from dataclasses import dataclass

from armstrace.reading.article import Article
from armstrace.reading.names.word_lists import word_list
from armstrace.reading.parse.tree import Tree

_ACRONYM = re.compile(
    r"(?<!\w)(?P<full>(?:[A-Z][\w'&.-]{0,30}\s(?:(?:of|for|the|and|on|in)\s){0,2}){1,8}[A-Z][\w'&.-]{0,30})\s\((?P<short>[A-Z][A-Za-z]{1,9})\)"
)
_SHORT = re.compile(r"\s\([A-Z][A-Za-z]{1,9}\)")
_LEADING = re.compile(r"^(?:the|a|an)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class BodyName:
    """An organisation named in a text: the words as `printed` and its `name`, in full where the text explains it."""

    start: int
    end: int
    printed: str
    name: str


def find_bodies(article: Article) -> list[BodyName]:
    """Find the organisations named in an article, in order; an acronym that the text explains has the full name."""
    explained = acronyms(article.seen)
    found: list[BodyName] = []
    states = {mention.start: mention.end for mention in article.states_seen}
    for start, end in _runs(article):
        if states.get(start, -1) >= end:
            continue
        printed = article.text[start:end]
        plain = _LEADING.sub("", " ".join(article.seen[start:end].split()))
        found.append(BodyName(start, end, printed, explained.get(plain, plain)))
    return found


def acronyms(seen: str) -> dict[str, str]:
    """Give the acronyms that a text explains: "Stockholm International Peace Research Institute (SIPRI)"."""
    found: dict[str, str] = {}
    if not _SHORT.search(seen):
        return found
    for match in _ACRONYM.finditer(seen):
        words = [word for word in re.split(r"[\s-]", match["full"]) if word]
        letters = match["short"].upper()
        for first in range(len(words)):
            initials = "".join(word[0] for word in words[first:]).upper()
            capitals = "".join(word[0] for word in words[first:] if word[0].isupper())
            if letters in {initials, capitals}:
                found.setdefault(match["short"], " ".join(words[first:]))
                break
    return found


def _runs(article: Article) -> list[tuple[int, int]]:
    """Take runs of words that the model holds for one organisation."""
    found: list[tuple[int, int]] = []
    if not article.tree:
        return found
    last = -2
    endings = _taken_for_people(article.tree)
    for word in article.tree.words:
        if word.tag == "POS" or not (word.entity == "ORG" or word.index in endings):
            continue
        if word.index == last + 1:
            found[-1] = (found[-1][0], word.end)
        else:
            found.append((word.start, word.end))
        last = word.index
    return [(start, end) for start, end in found if any(char.isupper() for char in article.seen[start:end])]


def _taken_for_people(tree: Tree) -> set[int]:
    """Give the words that the model takes for a person though they end as organisations do: "River Watch"."""
    found: set[int] = set()
    for word in tree.words:
        if word.entity != "PERSON" or word.text.casefold() not in word_list("body_endings"):
            continue
        at = word.index
        while at >= 0 and tree.words[at].entity == "PERSON":
            found.add(at)
            at -= 1
    return found
