"""Many files into one batch: the order of members changes nothing, each point once, callsigns carried forward."""

import gzip
import hashlib
import math
import os
import subprocess
import sys
from collections.abc import Mapping
from csv import DictReader
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from armstrace.records.errors import UnreadableValue
from armstrace.sources.traces.archives import inflate
from armstrace.sources.traces.archives.walk import load, walk
from armstrace.sources.traces.points import GEOMETRIC_ALTITUDE, SOURCES, Member, Points
from armstrace.sources.traces.reading import read_points
from trace_files import DAY_S, content, member, packed, row

MADE = Path(__file__).resolve().parents[4] / "shared/packs/adsb-dev/readsb-made"


def _read(files: Mapping[Member, bytes], order: list[Member] | None = None) -> Points:
    return read_points(order or list(files), files.__getitem__)


def _rows(points: Points) -> list[tuple[Any, ...]]:
    """Give the rows without the numbers that only count callsigns and members."""
    found = []
    for number, hex_ in enumerate(points.hexes):
        for i in range(points.start[number], points.start[number + 1]):
            said = points.callsigns[points.callsign[i]] if points.callsign[i] >= 0 else ""
            read = points.members[points.member[i]].member
            values = (points.time_s[i], points.lat[i], points.lon[i], repr(points.alt_ft[i]), bool(points.ground[i]))
            found.append((hex_, *values, said, read.archive, read.name, int(points.point[i])))
    return found


def test_the_columns_hold_what_the_file_says() -> None:
    rows = [
        row(1.25, details={"type": "adsb_icao", "flight": "AZQ4131 "}),
        row(2.5, alt="ground", gs=None, track=None, geom=None, type="mlat"),
        row(3.75, alt=12000, flags=GEOMETRIC_ALTITUDE | 1, climb=None, details={"flight": "        "}),
        row(4.0, details={"type": "tisb_other"})[:9],
    ]
    points = _read({member(): content(rows)})
    assert points.hexes == ("4b1234",)
    assert points.start.tolist() == [0, 4]
    assert points.time_s.tolist() == [DAY_S + 1.25, DAY_S + 2.5, DAY_S + 3.75, DAY_S + 4.0]
    assert points.lat.tolist() == [49.5] * 4
    assert points.lon.tolist() == [7.25] * 4
    assert np.array_equal(points.alt_ft, np.array([11000, math.nan, 12000, 11000], "f4"), equal_nan=True)
    assert np.array_equal(points.geom_ft, np.array([11275, math.nan, 11275, math.nan], "f4"), equal_nan=True)
    assert np.array_equal(points.speed_kt, np.array([450.5, math.nan, 450.5, 450.5], "f4"), equal_nan=True)
    assert np.array_equal(points.climb_fpm, np.array([-64, -64, math.nan, -64], "f4"), equal_nan=True)
    assert points.ground.tolist() == [False, True, False, False]
    assert points.flags.tolist() == [0, 0, 9, 0]
    assert [SOURCES[code] for code in points.source] == ["adsb_icao", "mlat", "adsb_icao", "tisb_other"]
    assert [points.callsigns[code] for code in points.callsign] == ["AZQ4131"] * 4
    assert points.point.tolist() == [0, 1, 2, 3]
    (read,) = points.members
    assert (read.registration, read.typecode, read.db_flags, read.points, read.bad_rows) == ("TC-ABC", "A332", 1, 4, 0)
    assert read.sha256 == hashlib.sha256(content(rows)).hexdigest()


def test_rows_out_of_order_are_sorted_and_a_callsign_holds_from_when_it_was_said() -> None:
    rows = [row(30.0), row(10.0), row(20.0, details={"flight": "LATER"}), row(10.0, lat=50.0)]
    points = _read({member(): content(rows)})
    assert (points.time_s - DAY_S).tolist() == [10, 10, 20, 30]
    assert points.point.tolist() == [1, 3, 2, 0]
    assert [points.callsigns[code] if code >= 0 else "" for code in points.callsign] == ["", "", "LATER", "LATER"]


def test_a_point_in_two_archives_is_one_and_identical_bytes_are_read_once() -> None:
    first = [row(1.0), row(2.0), row(3.0), row(3.0), row(9.0)]
    second = [row(2.0, details={"flight": "AZQ1"}), row(3.0, details={"flight": "AZQ1"}), row(3.0, lat=1.0), row(4.0)]
    files = {
        member(archive="prod"): packed(first),
        member(archive="staging"): packed(second),
        member(archive="copy"): packed(first),
    }
    points = _read(files)
    assert (points.time_s - DAY_S).tolist() == [1, 2, 3, 3, 4, 9]
    assert [points.callsigns[code] if code >= 0 else "" for code in points.callsign] == ["", *["AZQ1"] * 5]
    counts = {read.member.archive: (read.points, read.problem) for read in points.members}
    assert counts["copy"] == (5, "")
    assert counts["prod"][0] == 0
    assert "which were read" in counts["prod"][1]
    assert counts["staging"] == (4, "")


HEXES = st.sampled_from(["4b1234", "~2a0001", "ae01ff"])
SMALL = st.lists(
    st.builds(
        lambda at, lat, flight: row(at, lat=lat, details={"flight": flight} if flight else None),
        st.sampled_from([1.0, 2.0, 2.5, 3.0]),
        st.sampled_from([1.0, 2.0]),
        st.sampled_from(["", "A", "B"]),
    ),
    max_size=5,
)
FILES = st.lists(
    st.tuples(HEXES, st.sampled_from("abc"), st.integers(5, 6), SMALL, st.booleans()),
    max_size=7,
    unique_by=lambda one: one[:3],
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(FILES, st.randoms(use_true_random=False))
def test_the_order_of_the_members_changes_nothing(files: list[Any], chance: Any) -> None:
    stored: dict[Member, bytes] = {}
    for hex_, archive, day, rows, named in files:
        one = Member(archive, f"{day}/trace_full_{hex_}.json", hex_ if named else "", date(2024, 3, day))
        stored[one] = content(rows, hex_, timestamp=DAY_S + 86_400 * (day - 5))
    points = _read(stored)
    order = list(stored)
    chance.shuffle(order)
    again = _read(stored, order)
    for name in Points.__slots__:
        one, other = getattr(points, name), getattr(again, name)
        assert one.tobytes() == other.tobytes() if isinstance(one, np.ndarray) else one == other, name


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(SMALL.map(lambda rows: sorted(rows, key=lambda one: one[0])), st.integers(0, 5))
def test_a_file_split_in_two_gives_the_points_of_the_whole(rows: list[Any], cut: int) -> None:
    whole = _read({member(): content(rows)})
    halves = _read(
        {member(day=date(2024, 3, 5)): content(rows[:cut]), member(day=date(2024, 3, 6)): content(rows[cut:])}
    )
    assert [one[:7] for one in _rows(whole)] == [one[:7] for one in _rows(halves)]


def test_files_named_for_no_aircraft_join_those_that_are() -> None:
    files = {
        Member("x", "foreign.json"): content([row(2.0)], "4b1234"),
        member("4b1234"): content([row(1.0), row(3.0)], "4b1234"),
        member("3c0000"): content([row(1.0)], "3c0000"),
    }
    points = _read(files)
    assert points.hexes == ("3c0000", "4b1234")
    assert (points.time_s - DAY_S).tolist() == [1, 1, 2, 3]


@pytest.mark.parametrize(
    ("stored", "problem", "kept"),
    [
        (b"", "empty", 0),
        (b"<html>", "not a JSON object", 0),
        (b"[]", "not a JSON object", 0),
        (b'{"icao":"4b1234"}', "no usable timestamp", 0),
        (b'{"icao":"4b1234","timestamp":1709596800,"trace":null}', "no trace", 0),
        (content([row(1.0), row(2.0)])[:-60], "cut short", 1),
        (content([row(1.0)], "aaaaaa"), "named for 4b1234", 0),
        (packed([row(1.0)])[:-9], "gzip stream is cut", 1),
        (packed([row(1.0)])[:-8] + bytes(8), "damaged", 0),
        (b"\x1f\x8b" + bytes(range(100)), "damaged", 0),
        (
            gzip.compress(content([row(1.0), row(2.0)])[:200]) + gzip.compress(content([row(1.0), row(2.0)])[200:]),
            "",
            2,
        ),
        (packed([row(1.0)]) * 2, "follows the end", 1),
        (packed([row(1.0)]) + b"behind the stream", "", 1),
        (packed([row(1.0)]) + gzip.compress(b"") * 100_000, "more than 64 gzip streams", 0),
    ],
)
def test_what_cannot_be_read_is_told_and_the_rest_goes_on(stored: bytes, problem: str, kept: int) -> None:
    files = {member(): stored, member("ae01ff"): content([row(5.0)], "ae01ff")}
    points = _read(files)
    read = points.members[0]
    assert problem in read.problem
    assert bool(problem) == bool(read.problem)
    assert read.points == kept
    assert points.members[1].points == 1
    assert read.sha256 == hashlib.sha256(stored).hexdigest()


def test_a_file_that_cannot_be_loaded_is_told() -> None:
    def failing(one: Member) -> bytes:
        if one.hex == "4b1234":
            raise PermissionError(13, "Permission denied")
        raise UnreadableValue("The archive ends before this file does.")

    points = read_points([member(), member("ae01ff")], failing)
    assert [read.problem for read in points.members] == [
        "It cannot be read: Permission denied.",
        "It cannot be read: The archive ends before this file does.",
    ]
    assert points.hexes == ()
    assert points.start.tolist() == [0]


def test_a_bomb_is_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inflate, "MOST_BYTES", 1 << 20)
    points = _read({member(): gzip.compress(bytes(64 << 20))})
    assert "inflate to more than 1 MiB" in points.members[0].problem
    lying = gzip.compress(bytes(900))[:-4] + b"\xff\xff\xff\xff"
    assert "damaged" in _read({member(): lying}).members[0].problem
    assert "inflate to more" in _read({member(): b"{" + b" " * (1 << 20)}).members[0].problem


@pytest.mark.skipif(not MADE.is_dir(), reason="the files that a real readsb made are not beside this checkout")
def test_files_of_a_real_readsb_and_broken_ones() -> None:
    members = list(walk([str(MADE)]))
    points = read_points(members, load)
    reads = {read.member.name: read for read in points.members}
    with (MADE / "broken_files.csv").open(encoding="utf-8", newline="") as file:
        expected = {line["file"]: line["expected"] for line in DictReader(file)}
    for name, words in expected.items():
        if "ignored" in words:
            assert name not in reads
        elif "report" in words:
            assert reads[name].problem, name
        if "0 flights" in words:
            assert reads[name].points <= 1
    assert [name for name, read in reads.items() if (read.problem or read.bad_rows) and name not in expected] == []
    assert len(points.time_s) > 240_000


def test_without_numba_the_same_is_read_and_said_to_be_slow(tmp_path: Path) -> None:
    (tmp_path / "trace_full_4b1234.json").write_bytes(packed([row(1.0), row(1.0), row(3.0), row(2.0)]))
    code = (
        "import sys, warnings\n"
        "class Missing:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in ('numba', 'isal', 'llvmlite'): raise ModuleNotFoundError(name)\n"
        "import importlib.util as util\n"
        "found = util.find_spec\n"
        "util.find_spec = lambda name, package=None: None if name in ('numba', 'isal') else found(name, package)\n"
        "sys.meta_path.insert(0, Missing())\n"
        "from armstrace.sources.traces.archives.walk import load, walk\n"
        "from armstrace.sources.traces.reading import read_points\n"
        "with warnings.catch_warnings(record=True) as said:\n"
        "    warnings.simplefilter('always')\n"
        "    for _ in range(2):\n"
        "        points = read_points(walk([sys.argv[1]]), load)\n"
        "print(len(said), 'slower' in str(said[0].message), (points.time_s - 1709596800).tolist())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False, env=dict(os.environ)
    )
    assert done.stdout == "1 True [1.0, 2.0, 3.0]\n", done.stderr
