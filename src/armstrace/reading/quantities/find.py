"""Finding the quantities of an article that the figures of the arms trade leave."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from armstrace.reading.article import Article, Sentence
from armstrace.reading.figures.clauses import mark_end
from armstrace.reading.figures.context import ARMS_WORDS
from armstrace.reading.figures.numbers import Number
from armstrace.reading.incidents.named import within
from armstrace.reading.quantities.dealt import of_deal
from armstrace.reading.quantities.items import Item, items
from armstrace.reading.quantities.measured import measured
from armstrace.reading.quantities.measures import measure_of
from armstrace.reading.quantities.sides import Sides, sides
from armstrace.reading.quantities.sizes import find_sizes
from armstrace.reading.scene import Scene
from armstrace.reading.text.view import Span
from armstrace.reading.trades.deal import Deal
from armstrace.reading.trades.deals import deals
from armstrace.records.claims import QuantityClaim

_LOSSES = frozenset(
    {"killed", "wounded", "casualties", "missing", "captured", "arrested", "displaced", "equipment_losses", "destroyed"}
)
_ARMS = frozenset({"equipment_losses", "equipment_holdings", "munitions_fired", "munitions_found"})
# what is worth counting though no verb of a war stands beside it
_COUNTED = re.compile(
    r"^(?:[\w-]+ )?(?:licen[cs]es?|permits?|tonnes?|tons|crates?|containers?|votes?|convictions?|truckloads?|barrels?)\b",
    re.IGNORECASE,
)
_LICENCES = re.compile(r"\b(?:licen[cs]es?|permits?)$", re.IGNORECASE)
_SPEAKS = re.compile(
    r",? (?:said|told|say|tell|confirmed|reported|stated|claimed|described|recalled|added|asked|argued|wrote|noted)\b"
)
_TOTAL = re.compile(r"(?:a total of|another|a further) ")


def find_quantities(
    article: Article, taken: Sequence[QuantityClaim], scene: Scene | None = None
) -> list[QuantityClaim]:
    """Find the quantities of an article, never a second one over a number that `taken` reads already.

    `scene` is the one that others read the article by, so that nothing is worked out twice.
    """
    scene = scene or Scene(article)
    last: Deal | None = None
    spoken = sorted(taken, key=lambda claim: claim.start)
    found: list[QuantityClaim] = []
    pending: list[Sentence] = []
    dealt: Sequence[Deal] = ()
    loser: str | None = None
    block = -1
    position = 0
    for sentence in article.sentences:
        if sentence.block != block:
            block, loser = sentence.block, None
        while position < len(spoken) and spoken[position].end <= sentence.span.start:
            position += 1
        here = [claim for claim in spoken[position : position + 60] if claim.start < sentence.span.end]
        numbers = _numbers(scene, sentence)
        read = list(_counts(scene, sentence, numbers, loser, here))
        loser = next((c.object for c in reversed(read) if c.measure == "equipment_losses" and c.object), loser)
        read += [c for n in numbers if not _is_taken(n, here) for c in measured(scene, sentence, n)]
        pending.append(sentence)
        if not read:
            continue
        for each in pending:  # the last deal before a quantity counts, so none is skipped, only put off
            dealt = deals(scene, each, last)
            last = dealt[-1] if dealt else last
        pending.clear()
        found += [of_deal(article, claim, dealt) for claim in read]
    return sorted(found, key=lambda claim: (claim.start, claim.end))


def _numbers(scene: Scene, sentence: Sentence) -> list[Number]:
    times = within(scene.article.times, sentence.span)
    taken = [Span(time.start, time.end) for time in times if time.kind in {"date", "time"}]
    weapons = within(scene.article.weapons, sentence.span)
    taken += [Span(weapon.start, mark_end(scene.article.seen, weapon.end)) for weapon in weapons]
    return find_sizes(scene.article.seen, sentence.span, taken)


def _is_taken(number: Number, claims: Sequence[QuantityClaim]) -> bool:
    """Tell a number that a claim of the figures reads: the claim covers it, and it is its value."""
    for claim in claims:
        around = claim.start <= number.core.start and number.core.end <= claim.end
        if around and (_is_value(number, claim) or claim.end - claim.start <= number.end - number.start + 15):
            return True
    return False


def _is_value(number: Number, claim: QuantityClaim) -> bool:
    if number.value is None:
        return claim.min == number.low
    # of "rose from 0.6 to 1.1 percent" each end is a claim of its own; "half as much" is a fall to one of two
    of_two = claim.unit == "times" and claim.comparator == "decrease" and number.value * (claim.value or 0.0) == 100
    return of_two or claim.value in {number.value, *({number.low, number.high} - {None})}


def _counts(
    scene: Scene, sentence: Sentence, numbers: Sequence[Number], loser: str | None, taken: Sequence[QuantityClaim]
) -> Iterator[QuantityClaim]:
    read = items(scene, sentence, numbers)
    known: dict[int, Sides] = {}
    for index, item in enumerate(read):
        measure = measure_of(item.what.kind, item.trigger.what if item.trigger else None)
        if measure is None or measure in {"duration", "distance", "area"} or not _counts_something(scene, item):
            continue
        if _is_taken(item.number, [claim for claim in taken if not _is_misread(claim, item, measure)]):
            continue
        before = known.get(index - 1) if item.reached == "list" else None
        if before:
            before = replace(before, shared=True)
        known[index] = sides(
            scene, sentence, item, measure, before or Sides(None, loser if measure == "equipment_losses" else None)
        )
        if measure == "equipment_losses":
            loser = known[index].object or loser
        yield _claim(scene, sentence, item, measure, known[index], _shared(read, item))


def _is_misread(claim: QuantityClaim, item: Item, measure: str) -> bool:
    """Tell a count that the figures took for a delivery: the weapons were lost, fired or found, or it counts licences."""
    direct = item.reached in {"before", "behind", "list"} and measure in _ARMS | {"destroyed"}
    return claim.measure == "count" and (direct or bool(_LICENCES.search(item.what.words)))


def _shared(read: Sequence[Item], item: Item) -> str | None:
    """Give the comparator of the list's first number, which holds for all: "at least 7 tanks, 6 vehicles"."""
    if item.leads is None or item.number.comparator != "=" or item.leads >= len(read):
        return None
    first = read[item.leads].number.comparator
    return first if first == ">=" else None


def _counts_something(scene: Scene, item: Item) -> bool:
    """Leave out numbers that count nothing in particular: a bare "one", a name, a noun in the singular."""
    number, what = item.number, item.what
    core = scene.article.seen[number.core.start : number.core.end].lower()
    if core == "one" and number.start == number.core.start and item.reached not in {"before", "list", "behind"}:
        return False
    if what.kind.name == "thing" and (not item.trigger or item.reached == "loose"):
        return bool(_LICENCES.search(what.words) or _COUNTED.search(what.words))
    if what.kind.is_person and not item.trigger and _SPEAKS.match(scene.article.seen, what.span.end):
        return False
    named = what.kind.name == "thing" and what.words[:1].isupper() and what.words.split()[-1][:1].isupper()
    return not named


def _claim(scene: Scene, sentence: Sentence, item: Item, measure: str, who: Sides, shared: str | None) -> QuantityClaim:
    number = item.number
    start, end = _span(scene.article.seen, item, measure)
    frame = scene.frame(item.trigger.span.start) if item.trigger else scene.frame(item.what.span.end - 1)
    comparator = shared or number.comparator
    arms = item.what.kind.is_arms and (
        measure in _ARMS or bool(ARMS_WORDS.search(scene.article.seen, sentence.span.start, sentence.span.end))
    )
    low, high = _bounds(number, comparator)
    return QuantityClaim(
        start=start,
        end=end,
        text=scene.article.text[start:end],
        measure=measure,
        value=number.value,
        min=low,
        max=high,
        unit=_unit(item, measure),
        comparator=comparator,
        subject=who.subject,
        object=who.object,
        commodity="arms" if arms or measure.startswith("equipment") else None,
        action="not_trade",
        period=scene.period(sentence, Span(number.start, number.end), frame),
        sentence=(sentence.span.start, sentence.span.end),
    )


def _unit(item: Item, measure: str) -> str:
    if item.what.kind.name not in {"", "thing"}:
        return item.what.kind.unit
    return (
        "person"
        if measure in _LOSSES - {"destroyed", "equipment_losses"} or not item.what.words
        else item.what.kind.unit
    )


def _bounds(number: Number, comparator: str) -> tuple[float | None, float | None]:
    if number.value is None:
        return number.low, number.high
    if comparator in {">", ">="}:
        return number.value, number.high
    return number.low, number.value if comparator in {"<", "<="} else number.high


def _span(seen: str, item: Item, measure: str) -> tuple[int, int]:
    """Give the span: number and noun, with the verb where it stands beside them."""
    start, end = item.what.span.start, item.what.span.end
    trigger = item.trigger
    if trigger is None or measure not in _LOSSES | {"population"}:
        return start, end
    if measure == "equipment_losses":
        lead = _TOTAL.match(seen, start, end)
        start = lead.end() if lead else start
        return start, trigger.span.end if item.reached == "behind" and trigger.span.end - end <= 15 else end
    if item.reached == "before" and len(seen[trigger.span.end : start]) <= 20:
        return trigger.span.start, end
    if item.reached == "behind" and trigger.span.end - end <= 70:
        return start, trigger.span.end
    return start, end
