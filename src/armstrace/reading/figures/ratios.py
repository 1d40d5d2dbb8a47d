"""Ratios and changes: "imported eight times as much as Armenia", "imports rose by 12 per cent between ... and ..."."""

import re
from collections.abc import Iterator

from armstrace.reading.figures.bases import clause
from armstrace.reading.figures.clauses import Sentence, matches, row_pattern
from armstrace.reading.figures.context import Context, period_for, span_of
from armstrace.reading.figures.multiples import Multiple, multiples
from armstrace.reading.figures.periods import Period
from armstrace.reading.figures.roles import Roles
from armstrace.reading.figures.windows import is_compared, length, open_period
from armstrace.records.claims import QuantityClaim
from armstrace.records.values import When

_CHANGE_BEFORE = row_pattern(r"(?:RISE|FALL) (?:(?:of|BY|in|[a-z]+) ){0,2}P")
_CHANGED = row_pattern(r"(?:RISE|FALL) (?:ITS|S 'S) (?:[a-z]+ |ARMS )?(?:IMPORTS|EXPORTS) BY P")
_CHANGE_AFTER = row_pattern(r"P (?:[a-z]+ ){0,1}(?:RISE|FALL)")
_IMPORT_WORDS = frozenset({"IMPORTS", "RECEIVE", "IMPORTER"})
_EXPORT_WORDS = frozenset({"EXPORTS", "PROVIDE", "EXPORTER", "TRANSFERS"})


def ratios(sentence: Sentence, read: Roles, before: Context) -> Iterator[QuantityClaim]:
    """Give claims that compare two states' imports or exports by a factor."""
    factors = {multiple.index for multiple in multiples(sentence)}
    for index in sentence.indexes("X"):
        if index in factors:
            continue
        flow = flow_of(sentence) or before.flow
        states = sentence.indexes("S")
        first = [i for i in states if i < index]
        second = [i for i in states if i > index]
        if not second and len(first) > 1:
            first, second = first[:-1], first[-1:]
        if not flow or not second or not (first or before.recipient):
            continue
        number = sentence.number(index)
        common = (
            next((i for i in second if read.leaning(i) < 0), None) if flow == "exports" and len(second) > 1 else None
        )
        subject = sentence.code(first[-1] if len(first) == 1 else _owner_of(first, read)) if first else before.recipient
        own = period_for(sentence, index, before)
        period = own if own and own.when and own.when.years else _any_period(sentence)
        start, end = span_of(sentence, [*(first[:1] or [index]), index, second[0]], number, period)
        yield QuantityClaim(
            start=start,
            end=end,
            text=sentence.text[start:end],
            measure="ratio",
            value=number.value,
            unit="times",
            comparator=number.comparator,
            subject=subject,
            object=sentence.code(second[-1]),
            commodity="arms",
            action=flow,
            partner=sentence.code(common) if common is not None else None,
            period=period.when if period else before.period,
            sentence=(sentence.span.start, sentence.span.end),
        )


def changes(sentence: Sentence, read: Roles, before: Context) -> Iterator[QuantityClaim]:
    """Give claims that a state's imports or exports grew or shrank by a share between two periods."""
    sizes = [_size(sentence, index, direction) for index, direction in changed_by(sentence).items()]
    factors = multiples(sentence)
    told = {multiple.index for multiple in factors}
    for size in [*(each for each in sizes if each.index not in told), *factors]:
        index, flow = size.index, flow_of(sentence) or before.flow
        if not flow or is_of_a_share(sentence, index):
            continue
        earlier, later, last = compared_windows(sentence, index, before)
        supplier, recipient = _of_change(sentence, index, flow, read, before)
        start, end = span_of(sentence, [*sentence.indexes("S")[:1], index], size, last)
        yield QuantityClaim(
            start=start,
            end=end,
            text=sentence.text[start:end],
            measure="change",
            value=size.factor,
            min=size.low,
            max=size.high,
            unit="times" if size in factors else "percent",
            comparator=size.direction,
            subject=supplier,
            object=recipient,
            commodity="arms",
            action=flow,
            period=later,
            compared=earlier,
            sentence=(sentence.span.start, sentence.span.end),
        )


def changed_by(sentence: Sentence) -> dict[int, str]:
    """Give the shares of a sentence that are the size of a rise or fall, and whether it rose or fell."""
    found = {index: change_at(sentence, index) for index in sentence.indexes("P")}
    for match in matches(_SAID_AGAIN, sentence.row):
        last = sentence.at(match.start()) + match.group().rstrip().count(" ")
        found[last] = "increase" if match["verb"] == "RISE" else "decrease"
    return {index: direction for index, direction in found.items() if direction}


# "fell by more than half, 53 percent, between", "grew more than fivefold, by 361 percent"
_SAID_AGAIN = row_pattern(
    r"(?P<verb>RISE|FALL) (?:(?:BY|of|in|[a-z]+) ){0,2}(?:(?:P|X|half) )?(?:AND )?(?:, |\( )(?:BY P|(?:or )?P(?= ,| \)))"
)


def _size(sentence: Sentence, index: int, direction: str) -> Multiple:
    """Give the size of a change in percent, with the bound that "more than" makes of it."""
    number = sentence.number(index)
    low = number.value if number.comparator in {">", ">="} else number.low
    high = number.value if number.comparator in {"<", "<="} else number.high
    value = number.value if number.value is not None else number.low
    return Multiple(index, number.start, number.end, direction, value or 0.0, low, high)


def may_change(sentence: Sentence) -> bool:
    """Tell whether a sentence names the two periods that a change needs."""
    told = _two_windows(sentence, _windows(sentence))[0] is not None
    return told or any(p.kind == "same" or is_compared(sentence, p) for p in sentence.periods)


def compared_windows(sentence: Sentence, index: int, before: Context) -> tuple[When | None, When | None, Period | None]:
    """Give the window that a change starts from and the one it leads to, and the last of their words."""
    base = next((p for p in sentence.periods if is_compared(sentence, p) and p.when and p.when.years), None)
    if base is None or base.when is None:
        ranges = _windows(sentence)
        earlier, later = _two_windows(sentence, ranges)
        if earlier is None and before.moved is not None and _is_still_meant(sentence, ranges, before):
            earlier, later = before.moved
        return earlier, later, ranges[-1] if ranges else next((p for p in sentence.periods if p.kind == "same"), None)
    own = period_for(sentence, index, before)
    force = own.when if own else _in_force(sentence, base.when, before)
    if _PRECEDING.search(sentence.text, base.start, base.end):
        # "than in the previous five years" counts back from the window in force, not from the day of publication
        return _preceding(base.when, force), force, base
    if force is not None and length(force) != length(base.when):
        force = open_period(sentence.text[base.start : base.end])
    return base.when, force, base


_BOTH = re.compile(
    r"\b(?:between|over|in|across) (?:the|these|those) (?:same |two ){0,2}(?:[\w-]+ )?periods\b", re.IGNORECASE
)


def _is_still_meant(sentence: Sentence, ranges: list[Period], before: Context) -> bool:
    """Tell whether a change goes from and to the windows of the one before: "in the same period", or no word of time.

    Not where the text has said another window since, nor, without a word, in another paragraph.
    """
    if before.moved is None:
        return False
    later = before.moved[1]
    if ranges:
        return len(ranges) == 1 and ranges[0].when == later
    if before.said and not any(when == later for when in before.said if length(when) == length(later)):
        return False
    if _BOTH.search(sentence.text, sentence.span.start, sentence.span.end):
        return True
    back = any(p.kind == "same" for p in sentence.periods)
    return back or (before.period == later and not sentence.periods)


_PRECEDING = re.compile(r"\b(?:previous|preceding)\b", re.IGNORECASE)


def _in_force(sentence: Sentence, base: When, before: Context) -> When | None:
    """Give the last window said, or None for the five full years before publication where those can be meant."""
    windows = [each for each in before.said if length(each) == length(base) and each != base]
    if windows:
        return windows[-1]
    newest = sentence.calendar.published.year - 5
    if length(base) == 5 and base.years is not None and base.years[1] == newest - 1:
        return None
    return open_period(sentence.piece)


def _preceding(named: When, force: When | None) -> When | None:
    """Give the window right before the one in force, as long as the words say."""
    years = length(named)
    if force is None or force.years is None or years is None:
        return None
    return When.years_of(force.years[0] - years, force.years[0] - 1)


def change_at(sentence: Sentence, index: int) -> str | None:
    """Say whether a share is the size of a rise ("increase") or fall ("decrease"), or neither."""
    for pattern, offset in ((_CHANGE_BEFORE, -1), (_CHANGED, -1), (_CHANGE_AFTER, 0)):
        for match in pattern.finditer(sentence.row):
            at = sentence.at(match.start()) + (match.group().count(" ") if offset else 0)
            if at == index and "FROM P" not in sentence.row and " TO P" not in match.group():
                return "increase" if "RISE" in match.group() else "decrease"
    if _elided(sentence, index) is None:
        return None
    # "Germany's exports fell by 19 percent, and Italy's by 7"
    verb = next((t.tag for t in reversed(sentence.tokens[:index]) if t.tag in {"RISE", "FALL"}), None)
    return {"RISE": "increase", "FALL": "decrease"}.get(verb or "")


_SHARE_RISES = row_pattern(
    r"SHARE (?:(?!,|;|--|WHILE|AND (?:S|ITS)|P|RISE|FALL|BE|HAVE|PROVIDE|RECEIVE)[^ ]+ ){0,9}"
    r"(?:, (?:(?!,|P|IMPORTS|EXPORTS)[^ ]+ ){1,4}, )?(?:HAVE )?(?:BE )?(?:RISE|FALL) (?:(?:of|BY|in|WITH|TO|[a-z]+) ){0,3}(?:P|X|$)"
)
_RISE_OF_SHARE = row_pattern(
    r"(?:P |X )?(?:RISE|FALL) (?:(?:BY|of) (?:P|X) )?(?:in|of) (?:(?!,|;|IMPORTS|EXPORTS|P)[^ ]+ ){0,4}SHARE"
)


def is_of_a_share(sentence: Sentence, index: int) -> bool:
    """Tell a rise of a share, or of its points, from one of a volume: "its share of global exports grew by 10 percent".

    `index` is the token of the size of the rise, or of its verb where that says the size ("halved").
    """
    if "points" in sentence.text[sentence.tokens[index].start : sentence.tokens[index].end].lower():
        return True
    for match in (*matches(_SHARE_RISES, sentence.row), *matches(_RISE_OF_SHARE, sentence.row)):
        first = sentence.at(match.start())
        if first <= index <= first + match.group().rstrip().count(" "):
            return True
    return False


def flow_of(sentence: Sentence) -> str:
    """Say whether a sentence is about imports or exports; the noun counts before the verb."""
    tags = [token.tag for token in sentence.tokens]
    for noun, flow in (("IMPORTS", "imports"), ("EXPORTS", "exports")):
        if noun in tags:
            return flow
    verb = next((tag for tag in tags if tag in _IMPORT_WORDS | _EXPORT_WORDS), "")
    return "imports" if verb in _IMPORT_WORDS else "exports" if verb else ""


def _owner_of(indexes: list[int], read: Roles) -> int:
    return max(indexes, key=lambda i: (abs(read.leaning(i)), i))


def _of_change(
    sentence: Sentence, index: int, flow: str, read: Roles, before: Context
) -> tuple[str | None, str | None]:
    """Give supplier and recipient of the transfers that a share at `index` is a change of; its own words name both."""
    beside = _beside(sentence, index)
    told = _elided(sentence, index)
    if told is not None:
        # "Russia's exports fell by 53 percent, and France's rose by 47 percent"
        other = _side(sentence, read, -1.0 if flow == "exports" else 1.0, range(told, beside.stop))
        own = sentence.code(told)
        return (own, other) if flow == "exports" else (other, own)
    supplier = _side(sentence, read, 1.0, None if flow == "exports" else beside)
    recipient = _side(sentence, read, -1.0, None if flow == "imports" else beside)
    if flow == "imports" and supplier and not recipient:
        return supplier, before.recipient if before.recipient != supplier else None
    if flow == "exports" and recipient and not supplier:
        return before.supplier if before.supplier != recipient else None, recipient
    if supplier or recipient:
        return supplier, recipient
    only = {sentence.code(i) for i in sentence.indexes("S")}
    said = before.recipient if flow == "imports" else before.supplier
    if {"ITS", "IT"} & set(sentence.part(beside.start, index).split()):
        # "Its imports, on the other hand, fell": of whom the sentence before is about, its supplier or its recipient
        said, only = before.about or said, {sentence.code(i) for i in sentence.indexes("S") if i < index}
    whose = next(iter(only)) if len(only) == 1 else None if only else said or next(iter(before.states), None)
    return (None, whose) if flow == "imports" else (whose, None)


_ELIDED = row_pattern(
    r"(?:, |AND |WHILE |; |but )(?:(?:THEM|that) (?:of|BY) )?(?P<whose>S)(?: 'S)? (?:(?:HAVE )?(?:RISE|FALL) (?:BY )?|BY )P"
)


def _elided(sentence: Sentence, index: int) -> int | None:
    """Give the state whose noun is left out before a change: the France of "and France's rose by 47 percent"."""
    for match in matches(_ELIDED, sentence.row):
        if sentence.at(match.start()) + match.group().count(" ") == index:
            return sentence.at(match.start("whose"))
    return None


def _beside(sentence: Sentence, index: int) -> range:
    """Give the tokens of a change's own words: its clause, as far as the comma behind it.

    "Egypt's imports rose 212 per cent, and Russia supplied 34": the rise is of all imports, not of those from Russia.
    """
    first, last = clause(sentence, index)
    return range(first, next((i for i in range(index + 1, last) if sentence.tokens[i].tag == ","), last))


def _side(sentence: Sentence, read: Roles, sign: float, among: range | None) -> str | None:
    """Give the state that a sentence makes most of a supplier (1.0) or recipient (-1.0), `among` some of its tokens."""
    candidates = [i for i in sentence.indexes("S") if sign * read.leaning(i) > 0 and (among is None or i in among)]
    return sentence.code(max(candidates, key=lambda i: sign * read.leaning(i))) if candidates else None


def _any_period(sentence: Sentence) -> Period | None:
    return next((p for p in sentence.periods if p.when and p.when.years), None)


def _first_year(period: Period) -> int:
    return period.when.years[0] if period.when and period.when.years else 0


def _windows(sentence: Sentence) -> list[Period]:
    return sorted((p for p in sentence.periods if p.when and p.when.years), key=_first_year)


def _two_windows(sentence: Sentence, ranges: list[Period]) -> tuple[When | None, When | None]:
    """Give the earlier and the later window: two that are named, or the first and last year of a single one.

    "between 2015 and 2019" leads from one year to the other, "in 2015-19" is one window.
    """
    if len(ranges) >= 2:
        return ranges[0].when, ranges[-1].when
    years = ranges[0].when.years if ranges and ranges[0].when else None
    if years is None or years[0] == years[1] or _ONE_WINDOW.search(sentence.text, ranges[0].start, ranges[0].end):
        return None, None
    return When.years_of(years[0], years[0]), When.years_of(years[1], years[1])


_ONE_WINDOW = re.compile(r"\d{4} ?[-/\u2013] ?\d{2}")
