"""The compiled scanner against Python's json: the same rows from every valid file, and no harm from any bytes."""

import ctypes
import json
import math
import mmap
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from armstrace.sources.traces import reading
from armstrace.sources.traces.bounds import MOST_TIME_S, MOST_VALUE
from armstrace.sources.traces.columns import columns, places
from armstrace.sources.traces.points import SOURCES, Points
from armstrace.sources.traces.reading import read_points
from trace_files import DAY_S, content, member, row

pytest.importorskip("numba")
from armstrace.sources.traces.scanning.scan import NAMES, NOTES, READ, USED, scan

FLOATS = ("time_s", "lat", "lon", "alt_ft", "geom_ft", "speed_kt", "track_deg", "climb_fpm")
WHOLE = ("ground", "flags", "source", "callsign", "point", "start", "member")


def _same(one: Points, other: Points) -> None:
    for name in FLOATS:
        left, right = getattr(one, name), getattr(other, name)
        assert left.tobytes() == right.tobytes() or np.array_equal(left, right, equal_nan=True), name
    for name in WHOLE:
        assert np.array_equal(getattr(one, name), getattr(other, name)), name
    assert (one.hexes, one.callsigns, one.members) == (other.hexes, other.callsigns, other.members)


def _both(stored: bytes) -> tuple[Points, Points]:
    """Read a file with the scanner and without."""
    quick = read_points([member()], lambda _: stored)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "HAVE_NUMBA", False)
        slow = read_points([member()], lambda _: stored)
    return quick, slow


def _scanned(stored: bytes) -> bool:
    """Whether the scanner takes a file without asking the plain reader."""
    room = columns(10_000)
    notes = np.zeros(NOTES, np.int64)
    return bool(scan(np.frombuffer(stored, np.uint8), places(room), np.empty(10_000, np.uint64), notes) == READ)


def _expected(stored: bytes) -> list[tuple[Any, ...]]:
    """Say in other words than the program's which rows a valid file has: time, place, callsign said, source."""
    file = json.loads(stored)
    found = []
    for number, each in enumerate(file["trace"]):
        if not isinstance(each, list) or len(each) < 9:
            continue
        numbers = [
            *each[:3],
            *(value for value in (*each[3:8], *each[10:11]) if value is not None and value != "ground"),
        ]
        if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in numbers):
            continue
        if each[4] == "ground" or "ground" in each[5:8] or "ground" in each[10:11]:
            continue
        time_s = file["timestamp"] + each[0]
        if not (abs(each[1]) <= 90 and abs(each[2]) <= 180 and 0 <= time_s <= MOST_TIME_S):
            continue
        if any(math.isnan(value) or abs(value) > MOST_VALUE for value in numbers[3:]):
            continue
        if each[6] is not None and not (0 <= each[6] <= 255 and each[6] == int(each[6])):
            continue
        if len(each) > 9 and not (each[9] is None or isinstance(each[9], str)):
            continue
        details = each[8] if isinstance(each[8], dict) else {}
        kinds = [kind for kind in (*each[9:10], details.get("type")) if isinstance(kind, str) and kind in SOURCES[1:]]
        found.append((time_s, each[1], each[2], SOURCES.index(kinds[0]) if kinds else 0, number))
    return sorted(found, key=lambda one: one[0])


NUMBERS = st.one_of(
    st.integers(-100, 100),
    st.integers(-(10**18), 10**18),
    st.floats(-200, 200).map(lambda value: round(value, 6)),
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from([0, -0.0, 1e300, 1e-300, 0.5, 255, 256, 90.0, -180.0, 1e5]),
)
ODD = st.one_of(
    NUMBERS, st.none(), st.booleans(), st.text(max_size=12), st.lists(st.integers(), max_size=3), st.just("ground"),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)  # fmt: skip
CALLSIGNS = st.one_of(st.sampled_from(["", "        ", "AZQ4131 ", " A B", "AZQ4131  ", "ÄÖ", "A\tB", '"', "\\"]), ODD)
KINDS = st.one_of(st.sampled_from(SOURCES), st.sampled_from(["adsb_icap", "adsb_icao_", "mla", "mlats", ""]), st.none())
DETAILS = st.one_of(
    st.none(),
    st.fixed_dictionaries(
        {},
        optional={
            "type": st.one_of(KINDS, ODD), "flight": CALLSIGNS, "fligh": ODD, "typed": ODD, "flights": ODD,
            "a flight": st.sampled_from(["flight", "}", "{", '"flight":"NOT1"', "\\", "é", "}\n"]),
            "nav_modes": st.lists(st.sampled_from(["tcas", "flight", "]", "}"]), max_size=3), "nested": ODD,
            "acas_ra": st.dictionaries(st.sampled_from(["flight", "type", "ARA"]), ODD, max_size=2),
            "alt_geom": NUMBERS, "baro_rate": NUMBERS, "nac_p": st.integers(0, 11), "squawk": st.text(max_size=90),
        },
    ).flatmap(lambda made: st.permutations(list(made.items())).map(dict)),
    ODD,
)  # fmt: skip
USUAL = st.builds(
    lambda offset, values: row(offset, **values),
    st.floats(0, 86_400).map(lambda value: round(value, 2)),
    st.fixed_dictionaries(
        {
            "lat": st.floats(-91, 91).map(lambda value: round(value, 6)),
            "lon": st.floats(-181, 181).map(lambda value: round(value, 6)),
            "alt": st.one_of(st.integers(-1_000, 50_000), st.none(), st.just("ground")),
            "gs": st.one_of(st.none(), st.floats(0, 600).map(lambda value: round(value, 1))),
            "climb": st.one_of(st.none(), st.integers(-6_000, 6_000)),
            "details": DETAILS,
            "type": KINDS,
            "geom": st.one_of(st.none(), st.integers(-1_000, 50_000)),
        }
    ),
)
UNUSUAL = st.lists(st.one_of(NUMBERS, NUMBERS, NUMBERS, ODD, DETAILS), max_size=16)
ROWS = st.lists(st.one_of(USUAL, USUAL, USUAL.map(lambda values: values[:9]), UNUSUAL, ODD), max_size=12)
HEADS = st.fixed_dictionaries(
    {},
    optional={
        "r": ODD, "t": st.sampled_from(["B738", None, "é", 'a"b', 1]), "dbFlags": st.one_of(NUMBERS, ODD), "desc": ODD,
        "ownOp": st.text(max_size=80), "timestamp": st.sampled_from([DAY_S, DAY_S + 0.5, 1e9, 0, -1, None, "x", 1e12]),
        "trac": ODD, "traces": ODD, "ica": ODD, "noRegData": st.just(True),
    },
)  # fmt: skip
SEPARATORS = st.sampled_from([(",", ":"), (", ", ": "), (",\n", ":"), (" ,\t", " :\r\n")])


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(ROWS, HEADS, SEPARATORS, st.booleans(), st.booleans())
def test_scanner_and_json_give_the_same(
    rows: list[Any], head: dict[str, Any], marks: tuple[str, str], ascii_only: bool, first: bool
) -> None:
    file = {"icao": "4b1234", "timestamp": DAY_S} | head
    file = {"trace": rows, **file} if first else {**file, "trace": rows}
    stored = json.dumps(file, separators=marks, ensure_ascii=ascii_only).encode("utf-8", "replace")
    quick, slow = _both(stored)
    _same(quick, slow)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(ROWS)
def test_the_rows_are_those_of_the_file(rows: list[Any]) -> None:
    stored = content(rows)
    quick, _ = _both(stored)
    expected = _expected(stored)
    whole = [
        (float(time_s), float(lat), float(lon), int(source))
        for time_s, lat, lon, source in zip(quick.time_s, quick.lat, quick.lon, quick.source, strict=True)
    ]
    kept = {(time_s, lat, lon, source) for time_s, lat, lon, source, _ in expected}
    assert set(whole) == kept
    assert quick.members[0].bad_rows == len(rows) - len(expected)
    assert quick.members[0].points == len(expected)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(USUAL, min_size=1, max_size=6))
def test_files_in_the_usual_form_need_no_second_reader(rows: list[Any]) -> None:
    plain = [[*(0 if _exponent(value) else value for value in each[:8]), None, *each[9:]] for each in rows]
    assert _scanned(content(plain))


def _exponent(value: object) -> bool:
    return isinstance(value, float) and abs(value) < 1e-3


@pytest.fixture(scope="module")
def fenced() -> Iterator[tuple[int, Any]]:
    """Give memory that ends where no byte may be read or written: the address of its end, and the map."""
    size = 64 << 10
    area = mmap.mmap(-1, 2 * size)
    start = ctypes.addressof(ctypes.c_char.from_buffer(area))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mprotect(ctypes.c_void_p(start + size), ctypes.c_size_t(size), 0) != 0:
        pytest.skip("this system cannot fence memory")
    yield start + size, area
    libc.mprotect(ctypes.c_void_p(start + size), ctypes.c_size_t(size), 3)


def _fenced_scan(end: int, stored: bytes) -> int:
    """Scan bytes whose closing zero is the last byte that may be read; all columns end there too."""
    memory: Any = (ctypes.c_char * (len(stored) + 1)).from_address(end - len(stored) - 1)
    memory.raw = stored + b"\0"
    text = np.frombuffer(memory, np.uint8)[:-1]
    room = columns(len(stored) // 18 + 2)
    notes = np.zeros(NOTES, np.int64)
    done = scan(text, places(room), np.empty(len(stored) // 18 + 2, np.uint64), notes)
    assert 0 <= notes[USED] <= len(room.time_s)
    assert 0 <= notes[NAMES] <= notes[USED]
    return int(done)


BASE = content(
    [
        row(1.5, details={"type": "adsb_icao", "flight": "AZQ4131 ", "track": 82.38, "nav_modes": ["tcas", "lnav"]}),
        row(2.5, alt="ground", gs=None),
        row(3.5, details={"flight": "AZQ4131 ", "acas_ra": {"ARA": "1", "flight": "X"}, "x": 'a\\"}'})[:9],
    ],
)


@pytest.mark.parametrize("cut", range(len(BASE)))
def test_a_cut_at_any_byte_reads_nothing_beyond_it(fenced: tuple[int, Any], cut: int) -> None:
    assert _fenced_scan(fenced[0], BASE[:cut]) != READ or BASE[cut:].isspace()


@settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.integers(0, len(BASE) - 1), st.integers(0, 255)), min_size=1, max_size=6),
    st.integers(0, len(BASE)),
    st.booleans(),
)
def test_changed_bytes_do_no_harm(
    fenced: tuple[int, Any], changes: list[tuple[int, int]], cut: int, cuts: bool
) -> None:
    changed = bytearray(BASE)
    for place, byte in changes:
        changed[place] = byte
    stored = bytes(changed[:cut] if cuts else changed)
    _fenced_scan(fenced[0], stored)
    quick, slow = _both(stored)
    if not slow.members[0].problem:
        _same(quick, slow)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=300), st.integers(0, len(BASE)))
def test_any_bytes_do_no_harm(fenced: tuple[int, Any], noise: bytes, place: int) -> None:
    _fenced_scan(fenced[0], noise)
    _fenced_scan(fenced[0], BASE[:place] + noise + BASE[place:])
    _both(BASE[:place] + noise)


@pytest.mark.parametrize(
    "text",
    [
        b'{"timestamp":1.7e9,"trace":[[1e1,4.95E1,72.5e-1,1.1e4,null,null,0.0,-6.4e1,null]]}',
        b'{"timestamp":1700000000,"trace":[[1,-0,-0.0,0,0,0,0,0,null,null]]}',
        b'{"timestamp":1700000000,"trace":[[0.1234567890123456789,1.23456789012345678,1,1,1,1,1,1,null]]}',
        b'{"timestamp":1,"timestamp":1700000000,"trace":[],"trace":[[1,2,3,4,5,6,7,8,{"flight":"A","flight":"B"}]]}',
        b'{"t\\u0072ace":[[1,2,3,4,5,6,7,8,{"fl\\u0069ght":"B"}]],"timestamp":1700000000}',
        b'{"timestamp":1700000000,"trace":[[1,2,3,4,5,6,7,8,{"flight":"B\\u0041"},"mode\\u005fs"]]}',
        b'{"timestamp":1700000000,"trace":[[1,2,3,01,5,6,7,8,null],[1,2,3,4,5,6,7,8,null]]}',
        b'{"timestamp":1700000000,"trace":[[1,2,3,4,5,6,7,8,null],]}',
        b'\xef\xbb\xbf{"timestamp":1700000000,"trace":[]}',
        b'{"timestamp":1700000000,"r":"\xff\xfe","desc":"\xff","trace":[[1,2,3,4,5,6,7,8,{"flight":"A\xff"}]]}',
        b'{"timestamp":1700000000,"trace":' + b"[" * 5_000,
        b'{"timestamp":1700000000,"trace":[[1,2,3,4,5,6,7,8,' + b'{"a":' * 2_000 + b"1" + b"}" * 2_000 + b"]]}",
        b'{"timestamp":1700000000,"x":' + b"9" * 10_000 + b',"trace":[]}',
        b'{"timestamp":1700000000,"trace":[]} x',
        b"{}",
        b" ",
    ],
)
def test_odd_forms_are_read_alike(text: bytes) -> None:
    _same(*_both(text))


def test_a_hostile_file_takes_no_longer_than_its_length() -> None:
    """Many different callsigns, many rows of one moment: twice the file in about twice the time."""
    rows = [row(5.0, lat=number / 1e4, details={"flight": f"A{number}"}) for number in range(30_000)]
    points = read_points([member()], lambda _: content(rows + rows))
    assert len(points.time_s) == 30_000
    assert len(points.callsigns) == 30_000
