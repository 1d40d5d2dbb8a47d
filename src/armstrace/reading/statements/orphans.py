"""Quotations without a cue: those that go on over paragraphs, and those whose speaker stands in the text around."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from armstrace.reading.article import Article
from armstrace.reading.names.people import PersonName
from armstrace.reading.statements.attribution import Attribution
from armstrace.reading.statements.quotes import Quote, Quotes, is_utterance
from armstrace.reading.text.view import Span


def with_next_paragraphs(found: Sequence[Attribution], quotes: Quotes) -> list[Attribution]:
    """Give attributions with the following paragraphs of a quotation that its own paragraph leaves open."""
    following = {one.start: two for one, two in zip(quotes.all, quotes.all[1:], strict=False) if two.continues}
    starts = {quote.end: quote.start for quote in quotes.all}
    return [_extended(each, following, starts) for each in found]


def _extended(each: Attribution, following: dict[int, Quote], starts: dict[int, int]) -> Attribution:
    content = list(each.content)
    start = starts.get(content[-1].end)
    while start is not None and (more := following.get(start)) and more.start >= content[-1].end:
        content.append(more.span)
        start = more.start
    return replace(each, content=tuple(content)) if len(content) > len(each.content) else each


def orphans(
    article: Article, quotes: Quotes, found: Sequence[Attribution], people: Sequence[PersonName]
) -> Iterator[Attribution]:
    """Find quotations that nobody's words introduce, and whose they are: the one who speaks before, else after.

    Only whole sentences in quotation marks count, and only beside somebody who speaks or is spoken of.
    """
    covered = sorted((part.start, part.end) for each in found for part in each.content)
    ordered = sorted(found, key=lambda each: each.start)
    for quote in quotes.all:
        if quote.continues or not is_utterance(article, quote) or _is_covered(covered, quote):
            continue
        if not _stands_alone(article, quote):
            continue
        named = _speaker(article, quote, ordered, people)
        if named:
            yield Attribution((quote.span,), None, None, "quote", named=named)


def _is_covered(covered: Sequence[tuple[int, int]], quote: Quote) -> bool:
    index = bisect_left(covered, (quote.end, 0))
    return any(start < quote.end and quote.start < end for start, end in covered[max(0, index - 3) : index])


def _stands_alone(article: Article, quote: Quote) -> bool:
    """Tell whole sentences in quotation marks: nothing of their sentences stands outside."""
    seen, block = article.seen, article.blocks[quote.block]
    before = seen[max(block.start, quote.start - 6) : quote.start].rstrip()
    behind = seen[quote.end : min(block.body.end, quote.end + 6)]
    inner = seen[quote.start : quote.end].rstrip("\"' ")
    ends = not behind.strip() or inner[-1:] in ".?!" or behind.strip()[0] in ".?!"
    return ends and (not before or before[-1] in '.?!":') and not behind.lstrip().startswith(",")


def _speaker(article: Article, quote: Quote, found: Sequence[Attribution], people: Sequence[PersonName]) -> Span | None:
    """Give where the name of a quotation's speaker stands: the last speaker of this or the paragraph before, else the next."""
    index = bisect_left(found, quote.start, key=lambda each: each.start)
    block = article.blocks[quote.block]
    earlier = article.blocks[quote.block - 1] if quote.block else None
    for each in reversed(found[max(0, index - 4) : index]):
        who = each.named or each.speaker
        if who and who.start >= (earlier or block).start and each.kind != "belief":
            return who
    later = article.blocks[quote.block + 1] if quote.block + 1 < len(article.blocks) else None
    whole = not article.seen[block.start : quote.start].strip()
    if not whole:
        return None
    following = next((each.named or each.speaker for each in found[index : index + 2] if each.start >= quote.end), None)
    near = _person_in(people, earlier.start, earlier.end) if earlier else None
    if near:
        return near
    if following and later and later.start <= following.start < later.end:
        return following
    return None


def _person_in(people: Sequence[PersonName], start: int, end: int) -> Span | None:
    low = bisect_left(people, start, key=lambda each: each.start)
    high = bisect_left(people, end, key=lambda each: each.start)
    inside = people[low:high]
    if not inside:
        return None
    counts: dict[str, int] = {}
    for person in inside:
        counts[person.name] = counts.get(person.name, 0) + 1
    best = max(inside, key=lambda person: (counts[person.name], person.start))
    return Span(best.start, best.end)
