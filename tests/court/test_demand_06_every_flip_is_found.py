"""Demand 6: every flipped, added, removed, renamed or cut file of a bundle is found and named, tag files too."""

import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from armstrace.desk.bundles.check import Trust, verify_bundle
from armstrace.desk.case import Case
from armstrace.evidence.bag_check import Changed, check_bag
from armstrace.evidence.bag_open import open_bag
from court.made_case import copied, packed
from eval.mutations import STRUCTURAL, Flip, flips, found_by_armstrace, found_by_shell, shell_lines
from system_tools import path_of

FLIPS = 200


def test_every_single_flip_is_found_and_its_file_named(
    stamped: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    root = copied(stamped, tmp_path)
    for flip in flips(root, FLIPS):
        flip.apply(root)
        assert found_by_armstrace(root, flip), flip
        flip.apply(root)
    assert check_bag(open_bag(root)).wrong == ()
    record_property("measured", f"{FLIPS} single bits of a bundle flipped, each found and named")


def test_every_file_flipped_at_its_first_and_last_byte_is_found_by_the_shell_alone(
    stamped: Path, tmp_path: Path
) -> None:
    root, lines = copied(stamped, tmp_path), shell_lines(stamped)
    assert not found_by_shell(root, lines)
    names = [path.relative_to(root).as_posix() for path in sorted(root.rglob("*")) if path.is_file()]
    for number, name in enumerate(names):
        size = (root / name).stat().st_size
        flip = Flip(name, 0 if number % 2 else size - 1, number % 8)
        flip.apply(root)
        assert found_by_shell(root, lines), flip
        flip.apply(root)
    assert not found_by_shell(root, lines)


@pytest.mark.parametrize("name", STRUCTURAL)
def test_every_structural_attack_is_found(name: str, stamped: Path, tmp_path: Path) -> None:
    root, lines = copied(stamped, tmp_path), shell_lines(stamped)
    STRUCTURAL[name](root)
    assert check_bag(open_bag(root)).wrong
    assert found_by_shell(root, lines)


def named(root: Path) -> dict[str, Changed]:
    return {each.name: each.how for each in check_bag(open_bag(root)).wrong}


def test_what_was_done_is_told_in_its_word(plain: Path, tmp_path: Path) -> None:
    (one, two, three, *_) = sorted(path.relative_to(plain).as_posix() for path in plain.glob("data/exhibits/*/*"))
    root = copied(plain, tmp_path)
    (root / one).rename((root / one).with_name("renamed"))
    assert named(root) == {one: Changed.RENAMED}
    (root / one).with_name("renamed").rename(root / one)
    (root / two).write_bytes((root / two).read_bytes()[:-7])
    (wrong,) = check_bag(open_bag(root)).wrong
    assert (wrong.name, wrong.how, wrong.shown_by) == (two, Changed.CUT_SHORT, "7 bytes are gone")
    (root / three).unlink()
    (root / "README.txt").write_bytes(b"")
    (root / "more.txt").write_bytes(b"")
    told = named(root)
    assert told[three] is Changed.MISSING
    assert told["README.txt"] is Changed.ALTERED
    assert told["more.txt"] is Changed.ADDED


def of_the_container(path: Path, size: int) -> Iterator[int]:
    """Give places in what a zip writes around its files, and one in each file, whose bytes the hashes see alike."""
    yield from range(120)
    yield from range(size - 400, size, 3)
    with zipfile.ZipFile(path) as archive:
        # the list at the end, at another place of each entry
        yield from range(archive.start_dir, size - 400, 97)
        for number, member in enumerate(archive.infolist()):
            yield member.header_offset + number % (30 + len(member.filename))
            yield member.header_offset + 30 + len(member.filename) + number * member.file_size // 60


def test_every_flip_of_a_zip_is_found_in_its_container_too(case: Case, tmp_path: Path) -> None:
    path = packed(case, tmp_path / "bundle.zip", as_zip=True).out
    assert check_bag(open_bag(path)).wrong == ()
    content = path.read_bytes()
    for place in [*of_the_container(path, len(content)), *range(1000, len(content) - 400, 15_310)]:
        changed = bytearray(content)
        changed[place] ^= 1 << place % 8
        path.write_bytes(changed)
        assert check_bag(open_bag(path)).wrong, place
    for changed_zip in (content[:-1], content + b"\0", content[: len(content) // 2], b""):
        path.write_bytes(changed_zip)
        assert check_bag(open_bag(path)).wrong


def test_a_zip_is_unpacked_by_any_program_to_the_bundle(case: Case, tmp_path: Path, plain: Path) -> None:
    path = packed(case, tmp_path / "bundle.zip", as_zip=True, again=True).out
    subprocess.run([path_of("unzip"), "-q", path, "-d", tmp_path / "out"], check=True, capture_output=True)
    (root,) = (tmp_path / "out").iterdir()
    assert check_bag(open_bag(root)).wrong == ()
    assert plain.exists()


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"PK\5\6" + bytes(18), b"\x7fELF"], ids=["empty", "cut", "no files", "other"]
)
def test_what_is_no_zip_is_told_and_no_error(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(content)
    assert check_bag(open_bag(path)).wrong


@pytest.mark.parametrize("name", ["../evil", "/evil", "bag/../../evil", "bag/data/\u202eevil", "bag/link"])
def test_a_hostile_zip_is_told_and_nothing_is_written_or_followed(name: str, tmp_path: Path) -> None:
    path = tmp_path / "inside" / "hostile.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("bag/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        member = zipfile.ZipInfo(name)
        member.external_attr = (0o120777 if name.endswith("link") else 0o100644) << 16
        archive.writestr(member, "/etc/passwd")
    assert not verify_bundle(path, Trust()).ok
    assert [each.name for each in tmp_path.rglob("*")] == ["inside", "hostile.zip"]


def test_a_zip_that_would_swell_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bag/data/zeros", bytes(50 << 20))
    (wrong, *_) = verify_bundle(path, Trust()).damaged
    assert "unpack it, and verify the folder" in wrong
