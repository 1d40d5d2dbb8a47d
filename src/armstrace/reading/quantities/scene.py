"""What a quantity is read against: who acts and who suffers around it, and when."""

from bisect import bisect_left
from dataclasses import dataclass, field

from armstrace.reading.article import Article, Sentence
from armstrace.reading.frames.find import frame_at
from armstrace.reading.frames.frame import Frame
from armstrace.reading.parties import Parties, Party, is_pronoun
from armstrace.reading.text.view import Span
from armstrace.reading.times.find import find_times
from armstrace.reading.times.mention import TimeMention
from armstrace.records.values import When

# how far back a pronoun or an enemy is looked for
REACH = 700


@dataclass
class Scene:
    """The parties, dates and frames of one article, each found once."""

    article: Article
    parties: Parties = field(init=False)
    times: list[TimeMention] = field(init=False)
    frames: dict[int, Frame | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the parties and times of the article."""
        article = self.article
        self.parties = Parties(article)
        self.times = sorted(
            find_times(article.seen, [(b.start, b.body.end, b.day) for b in article.blocks], article.published),
            key=lambda time: time.start,
        )
        self._starts = [time.start for time in self.times]

    def frame(self, offset: int) -> Frame | None:
        """Give the frame around a word, worked out once."""
        if offset not in self.frames:
            self.frames[offset] = frame_at(self.article, offset)
        return self.frames[offset]

    def dates(self, span: Span) -> list[TimeMention]:
        """Give the dates and clock times named inside a span."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [time for time in self.times[first:last] if time.kind in {"date", "time"}]

    def period(self, sentence: Sentence, number: Span, frame: Frame | None) -> When | None:
        """Choose the date of a number: in its own clause, else the only or nearest one of its sentence."""
        known = [time for time in self.dates(sentence.span) if time.when is not None]
        if frame is not None:
            inside = [time for time in known if frame.span.start <= time.start < frame.span.end]
            known = inside or known
        best = min(known, key=lambda time: _distance(time, number), default=None)
        return best.when if best else None

    def resolved(self, span: Span | None, floor: int) -> Party | None:
        """Give the party that a phrase names, or that its pronoun stands for."""
        if span is None:
            return None
        named = self.parties.within(span)
        if named:
            return named[0]
        if is_pronoun(self.article.seen[span.start : span.end]):
            return next(iter(self.parties.before(span.start, max(0, floor - REACH))), None)
        return None

    def enemy(self, of: str | None, sentence: Sentence) -> str | None:
        """Give the other side, where the words just before name exactly one state beside this one."""
        if of is None:
            return None
        near = self.parties.within(Span(max(0, sentence.span.start - REACH), sentence.span.end))
        found = {party.name for party in near if party.name != of and party.kind != "body"}
        return found.pop() if len(found) == 1 else None


def _distance(time: TimeMention, number: Span) -> int:
    return time.start - number.end if time.start >= number.end else number.start - time.end
