"""What a test of a series, or a number of flights counted, allows to be said of the words of a text."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from armstrace.checks.flights.counts import Need, Tally, judge_count, need_of
from armstrace.checks.flights.slots import where, who
from armstrace.checks.flights.verdicts import SYNTHETIC, Judged, Said, combined, judged, said_of
from armstrace.flights.expected_number import expected_number
from armstrace.records.claims import FlightClaim
from armstrace.records.surges import Power, Surge, Window
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict
from made_surge import made_surge

YES, NO, PART, NONE, UNKNOWN = (
    Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY, Verdict.NOT_SHOWN, Verdict.CANNOT_TELL,
)  # fmt: skip
SURGE = made_surge()
FOUND = SURGE.window
assert FOUND is not None
IN_IT = (FOUND.first, FOUND.last)
LATER = date(FOUND.last.year, 12, 31)
SEEN_ALL = tuple(Power(factor=f, weeks=w, probability=0.9, draws=200, first=first)
                 for f in (2.0, 4.0) for w in (4.0, 8.0) for first in (None, FOUND.first))  # fmt: skip
SEEN_LITTLE = tuple(replace(each, probability=0.3) for each in SEEN_ALL)


def said(period: tuple[date, date] | None = IN_IT, least: float = 2.0, *, rises: bool = True) -> Said:
    return Said(rises, least, period, LATER)


def window(**changes: Any) -> Window:
    assert FOUND is not None
    return replace(FOUND, **changes)


QUIET = window(p=0.4, ratio=1.2, ratio_low=0.6, ratio_high=1.8)


@pytest.mark.parametrize(
    ("surge", "words", "verdict"),
    [
        (SURGE, said(), YES),
        (SURGE, said(None), YES),
        (replace(SURGE, synthetic=True), said(), UNKNOWN),
        (replace(SURGE, exposure_basis="archive"), said(), PART),
        (replace(SURGE, exposure_basis="none"), said(), UNKNOWN),
        # a window that the text cannot mean
        (replace(SURGE, power=SEEN_ALL), said((date(2017, 1, 1), date(2017, 3, 1))), NONE),
        (replace(SURGE, power=SEEN_LITTLE), said((date(2017, 1, 1), date(2017, 3, 1))), UNKNOWN),
        # only the period itself stands out
        (replace(SURGE, window=window(p=0.3), asked=window(p=0.01, searched=False)), said(), PART),
        # less than a doubling is no surge, and is an increase
        (replace(SURGE, window=window(ratio=1.6, ratio_low=1.2, ratio_high=1.9)), said(), PART),
        (replace(SURGE, window=window(ratio=1.6, ratio_low=1.2, ratio_high=1.9)), said(least=1.0), YES),
        # excluded, and not, and not seen well enough to say
        (replace(SURGE, window=QUIET, asked=QUIET, power=SEEN_ALL), said(), NO),
        (replace(SURGE, window=QUIET, asked=QUIET, power=SEEN_LITTLE), said(), UNKNOWN),
        (replace(SURGE, window=QUIET, asked=replace(QUIET, ratio_high=5.0), power=SEEN_ALL), said(), NONE),
        (replace(SURGE, window=QUIET, asked=QUIET, power=SEEN_ALL, exposure_basis="archive"), said(), UNKNOWN),
        (replace(SURGE, window=None, asked=None), said(), UNKNOWN),
        # fewer, not more
        (replace(SURGE, asked=window(ratio=0.3, ratio_low=0.1, ratio_high=0.7, p=0.01)), said(rises=False), YES),
        (replace(SURGE, asked=FOUND), said(rises=False), NO),
        (SURGE, said(None, rises=False), UNKNOWN),
        (replace(SURGE, asked=replace(QUIET, expected=9.0)), said(rises=False), NONE),
        (replace(SURGE, asked=replace(QUIET, expected=1.0)), said(rises=False), UNKNOWN),
    ],
)
def test_a_series_and_the_words(surge: Surge, words: Said, verdict: Verdict) -> None:
    found = judged(surge, words)
    assert found.verdict is verdict, found.reason
    assert found.reason
    assert (found.reason == SYNTHETIC) is surge.synthetic


def test_weeks_beside_are_needed_to_know_how_weeks_vary() -> None:
    few = replace(SURGE, weeks=SURGE.weeks[-15:])
    for words in (said(), said(rises=False)):
        found = judged(few, words)
        assert found.verdict is UNKNOWN
        assert "other weeks" in found.reason


def test_a_period_as_long_as_the_record_may_still_hold_a_surge() -> None:
    first, last = SURGE.weeks[0].first, SURGE.weeks[-1].first
    whole = replace(SURGE, asked=window(first=first, last=last, ratio=None, p=1.0))
    assert judged(whole, said((first, last))).verdict is YES


def test_p_counts_as_often_as_series_were_tried() -> None:
    barely = replace(SURGE, window=window(p=0.02), power=SEEN_LITTLE)
    assert judged(barely, said()).verdict is YES
    assert judged(barely, said(), tests=3).verdict is UNKNOWN


def test_a_window_mostly_outside_the_period_supports_in_part() -> None:
    assert FOUND is not None
    assert judged(SURGE, said((FOUND.last, LATER))).verdict is PART


def test_where_nothing_could_be_found_no_surge_is_never_said() -> None:
    for power in (SEEN_LITTLE, ()):
        blind = replace(SURGE, window=QUIET, asked=QUIET, power=power)
        found = judged(blind, said())
        assert found.verdict is UNKNOWN
        assert "No surge" not in found.reason


@pytest.mark.parametrize(
    ("verdicts", "pinned", "verdict"),
    [
        ([YES, NONE], True, YES),
        ([YES, NONE], False, PART),
        ([NO, NO], False, NO),
        ([NO, NONE], False, NONE),
        ([NO, UNKNOWN], True, UNKNOWN),
        ([], True, UNKNOWN),
    ],
)
def test_several_series_give_one_verdict(verdicts: list[Verdict], pinned: bool, verdict: Verdict) -> None:
    assert combined([Judged(each, "so") for each in verdicts], pinned=pinned) is verdict


def claim(text: str = "flights", **slots: Any) -> FlightClaim:
    return FlightClaim(start=0, end=len(text), text=text, **slots)


@pytest.mark.parametrize(
    ("told", "need"),
    [
        (claim(value=92.0, comparator="=", period=When.read("2016/..")), Need(92.0, 92.0)),
        (claim(value=6.0, comparator=">=", period=When.read("2020-09-20/2020-09-30")), Need(6.0, None)),
        (claim(value=6.0, comparator=">"), Need(7.0, None)),
        (claim(value=3.0, comparator="ordinal"), Need(3.0, None)),
        (claim(value=10.0, comparator="~"), Need(9.0, 11.0)),
        (claim(value=5.0, comparator="<="), Need(None, 5.0)),
        (claim(value=0.0, comparator="="), Need(0.0, 0.0)),
        (claim(min=24.0), Need(24.0, None)),
        (claim(), Need(1.0, None)),
        # told of one day, more are not denied
        (claim(value=2.0, comparator="=", period=When.read("2020-09-24")), Need(2.0, None)),
    ],
)
def test_how_many_a_text_needs(told: FlightClaim, need: Need) -> None:
    assert need_of(told) == need


def tally(sure: int, doubtful: int = 0, seen: int = 100, share: float = 0.95, basis: str = "control traffic") -> Tally:
    number = expected_number([1.0] * sure + [0.5] * doubtful)
    return Tally(number, date(2020, 1, 1), date(2020, 4, 9), 100, 100, seen, share, basis)


@pytest.mark.parametrize(
    ("need", "counted", "verdict"),
    [
        (Need(6.0, None), tally(6), YES),
        (Need(6.0, None), tally(6, seen=30, share=0.2), YES),
        (Need(6.0, None), tally(5, 4), PART),
        (Need(6.0, None), tally(5, 1), UNKNOWN),
        (Need(6.0, None), tally(2), NO),
        (Need(6.0, None), tally(2, seen=95), NONE),
        (Need(6.0, None), tally(5, share=0.8), NONE),
        (Need(1.0, None), tally(0), NONE),
        (Need(1e12, None), tally(3), NO),
        (Need(6.0, None), tally(2, seen=60, share=0.5), UNKNOWN),
        (Need(6.0, None), tally(2, basis="archive"), UNKNOWN),
        (Need(6.0, None), tally(0, seen=0, share=0.0), UNKNOWN),
        (Need(92.0, 92.0), tally(92), YES),
        (Need(92.0, 92.0), tally(95), PART),
        (Need(92.0, 92.0), tally(130), NO),
        (Need(92.0, 92.0), tally(130, seen=20, share=0.1), NO),
        (Need(92.0, 92.0), tally(92, seen=50, share=0.4), UNKNOWN),
        (Need(0.0, 0.0), tally(0), PART),
        (Need(0.0, 0.0), tally(1), NO),
        (Need(0.0, 0.0), tally(0, seen=50), UNKNOWN),
        (Need(None, 5.0), tally(4), YES),
    ],
)
def test_a_number_and_what_was_counted(need: Need, counted: Tally, verdict: Verdict) -> None:
    found = judge_count(need, counted)
    assert found.verdict is verdict, found.reason


@pytest.mark.parametrize(("seen", "share"), [(100, 0.95), (95, 0.9), (60, 0.5), (0, 0.0)])
def test_days_that_go_unseen_never_make_a_denial_stronger(seen: int, share: float) -> None:
    order = [NO, NONE, UNKNOWN]
    verdicts = [
        judge_count(Need(40.0, None), tally(3, seen=s, share=h)).verdict for s, h in ((100, 1.0), (seen, share))
    ]
    assert order.index(verdicts[1]) >= order.index(verdicts[0])


def test_words_leave_open_what_they_leave_open() -> None:
    assert who("Silk Way West").operators == ("AZG",)
    assert who("Silk Way").operators == ("AZQ", "AZG")
    assert who("Armenian Air Force").forces
    assert who("Quick Heron Cargo").problem
    assert where("Gyumri military airbase").idents == ("UDSG",)
    assert set(where("Yerevan").idents) >= {"UDYZ", "UDYE"}
    assert where("southern Russia").state == "RUS"
    assert where("Springfield").problem or not where("Springfield").exact
    assert said_of(claim("a surge in flights", comparator="increase"), None, LATER).least == 2.0
    assert said_of(claim("an increase in flights", comparator="increase"), None, LATER).least == 1.0
