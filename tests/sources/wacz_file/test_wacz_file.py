"""WACZ files: pages listed are read, hashes are compared, and a zip made to do harm does none."""

import hashlib
import io
import struct
import zipfile
from pathlib import Path

import pytest

from armstrace.records.captures import Capture
from armstrace.records.errors import SourceChanged
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Passage, Readable
from armstrace.records.place import Place
from armstrace.records.sources import ReadOptions, SetAside
from armstrace.sources import wacz_file
from armstrace.sources.warc import records
from armstrace.sources.warc.again import line_at, text_at
from made_warc import a_day_of_archiving, packed, pages, record, sample_wacz, wacz

PAGES = pages("https://news.example/rockets")
ARCHIVE = {"archive/data.warc.gz": packed(a_day_of_archiving()), "pages/pages.jsonl": PAGES}


def exhibit(folder: Path, content: bytes) -> Exhibit:
    path = folder / "archive"
    path.write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    return Exhibit(sha256, path, len(content), "a.wacz", "application/zip", "2026-01-01T00:00:00Z", "p-1")


def read(folder: Path, content: bytes) -> list[Readable]:
    return list(wacz_file.read(exhibit(folder, content), ReadOptions()))


def reasons(found: list[Readable]) -> str:
    return "\n".join(each.reason for each in found if isinstance(each, SetAside))


def test_the_sample_is_what_is_made_here() -> None:
    assert Path(__file__).with_name("sample.wacz").read_bytes() == sample_wacz()


def test_only_pages_that_it_lists_are_read_as_text(tmp_path: Path) -> None:
    archive = exhibit(tmp_path, sample_wacz())
    found = list(wacz_file.read(archive, ReadOptions()))
    texts = [each for each in found if isinstance(each, Passage)]
    assert "Buy this" not in "".join(each.text for each in texts)
    place = Place.read(texts[1].place)
    assert place.member == "archive/data.warc.gz"
    assert text_at(archive.path, place) == texts[1].text
    (page,) = [each for each in found if isinstance(each, Capture) and each.what == "page"]
    assert (page.title, page.time_utc) == ("Page 1", "2020-10-28T09:30:00Z")
    assert page.url in line_at(archive.path, Place.read(page.place))


def test_a_file_changed_missing_or_not_listed_is_named(tmp_path: Path) -> None:
    said = {name: f"sha256:{hashlib.sha256(data).hexdigest()}" for name, data in ARCHIVE.items()}
    changed = wacz({**ARCHIVE, "pages/pages.jsonl": PAGES.replace(b"Page 1", b"Page 2")}, hashes=said)
    assert "is not the one that the archive's list of hashes" in reasons(read(tmp_path, changed))
    missing = wacz(ARCHIVE, hashes={**said, "archive/more.warc.gz": "sha256:00"})
    assert "lists this file and does not hold it" in reasons(read(tmp_path, missing))
    assert "no list of hashes" in reasons(read(tmp_path, wacz(ARCHIVE, hashes={})))
    assert "hash" not in reasons(read(tmp_path, wacz(ARCHIVE)))


def zipped(members: dict[str, bytes], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as file:
        for name, data in members.items():
            file.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data, packing)
    return out.getvalue()


def test_names_are_words_and_nothing_is_written(tmp_path: Path) -> None:
    """Threat 6: a name that leads out of the folder leads nowhere."""
    folder = tmp_path / "in"
    folder.mkdir()
    archive = record("resource", 1, b"x")
    members = {"archive/../../../escaped.warc": archive, "/etc/archive.warc": archive, "archive/a\u202e.warc": archive}
    found = read(folder, zipped(members))
    assert {Place.read(each.place).member for each in found if isinstance(each, Capture)} == {
        "archive/../../../escaped.warc",
        "archive/a\u202e.warc",
    }
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["archive", "in"]


@pytest.mark.parametrize(
    "member", ["archive/data.warc", "archive/data.warc.gz", "pages/pages.jsonl", "datapackage.json"]
)
def test_bombs_in_any_part_are_not_unpacked(member: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Threat 6: 20 MB of zeros in a file of 20 KB, where 2 MB may come of such a file."""
    monkeypatch.setattr(records, "_FREE_BYTES", 1 << 20)
    monkeypatch.setattr(records, "_MOST_RATIO", 50)
    head = b"WARC/1.1\r\nContent-Length: 20000000\r\n\r\n" if "warc" in member else b""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file, file.open(member, "w") as inner:
        inner.write(head)
        for _ in range(20):
            inner.write(bytes(1_000_000))
    found = read(tmp_path, out.getvalue())
    assert all(not isinstance(each, Passage) for each in found)
    assert reasons(found)


def test_zips_that_lie_about_themselves_are_refused_or_told(tmp_path: Path) -> None:
    good = zipped(ARCHIVE)
    locked = bytearray(good)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = locked.find(sign)
        locked[start + at] |= 1
    assert "locked with a password" in reasons(read(tmp_path, bytes(locked)))
    odd = bytearray(good)
    for sign, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        start = odd.find(sign)
        odd[start + at : start + at + 2] = struct.pack("<H", 98)
    assert "packed in a way that is not read here" in reasons(read(tmp_path, bytes(odd)))
    broken = bytearray(good)
    broken[60:90] = bytes(30)
    assert reasons(read(tmp_path, bytes(broken)))
    end = good.rfind(b"PK\x05\x06")
    giant = bytearray(good)
    giant[end + 12 : end + 16] = struct.pack("<I", 1 << 30)
    with pytest.raises(SourceChanged, match="longer than any honest one"):
        read(tmp_path, bytes(giant))
    with pytest.raises(SourceChanged, match="makes no sense"):
        read(tmp_path, good[: end - 20])


def test_more_files_than_any_archive_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("armstrace.sources.warc.zipped.MOST_MEMBERS", 5)
    with pytest.raises(SourceChanged, match="more than 5 files"):
        read(tmp_path, zipped({f"archive/{number}.warc": b"" for number in range(6)}))


@pytest.mark.parametrize(
    "package", [b"[" * 100_000, b"null", b'{"resources": {"path": 1}}', b'{"resources": [1, {"path": "x"}]}', b"\xff"]
)
def test_a_description_that_makes_no_sense_is_none(package: bytes, tmp_path: Path) -> None:
    found = read(tmp_path, zipped({**ARCHIVE, "datapackage.json": package}))
    assert "no list of hashes" in reasons(found)
    assert any(isinstance(each, Passage) for each in found)
