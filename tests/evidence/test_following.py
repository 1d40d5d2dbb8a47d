"""A ledger that grows is followed line by line; one that was changed under the reader is not believed."""

from pathlib import Path

import pytest

from armstrace.evidence import ledger
from armstrace.evidence.following import Following
from armstrace.evidence.newer import Mark, lines_after
from armstrace.records.errors import CustodyBroken


@pytest.fixture
def case(tmp_path: Path) -> Path:
    for number in range(3):
        ledger.append(tmp_path, "note", "p-1", number=number)
    return tmp_path


def test_it_gives_what_reading_the_whole_gives(case: Path) -> None:
    following = Following(case)
    for number in range(4):
        assert following.lines() == ledger.read_lines(case)
        ledger.append(case, "note", "p-1", words=f"caf\u00e9 {number} \udce9")
    assert following.lines() == ledger.read_lines(case)


def test_a_torn_end_is_no_line(case: Path) -> None:
    following = Following(case)
    following.lines()
    with (case / "ledger.jsonl").open("ab") as file:
        file.write(b'{"previous":')
    assert len(following.lines()) == 3
    ledger.append(case, "note", "p-1")
    assert [line.act for line in following.lines()] == ["note"] * 3 + ["recover", "note"]


@pytest.mark.parametrize("keep", [0, 1, 2])
def test_a_ledger_cut_off_is_read_anew(case: Path, keep: int) -> None:
    following = Following(case)
    following.lines()
    whole = (case / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    (case / "ledger.jsonl").write_bytes(b"".join(whole[:keep]))
    assert len(following.lines()) == keep
    ledger.append(case, "note", "p-1")
    assert len(following.lines()) == keep + 1


def test_a_line_that_does_not_follow_is_broken_custody(case: Path) -> None:
    following = Following(case)
    following.lines()
    whole = (case / "ledger.jsonl").read_bytes()
    with (case / "ledger.jsonl").open("ab") as file:
        file.write(whole.splitlines(keepends=True)[1])
    with pytest.raises(CustodyBroken):
        following.lines()


def test_a_line_read_before_and_altered_since_is_broken_custody(case: Path) -> None:
    following = Following(case)
    following.lines()
    path = case / "ledger.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"number":1', b'"number":7'))
    for _ in range(2):
        with pytest.raises(CustodyBroken):
            following.lines()


def test_a_case_without_a_ledger_has_no_lines(tmp_path: Path) -> None:
    assert Following(tmp_path).lines() == ()


def test_a_ledger_that_is_gone_is_not_taken_for_one_that_never_was(case: Path) -> None:
    following = Following(case)
    mark = Mark()
    assert lines_after(case / "nowhere", mark) == ((), mark)
    found = lines_after(case, mark)
    assert found is not None
    lines, after = found
    assert [line.act for line in lines] == ["note"] * 3
    assert len(following.lines()) == 3
    (case / "ledger.jsonl").unlink()
    assert lines_after(case, after) is None
    assert following.lines() == ()
