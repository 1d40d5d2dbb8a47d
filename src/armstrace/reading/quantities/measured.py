"""Shares, money, lengths of time and way, areas and ratios of running text."""

import re
from collections.abc import Iterator
from dataclasses import replace

from armstrace.reading.article import Sentence
from armstrace.reading.figures.context import ARMS_WORDS
from armstrace.reading.figures.numbers import Number
from armstrace.reading.quantities.counted import counted
from armstrace.reading.scene import Scene
from armstrace.reading.text.view import Span
from armstrace.records.claims import QuantityClaim

_JOINED = re.compile(
    r"^(?:-|(?=k?m\b))(?P<unit>m|second|minute|hour|day|week|month|year|decade|century|km|kilomet(?:re|er)|mile|met(?:re|er)|foot|acre|hectare)(?:s|-long|-wide|-range)?(?: (?!and\b|or\b|in\b|of\b|to\b|for\b|with\b|at\b)[\w-]+){0,3}",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"\b(?:for|in|lasted|lasting|lasts|continued|raged|took|takes|within|spent|after|during|sentenced to|sentence of|prison term of|delay of|period of) (?:the |another |a further )?$",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:past|last|next|first|previous|final|following|coming|recent|preceding|these|those|every|other) $",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"^ (?:ago|later|earlier|before|prior|since|old|into|on\b|after (?:which|that|the)|to (?:go|come)|in (?:a row|advance))",
    re.IGNORECASE,
)
_OF_PHRASE = re.compile(
    r"^ (?:worth )?(?:of|in|for) (?:(?!\b(?:and|but|while|which|that|who|when|after|before|is|are|was|were|has|have|had|will|to|from|by|at|on|in)\b)[\w'.-]+ ?){1,7}",
    re.IGNORECASE,
)
_NAMED_SUM = re.compile(
    r"\b(?:an? |the )?(?:\w+ ){0,2}(?:salary|wage|budget|fine|price|cost|loan|grant|payment|sum|total|contract|deal|package|aid|compensation|ransom|bounty|pension|damage|debt)s?(?: worth)? of (?:up to |about )?$",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\b(?P<verb>received|provided|approved|allocated|spent|paid|cost|costs|granted|gave|given|pledged|donated|requested|lent|invested|earned|earns?|pays?|offered|worth|totall?ed|reached)(?: [\w']+){0,2} $",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"^ (?:as|more|less|higher|lower|larger|bigger|greater|the|smaller|fewer)\b[^,;.]{0,60}", re.IGNORECASE
)
_WEEK = 7


def measured(scene: Scene, sentence: Sentence, number: Number) -> Iterator[QuantityClaim]:
    """Give the claim of a number that measures: a share, money, a duration, a distance, an area, a ratio."""
    if number.kind == "percent":
        yield from _share(scene, sentence, number)
    elif number.kind == "money":
        yield _amount(scene, sentence, number)
    elif number.kind == "times":
        more = _TIMES.match(scene.article.seen[number.end : sentence.span.end])
        if more:
            end = number.end + len(more.group().rstrip())
            yield _claim(scene, sentence, number, (number.start, end), ("ratio", "times"))
    elif number.kind == "plain":
        yield from _extent(scene, sentence, number)


def _share(scene: Scene, sentence: Sentence, number: Number) -> Iterator[QuantityClaim]:
    seen = scene.article.seen
    words = seen[number.core.start : number.core.end].lower()
    if (number.value is None and not re.search(r"majority|bulk", words)) or words in {"all", "most"}:
        return
    of = counted(scene.article, number, sentence.span.end)
    end = max(number.end, of.span.end if of else number.end)
    before = seen[sentence.span.start : number.start].rstrip()
    if not before or before.endswith((",", ";", ":")):
        end = _clause_end(seen, end, sentence.span.end)
    yield _claim(scene, sentence, number, (number.start, end), ("share", "percent"))


def _clause_end(seen: str, position: int, limit: int) -> int:
    stop = re.search(r"[,;\u2014]| (?:and|but|while|which)\b|[.!?]?[\"')]*$", seen[position:limit])
    return position + stop.start() if stop else limit


def _amount(scene: Scene, sentence: Sentence, number: Number) -> QuantityClaim:
    """Read money with what it is for, what it is called and the verb right before it."""
    seen = scene.article.seen
    start, end = number.start, number.end
    floor = max(sentence.span.start, start - 60)
    named = _NAMED_SUM.search(seen, floor, start) or _PAID.search(seen, floor, start)
    start = named.start() if named else start
    more = _OF_PHRASE.match(seen[end : sentence.span.end])
    end += len(more.group().rstrip()) if more else 0
    return _claim(scene, sentence, number, (start, end), ("amount", number.unit or ""))


def _extent(scene: Scene, sentence: Sentence, number: Number) -> Iterator[QuantityClaim]:
    seen = scene.article.seen
    joined = _JOINED.match(seen[number.end : sentence.span.end])
    if joined:
        what = counted(scene.article, number, sentence.span.end)
        yield from _lasting(scene, sentence, number, joined["unit"], number.end + joined.end())
        return
    what = counted(scene.article, number, sentence.span.end)
    if what is None or what.kind.name not in {"time", "length", "area"}:
        return
    if what.kind.name == "time":
        if _PERIOD.search(seen, max(0, number.start - 12), number.start) or _SINCE.match(
            seen[what.span.end : sentence.span.end]
        ):
            return
        of = re.match(r" of [a-z]+(?: [a-z]+)?", seen[what.span.end : sentence.span.end])
        if of is None and not _LASTING.search(seen, max(sentence.span.start, number.start - 30), number.start):
            return
        led = re.search(r"\bfor $", seen[max(sentence.span.start, number.start - 4) : number.start], re.IGNORECASE)
        span = (number.start - 4 if led else number.start, what.span.end + (len(of.group()) if of else 0))
        yield _timed(scene, sentence, number, span, what.kind.unit)
        return
    measure = "distance" if what.kind.name == "length" else "area"
    yield _claim(scene, sentence, number, (what.span.start, what.span.end), (measure, what.kind.unit))


def _lasting(scene: Scene, sentence: Sentence, number: Number, unit: str, end: int) -> Iterator[QuantityClaim]:
    """Read "a two-year training mission", "a 300-km range"."""
    unit = unit.lower()
    if unit in {"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"}:
        yield _timed(scene, sentence, number, (number.start, end), unit)
    elif unit not in {"acre", "hectare"}:
        unit = {"km": "kilometre", "m": "metre", "kilometer": "kilometre", "meter": "metre"}.get(unit, unit)
        yield _claim(scene, sentence, number, (number.start, end), ("distance", unit))
    else:
        yield _claim(scene, sentence, number, (number.start, end), ("area", unit))


def _timed(scene: Scene, sentence: Sentence, number: Number, span: tuple[int, int], unit: str) -> QuantityClaim:
    """Count weeks in days, as the schema does; one that opens its sentence takes what lasted: "For six years, the war"."""
    start, end = span
    if start == sentence.span.start and scene.article.seen.startswith(", ", end):
        frame = _main(scene, end + 2)
        end = frame.end if frame else end
    claim = _claim(scene, sentence, number, (start, end), ("duration", unit))
    if unit != "week":
        return claim
    days = {name: _WEEK * value for name in ("value", "min", "max") if (value := getattr(claim, name)) is not None}
    return replace(claim, unit="day", **days)


def _main(scene: Scene, offset: int) -> Span | None:
    """Give the subject of the clause that begins at an offset."""
    tree = scene.article.tree
    index = tree.at(offset) if tree else None
    if tree is None or index is None:
        return None
    verb = next((word for word in tree.ancestors(index) if word.pos in {"VERB", "AUX"}), None)
    frame = scene.frame(verb.start) if verb else None
    return frame.subject if frame and frame.subject and frame.subject.start == offset else None


def _claim(
    scene: Scene, sentence: Sentence, number: Number, span: tuple[int, int], what: tuple[str, str]
) -> QuantityClaim:
    measure, unit = what
    article = scene.article
    arms = measure == "share" and bool(ARMS_WORDS.search(article.seen, sentence.span.start, sentence.span.end))
    dated = measure not in {"duration", "distance", "area"}
    return QuantityClaim(
        start=span[0],
        end=span[1],
        text=article.text[span[0] : span[1]],
        measure=measure,
        value=number.value,
        min=number.low if number.low is not None or number.comparator not in {">", ">="} else number.value,
        max=number.high if number.high is not None or number.comparator not in {"<", "<="} else number.value,
        unit=unit,
        comparator=number.comparator,
        subject=_subject(scene, number) if measure in {"share", "amount"} else None,
        commodity="arms" if arms else None,
        action="not_trade",
        period=scene.period(sentence, Span(number.start, number.end), None) if dated else None,
        sentence=(sentence.span.start, sentence.span.end),
    )


def _subject(scene: Scene, number: Number) -> str | None:
    """Give who acts in the clause of the number, where its frame tells."""
    tree = scene.article.tree
    index = tree.at(number.core.start) if tree else None
    if tree is None or index is None:
        return None
    for above in tree.ancestors(index):
        if above.pos == "VERB":
            frame = scene.frame(above.start)
            if frame is None or frame.subject is None or frame.subject.start <= number.start < frame.subject.end:
                return None
            return scene.actor(frame.subject)
    return None
