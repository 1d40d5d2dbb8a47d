"""Ranks: "Israel was Azerbaijan's largest supplier", "the world's third-largest arms importer"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from armstrace.reading.figures.bases import clause
from armstrace.reading.figures.clauses import Sentence, matches, row_pattern
from armstrace.reading.figures.context import Context, one_class, period_for, span_of
from armstrace.reading.figures.periods import Period
from armstrace.reading.figures.regions import region_in
from armstrace.reading.figures.roles import Roles, groups
from armstrace.reading.figures.windows import open_period
from armstrace.records.claims import QuantityClaim

_NOUNS = frozenset({"SUPPLIER", "EXPORTER", "IMPORTER", "RECIPIENT"})
_REACH = 5


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A rank (token `index`), the noun it ranks (token `noun`), and whether all the world is meant."""

    index: int
    noun: int
    kind: str
    world: bool


_Sides = list[tuple[str | None, str | None, int]]


def ranks(sentence: Sentence, read: Roles, before: Context) -> Iterator[QuantityClaim]:
    """Give the rank claims of one sentence."""
    yield from _unsurpassed(sentence, before)
    for index in sentence.indexes("R"):
        noun = _noun(sentence, index)
        if noun is not None and not _is_one_of_several(sentence, index):
            ranked = _Ranked(index, noun, sentence.tokens[noun].tag, _is_world(sentence, index, noun))
            measure, sides = _sides(sentence, ranked, read, before)
            yield from _claims(sentence, ranked, measure, sides, before)


# as in: No state imported more major arms than India
_MOST = row_pattern(r"NEG (?:[a-z]+ ){1,2}(?P<verb>PROVIDE|RECEIVE) more (?:R )?ARMS than (?P<x>S)")


def _unsurpassed(sentence: Sentence, before: Context) -> Iterator[QuantityClaim]:
    for match in _MOST.finditer(sentence.row):
        index = sentence.at(match.start("x"))
        code = sentence.code(index)
        exporter = match["verb"] == "PROVIDE"
        period = period_for(sentence, index, before)
        start, end = span_of(sentence, [sentence.at(match.start()), index], None, period)
        yield QuantityClaim(
            start=start,
            end=end,
            text=sentence.text[start:end],
            measure="share_of_exports" if exporter else "share_of_imports",
            value=1.0,
            comparator="ordinal",
            subject=code if exporter else "*",
            object="*" if exporter else code,
            commodity="arms",
            period=period.when if period else before.period,
            sentence=(sentence.span.start, sentence.span.end),
        )


def _noun(sentence: Sentence, index: int) -> int | None:
    """Find the supplier, exporter, importer or customer that is ranked, a few words on."""
    for other in range(index + 1, min(index + 1 + _REACH, len(sentence.tokens))):
        tag = sentence.tokens[other].tag
        if tag in _NOUNS:
            return other
        owner = tag == "S" and sentence.part(other + 1, other + 2) == "'S"
        if tag in {"EXPORTS", "IMPORTS", "P", ";", ","} or (tag == "S" and not owner):
            return None
    return None


def _is_one_of_several(sentence: Sentence, index: int) -> bool:
    """Tell "one of its largest suppliers", which ranks nobody."""
    lead = sentence.text[max(sentence.span.start, sentence.tokens[index].start - 45) : sentence.tokens[index].start]
    return bool(re.search(r"\b(?:one of|among)\b[^,;]*$", lead, re.IGNORECASE))


def _is_world(sentence: Sentence, index: int, noun: int) -> bool:
    around = [token.tag for token in sentence.tokens[max(0, index - 3) : noun + 5]]
    text = sentence.text[
        sentence.tokens[index].start : sentence.tokens[min(noun + 4, len(sentence.tokens) - 1)].end
    ].lower()
    return "GLOBAL" in around or "in the world" in text


def _best(sentence: Sentence, read: Roles, sign: float, near: int, without: str | None = None) -> list[int]:
    """Give the states whose words make them supplier (sign 1) or recipient (-1), with those coordinated with them."""
    first, last = clause(sentence, near)
    leaning = [i for i in sentence.indexes("S") if sign * read.leaning(i) > 0 and sentence.code(i) != without]
    candidates = [i for i in leaning if first <= i < last] or leaning
    if not candidates:
        return []
    best = max(candidates, key=lambda i: (sign * read.leaning(i), -abs(i - near)))
    return next((group for group in groups(sentence) if best in group), [best])


def _sides(sentence: Sentence, ranked: _Ranked, read: Roles, before: Context) -> tuple[str, _Sides]:
    """Give the measure and, per ranked state, (subject, object, its token)."""
    if ranked.kind in {"EXPORTER", "IMPORTER"} or ranked.world:
        return _world_sides(sentence, ranked, before)
    if ranked.kind == "SUPPLIER":
        recipients = _best(sentence, read, -1.0, ranked.noun)
        recipient = sentence.code(recipients[0]) if recipients else before.recipient
        suppliers = _best(sentence, read, 1.0, ranked.noun, recipient)
        if not suppliers and _has_one(sentence, ranked):
            return "share_of_imports", []
        suppliers = suppliers or _subject(sentence, ranked, recipient)
        found: _Sides = [(sentence.code(i), recipient, i) for i in suppliers]
        return "share_of_imports", found or [(before.supplier, recipient, ranked.index)]
    suppliers = _best(sentence, read, 1.0, ranked.noun)
    supplier = sentence.code(suppliers[0]) if suppliers else before.supplier
    recipients = _best(sentence, read, -1.0, ranked.noun, supplier)
    found = [(supplier, sentence.code(i), i) for i in recipients]
    return "share_of_exports", found or [(supplier, before.recipient, ranked.index)]


def _subject(sentence: Sentence, ranked: _Ranked, other: str | None) -> list[int]:
    """Take the first state of the clause that is not the other party: "Turkey occupied first place among ..."."""
    first, _ = clause(sentence, ranked.index)
    return [i for i in sentence.indexes("S") if first <= i < ranked.index and sentence.code(i) != other][:1]


# "Chad had only one supplier", "lost its main supplier": the subject has suppliers and is none
_HAS = re.compile(
    r"\b(?:ha[sd]|have|having|lean\w*|rel(?:y|ies|ied|ying)|depend\w*|los[te]\w*|sought|seek\w*|look\w*|found|finds?|finding|want\w*|need\w*|miss\w*|quarrel\w*|without|switch\w*|change[sd]?|drop(?:s|ped)|kept|keeps?) "
    r"(?!been\b|become\b|remained\b|long\b|always\b|since\b)[^,;:]{0,40}$",
    re.IGNORECASE,
)
_BEING = re.compile(r"\b(?:is|was|are|were|been|be|become|became|becomes|remain\w*|as)\b", re.IGNORECASE)


def _has_one(sentence: Sentence, ranked: _Ranked) -> bool:
    """Tell "Uganda lost its main supplier" from "Uganda has been its main supplier"."""
    start = sentence.tokens[ranked.index].start
    lead = sentence.text[max(sentence.span.start, start - 60) : start]
    has = _HAS.search(lead)
    return has is not None and not _BEING.search(has.group())


_IS = frozenset({"BE", "HAVE BE", "RISE TO", ", BE", "as", "BE still"})


def _world_sides(sentence: Sentence, ranked: _Ranked, before: Context) -> tuple[str, _Sides]:
    """Take the state nearest to the noun, and those coordinated with it."""
    importer = ranked.kind in {"IMPORTER", "RECIPIENT"}
    states = [i for i in sentence.indexes("S") if not _owns(sentence, i, ranked.index)] or sentence.indexes("S")
    subject = _before_verb(sentence, ranked) or [
        i for i in states if sentence.part(i + 1, ranked.index).removesuffix(" 'S").removesuffix(" GLOBAL") in _IS
    ]
    nearest = subject[-1] if subject else min(states, key=lambda i: abs(i - ranked.noun), default=None)
    if nearest is not None and nearest > ranked.noun and "we" in sentence.part(0, ranked.index).split():
        return "share_of_imports" if importer else "share_of_exports", []
    if nearest is None:
        known = before.recipient if importer else before.supplier
        known = before.about or known if {"IT", "ITS"} & set(sentence.part(0, ranked.index).split()) else known
        codes = [(known, ranked.index)]
    else:
        together = next((group for group in groups(sentence) if nearest in group), [nearest])
        codes = [(sentence.code(i), i) for i in together]
    if importer:
        return "share_of_imports", [("*", code, i) for code, i in codes]
    return "share_of_exports", [(code, "*", i) for code, i in codes]


# as in: Egypt thus became the third-largest importer; Australia, which bought from the USA, was the eighth-largest one
_SUBJECT = row_pattern(
    r"(?P<x>S) (?:, (?:WHICH|who) (?:(?!,(?![^ ])|;)[^ ]+ ){1,16}, )?(?:[a-z-]+ |, [a-z-]+ , )?(?:HAVE )?BE (?:[a-z-]+ )?(?:GLOBAL (?:'S )?)?R(?![^ ])"
)


def _before_verb(sentence: Sentence, ranked: _Ranked) -> list[int]:
    """Give the state that a verb right before a rank has for its subject, whatever other state stands nearer."""
    for match in matches(_SUBJECT, sentence.row):
        if sentence.at(match.start()) + match.group().count(" ") == ranked.index:
            return [sentence.at(match.start("x"))]
    return []


def _owns(sentence: Sentence, state: int, rank: int) -> bool:
    following = [token.tag for token in sentence.tokens[state + 1 : state + 2]]
    return following == ["'S"] and state < rank


def _claims(
    sentence: Sentence, ranked: _Ranked, measure: str, sides: _Sides, before: Context
) -> Iterator[QuantityClaim]:
    rank = sentence.tokens[ranked.index].item
    several = _several(sentence, ranked, len(sides))
    region = (
        region_in(sentence.text[sentence.span.start : sentence.span.end])
        if "*" in {s for side in sides for s in side[:2]}
        else None
    )
    period = period_for(sentence, ranked.index, before) or _once(sentence, ranked)
    for subject, obj, token in sides:
        if subject is None or obj is None:
            continue
        start, end = span_of(sentence, [ranked.index, ranked.noun, token], None, period)
        yield QuantityClaim(
            start=start,
            end=end,
            text=sentence.text[start:end],
            measure=measure,
            value=None if several else float(rank if isinstance(rank, int) else 1),
            max=float(several) if several else None,
            comparator="ordinal",
            subject=subject,
            object=obj,
            commodity=one_class(sentence) or "arms",
            place=region or _qualified(sentence, ranked),
            period=period.when if period else before.period,
            sentence=(sentence.span.start, sentence.span.end),
        )


# "was once the main buyer" is of no years that the text tells, and not of the last ones
_ONCE = re.compile(
    r"\b(?:once(?! (?:again|more))|formerly|previously|historically|traditionally|used to be|in the past|at one time|for (?:years|decades))\b",
    re.IGNORECASE,
)


def _once(sentence: Sentence, ranked: _Ranked) -> Period | None:
    lead = max(sentence.span.start, sentence.tokens[ranked.index].start - 60)
    found = _ONCE.search(sentence.text, lead, sentence.tokens[ranked.noun].end + 30)
    return Period(found.start(), found.end(), open_period(found.group()), "event") if found else None


def _qualified(sentence: Sentence, ranked: _Ranked) -> str | None:
    """Name what a rank leaves out: "the largest non-European supplier", "after Russia the largest"."""
    start = sentence.tokens[ranked.index].start
    text = sentence.text[sentence.span.start : sentence.tokens[ranked.noun].end]
    left_out = re.search(r"\bnon-\w+|^(?:after|behind|apart from|besides|excluding) [A-Z]\w+", text, re.IGNORECASE)
    rank = sentence.tokens[ranked.index].item
    return left_out.group() if left_out and rank == 1 and start else None


def _several(sentence: Sentence, ranked: _Ranked, named: int) -> int:
    """Say how many "the three largest suppliers" or "the main sources were A, B and C" puts in front, 0 for one."""
    number = next((i for i in range(max(0, ranked.index - 1), ranked.noun) if sentence.tokens[i].tag == "N"), None)
    count = sentence.number(number).value if number is not None else None
    if count is not None and count > 1:
        return int(count)
    plural = sentence.text[sentence.tokens[ranked.noun].start : sentence.tokens[ranked.noun].end].lower().endswith("s")
    return max(named, len(sentence.indexes("P"))) if plural and max(named, len(sentence.indexes("P"))) > 1 else 0
