"""A surge drawn: no data is never zero, strangers' words stay words, the same surge gives the same bytes."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from armstrace.dossier.drawing import SYNTHETIC, hatched
from armstrace.dossier.maps.calendar import calendar_svg
from armstrace.dossier.surges.chart import LEFT, RIGHT, surge_svg
from armstrace.dossier.surges.scales import Days, counts_to
from armstrace.records.surges import Span, Surge, Week, Window
from made_surge import made_surge

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = (surge_svg, calendar_svg)


def root(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  # our own output


def texts(svg: str) -> list[str]:
    return [each.text or "" for each in root(svg).iter(f"{SVG}text")]


def outlines(svg: str, look: str) -> list[str]:
    return [each.get("d", "") for each in root(svg).iter(f"{SVG}path") if each.get("class") == look]


def bars(svg: str, look: str = "f-bar") -> list[tuple[float, float]]:
    """Give where each bar of the weeks begins and how high it is; swatches and rates are drawn otherwise."""
    found = []
    for d in outlines(svg, look):
        for x, bottom, top in re.findall(r"M([\d.]+) ([\d.]+)V([\d.]+)h", d):
            found.append((float(x), float(bottom) - float(top)))
    return found


def week(first: date, days: int, count: float) -> Week:
    band = (0.5, 0.0, 2.0) if days else (None, None, None)
    return Week(
        first=first, days=days, count=count, low=count, high=count, exposure=float(days), exposure_error=0.1,
        baseline=band[0], baseline_low=band[1], baseline_high=band[2],
    )  # fmt: skip


def three_weeks() -> Surge:
    """A week that counted two, one without data, one that was watched and saw nothing."""
    first = date(2020, 1, 6)
    made = tuple(
        week(first + timedelta(7 * n), days, count) for n, (days, count) in enumerate([(7, 2), (0, 0), (7, 0)])
    )
    return made_surge(
        20, first=first, last=first + timedelta(20), weeks=made, window=None, conflict=None, periods=(), comparisons=()
    )


@pytest.mark.parametrize("draw", DRAWN)
def test_the_same_surge_gives_the_same_bytes(draw: Callable[..., str]) -> None:
    assert draw(made_surge()) == draw(made_surge())


def test_a_week_without_data_has_no_bar_and_one_that_saw_nothing_has_a_tick() -> None:
    svg = surge_svg(three_weeks())
    wide = (RIGHT - LEFT) / 3
    drawn = bars(svg)
    assert [int((x - LEFT) // wide) for x, _ in drawn] == [0, 2]
    assert drawn[0][1] > 100
    assert 0 < drawn[1][1] < 4
    silence = outlines(svg, "f-absent")[0]
    left, right = map(float, re.findall(r"M([\d.]+) [\d.]+h([\d.]+)", silence)[0])
    assert left == pytest.approx(LEFT + wide, abs=0.1)
    assert right == pytest.approx(wide, abs=0.1)
    assert "no data" in texts(svg)
    assert "13 Jan 2020 no data" in root(svg).findtext(f"{SVG}desc", "")


def test_weeks_that_are_not_listed_are_hatched_too() -> None:
    surge = three_weeks()
    gone = surge_svg(replace(surge, weeks=(surge.weeks[0], surge.weeks[2])))
    assert bars(gone) == bars(surge_svg(surge))
    assert outlines(gone, "f-absent")[0] == outlines(surge_svg(surge), "f-absent")[0]


def test_the_baseline_stops_where_nothing_could_be_seen() -> None:
    steps = outlines(surge_svg(three_weeks()), "s-baseline")[0]
    assert steps.count("M") == 2


def test_days_without_data_are_hatched_within_their_week() -> None:
    surge = three_weeks()
    some = replace(surge, weeks=(surge.weeks[0], week(date(2020, 1, 13), 3, 1.0), surge.weeks[2]))
    assert len(outlines(surge_svg(some), "f-absent")) == 2  # in the panel of sight, and in the legend
    calendar = calendar_svg(some)
    assert "week of 13 Jan 2020: 1" in calendar
    assert len(outlines(calendar, "f-absent")) == 2


def test_the_calendar_tells_nothing_counted_from_no_data() -> None:
    svg = calendar_svg(three_weeks())
    assert [each.findtext(f"{SVG}title") for each in root(svg).iter(f"{SVG}path") if each.findtext(f"{SVG}title")] == [
        "week of 6 Jan 2020: 2",
        "week of 20 Jan 2020: 0",
    ]


def test_the_calendar_by_day_hatches_the_days_that_are_not_given() -> None:
    surge = three_weeks()
    first = surge.first
    assert first is not None
    svg = calendar_svg(surge, {first + timedelta(n): float(n == 3) for n in range(21) if n not in {4, 5}})
    titles = [title.text or "" for title in root(svg).iter(f"{SVG}title")][1:]
    assert len(titles) == 19
    assert [each for each in titles if not each.endswith(": 0")] == ["9 Jan 2020: 1"]


def test_what_was_found_is_said_in_words_and_to_those_who_do_not_see() -> None:
    svg = surge_svg(made_surge())
    said = " ".join(texts(svg))
    for words in ("QSB at LLOV", "×7.9 (3.8 to 16.7), p = 0.0005", "given in advance", "before", "during", "no data",
                  "transport opportunity", '"seed":1', "×8 over 4 weeks: 71%", "Days’ worth of sight"):  # fmt: skip
        assert words in said, words
    described = root(svg).findtext(f"{SVG}desc", "")
    for words in ("p = 0.0005 over all windows looked at", "Weeks with most:", "21 without any data", "2016: "):
        assert words in described, words
    assert root(svg).get("role") == "img"


def test_what_is_no_surge_is_not_drawn_as_one() -> None:
    svg = surge_svg(made_surge(told="cannot tell", reason="Too little could be seen."))
    assert any(each.startswith("Cannot tell. Too little") for each in texts(svg))
    assert any(each.startswith("most unusual stretch:") for each in texts(svg))


@pytest.mark.parametrize("p", [("counted", "= 0.0005"), ("fitted", "≈ 0.0005"), ("at most", "≤ 0.0005")])
def test_how_a_p_was_found_is_said(p: tuple[str, str]) -> None:
    window = made_surge().window
    assert window is not None
    svg = surge_svg(made_surge(window=replace(window, p_how=p[0], searched=False)))
    assert f"p {p[1]} of this window alone" in " ".join(texts(svg))


@pytest.mark.parametrize("draw", DRAWN)
def test_synthetic_data_is_marked_all_over(draw: Callable[..., str]) -> None:
    svg = draw(made_surge(synthetic=True))
    wide, high = (float(each) for each in (root(svg).get("width"), root(svg).get("height")) if each)
    places = [
        (float(x), float(y))
        for x, y in re.findall(rf"<text transform=\"translate\(([-\d.]+) ([\d.]+)\)[^>]*>{SYNTHETIC}", svg)
    ]
    for x in range(0, int(wide) - 250, 30):
        for y in range(0, int(high) - 130, 30):  # no cut of this size is without a whole mark
            assert any(x <= a <= x + 60 and y <= b <= y + 130 for a, b in places) or any(
                x - 100 <= a <= x + 190 and y <= b <= y + 130 for a, b in places
            )
    assert root(svg).findtext(f"{SVG}title", "").startswith(SYNTHETIC)
    assert "supports nothing" in root(svg).findtext(f"{SVG}desc", "")
    assert SYNTHETIC not in draw(made_surge())


@pytest.mark.parametrize("draw", DRAWN)
@pytest.mark.parametrize("standalone", [True, False])
def test_nothing_is_asked_of_a_host(draw: Callable[..., str], standalone: bool) -> None:
    svg = draw(made_surge(), standalone=standalone)
    assert "//" not in svg.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"\b(?:src=|url\(|script|style=|on\w+=|@import)", svg)
    assert re.findall(r'href="([^"]{0,6})', svg) == ["#week-"] * svg.count("<a ")


@pytest.mark.parametrize("number", [1, 20, 110, 364, 700])
def test_everything_lies_in_the_picture(number: int) -> None:
    svg = surge_svg(made_surge(number))
    wide = 860
    for x in re.findall(r'<text x="(-?[\d.]+)"', svg):
        assert 0 <= float(x) <= wide
    for x, high in bars(svg) + bars(svg, "f-own"):
        assert LEFT - 0.1 <= x <= RIGHT
        assert 0 < high <= 231


@pytest.mark.parametrize(
    "changes",
    [
        {"weeks": (), "first": None, "last": None, "window": None, "conflict": None, "periods": ()},
        {"weeks": ()},
        {"power": (), "warnings": (), "comparisons": ()},
        {"dispersion": None, "exposure_basis": "none", "parameters": "x" * 5000},
    ],
)
@pytest.mark.parametrize("draw", DRAWN)
def test_a_series_with_little_in_it_is_drawn(draw: Callable[..., str], changes: dict[str, Any]) -> None:
    assert texts(draw(made_surge(**changes)))


def test_ten_years_of_nothing() -> None:
    none = tuple(week(date(2010, 1, 4) + timedelta(7 * n), 0, 0.0) for n in range(520))
    svg = surge_svg(made_surge(window=None, weeks=none, first=none[0].first, last=none[-1].first + timedelta(6)))
    assert bars(svg) == []
    assert "no data" in texts(svg)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=())), st.text())
def test_no_name_becomes_markup(name: str, reason: str) -> None:
    surge = made_surge(20, series=name, reason=reason, warnings=(name,), parameters=reason, operator=name, motion=name)
    plain = {each.tag for each in root(surge_svg(made_surge(20))).iter()}
    for draw in DRAWN:
        svg = draw(surge)
        svg.encode()
        assert {each.tag for each in root(svg).iter()} <= plain
        assert not re.search("[\u202e\u2066\u0000\u001b]", svg)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.floats(0, 1e9), st.floats()), min_size=1, max_size=12))
@example([(1, 0.0, 1.6e308)])
def test_any_numbers_are_drawn(given_weeks: list[tuple[int, float, float]]) -> None:
    first = date(2020, 1, 6)
    made = tuple(
        replace(week(first + timedelta(7 * n), days, count), high=odd, baseline=odd)
        for n, (days, count, odd) in enumerate(given_weeks)
    )
    surge = replace(three_weeks(), weeks=made, last=first + timedelta(7 * len(made) - 1), count=given_weeks[0][2])
    svg = surge_svg(surge)
    assert not re.search(r'[ "MVHL-](?:nan|inf)', svg)
    assert len(bars(svg)) == sum(days > 0 for days, _, _ in given_weeks)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 20_000))
def test_ticks_have_room(first: date, more: int) -> None:
    ticks = [x for x, _ in Days(first, first + timedelta(more), 46.0, 848.0).ticks()]
    assert ticks == sorted(ticks)
    assert all(two - one >= 30 for one, two in pairwise(ticks))


@given(st.lists(st.floats(0, 1e12), min_size=1))
def test_all_counts_are_on_the_scale(values: list[float]) -> None:
    scale = counts_to(values, 0.0, 100.0)
    assert max(values) <= scale.top * (1 + 1e-9)
    assert 2 <= len(list(scale.ticks())) <= 7


@given(st.floats(0, 800), st.floats(0, 400), st.floats(0.1, 200), st.floats(0.1, 100))
def test_hatching_stays_in_its_box(x: float, y: float, wide: float, high: float) -> None:
    for stroke in re.findall(
        r"M([-\d.]+) ([-\d.]+)L([-\d.]+) ([-\d.]+)", "".join(map(str, hatched([(x, y, wide, high)])))
    ):
        a, b, c, d = map(float, stroke)
        assert x - 0.01 <= min(a, c) <= max(a, c) <= x + wide + 0.01
        assert y - 0.01 <= min(b, d) <= max(b, d) <= y + high + 0.01


def test_a_window_outside_the_series_is_said_and_not_shaded() -> None:
    window = made_surge().window
    assert isinstance(window, Window)
    svg = surge_svg(made_surge(window=replace(window, first=date(1999, 1, 1), last=date(1999, 2, 1))))
    assert outlines(svg, "f-window") == []
    assert any("1 Jan – 1 Feb 1999" in each for each in texts(svg))


def test_dates_that_go_on_after_the_series_have_no_end_in_it() -> None:
    surge = made_surge()
    assert surge.conflict is not None
    within, beyond = (
        surge_svg(replace(surge, conflict=Span(first=surge.conflict.first, last=last)))
        for last in (surge.conflict.last, date(2031, 1, 1))
    )
    assert [each.count("M") for each in outlines(within, "s-dates") if "V" in each and "H" not in each] == [2, 2]
    assert [each.count("M") for each in outlines(beyond, "s-dates") if "V" in each and "H" not in each] == [1, 1]
