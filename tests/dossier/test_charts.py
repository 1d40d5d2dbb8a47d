"""Bar charts: exact lengths, words for those who do not see them, no address in them."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_reader import read_page

from armstrace.dossier.charts import WIDTH, Bar, bars

WINDOWS = (Bar("2014–18", 41.0), Bar("2015–19", 59.8, highlighted=True), Bar("2016–20", 67.7))


def lengths(svg: str, name: str) -> list[float]:
    group = re.search(rf'<g class="[^"]* {name}_marks"[^>]*>(.*?)</g>', svg)
    assert group
    return [float(width) for width in re.findall(r"h(-?[\d.]+)v12", group[1])]


def test_same_bars_give_same_bytes() -> None:
    assert bars("t", WINDOWS) == bars("t", list(WINDOWS))


def test_shares_are_drawn_on_a_scale_from_0_to_100() -> None:
    svg = bars("windows", WINDOWS)
    assert lengths(svg, "bars") == pytest.approx([0.41 * WIDTH, 0.677 * WIDTH])
    assert lengths(svg, "own") == pytest.approx([0.598 * WIDTH])
    assert lengths(svg, "track") == [WIDTH] * 3


def test_other_units_run_from_zero_to_the_largest() -> None:
    svg = bars("volume", [Bar("a", 345.0), Bar("b", 69.0)], "tiv_m")
    assert lengths(svg, "bars") == pytest.approx([WIDTH, WIDTH / 5])
    assert "345\u00a0million TIV" in svg


def test_claimed_value_is_a_dashed_line_at_its_place() -> None:
    svg = bars("windows", WINDOWS, reference=("the text says 60 %", 60.0))
    line = re.search(r'<line transform="translate\(([\d.]+),', svg)
    assert line
    assert float(line[1]) == pytest.approx(0.6 * WIDTH, abs=1)
    assert "stroke-dasharray" not in bars("windows", WINDOWS)


def test_chart_says_itself_in_words() -> None:
    svg = read_page(bars("windows", WINDOWS)).elements[0]
    assert svg.attributes["role"] == "img"
    assert svg.attributes["aria-label"].replace("\u00a0", " ") == (
        "windows: 2014–18 41.0 %; 2015–19 59.8 %; 2016–20 67.7 %"
    )


def test_highlight_is_more_than_a_colour() -> None:
    texts = re.findall(r"<text ([^>]*)>([^<]*)</text>", bars("windows", WINDOWS))
    assert [(words, "bold" in style or "700" in style) for style, words in texts if "20" in words] == [
        ("2014–18", False),
        ("▸ 2015–19", True),
        ("2016–20", False),
    ]


def test_standalone_file_is_xml_and_asks_nobody() -> None:
    svg = bars("windows", WINDOWS, standalone=True)
    root = ET.fromstring(svg)  # noqa: S314  # our own output
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "white" in svg
    assert re.findall(r"(?:href|src|url)\s*[=(]|<script|<style|@import", svg) == []
    assert svg.count("http") == 1  # the namespace


def test_values_that_are_no_numbers_are_said_and_not_drawn() -> None:
    svg = bars("odd", [Bar("a", float("nan")), Bar("b", 10.0), Bar("c", float("inf"))])
    assert len(lengths(svg, "bars")) == 1
    assert "a nan" in svg


def test_falls_are_drawn_to_the_left_of_zero() -> None:
    svg = bars("change", [Bar("fell", -50.0), Bar("rose", 100.0)])
    assert sorted(abs(length) for length in lengths(svg, "bars")) == pytest.approx([WIDTH / 3, 2 * WIDTH / 3])


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=())), st.text(), st.floats(-1e6, 1e6))
def test_no_label_becomes_markup(label: str, title: str, value: float) -> None:
    for standalone in (False, True):
        svg = bars(title, [Bar(label, value), Bar("b", 1.0)], "percent", standalone=standalone)
        svg.encode()
        page = read_page(svg)
        assert {element.tag for element in page.elements} <= {
            "svg",
            "g",
            "path",
            "text",
            "title",
            "desc",
            "rect",
            "tspan",
        }
        assert not [name for element in page.elements for name in element.attributes if name.startswith("on")]
        if standalone:
            ET.fromstring(svg)  # noqa: S314  # our own output
