"""Hedges: the words that leave open whether a thing is so. Their scope is the clause, and the clauses inside it.

Plain attribution ("said", "stated", "reported that") is no hedge; an accusation, a claim, a belief is one.
"""

import re

from armstrace.reading.article import Article
from armstrace.reading.frames.frame import Frame
from armstrace.reading.text.keyed import Keyed
from armstrace.reading.text.view import Span

_HEDGES = Keyed(
    re.compile(
        r"\b(?:alleg(?:ed(?:ly)?|edly|es|ing|ations?)|reported(?:ly)?(?= (?:to|us|at|fir|stri|shell|bomb|deliv|sal|suppl|attack))|reportedly|apparently|purported(?:ly)?|"
        r"supposed(?:ly)?|presumabl[ey]|possibl[ey]|probabl[ey]|perhaps|maybe|(?:un)?likely|suspect(?:ed|s)?|suspicions?|unconfirmed|unverified|"
        r"appear(?:s|ed|ing)?(?= to\b| that\b| likely\b)|seem(?:s|ed|ing(?:ly)?)?(?= to\b| that\b| likely\b|\b)|accus(?:ed?|es|ing|ations?)|claim(?:s|ed|ing)?|blam(?:ed?|es|ing)|"
        r"(?<!\d )(?<!in )(?<!of )(?<!by )(?<!early )(?<!late )(?<!since )(?:may|might|could|would|must)(?: (?:not|also|well|even|thus|already))?(?= [a-z]\w*\b)|"
        r"(?:is|are|was|were|widely) (?:\w+ )?(?:believed|thought|said|reported|understood|rumou?red|assumed|considered|feared)|believed(?= to)|thought(?= to)|said(?= to)|"
        r"(?:some )?evidence (?:to suggest|suggest(?:s|ing|ed)?|indicat(?:es?|ing)|of)|suggest(?:s|ed|ing)?(?= that)|indicat(?:es?|ed|ing)(?= that)|rumou?r(?:s|ed)|so-called|consistent with|what (?:appear|look)\w+|"
        r"potential(?:ly)?|can be assumed|if confirmed)\b",
        re.IGNORECASE,
    )
)
# words above the clause that put all of it in doubt; a modal above it does not
_GOVERNING = frozenset(
    "allege accuse suspect claim believe think assume appear seem suggest indicate blame likely possible probable "  # noqa: SIM905 # a list of words is easier to check as a sentence
    "alleged reported suspected purported evidence allegation suspicion rumor rumour fear assert unclear doubt".split()
)
_REPORTED = frozenset({"report", "say", "understand"})


def hedge_of(article: Article, frame: Frame) -> str | None:
    """Give the words that hedge a frame, None where it is plainly stated."""
    inside = _HEDGES.search(article.seen, frame.span.start, frame.span.end)
    if inside:
        return article.text[inside.start() : inside.end()]
    above = _governing(article, frame)
    return article.words(above) if above else None


def _governing(article: Article, frame: Frame) -> Span | None:
    tree = article.tree
    index = tree.at(frame.head.start) if tree else None
    if tree is None or index is None:
        return _before(article, frame)
    for above in tree.ancestors(index):
        passive = above.lemma in _REPORTED and bool(tree.children(above.index, "auxpass"))
        if above.lemma in _GOVERNING or passive:
            return Span(above.start, above.end)
        for child in tree.children(above.index, "acomp", "attr"):
            if child.lemma in _GOVERNING and child.start < frame.head.start:
                return Span(child.start, child.end)
    return None


def _before(article: Article, frame: Frame) -> Span | None:
    """Without a parse: the nearest hedge before the clause, in its sentence and not behind a semicolon."""
    sentence = article.sentence_at(frame.head.start)
    start = sentence.span.start if sentence else frame.span.start
    start = max(start, article.seen.rfind(";", start, frame.span.start) + 1)
    found = list(_HEDGES.finditer(article.seen, start, frame.span.start))
    return Span(found[-1].start(), found[-1].end()) if found else None
