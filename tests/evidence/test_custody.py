from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest

from armstrace.evidence.custody import exhibit, exhibits
from armstrace.evidence.exhibits import add_file
from armstrace.evidence.fixity import Fixity, State, check_fixity, log_fixity
from armstrace.evidence.ledger import append, read_lines
from armstrace.records.errors import ArmstraceError, CaseError, CustodyBroken
from armstrace.records.exhibits import Exhibit


def noon() -> datetime:
    return datetime(2026, 9, 1, 12, tzinfo=UTC)


def add(case: Path, content: bytes) -> Exhibit:
    return add_file(case, BytesIO(content), received_name=f"{content!r}.txt", by="p-1", clock=noon)


def test_exhibits_come_in_order_of_intake_and_survive_other_lines(tmp_path: Path) -> None:
    added = [add(tmp_path, b"%d" % number) for number in range(12)]
    append(tmp_path, "note", "p-1", words="a note about no exhibit")
    append(tmp_path, "note", "p-1", sha256="0" * 64, edition="of an exhibit that is not there")
    append(tmp_path, "read", "p-1", sha256=added[0].sha256, licence="not said by a person")
    assert exhibits(tmp_path) == added


def test_an_exhibit_is_found_by_the_beginning_of_its_hash(tmp_path: Path) -> None:
    added = [add(tmp_path, b"%d" % number) for number in range(3)]
    assert exhibit(tmp_path, added[1].sha256[:8].upper()) == added[1]
    assert exhibit(tmp_path, f" {added[2].sha256}\n") == added[2]
    for prefix, what in (
        (added[1].sha256[:3], "too short"),
        ("", "too short"),
        (added[1].sha256 + "0", "no exhibit"),
        ("\u202ezzzz", "no exhibit"),
    ):
        with pytest.raises(CaseError, match=what) as caught:
            exhibit(tmp_path, prefix)
        assert "\u202e" not in str(caught.value)


def test_an_exhibit_is_found_by_its_name_and_its_hash_goes_first(tmp_path: Path) -> None:
    one, two = add(tmp_path, b"1"), add(tmp_path, b"2")
    assert exhibit(tmp_path, one.received_name) == one
    for content in (b"3", b"4"):
        add_file(tmp_path, BytesIO(content), received_name="x", by="p-1", clock=noon)
    with pytest.raises(CaseError, match="fits 2 exhibits"):
        exhibit(tmp_path, "x")
    add_file(tmp_path, BytesIO(b"5"), received_name=two.sha256, by="p-1", clock=noon)
    assert exhibit(tmp_path, two.sha256) == two


def test_a_prefix_that_fits_two_exhibits_is_refused_and_both_are_named(tmp_path: Path) -> None:
    seen: dict[str, bytes] = {}
    # two of some 320 hashes share their first four hexadecimal digits, as two of 23 people share a birthday
    for number in count():
        content = b"%d" % number
        twin = seen.setdefault(sha256(content).hexdigest()[:4], content)
        if twin != content:
            break
    one, other = add(tmp_path, twin), add(tmp_path, content)
    with pytest.raises(CaseError, match="fits 2 exhibits") as caught:
        exhibit(tmp_path, one.sha256[:4])
    assert one.short in str(caught.value)
    assert other.short in str(caught.value)


def test_a_broken_ledger_gives_no_exhibits(tmp_path: Path) -> None:
    for number in range(3):
        add(tmp_path, b"%d" % number)
    path = tmp_path / "ledger.jsonl"
    first, _, third = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + third)
    for look in (exhibits, check_fixity, lambda case: exhibit(case, "abcd")):
        with pytest.raises(CustodyBroken, match=r"Line 2 .*deleted"):
            look(tmp_path)


def test_a_line_by_another_program_that_says_too_little_is_named(tmp_path: Path) -> None:
    append(tmp_path, "add", "p-1", sha256="0" * 64)
    with pytest.raises(CustodyBroken, match="Line 1 "):
        exhibits(tmp_path)


def test_every_way_an_exhibit_can_be_wrong_is_told_apart(tmp_path: Path) -> None:
    names = ("fine", "gone", "changed", "shorter", "writable", "linked", "folder")
    added = {name: add(tmp_path, name.encode() * 3) for name in names}
    paths = {name: each.path for name, each in added.items()}
    paths["gone"].unlink()
    for name, content in (("changed", b"changeDchangeDchangeD"), ("shorter", b"s"), ("writable", b"writable" * 3)):
        paths[name].chmod(0o644)
        paths[name].write_bytes(content)
    paths["shorter"].chmod(0o444)
    paths["linked"].rename(tmp_path / "outside")
    paths["linked"].symlink_to(tmp_path / "outside")
    paths["folder"].unlink()
    paths["folder"].mkdir()
    stranger = tmp_path / "exhibits" / "00" / "stranger"
    stranger.parent.mkdir(exist_ok=True)
    stranger.write_bytes(b"")

    checked = check_fixity(tmp_path)
    assert [each.path for each in checked] == [*paths.values(), stranger]
    assert [each.expected for each in checked] == [*(each.sha256 for each in added.values()), ""]
    found = {name: (each.state, each.remark) for name, each in zip([*names, "stranger"], checked, strict=True)}
    no_file = "Something that is no file stands in its place."
    assert found == {
        "fine": (State.OK, ""),
        "gone": (State.MISSING, ""),
        "changed": (State.ALTERED, "It has 21 bytes; 21 came in."),
        "shorter": (State.ALTERED, "It has 1 bytes; 21 came in."),
        "writable": (State.OK, "It is not read-only (mode 0644 instead of 0444)."),
        "linked": (State.ALTERED, no_file),
        "folder": (State.ALTERED, no_file),
        "stranger": (State.EXTRA, "It lies among the exhibits, and no line of the ledger knows it."),
    }
    assert checked[2].found != checked[2].expected
    assert check_fixity(tmp_path, [added["gone"], added["fine"]]) == [checked[1], checked[0]]


def test_one_flipped_bit_anywhere_is_found(tmp_path: Path) -> None:
    content = b"0123456789"
    added = add(tmp_path, content)
    added.path.chmod(0o644)
    for place in range(len(content)):
        spoilt = bytearray(content)
        spoilt[place] ^= 1
        added.path.write_bytes(spoilt)
        assert [each.state for each in check_fixity(tmp_path)] == [State.ALTERED]
    added.path.write_bytes(content)
    assert [each.state for each in check_fixity(tmp_path)] == [State.OK]


def test_checking_writes_nothing_and_tells_its_progress(tmp_path: Path) -> None:
    added = add(tmp_path, b"x" * 5000)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    done: list[int] = []
    check_fixity(tmp_path, progress=done.append)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
    assert sum(done) == added.size


def test_the_outcome_of_a_check_is_logged_without_folders_of_the_machine(tmp_path: Path) -> None:
    case = tmp_path / "jane" / "case"
    case.mkdir(parents=True)
    fine, gone = add(case, b"fine"), add(case, b"gone")
    gone.path.unlink()
    outside = Fixity(tmp_path / "jane" / "big.zip", State.MISSING, "0" * 64)
    line = log_fixity(case, [*check_fixity(case), outside], "p-1", clock=noon)
    assert line == read_lines(case)[-1]
    assert (line.act, line.at, line.by) == ("verify", "2026-09-01T12:00:00Z", "p-1")
    assert fine.sha256 not in str(line.payload)
    assert line.payload == {
        "exhibits": {"missing": 2, "ok": 1},
        "wrong": [
            {
                "path": f"exhibits/{gone.sha256[:2]}/{gone.sha256}",
                "state": "missing",
                "expected": gone.sha256,
                "found": "",
            },
            {"path": "big.zip", "state": "missing", "expected": "0" * 64, "found": ""},
        ],
    }


def test_no_case_nothing_to_check(tmp_path: Path) -> None:
    with pytest.raises(ArmstraceError, match="no case folder"):
        check_fixity(tmp_path / "nowhere")
