"""Incidents drawn: uncertain days as intervals, uncertain places as circles, and nothing else than was handed in."""

import re
from xml.etree import ElementTree as ET

import pytest

from armstrace.dossier.incidents.timeline import incidents_timeline
from armstrace.dossier.maps.base import BOUNDARIES
from armstrace.dossier.maps.incidents import incidents_map
from armstrace.records.kinds import Incident
from armstrace.records.values import When
from made_incidents import made

DRAWINGS = pytest.mark.parametrize("draw", [incidents_map, incidents_timeline])


def several() -> list[Incident]:
    return [
        made(key="incident:a", when=When.read("2020-10-28"), reported=When.read("2020-10-30"), precision="town"),
        made(key="incident:b", when=When.read("2020-10-01/2020-10-20"), precision="district", lat=39.8, lon=46.8),
        made(key="incident:c", when=When.read("2020-10-15~"), precision="exact", lat=39.8, lon=46.9),
        made(key="incident:d", when=None, precision="country"),
        made(key="incident:e", when=When.read("../2020-10-04"), lat=None, lon=None, precision=""),
    ]


@DRAWINGS
def test_the_order_makes_no_difference(draw: type) -> None:
    incidents = several()
    svg = draw(incidents, "A title")
    assert draw(incidents[2:] + incidents[:2], "A title") == svg
    ET.fromstring(svg)  # noqa: S314  # our own drawing


@DRAWINGS
def test_it_asks_no_host_and_holds_no_script(draw: type) -> None:
    hostile = '"><script>alert(1)</script><image href="https://example.org/x"/>'
    svg = draw([made(place_printed=hostile, weapon_printed=hostile, origin=hostile)], hostile, [hostile])
    root = ET.fromstring(svg)  # noqa: S314  # our own drawing
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names <= {"svg", "title", "desc", "path", "text", "circle", "g", "rect"}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not attributes & {"href", "{http://www.w3.org/1999/xlink}href", "onload"}


@DRAWINGS
def test_nothing_is_drawn_of_nothing(draw: type) -> None:
    assert "No incident" in draw([], "Nothing")
    assert "No incident" in draw([made(when=None, lat=None, lon=None)], "Nothing")


def test_the_map_says_whose_borders_these_are_and_what_is_not_drawn() -> None:
    svg = incidents_map(several(), "A map", ["A remark."])
    assert BOUNDARIES in svg
    assert "contested borders are no statement" in svg
    assert "1 without coordinates are not drawn." in svg
    assert "1 known only to a country are not drawn." in svg
    assert "A remark." in svg


def test_a_circle_is_as_wide_as_its_place_is_uncertain() -> None:
    radii = [float(r) for r in re.findall(r'<circle[^>]* r="([\d.]+)"', incidents_map(several(), "A map"))]
    assert radii == sorted(radii, reverse=True)
    assert len(radii) == 3
    assert radii[0] == pytest.approx(5 * radii[1], rel=0.01)  # 25 km and 5 km


def widths(svg: str) -> list[float]:
    return [float(found) for found in re.findall(r'stroke-dasharray="[^"]*" d="M[\d. ]+h([\d.]+)v14', svg)]


def test_a_bar_is_as_long_as_the_days_it_leaves_open() -> None:
    svg = incidents_timeline(several(), "A timeline")
    bars = widths(svg)
    assert len(bars) == 4
    day = min(bars)
    assert max(bars) == pytest.approx(20 * day, rel=0.02)
    assert svg.count('stroke-dasharray="4 3"') == 2  # about, and open at one end


def test_the_report_is_marked_apart_from_the_event() -> None:
    def with_report(day: str) -> str:
        return incidents_timeline([made(when=When.read("2020-10-28"), reported=When.read(day))], "A timeline")

    assert with_report("2020-10-30").count("s-dates") == 1
    assert widths(with_report("2020-10-30")) != []


def test_many_incidents_are_counted_by_month_surely_and_possibly() -> None:
    sure = [made(key=f"incident:{n}", when=When.read("2020-10-15")) for n in range(90)]
    may = [made(key=f"incident:m{n}", when=When.read("2020-10-20/2020-11-10")) for n in range(30)]
    svg = incidents_timeline([*sure, *may], "Many")
    heights = sorted(float(found) for found in re.findall(r'class="f-heat\d"[^>]*d="M[\d. ]+h[\d.]+v([\d.]+)', svg))
    assert heights == [pytest.approx(40.0), pytest.approx(120.0), pytest.approx(160.0)]


def test_a_year_that_no_drawing_can_hold_is_told_and_leaves_the_others_as_they_were() -> None:
    slips = [made(key=f"incident:z{day}", when=When.read(day)) for day in ("0001-01-01", "9999-12-31", "0044")]
    svg = incidents_timeline([*several(), *slips], "A title")
    assert "3 dated before 1800 or after 2200 are not drawn" in svg
    assert widths(svg) == widths(incidents_timeline(several(), "A title"))
    assert "No incident with a date" in incidents_timeline(slips, "A title")
