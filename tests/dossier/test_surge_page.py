"""The page of a surge: every movement a click away with the command of its track, and the same picture in a dossier."""

import re
import shlex
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_reader import read_page
from sample_dossier import sample_dossier

from armstrace.dossier.drawing import STYLE, SYNTHETIC
from armstrace.dossier.page import render
from armstrace.dossier.surges.chart import surge_svg
from armstrace.dossier.surges.page import surge_html
from made_surge import landing, landings_of, made_surge

SURGE = made_surge()
LANDINGS = landings_of(SURGE)
BESIDE = (
    made_surge(series="QSB at LTAC", airfield="LTAC", told="no surge", window=None, reason="None is unusual."),
    made_surge(series="QSA at LLOV", operator="QSA", told="cannot tell", reason="Too little could be seen."),
)
PAGE = surge_html(SURGE, LANDINGS, BESIDE)
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</svg></style><script>1</script>",
    "{{ 7 * 7 }} {% raw %}",
    "report\u202efdp",
    "nul\x00\x1b[31m",
    "; rm -rf ~ #",
    "\ud83d alone",
    "x" * 10_000,
)


def test_every_landing_is_a_click_away_with_its_track() -> None:
    names = {each.attributes["id"] for each in read_page(PAGE).elements if "id" in each.attributes}
    led = re.findall(r'<a href="#(week-[\d-]+)"', PAGE)
    assert led
    assert set(led) <= names
    busy = {f"week-{week.first.isoformat()}" for week in SURGE.weeks if round(week.count)}
    assert busy <= set(led)
    assert PAGE.count("armstrace flights track 60086") == len(LANDINGS)
    first = LANDINGS[0]
    assert f"armstrace flights track {first['hex']} ARCHIVE --day {first['time_utc']:%Y-%m-%d}" in PAGE
    for words in ("ranked, descent", "0.62", "point=120-180", "UBBB → LLOV"):
        assert words in PAGE


def test_weeks_without_data_are_no_zeros_in_the_table() -> None:
    rows = re.findall(r'<tr class="absent">.*?</tr>', PAGE)
    assert len(rows) == sum(not week.days for week in SURGE.weeks)
    assert all("no data" in row and '<td class="num">0</td>' not in row for row in rows)


def test_the_page_says_what_it_must() -> None:
    for words in ("transport opportunity", "supports no rung", "The same operator at other airfields", "QSB at LTAC",
                  "Other operators at the same airfield", "never added up", "Told, in the right place", "71%",
                  "it is not a day on which nothing", "98 of 2,548 days have no data"):  # fmt: skip
        assert words in re.sub(r"\s+", " ", PAGE), words
    assert "Without it, that no surge was found says nothing" in surge_html(replace(SURGE, power=()), [], ())


def test_the_same_surge_gives_the_same_bytes_and_asks_no_host() -> None:
    assert surge_html(SURGE, LANDINGS, BESIDE) == PAGE
    assert "//" not in PAGE
    assert not re.search(r"\b(?:src=|url\(|<script|style=|on\w+=|@import)", PAGE)
    assert set(re.findall(r'href="(.)', PAGE)) == {"#"}
    assert "default-src &#39;none&#39;" in PAGE


def test_synthetic_data_is_marked_on_page_and_drawings() -> None:
    page = surge_html(replace(SURGE, synthetic=True), LANDINGS, ())
    assert f"<title>{SYNTHETIC}" in page
    assert f"<h1>{SYNTHETIC}" in page
    assert 'class="banner"' in page
    assert all(each.count(SYNTHETIC) > 10 for each in page.split('class="drawing"')[1:])
    assert SYNTHETIC not in PAGE
    beside = surge_html(SURGE, [], (replace(BESIDE[0], synthetic=True),))
    assert f"{SYNTHETIC}: QSB at LTAC" in beside


@pytest.mark.parametrize("words", HOSTILE)
def test_a_strangers_words_stay_words(words: str) -> None:
    odd = landing(
        0, datetime(2020, 8, 20, tzinfo=UTC), hex=words, registration=words, operator=words, callsign=words,
        origin=words, archive=words, inputs=words, basis=words,
    )  # fmt: skip
    surge = replace(
        SURGE, series=words, operator=words, airfield=words, reason=words, warnings=(words,), parameters=words,
        inputs=(words,),
    )  # fmt: skip
    page = surge_html(surge, [odd], (replace(BESIDE[0], series=words, reason=words),))
    page.encode()
    assert {each.tag for each in read_page(page).elements} <= {each.tag for each in read_page(PAGE).elements}
    assert not re.search("[\u202e\x00\x1b]", page)
    assert page.count("<script") == 0


@pytest.mark.parametrize("archive", ["my archive; rm -rf ~.tar", "$(id).tar", "plain.tar"])
def test_a_command_is_safe_to_paste(archive: str) -> None:
    page = surge_html(SURGE, [landing(1, datetime(2020, 8, 20, tzinfo=UTC), archive=archive)])
    command = re.search(r'<code class="command">(.*?)</code>', page)
    assert command
    words = shlex.split(command[1].replace("&#39;", "'"))
    assert words == ["armstrace", "flights", "track", "600861", archive, "--day", "2020-08-20"]


def test_times_may_come_as_text_and_may_be_missing() -> None:
    at = datetime(2020, 8, 20, 11, 2, 9, tzinfo=UTC)
    rows: list[dict[str, Any]] = [
        {**landing(1, at), "time_utc": "2020-08-20T11:02:09Z", "time_latest": "2020-08-21T01:00:00Z"},
        {**landing(2, at), "time_utc": "not a time", "probability": None},
        dict(landing(3, at + timedelta(days=9000))),
        {},
    ]
    page = surge_html(SURGE, rows)
    assert "20 Aug 2020, 11:02" in page
    assert "10:42 to 21 Aug 2020, 01:00" in page
    assert "Outside the weeks of the series, not counted" in page
    assert "no field can be named" in page


def test_what_a_screening_says_stands_beside_too() -> None:
    screened = {
        "why": "same field", "series": "QSA at LLOV", "operator": "QSA", "airfield": "LLOV", "count": 12.4, "p": 0.3,
        "p_how": "counted", "first": date(2020, 1, 6), "last": date(2020, 2, 2), "ratio": 2.1,
    }  # fmt: skip
    row = {**LANDINGS[0], "in_window": True, "track": "armstrace flights track x a b --day d"}
    page = surge_html(SURGE, [row], [screened])
    for words in ("Other operators at the same airfield", "p = 0.300 over its own windows", "6 Jan – 2 Feb 2020, ×2.1",
                  "12.4", "<strong>in the window</strong>", "armstrace flights track x a b --day d"):  # fmt: skip
        assert words in page, words


def test_a_dossier_draws_the_series_of_a_finding() -> None:
    dossier = sample_dossier()
    plain = render(dossier)
    first = replace(dossier.findings[0], surges=(SURGE,))
    assert first.key == dossier.findings[0].key
    drawn = render(replace(dossier, findings=(first, *dossier.findings[1:])))
    assert surge_svg(SURGE, standalone=False) in drawn
    assert 'class="drawing"' not in plain
    assert STYLE in drawn


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(exclude_categories=())), st.text())
def test_no_text_becomes_markup(name: str, words: str) -> None:
    short = made_surge(20, series=name, reason=words, warnings=(words,))
    page = surge_html(short, [landing(1, datetime(2016, 1, 8, tzinfo=UTC), hex=name, callsign=words)], (short,))
    page.encode()
    assert {each.tag for each in read_page(page).elements} <= {each.tag for each in read_page(PAGE).elements}
