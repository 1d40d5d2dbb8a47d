"""The times of an article as `armstrace claims --json` lists them, whether or not a claim uses them."""

from armstrace.reading.article import Article
from armstrace.reading.times.find import find_times
from armstrace.reading.times.mention import TimeMention


def temporal_of(article: Article) -> tuple[TimeMention, ...]:
    """Give every date, period, length and repetition that an article names, in order."""
    if all((block.body.start, block.body.end) == (block.start, block.end) for block in article.blocks):
        return article.times
    parts = [(block.body.start, block.body.end, block.day) for block in article.blocks]
    return tuple(find_times(article.seen, parts, article.published))
