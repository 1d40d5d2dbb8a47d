"""To whom and through which medium something was said: "told the Post", "in an interview with the Post"."""

import re
from dataclasses import dataclass

from armstrace.reading.article import Article
from armstrace.reading.text.view import Span

_MEDIUM = re.compile(
    r"\b(?:in|during|on|at|through|via|by)\s(?P<medium>(?:(?:a|an|the|his|her|its|their|one|another|several|two)\s)?(?:[\w'-]{1,20}\s){0,3}?"
    r"(?:interviews?|op-ed|articles?|call|exchange|conversation|statements?|letters?|speech|conference|briefing|tweets?|posts?|reports?|"
    r"essay|column|message|editorial|address|remarks|testimony|memo|email|e-mail|debate|hearing|meeting|podcast|video|documentary|Twitter|Facebook|television|radio))\b"
    r"(?:\s(?:given\s|published\s)?(?:with|to|for|in|on|by)\s(?P<whom>(?:the\s)?(?:[\w'-]{1,20}\s){0,3}?[A-Z+][\w'.&-]{0,30}(?:\s(?:of\s)?[A-Z][\w'.&-]{0,30}){0,4}))?",
)
_PAPER = re.compile(r"\bin\s(?P<whom>(?:the\s)?[A-Z+][\w'.&-]{0,30}(?:\s(?:of\s)?[A-Z][\w'.&-]{0,30}){0,4}(?:\s(?:magazine|newspaper|daily|weekly))?)\s(?=that\b|whether\b|$)")
_TOLD = re.compile(r"\s+(?P<whom>(?:the\s)?[A-Z+][\w'.&-]{0,30}(?:\s(?:of\s)?[A-Z][\w'.&-]{0,30}){0,4})")
_DAILY = re.compile(r"^(?:the\s)?(?:[A-Z]\w+\s)?(?:daily|newspaper|weekly|magazine|agency|news agency|broadcaster|channel|website)\s", re.IGNORECASE)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december".split())


@dataclass(frozen=True, slots=True)
class Hearer:
    """The addressee's name and the medium's words, None where the sentence names none."""

    addressee: str | None
    medium: str | None


def hearer(article: Article, sentence: Span, content: tuple[Span, ...], cue: Span | None, *, told: bool) -> Hearer:
    """Read addressee and medium from a sentence, its reported words left out."""
    seen = _blanked(article.seen, sentence, content)
    addressee = None
    if told and cue and (match := _TOLD.match(seen, cue.end - sentence.start)):
        addressee = _named(match["whom"])
    medium = _MEDIUM.search(seen)
    paper = _PAPER.search(seen, max(0, cue.end - sentence.start)) if cue else None
    if addressee is None and medium and medium["whom"]:
        addressee = _named(medium["whom"])
    if addressee is None and paper:
        addressee = _named(paper["whom"])
    start = sentence.start
    words = article.words((start + medium.start("medium"), start + medium.end())) if medium else None
    return Hearer(addressee, words or (paper["whom"] if paper else None))


def _blanked(seen: str, sentence: Span, content: tuple[Span, ...]) -> str:
    piece = seen[sentence.start : sentence.end]
    for span in content:
        low, high = max(span.start, sentence.start) - sentence.start, min(span.end, sentence.end) - sentence.start
        if low < high:
            piece = piece[:low] + "\0" * (high - low) + piece[high:]
    return piece


def _named(words: str) -> str | None:
    plain = _DAILY.sub("", re.sub(r"^(?:the|The)\s", "", words))
    plain = re.sub(r"(?:'s|')$", "", plain).strip(" .,")
    return None if not plain or plain.split()[0].casefold() in _DAYS else plain
