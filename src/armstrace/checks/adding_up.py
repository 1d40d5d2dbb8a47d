"""Sums in a sentence: parts of a whole, and totals with their parts listed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from armstrace.records.verdicts import Verdict

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_VALUES = {word: value for value, word in enumerate(_WORDS.split(), 1)}
_NUM = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}}|{'|'.join(_VALUES)})"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# what a number must not be: money, a share, a part of a larger number, a day of a month
_FREE = r"(?<![\w$€£.,-])"
_COUNTS = rf"(?![\w%-]|[.,]\d| ?%| (?:percent|per cent|million|billion|thousand|hundred|{_MONTHS})\b)"
_OF = re.compile(
    rf"{_FREE}(?P<part>{_NUM}) (?:out )?of (?:the |its |their |those |these |all )?(?P<whole>{_NUM}){_COUNTS}",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    rf"(?:\band|\bwhile|\bbut|[,;]) (?P<rest>the (?:other|remaining) |another |a further )?(?P<number>{_NUM}){_COUNTS}",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r" (?:of them|were|was|had|did|missed|hit|fell|landed|remained|survived|failed|exploded|went|stayed"
    r"|are|have|died|came|voted|abstained|refused|got)\b"
)
_TOTAL = re.compile(
    rf"(?P<all>\b(?:a total of|in total|altogether|in all),? )?{_FREE}(?P<total>{_NUM}){_COUNTS}"
    r" (?P<what>[^\d.;:]{2,80}?)"
    r"(?P<mark>:|,? (?:including|comprising|consisting of|made up of|namely|of which|of whom)\b) ",
    re.IGNORECASE,
)
_ITEM = re.compile(rf"(?:and )?(?:the )?{_FREE}(?P<number>{_NUM}){_COUNTS} [^,;.]{{1,80}}?(?=,| and |;|\.|$)(?:, | )?")
_ALL_LISTED = frozenset({":", "comprising", "consisting of", "made up of", "namely"})
# a list after these may name one thing twice; of people it mostly does ("including 20 students and 15 women")
_OVERLAP = frozenset({"including", "of which", "of whom"})
_PEOPLE = re.compile(
    r"\b(?:people|persons?|civilians?|children|child|wom[ae]n|m[ae]n|girls?|boys?|minors?|soldiers?|servicem[ae]n|troops"
    r"|officers?|officials?|students?|teachers?|doctors?|workers?|prisoners?|hostages?|refugees?|residents?|members?"
    r"|victims?|casualties|passengers?|conscripts?|mercenaries|policem[ae]n|foreigners?|families|\w+ists?|\w+ians?"
    r"|killed|wounded|dead|injured|arrested|detained|displaced|evacuated|captured|released|missing|deaths?|injuries)\b",
    re.IGNORECASE,
)
# what is told of items named before, or compares: no item of its own
_NO_ITEM = re.compile(r" (?:of (?:which|whom|them|these|those)|more|fewer|less|others?|\w+ed)\b")
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Sum:
    """Numbers of a sentence that do not add up; `start` to `end` are code points of the text searched."""

    start: int
    end: int
    whole: int
    parts: tuple[int, ...]
    verdict: Verdict
    reason: str


def wrong_sums(seen: str, start: int, end: int) -> Iterator[Sum]:
    """Find the sums of one sentence of a view that do not add up; what is longer than sentences are is passed over."""
    if end - start > _LONGEST:
        return
    wholes = list(_OF.finditer(seen, start, end))
    # what follows the next whole may be a part of that one
    for match, stop in zip(wholes, [*(each.start() for each in wholes[1:]), end], strict=False):
        found = _of_a_whole(seen, match, stop)
        if found:
            yield found
    for match in _TOTAL.finditer(seen, start, end):
        found = _listed(seen, match, end)
        if found:
            yield found


def value_of(printed: str) -> int:
    """Read a whole number.

    >>> value_of("1,200"), value_of("Seven")
    (1200, 7)
    """
    return _VALUES.get(printed.lower()) or int(printed.replace(",", ""))


def _of_a_whole(seen: str, match: re.Match[str], end: int) -> Sum | None:
    """Judge "4 of 10 hit and 7 missed"."""
    whole, parts = value_of(match["whole"]), [value_of(match["part"])]
    if _is_year(match["whole"]) or (parts[0] > whole and _is_year(match["part"])):
        return None
    exact, passed, last = False, False, match.end()
    for further in _FURTHER.finditer(seen, match.end(), end):
        rest = (further["rest"] or "").lower()
        goes_on = _GOES_ON.match(seen, further.end("number"))
        # "another 5" and "5 more" come on top of a whole as often as they are parts of it
        if not (rest.startswith("the ") or (goes_on and not rest)) or _is_year(further["number"]):
            passed = True
            continue
        parts.append(value_of(further["number"]))
        exact = exact or bool(rest)
        last = goes_on.end() if goes_on else further.end("number")
    added = sum(parts)
    if added <= whole and not (exact and not passed and added < whole):
        return None
    shown = " + ".join(map(str, parts))
    reason = (
        f"{shown} = {added}, of a whole of {whole}" if len(parts) > 1 else f"{added} is more than the whole of {whole}"
    )
    sure = exact or len(parts) == 1
    doubt = "" if sure else "; unless some are counted in both"
    verdict = Verdict.CONTRADICTED if sure else Verdict.PARTLY
    return Sum(match.start(), last, whole, tuple(parts), verdict, f"{reason}{doubt}.")


def _listed(seen: str, match: re.Match[str], end: int) -> Sum | None:
    """Judge "12 aircraft: 5 fighters and 8 helicopters"."""
    if _is_year(match["total"]):
        return None
    total, mark = value_of(match["total"]), match["mark"].strip(", ").lower()
    parts: list[int] = []
    place, passed = match.end(), False
    while item := _ITEM.match(seen, place, end):
        if _NO_ITEM.match(seen, item.end("number")):
            passed = True
        else:
            parts.append(value_of(item["number"]))
        place = item.end()
    added = sum(parts)
    if len(parts) < 2:
        return None
    short = added < total and bool(match["all"]) and mark in _ALL_LISTED and not passed
    if added <= total and not short:
        return None
    people = _PEOPLE.search(seen, max(0, match.start() - 60), place)
    if people and mark in _OVERLAP:
        return None
    sure = bool(match["all"] or mark in _ALL_LISTED - {":"}) and mark not in _OVERLAP and not people and not passed
    doubt = "" if sure else "; unless some are counted twice"
    verdict = Verdict.CONTRADICTED if sure else Verdict.PARTLY
    shown = " + ".join(map(str, parts))
    reason = f"The parts listed are {shown} = {added}, the total given is {total}{doubt}."
    return Sum(match.start("total"), place, total, tuple(parts), verdict, reason)


def _is_year(printed: str) -> bool:
    return printed.isdigit() and 1900 <= int(printed) <= 2100
