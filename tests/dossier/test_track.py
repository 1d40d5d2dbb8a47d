"""A track drawn: the same bytes for the same track, a stranger's words kept words, and nothing asked of a host."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.dossier.tracks.map import plane_of
from armstrace.dossier.tracks.model import Candidate, Event, Fix, Stretch, Track, where
from armstrace.dossier.tracks.page import track_html, track_svg

START = 1709596800.0
OVDA = Candidate("LLOV", "Ovda Airport", 29.94, 34.935, 0.62, "ranked")
NOWHERE = Candidate("", "", None, None, 0.71, "ranked")


def air(first: float, count: int, lon: float = 34.0) -> tuple[Fix, ...]:
    return tuple(Fix(first + 20 * n, 32 - 0.01 * n, lon + 0.003 * n, 30_000.0 - 90 * n) for n in range(count))


TRACK = Track(
    hex="600864",
    day="2024-03-05",
    registration="QS-SYN64",
    typecode="IL76",
    callsigns=("QSB4112",),
    stretches=(
        Stretch("air", air(START, 200)),
        Stretch("astray", (Fix(START + 4000, 33.8, 35.5, 30_000.0), Fix(START + 4020, 33.81, 35.5, None))),
        Stretch("air", air(START + 12_000, 200)),
        Stretch("ground", (Fix(START + 16_100, 40.46, 50.04), Fix(START + 16_400, 40.46, 50.05))),
    ),
    events=(
        Event("landing", START + 5000, START + 4000, START + 12_000, "bracket", (OVDA,)),
        Event("takeoff", START + 11_000, START + 4000, START + 12_000, "none", (NOWHERE,)),
    ),
    members=(("archive: 2024/03/05/traces/64/trace_full_600864.json", "ab" * 32),),
)
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</text></svg><script>1</script>",
    "{0} {1} {{2}}",
    "report\u202efdp",
    "nul\x00\x1b[31m",
    "]]>&#x3C;",
    "\ud83d alone",
    "x" * 10_000,
)


def texts(svg: str) -> list[str]:
    return [each.text or "" for each in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314


def test_what_was_inferred_stands_with_its_probability() -> None:
    said = texts(track_svg(TRACK))
    assert "600864 on 2024-03-05 · QS-SYN64 · IL76 · QSB4112" in said
    assert "↓ LLOV 0.62" in said
    assert "↑ no field can be named (0.71)" in said
    assert any(text.startswith("LLOV ↓01:23 0.62") for text in said)
    page = track_html(TRACK)
    for words in ("LLOV (Ovda Airport) 0.62, ranked", "01:06", "ab" * 32, "does not show what was on board"):
        assert words in page
    assert where(replace(TRACK.events[0], candidates=())) == "no field can be named"


def test_the_same_track_gives_the_same_bytes() -> None:
    assert track_svg(TRACK) == track_svg(TRACK)
    assert track_html(TRACK) == track_html(TRACK)


@pytest.mark.parametrize("words", HOSTILE)
def test_a_strangers_words_stay_words(words: str) -> None:
    candidate = replace(OVDA, airfield=words, name=words)
    track = replace(
        TRACK, callsigns=(words,), registration=words, typecode=words, members=((words, words),),
        events=(replace(TRACK.events[0], candidates=(candidate,), basis=words),),
    )  # fmt: skip
    svg, page = track_svg(track), track_html(track)
    plain, plain_page = track_svg(TRACK), track_html(TRACK)
    assert {each.tag for each in ET.fromstring(svg).iter()} <= {each.tag for each in ET.fromstring(plain).iter()}  # noqa: S314
    assert set(re.findall(r"<[a-z]+", page)) <= set(re.findall(r"<[a-z]+", plain_page))
    assert not re.search("[\u202e\x00\x1b]", svg + page)


def test_no_host_is_asked() -> None:
    for drawn in (track_svg(TRACK), track_html(TRACK)):
        assert "//" not in drawn.replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"\b(?:href=|src=|url\(|script|on\w+=)", drawn)


def test_an_empty_day_is_drawn() -> None:
    empty = replace(TRACK, stretches=(), events=(), members=())
    assert texts(track_svg(empty))
    assert "None." in track_html(empty)


@given(
    st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=20),
    st.floats(-180, 180),
)
def test_everything_seen_lies_in_the_picture(places: list[tuple[float, float]], lon: float) -> None:
    """Also across the date line, where neighbours are never half the world apart."""
    near = [(lat, (lon + east / 4 + 180) % 360 - 180) for lat, east in places]
    plane = plane_of([Fix(0, lat, each) for lat, each in near], [])
    for lat, each in near:
        x, y = plane.point(lat, each)
        assert -1 <= x <= 861
        assert -1 <= y <= 431
