"""Numbers and names in a mirror, as its sentences have them."""

from armstrace.chain.mirror_sides import Side
from armstrace.chain.mirror_words import NOT_TOLD, NOTHING
from armstrace.gazetteer.states import states
from armstrace.records.values import Count


def bounds(count: Count) -> tuple[int, int]:
    """Give the two bounds of a count, which is all that two counts are compared by."""
    return count.low, count.high


def name_of(code: str) -> str:
    """Give the name of a state; a party without one goes by its code."""
    known = states().get(code)
    return known.name if known else code


def number(count: Count) -> str:
    """Write a count: "12", "10 to 12", "about 12" where the source marks it uncertain."""
    words = f"{count.low:,}" if count.low == count.high else f"{count.low:,} to {count.high:,}"
    return f"about {words}" if count.estimate else words


def totals(each: Side, category: str) -> str:
    """Write what a side tells of a category: one number for each file that tells another."""
    if category not in each.lines:
        return NOTHING
    return " or ".join(number(total) if total else NOT_TOLD for total in each.totals(category))


def difference(first: Count, second: Count) -> str:
    """Give by how many items two numbers differ, as the range that their bounds leave."""
    low, high = sorted((first, second), key=lambda count: count.low)
    return number(Count(high.low - low.high, high.high - low.low, first.estimate or second.estimate))
