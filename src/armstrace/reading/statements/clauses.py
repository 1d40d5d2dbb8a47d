"""What a verb of saying reports: the clause, noun or quotation that it takes, as spans."""

from armstrace.reading.parse.tree import Tree, Word
from armstrace.reading.statements.cues import verbs
from armstrace.reading.statements.frames import Frame, is_listener
from armstrace.reading.statements.phrases import noun_phrase
from armstrace.reading.text.view import Span

_QUESTIONS = frozenset({"whether", "if", "what", "why", "how", "who", "when", "where", "which", "whom", "whose"})
# "claimed lives", "raised a flag": things done, not said
_NOT_SAID = frozenset({"life", "victory", "victim", "toll", "name", "it", "him", "her", "them"})
_WHERE_AND_WHEN = frozenset({"in", "on", "at", "during", "after", "before", "since", "by", "via", "through", "until"})
_PREPOSITIONS = frozenset({"for", "on", "upon", "of", "about", "to", "at", "against", "with", "in", "over"})
_STOPS = frozenset(".,;:\u2014-!?")


def complement(tree: Tree, frame: Frame) -> Span | None:
    """Give the words that a verb reports as its complement, the first construction that fits; None for none."""
    for takes, find in _CONSTRUCTIONS:
        if takes & frame.takes and (found := find(tree, frame)):
            return found
    return None


def last_of_cue(tree: Tree, frame: Frame, content: Span) -> int:
    """Give the last word of a cue: a preposition that the verb needs belongs to it ("called for", "warned of")."""
    after = frame.high + 1
    if after <= frame.last and tree.words[after].end < content.start and tree.words[after].tag in {"IN", "RP"}:
        follows = tree.words[after + 1].start == content.start if after < frame.last else False
        return after if follows and tree.words[after].text.lower() in _PREPOSITIONS else frame.high
    return frame.high


def _clause(tree: Tree, frame: Frame) -> Span | None:
    """Take a finite clause after the verb."""
    for child in tree.children(frame.word.index, "ccomp", "xcomp"):
        if child.index < frame.word.index or (child.dep == "xcomp" and not _has_subject(tree, child)):
            continue
        begin, _ = tree.extent(child.index)
        asks = tree.words[begin].text.lower() in _QUESTIONS
        if asks and "w" not in frame.takes and "c" not in frame.takes:
            continue
        if not asks and "c" not in frame.takes:
            continue
        if begin <= frame.high:
            begin = frame.high + 1
        return _to_the_end(tree, frame, begin, child.index)
    return _behind_that(tree, frame)


def _behind_that(tree: Tree, frame: Frame) -> Span | None:
    """Take all behind "said that" where the parse has lost the clause."""
    if frame.cue.kind not in {"say", "tell", "deny", "warn", "find", "ask", "write"}:
        return None
    for after in range(frame.high + 1, min(frame.high + 13, frame.last)):
        word = tree.words[after]
        if word.text.lower() in {"that", "whether"} and word.tag == "IN":
            return trimmed(tree, after, _before_next_cue(tree, frame, after, frame.last))
        if word.text in {",", ";", ":", '"'} or word.tag.startswith("VB"):
            break
    return _bare(tree, frame)


def _bare(tree: Tree, frame: Frame) -> Span | None:
    """Take "told the paper he was ill" where the parse hung the clause elsewhere."""
    after = frame.right + 1
    if after >= frame.last or frame.cue.kind not in {"say", "tell"} or frame.passive:
        return None
    for at in range(after, min(after + 6, frame.last)):
        word = tree.words[at]
        if word.dep in {"nsubj", "nsubjpass"} and tree.extent(at)[0] == after and word.head > at:
            return trimmed(tree, after, max(tree.extent(word.head)[1], after))
    return None


def _stretched(tree: Tree, frame: Frame, end: int) -> int:
    """Go on over the phrases right behind that the parse gave to the verb: "denied it to them", "called him as"."""
    for child in tree.children(frame.word.index):
        begin, stop = tree.extent(child.index)
        if begin != end + 1 or child.dep not in {"prep", "dative", "acl", "relcl", "oprd"}:
            continue
        if child.text.lower() in _WHERE_AND_WHEN or any(
            tree.words[at].entity in {"DATE", "TIME"} for at in range(begin, min(stop, begin + 4) + 1)
        ):
            break
        end = stop
    return end


def _before_next_cue(tree: Tree, frame: Frame, begin: int, end: int) -> int:
    """End a clause before "and said that": the same speaker goes on."""
    for at in range(begin + 2, end):
        word = tree.words[at]
        if word.tag == "VBG" and tree.words[at - 1].text == "," and frame.word.tag != "VBG" and _says(word):
            return at - 2
        if word.tag != frame.word.tag or word.dep != "conj":
            continue
        if tree.words[at - 1].tag == "CC" and tree.head(at).tag != word.tag and word.tag in {"VBD", "VBZ", "VBG"}:
            return at - 2
        cue = verbs().get(word.text.lower())
        if not cue or "c" not in cue.takes or tree.children(at, "nsubj", "nsubjpass"):
            continue
        lead = tree.words[at - 1] if tree.words[at - 1].pos != "ADV" else tree.words[at - 2]
        if lead.tag == "CC" and tree.words[at + 1].text.lower() in {"that", "whether"}:
            return lead.index - 1
    return end


def _says(word: Word) -> bool:
    cue = verbs().get(word.text.lower())
    return cue is not None and bool(cue.takes & {"q", "c"}) and cue.kind in {"say", "tell", "call", "write"}


def _has_subject(tree: Tree, word: Word) -> bool:
    return bool(tree.children(word.index, "nsubj", "nsubjpass", "expl"))


def _to_the_end(tree: Tree, frame: Frame, begin: int, head: int) -> Span:
    """Close a clause where its own words end, or further where what follows can only be part of it."""
    end = tree.extent(head)[1]
    for child in tree.children(frame.word.index):
        start, stop = tree.extent(child.index)
        if start > end and child.dep in {"advcl", "ccomp", "conj"} and _goes_on(tree, child, start):
            end = max(end, stop)
    return trimmed(tree, begin, _before_next_cue(tree, frame, begin, end))


def _goes_on(tree: Tree, child: Word, start: int) -> bool:
    """Tell "... and that sooner or later", "..., while others": clauses of what is said, not of who says it."""
    if child.dep == "advcl":
        return child.tag not in {"VBG", "VBN"} and tree.words[start].text.lower() not in {"as", "when"}
    return tree.words[start].text.lower() == "that"


def trimmed(tree: Tree, begin: int, end: int) -> Span:
    """Give the span of a run of words without the stops and dashes at its ends."""
    while begin < end and tree.words[begin].text in _STOPS:
        begin += 1
    while end > begin and (tree.words[end].text in _STOPS or tree.words[end].tag == "CC"):
        end -= 1
    return Span(tree.words[begin].start, tree.words[end].end)


def _infinitive(tree: Tree, frame: Frame) -> Span | None:
    """Take "to do" of the speaker: promised to do."""
    for child in tree.children(frame.word.index, "xcomp"):
        begin, end = tree.extent(child.index)
        if begin > frame.high and tree.words[begin].text.lower() in {"to", "not"}:
            return trimmed(tree, begin, end)
    return None


def _doing(tree: Tree, frame: Frame) -> Span | None:
    """Take "doing": denied using it."""
    for child in tree.children(frame.word.index, "xcomp", "ccomp", "pcomp"):
        begin, end = tree.extent(child.index)
        if begin > frame.high and (child.tag == "VBG" or tree.words[begin].tag == "VBG"):
            return trimmed(tree, begin, end)
    return None


def _somebody_to_do(tree: Tree, frame: Frame) -> Span | None:
    """Take object and infinitive: urged both sides to stop."""
    for child in tree.children(frame.word.index, "ccomp", "xcomp"):
        if child.index < frame.word.index or not any(w.text.lower() == "to" for w in tree.children(child.index, "aux")):
            continue
        begin, end = tree.extent(child.index)
        told = frame.cue.kind in {"tell", "warn", "ask"}
        for thing in () if told else tree.children(frame.word.index, "dobj"):
            begin = min(begin, tree.extent(thing.index)[0])
        if begin > frame.high and (tree.children(frame.word.index, "dobj") or _has_subject(tree, child)):
            return trimmed(tree, begin, end)
    return None


def _noun(tree: Tree, frame: Frame) -> Span | None:
    """Take the thing reported; people told are not what is told."""
    for child in tree.children(frame.word.index, "dobj"):
        begin, end = tree.extent(child.index)
        told = frame.cue.kind in {"tell", "ask"} and is_listener(child)
        if begin > frame.high and not told and child.lemma not in _NOT_SAID:
            return trimmed(tree, begin, _stretched(tree, frame, end))
    if frame.passive:
        for child in tree.children(frame.word.index, "nsubjpass"):
            return noun_phrase(tree, child.index)
    return None


def _noun_as(tree: Tree, frame: Frame) -> Span | None:
    """Take "it as a threat": described, identified, dismissed."""
    for thing in tree.children(frame.word.index, "dobj"):
        begin, _ = tree.extent(thing.index)
        for preposition in (*tree.children(frame.word.index, "prep"), *tree.children(thing.index, "prep")):
            if preposition.text.lower() == "as" and preposition.index > thing.index and begin > frame.high:
                return trimmed(tree, begin, tree.extent(preposition.index)[1])
    return None


def _noun_called(tree: Tree, frame: Frame) -> Span | None:
    """Take "it a lie": called, dubbed."""
    for child in tree.children(frame.word.index, "oprd", "ccomp"):
        begin, end = tree.extent(child.index)
        for thing in tree.children(frame.word.index, "dobj"):
            begin = min(begin, tree.extent(thing.index)[0])
        if begin > frame.high and (child.dep == "oprd" or _has_subject(tree, child)):
            return trimmed(tree, begin, end)
    return None


def _noun_preposition(tree: Tree, frame: Frame) -> Span | None:
    """Take object and complement: accused them of doing it."""
    wanted = {takes[3:] for takes in frame.takes if takes.startswith("np-")}
    for thing in tree.children(frame.word.index, "dobj"):
        begin, _ = tree.extent(thing.index)
        for preposition in (*tree.children(frame.word.index, "prep"), *tree.children(thing.index, "prep")):
            if preposition.text.lower() in wanted and preposition.index > thing.index and begin > frame.high:
                return trimmed(tree, begin, tree.extent(preposition.index)[1])
    return None


def _preposition(tree: Tree, frame: Frame) -> Span | None:
    """Take what follows the preposition: called for it, called on them to do it."""
    wanted = {takes.partition("-")[2]: takes[:2] for takes in frame.takes if takes[:2] in {"p-", "po"}}
    for child in tree.children(frame.word.index, "prep", "prt", "advcl", "xcomp", "dative"):
        opening = tree.words[tree.extent(child.index)[0]]
        if opening.text.lower() not in wanted or opening.index <= frame.high - 1:
            continue
        begin, end = opening.index + 1, tree.extent(child.index)[1]
        for other in tree.children(frame.word.index, "xcomp", "advcl", "pobj", "ccomp"):
            if other.index > end and any(w.text == "to" for w in tree.children(other.index, "aux")):
                end = tree.extent(other.index)[1]
        if wanted[opening.text.lower()] == "po" and not any(tree.words[at].text == "to" for at in range(begin, end)):
            continue
        if begin <= end:
            return trimmed(tree, begin, _stretched(tree, frame, end))
    return None


_CONSTRUCTIONS = (
    (frozenset({"c", "w"}), _clause),
    (frozenset({"po-on", "po-upon", "po-to"}), _preposition),
    (frozenset({"o"}), _somebody_to_do),
    (frozenset({"oprd", "n-oprd"}), _noun_called),
    (frozenset({"n-as"}), _noun_as),
    (frozenset({"np-of", "np-with", "np-for", "np-on", "np-against", "np-about", "np-to"}), _noun_preposition),
    (frozenset({"i"}), _infinitive),
    (frozenset({"g"}), _doing),
    (frozenset({"n"}), _noun),
    (frozenset({"p-for", "p-of", "p-about", "p-to", "p-on", "p-with", "p-at", "p-against", "p-in"}), _preposition),
)
