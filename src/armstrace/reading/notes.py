"""What of the reading does not apply to a text, in words for the person who reads its claims."""

from armstrace.reading.article import Article
from armstrace.reading.text.language import Language, language_of, languages_of
from armstrace.reading.text.view import Span

_RULES = "dates, numbers and statements are read by English rules only"
_FOUND = "Names of weapons and states in Latin letters are found all the same."
_LONG = 400


def not_applied(article: Article) -> list[str]:
    """Say which parts of the reading do not apply to a text; an English text has nothing said of it."""
    whole = article.language
    spans = [block.body for block in article.blocks]
    each = languages_of(article.text, spans)
    if whole.code == "en":
        return _elsewhere(each)
    if whole.code == "und":
        # a few words in Latin letters are read as if they were English; more that nobody knows are not
        known = {language.code for language in each} - {"und"}
        if known == {"en"} or (not known and _is_short(article.text, whole.script)):
            return []
        return [f"The language of the text is not known: {_RULES}; claims in another language are not read. {_FOUND}"]
    if any(language.code == "en" for language in each):
        return [f"Most of the text is in {whole.name}: {_RULES}; only its English parts have claims. {_FOUND}"]
    return [f"The text is in {whole.name}: {_RULES}; none of its claims are read. {_FOUND}"]


def foreign_blocks(article: Article) -> list[Span]:
    """Give the blocks in another language than English: no claim of English grammar is pretended there.

    A block that nobody can name the language of is foreign where the whole text is. In an English text a block of
    plain Latin letters is taken for English without a look.
    """
    whole = article.language.code
    return [block.body for block in article.blocks if _is_foreign(article.seen[block.start : block.body.end], whole)]


def _is_foreign(words: str, whole: str) -> bool:
    if whole == "en" and words.isascii():
        return False
    code = language_of(words).code
    return code != "en" and not (code == "und" and whole in {"en", "und"})


def _is_short(text: str, script: str) -> bool:
    """Tell a title or a list of names from a text in a language that is not known."""
    return len(text) < _LONG and (script == "Latin" or sum(map(str.isalpha, text)) < 20)


def _elsewhere(each: list[Language]) -> list[str]:
    """Name the other languages that blocks of an English text are in."""
    names = sorted({language.name for language in each} - {"English", "an unknown language"})
    if not names:
        return []
    listed = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    return [f"Parts of the text are in {listed}: {_RULES}; the claims of these parts are not read. {_FOUND}"]
