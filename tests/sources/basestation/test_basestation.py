"""BaseStation messages: what is joined to a position and what is not; the same points however a file is cut."""

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.sources.basestation import read_batches, read_columns, recognises
from armstrace.sources.traces.lists.gathered import batches
from armstrace.sources.traces.lists.sbs import parts
from armstrace.sources.traces.lists.table import joined
from armstrace.sources.traces.points import GEOMETRIC_ALTITUDE, Member, Points
from same_points import assert_same, row, whole

SAMPLE = (Path(__file__).parent / "sample.sbs").read_bytes()
MEMBER = Member("receiver", "sbs.txt")


def _line(kind: int, address: str, at: str, *, said: str = "", logged: str = "") -> bytes:
    """Make a message from callsign, altitude, speed, track, latitude, longitude and rate of climb."""
    date, time = at.split()
    return f"MSG,{kind},1,1,{address},1,{date},{time},{logged or f'{date},{time}'},{said},,0,0,0,0".encode()


def _stream(seed: int = 1, seconds: int = 120) -> list[bytes]:
    """Make two minutes of messages of four aircraft, each saying a part at a time."""
    die, lines = random.Random(seed), []  # noqa: S311  # made data
    for second in range(seconds):
        at = f"2024/03/05 10:{second // 60:02d}:{second % 60:02d}.{die.randrange(1000):03d}"
        for address in ("600866", "738A11", "4B1234", "AE01C5"):
            said = die.choice(
                [
                    (1, f"CALL{die.randrange(3)},,,,,,"),
                    (3, f",{die.randrange(0, 40_000, 25)},,,{die.uniform(-60, 60):.5f},{die.uniform(-90, 90):.5f},"),
                    (3, f",,,,{die.uniform(-60, 60):.5f},{die.uniform(-90, 90):.5f},"),
                    (4, f",,{die.randrange(400)},{die.randrange(360)},,,{die.randrange(-2000, 2000, 64)}"),
                    (5, f",{die.randrange(0, 40_000, 25)},,,,,"),
                ]
            )
            lines.append(_line(said[0], address, at, said=said[1]))
    return lines


def _read(lines: list[bytes]) -> Points:
    return read_columns(b"\n".join(lines) + b"\n", MEMBER)


def test_a_position_is_joined_to_what_the_same_aircraft_said_last() -> None:
    points = read_columns(SAMPLE, MEMBER)
    whole(points)
    assert points.hexes == ("600866", "738a11")
    first, second = row(points, 0), row(points, 1)
    assert (first["time_s"], first["callsign"], first["alt_ft"]) == (1709632801.0, "AZQ4101", 12000.0)
    assert (first["speed_kt"], first["climb_fpm"]) == (None, None)
    assert (second["alt_ft"], second["speed_kt"], second["track_deg"]) == (11975.0, 310.5, 201.2)
    assert (second["climb_fpm"], second["point"]) == (-640.0, 5)


def test_without_a_time_of_generation_the_time_of_logging_counts() -> None:
    third = row(read_columns(SAMPLE, MEMBER), 2)
    assert (third["time_s"], third["alt_ft"], third["speed_kt"]) == (1709632805.0, 11900.0, 310.5)


def test_what_was_said_long_before_is_not_joined() -> None:
    late, ground = (row(read_columns(SAMPLE, MEMBER), number) for number in (3, 4))
    assert (late["alt_ft"], late["speed_kt"], late["callsign"]) == (None, None, "AZQ4101")
    assert (ground["ground"], ground["alt_ft"], ground["speed_kt"], ground["callsign"]) == (True, None, 12.0, "")


def test_a_height_above_the_ellipsoid_is_marked() -> None:
    other = row(read_columns(SAMPLE, MEMBER), 5)
    assert (other["alt_ft"], other["geom_ft"], other["flags"]) == (2500.0, 2500.0, GEOMETRIC_ALTITUDE)


def test_lines_of_other_kinds_are_passed_over_and_bad_ones_counted() -> None:
    (read,) = read_columns(SAMPLE, MEMBER).members
    assert (read.points, read.bad_rows) == (6, 2)


def test_the_zone_of_the_clock_is_said_with_the_file() -> None:
    utc, ahead = read_columns(SAMPLE, MEMBER), read_columns(SAMPLE, MEMBER, utc_offset_h=4)
    assert np.array_equal(utc.time_s - 4 * 3600, ahead.time_s)


def test_days_that_are_none_are_set_aside_and_midnight_is_passed() -> None:
    lines = [
        _line(3, "600866", "2024/02/30 10:00:00.000", said=",1000,,,40,50,"),
        _line(3, "600866", "2024/02/29 23:59:59.500", said=",1000,,,40,50,"),
        _line(3, "600866", "2024-03-01 00:00:00", said=",1000,,,41,50,"),
        _line(3, "600866", "2024/03/01 24:00:00", said=",1000,,,42,50,"),
    ]
    points = _read(lines)
    assert points.time_s.tolist() == [1709251199.5, 1709251200.0]
    assert points.members[0].bad_rows == 2


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_lines_does_not_matter(die: random.Random) -> None:
    lines = _stream()
    assert_same(_read(lines), _read(die.sample(lines, len(lines))), places=False)


@given(st.integers(min_value=1500, max_value=60_000))
@settings(max_examples=15, deadline=None)
def test_the_file_read_part_by_part_gives_the_same_points(size: int) -> None:
    content = b"\n".join([*_stream(), b""])
    found = list(batches(parts(content, size=size), content, MEMBER))
    together = joined(found)
    assert_same(read_columns(content, MEMBER), together)
    assert sum(len(points.time_s) for points in found) == len(together.time_s)
    for points in found:
        whole(points)


def test_only_the_aircraft_wanted_are_given() -> None:
    content = b"\n".join([*_stream(), b""])
    assert read_columns(content, MEMBER, {"ae01c5"}).hexes == ("ae01c5",)
    assert {one for points in read_batches(content, MEMBER, {"ae01c5"}) for one in points.hexes} == {"ae01c5"}


def test_one_position_heard_twice_counts_once() -> None:
    line = _line(3, "600866", "2024/03/05 10:00:00.000", said=",1000,,,40,50,")
    assert len(_read([line, line, line]).time_s) == 1


@pytest.mark.parametrize(
    "line",
    [
        b"MSG,3,1,1,600866",
        b"MSG,9,1,1,600866,1,2024/03/05,10:00:00,2024/03/05,10:00:00,,1000,,,40,50,,,0,0,0,0",
        b"XYZ,3,1,1,600866,1,2024/03/05,10:00:00,2024/03/05,10:00:00,,1000,,,40,50,,,0,0,0,0",
        b"MSG,3,1,1,6008,1,2024/03/05,10:00:00,2024/03/05,10:00:00,,1000,,,40,50,,,0,0,0,0",
        b"MSG,3,1,1,600866,1,,,,,,1000,,,40,50,,,0,0,0,0",
        b"MSG,3,1,1,600866,1,2024/03/05,10:00:00,2024/03/05,10:00:00,,1000,,,40,,,,0,0,0,0",
        b"MSG,3,1,1,600866,1,2024/03/05,10:00:00,2024/03/05,10:00:00,,1000,,,91,50,,,0,0,0,0",
        b"MSG,3,1,1,600866,1,2024/03/05,10:00:00,2024/03/05,10:00:00,,1000,,,x,50,,,0,0,0,0",
        b"MSG,3,1,1,600866,1,2024\xff03/05,1\xff:00:00,,,,1000,,,40,50,,,0,0,0,0",
        b"M" * 300_000,
        b"\0\0\0",
    ],
)
def test_bad_lines_are_set_aside_and_the_rest_goes_on(line: bytes) -> None:
    good = _line(3, "600866", "2024/03/05 10:00:00.000", said=",1000,,,40,50,")
    points = _read([line, good, line])
    assert (len(points.time_s), points.members[0].bad_rows) == (1, 2)
    assert points.point.tolist() == [1]


@pytest.mark.parametrize("altitude", ["H", "--5", "1e4", "12345678", "-1000", "700H"])
def test_an_altitude_is_a_whole_number_or_unknown(altitude: str) -> None:
    alt = row(_read([_line(3, "600866", "2024/03/05 10:00:00", said=f",{altitude},,,40,50,")]), 0)["alt_ft"]
    assert alt == {"-1000": -1000.0, "700H": 700.0}.get(altitude)


def test_what_it_is_told_by() -> None:
    assert recognises(SAMPLE, "anything") == 2
    assert recognises(b"MSG,3,1\n", "x.sbs") == 0
    assert recognises(b"", "x") == 0
