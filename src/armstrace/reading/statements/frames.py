"""Frames: each verb of the lexicon in a text, with its speaker and the stretch of words that belongs to the cue."""

from collections.abc import Iterator
from dataclasses import dataclass

from armstrace.reading.names.word_lists import word_list
from armstrace.reading.parse.tree import Tree, Word
from armstrace.reading.statements.cues import Cue, verbs
from armstrace.reading.statements.phrases import Subject, is_passive, noun_phrase, subject, verb_group
from armstrace.reading.text.view import Span

# verbs that another verb may follow as part of one cue: "went on to say", "declined to say"
_MAYBE = frozenset({"could", "might", "may", "would", "should", "can", "must", "will", "ought", "shall", "'d", "'ll"})
_PHRASES = frozenset({"advmod", "npadvmod", "prep", "dative", "prt", "neg", "aux", "auxpass", "agent"})


@dataclass(frozen=True, slots=True)
class Frame:
    """One verb that may introduce a statement.

    `low` to `high` are the words of the cue, `left` to `right` those of cue, speaker and small adjuncts together;
    `first` and `last` bound the sentence. `firm` is False for what is only possible or meant ("could say").
    """

    word: Word
    cue: Cue
    takes: frozenset[str]
    subject: Subject | None
    speaker: Span | None
    low: int
    high: int
    left: int
    right: int
    first: int
    last: int
    passive: bool
    firm: bool


def frames(tree: Tree, wide: bool) -> Iterator[Frame]:
    """Give every verb of the lexicon with its frame, in order."""
    known = verbs()
    for first, after in tree.sentences:
        for word in tree.words[first:after]:
            if not word.tag.startswith("VB"):
                continue
            cue = known.get(word.text.lower()) or known.get(word.lemma)
            if cue and (takes := cue.constructions(wide)) and (cue.kind != "put" or _puts_it(tree, word)):
                yield _frame(tree, word, cue, takes, (first, after - 1))


def _frame(tree: Tree, word: Word, cue: Cue, takes: frozenset[str], bounds: tuple[int, int]) -> Frame:
    low, high = verb_group(tree, word.index)
    low, top = _chain(tree, low, word.index)
    who = subject(tree, word.index)
    speaker = _speaker(tree, who, low, high)
    told = cue.kind in {"tell", "ask", "put"}
    left, right = _stretch(tree, (word.index, top), (who, speaker), (low, high), told=told)
    return Frame(
        word=word,
        cue=cue,
        takes=takes,
        subject=who,
        speaker=speaker,
        low=low,
        high=high,
        left=max(left, bounds[0]),
        right=min(right, bounds[1]),
        first=bounds[0],
        last=bounds[1],
        passive=is_passive(tree, word.index),
        firm=_is_firm(tree, word.index, top),
    )


def _puts_it(tree: Tree, word: Word) -> bool:
    """Tell "as she put it" from putting things."""
    return any(child.text.lower() == "it" for child in tree.children(word.index, "dobj"))


def _chain(tree: Tree, low: int, index: int) -> tuple[int, int]:
    """Take the verbs before a verb into its cue: "went on to say"; gives the first word and the topmost verb."""
    top = index
    for _ in range(3):
        above = tree.head(top)
        if tree.words[top].dep != "xcomp" or above.lemma not in word_list("control") or above.index >= low:
            break
        begin, end = verb_group(tree, above.index)
        if low - end > 3:
            break
        low, top = begin, above.index
    return low, top


def _speaker(tree: Tree, who: Subject | None, low: int, high: int) -> Span | None:
    """Give the words for the speaker, cut off before the cue where the parse swallowed it."""
    if not who or not who.printed:
        return None
    span = noun_phrase(tree, who.printed.index)
    start, end = tree.words[low].start, tree.words[high].end
    if who.printed.index < low and span.end > start:
        return Span(span.start, tree.words[low - 1].end)
    if who.printed.index < low:
        span = _before_apposition(tree, who.printed, span)
    if who.printed.index > high and span.start < end:
        return Span(tree.words[high + 1].start, span.end)
    return span


def _before_apposition(tree: Tree, word: Word, span: Span) -> Span:
    """Take the name before "X, author of a book, said" where the parse took the apposition for the subject."""
    first = tree.within(span)[0]
    name = tree.words[first - 2] if first >= 2 and tree.words[first - 1].text == "," else None
    if name is None or word.pos != "NOUN" or name.pos != "PROPN":
        return span
    bare = word.lemma in word_list("person_nouns") and not tree.children(word.index, "det", "poss", "compound")
    if not bare and (name.entity not in {"PERSON", "ORG"} or name.dep == "pobj"):
        return span
    if name.dep == "pobj":  # the parse took "In 2014 Auron" for one phrase
        return Span(name.start, span.end)
    return Span(noun_phrase(tree, name.index).start, span.end)


def _stretch(
    tree: Tree, verbs: tuple[int, int], doer: tuple[Subject | None, Span | None], group: tuple[int, int], *, told: bool
) -> tuple[int, int]:
    """Spread from the cue over speaker, addressee and small adjuncts as far as they follow one another."""
    who, speaker = doer
    own: set[int] = set(range(group[0], group[1] + 1))
    if speaker:
        own.update(range(*tree.within(speaker)))
    if who and who.printed and who.printed.index < group[0]:
        own.update(range(tree.extent(who.printed.index)[0], group[0]))
    for verb in set(verbs):
        for child in tree.children(verb):
            begin, end = tree.extent(child.index)
            if _belongs(tree, child, begin, end, told=told):
                own.update(range(begin, end + 1))
    left, right = group
    while left - 1 in own:
        left -= 1
    while right + 1 in own:
        right += 1
    return left, right


def _belongs(tree: Tree, child: Word, begin: int, end: int, *, told: bool) -> bool:
    """Tell a small adjunct or an addressee from content."""
    if end - begin > 25:
        return False
    if child.dep in _PHRASES:
        return not any(tree.words[at].dep in {"ccomp", "relcl"} for at in range(begin, end + 1))
    return told and child.dep in {"dobj", "iobj"} and (child.pos in {"PROPN", "PRON"} or is_listener(child))


def is_listener(word: Word) -> bool:
    """Tell a noun for people who listen: "told reporters"."""
    return word.lemma in word_list("listeners") or word.entity in {"PERSON", "ORG", "NORP"}


def _is_firm(tree: Tree, index: int, top: int) -> bool:
    """Tell what is said from what could be or is to be said, and from what is not said."""
    word = tree.words[top]
    for verb in {index, top}:
        for child in tree.children(verb, "aux", "neg"):
            if child.text.lower() in _MAYBE or child.dep == "neg":
                return False
    helpers = {child.text.lower() for child in tree.children(top, "aux")}
    if word.tag == "VB" and not helpers:
        return bool(tree.children(top, "nsubj"))  # the tagger takes many a plural present for an infinitive
    return not ("to" in helpers and word.tag == "VB")
