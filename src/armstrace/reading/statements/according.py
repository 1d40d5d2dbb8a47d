"""Statements attributed without a verb: "according to X", "in X's words", "X: ..."."""

import re
from collections.abc import Iterator

from armstrace.reading.article import Article
from armstrace.reading.parse.tree import Tree
from armstrace.reading.statements.attribution import Attribution
from armstrace.reading.statements.phrases import noun_phrase
from armstrace.reading.statements.quotes import Quote, Quotes, is_utterance
from armstrace.reading.text.keyed import Keyed
from armstrace.reading.text.view import Span

_ACCORDING = Keyed(
    re.compile(
        r"\b(?:according to|in the (?:words|view|opinion|estimation|eyes) of|in the (?:words|view) expressed by)\s+(?=\S)",
        re.IGNORECASE,
    )
)
_OWN = Keyed(
    re.compile(
        r"\b(?P<cue>in|by)\s+(?P<who>(?:his|her|their|its)|(?:(?:[A-Z][\w.-]{0,30}|the|de|van|al)\s){0,5}[A-Z][\w.-]{0,30}'s?)\s+"
        r"(?:own\s+)?(?P<noun>words|view|opinion|estimation|account|telling|estimate|reckoning)\b",
    )
)
_NAME = r"[A-Z@][\w.@'-]{0,40}"
# a name with its titles and, behind a comma, who that is: up to the comma that ends it
_WHO = re.compile(
    rf"(?:(?:the|a|an|one|some|its|his|her|their)\s)?(?:[\w@.'&-]{{1,40}}\s){{0,9}}?(?:{_NAME}|[\w-]{{1,40}})(?:\s\([^()]{{1,40}}\))?(?=[,.;\"\u2014]|$)"
)
_ENDS = " ,.;\u2014"


def by_phrases(article: Article, tree: Tree | None, quotes: Quotes) -> Iterator[Attribution]:
    """Find the statements that "according to" and its like introduce, in order."""
    for match in _ACCORDING.finditer(article.seen):
        sentence = article.sentence_at(match.start())
        if sentence is None or _in_utterance(article, quotes, match.start()):
            continue
        speaker = _speaker(article, tree, match.end(), sentence.span.end)
        if speaker is None:
            continue
        cue = Span(match.start(), match.start() + len(match.group().rstrip()))
        content = _around(article, quotes, cue.start, speaker.end)
        if content:
            yield Attribution(content, speaker, cue, "say")
    for match in _OWN.finditer(article.seen):
        if _in_utterance(article, quotes, match.start()):
            continue
        end = match.end("who") - (2 if match["who"].endswith("'s") else 1 if match["who"].endswith("'") else 0)
        content = _around(article, quotes, match.start(), match.end())
        if content:
            yield Attribution(content, Span(match.start("who"), end), Span(*match.span()), "say")


def _in_utterance(article: Article, quotes: Quotes, offset: int) -> bool:
    quote = quotes.at(offset)
    return quote is not None and is_utterance(article, quote)


def _speaker(article: Article, tree: Tree | None, start: int, limit: int) -> Span | None:
    index = tree.at(start) if tree else None
    if tree and index is not None:
        at = index
        while tree.words[at].dep != "pobj" and tree.words[at].head != at and tree.words[at].head > index:
            at = tree.words[at].head
        if tree.words[at].head >= index and tree.words[at].dep != "pobj":
            at = tree.words[at].head
        span = noun_phrase(tree, at)
        if span.start >= start - 1 and span.end <= limit:
            return Span(start, span.end)
    match = _WHO.match(article.seen, start, limit)
    return Span(start, match.end()) if match else None


def _around(article: Article, quotes: Quotes, start: int, end: int) -> tuple[Span, ...]:
    """Take the rest of the sentence: what follows at its head, what goes before otherwise."""
    sentence = article.sentence_at(start)
    if sentence is None:
        return ()
    seen = article.seen
    lead = seen[sentence.span.start : start].strip(' ,\u2014-"')
    quote = quotes.at(sentence.span.start)
    first = quote.start if quote and quote.end <= start else sentence.span.start
    behind = _fitted(article, quotes, end, sentence.span.end)
    if not lead or lead.lower() in {"and", "but", "however", "meanwhile", "but,", "yet", "also"}:
        return (behind,) if behind else ()
    before = _fitted(article, quotes, first, start)
    if seen[end : end + 1] == "," and behind and seen[:start].rstrip().endswith(","):
        return (before, behind) if before else (behind,)
    return (before,) if before else ()


def _fitted(article: Article, quotes: Quotes, start: int, end: int) -> Span | None:
    """Trim stops and spaces, and stretch to the end of a quotation that is cut; None for nothing left."""
    seen = article.seen
    while start < end and seen[start] in _ENDS:
        start += 1
    quote = quotes.at(end - 1) if end > start else None
    if quote and quote.start >= start:
        return Span(start, quote.end)
    while end > start and seen[end - 1] in _ENDS:
        end -= 1
    return Span(start, end) if end - start > 3 else None


_INTRODUCED = re.compile(r"(?P<who>(?:[\w@.,'&()-]{1,40}\s){0,11}[\w@.'&()-]{1,40}):\s*$")


def by_colon(article: Article, quotes: Quotes) -> Iterator[Attribution]:
    """Find "Name: 'words'": the name of a speaker, at the head of a block or sentence, before a quotation."""
    for quote in quotes.all:
        if not is_utterance(article, quote):
            continue
        speaker = _introduced(article, quote)
        if speaker:
            colon = article.seen.rfind(":", speaker.end, quote.start)
            yield Attribution((quote.span,), speaker, Span(colon, colon + 1), "say")


def _introduced(article: Article, quote: Quote) -> Span | None:
    sentence = article.sentence_at(quote.start - 1) or article.sentence_at(quote.start)
    block = article.blocks[quote.block]
    start = max(block.start, quote.start - 200, sentence.span.start if sentence else 0)
    match = _INTRODUCED.match(article.seen, start, quote.start)
    if not match or not any(word[:1].isupper() or word[:1] == "@" for word in match["who"].split()):
        return None
    return Span(match.start("who"), match.end("who"))


_HEADED = re.compile(r"(?P<who>[A-Z][\w.'-]{0,30}(?:\s[A-Z][\w.'-]{0,30}){0,4}):\s(?=[A-Z'\"])")


def by_headline(article: Article) -> Iterator[Attribution]:
    """Find headlines of the form "Name: What The Name Says"."""
    for sentence in article.sentences:
        start, end = sentence.span.start, sentence.span.end
        match = _HEADED.match(article.seen, start, end)
        if match and start == article.blocks[sentence.block].start:
            last = match.end() + len(article.seen[match.end() : end].rstrip(" ."))
            colon = match.end("who")
            yield Attribution((Span(match.end(), last),), Span(*match.span("who")), Span(colon, colon + 1), "say")
