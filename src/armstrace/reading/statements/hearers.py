"""To whom and through which medium something was said: "told the Post", "in an interview with the Post"."""

import re
from dataclasses import dataclass

from armstrace.reading.article import Article
from armstrace.reading.names.word_lists import word_list
from armstrace.reading.text.view import Span

_NAME = r"[A-Z+][\w'.&-]{0,30}(?:\s(?:of\s|the\s)?[A-Z][\w'.&-]{0,30}){0,4}"
_KIND = r"daily|newspaper|weekly|magazine|news agency|agency|broadcaster|channel|website|paper|outlet|station|network|programme|program|show"
_WHOM = rf"(?:the\s)?(?:(?:[\w'-]{{1,20}}\s){{0,2}}(?:{_KIND})\s)?{_NAME}"
_MEDIUM = re.compile(
    r"\b(?:[Ii]n|[Dd]uring|[Oo]n|[Aa]t|[Tt]hrough|[Vv]ia|[Bb]y)\s(?P<medium>(?:(?:an?|the|his|her|its|their|one|another|several|two|recent|separate)\s(?:[\w'-]{1,20}\s){0,3})?"
    r"(?:interviews?|op-ed|articles?|call|exchange|conversation|statements?|letters?|speech|conference|briefing|tweets?|posts?|reports?|"
    r"essay|column|message|editorial|address|remarks|testimony|memo|email|e-mail|debate|hearing|meeting|podcast|documentary|Twitter|Facebook|Telegram))\b"
    rf"(?:\s(?:given\s|published\s)?(?:with|to|for|in|on|by)\s(?P<whom>{_WHOM}))?",
)
_PAPER = re.compile(rf"\s?in\s(?P<whom>{_WHOM}(?:\s(?:{_KIND}))?)\s?(?=that\b|whether\b|\0|$)")
_TOLD = re.compile(rf"\s+(?P<whom>{_WHOM})")
_DAILY = re.compile(rf"^(?:[\w'-]{{1,20}}\s){{0,2}}(?:{_KIND})\s")


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
    return None if not plain or plain.split()[0].casefold() in word_list("days") else plain
