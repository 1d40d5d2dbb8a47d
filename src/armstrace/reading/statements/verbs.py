"""Statements that a verb introduces: quotations beside it, clauses that interrupt what they report, complements."""

import re
from dataclasses import dataclass

from armstrace.reading.article import Article
from armstrace.reading.names.word_lists import word_list
from armstrace.reading.parse.tree import Tree
from armstrace.reading.statements.attribution import Attribution
from armstrace.reading.statements.clauses import complement, last_of_cue
from armstrace.reading.statements.cues import cues
from armstrace.reading.statements.frames import Frame, frames
from armstrace.reading.statements.phrases import noun_phrase
from armstrace.reading.statements.quotes import Quote, Quotes, is_title, is_utterance
from armstrace.reading.text.view import Span

# no speaker of a statement: the writer and the reader, things pointed at
_NAMING = frozenset({"call", "dub", "label", "brand"})
_UNREAL = frozenset({"until", "till", "if", "unless", "whether"})
_BESIDE = " ,\u2014-"
# what may stand between a cue and its quotation besides the words of the cue's own clause
_LONGEST_GAP = 160


@dataclass(frozen=True)
class Scene:
    """A text with its parse and its quotations."""

    article: Article
    tree: Tree
    quotes: Quotes
    wide: bool


def by_verbs(article: Article, tree: Tree, quotes: Quotes, wide: bool) -> list[Attribution]:
    """Find the statements that verbs introduce, in the order of the verbs."""
    scene = Scene(article, tree, quotes, wide)
    found = [each for frame in frames(tree, wide) if (each := _attribution(scene, frame))]
    return _without_parts(found)


def _without_parts(found: list[Attribution]) -> list[Attribution]:
    """Leave out a cue that is part of a longer one: "refused" of "refused to say"."""
    longest: dict[int, int] = {}
    for each in found:
        if each.cue:
            longest[each.cue.start] = max(longest.get(each.cue.start, 0), each.cue.end)
    return [each for each in found if each.cue is None or longest[each.cue.start] == each.cue.end]


def _attribution(scene: Scene, frame: Frame) -> Attribution | None:
    if not _counts(scene, frame):
        return None
    high = frame.high
    content: tuple[Span, ...] = _direct(scene, frame) or _around(scene, frame)
    if not content:
        found = complement(scene.tree, frame)
        if not found:
            return None
        high = last_of_cue(scene.tree, frame, found)
        if not scene.wide and not _is_said(scene, frame, found):
            return None
        content = (_with_quotes(scene, frame, _without_remark(scene, found)),)
    words = scene.tree.words
    low = _with_adverb(scene, frame) if scene.wide else frame.low
    cue = Span(words[low].start, words[high].end)
    named = None
    if frame.subject and frame.subject.printed is not frame.subject.word:
        named = noun_phrase(scene.tree, frame.subject.word.index)
    speaker = frame.speaker
    if _has_no_source(frame):
        return Attribution((speaker, *content), None, cue, frame.cue.kind) if speaker and scene.wide else None
    if speaker and any(speaker.start < part.end and part.start < speaker.end for part in content):
        return None
    return Attribution(content, speaker, cue, frame.cue.kind, named)


def _with_adverb(scene: Scene, frame: Frame) -> int:
    """Take "also", "then", "now" right before the verb into the cue."""
    before = scene.tree.words[frame.low - 1] if frame.low > frame.first else None
    taken = before is not None and before.tag == "RB" and before.head == frame.word.index and before.text[0].islower()
    return frame.low - 1 if taken else frame.low


def _has_no_source(frame: Frame) -> bool:
    """Tell what only seems: whose view that is stands nowhere."""
    return frame.cue.kind == "seem"


def _is_said(scene: Scene, frame: Frame, content: Span) -> bool:
    """Tell words from mere names: 'called it "a lie"' reports words, "called it Freedom Square" does not."""
    if frame.cue.lemma not in _NAMING or scene.tree.words[frame.high + 1].text.lower() in {"for", "on", "upon", "to"}:
        return True
    return bool(scene.quotes.within(content.start, content.end)) or any(
        word.text == "to" for word in scene.tree.words[slice(*scene.tree.within(content))]
    )


def _counts(scene: Scene, frame: Frame) -> bool:
    """Tell whether a verb reports at all here: not what could be said, not what is said inside a quotation."""
    inside = scene.quotes.at(frame.word.start)
    who = frame.subject.word.text.lower() if frame.subject else ""
    named = frame.subject is not None and frame.subject.word.pos == "PROPN"
    if inside and is_utterance(scene.article, inside) and (scene.wide or not named):
        return False
    if scene.wide:
        return True
    if scene.tree.words[frame.word.index].dep == "advcl" and any(
        mark.text.lower() in _UNREAL for mark in scene.tree.children(frame.word.index, "mark", "advmod")
    ):
        return False
    if who == "we" and frame.cue.kind not in {"call", "deny", "say"}:
        return False
    return frame.firm and bool(who) and who not in word_list("nobody") and not _is_nobody(scene.tree, frame)


def _is_nobody(tree: Tree, frame: Frame) -> bool:
    """Tell "not everybody", "no one", "neither side"."""
    if frame.speaker is None:
        return False
    first = tree.words[tree.within(frame.speaker)[0]]
    return first.text.lower() in {"no", "not", "nobody", "none", "neither", "few", "nothing"}


def _direct(scene: Scene, frame: Frame) -> tuple[Span, ...]:
    """Take the quotations right before and right after a verb and its speaker."""
    if "q" not in frame.takes:
        return ()
    words = scene.tree.words
    before = None if _begins_anew(scene, frame) else _quote_before(scene, words[frame.left].start)
    after = _quote_after(scene, frame)
    if before is None:
        return (_with_that(scene, frame, after), *_more(scene, after.end)) if after else ()
    start = _back_to_sentence(scene, before)
    content = [Span(start, before.end)]
    if after:
        content += [after.span, *_more(scene, after.end)]
    else:
        content += _more(scene, _sentence_end(scene, frame))
    return tuple(content)


def _begins_anew(scene: Scene, frame: Frame) -> bool:
    """Tell a cue that has its own clause or begins a sentence behind a finished one: what is quoted before is not its."""
    words = scene.tree.words
    if frame.right < frame.last and words[frame.right + 1].text.lower() in {"that", "whether"}:
        return True
    quote = scene.quotes.before(words[frame.left].start)
    if frame.left != frame.first or quote is None or quote.end > words[frame.first].start:
        return False
    return scene.article.seen[quote.start : quote.end].rstrip("\"' ")[-1:] == "."


def _with_that(scene: Scene, frame: Frame, quote: Quote) -> Span:
    """Begin a quoted clause with its "that"."""
    after = scene.tree.words[min(frame.right + 1, frame.last)]
    return Span(after.start, quote.end) if after.text.lower() == "that" and after.end <= quote.start else quote.span


def _quote_before(scene: Scene, offset: int) -> Quote | None:
    quote = scene.quotes.before(offset)
    if quote is None or offset - quote.end > 4 or scene.article.seen[quote.end : offset].strip(_BESIDE):
        return None
    block = scene.article.block_at(offset)
    if block is None or quote.start < block.start:
        return None
    if is_title(scene.article, quote):
        return None
    ends = scene.article.seen[quote.end - 2] in ",.?!-\u2014" or "," in scene.article.seen[quote.end : offset]
    return quote if ends or is_utterance(scene.article, quote) else None


def _back_to_sentence(scene: Scene, quote: Quote) -> int:
    """Begin a quotation with the unquoted words of its sentence: 'The plan is "a disaster", he said'."""
    sentence = scene.article.sentence_at(quote.start)
    if sentence is None:
        return quote.start
    lead = scene.article.seen[sentence.span.start : quote.start].strip()
    if not lead or lead[-1] in ":,\u2014" or lead[-1] in ".?!\"'":
        return quote.start
    return sentence.span.start


def _quote_after(scene: Scene, frame: Frame) -> Quote | None:
    """Take the quotation that follows the cue and its adjuncts, behind a comma, a colon or nothing."""
    words = scene.tree.words
    end = words[frame.right].end
    nearest = scene.quotes.within(end, end + _LONGEST_GAP)
    if not nearest or not is_utterance(scene.article, nearest[0]):
        return None
    quote = nearest[0]
    gap = scene.article.seen[end : quote.start].strip()
    block = scene.article.block_at(end)
    if block is None or quote.start >= block.end:
        return None
    if gap in {"", ",", ":", "that", ", that", "\u2014", "-"}:
        return quote
    if any(mark in gap for mark in '.?!;"') or not gap.endswith(":"):
        return None
    between = range(frame.right + 1, scene.tree.within(quote.span)[0])
    other = any(words[at].tag.startswith("VB") and words[at].lemma in cues() for at in between)
    return None if other else quote


def _more(scene: Scene, offset: int) -> list[Span]:
    """Take the quotations that go on right behind, with nothing but spaces between."""
    found: list[Span] = []
    for quote in scene.quotes.within(offset, offset + 10_000):
        if scene.article.seen[offset : quote.start].strip(" .,"):
            break
        block = scene.article.block_at(offset - 1)
        if block is None or quote.start >= block.end or not is_utterance(scene.article, quote):
            break
        if _has_cue_behind(scene, quote):
            break
        found.append(quote.span)
        offset = quote.end
    return found


def _has_cue_behind(scene: Scene, quote: Quote) -> bool:
    """Tell a quotation that has a cue of its own: the sentence goes on behind it."""
    sentence = scene.article.sentence_at(quote.end - 1)
    return sentence is not None and bool(scene.article.seen[quote.end : sentence.span.end].strip(" .,;"))


def _sentence_end(scene: Scene, frame: Frame) -> int:
    return scene.tree.words[frame.last].end


def _around(scene: Scene, frame: Frame) -> tuple[Span, ...]:
    """Take the sentence around a cue that stands in it like a bracket: "A, he said, B"."""
    tree, words = scene.tree, scene.tree.words
    if not ({"c", "q"} & frame.takes) or frame.speaker is None or frame.passive:
        return ()
    if words[frame.word.index].tag in {"VBG", "VB"} and frame.low == frame.word.index:
        return ()
    if frame.subject and frame.subject.printed is not frame.subject.word:
        return ()
    if frame.cue.kind != "tell" and tree.children(frame.word.index, "dobj") and frame.cue.kind not in {"ask", "put"}:
        return ()
    opens_with_as = frame.left > frame.first and words[frame.left - 1].text.lower() == "as"
    left = frame.left - 1 if opens_with_as else frame.left
    before = words[left - 1].text if left > frame.first else ""
    after = words[frame.right + 1].text if frame.right < frame.last else "."
    if after not in {",", ".", ";", "\u2014", "?", "!", "-", ")", '"'} or (
        before not in {",", "\u2014", "-", "?"} and before
    ):
        return ()
    if not before and not opens_with_as and not (after == "," and tree.head(frame.word.index).index > frame.right):
        return ()
    parts = []
    if left - 2 > frame.first and not _only_adjuncts(tree, frame, left - 2):
        parts.append((frame.first, left - 2))
    if after == "," and frame.right + 2 <= frame.last and not _other_clause(tree, frame):
        parts.append((frame.right + 2, frame.last))
    return tuple(span for low, high in parts if (span := _part(scene, low, high)))


def _only_adjuncts(tree: Tree, frame: Frame, last: int) -> bool:
    """Tell "In early October, when it rained, he said": nothing but where and when before a speaker."""
    if frame.speaker and frame.speaker.start > frame.word.start:
        return False
    after = tree.words[frame.right + 1].text if frame.right < frame.last else "."
    if after == ",":
        return False
    own: set[int] = set()
    for child in tree.children(frame.word.index, "prep", "advmod", "npadvmod", "advcl", "cc", "punct"):
        if child.dep != "advcl" or tree.children(child.index, "mark") or child.tag in {"VBG", "VBN"}:
            begin, end = tree.extent(child.index)
            own.update(range(begin, end + 1))
    return all(at in own for at in range(frame.first, last + 1))


def _other_clause(tree: Tree, frame: Frame) -> bool:
    """Tell words behind a bracket that belong to the speaker: ", adding that", ", who was there"."""
    word = tree.words[frame.right + 2]
    if word.tag in {"VBG", "WP", "WDT"} or word.text.lower() in {"who", "which"}:
        return True
    return word.text.lower() in {"and", "but"} and any(
        child.start > word.start for child in tree.children(frame.word.index, "conj")
    )


def _part(scene: Scene, low: int, high: int) -> Span | None:
    words = scene.tree.words
    while low < high and words[low].text in {",", ".", "\u2014", "-"}:
        low += 1
    while high > low and words[high].text in {",", ".", "\u2014", "-", ";"}:
        high -= 1
    return _whole(scene, Span(words[low].start, words[high].end))


_ELSEWHERE = re.compile(r",? according to ", re.IGNORECASE)
_REMARK = re.compile(r"\s\((?=[a-z])[^()]{25,}\)$|\s\u2014\s[^\u2014\"]{10,160}$")


def _without_remark(scene: Scene, span: Span) -> Span:
    """Cut the writer's own remark in brackets or behind a dash off the end of what is reported."""
    match = _REMARK.search(scene.article.seen, max(span.start, span.end - 400), span.end)
    return Span(span.start, match.start()) if match and match.start() - span.start > 20 else span


def _with_quotes(scene: Scene, frame: Frame, span: Span) -> Span:
    """Fit the end of a complement to the quotations in it."""
    fitted = _whole(scene, span)
    end = scene.tree.words[frame.high].end
    return Span(max(fitted.start, end), fitted.end) if fitted.start < end < fitted.end else fitted


def _whole(scene: Scene, span: Span) -> Span:
    """Stretch a span over the quotations that it cuts; a quotation that it begins with and fills is the span."""
    cut = _ELSEWHERE.search(scene.article.seen, span.start, span.end)
    start, end = span.start, cut.start() if cut and not scene.quotes.at(cut.start()) else span.end
    first = scene.quotes.at(start) or scene.quotes.at(start - 1)
    if first and first.end > start and start - first.start <= 2:
        start = first.start
        if first.end >= end - 2:
            return first.span
    last = scene.quotes.at(end - 1) or scene.quotes.at(end)
    if last and last.start >= start and last.start < end:
        end = max(end, last.end)
    return Span(start, end)
