"""What is wrong with a bag, and where: each file or list that was changed is named, and nothing else is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from armstrace.evidence.bag import BagWriter
from armstrace.evidence.bag_check import check_bag
from armstrace.evidence.bag_lines import manifest
from armstrace.evidence.bag_open import open_bag
from armstrace.evidence.bag_out import FolderStore
from armstrace.evidence.bag_zip import Member, ZipStore, deviation

PAYLOAD = {"data/a.txt": b"one\n", "data/b.txt": b"two\n", "data/c.txt": b"three\n"}
MANIFEST = "manifest-sha256.txt"
HASH = "ab" * 32


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    root = tmp_path / "bag"
    root.mkdir()
    writer = BagWriter(FolderStore(root))
    for name, content in PAYLOAD.items():
        writer.add(name, content)
    writer.finish([("Source-Organization", "Invented")])
    writer.seal([])
    for path in root.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return root


def wrong(root: Path) -> list[tuple[str, str, str]]:
    return [(each.name, each.how.value, each.shown_by) for each in check_bag(open_bag(root)).wrong]


def test_a_bag_as_it_was_written_is_right(bag: Path) -> None:
    assert wrong(bag) == []


def edited(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    path.write_text("".join(change(path.read_text(encoding="ascii").splitlines(keepends=True))), encoding="ascii")


def test_a_list_that_alone_says_otherwise_is_the_one_that_was_altered(bag: Path) -> None:
    edited(bag / MANIFEST, lambda lines: [f"{HASH}  data/a.txt\n", *lines[1:]])
    found = wrong(bag)
    assert (MANIFEST, "altered", "it alone says otherwise of data/a.txt") in found
    assert {name for name, _, _ in found} == {MANIFEST}


def test_a_list_that_alone_lists_a_file_is_named_and_not_the_other(bag: Path) -> None:
    edited(bag / MANIFEST, lambda lines: [*lines, f"{HASH}  data/d.txt\n"])
    found = wrong(bag)
    assert (MANIFEST, "altered", "it alone lists data/d.txt") in found
    assert {name for name, _, _ in found} == {MANIFEST}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda lines: [*lines, "no line of a list\n"], "line 4 is no hash and name"),
        (lambda lines: [lines[1], lines[0], lines[2]], "line 2 does not stand in its order"),
        (lambda lines: [*lines[:2], lines[2].rstrip("\n")], "it does not end with its last line"),
    ],
)
def test_a_list_out_of_form_is_altered(bag: Path, change: Callable[[list[str]], list[str]], words: str) -> None:
    edited(bag / MANIFEST, change)
    assert (MANIFEST, "altered", words) in wrong(bag)


def test_one_file_cut_short_and_two_changed(bag: Path) -> None:
    (bag / "data/c.txt").write_bytes(b"th")
    assert wrong(bag) == [("data/c.txt", "cut short", "4 bytes are gone")]
    (bag / "data/a.txt").write_bytes(b"ONE\n")
    found = {name: how for name, how, _ in wrong(bag)}
    assert found == {"data/a.txt": "altered", "data/c.txt": "altered", "data/": "altered"}


def test_a_line_that_is_none_hides_no_line_behind_it() -> None:
    listed = manifest(f"garbage\n{HASH}  data/a.txt\n".encode(), "sha256")
    assert dict(listed.listed) == {"data/a.txt": HASH}
    assert listed.wrong == "line 1 is no hash and name"
    assert manifest(b"", "sha256").wrong == ""


def zipped(path: Path) -> list[Member]:
    with path.open("wb+") as out:
        store = ZipStore(out, "bag")
        writer = BagWriter(store)
        for name, content in PAYLOAD.items():
            writer.add(name, content)
        store.close()
        return list(store._members)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (lambda members: members[1].at, "the header of bag/data/b.txt"),
        (lambda members: members[1].start, "the checksum of bag/data/b.txt"),
        (lambda members: members[2].start + members[2].size + 3, "the directory of the zip"),
    ],
)
def test_where_a_zip_is_not_as_it_was_written_is_said(
    tmp_path: Path, place: Callable[[list[Member]], int], words: str
) -> None:
    path = tmp_path / "bag.zip"
    members = zipped(path)
    assert deviation(path, members) is None
    at = place(members)
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    assert deviation(path, members) == (at, words)


def test_what_stands_behind_the_end_of_a_zip_or_is_missing_there_is_found(tmp_path: Path) -> None:
    path = tmp_path / "bag.zip"
    members = zipped(path)
    content = path.read_bytes()
    path.write_bytes(content + b"x")
    assert deviation(path, members) == (len(content), "bytes after its end")
    path.write_bytes(content[:-2])
    assert deviation(path, members) == (len(content) - 2, "the directory of the zip")
