"""Tweets: whoever signs one says all of it."""

from collections.abc import Iterator

from armstrace.reading.article import Article
from armstrace.reading.statements.attribution import Attribution
from armstrace.reading.text.view import Span


def by_tweets(article: Article) -> Iterator[Attribution]:
    """Give each tweet as a statement of its author, whose name and handle stand in its signature or heading line."""
    for block in article.blocks:
        body = block.body
        if block.kind != "tweet" or not block.handle or body.start >= body.end:
            continue
        first, last = (block.start, body.start) if body.start > block.start else (body.end, block.end)
        handle = article.seen.find(block.handle, first, last)
        start = _name_start(article.seen, block.author, first, handle)
        end = handle + len(block.handle)
        end += article.seen[end : end + 1] == ")"
        if handle >= 0 and start >= 0:
            yield Attribution((body,), Span(start, end), None, "tweet")


def _name_start(seen: str, author: str, first: int, handle: int) -> int:
    """Give where the name in front of a handle begins, the handle itself where there is none."""
    return seen.find(author.split(" ", 1)[0], first, handle) if author else handle
