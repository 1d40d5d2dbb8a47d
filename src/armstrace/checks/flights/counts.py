"""What movements counted in a period say of a stated number of flights."""

from dataclasses import dataclass
from datetime import date
from math import ceil, exp, lgamma, log

from armstrace.checks.flights.verdicts import CONTROL, Judged
from armstrace.flights.expected_number import Expected
from armstrace.flights.surges.told import ALPHA
from armstrace.records.claims import FlightClaim
from armstrace.records.verdicts import Verdict

_NEARLY_ALL = 0.9
MOST_SEEN = 0.9
"""Of all flights, at the best of times: transponders are off, and receivers miss."""
_OFF = 0.1


@dataclass(frozen=True, slots=True)
class Need:
    """How many flights a claim needs there to be: from `low` to `high`, None where it does not say."""

    low: float | None
    high: float | None

    @property
    def words(self) -> str:
        """Say it for a sentence."""
        if self.low is not None and self.high is not None:
            return f"{self.low:g}" if self.low == self.high else f"{self.low:g} to {self.high:g}"
        return f"at least {self.low:g}" if self.low is not None else f"at most {self.high:g}"


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted from one day to another, both included.

    Of the `days` `archived` have an archive, on `seen` of them something could be seen at the field; `share` is the
    mean over all days of the share of movements that could, against the best stretch of the record, 0 where nothing
    could; `basis` is what that rests on. `perhaps` more were counted that may or may not be meant.
    """

    number: Expected
    first: date
    last: date
    days: int
    archived: int
    seen: int
    share: float
    basis: str
    perhaps: float = 0.0

    @property
    def most(self) -> int:
        """The most that there may have been among those seen."""
        return self.number.high + ceil(self.perhaps)

    @property
    def covered(self) -> bool:
        """Whether hardly a day went unseen, as far as other aircraft near the field tell."""
        return self.basis == CONTROL and self.seen >= _NEARLY_ALL * self.days


def need_of(claim: FlightClaim) -> Need:
    """Say how many flights a claim needs; a flight told of without a number is at least one.

    A number told of one day, or of no period, says that there were so many and leaves open whether there were more.
    """
    value = claim.value if claim.value is not None else claim.min
    if value is None:
        return Need(1.0, None)
    match claim.comparator:
        case ">" | "more":
            return Need(value + 1, None)
        case "<":
            return Need(None, value - 1)
        case "<=":
            return Need(None, value)
        case "~":
            return Need(value * (1 - _OFF), value * (1 + _OFF))
        case "=" | None if claim.value is not None and (value == 0 or _is_total(claim)):
            return Need(value, value)
    return Need(value, None)


def _is_total(claim: FlightClaim) -> bool:
    when = claim.period
    return when is not None and (when.earliest is None or when.earliest != when.latest) and (claim.value or 0) > 1


def judge_count(need: Need, tally: Tally) -> Judged:
    """Hold a stated number against what was counted; what could not be seen is never counted as nothing."""
    counted = counted_words(tally)
    if not tally.seen:
        return Judged(Verdict.CANNOT_TELL, counted)
    if need.low is not None and tally.most < need.low:
        return _too_few(need.low, tally, counted)
    if need.high is not None and tally.number.low > need.high:
        more = tally.number.low > need.high * (1 + _OFF)
        return Judged(Verdict.CONTRADICTED if more else Verdict.PARTLY, f"{counted} That is more.")
    if need.high is None:
        return _at_least(need.low or 0.0, tally, counted)
    return _within(need, tally, counted)


def _at_least(low: float, tally: Tally, counted: str) -> Judged:
    if tally.number.low >= low:
        return Judged(Verdict.SUPPORTED, counted)
    if tally.number.expected >= low:
        return Judged(Verdict.PARTLY, f"{counted} That is likely enough, and not certain.")
    return Judged(Verdict.CANNOT_TELL, f"{counted} So many are possible, and less likely than not.")


def _within(need: Need, tally: Tally, counted: str) -> Judged:
    """Judge a number with an upper end, which days that went unseen may exceed."""
    if not tally.covered:
        unseen = "The rest of the days, or how much was received, is not known, and may hold more."
        return Judged(Verdict.CANNOT_TELL, f"{counted} {unseen}")
    if need.high == 0:
        return Judged(Verdict.PARTLY, f"{counted} None was seen; an aircraft that sends nothing is not.")
    if tally.most > (need.high or 0) and tally.perhaps:
        return Judged(
            Verdict.CANNOT_TELL, f"{counted} Of {tally.perhaps:.1f} more it is not known whether they are meant."
        )
    near = (need.low or 0) <= tally.number.expected <= (need.high or 0) * (1 + _OFF)
    return Judged(Verdict.SUPPORTED if near else Verdict.PARTLY, counted)


def _too_few(low: float, tally: Tally, counted: str) -> Judged:
    """Judge a number that is more than what was counted: only what could have been seen and was not is missing."""
    if not tally.covered:
        return Judged(Verdict.CANNOT_TELL, f"{counted} The flights that are missing may be among those not seen.")
    if tally.seen < tally.days:
        told = "On nearly all days movements could be seen; so many were not, and the other days are few."
        return Judged(Verdict.NOT_SHOWN, f"{counted} {told}")
    chance = _so_few(ceil(low), tally)
    if chance <= ALPHA:
        told = f"Movements could be seen on all days; were there {low:g}, so few would be seen in at most"
        return Judged(Verdict.CONTRADICTED, f"{counted} {told} {max(100 * chance, 0.1):.1f} of 100 cases.")
    return Judged(Verdict.NOT_SHOWN, f"{counted} On all days movements could be seen; so many were not.")


def _so_few(flights: int, tally: Tally) -> float:
    """Give the chance to see no more than were counted, each of so many flights being seen with the days' share.

    The share is against the best stretch of the record, of which it is not known how much was seen even then.
    """
    share = tally.share * MOST_SEEN
    if share <= 0:
        return 1.0
    whole = lgamma(flights + 1)
    return sum(
        exp(whole - lgamma(n + 1) - lgamma(flights - n + 1) + n * log(share) + (flights - n) * log(1 - share))
        for n in range(tally.most + 1)
    )


def counted_words(tally: Tally) -> str:
    """Say how many were counted, and on how many days they could have been."""
    number = tally.number
    span = f"From {tally.first} to {tally.last}" if tally.first != tally.last else f"On {tally.first}"
    blind = tally.days - tally.seen
    seen = f"{tally.seen} of {tally.days} days could be seen"
    why = f" (no archive on {tally.days - tally.archived})" if blind and tally.archived < tally.days else ""
    if not tally.seen:
        return f"{span} none of the {tally.days} days could be seen{why}: nothing follows from what is not recorded."
    if tally.basis != CONTROL:
        seen = f"{tally.archived} of {tally.days} days have an archive, and how much was received there is not known"
        why = ""
    told = f"{span} {number.expected:.1f} are to be expected (95 %: {number.low} to {number.high})"
    return f"{told}; {seen}{why}."
