"""Making a deal of the parts that a clause or phrase gives."""

import re
from collections.abc import Iterator

from armstrace.reading.article import Sentence
from armstrace.reading.incidents.named import within
from armstrace.reading.scene import Scene
from armstrace.reading.text.view import Span
from armstrace.reading.trades.deal import Deal
from armstrace.reading.trades.goods import goods
from armstrace.reading.trades.heads import Head, find_heads
from armstrace.reading.trades.named import DESCRIBING, Side

_IS_MONEY = re.compile(r"[$\u20ac\u00a3]|\b(?:dollars?|euros?|million|billion|worth|funds|money)\b")
_CLAUSE = re.compile(
    r"[;\u2014]|, (?:while|whereas|although|though|but|yet|so|and (?=(?:[A-Z]\w+ ){1,3}(?:[a-z]+(?:s|ed)|lent|gave|sold|bought|sent|made|took|got|told|paid)\b))|\b(?:while|whereas|but|although|because|after|before)\b",
    re.IGNORECASE,
)
_SKIP = re.compile(
    r"^(?:the |a |an |its |their |his |some |any |more |all |these |those |such |most of the |many of the |much of the )+",
    re.IGNORECASE,
)
_MADE = re.compile(r"-(?:made|built|produced|manufactured|designed)\b")
_PERFECT = re.compile(
    r"\b(?:has|have|had)(?: (?:also|already|since|reportedly|secretly|long|repeatedly|allegedly|not|never))? $",
    re.IGNORECASE,
)


_ALSO = re.compile(
    r"(?:,| and|, and) (?:about |some )?(?:\d[\d,]{0,9}|two|three|four|five|six|seven|eight|nine|ten|twelve|dozens of|hundreds of) "
)
_UNDERGO = re.compile(r" (?:were|was|are|is|have been|had been|has been) (?:\w+ly |all |also )?$")
_WORTH = re.compile(
    r" worth (?:\w+ ){0,3}?(?:[$\u20ac\u00a3]\s?)?\d[\d.,]{0,15}(?: ?(?:million|billion|bn|m))?(?: (?:US )?(?:dollars|euros|pounds))?"
)


def made(scene: Scene, head: Head, what: Span, supplier: Side, recipient: Side) -> Deal:
    """Make a deal of its parts; its span runs from the first to the last that stand near."""
    what_end = _listed_goods(scene, what)
    spans = [head.span, Span(what.start, what_end), *(side.span for side in (supplier, recipient) if side.span)]
    near = [span for span in spans if span.start - head.span.end < 220 and head.span.start - span.end < 60]
    end = max(each.end for each in near)
    worth = _WORTH.match(scene.article.seen, end)
    span = Span(min(each.start for each in near), worth.end() if worth else end)
    words = "arms" if what == head.span else words_of(scene, what)
    return Deal(head.span, span, words, supplier.names, recipient.names)


def _listed_goods(scene: Scene, what: Span) -> int:
    """Give where a list of counted goods ends: "24 jets, 92 tanks and 5,000 launchers"."""
    end = what.end
    while True:
        more = _ALSO.match(scene.article.seen, end)
        found = goods(scene.article.seen, Span(more.end(), more.end() + 40), []) if more else []
        if more is None or not found or found[0].start > more.end() + 12:
            return end
        end = found[0].end


def words_of(scene: Scene, what: Span) -> str:
    """Give the words of the goods, without articles and without the party that describes them."""
    words = _SKIP.sub("", scene.article.words(what))
    for mention in within(scene.article.states, what):
        if mention.start <= what.start + 8 and mention.kind in {"demonym", "adjective", "abbreviation"}:
            words = words.removeprefix(f"{mention.printed} ").lstrip()
    return words or scene.article.words(what)


def clause_of(scene: Scene, sentence: Sentence, head: Head) -> Span:
    """Give the stretch around a verb up to the marks that begin another clause."""
    before = [match.end() for match in _clauses(scene, Span(sentence.span.start, head.span.start))]
    behind = next(_clauses(scene, Span(head.span.end, sentence.span.end)), None)
    start = before[-1] if before else sentence.span.start
    return Span(start, behind.start() if behind else sentence.span.end)


# "not only tanks but also frigates" is one list, "not only sold tanks but also gave jets" is none
_NOT_ONLY = re.compile(r"\bnot (?:only|just|merely|simply)\b[^.;:]{0,80}$", re.IGNORECASE)


def _clauses(scene: Scene, span: Span) -> Iterator[re.Match[str]]:
    for match in _CLAUSE.finditer(scene.article.seen, span.start, span.end):
        first = max(0, match.start() - 100)
        listed = _NOT_ONLY.search(scene.article.seen, first, match.start()) if "but" in match.group() else None
        if listed is None or find_heads(scene.article, Span(listed.start(), match.start())):
            yield match


def is_passive(scene: Scene, head: Head) -> bool:
    """Tell "were sold" from "had sold"."""
    if _PERFECT.search(scene.article.seen, max(0, head.span.start - 24), head.span.start):
        return False
    frame = scene.frame(head.span.start)
    return bool(frame and frame.passive)


def goods_in(scene: Scene, span: Span) -> list[Span]:
    """Find the goods of a stretch, without the names of those who get them: "sold Brazil jets and Chad tanks"."""
    weapons = [(weapon.start, weapon.end) for weapon in within(scene.article.weapons, span)]
    return [_without_names(scene, each) for each in goods(scene.article.seen, span, weapons)]


_AND_A_NAME = re.compile(r"(?:, and|,| and) (?:the )?$")


def _without_names(scene: Scene, what: Span) -> Span:
    for mention in within(scene.article.states, what):
        if mention.kind in DESCRIBING or not scene.article.seen.startswith(" ", mention.end):
            continue
        if mention.start == what.start:
            what = Span(mention.end + 1, what.end)
        elif joined := _AND_A_NAME.search(scene.article.seen, what.start, mention.start):
            return Span(what.start, joined.start())
    return what


def goods_of(scene: Scene, clause: Span, head: Head) -> Span | None:
    """Choose the goods of a verb: those behind it, else those before it in the clause."""
    found = goods_in(scene, clause)
    behind = [each for each in found if each.start >= head.span.end]
    before = [each for each in found if each.end <= head.span.start]
    undergo = before and _UNDERGO.match(scene.article.seen[before[-1].end : head.span.start])
    if undergo and not scene.article.seen.startswith(" with ", head.span.end):
        return before[-1]
    if behind:
        between = scene.article.seen[head.span.end : behind[0].start]
        return (
            behind[0]
            if _IS_MONEY.search(between)
            or not re.search(r"\b(?:for|about|over|against|on|in) (?:[\w-]+ ){0,3}$", between)
            else None
        )
    if before and (is_passive(scene, head) or _relative(scene, head) or head.word.startswith("total")):
        return before[-1]
    if head.word.startswith("arm") and scene.article.seen[head.span.start : head.span.end].lower() in {
        "arming",
        "armed",
    }:
        return head.span
    return None


def _relative(scene: Scene, head: Head) -> bool:
    """Tell "the weapons they had bought": the verb describes the goods before it."""
    tree = scene.article.tree
    index = tree.at(head.span.start) if tree else None
    if tree is None or index is None:
        return bool(
            re.search(
                r"\b(?:that|which|they|it|he)\b[^,;]{0,30}$",
                scene.article.seen[max(0, head.span.start - 45) : head.span.start],
            )
        )
    word = tree.words[index]
    return word.dep in {"relcl", "acl"} or (word.dep == "conj" and tree.head(index).dep in {"relcl", "acl"})


def describing(scene: Scene, what: Span) -> Side:
    """Give the party whose goods they are: "Russian weaponry", "in U.S. security assistance"."""
    seen = scene.article.seen
    for mention in within(scene.article.states, Span(max(0, what.start - 25), what.end)):
        described = mention.end >= what.start - 4 and (
            mention.start >= what.start or seen[mention.end : what.start].strip(" '") in {"", "s"}
        )
        if described and not _MADE.match(seen, mention.end):
            return Side((mention.code,), Span(mention.start, mention.end))
    return Side()
