"""Phrases of the parse that a statement is made of: noun phrases, verb groups, subjects near and far."""

from dataclasses import dataclass

from armstrace.reading.names.word_lists import word_list
from armstrace.reading.parse.tree import Tree, Word
from armstrace.reading.statements.cues import verbs
from armstrace.reading.text.view import Span

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_LEFT_OUT = frozenset({"relcl", "punct", "cc", "parataxis", "advcl", "ccomp", "dep"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_STEPS = 8


@dataclass(frozen=True, slots=True)
class Subject:
    """Who does what a verb says: the word, and the words that stand in the clause itself ("who", "he")."""

    word: Word
    printed: Word | None


def noun_phrase(tree: Tree, index: int) -> Span:
    """Give a noun phrase without the relative clauses behind it; what stands in apposition stays.

    Works word by word to the right, so a phrase ends at the first child that opens a clause.
    """
    first, last = tree.words[index], tree.words[index]
    low = high = index
    for child in tree.children(index):
        begin, end = tree.extent(child.index)
        if child.index < index:
            if child.dep not in {"punct", "cc", "relcl", "advmod"} or child.tag == "PDT":
                low = min(low, begin)
            continue
        if child.dep in _LEFT_OUT or (child.dep == "acl" and _after_comma(tree, begin)):
            if child.dep in {"relcl", "ccomp", "parataxis", "advcl", "acl"}:
                break
            continue
        high = max(high, _without_clause(tree, begin, end))
    high = _without_place(tree, index, high)
    if high + 1 < len(tree.words) and tree.words[high + 1].text == ")" and "(" in _texts(tree, low, high):
        high += 1
    while high > index and tree.words[high].text in {",", "-", "\u2014", ":", ";"}:
        high -= 1
    first, last = tree.words[low], tree.words[high]
    return Span(first.start, last.end)


def _without_place(tree: Tree, index: int, high: int) -> int:
    """Cut "the group in its report" before the writing: it is where, not who."""
    for at in range(index + 1, high):
        if tree.words[at].tag == "IN" and tree.words[at + 1].tag == "PRP$" and tree.words[at].text.lower() == "in":
            return at - 1
    return high


def _texts(tree: Tree, low: int, high: int) -> set[str]:
    return {tree.words[at].text for at in range(low, high + 1)}


def _after_comma(tree: Tree, index: int) -> bool:
    return index > 0 and tree.words[index - 1].text == ","


def _without_clause(tree: Tree, begin: int, end: int) -> int:
    """Cut a phrase before the first relative clause behind a comma in it."""
    for at in range(begin, end + 1):
        word = tree.words[at]
        if word.tag in {"WDT", "WP", "WP$", "WRB"} and at > begin and tree.words[at - 1].text == ",":
            return at - 2
    return end


def verb_group(tree: Tree, index: int) -> tuple[int, int]:
    """Give the first and last word of a verb with its auxiliaries and particle where they stand next to it."""
    low = index
    helpers = {word.index for word in tree.children(index, "aux", "auxpass", "neg")}
    between = {word.index for word in tree.children(index, "advmod")}
    at = index - 1
    while at in helpers or at in between:
        if at in helpers:
            low = at
        at -= 1
    high = index
    particles = {word.index for word in tree.children(index, "prt")}
    while high + 1 in particles:
        high += 1
    return low, high


def is_passive(tree: Tree, index: int) -> bool:
    """Tell whether a verb is passive: with its own auxiliary, or a bare participle with an agent."""
    word = tree.words[index]
    if tree.children(index, "auxpass", "nsubjpass"):
        return True
    bare = word.tag == "VBN" and not tree.children(index, "aux", "nsubj")
    if bare and word.dep == "conj" and tree.head(index).pos in {"VERB", "AUX"}:
        return is_passive(tree, word.head)
    return bare and (bool(tree.children(index, "agent")) or word.dep in {"acl", "advcl"})


def subject(tree: Tree, index: int) -> Subject | None:
    """Find who does what a verb says, in its clause or, for participles and infinitives, in the clause above.

    A passive verb's doer is its agent ("was confirmed by the ministry").
    """
    if is_passive(tree, index):
        return _agent(tree, index)
    return _doer(tree, index)


def _agent(tree: Tree, index: int) -> Subject | None:
    for agent in tree.children(index, "agent", "prep"):
        if agent.text.lower() == "by":
            for word in tree.children(agent.index, "pobj"):
                return Subject(word, word)
    if tree.words[index].dep == "conj" and tree.head(index).pos == "VERB":
        return _agent(tree, tree.words[index].head)
    return None


def _doer(tree: Tree, index: int) -> Subject | None:
    at = index
    for _ in range(_STEPS):
        word = tree.words[at]
        if own := tree.children(at, *_SUBJECTS):
            return _named(tree, at, _nearest(tree, at, own))
        if at == index and (upper := _of_the_cue_above(tree, index)) is not None:
            at = upper
            continue
        if at == index and (taken := _taken_for_object(tree, index)):
            return Subject(taken, taken)
        above = tree.head(at)
        if above.index == at:
            return None
        if word.dep == "relcl" or (word.dep == "acl" and word.tag in {"VBG", "VB", "VBD"}):
            author = author_of(tree, above)
            return Subject(author, author if word.dep == "acl" else None)
        if word.dep == "acl" and above.pos in {"NOUN", "PROPN", "PRON"}:
            return None
        at = above.index
        while tree.words[at].pos in {"ADP", "SCONJ", "NOUN", "ADJ"} and tree.words[at].head != at:
            if tree.words[at].pos == "NOUN" and tree.words[at].dep in _SUBJECTS:
                return None
            at = tree.words[at].head
    return None


def _nearest(tree: Tree, verb: int, subjects: list[Word]) -> Word:
    """Take the subject nearest to its verb: in "A did B, C said" a lost clause leaves two."""
    if subjects[0].dep == "expl":
        return subjects[-1]

    def distance(word: Word) -> int:
        begin, end = tree.extent(word.index)
        return verb - end if end < verb else begin - verb

    nearest = min(subjects, key=distance)
    beside = tree.words[verb - 1] if nearest.index < verb else tree.words[verb + 1]
    return subjects[0] if beside.text == "," else nearest


def _of_the_cue_above(tree: Tree, index: int) -> int | None:
    """Find the verb of saying that "and said that" goes on from, where the parse hung it inside what that one reports."""
    word, above = tree.words[index], tree.head(index)
    if word.dep != "conj" or word.tag not in {"VBD", "VBZ"} or index + 1 >= len(tree.words):
        return None
    if tree.words[index + 1].text.lower() not in {"that", "whether"}:
        return None
    while above.dep == "conj" and above.head != above.index:
        above = tree.head(above.index)
    upper = tree.head(above.index)
    if above.dep == "ccomp" and upper.tag == word.tag and upper.lemma in verbs():
        return upper.index
    return None


def _taken_for_object(tree: Tree, index: int) -> Word | None:
    """Find the subject in "As a source told": the parse may take "as" for a preposition with an object."""
    for child in tree.children(index, "prep", "mark"):
        if child.text.lower() == "as" and child.index < index:
            for thing in tree.children(child.index, "pobj"):
                return thing
    return None


def _named(tree: Tree, verb: int, found: Word) -> Subject:
    """Look behind a relative pronoun for the noun it stands for."""
    if found.text.lower() in _RELATIVE:
        at = verb
        for _ in range(_STEPS):
            word = tree.words[at]
            if word.dep == "relcl":
                return Subject(tree.head(at), found)
            if word.head == at or word.dep not in {"conj", "xcomp", "ccomp"}:
                break
            at = word.head
    return Subject(found, found)


def author_of(tree: Tree, word: Word) -> Word:
    """Look behind "a statement saying" for who made it: its possessor, "by" or "from" whom, or who issued it."""
    if word.lemma not in word_list("writings"):
        return word
    for owner in tree.children(word.index, "poss"):
        return owner
    for preposition in tree.children(word.index, "prep"):
        if preposition.text.lower() in {"by", "from", "of"}:
            for thing in tree.children(preposition.index, "pobj"):
                return thing
    above = tree.head(word.index)
    if above.pos == "ADP":
        above = tree.head(above.index)
    if above.pos in {"VERB", "AUX"} and word.dep in {"dobj", "pobj"} and (doer := subject(tree, above.index)):
        return doer.word
    return word
