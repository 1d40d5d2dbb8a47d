"""Tweets: whoever signs one says all of it."""

from collections.abc import Iterator

from armstrace.reading.article import Article
from armstrace.reading.statements.attribution import Attribution
from armstrace.reading.text.view import Span


def by_tweets(article: Article) -> Iterator[Attribution]:
    """Give each tweet as a statement of its author, whose name and handle stand in its signature."""
    for block in article.blocks:
        body = block.body
        if block.kind != "tweet" or not block.author or body.start >= body.end:
            continue
        start = article.text.find(block.author, body.end, block.end)
        handle = article.text.find(block.handle, body.end, block.end) + len(block.handle)
        end = handle + (article.text[handle : handle + 1] == ")")
        if start >= 0 and end > start:
            yield Attribution((body,), Span(start, end), None, "tweet")
