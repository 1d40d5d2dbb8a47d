"""Flightradar24's CSV: the aircraft is named from outside; nought feet is the ground; the two times must agree."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.records.errors import CaseError, SourceChanged, UnknownFormat
from armstrace.sources.fr24_csv import COLUMNS, hex_in_name, read_columns, recognises
from armstrace.sources.traces.points import Member
from same_points import assert_same, row, whole

SAMPLE = (Path(__file__).parent / "sample.csv").read_bytes()
MEMBER = Member("downloads", "AZQ4101_34567890.csv", hex="600866")


def test_positions_are_read_and_nought_feet_is_the_ground() -> None:
    points = read_columns(SAMPLE, MEMBER)
    whole(points)
    assert points.hexes == ("600866",)
    assert row(points, 0) == {
        "hex": "600866",
        "callsign": "AZQ4101",
        "time_s": 1709632800.0,
        "lat": 40.468,
        "lon": 50.047,
        "alt_ft": None,
        "geom_ft": None,
        "speed_kt": 14.0,
        "track_deg": 355.0,
        "climb_fpm": None,
        "ground": True,
        "flags": 0,
        "source": 0,
        "point": 0,
    }
    assert [row(points, number)["alt_ft"] for number in (1, 2, 3)] == [1200.0, 2900.0, 7150.0]
    assert points.point.tolist() == [0, 1, 2, 6]
    assert points.members[0].bad_rows == 3


def test_the_aircraft_must_be_named() -> None:
    with pytest.raises(CaseError, match="which aircraft"):
        read_columns(SAMPLE, Member("downloads", "AZQ4101_34567890.csv"))
    assert read_columns(SAMPLE, Member("downloads", "AZQ4101_hex-600866.csv")).hexes == ("600866",)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("600866.csv", "600866"),
        ("600866.CSV.gz", "600866"),
        ("AZQ412-icao24=738A11.csv", "738a11"),
        ("20240305.csv", ""),
        ("AZQ4101_34567890.csv", ""),
        ("hex-6008661.csv", ""),
        ("flight_600866_x.csv", ""),
        ("", ""),
    ],
)
def test_a_number_in_a_name_is_an_address_only_where_it_says_so(name: str, address: str) -> None:
    assert hex_in_name(name) == address


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_lines_does_not_matter(die: random.Random) -> None:
    header, *lines = SAMPLE.splitlines()
    shuffled = b"\n".join([header, *die.sample(lines, len(lines))])
    assert_same(read_columns(SAMPLE, MEMBER), read_columns(shuffled, MEMBER), places=False)


@pytest.mark.parametrize(
    "line",
    [
        b'1709632800,2024-03-05T10:00:00+03:00,AZQ,"40.1,50.1",0,0,0',
        b'1709632800,yesterday,AZQ,"40.1,50.1",0,0,0',
        b"1709632800,2024-03-05T10:00:00Z,AZQ,40.1 50.1,0,0,0",
        b'1709632800,2024-03-05T10:00:00Z,AZQ,"40.1,50.1",0,0',
        b'1709632800,2024-03-05T10:00:00Z,AZQ,"40.1,50.1,0,0,0',
        b'99999999999999999999,2024-03-05T10:00:00Z,AZQ,"40.1,50.1",0,0,0',
        b"z" * 200_000,
    ],
)
def test_bad_lines_are_set_aside(line: bytes) -> None:
    points = read_columns(b",".join(name.encode() for name in COLUMNS) + b"\n" + line + b"\n", MEMBER)
    assert (points.hexes, points.members[0].bad_rows) == ((), 1)


def test_other_columns_are_refused() -> None:
    with pytest.raises(SourceChanged, match="Heading"):
        read_columns(SAMPLE.replace(b"Direction", b"Heading"), MEMBER)
    with pytest.raises(UnknownFormat):
        read_columns(b"", MEMBER)


def test_what_it_is_told_by() -> None:
    assert recognises(SAMPLE, "x") == 2
    assert recognises(b"Timestamp,UTC\n", "fr24.csv") == 0
