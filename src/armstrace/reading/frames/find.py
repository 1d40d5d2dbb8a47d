"""Finding the frame around a word."""

from armstrace.reading.article import Article
from armstrace.reading.frames import of_order, of_tree
from armstrace.reading.frames.frame import Frame


def frame_at(article: Article, offset: int) -> Frame | None:
    """Give the frame of the verb or action noun at an offset, None outside any sentence."""
    if article.sentence_at(offset) is None:
        return None
    if article.tree is not None and (index := article.tree.at(offset)) is not None:
        return of_tree.frame(article.tree, index)
    return of_order.frame(article, offset)
