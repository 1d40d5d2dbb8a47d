"""Walking archives: what is found, what is passed over, and what hostile archives do not achieve."""

import io
import tarfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from armstrace.records.errors import UnreadableValue
from armstrace.sources.traces.archives import walk as archives
from armstrace.sources.traces.archives.parts import Parts, first_part, is_tar, next_part
from armstrace.sources.traces.archives.walk import Seen, day_of, load, walk
from armstrace.sources.traces.points import Member
from trace_files import packed, row, tar, trace_name

HEXES = ("4b1234", "~2a0001", "ae01ff")
DAY = date(2024, 3, 5)


def _files() -> dict[str, bytes]:
    return {trace_name(hex_): packed([row(number)], hex_) for number, hex_ in enumerate(HEXES)}


def _walked(*paths: Path | str, hexes: list[str] | None = None) -> tuple[list[Member], Seen]:
    seen = Seen()
    return list(walk(map(str, paths), hexes=hexes, seen=seen)), seen


def _release(folder: Path, form: int = tarfile.GNU_FORMAT) -> Path:
    others = {
        "./README.txt": b"x", "./heatmap/00.bin.ttf": bytes(200_000), "./acas/acas.csv.gz": b"y",
        "./traces/34/trace_recent_4b1234.json": b"z", "./traces/00/.gitkeep": b"",
    }  # fmt: skip
    return tar(folder / "v2024.03.05-planes-readsb-prod-0.tar", {**others, **_files()}, form)


@pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT, tarfile.USTAR_FORMAT])
def test_a_release_gives_its_traces_with_day_and_bytes(tmp_path: Path, form: int) -> None:
    members, seen = _walked(_release(tmp_path, form))
    assert [(one.name, one.hex, one.day) for one in members] == [(trace_name(hex_), hex_, DAY) for hex_ in HEXES]
    assert [load(one) for one in members] == list(_files().values())
    assert seen.ignored == Counter({"heatmap": 1, "acas": 1, "README": 1, "trace_recent": 1, ".gitkeep": 1})
    assert seen.problems == []
    (account,) = seen.days.values()
    assert (account.folders, account.files) == ({"34", "01", "ff"}, 3)
    assert account.stored == sum(map(len, _files().values()))


def test_only_the_aircraft_wanted_are_given_but_all_are_counted(tmp_path: Path) -> None:
    members, seen = _walked(_release(tmp_path), hexes=["AE01FF", "000000"])
    assert [one.hex for one in members] == ["ae01ff"]
    assert next(iter(seen.days.values())).files == 3


@pytest.mark.parametrize("size", [1, 511, 512, 700, 10_000])
def test_split_parts_are_read_as_one(tmp_path: Path, size: int) -> None:
    whole = tar(tmp_path / "w", _files()).read_bytes()
    size = max(size, len(whole) // 150)
    name = str(tmp_path / "v2024.03.05.tar.aa")
    for start in range(0, len(whole), size):
        Path(name).write_bytes(whole[start : start + size])
        name = next_part(name) or ""
    members, seen = _walked(tmp_path / "v2024.03.05.tar.aa")
    assert [load(one) for one in members] == list(_files().values())
    assert seen.problems == []
    assert {one.archive for one in members} == {str(tmp_path / "v2024.03.05.tar.aa")}
    every = sorted(str(path) for path in tmp_path.glob("v2024*"))[::-1]
    assert list(walk(every)) == members
    assert list(walk([str(tmp_path)]))[-3:] == members


def test_a_missing_part_is_told_and_what_comes_before_is_read(tmp_path: Path) -> None:
    whole = tar(tmp_path / "x", _files()).read_bytes()
    last = list(_files().values())[-1]
    cut = whole.index(last) + 5
    (tmp_path / "a.tar.aa").write_bytes(whole[:cut])
    members, seen = _walked(tmp_path / "a.tar.aa")
    assert [one.hex for one in members] == list(HEXES[:-1])
    assert len(seen.problems) == 1
    assert seen.problems[0].name == trace_name(HEXES[-1])
    assert f"5 of {len(last)} bytes" in seen.problems[0].reason


def test_the_first_part_missing_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.tar.ab").write_bytes(b"x")
    members, seen = _walked(tmp_path / "a.tar.ab", tmp_path / "nothing.tar", tmp_path / "nowhere")
    assert members == []
    assert [Path(problem.archive).name for problem in seen.problems] == ["a.tar.aa", "nothing.tar", "nowhere"]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_240))
def test_a_tar_cut_anywhere_gives_what_is_before_the_cut(tmp_path: Path, cut: int) -> None:
    whole = tar(tmp_path / "w", _files()).read_bytes()
    ends = [whole.index(stored) + len(stored) for stored in _files().values()]
    (tmp_path / "c.tar").write_bytes(whole[:cut])
    members, seen = _walked(tmp_path / "c.tar")
    assert [load(one) for one in members] == [
        stored for stored, end in zip(_files().values(), ends, strict=True) if end <= cut
    ]
    end_mark = (ends[-1] + 511) // 512 * 512
    assert bool(seen.problems) == (cut < end_mark + 512)


def test_day_folders_live_folders_and_single_files(tmp_path: Path) -> None:
    for day in ("2024/03/05", "2024/03/06"):
        for name, stored in _files().items():
            path = tmp_path / day / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(stored)
    (tmp_path / "2024/03/05/traces/34/trace_recent_4b1234.json").write_bytes(b"x")
    members, seen = _walked(tmp_path)
    assert Counter(one.day for one in members) == Counter({DAY: 3, date(2024, 3, 6): 3})
    assert {load(one) for one in members} == set(_files().values())
    assert seen.ignored["trace_recent"] == 1
    live, _ = _walked(tmp_path / "2024/03/05/traces/34")
    assert [(one.name, one.hex, one.day) for one in live] == [("trace_full_4b1234.json", "4b1234", DAY)]
    alone, _ = _walked(tmp_path / "2024/03/05/traces/34/trace_full_4b1234.json")
    assert [load(one) for one in alone] == [load(one) for one in live] == [_files()[trace_name("4b1234")]]
    foreign = tmp_path / "foreign"
    foreign.write_bytes(b"{}")
    (odd,) = _walked(foreign)[0]
    assert (odd.hex, odd.name, load(odd)) == ("", "foreign", b"{}")


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a/traces/34").mkdir(parents=True)
    (tmp_path / "a/loop").symlink_to(tmp_path)
    (tmp_path / "a/traces/34/trace_full_4b1234.json").symlink_to("/etc/passwd")
    members, seen = _walked(tmp_path)
    assert members == []
    assert [each.name for each in seen.problems] == ["a/loop/", "a/traces/34/trace_full_4b1234.json"]


def _entry(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, link
    return entry


def test_names_that_lead_out_and_links_are_told_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "h.tar"
    with tarfile.open(path, "w") as archive:
        archive.addfile(_entry("../../traces/34/trace_full_4b1234.json"))
        archive.addfile(_entry("/etc/traces/34/trace_full_4b1234.json"))
        archive.addfile(_entry("traces/34/trace_full_4b1234.json", tarfile.SYMTYPE, "/etc/passwd"))
        archive.addfile(_entry("traces/34/trace_full_4b1234.json", tarfile.LNKTYPE, "x"))
        archive.addfile(_entry("traces/34/trace_full_4b1234.json", tarfile.FIFOTYPE))
        archive.addfile(_entry("traces/34", tarfile.DIRTYPE))
        archive.addfile(_entry("deep/" * 60 + "traces/34/trace_full_4b1234.json"))
    members, seen = _walked(path)
    assert [one.name for one in members] == ["deep/" * 60 + "traces/34/trace_full_4b1234.json"]
    assert len(seen.problems) == 5
    assert seen.ignored == Counter({"folders, links and special files": 1})


def _patched(header: bytes, place: slice, value: bytes) -> bytes:
    """Change a header and set its checksum right again."""
    changed = bytearray(header)
    changed[place] = value
    changed[148:156] = b" " * 8
    changed[148:156] = f"{sum(changed):06o}\0 ".encode()
    return bytes(changed)


SIZE = slice(124, 136)


@pytest.mark.parametrize(
    "size",
    [
        b"77777777777\0", b"-0000000001\0", b"\xff" * 12, b"\x80" + b"\xff" * 11, b"9999\0\0\0\0\0\0\0\0",
        b"\x80\0\0\0\x10\0\0\0\0\0\0\0", b"1_0\0\0\0\0\0\0\0\0\0", b"abcdefghijkl",
    ],
)  # fmt: skip
def test_sizes_that_cannot_be_are_told(tmp_path: Path, size: bytes) -> None:
    whole = tar(tmp_path / "w", _files()).read_bytes()
    second = whole.index(trace_name(HEXES[1]).encode())
    bad = _patched(whole[second : second + 512], SIZE, size)
    (tmp_path / "h.tar").write_bytes(whole[:second] + bad + whole[second + 512 :])
    members, seen = _walked(tmp_path / "h.tar")
    assert members[0].hex == HEXES[0]
    assert {one.hex for one in members} <= {HEXES[0], HEXES[2]}
    assert seen.problems


def test_a_broken_header_is_told_and_the_next_one_found(tmp_path: Path) -> None:
    whole = bytearray(tar(tmp_path / "w", _files()).read_bytes())
    second = whole.index(trace_name(HEXES[1]).encode())
    whole[second + 3] ^= 1
    (tmp_path / "h.tar").write_bytes(whole)
    members, seen = _walked(tmp_path / "h.tar")
    assert [one.hex for one in members] == [HEXES[0], HEXES[2]]
    assert f"no valid header at byte {second}" in seen.problems[0].reason


def test_a_second_archive_behind_the_end_is_told(tmp_path: Path) -> None:
    whole = tar(tmp_path / "w", _files()).read_bytes()
    (tmp_path / "h.tar").write_bytes(whole + whole)
    members, seen = _walked(tmp_path / "h.tar")
    assert len(members) == 3
    assert "Another archive follows" in seen.problems[0].reason


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), max_size=8), st.integers(0, 12_000))
def test_changed_bytes_never_break_the_walk(tmp_path: Path, changes: list[tuple[int, int]], cut: int) -> None:
    whole = bytearray(tar(tmp_path / "w", _files(), tarfile.PAX_FORMAT).read_bytes())
    for place, byte in changes:
        whole[place % len(whole)] = byte
    (tmp_path / "f.tar").write_bytes(whole[:cut])
    for one in _walked(tmp_path / "f.tar")[0]:
        assert one.offset >= 0
        assert len(load(one)) == one.size


def test_compressed_archives_are_told(tmp_path: Path) -> None:
    path = tmp_path / "v2024.03.05.tar.gz"
    path.write_bytes(b"\x1f\x8b")
    members, seen = _walked(path)
    assert members == []
    assert "unpack the compression" in seen.problems[0].reason


def test_a_member_too_large_for_a_trace_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_STORED", 10)
    members, _ = _walked(_release(tmp_path))
    with pytest.raises(UnreadableValue, match="which no trace has"):
        load(members[0])
    (tmp_path / "trace_full_4b1234.json").write_bytes(bytes(11))
    (alone,) = _walked(tmp_path / "trace_full_4b1234.json")[0]
    with pytest.raises(UnreadableValue, match="which no trace has"):
        load(alone)


class _Counted(io.BytesIO):
    read_bytes = 0

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        type(self).read_bytes += len(found)
        return found


def test_another_way_to_open_serves_and_only_headers_are_read(tmp_path: Path) -> None:
    release = _release(tmp_path).read_bytes()
    stored = {"s3://bucket/v2024.03.05.tar.aa": release[:3_000], "s3://bucket/v2024.03.05.tar.ab": release[3_000:]}

    def opened(path: str) -> BinaryIO:
        if path not in stored:
            raise FileNotFoundError(path)
        return _Counted(stored[path])

    members = list(walk(["s3://bucket/v2024.03.05.tar.aa"], open_binary=opened))
    assert _Counted.read_bytes < 40_000
    assert [load(one, opened) for one in members] == list(_files().values())

    def inside(folder: str) -> list[tuple[str, int]]:
        assert folder == "s3://bucket/2024/03/05"
        return [("traces/34/trace_full_4b1234.json", 5)]

    (one,) = walk(["s3://bucket/2024/03/05"], open_binary=opened, files=inside)
    stored["s3://bucket/2024/03/05/traces/34/trace_full_4b1234.json"] = b"12345"
    assert (one.day, load(one, opened)) == (DAY, b"12345")


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/x/v2024.03.05-planes-readsb-prod-0.tar", DAY),
        ("/2023/12/31/copy/2024/03/05/traces", DAY),
        ("/x/2024-03-05", DAY),
        ("/x/2024/13/05", None),
        ("/x/12024/03/05", None),
        ("/data/traces", None),
    ],
)
def test_the_day_is_the_one_in_the_path(path: str, day: date | None) -> None:
    assert day_of(path) == day


def test_names_of_parts() -> None:
    assert next_part("x.tar.aa") == "x.tar.ab"
    assert next_part("x.tar.zz") is None
    assert next_part("x.tar.00") == "x.tar.01"
    assert next_part("x.tar.99") is None
    assert next_part("x.tar") is None
    assert first_part("x.tar.ac") == "x.tar.aa"
    assert first_part("x.tar.07") == "x.tar.00"
    assert is_tar("x.tar.ab")
    assert not is_tar("x.tar.gz")
    assert not is_tar("x.json")


def _open_files() -> int:
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.exists() else 0


def test_parts_are_closed(tmp_path: Path) -> None:
    path = tar(tmp_path / "w.tar", _files())
    before = _open_files()
    for _ in range(3):
        list(walk([str(path)]))
        with Parts(str(path)) as parts:
            parts.read_at(0, 10)
    assert _open_files() == before
