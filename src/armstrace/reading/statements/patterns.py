"""Statements found without a parse: a name beside a verb of saying, with a quotation or "that" beside both."""

import re
from collections.abc import Iterator
from functools import cache

from armstrace.reading.article import Article
from armstrace.reading.statements.attribution import Attribution
from armstrace.reading.statements.cues import Cue, verbs
from armstrace.reading.statements.quotes import Quote, Quotes, is_utterance
from armstrace.reading.text.keyed import Keyed
from armstrace.reading.text.view import Span

_IRREGULAR = {
    "said": "say", "told": "tell", "wrote": "write", "written": "write", "found": "find", "thought": "think",
    "felt": "feel", "swore": "swear", "held": "hold", "denied": "deny", "replied": "reply", "put": "put",
}  # fmt: skip
_HELPERS = re.compile(r"(?:\s+(?:also|has|had|have|later|then|again|openly|repeatedly|however|further|now|once))+$")
_BOUNDARY = re.compile(r"[,;:()\"\u2014]|\s-\s|\b(?:but|while|when|because|where|although|who)\b")
_LEAD = re.compile(r"^\s*(?:(?:and|but|as|yet|however|meanwhile)\b,?\s*)?", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:he|she|they|it)$", re.IGNORECASE)
_BEHIND = re.compile(r"\s+(?P<who>[^,.;:\"()\u2014]{2,90}?)(?=\s+(?:in|on|at|during|to|after)\s|[,.;:\"(\u2014]|$)")
_LISTENER = r"(?:\s+(?:the\s)?(?:[A-Z][\w.'&-]{0,30}|reporters|journalists)(?:\s[A-Z][\w.'&-]{0,30}){0,4})?(?:\s+(?:on|in)\s[^,.;:\"]{1,50})?"
_THAT = re.compile(rf"{_LISTENER},?\s+(?=(?:that|whether)\s)")
_QUOTE = re.compile(rf"{_LISTENER}\s?[:,]?\s*(?=\")")
_WIDEST = 90


@cache
def _cue_word() -> Keyed:
    forms = {form for form, cue in verbs().items() if cue.takes & {"c", "q", "w"} and form != "put"}
    words = sorted({*forms, *_IRREGULAR}, key=lambda word: (-len(word), word))
    return Keyed(re.compile(rf"\b(?:{'|'.join(words)})\b"))


def by_patterns(article: Article, quotes: Quotes) -> Iterator[Attribution]:
    """Find the statements of a text without a parse, cue by cue."""
    for sentence in article.sentences:
        for match in _cue_word().finditer(article.seen, sentence.span.start, sentence.span.end):
            inside = quotes.at(match.start())
            if inside and is_utterance(article, inside):
                continue
            cue = verbs().get(_IRREGULAR.get(match.group(), match.group()))
            found = _attribution(article, quotes, sentence.span, Span(*match.span()), cue) if cue else None
            if found:
                yield found


def _attribution(article: Article, quotes: Quotes, sentence: Span, word: Span, cue: Cue) -> Attribution | None:
    speaker = _before(article, sentence, word)
    before = _quote_before(article, quotes, speaker.start if speaker else word.start)
    if speaker is None and before:
        speaker = _after(article, sentence, word)
    if speaker is None:
        return None
    content = _content(article, quotes, sentence, word, cue)
    parts = tuple(part for part in (before.span if before and "q" in cue.takes else None, content) if part)
    return Attribution(parts, speaker, word, cue.kind) if parts else None


def _before(article: Article, sentence: Span, word: Span) -> Span | None:
    """Take the words between the last stop and the cue for the speaker, if they can be a name."""
    start = max(sentence.start, word.start - _WIDEST)
    piece = article.seen[start : word.start]
    stop = max((match.end() for match in _BOUNDARY.finditer(piece)), default=0)
    if not stop and start > sentence.start:
        return None
    lead = _LEAD.match(piece, stop)
    low = max(stop, lead.end() if lead else stop)
    words = _HELPERS.sub("", " " + piece[low:].rstrip())[1:] if piece[low:].strip() else ""
    left = start + low + len(words) - len(words.lstrip())
    plain = words.strip()
    if not plain or len(plain.split()) > 10:
        return None
    named = any(
        part[0].isupper()
        for part in plain.split()[
            0 if _PRONOUN.match(plain) else int(left == sentence.start and len(plain.split()) > 1) :
        ]
    )
    if not named and not _PRONOUN.match(plain):
        return None
    return Span(left, left + len(plain))


def _after(article: Article, sentence: Span, word: Span) -> Span | None:
    match = _BEHIND.match(article.seen, word.end, sentence.end)
    if not match or not any(part[0].isupper() for part in match["who"].split()):
        return None
    return Span(*match.span("who"))


def _quote_before(article: Article, quotes: Quotes, offset: int) -> Quote | None:
    quote = quotes.before(offset)
    if quote is None or offset - quote.end > 3 or article.seen[quote.end : offset].strip(" ,"):
        return None
    return quote if is_utterance(article, quote) else None


def _content(article: Article, quotes: Quotes, sentence: Span, word: Span, cue: Cue) -> Span | None:
    """Take the quotation or the "that" clause behind a cue."""
    match = _QUOTE.match(article.seen, word.end, sentence.end + 1)
    if match and "q" in cue.takes:
        quote = quotes.at(match.end())
        if quote and quote.start == match.end() and is_utterance(article, quote):
            return quote.span
    match = _THAT.match(article.seen, word.end, sentence.end)
    if not match or not cue.takes & {"c", "w"}:
        return None
    end = match.end() + len(article.seen[match.end() : sentence.end].rstrip(" .!?;"))
    last = quotes.at(sentence.end - 2)
    return Span(match.end(), max(end, last.end if last and last.end <= sentence.end else end))
