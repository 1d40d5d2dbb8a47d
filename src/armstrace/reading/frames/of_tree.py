"""Frames read off the parse."""

from collections.abc import Iterator

from armstrace.reading.frames.frame import Frame
from armstrace.reading.parse.tree import Tree, Word
from armstrace.reading.text.view import Span

_SUBJECTS = ("nsubj", "csubj")
_PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
# a clause of its own inside another one: no part of the clause around it
_OWN_CLAUSES = frozenset({"advcl", "relcl", "ccomp", "parataxis", "csubj"})
_ASIDE = frozenset({"appos", "relcl", "acl", "advcl", "parataxis", "cc", "conj", "punct"})
_RELATIVE = frozenset({"which", "that", "who", "whom"})
_NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor", "without"})


def frame(tree: Tree, index: int) -> Frame:
    """Give the frame of the word at an index: of a verb its clause, of any other word its phrase."""
    word = tree.words[index]
    if word.pos in {"VERB", "AUX"} and word.dep not in {"amod", "compound"}:
        return _clause(tree, _main_verb(tree, word))
    return _phrase(tree, word)


def _main_verb(tree: Tree, word: Word) -> Word:
    """Step from an auxiliary to the verb that it helps."""
    return tree.head(word.index) if word.dep in {"aux", "auxpass"} else word


def _clause(tree: Tree, verb: Word) -> Frame:
    passive = bool(tree.children(verb.index, "auxpass", *_PASSIVE_SUBJECTS)) or _bare_participle(tree, verb)
    phrases = dict(reversed(list(_phrases(tree, verb))))
    if passive:
        doer = phrases.get("by")
        undergoer = _subject(tree, verb, _PASSIVE_SUBJECTS)
    else:
        doer = _subject(tree, verb, _SUBJECTS)
        undergoer = _object(tree, verb)
    return Frame(
        clause_span(tree, verb),
        Span(verb.start, verb.end),
        verbal=True,
        subject=doer,
        object=undergoer,
        phrases=phrases,
        negated=_negated(tree, verb),
        modal=_modal(tree, verb),
        passive=passive,
    )


def _bare_participle(tree: Tree, verb: Word) -> bool:
    """Tell "weapons supplied by Russia" from "claims that it had supplied weapons": a past participle and no more."""
    bare = verb.tag == "VBN" and verb.dep in {"acl", "relcl"}
    return bare and not tree.children(verb.index, "nsubj", "aux", "mark")


def _subject(tree: Tree, verb: Word, deps: tuple[str, ...]) -> Span | None:
    """Give what a verb says something of, also where another clause or a noun before it holds that."""
    at = verb
    for _ in range(6):
        for child in tree.children(at.index, *deps):
            if child.text.lower() in _RELATIVE and at.dep == "relcl":
                return noun_span(tree, tree.head(at.index))
            return noun_span(tree, child)
        if at.dep in {"acl", "relcl"}:
            return noun_span(tree, tree.head(at.index))
        if at.dep not in {"conj", "xcomp", "advcl", "pcomp", "prep", "prt"} or at.head == at.index:
            return None
        at = tree.head(at.index)
        if at.pos not in {"VERB", "AUX", "ADP"}:
            return None
        # "was shot down and fired": the verb above may be of the other voice
        deps = (*_SUBJECTS, *_PASSIVE_SUBJECTS)
    return None


def _object(tree: Tree, verb: Word) -> Span | None:
    for child in tree.children(verb.index, "dobj", "attr", "oprd"):
        if child.text.lower() in _RELATIVE and verb.dep == "relcl":
            return noun_span(tree, tree.head(verb.index))
        return noun_span(tree, child)
    relative = verb.dep == "relcl" and not any(
        child.text.lower() in _RELATIVE for child in tree.children(verb.index, *_SUBJECTS)
    )
    if relative:
        return noun_span(tree, tree.head(verb.index))
    # "bombed and shelled the town": the object stands with the last verb
    for child in tree.children(verb.index, "conj"):
        if child.pos == "VERB" and not tree.children(child.index, *_SUBJECTS):
            return _object(tree, child)
    return None


def _phrases(tree: Tree, word: Word) -> Iterator[tuple[str, Span]]:
    """Give what stands behind each preposition of a word, those of its object too: "fired rockets at the city"."""
    yield from _own_phrases(tree, word)
    for child in tree.children(word.index, "dobj", "nsubjpass", "attr", "prt", "xcomp"):
        yield from ((name, span) for name, span in _own_phrases(tree, child) if name != "of")


def _own_phrases(tree: Tree, word: Word) -> Iterator[tuple[str, Span]]:
    for prep in tree.children(word.index, "prep", "agent", "dative"):
        for end in tree.children(prep.index, "pobj", "pcomp"):
            yield prep.lemma, noun_span(tree, end)
        # "from bases in Russia into Ukraine" chains prepositions
        for further in tree.children(prep.index, "prep"):
            for end in tree.children(further.index, "pobj"):
                yield further.lemma, noun_span(tree, end)


def _phrase(tree: Tree, noun: Word) -> Frame:
    phrases = dict(reversed(list(_own_phrases(tree, noun))))
    owners = tree.children(noun.index, "poss")
    describing = [child for child in tree.children(noun.index, "amod", "compound", "nmod") if child.text[:1].isupper()]
    owner = noun_span(tree, owners[0]) if owners else None
    if owner is None and describing:
        owner = Span(describing[0].start, describing[0].end)
    verb = next((above for above in tree.ancestors(noun.index) if above.pos in {"VERB", "AUX"}), None)
    return Frame(
        tree.span(noun.index) if not tree.children(noun.index, "relcl") else noun_span(tree, noun),
        Span(noun.start, noun.end),
        verbal=False,
        subject=phrases.get("by", owner),
        object=phrases.get("of"),
        phrases=phrases,
        negated=any(child.lemma == "no" for child in tree.children(noun.index, "det"))
        or (verb is not None and _negated(tree, verb)),
        modal=_modal(tree, verb) if verb is not None else None,
    )


def _negated(tree: Tree, verb: Word) -> bool:
    own = any(child.dep == "neg" or child.lemma in _NEGATIONS for child in tree.children(verb.index))
    raised = verb.dep == "xcomp" and any(child.dep == "neg" for child in tree.children(verb.head))
    return own or raised


def _modal(tree: Tree, verb: Word) -> str | None:
    return next((child.text.lower() for child in tree.children(verb.index, "aux") if child.tag == "MD"), None)


def clause_span(tree: Tree, verb: Word) -> Span:
    """Give the clause of a verb: what depends on it and hangs together, clauses of their own left out.

    A coordinated verb begins its own clause; the first one keeps the subject that both share.
    """
    first = last = verb.index
    for child in tree.children(verb.index):
        if _stands_apart(tree, child):
            continue
        low, high = _extent(tree, child)
        first, last = min(first, low), max(last, high)
    cut = [child for child in tree.children(verb.index) if _stands_apart(tree, child)]
    for child in cut:
        low, high = tree.extent(child.index)
        if first < low <= last and low > verb.index:
            last = min(last, low - 1)
        if first <= high < last and high < verb.index:
            first = max(first, high + 1)
    first, last = _between_stops(tree, verb.index, first, last)
    while first < verb.index and tree.words[first].pos in {"PUNCT", "CCONJ", "SCONJ"}:
        first += 1
    while last > verb.index and tree.words[last].pos in {"PUNCT", "CCONJ"} and tree.words[last].text not in {'"', ")"}:
        last -= 1
    return Span(tree.words[first].start, tree.words[last].end)


def _between_stops(tree: Tree, at: int, first: int, last: int) -> tuple[int, int]:
    """Keep a clause on its side of a semicolon, which the parse at times reads across."""
    for index in range(first, last + 1):
        if tree.words[index].text == ";":
            if index < at:
                first = index + 1
            else:
                return first, index - 1
    return first, last


def _stands_apart(tree: Tree, child: Word) -> bool:
    if child.dep == "conj":
        return child.pos in {"VERB", "AUX"}
    if child.dep in {"mark", "punct", "cc"}:
        return True
    return child.dep in _OWN_CLAUSES and len(list(tree.subtree(child.index))) > 2


def _extent(tree: Tree, word: Word) -> tuple[int, int]:
    """Give the first and last word of a part of a clause, a long clause behind its noun left out."""
    low, high = tree.extent(word.index)
    for child in tree.subtree(word.index):
        if child.dep in {"relcl", "advcl", "parataxis"} and child.index > word.index:
            start, _ = tree.extent(child.index)
            if start > word.index:
                high = min(high, start - 1)
    return low, max(high, word.index)


def noun_span(tree: Tree, noun: Word) -> Span:
    """Give a noun with its determiners, adjectives and prepositional phrases; clauses and coordinations left out.

    Coordinated nouns stay together: "Armenia and Azerbaijan".
    """
    first, last = noun.index, noun.index
    for child in tree.children(noun.index):
        if child.dep == "conj" and child.pos in {"NOUN", "PROPN"}:
            last = max(last, _noun_end(tree, child))
            continue
        if child.dep in _ASIDE:
            continue
        low, high = tree.extent(child.index)
        first, last = min(first, low), max(last, high)
    return Span(tree.words[first].start, tree.words[last].end)


def _noun_end(tree: Tree, noun: Word) -> int:
    last = noun.index
    at = noun
    for _ in range(50):
        last = max(last, *(tree.extent(c.index)[1] for c in tree.children(at.index) if c.dep not in _ASIDE), at.index)
        following = [c for c in tree.children(at.index, "conj") if c.pos in {"NOUN", "PROPN"}]
        if not following:
            return last
        at = following[0]
    return last
