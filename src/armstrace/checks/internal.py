"""Check of a whole document: where it contradicts itself."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate, combinations
from math import inf

from armstrace.checks.adding_up import Sum, wrong_sums
from armstrace.checks.answers import names
from armstrace.checks.documents import CaseDocument
from armstrace.checks.judge import bounds, printed_half_unit
from armstrace.checks.office import about_then, to_come
from armstrace.checks.registry import Ground
from armstrace.checks.same_event import (
    agree,
    alike,
    dated,
    definite,
    distinct,
    near,
    other_names,
    recurring,
    sentence_of,
)
from armstrace.gazetteer.folding import fold_name
from armstrace.gazetteer.offices import held, office_words
from armstrace.gazetteer.states import display
from armstrace.reading.text.sentences import sentences
from armstrace.reading.text.view import Span, view
from armstrace.records.claims import Claim, EventClaim, OfficeClaim, QuantityClaim
from armstrace.records.findings import Finding
from armstrace.records.verdicts import Verdict

NAME = "internal"
VERSION = 1
LIMITS = ("It compares the text with itself only: which of two statements is right is another question.",)
_NOT_BOTH = frozenset({"president", "prime_minister"})
_ONE_TIME_DAYS = 60
# of these a text tells many, one for each place and day; the others are told of a state and a period
_OF_INCIDENTS = frozenset(
    ["killed", "wounded", "casualties", "missing", "captured", "arrested", "displaced", "munitions_fired",
     "munitions_found", "incidents", "destroyed", "count", "equipment_losses"]
)  # fmt: skip
_MOST_COMPARED = 300
_NEAR_BY = 400
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PART = re.compile(
    r"\b(?:including|of which|of whom|of them|among (?:them|whom|which)|comprising|namely)\b", re.IGNORECASE
)
_JOINED = re.compile(r"\b(?:and|another|further|more|other|others|while|plus|then|later)\b", re.IGNORECASE)
_INDEFINITE = re.compile(r"\b(?:an?|another|some|several|new|second|third|further|again|more)\b", re.IGNORECASE)
_NEVER = frozenset({"duration", "distance", "area"})
_SAME = ("measure", "subject", "object", "commodity", "designation", "unit", "action", "partner", "place")


def check_document(claims: Sequence[Claim], ground: Ground) -> list[Finding]:
    """Look for claims of one document that cannot all be right, and set them beside each other.

    Contradicted are: a person called both president and prime minister of a state for one time, unless the table of
    offices has it so; two dates, at most 45 days or whole years apart, for one event of the same kind, place or
    actor, mostly the same words and the same names, told as the only one ("the ceasefire"; else in part, and not at
    all for what happens again and again), where the text tells of no third; shares of one whole and period that add
    up to more than 100 percent, each taken at its least, from the one on with which they do; two values for one
    quantity of the same measure, parties, goods, place and period, from the same source, that differ by more than
    their rounding ("about": a tenth), for casualties and items only with a place; a total with parts listed that
    give more, or another number where all are listed. A part of a whole and further parts that may be counted twice
    ("4 of 10 hit and 7 were seen") are so in part.
    """
    text = ground.own.text if ground.own else ""
    offices = [c for c in claims if isinstance(c, OfficeClaim) and c.tense is None and not to_come(c, text)]
    quantities = [c for c in claims if isinstance(c, QuantityClaim) and c.polarity == "positive" and _from_text(c)]
    return [
        *_two_offices(offices, ground.published, text),
        *_two_dates(claims, text),
        *_over_a_whole(quantities),
        *_two_values(quantities, text),
        *_sums(ground.own, quantities),
    ]


def _finding(claim: Claim, beside: Sequence[Claim], reason: str, verdict: Verdict = Verdict.CONTRADICTED) -> Finding:
    return Finding(
        claim=claim, check=NAME, method=f"checks.{NAME}@{VERSION}", verdict=verdict, reason=reason, limits=LIMITS,
        beside=tuple(beside),
    )  # fmt: skip


def _from_text(claim: QuantityClaim) -> bool:
    return claim.value is not None or claim.min is not None or claim.max is not None


def _two_offices(claims: Sequence[OfficeClaim], published: date, text: str) -> Iterator[Finding]:
    """Find a person in two offices that nobody holds together; each pair of offices is told once."""
    told: set[tuple[str, str]] = set()
    for person, state in dict.fromkeys((claim.person, claim.state) for claim in claims):
        mine = [c for c in claims if (c.person, c.state) == (person, state) and c.office in _NOT_BOTH]
        for one in mine:
            other = next((c for c in mine if c.office != one.office and _at_one_time(one, c, published, text)), None)
            if other is None or (person, state) in told:
                continue
            told.add((person, state))
            right = [c for c in (one, other) if held(state, c.office, person, _day(c, published))]
            wrong, stands = (other, one) if right == [one] else (one, other)
            known = f" The table of offices has the former: {office_words(right[0].office)}." if len(right) == 1 else ""
            yield _finding(
                wrong,
                [stands],
                f"For one time the text calls {person} {office_words(stands.office)} of {display(state)} "
                f"(\u201c{stands.text}\u201d) and {office_words(wrong.office)} (\u201c{wrong.text}\u201d).{known}",
            )


def _at_one_time(one: OfficeClaim, other: OfficeClaim, published: date, text: str) -> bool:
    days = _day(one, published), _day(other, published)
    if abs((days[0] - days[1]).days) > _ONE_TIME_DAYS:
        return False
    if any(_then(claim, text) for claim in (one, other)):
        return False
    # a title outlives its office for some weeks, and who changes from one to the other has both in that time
    return not all(about_then(claim, day) for claim, day in zip((one, other), days, strict=True))


def _then(claim: OfficeClaim, text: str) -> bool:
    """Tell a title without a time of its own that fits a year named in its sentence."""
    if claim.as_of is not None:
        return False
    return any(
        about_then(claim, date(int(year), month, 1))
        for year in set(_YEAR.findall(sentence_of(claim, text)))
        for month in (1, 3, 5, 7, 9, 11)
    )


def _day(claim: OfficeClaim, published: date) -> date:
    latest = claim.as_of.latest if claim.as_of else None
    return min(latest, published) if latest else published


def _two_dates(claims: Sequence[Claim], text: str) -> Iterator[Finding]:
    """Find one event under two dates; a third date means that there were several."""
    events = [each for each in dated(claims, text) if isinstance(each.claim, EventClaim)]
    by_kind: dict[str, list[int]] = {}
    for index, each in enumerate(events):
        by_kind.setdefault((getattr(each.claim, "kind", None) or "").casefold(), []).append(index)
    for group in by_kind.values():
        done: set[int] = set()
        for index in group[:_MOST_COMPARED]:
            one = events[index]
            same = [
                events[i]
                for i in group[:_MOST_COMPARED]
                if i not in done and _one_event(one.claim, events[i].claim, text)
            ]
            others = [each for each in same if not agree(one.when, each.when)]
            if distinct([each.when for each in same]) != 2 or not all(near(one.when, each.when) for each in others):
                continue
            done |= {i for i in group if events[i] in same}
            dates = " and ".join(f"{each.when.edtf} (\u201c{each.claim.text}\u201d)" for each in (one, others[0]))
            sure = all(definite(c.text) and not _INDEFINITE.search(c.text) for c in (one.claim, others[0].claim))
            sure = sure and definite(one.claim.text) == definite(others[0].claim.text)
            doubt = "" if sure else " Unless these are two events, one of them is wrong."
            reason = f"The text has two dates for what it tells as one event: {dates}.{doubt}"
            yield _finding(others[0].claim, [one.claim], reason, Verdict.CONTRADICTED if sure else Verdict.PARTLY)


def _one_event(one: Claim, other: Claim, text: str) -> bool:
    if one is other:
        return True
    if not (isinstance(one, EventClaim) and isinstance(other, EventClaim) and alike(one, other)):
        return False
    if not _same_words(one, other) or other_names(sentence_of(one, text), sentence_of(other, text)):
        return False
    first, second = sorted((one, other), key=lambda claim: claim.start)
    if definite(second.text):
        # "the ceasefire" goes on with "a ceasefire" told before, not the other way round
        return bool(definite(first.text) or _INDEFINITE.search(first.text)) and not _again(one)
    return not (recurring(one) or _INDEFINITE.search(first.text) or _INDEFINITE.search(second.text))


def _again(claim: EventClaim) -> bool:
    """Tell what is done again and again to one thing: "the ceasefire was violated"."""
    return recurring(claim) and fold_name(claim.kind or "") not in definite(f"the {claim.kind}")


def _same_words(one: Claim, other: Claim) -> bool:
    left, right = ({w for w in view(c.text).casefold().split() if w.isalpha() and len(w) > 3} for c in (one, other))
    return not left or not right or 2 * len(left & right) >= min(len(left), len(right))


def _over_a_whole(claims: Sequence[QuantityClaim]) -> Iterator[Finding]:
    """Find shares of one whole that together exceed it."""
    groups: dict[tuple[str | None, ...], dict[str, QuantityClaim]] = {}
    for claim in claims:
        sides = {"share_of_imports": (claim.object, claim.subject), "share_of_exports": (claim.subject, claim.object)}
        whole, part = sides.get(claim.measure, (None, None))
        if not whole or not part or set("+*") & set(part) or claim.period is None or claim.comparator == "ordinal":
            continue
        group = groups.setdefault((claim.measure, whole, claim.period.edtf, claim.commodity, claim.place), {})
        if part not in group or _range(claim)[0] < _range(group[part])[0]:
            group[part] = claim
    for (_, of, period, *_rest), parts in groups.items():
        least = sum(_range(claim)[0] for claim in parts.values())
        if len(parts) < 2 or least <= 100:
            continue
        over = _first_over(list(parts.values()))
        rest = [each for each in parts.values() if each is not over]
        shown = ", ".join(f"{display(part)} {_stated(claim)}" for part, claim in parts.items())
        yield _finding(
            over, rest, f"The shares given of {names(of)}, {period}, add up to more than 100 percent: {shown}."
        )


def _first_over(parts: Sequence[QuantityClaim]) -> QuantityClaim:
    """Give the share with which, as the text goes on, the whole is exceeded: until then all could be right."""
    told = sorted(parts, key=lambda claim: claim.start)
    sums = accumulate(_range(claim)[0] for claim in told)
    return next((claim for claim, least in zip(told, sums, strict=True) if least > 100), told[-1])


def _two_values(claims: Sequence[QuantityClaim], text: str) -> Iterator[Finding]:
    """Find two values for one quantity."""
    groups: dict[tuple[object, ...], list[QuantityClaim]] = {}
    for claim in claims:
        if _is_told_once(claim):
            same = tuple(getattr(claim, name) for name in _SAME)
            compared = claim.compared.edtf if claim.compared else None
            groups.setdefault((*same, claim.period.edtf if claim.period else None, compared), []).append(claim)
    for group in groups.values():
        for one, other in combinations(group[:40], 2):
            if (one.source and other.source and one.source != other.source) or _beside(one, other, text):
                continue
            (low, high), (least, most) = _range(one), _range(other)
            if high < least or most < low:
                reason = f"The text gives two values for one quantity: {_stated(one)} and {_stated(other)}."
                yield _finding(other, [one], f"{reason} (\u201c{one.text}\u201d; \u201c{other.text}\u201d)")
                break


def _beside(one: QuantityClaim, other: QuantityClaim, text: str) -> bool:
    """Tell values that stand side by side: one of a list of parts, or both joined by "and" in one sentence."""
    if any(_PART.search(_up_to(claim, text)) for claim in (one, other)):
        return True
    first, second = sorted((one, other), key=lambda claim: claim.start)
    if not text or not one.sentence or one.sentence != other.sentence or second.start - first.start > _NEAR_BY:
        return False
    return bool(_JOINED.search(text, first.start, max(first.end, second.start)))


def _up_to(claim: QuantityClaim, text: str) -> str:
    """Give the words of a sentence up to a value."""
    if not text or not claim.sentence:
        return claim.text[:_NEAR_BY]
    return text[max(claim.sentence[0], claim.start - _NEAR_BY) : claim.end]


def _is_told_once(claim: QuantityClaim) -> bool:
    """Tell a quantity of which there is one: with parties and a period, for incidents with a place and a day."""
    if claim.measure in _NEVER or claim.period is None:
        return False
    if claim.measure in _OF_INCIDENTS:
        return bool(claim.place) and claim.period.precision == "day"
    return bool(claim.subject or claim.object or claim.place)


def _range(claim: QuantityClaim) -> tuple[float, float]:
    """Give the least and the most that a stated number can stand for, its rounding included."""
    low, high = bounds(claim)
    if claim.comparator == "ordinal":
        return low or 0.0, high or inf
    slack = [0.1 * abs(v) if claim.comparator == "~" else printed_half_unit(v) for v in (low or 0.0, high or 0.0)]
    return (-inf if low is None else low - slack[0]), (inf if high is None else high + slack[1])


def _stated(claim: QuantityClaim) -> str:
    low, high = bounds(claim)
    unit = " percent" if claim.unit == "percent" else f" {claim.unit}" if claim.unit else ""
    if low is not None and low == high:
        return f"{'about ' if claim.comparator == '~' else ''}{low:g}{unit}"
    return " and ".join(f"{word} {v:g}{unit}" for word, v in (("at least", low), ("at most", high)) if v is not None)


def _sums(own: CaseDocument | None, claims: Sequence[QuantityClaim]) -> Iterator[Finding]:
    """Find sums in the text itself; the claim is a number read there, else the words of the sum."""
    if own is None:
        return
    seen = view(own.text)
    for passage in own.passages:
        for span in sentences(seen, Span(passage.start, passage.start + len(passage.text))):
            for found in wrong_sums(seen, span.start, span.end):
                yield _of_sum(own, found, [c for c in claims if c.start < found.end and found.start < c.end])


def _of_sum(own: CaseDocument, found: Sum, read: Sequence[QuantityClaim]) -> Finding:
    words = QuantityClaim(
        start=found.start,
        end=found.end,
        text=own.text[found.start : found.end],
        measure="count",
        value=float(found.whole),
    )
    return _finding(words, read, found.reason, found.verdict)
