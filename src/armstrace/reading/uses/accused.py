"""What is held against whom, as a stretch of the text and a party: "accused them of using" and the like."""

import re

from armstrace.reading.article import Article
from armstrace.reading.frames.find import frame_at
from armstrace.reading.frames.frame import Frame
from armstrace.reading.frames.of_tree import noun_span
from armstrace.reading.incidents.parties import Party, parties_in
from armstrace.reading.parse.tree import Tree, Word
from armstrace.reading.text.view import Span

_ACCUSING = frozenset(
    {"accuse", "blame", "suspect", "condemn", "criticise", "criticize", "denounce", "convict", "charge"}
)


def stretch(article: Article, frame: Frame) -> tuple[Span, list[Party]]:
    """Give the span of a verb's clause; behind an accusation that of what is held against whom."""
    tree = article.tree
    index = tree.at(frame.head.start) if tree else None
    if tree is None or index is None:
        return _accused_by_order(article, frame)
    word = tree.words[index]
    accuser = _accuser(tree, word)
    if accuser is not None:
        accused = [*tree.children(accuser.index, "dobj", "nsubjpass")]
        if accused:
            whom = noun_span(tree, accused[0])
            accusing = frame_at(article, accuser.start)
            by = parties_in(article, accusing.subject) if accusing and accused[0].dep == "dobj" else []
            start = whom.start if accused[0].dep == "dobj" and whom.start < frame.span.start else frame.span.start
            return Span(start, max(frame.span.end, frame.head.end)), parties_in(
                article, whom, but=frozenset(party.name for party in by)
            )
    noun = tree.head(index)
    if word.dep == "xcomp" and noun.dep == "relcl" and tree.head(noun.index).start < noun.start:
        return Span(noun_span(tree, tree.head(noun.index)).start, frame.span.end), []
    if word.dep in {"acl", "relcl"} and noun.start < frame.span.start:
        if noun.dep == "pobj" and tree.head(noun.index).text.lower() == "of":
            noun = tree.head(tree.head(noun.index).index)
        whole = noun_span(tree, noun)
        return Span(min(whole.start, frame.span.start), frame.span.end), []
    if word.dep == "amod" and noun.start > word.start:
        return noun_span(tree, noun), []
    return frame.span, []


def _accuser(tree: Tree, word: Word) -> Word | None:
    """Give the verb of accusing that a participle hangs on: "accused them of using"."""
    at = word
    for _ in range(4):
        if at.dep not in {"pcomp", "prep", "conj", "xcomp"} or (at.dep == "conj" and at.tag != "VBG"):
            return None
        at = tree.head(at.index)
        if at.dep in {"dobj", "nsubjpass"} and tree.head(at.index).lemma in _ACCUSING:
            # "accuse the army of using": the parse may hang "of" on the army
            return tree.head(at.index)
        if at.lemma in _ACCUSING:
            return at
    return None


_ACCUSED = re.compile(
    r"\b(?:accus(?:e|es|ed|ing)|blam(?:e|es|ed|ing)|suspect(?:s|ed)?) (?P<whom>[^,;]{1,80}?) (?:of|for) (?:\w+ly )?$",
    re.IGNORECASE,
)


_WAS_ACCUSED = re.compile(
    r"(?P<whom>[^,;]{1,80}?) (?:has been|have been|was|were|is|are|had been) (?:\w+ )?(?:accused|suspected) of $",
    re.IGNORECASE,
)


def _accused_by_order(article: Article, frame: Frame) -> tuple[Span, list[Party]]:
    sentence = article.sentence_at(frame.head.start)
    start = max(sentence.span.start if sentence else 0, frame.head.start - 140)
    passive = _WAS_ACCUSED.search(article.seen[start : frame.head.start])
    active = _ACCUSED.search(article.seen[start : frame.head.start])
    found = passive or active
    if found is None:
        return frame.span, []
    whom = Span(start + found.start("whom"), start + found.end("whom"))
    return Span(frame.head.start if passive else whom.start, frame.span.end), parties_in(article, whom)
