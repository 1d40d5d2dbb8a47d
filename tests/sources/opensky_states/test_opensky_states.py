"""OpenSky state vectors: units, repeats, bad lines, packings, hostile files; the same points however a file is cut."""

import gzip
import io
import json
import random
import tarfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.records.errors import SourceChanged, UnknownFormat
from armstrace.sources.opensky_states import COLUMNS, read_batches, read_columns, recognises
from armstrace.sources.traces.lists.gathered import gathered
from armstrace.sources.traces.lists.states import parts
from armstrace.sources.traces.lists.table import joined
from armstrace.sources.traces.points import GEOMETRIC_ALTITUDE, SOURCES, Member, Points
from same_points import assert_same, row, whole

HERE = Path(__file__).parent
SAMPLE = (HERE / "sample.csv").read_bytes()
HEADER = ",".join(COLUMNS).encode()


def _member(name: str = "states.csv") -> Member:
    return Member("archive", name)


def _day(aircraft: int = 7, moments: int = 40, seed: int = 1) -> list[bytes]:
    """Make the lines of some minutes: every second vector of an aircraft repeats its last position."""
    die, lines = random.Random(seed), []  # noqa: S311  # made data
    for moment in range(moments):
        for number in range(aircraft):
            at = 1_709_632_800 + moment * 10
            updated = at - (moment % 2) * 10 - 0.5
            lat, lon = 30 + number + (moment - moment % 2) * 0.01, 34 + number
            speed = die.randrange(100, 250)
            lines.append(
                f"{at},60086{number},{lat},{lon},{speed},90,0,AZQ{number},{number == 3},False,False,,3000,3100,"
                f"{updated},{at}".encode()
            )
    return lines


def _table(lines: list[bytes]) -> bytes:
    return b"\n".join([HEADER, *lines, b""])


def _in_blocks(content: bytes, size: int) -> Points:
    return gathered(parts(content, "states.csv", size=size), content, _member())


def test_units_are_turned_and_what_is_unknown_stays_unknown() -> None:
    points = read_columns(SAMPLE, _member())
    whole(points)
    assert points.hexes == ("4b1234", "600866", "738a11")
    assert row(points, 1) == {
        "hex": "600866",
        "callsign": "AZQ4101",
        "time_s": 1709632799.25,
        "lat": 30.5,
        "lon": 34.6,
        "alt_ft": 8000.0,
        "geom_ft": 8250.0,
        "speed_kt": pytest.approx(299.99, abs=0.02),
        "track_deg": 201.5,
        "climb_fpm": pytest.approx(-1279.9, abs=0.1),
        "ground": False,
        "flags": 0,
        "source": 0,
        "point": 0,
    }


def test_on_the_ground_no_altitude_is_given_and_without_a_pressure_altitude_the_geometric_one() -> None:
    points = read_columns(SAMPLE, _member())
    ground, geometric = row(points, 4), row(points, 0)
    assert (ground["hex"], ground["ground"], ground["alt_ft"], ground["speed_kt"]) == ("738a11", True, None, 9.999)
    assert (geometric["alt_ft"], geometric["geom_ft"]) == (35100.0, 35100.0)
    assert geometric["flags"] == GEOMETRIC_ALTITUDE


def test_a_repeated_position_counts_once_with_what_was_said_first() -> None:
    points = read_columns(SAMPLE, _member())
    times = points.time_s[points.start[1] : points.start[2]].tolist()
    assert times == [1709632799.25, 1709632809.25, 1709632849.5]
    assert row(points, 2)["speed_kt"] == pytest.approx(150 * 3600 / 1852, abs=0.001)


def test_bad_lines_are_counted_and_the_rest_goes_on() -> None:
    (read,) = read_columns(SAMPLE, _member()).members
    assert (read.bad_rows, read.points, read.problem) == (4, 5, "")


@pytest.mark.parametrize("name", ["sample_packed.csv.gz", "sample_hour.csv.tar"])
def test_packed_it_gives_the_same_points(name: str) -> None:
    assert_same(read_columns(SAMPLE, _member()), read_columns(HERE / name, _member(name)))


def test_parquet_gives_the_same_points() -> None:
    assert_same(
        read_columns(SAMPLE, _member()),
        read_columns((HERE / "sample_states.parquet").read_bytes(), _member()),
        places=False,  # the lines that no table can hold are not in it
    )


def test_parquet_with_moments_and_dictionaries(tmp_path: Path) -> None:
    moments = pa.array([1_709_632_800_500_000], pa.timestamp("us", "UTC"))
    table = pa.table(
        {
            "time": moments,
            "icao24": pa.array(["600866"]).dictionary_encode(),
            "lat": pa.array([30.5], pa.float32()),
            "lon": pa.array([34]),
        }
    )
    pq.write_table(table, tmp_path / "x.parquet")
    points = read_columns(tmp_path / "x.parquet", _member())
    assert (points.hexes, points.time_s.tolist(), points.lon.tolist()) == (("600866",), [1709632800.5], [34.0])


def _snapshot(at: int, *vectors: list[object]) -> bytes:
    return json.dumps({"time": at, "states": list(vectors)}).encode()


def _vector(address: str, at: int, *, ground: bool = False, end: tuple[object, ...] = (None, False, 0)) -> list[object]:
    vector: list[object] = [address, "AZQ4101 ", "Azerbaijan", at, at, 34.6, 30.5, None if ground else 2438.4, ground]
    return [*vector, 154.33, 201.5, -6.502, None, 2514.6, *end]


def test_answers_of_the_service_give_the_same_values() -> None:
    content = b"\n".join(
        [
            _snapshot(1709632800, _vector("600866", 1709632799), _vector("738a11", 1709632799, ground=True)),
            _snapshot(1709632810, _vector("600866", 1709632799), _vector("4b1234", 1709632809, end=(None, False, 2))),
            b'{"time": 1709632820, "states": null}',
            b'{"time": 1709632820, "states": [[1, 2]]}',
            b'{"time": 1709632820, "sta',
            _snapshot(1709632830, _vector("600867", 1709632829, end=("4101", False, False, 0))),
        ]
    )
    points = read_columns(content, _member("states.json"))
    whole(points)
    assert points.hexes == ("4b1234", "600866", "600867", "738a11")
    assert [SOURCES[number] for number in points.source] == ["mlat", "adsb_icao", "adsb_icao", "adsb_icao"]
    table = row(read_columns(SAMPLE, _member()), 1)
    assert {key: value for key, value in row(points, 1).items() if key not in {"time_s", "source"}} == {
        key: value for key, value in table.items() if key not in {"time_s", "source"}
    }
    assert points.ground.tolist() == [False, False, False, True]
    assert points.members[0].bad_rows == 2
    assert recognises(content, "x") == 2


@given(st.integers(min_value=1, max_value=6000))
@settings(max_examples=30, deadline=None)
def test_the_size_of_the_blocks_does_not_matter(size: int) -> None:
    assert_same(read_columns(SAMPLE, _member()), _in_blocks(SAMPLE, size))
    assert _in_blocks(SAMPLE, size).members[0].bad_rows == 4


@given(st.integers(min_value=0, max_value=280))
@settings(max_examples=30, deadline=None)
def test_a_file_cut_in_two_anywhere_gives_the_same_points(at: int) -> None:
    lines = _day()
    pieces = [
        read_columns(_table(part), _member(f"part-{number}")) for number, part in enumerate((lines[:at], lines[at:]))
    ]
    whole_file = read_columns(_table(lines), _member())
    assert_same(whole_file, joined(pieces), places=False)
    assert_same(whole_file, joined(pieces[::-1]), places=False)
    whole(joined(pieces))


@given(st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_lines_does_not_matter(die: random.Random) -> None:
    lines = _day()
    shuffled = die.sample(lines, len(lines))
    assert_same(read_columns(_table(lines), _member()), read_columns(_table(shuffled), _member()), places=False)


@pytest.mark.parametrize("size", [200, 1000, 5000, 1 << 20])
def test_batches_give_each_position_once(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("armstrace.sources.traces.lists.states.BLOCK", size)
    content = _table(_day())
    found = list(read_batches(content, _member()))
    together = joined(found)
    assert sum(len(points.time_s) for points in found) == len(together.time_s) == 7 * 20
    assert_same(read_columns(content, _member()), together)


def test_only_the_aircraft_wanted_are_given() -> None:
    points = read_columns(_table(_day()), _member(), {"600862", "600865", "aaaaaa"})
    assert points.hexes == ("600862", "600865")


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [(b"icao24", b"icao", "icao24"), (b"squawk", b"lat", "lat"), (b"spi", b"Unheard-of", "Unheard-of")],
)
def test_other_columns_are_refused(old: bytes, new: bytes, word: str) -> None:
    with pytest.raises(SourceChanged, match=word):
        read_columns(SAMPLE.replace(old, new, 1), _member())


def test_a_damaged_gzip_file_gives_what_came_before_the_damage() -> None:
    packed = gzip.compress(_table(_day(moments=2000)), mtime=0)
    points = read_columns(packed[: len(packed) // 2], _member())
    (read,) = points.members
    assert 0 < read.points < 7 * 1000
    assert "damaged or cut off" in read.problem
    assert read.bad_rows <= 1


@given(st.integers(min_value=12, max_value=20_000), st.integers(min_value=1, max_value=255))
@settings(max_examples=30, deadline=None)
def test_a_wrong_byte_in_a_gzip_file_raises_no_error_of_others(at: int, change: int) -> None:
    packed = bytearray(gzip.compress(_table(_day(moments=200)), mtime=0))
    packed[at % len(packed)] ^= change
    try:
        points = read_columns(bytes(packed), _member())
    except (UnknownFormat, SourceChanged):
        return
    whole(points)


def test_a_damaged_tar_or_parquet_says_so() -> None:
    tar = (HERE / "sample_hour.csv.tar").read_bytes()
    with pytest.raises(UnknownFormat):
        read_columns(tar[:700], _member())
    table = (HERE / "sample_states.parquet").read_bytes()
    with pytest.raises(UnknownFormat, match="Parquet"):
        read_columns(table[:500], _member())


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\0" * 100, HEADER, HEADER + b"\n\n\n"])
def test_nothing_in_it_is_no_points_or_an_error_of_ours(content: bytes) -> None:
    try:
        assert read_columns(content, _member()).hexes == ()
    except (SourceChanged, UnknownFormat):
        assert not content.startswith(HEADER)


def test_hostile_lines_are_set_aside_one_by_one() -> None:
    good = _day(aircraft=1, moments=2)
    hostile = [
        b"x" * 100_000,
        b"," * 5_000,
        b'"' * 4_000,
        b"\0" * 64,
        b"\xff\xfe,60\xff866,1,2",
        b"1e999," + good[0].partition(b",")[2],
        b"9" * 400 + b",60086f,1,2,,,,,,,,,,,,",
        b'1709632800,"600866,30,34,,,,,,,,,,,,',
        b"1709632800,600866,nan,34,,,,,,,,,,,,",
    ]
    points = read_columns(_table([good[0], *hostile, good[1]]), _member())
    assert points.members[0].bad_rows == len(hostile)
    assert len(points.time_s) == 1
    assert points.hexes == ("600860",)


def test_a_line_longer_than_a_block_is_skipped() -> None:
    good = _day(aircraft=1, moments=4)
    content = _table([good[0], b"y" * 50_000, good[2]])
    points = _in_blocks(content, 4096)
    assert (len(points.time_s), points.members[0].bad_rows) == (2, 1)
    assert points.point.tolist() == [0, 2]


def test_what_it_is_told_by() -> None:
    assert recognises(SAMPLE, "x") == 2
    assert recognises(gzip.compress(SAMPLE), "x") == 2
    assert recognises(b"PAR1....", "x.parquet") == 1
    assert recognises(b"time,icao24\n", "states_2024.csv") == 0
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("traces/00/trace_full_000000.json"))
    assert recognises(out.getvalue(), "v2024.tar") == 0
