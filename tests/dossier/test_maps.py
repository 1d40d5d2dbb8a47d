"""Maps: land where there is land and sea where there is sea, in any view, and nothing asked of a host."""

import gzip
import json
import math
import random
import re
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.dossier.drawing import SYNTHETIC
from armstrace.dossier.maps.base import BOUNDARIES, base_map
from armstrace.dossier.maps.routes import Route, routes_of, routes_svg
from armstrace.dossier.maps.view import View, angle, great_circle, unit, view_of
from made_surge import landings_of, made_surge

SIZE = (860.0, 480.0)
SEA = ((43, 34), (35, 20), (38, 51), (0, -30), (30, -150), (-40, 80), (60, -35), (20, 62), (15, -75), (56, 4), (20, 38))
LAND = (
    (55, 40), (40, 47.5), (50, 10), (25, 20), (0, 25), (40, -100), (-10, -55), (-25, 135), (30, 100), (72, -40),
    (32, 36), (48, 31), (15, 102), (-80, 90),
)  # fmt: skip
PLACES = st.tuples(st.floats(-88, 88), st.floats(-180, 180))


def on_land(view: View, place: tuple[float, float]) -> bool:
    x, y = view.point(*place)
    crossed = 0
    for ring in rings(view):
        for (a, b), (c, d) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a:
                crossed += 1
    return crossed % 2 == 1


@cache
def rings(view: View) -> list[list[tuple[float, float]]]:
    found = re.search(r'evenodd" d="([^"]*)"', str(base_map(view)))
    assert found
    return [
        [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", each)]
        for each in found[1].split("z")
        if each
    ]


def views() -> list[View]:
    draw = random.Random(5)  # noqa: S311  # the same each time
    middles = [*SEA[:3], *LAND[:3], (-85.0, 0.0), (0.0, 179.5)]
    middles += [(draw.uniform(-70, 75), draw.uniform(-180, 180)) for _ in range(8)]
    found = []
    for number, (lat, lon) in enumerate(middles):
        span = (4, 15, 40, 60)[number % 4] / 2
        found.append(view_of([(max(lat - span, -89), lon - span), (min(lat + span, 89), lon + span)], SIZE))
    return found


@pytest.mark.parametrize("view", views())
def test_sea_is_sea_and_land_is_land(view: View) -> None:
    checked = 0
    for places, land in ((SEA, False), (LAND, True)):
        for place in places:
            x, y = view.point(*place)
            if 2 < x < SIZE[0] - 2 and 2 < y < SIZE[1] - 2:
                assert on_land(view, place) == land, (place, view)
                checked += 1
    assert checked or view.reach_deg < 45


@settings(max_examples=60)
@given(st.lists(PLACES, min_size=1, max_size=6))
def test_everything_asked_for_lies_in_the_picture(places: list[tuple[float, float]]) -> None:
    view = view_of(places, SIZE)
    for place in places:
        x, y = view.point(*place)
        assert 45 <= x <= SIZE[0] - 45
        assert 45 <= y <= SIZE[1] - 45


@given(PLACES, PLACES)
def test_a_great_circle_is_the_shortest_way(one: tuple[float, float], two: tuple[float, float]) -> None:
    way = great_circle(one, two)
    assert way[0] == pytest.approx(one, abs=1e-6) or abs(abs(way[0][1]) - 180) < 1e-6
    length = sum(angle(unit(*a), unit(*b)) for a, b in pairwise(way))
    assert length == pytest.approx(angle(unit(*one), unit(*two)), abs=1e-4)


def test_the_data_are_small_and_say_where_they_come_from() -> None:
    packed = files("armstrace.dossier").joinpath("assets/base_map.json.gz").read_bytes()
    assert len(packed) < 600_000
    world: dict[str, Any] = json.loads(gzip.decompress(packed))
    assert "Natural Earth 4.1.0" in world["source"]
    assert set(world) == {"source", "per_degree", "arcs", "land", "borders"}  # and no names


ROUTES = (Route("UBBB", "LLOV", 41.2), Route("UBBB", "LLBG", 6.1), Route("LTAC", "UBBB", 12.0))


def texts(svg: str) -> list[str]:
    return [each.text or "" for each in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314


def test_routes_are_as_wide_as_there_were_movements() -> None:
    svg = routes_svg(ROUTES, "QSB")
    assert svg == routes_svg(ROUTES, "QSB")
    drawn = re.findall(r'stroke-width="([\d.]+)" stroke-opacity="0.65"[^>]*><title>([^<]*)', svg)
    widths = {said.split(": ")[1]: float(wide) for wide, said in drawn}
    assert widths["41.2"] / widths["12"] == pytest.approx(math.sqrt(41.2 / 12), abs=0.02)
    assert {"41.2", "6.1", "12", BOUNDARIES, "LLOV Ovda"} <= set(texts(svg))
    assert "shortest way between the airfields, not the way flown" in svg
    assert "59.3 movements expected on 3 routes" in svg


def test_a_field_without_a_place_is_named_and_not_drawn() -> None:
    svg = routes_svg((*ROUTES, Route("<b>\u202e", "LLOV", 3.0)), "QSB")
    assert "no place is known for &lt;b&gt;⟨U+202E⟩" in svg
    assert "\u202e" not in svg
    assert "No route is known." in texts(routes_svg((Route("XXXX", "YYYY", 1.0),)))


def test_routes_are_summed_by_their_probability() -> None:
    landings = landings_of(made_surge(20))
    (route,) = routes_of(landings)
    assert (route.origin, route.destination) == ("UBBB", "LLOV")
    assert route.expected == pytest.approx(0.62 * len(landings))
    odd: list[Any] = [None, float("nan"), -1.0, 7.0, "1"]
    assert routes_of([{**landings[0], "probability": each} for each in odd])[0].expected == 0
    assert routes_of([{**landings[0], "origin": ""}, {**landings[0], "origin": "LLOV"}]) == ()


def test_synthetic_routes_are_marked_and_no_host_is_asked() -> None:
    svg = routes_svg(ROUTES, "QSB", synthetic=True)
    assert svg.count(SYNTHETIC) > 30
    assert "//" not in svg.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"\b(?:href=|src=|url\(|script|style=)", svg)


@settings(max_examples=20, deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_no_title_becomes_markup(title: str) -> None:
    svg = routes_svg(ROUTES, title)
    svg.encode()
    tags = {each.tag for each in ET.fromstring(svg).iter()}  # noqa: S314
    assert tags == {each.tag for each in ET.fromstring(routes_svg(ROUTES, "t")).iter()}  # noqa: S314
