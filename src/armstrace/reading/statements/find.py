"""Finding the statements of an article: who said what."""

from armstrace.reading.article import Article
from armstrace.reading.statements.according import by_colon, by_phrases
from armstrace.reading.statements.attribution import Attribution
from armstrace.reading.statements.nouns import by_nouns
from armstrace.reading.statements.quotes import find_quotes
from armstrace.reading.statements.verbs import by_verbs


def find_attributions(article: Article, *, wide: bool = False) -> list[Attribution]:
    """Find who is said to have said what, as spans; `wide` takes in attitudes, plans and what is only possible."""
    quotes = find_quotes(article)
    found: list[Attribution] = []
    if article.tree:
        found += by_verbs(article, article.tree, quotes, wide)
        found += by_nouns(article.tree, wide)
    found += by_phrases(article, article.tree, quotes)
    taken = {part.start for each in found for part in each.content}
    found += (each for each in by_colon(article, quotes) if each.content[0].start not in taken)
    return sorted(found, key=lambda each: (each.start, each.end))
