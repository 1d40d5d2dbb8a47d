from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from armstrace.evidence.custody import exhibits
from armstrace.evidence.exhibits import add_file, add_reference
from armstrace.evidence.fixity import State, check_fixity
from armstrace.evidence.folders import found_path, stored_path, written_reference
from armstrace.evidence.ledger import read_lines
from armstrace.records.errors import ArmstraceError, CaseError


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "traces" / "2020-10-01.zip"
    path.parent.mkdir()
    path.write_bytes(b"PK\x03\x04" + bytes(3 << 20))
    return path


def noon() -> datetime:
    return datetime(2026, 9, 1, 12, tzinfo=UTC)


def test_a_reference_keeps_path_size_and_hash_and_copies_nothing(case: Path, archive: Path) -> None:
    done: list[int] = []
    added = add_reference(case, archive, received_name="2020-10-01.zip", by="p-1", clock=noon, progress=done.append)
    assert added.path == archive
    assert (added.size, added.media_type, added.received_at) == (
        (3 << 20) + 4,
        "application/zip",
        "2026-09-01T12:00:00Z",
    )
    assert added.sha256 == sha256(archive.read_bytes()).hexdigest()
    assert sum(done) == added.size
    payload = read_lines(case)[-1].payload
    assert (payload["path"], payload["in_place"]) == ("../traces/2020-10-01.zip", True)
    assert not (case / "exhibits").exists()
    assert exhibits(case) == [added]
    assert [each.state for each in check_fixity(case)] == [State.OK]


def test_it_is_found_again_after_case_and_archive_moved_together(case: Path, archive: Path, tmp_path: Path) -> None:
    add_reference(case, archive, received_name="a", by="p-1")
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    for folder in (case, archive.parent):
        folder.rename(moved / folder.name)
    assert [each.state for each in check_fixity(moved / "case")] == [State.OK]


def test_a_reference_that_changed_or_went_is_found(case: Path, archive: Path) -> None:
    added = add_reference(case, archive, received_name="a", by="p-1")
    archive.write_bytes(b"other")
    (changed,) = check_fixity(case)
    assert (changed.state, changed.expected) == (State.ALTERED, added.sha256)
    archive.unlink()
    (gone,) = check_fixity(case)
    assert (gone.state, gone.found) == (State.MISSING, "")
    assert gone.remark == "It was kept outside the case."


def test_a_moved_reference_may_be_added_from_its_new_place(case: Path, archive: Path) -> None:
    first = add_reference(case, archive, received_name="a", by="p-1", edition="2020")
    add_reference(case, archive, received_name="a", by="p-1")
    assert len(read_lines(case)) == 1
    moved = archive.rename(archive.with_name("moved.zip"))
    again = add_reference(case, moved, received_name="a", by="p-2")
    assert again == exhibits(case)[0]
    assert (again.path, again.received_by, again.edition) == (moved, first.received_by, "2020")
    assert [each.state for each in check_fixity(case)] == [State.OK]


def test_a_reference_may_be_taken_in_later_and_then_stays_in(case: Path, archive: Path) -> None:
    add_reference(case, archive, received_name="a", by="p-1")
    taken = add_file(case, archive, received_name="a", by="p-2")
    assert taken.path == stored_path(case, taken.sha256)
    assert taken.received_by == "p-1"
    add_reference(case, archive, received_name="a", by="p-1")
    assert exhibits(case) == [taken]
    assert len(read_lines(case)) == 2
    archive.unlink()
    assert [each.state for each in check_fixity(case)] == [State.OK]


def test_what_is_no_file_or_changes_is_refused(case: Path, archive: Path, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="This is a folder"):
        add_reference(case, tmp_path, received_name="a", by="p-1")

    def grow(_: int) -> None:
        archive.write_bytes(b"other")

    with pytest.raises(ArmstraceError, match="changed while"):
        add_reference(case, archive, received_name="a", by="p-1", progress=grow)
    assert exhibits(case) == []


def test_no_login_name_is_written_where_it_can_be_helped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, case, media = tmp_path / "home" / "jane", tmp_path / "srv" / "case", tmp_path / "media" / "disk"
    for folder in (home / "cases" / "c", case, media):
        folder.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for from_case, path, written in (
        (home / "cases" / "c", home / "a.zip", "../../a.zip"),
        (home / "cases" / "c", media / "a.zip", "../../../../media/disk/a.zip"),
        (case, home / "a.zip", "~/a.zip"),
        (case, media / "a.zip", "../../media/disk/a.zip"),
        (case, case / "inside.zip", "inside.zip"),
    ):
        path.write_bytes(b"")
        assert written_reference(from_case, path) == written
        assert found_path(from_case, written).samefile(path)
