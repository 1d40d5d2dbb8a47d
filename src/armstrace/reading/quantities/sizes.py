"""Numbers that may count something: those of the figures' grammar, with the ranges and vague sizes of war reports."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from armstrace.reading.figures.numbers import Number, find_numbers, may_hold_numbers, word_value
from armstrace.reading.text.keyed import Keyed
from armstrace.reading.text.view import Span
from armstrace.reading.text.words import small

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_SMALL = rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,9}}|(?:{_TENS})(?:-(?:{_ONES}))?|{_ONES})"
_RANGE = Keyed(
    re.compile(
        rf"(?<![\w.,/-])(?:between |from )?(?P<low>{_SMALL})(?P<link> to | and | or |-)(?P<high>{_SMALL})(?P<scale> (?:hundred|thousand|million|billion|dozen))?(?![\w-]|[.,]\d)",
        re.IGNORECASE,
    )
)
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "dozen": 12.0}
# vague sizes without "of": "dozens were injured", "hundreds more fled"
_VAGUE = tuple(
    (
        Keyed(re.compile(rf"\b(?:many |several )?{words}\b(?! of (?:thousands|millions|times))", re.IGNORECASE)),
        low,
        high,
    )
    for words, low, high in (
        ("tens of thousands", 10_000.0, 99_999.0),
        ("hundreds of thousands", 200_000.0, None),
        ("tens of millions", 10_000_000.0, None),
        ("millions", 2_000_000.0, None),
        ("thousands", 2_000.0, None),
        ("hundreds", 200.0, None),
        ("scores", 40.0, None),
        ("dozens", 24.0, None),
    )
)
# modifiers that the figures' grammar does not know
_BEFORE = (
    (re.compile(r"\b(?:as (?:many|much) as|a maximum of|at most) $", re.IGNORECASE), "<="),
    (re.compile(r"\b(?:at least|no fewer than|no less than) (?:some |another |a further )$", re.IGNORECASE), ">="),
    (
        re.compile(
            r"\b(?:a total of|altogether|in all|only|just|another|a further|a combined|a record) $", re.IGNORECASE
        ),
        "",
    ),
    (re.compile(r"\b(?:an? )?(?:estimated|approximate) $", re.IGNORECASE), "~"),
)
_OLD = r"\b(?:\w+-)?\w+-year-old\b|"
_NO_COUNT = (
    r"\b\d{1,3}[- ]years?[- ]old\b|%s\baged? (?:between )?\d{1,3}(?: (?:and|to) \d{1,3})?\b"
    r"|\b\d{1,2}[:.]\d{2}(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?|\b\d{4}\s?(?:hours|GMT|UTC|local)\b|\bo'clock\b"
    r"|\b\d{1,4}(?:\.\d+)?[- ]?mm\b(?:[- ]calib(?:re|er))?|\bcalib(?:re|er) \d+"
    r"|\b(?-i:Sections?|Articles?|Resolutions?|Chapters?|Paragraphs?|paras?\.?|Annex(?:es)?|Appendix|Protocols?|Laws?|Acts?|Rules?|Decrees?|Orders?|Directives?|Amendments?|Bills?|Part|Volume|Vol\.|Pages?|pp?\.|Footnotes?|Figures?|Tables?|Nos?\.|Numbers?|Highways?|Routes?|Rooms?|Flights?|Phase|Class|Case|Type|Mark|Block|Unit|Channel|Day|Week|Brigade|Battalion|Hill|Height|Point|Version|Group of|G|BY|CC|GPL|page|section|article|resolution|paragraph|number|chapter|phase|annex)\s(?:No\.?\s|N:?\s)?\d[\w./()-]*(?:(?: and| or| to) \d[\w./()-]*(?=[,.;)]))?"
    r"|\b(?:No|N|Nr)[.:]\s?\d+|\#\d+|\+\d[\d -]{4,20}|\b\d{1,3}(?:\.\d{1,3}){2,3}\b|\b\d+/\d+\b|\b9/11\b"
    r"|\b\d{1,4}(?:st|nd|rd|th)\b|\b\d{1,3}(?:\.\d+)?\s?(?:°|degrees?\b)|(?<![\w,.-])(?:1[6-9]|20)\d\d(?:[-/]\d{2,4})?(?![\w,%]|\.\d| (?:[a-z]+ )?(?:people|civilians|troops|soldiers|men|women|children|years|days|km|kilometres|kilometers|metres|tonnes|tons|tanks|rockets|rounds|shells|houses|families|prisoners|bombs|missiles|drones|peacekeepers|fighters|killed|dead))"
)
_EXCLUDED = re.compile(_NO_COUNT.replace("%s", _OLD), re.IGNORECASE)
_EXCLUDED_UNAGED = Keyed(re.compile(_NO_COUNT.replace("%s", ""), re.IGNORECASE))
_IDIOMS = Keyed(
    re.compile(
        r"\bone(?: or (?:more|another|the other|both))?(?= (?:of|another|hand|day|thing|side|point|can|could|might|must|should|has to|way|that|who|which|or|in the))|\bno one\b|\b(?:this|that|the|each|every|any|some|another|last|next|first|only|no|which) one\b|\bone's\b|\boneself\b"
        r"|\b(?:the|both|all|these|those|other|between the|of the|its|their) (?:two|three)\b(?! (?:people|civilians|soldiers|men|women|children|others|were|killed|injured|wounded|missing))|\bzero[- ](?:sum|tolerance|hour)\b|\b(?:at|in|for) one (?:point|time|moment|stage)\b|\b(?:one|two)-(?:way|sided|state|off)\b|\bfour-wheel\b|\b(?:twenty-)?four-hour\b|\btwo (?:sides|parties|governments|countries|states|nations|neighbou?rs|republics|peoples|leaders|presidents|ministers)\b|\bone-on-one\b|\bgroup of (?:seven|twenty)\b|\btwo-thirds\b(?= majority)|\bone in which\b|\bas one\b|\bsix-day war\b|\bthirty years' war\b|\bhundred years' war\b",
        re.IGNORECASE,
    )
)
_LIST_MARK = re.compile(r"^\s*(?:\(?\d{1,3}[.)]|\(\d{1,3}\))(?=\s)|(?<=[\s;,])\(?\d{1,2}\)(?=\s[a-zA-Z])")


def find_sizes(seen: str, span: Span, taken: Sequence[Span]) -> list[Number]:
    """Find the numbers of a sentence that may count or measure something; `taken` covers dates and names."""
    if not may_hold_numbers(seen, span, taken):
        return []
    blocked = [*taken, *excluded(seen, span)]
    ranges = [number for number in _ranges(seen, span) if not _hit(number.core, blocked)]
    blocked += [Span(number.start, number.end) for number in ranges]
    found = [_modified(seen, span, number) for number in find_numbers(seen, span, blocked)]
    found += [_modified(seen, span, number) for number in ranges]
    found += [number for number in _glued(seen, span) if not _hit(number.core, blocked)]
    blocked += [Span(number.start, number.end) for number in found]
    found += [number for number in _vague(seen, span) if not _hit(number.core, blocked)]
    return sorted((n for n in found if not _is_bare(seen, n)), key=lambda number: number.start)


def excluded(seen: str, span: Span) -> list[Span]:
    """Give what looks like a number and counts nothing: ages, clock times, calibres, sections, ordinals, idioms."""
    piece = seen[span.start : span.end]
    pattern = _EXCLUDED if "-year-old" in small(piece) else _EXCLUDED_UNAGED
    found = [Span(m.start(), m.end()) for m in pattern.finditer(seen, span.start, span.end)]
    found += [Span(m.start(), m.end()) for m in _IDIOMS.finditer(seen, span.start, span.end)]
    return found + [Span(span.start + m.start(), span.start + m.end()) for m in _LIST_MARK.finditer(piece)]


def _hit(core: Span, blocked: Sequence[Span]) -> bool:
    return any(core.start < other.end and other.start < core.end for other in blocked)


def _ranges(seen: str, span: Span) -> Iterator[Number]:
    """Read "20 to 34", "one to three", "between five and seven thousand" as a lower and an upper bound."""
    for match in _RANGE.finditer(seen, span.start, span.end):
        between = match.group().lower().startswith("between ")
        if (match["link"] == " and ") != between or (match["link"] == "-" and not match["low"][0].isdigit()):
            continue
        scale = _SCALES[match["scale"].strip().lower()] if match["scale"] else 1.0
        low, high = word_value(match["low"]), word_value(match["high"]) * scale
        low = low * scale if low * scale < high else low
        if low < high and not seen.startswith((" per cent", " percent", "%"), match.end()):
            start = match.start() if between or match.group().lower().startswith("from ") else match.start("low")
            yield Number(start, match.end(), Span(match.start("low"), match.end()), "plain", None, low, high, "~")


_LENGTH = Keyed(re.compile(r"(?<![\w.,-])\d{1,4}(?:\.\d{1,2})?(?=k?m\b)"))


def _glued(seen: str, span: Span) -> Iterator[Number]:
    """Read "3m" and "15km"."""
    for match in _LENGTH.finditer(seen, span.start, span.end):
        core = Span(match.start(), match.end())
        yield Number(core.start, core.end, core, "plain", float(match.group()))


def _vague(seen: str, span: Span) -> Iterator[Number]:
    for pattern, low, high in _VAGUE:
        for match in pattern.finditer(seen, span.start, span.end):
            core = Span(match.start(), match.end())
            yield Number(core.start, core.end, core, "plain", None, low, high, ">=", None, exact_words=False)


def _modified(seen: str, span: Span, number: Number) -> Number:
    """Take in a modifier that stands before the number and its own modifiers."""
    for pattern, comparator in _BEFORE:
        before = pattern.search(seen, max(span.start, number.start - 30), number.start)
        if before:
            own = number.comparator if number.comparator != "=" or not comparator else comparator
            return replace(number, start=before.start(), comparator=own)
    return number


def _is_bare(seen: str, number: Number) -> bool:
    """Tell "several" and an ordinal taken for a fraction ("Third"): they say no number."""
    core = seen[number.core.start : number.core.end].lower()
    return core in {"several", "a number of"} or (
        number.kind == "percent"
        and core in {"third", "quarter", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}
    )
