"""Demand 11: a bag of BagIt 1.0 that other programs accept: two manifests, tag manifests over every tag file."""

import logging
import zipfile
from contextlib import contextmanager
from pathlib import Path

import bagit
import pytest

from armstrace.evidence.bag import BagWriter, is_safe
from armstrace.evidence.bag_open import open_bag
from armstrace.evidence.bag_out import bag_out
from armstrace.evidence.bag_zip import Member, ZipStore, local_header
from armstrace.records.errors import ArmstraceError, CaseError, CustodyBroken


def test_another_program_accepts_the_bag(stamped: Path) -> None:
    logging.getLogger("bagit").setLevel(logging.ERROR)
    bag = bagit.Bag(str(stamped))
    assert bag.version_info == (1, 0)
    assert bag.validate()
    assert set(bag.algorithms) == {"sha256", "sha512"}


def test_the_form_is_that_of_rfc_8493(plain: Path) -> None:
    assert (plain / "bagit.txt").read_bytes() == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    assert not (plain / "fetch.txt").exists()
    payload = [path for path in (plain / "data").rglob("*") if path.is_file()]
    oxum = f"{sum(path.stat().st_size for path in payload)}.{len(payload)}"
    assert f"Payload-Oxum: {oxum}\n" in (plain / "bag-info.txt").read_text(encoding="utf-8")
    files = {path.relative_to(plain).as_posix() for path in plain.rglob("*") if path.is_file()}
    around = {name for name in files if not name.startswith(("data/", "timestamp/", "tagmanifest-"))}
    for algorithm in ("sha256", "sha512"):
        for manifest, wanted in (("manifest", files - around), ("tagmanifest", around)):
            lines = (plain / f"{manifest}-{algorithm}.txt").read_text(encoding="ascii").splitlines()
            listed = {line.partition("  ")[2] for line in lines}
            assert listed == {name for name in wanted if not name.startswith(("timestamp/", "tagmanifest-"))}
    assert all(is_safe(name) for name in files)
    assert not any(path.is_symlink() for path in plain.rglob("*"))


@pytest.mark.parametrize(
    "name", ["../x", "/x", "data/../../x", "data//x", "data/a b", "data/\u202e", "~/x", "a" * 300, ""]
)
def test_no_unsafe_name_is_written(name: str, tmp_path: Path) -> None:
    with pytest.raises(ArmstraceError, match="cannot stand in a bag"), bag_out(tmp_path / "bag") as bag:
        bag.add(name, b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_name_is_taken_once_in_any_letters(tmp_path: Path) -> None:
    with bag_out(tmp_path / "bag") as bag:
        bag.add("data/A", b"1")
        with pytest.raises(ArmstraceError, match="cannot stand"):
            bag.add("data/a", b"2")


@pytest.mark.parametrize("base", ["", "inside"], ids=["folder", "zip"])
def test_an_exhibit_that_changed_stops_the_packing_and_leaves_nothing(base: str, tmp_path: Path) -> None:
    (tmp_path / "exhibit").write_bytes(b"changed")

    def pack(bag: BagWriter) -> None:
        bag.add("data/x", tmp_path / "exhibit", "0" * 64)

    with pytest.raises(CustodyBroken), bag_out(tmp_path / "out", base=base) as bag:
        pack(bag)
    assert [path.name for path in tmp_path.iterdir()] == ["exhibit"]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"mine")
    with pytest.raises(CaseError, match="something here"), bag_out(tmp_path / "out") as bag:
        bag.add("data/x", b"")
    assert (tmp_path / "out").read_bytes() == b"mine"


def test_a_zip_of_very_many_files_is_read_by_another_program(tmp_path: Path) -> None:
    path, count = tmp_path / "many.zip", 66_000
    with path.open("x+b") as file:
        store = ZipStore(file, "many")
        for number in range(count):
            with contextmanager(store.file)(f"data/{number}", 1) as out:
                out.write(b"x")
        store.close()
    with zipfile.ZipFile(path) as archive:
        assert len(archive.namelist()) == count
        assert archive.testzip() is None
    assert open_bag(path).odd == ()


def test_the_header_of_a_very_large_file_is_that_of_another_program() -> None:
    """No such file is made: five gigabytes are told, and the header alone is compared."""
    size = 5 << 30
    theirs = zipfile.ZipInfo("data/x")
    theirs.file_size = theirs.compress_size = size
    theirs.CRC = 7
    assert local_header(Member("data/x", 0, size, 7)) == theirs.FileHeader(zip64=True)
