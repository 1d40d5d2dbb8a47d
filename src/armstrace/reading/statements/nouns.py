"""Statements that a noun or an adjective introduces: "the claim that", "expressed concern that", "is sure that"."""

from collections.abc import Iterator

from armstrace.reading.names.word_lists import word_list
from armstrace.reading.parse.tree import Tree, Word
from armstrace.reading.statements.attribution import Attribution
from armstrace.reading.statements.clauses import trimmed
from armstrace.reading.statements.cues import Cue, cues
from armstrace.reading.statements.phrases import noun_phrase, subject, verb_group
from armstrace.reading.text.view import Span

# verbs that lend a noun of saying their subject: "they expressed fears that"
_BEING = frozenset({"be", "remain", "seem", "become", "feel", "appear", "stay", "grow", "sound"})


def by_nouns(tree: Tree, wide: bool) -> Iterator[Attribution]:
    """Find the statements that nouns and adjectives introduce, in order."""
    nouns, adjectives = cues("nouns.csv"), cues("adjectives.csv")
    for word in tree.words:
        cue = None
        if word.tag in {"NN", "NNS"}:
            cue = nouns.get(word.lemma)
        elif word.pos == "ADJ" or word.tag in {"JJ", "VBN"}:
            cue = adjectives.get(word.text.lower())
        if cue and (takes := cue.constructions(wide)):
            find = _noun if cue is nouns.get(word.lemma) else _adjective
            if found := find(tree, word, cue, takes):
                yield found


def _noun(tree: Tree, word: Word, cue: Cue, takes: frozenset[str]) -> Attribution | None:
    content = _content(tree, word, takes)
    if content is None:
        return None
    speaker, first = _whose(tree, word)
    if speaker is None:
        return None
    span = noun_phrase(tree, speaker.index)
    words = tree.words
    last = word
    before = tree.within(content)[0] - 1
    if words[before].index > word.index and words[before].tag == "IN" and words[before].text.lower() != "that":
        last = words[before]
    start, end = words[first].start, last.end
    if span.start < end and start < span.end:
        start = words[min(tree.within(span)[1], word.index)].start
    if span.end > content.start > span.start or start >= end:
        return None
    return Attribution((content,), span, Span(start, end), cue.kind)


def _content(tree: Tree, word: Word, takes: frozenset[str]) -> Span | None:
    for child in tree.children(word.index, "acl", "ccomp", "relcl", "advcl"):
        begin, end = tree.extent(child.index)
        opening = tree.words[begin].text.lower()
        if begin <= word.index:
            continue
        if "c" in takes and opening == "that" and not (child.dep == "relcl" and _stands_for_noun(tree, child)):
            return trimmed(tree, begin, end)
        if "i" in takes and opening == "to":
            return trimmed(tree, begin, end)
    wanted = {each[2:] for each in takes if each.startswith("p-")}
    for child in tree.children(word.index, "prep"):
        begin, end = tree.extent(child.index)
        if child.text.lower() in wanted and begin > word.index and end > begin:
            return trimmed(tree, begin + 1, end)
    return None


def _stands_for_noun(tree: Tree, clause: Word) -> bool:
    """Tell "the claim that he made" from "the claim that he left": there the word "that" is an argument."""
    return any(
        child.text.lower() == "that" and child.dep in {"nsubj", "dobj", "nsubjpass", "pobj"}
        for child in tree.children(clause.index)
    )


def _whose(tree: Tree, word: Word) -> tuple[Word | None, int]:
    """Give who holds a noun, and the first word of the cue: owner, "by" whom, or subject of "express"."""
    for owner in tree.children(word.index, "poss"):
        return owner, tree.extent(owner.index)[1] + 1
    for preposition in tree.children(word.index, "prep"):
        if preposition.text.lower() in {"by", "from", "among"} and preposition.index < word.index + 8:
            for thing in tree.children(preposition.index, "pobj"):
                return thing, word.index
    above = tree.head(word.index)
    if above.lemma in word_list("light") and word.dep == "dobj" and (who := subject(tree, above.index)) and who.printed:
        return who.printed, verb_group(tree, above.index)[0]
    return None, word.index


def _adjective(tree: Tree, word: Word, cue: Cue, takes: frozenset[str]) -> Attribution | None:
    """Take "remains doubtful that" with the subject of its verb."""
    above = tree.head(word.index)
    if word.dep not in {"acomp", "oprd", "attr", "ROOT", "conj", "ccomp"} and above.lemma not in _BEING:
        return None
    verb = above if above.lemma in _BEING else word
    clause = _clause(tree, word, verb, takes)
    who = subject(tree, verb.index)
    if (
        clause is None
        or who is None
        or verb.index > word.index
        or who.printed is None
        or who.printed.text.lower() in {"it", "there"}
    ):
        return None
    low = verb_group(tree, verb.index)[0]
    speaker = noun_phrase(tree, who.printed.index)
    cue_span = Span(tree.words[low].start, word.end)
    if speaker.start < cue_span.end and cue_span.start < speaker.end:
        return None
    return Attribution((clause,), speaker, cue_span, cue.kind)


def _clause(tree: Tree, word: Word, verb: Word, takes: frozenset[str]) -> Span | None:
    for child in (*tree.children(word.index), *tree.children(verb.index, "ccomp", "xcomp", "advcl")):
        begin, end = tree.extent(child.index)
        if begin <= word.index:
            continue
        opening = tree.words[begin].text.lower()
        if child.dep == "ccomp" and (
            ({"c", "w"} & takes and opening in {"whether", "if", "what", "how"}) or "c" in takes
        ):
            return trimmed(tree, begin, end)
        if "i" in takes and child.dep in {"xcomp", "advcl"} and opening == "to":
            return trimmed(tree, begin, end)
        if child.dep == "prep" and f"p-{opening}" in takes and end > begin:
            return trimmed(tree, begin + 1, end)
    return None
