"""From a time to what it dates: the noun it stands with or the verb above it."""

import re
from dataclasses import dataclass

from armstrace.reading.article import Article
from armstrace.reading.events.lexicon import EVENT_NOUNS, GIVING, MONEY, SAYING, SHOWN, STATES, SUMS, TRADE, UNREAL
from armstrace.reading.frames.find import frame_at
from armstrace.reading.frames.frame import Frame
from armstrace.reading.frames.of_tree import noun_span
from armstrace.reading.parse.tree import Tree, Word
from armstrace.reading.text.view import Span
from armstrace.reading.times.mention import TimeMention


@dataclass(frozen=True, slots=True)
class Dated:
    """What a time dates: its stretch, the word at its head, its base form, and the frame around it."""

    span: Span
    head: Span
    kind: str
    frame: Frame
    is_noun: bool


_INSIDE_NOUN = frozenset({"compound", "nummod", "amod", "nmod", "poss", "npadvmod", "appos"})


def dated_by(article: Article, time: TimeMention) -> Dated | None:
    """Give what a time dates where that is an event, else None."""
    tree = article.tree
    index = _last_word(tree, time) if tree else None
    if tree is None or index is None:
        return _by_order(article, time)
    noun, verb = _above(tree, index, time)
    sentence = article.sentence_at(time.start)
    if sentence is not None and time.start - sentence.span.start < 10:
        # a time that opens a sentence dates its verb, whatever the parse hung it on
        noun, verb = (
            (noun, verb)
            if noun is not None and noun.start < time.end + 20 and noun.lemma in EVENT_NOUNS
            else (None, verb or _root_verb(tree, index))
        )
    if noun is not None and noun.lemma in EVENT_NOUNS:
        return _of_noun(article, tree, noun, time)
    if noun is not None and noun.start >= time.end and noun.end - time.end < 60 and _modifies(tree, index, noun):
        # "a 2015 book", "in 2019 public opinion polling"
        return None
    return None if verb is None else _of_verb(article, tree, verb, time)


def _root_verb(tree: Tree, index: int) -> Word | None:
    first, after = tree.sentence_of(index)
    root = next((word for word in tree.words[first:after] if word.head == word.index), None)
    if root is None or root.pos in {"VERB", "AUX"}:
        return root
    return next(iter(tree.children(root.index, "acl", "relcl")), None)


def _last_word(tree: Tree, time: TimeMention) -> int | None:
    """Give the word of a time that hangs on something outside it."""
    first, after = tree.within(Span(time.start, time.end))
    for index in range(first, after):
        if not first <= tree.words[index].head < after or tree.words[index].head == index:
            return index
    return None


def _modifies(tree: Tree, index: int, noun: Word) -> bool:
    return tree.words[index].dep in _INSIDE_NOUN and tree.words[index].head == noun.index


def _above(tree: Tree, index: int, time: TimeMention) -> tuple[Word | None, Word | None]:
    """Give the noun that a time stands with, and the verb above both."""
    noun = None
    for steps, above in enumerate(tree.ancestors(index)):
        if above.pos in {"VERB", "AUX"} and above.dep not in {"amod", "compound"} and above.lemma != "accord":
            return noun, _real_verb(tree, above)
        if noun is None and above.pos in {"NOUN", "PROPN"} and steps < 3 and not time.start <= above.start < time.end:
            noun = above
    return noun, None


def _real_verb(tree: Tree, verb: Word) -> Word:
    above = tree.head(verb.index)
    beginning = verb.lemma in {"start", "begin"} and verb.tag == "VBG" and verb.dep in {"prep", "advcl"}
    return above if verb.dep in {"aux", "auxpass"} or (beginning and above.pos == "VERB") else verb


def _of_noun(article: Article, tree: Tree, noun: Word, time: TimeMention) -> Dated | None:
    frame = frame_at(article, noun.start)
    if frame is None:
        return None
    span = noun_span(tree, noun)
    start, end = min(span.start, time.start), max(span.end, time.end)
    return Dated(Span(start, end), Span(noun.start, noun.end), noun.lemma, frame, is_noun=True)


def _of_verb(article: Article, tree: Tree, verb: Word, time: TimeMention) -> Dated | None:
    frame = frame_at(article, verb.start)
    if frame is None or not frame.verbal:
        return None
    span = frame.span
    above = tree.head(verb.index)
    of_noun = verb.dep in {"acl", "relcl"} and above.pos in {"NOUN", "PROPN"}
    named = of_noun and above.lemma in EVENT_NOUNS
    if not named and not _happens(article, tree, verb, frame):
        return None
    subject = next(iter(tree.children(verb.index, "csubj")), None)
    if subject is not None and subject.start < span.start:
        span = Span(tree.span(subject.index).start, span.end)
    if verb.dep == "acl" and of_noun and above.start < span.start:
        span = Span(min(noun_span(tree, above).start, span.start), span.end)
    if not span.start <= time.start < span.end:
        span = Span(min(span.start, time.start), max(span.end, time.end))
    return Dated(
        _trimmed(article, span, frame, time), frame.head, above.lemma if named else verb.lemma, frame, is_noun=False
    )


_LEADING = re.compile(r"(?:According to [^,]{1,80}(?:,[^,]{1,60})?, |(?:which|who|that) )")
_PAUSE = re.compile(r", |; | - |\u2014| against | with the aim")
_BEFORE_TIME = re.compile(
    r"\b(?:On|In|At|By|During|Between|From|Over|Around|Early|Late) (?:the )?(?:early |late |mid-)?$"
)


def _trimmed(article: Article, span: Span, frame: Frame, time: TimeMention) -> Span:
    """Give a clause with the preposition of the time that opens it, without asides before and behind."""
    seen = article.seen
    sentence = article.sentence_at(span.start)
    first = sentence.span.start if sentence else span.start
    before = _BEFORE_TIME.search(seen, max(first, span.start - 16), span.start)
    start = before.start() if before else span.start
    leading = _LEADING.match(seen, start, span.end)
    if leading and leading.end() <= min(frame.head.start, time.start):
        start = leading.end()
    after = max(frame.head.end, time.end)
    comma = _PAUSE.search(seen, after, span.end)
    end = comma.start() if comma and comma.start() - start > 25 else span.end
    return Span(start, end)


def _is_none(article: Article, verb: Word, frame: Frame) -> bool:
    """Tell what no one did, an idiom of speech, and a delivery taken, which is a trade."""
    done_to = article.words(frame.object).lower() if frame.object is not None else ""
    nobody = frame.subject is not None and article.words(frame.subject).lower().startswith("no ")
    return (
        nobody or (verb.lemma == "put" and done_to == "it") or (verb.lemma == "take" and done_to.startswith("delivery"))
    )


def _happens(article: Article, tree: Tree, verb: Word, frame: Frame) -> bool:
    """Tell verbs of happening from saying, being, counting and trading, and from what is only thought of."""
    shown = frame.object is not None and bool(SHOWN.search(article.words(frame.object)))
    if verb.lemma in SAYING and not (shown and verb.lemma in {"publish", "release"}):
        return False
    if verb.lemma in GIVING and MONEY.search(article.seen, frame.span.start, frame.span.end):
        return False
    if _is_none(article, verb, frame):
        return False
    if verb.lemma in STATES | TRADE | SUMS or frame.modal in UNREAL:
        return False
    if any(child.lemma in SAYING or child.lemma in TRADE for child in tree.children(verb.index, "advcl", "xcomp")):
        return False
    if any(child.lemma in {"if", "unless"} for child in tree.children(verb.index, "mark")):
        return False
    above = tree.head(verb.index)
    if verb.dep == "xcomp" and any(child.tag == "TO" for child in tree.children(verb.index, "aux")):
        return above.lemma in {"begin", "start", "continue", "force", "manage", "fail"}
    return not frame.negated


_VERB = re.compile(
    r"\b(?!(?:based|armed|united|red|hundred|so-called)\b)(?:[a-z]{2,}(?:ed)|began|became|broke|came|fell|fled|fought|found|gave|held|left|lost|made|met|put|rose|saw|sent|set|shot|took|went|won|withdrew|struck|seized|drew|brought|flew|led|hit|entered|launched|said|told|wrote|spoke|sold|bought|was|were|is|are|has|have)\b"
)
_NOUNS = "|".join(sorted(EVENT_NOUNS, key=lambda noun: (-len(noun), noun)))
NOUN_BEHIND = re.compile(rf" (?:[\w-]+ ){{0,2}}?(?P<noun>{_NOUNS})s?\b", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:the|a|an|this|that|its|their|whose) $", re.IGNORECASE)


def _by_order(article: Article, time: TimeMention) -> Dated | None:
    """Without a parse: a noun of happening right beside the time, else the first verb of its clause."""
    seen = article.seen
    sentence = article.sentence_at(time.start)
    if sentence is None:
        return None
    lead = _ARTICLE.search(seen, max(sentence.span.start, time.start - 8), time.start)
    behind = NOUN_BEHIND.match(seen, time.end, min(sentence.span.end, time.end + 60)) if lead else None
    if behind and lead:
        frame = frame_at(article, behind.start("noun"))
        head = Span(behind.start("noun"), behind.end("noun"))
        return (
            Dated(Span(lead.start(), behind.end()), head, behind["noun"].lower(), frame, is_noun=True)
            if frame
            else None
        )
    clause = frame_at(article, time.start)
    span = clause.span if clause else sentence.span
    span = Span(min(span.start, time.start), max(span.end, time.end))
    verb = next((m for m in _VERB.finditer(seen, span.start, span.end) if not time.start <= m.start() < time.end), None)
    if verb is None:
        return None
    base = re.sub(r"(?:ed|d)$", "", verb.group())
    words = {verb.group(), base, base + "e", base.rstrip("i") + "y", base[:-1]}
    if words & (
        SAYING
        | STATES
        | TRADE
        | SUMS
        | {"said", "told", "wrote", "spoke", "sold", "bought", "was", "were", "is", "are", "has", "have"}
    ):
        return None
    frame = frame_at(article, verb.start())
    if frame is None or frame.modal in UNREAL or frame.negated:
        return None
    return Dated(span, Span(verb.start(), verb.end()), base, frame, is_noun=False)
