"""When something happened: the time that stands in its clause, or frames its sentence."""

import re

from armstrace.reading.article import Article
from armstrace.reading.incidents.named import within
from armstrace.reading.text.view import Span
from armstrace.reading.times.mention import TimeMention

SPEECH = frozenset(
    "say state tell report announce claim deny accuse write declare confirm note stress add explain assert argue warn allege call "  # noqa: SIM905 # a list of words is easier to check as a sentence
    "condemn urge insist admit acknowledge conclude suggest ask reply answer speak tweet post publish release describe recall "
    "believe think blame reject dismiss criticise criticize propose demand comment remark exclaim emphasise emphasize mention "
    "reveal disclose vow pledge promise threaten indicate maintain estimate document find establish recommend respond quote".split()
)
_DATES = frozenset({"date", "time"})
_DATELINE = re.compile(r"[A-Z][A-Z .'-]+(?:[,/] [^()]{0,30}?)?(?:\([^()]{1,30}\) )?(?:-|\u2014) ")


def dates_in(article: Article, span: Span) -> list[TimeMention]:
    """Give the times of a stretch that the calendar can tell."""
    return [time for time in within(article.times, span) if time.when is not None and time.kind in _DATES]


def told_from(article: Article, span: Span) -> int:
    """Give where a clause begins behind the dateline of a report ("ADEN, June 21 (Agency) - ")."""
    dateline = _DATELINE.match(article.seen, span.start, min(span.end, span.start + 90))
    return dateline.end() if dateline else span.start


def moment_of(article: Article, span: Span, head: Span) -> TimeMention | None:
    """Give the time of a clause: the nearest inside it, else one that opens its sentence and belongs to no speech."""
    span = Span(max(span.start, min(told_from(article, span), head.start)), span.end)
    inside = dates_in(article, span)
    if inside:
        return min(inside, key=lambda time: (abs(time.start - head.start), time.start))
    sentence = article.sentence_at(head.start)
    if sentence is None:
        return None
    opening = dates_in(article, Span(sentence.span.start, span.start)) if span.start > sentence.span.start else []
    fitting = [time for time in opening if _aside(article, time, span) or not _spoken(article, time, head)]
    return fitting[-1] if fitting else None


def _aside(article: Article, time: TimeMention, span: Span) -> bool:
    """Tell "Three days later, residents told us, a drone fired": the speaker stands between commas."""
    between = article.seen[time.end : span.start]
    return between.count(",") == 2 and between.endswith(", ") and len(between) < 120 and " that " not in between


def _spoken(article: Article, time: TimeMention, head: Span) -> bool:
    """Tell whether a time before a clause is that of another act, such as a statement about the clause."""
    tree = article.tree
    index = tree.at(time.end - 1) if tree else None
    if tree is None or index is None:
        between = article.seen[time.end : head.start]
        return bool(re.search(r"\bthat\b|[;:\"(]", between)) or len(between) > 120
    governor = next((word for word in tree.ancestors(index) if word.pos in {"VERB", "AUX"}), None)
    at = tree.at(head.start)
    if governor is None or at is None:
        return False
    if governor.index == at:
        return False
    below = any(word.index == governor.index for word in tree.ancestors(at))
    if governor.lemma in SPEECH:
        # "on 3 May the ministry said that the town was being shelled": what is said goes on
        return not (below and any(c.text.lower() == "being" for c in tree.children(at, "auxpass", "aux")))
    return not below
