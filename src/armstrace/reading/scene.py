"""What a quantity is read against: who acts and who suffers around it, and when."""

import re
from dataclasses import dataclass, field

from armstrace.reading.article import Article, Sentence
from armstrace.reading.frames.find import frame_at
from armstrace.reading.frames.frame import Frame
from armstrace.reading.incidents.moment import dates_in
from armstrace.reading.incidents.named import within
from armstrace.reading.incidents.parties import parties_in
from armstrace.reading.text.view import Span
from armstrace.reading.times.mention import TimeMention
from armstrace.reading.trades.deal import Deal
from armstrace.records.values import When

# how far back an enemy is looked for
REACH = 700
_JOINS = re.compile(r" ?(?:and|to|until|through|till|-|and up to|up to|and until)(?: the)? ?$", re.IGNORECASE)
_SINCE = re.compile(r"\bsince (?:the |early |late |about )?$", re.IGNORECASE)
_STATE = re.compile(r"(?!X)[A-Z]{3}")


@dataclass
class Scene:
    """An article with the frames and parties that were asked for, each worked out once."""

    article: Article
    frames: dict[int, Frame | None] = field(default_factory=dict)
    acting: dict[tuple[int, int], str | None] = field(default_factory=dict)
    told: dict[tuple[int, Deal | None], tuple[Deal, ...]] = field(default_factory=dict)

    def frame(self, offset: int) -> Frame | None:
        """Give the frame around a word."""
        if offset not in self.frames:
            self.frames[offset] = frame_at(self.article, offset)
        return self.frames[offset]

    def actor(self, span: Span | None) -> str | None:
        """Give the party that a phrase names as acting, or that its pronoun stands for."""
        if span is None:
            return None
        key = (span.start, span.end)
        if key not in self.acting:
            found = parties_in(self.article, span)
            self.acting[key] = found[0].name if found else None
        return self.acting[key]

    def named(self, span: Span) -> list[str]:
        """Give the states and armed groups that a stretch names, in order."""
        found = [(group.start, group.name) for group in within(self.article.groups, span)]
        for mention in within(self.article.states, span):
            name = mention.code if _STATE.fullmatch(mention.code) else mention.printed
            found.append((mention.start, "Artsakh" if mention.code == "XNK" else name))
        return [name for _, name in sorted(found)]

    def period(self, sentence: Sentence, number: Span, frame: Frame | None) -> When | None:
        """Choose the date of a number: in its own clause, else the nearest one of its sentence."""
        known = dates_in(self.article, sentence.span)
        if frame is not None:
            inside = [time for time in known if frame.span.start <= time.start < frame.span.end]
            known = inside or known
        best = min(known, key=lambda time: _distance(time, number), default=None)
        if best is not None:
            return self._whole(best, known)
        block = self.article.blocks[sentence.block]
        return When.day(block.day) if block.day else None

    def _whole(self, best: TimeMention, known: list[TimeMention]) -> When | None:
        """Join "27 and 28 October", and leave the end of "since June 1992" open."""
        when = best.when
        for other in known:
            first, last = (other, best) if other.start < best.start else (best, other)
            between = self.article.seen[first.end : last.start]
            if other is not best and len(between) < 14 and _JOINS.match(between) and first.when and last.when:
                start, end = first.when.earliest, last.when.latest
                return When(start, end, "", f"{start}/{end}") if start and end and start <= end else when
        if when and when.latest and _SINCE.search(self.article.seen, max(0, best.start - 20), best.start):
            return When(when.earliest, None, when.qualifier, f"{when.edtf}/..")
        return when

    def enemy(self, of: str | None, sentence: Sentence) -> str | None:
        """Give the other side, where the words just before name exactly one state beside this one."""
        if of is None:
            return None
        near = self.named(Span(max(0, sentence.span.start - REACH), sentence.span.end))
        others = {name for name in near if name != of}
        return others.pop() if len(others) == 1 else None


def _distance(time: TimeMention, number: Span) -> int:
    return time.start - number.end if time.start >= number.end else number.start - time.end
