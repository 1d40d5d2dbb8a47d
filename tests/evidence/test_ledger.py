import errno
import hashlib
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.evidence import ledger
from armstrace.evidence.chain import verify_chain
from armstrace.evidence.ledger import Head, append, head, lines_naming, read_lines
from armstrace.evidence.lines import GENESIS, Line, NotALine, decode, encode
from armstrace.records.errors import ArmstraceError, CaseError, CustodyBroken

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=20)
RESERVED = {"previous", "seq", "at", "by", "act", "sum", "$escaped", "case", "clock"}
KEYS = st.text(max_size=10).filter(lambda key: key not in RESERVED)
NUMBERS = st.integers(-(10**30), 10**30) | st.floats(allow_nan=False, allow_infinity=False)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | NUMBERS | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
TWO_HUNDRED_LINES = """
import sys
from pathlib import Path
from armstrace.evidence.ledger import append
for number in range(200):
    append(Path(sys.argv[1]), "note", sys.argv[2], number=number)
"""


def noon() -> datetime:
    return datetime(2026, 9, 1, 12, tzinfo=UTC)


def test_golden_lines(tmp_path: Path) -> None:
    append(tmp_path, "open", "p-7f3a91", clock=noon)
    append(tmp_path, "note", "p-7f3a91", clock=noon, words="Xankəndi \u202e", pages=(1, 2), name="caf\udce9")
    held = (tmp_path / "ledger.jsonl").read_bytes()
    first = (
        b'{"previous":"0000000000000000000000000000000000000000000000000000000000000000","seq":1,'
        b'"at":"2026-09-01T12:00:00Z","by":"p-7f3a91","act":"open"'
    )
    first += b',"sum":"%s"}' % hashlib.sha256(first).hexdigest().encode()
    second = (
        b'{"previous":"%s","seq":2,"at":"2026-09-01T12:00:00Z","by":"p-7f3a91","act":"note",'
        b'"words":"Xank\\u0259ndi \\u202e","pages":[1,2],"name":{"$escaped":"caf\\\\udce9"}'
    ) % hashlib.sha256(first).hexdigest().encode()
    second += b',"sum":"%s"}' % hashlib.sha256(second).hexdigest().encode()
    assert held == first + b"\n" + second + b"\n"


@settings(deadline=None)
@given(st.lists(st.dictionaries(KEYS, VALUES, max_size=4), min_size=1, max_size=4))
def test_what_is_appended_is_read_back_in_order(payloads: list[dict[str, Any]]) -> None:
    with TemporaryDirectory() as folder:
        case = Path(folder)
        appended = [append(case, "note", "p-1", clock=noon, **payload) for payload in payloads]
        lines = read_lines(case)
        assert [line.payload for line in lines] == payloads
        assert list(lines) == appended
        assert [line.seq for line in lines] == list(range(1, len(payloads) + 1))
        assert verify_chain(case).head == head(case) == Head(len(payloads), lines[-1].sha256)
        for raw in (case / "ledger.jsonl").read_bytes().splitlines():
            assert raw.isascii()
            json.dumps(json.loads(raw), ensure_ascii=False).encode()  # text that every program can read


def test_an_empty_case_has_no_lines(tmp_path: Path) -> None:
    assert read_lines(tmp_path) == ()
    assert head(tmp_path) == Head(0, GENESIS)
    assert verify_chain(tmp_path).ok
    assert list(tmp_path.iterdir()) == []


def test_without_a_case_nothing_is_made(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    for function in (read_lines, head, verify_chain):
        with pytest.raises(CaseError, match="no case folder"):
            function(nowhere)
    with pytest.raises(CaseError, match="no case folder"):
        append(nowhere, "open", "p-1")
    assert not nowhere.exists()


@pytest.mark.parametrize(
    ("act", "by", "payload"),
    [
        ("note", "Jane Doe", {}),
        ("note", "jane@example.org", {}),
        ("two words", "p-1", {}),
        ("", "p-1", {}),
        ("note", "p-1", {"sum": "x"}),
        ("note", "p-1", {"previous": "x"}),
        ("note", "p-1", {"seq": 7}),
        ("note", "p-1", {"$escaped": "x"}),
        ("note", "p-1", {"deep": {"$escaped": "x"}}),
        ("note", "p-1", {"deep": [{"\udce9": "x"}]}),
        ("note", "p-1", {"number": float("nan")}),
        ("note", "p-1", {"number": float("inf")}),
        ("note", "p-1", {"held": {1: "a number as a key"}}),
        ("note", "p-1", {"held": object()}),
        ("note", "p-1", {"held": b"bytes"}),
    ],
)
def test_what_cannot_stand_in_a_ledger_is_refused_and_changes_nothing(
    tmp_path: Path, act: str, by: str, payload: dict[str, Any]
) -> None:
    append(tmp_path, "open", "p-1")
    before = (tmp_path / "ledger.jsonl").read_bytes()
    with pytest.raises(ArmstraceError):
        append(tmp_path, act, by, **payload)
    assert (tmp_path / "ledger.jsonl").read_bytes() == before


def test_a_line_that_is_sealed_but_spelt_otherwise_is_no_line() -> None:
    good = encode(Line(1, GENESIS, "2026-09-01T12:00:00Z", "p-1", "note", {"a": 1}))
    assert decode(good).payload == {"a": 1}
    body = good[: good.index(b',"sum"')]
    for other in (
        body.replace(b'"seq":1', b'"seq": 1'),
        body.replace(b'"seq":1', b'"seq":"1"'),
        body.replace(b'"seq":1', b'"seq":true'),
        body.replace(b'"seq":1', b'"seq":1,"seq":1'),
        body.replace(b'"a":1', b'"a":1,"a":2'),
        body.replace(b'"a":1', b'"a":' + b"[" * 100_000),
        body.replace(b'"a":1', b'"a":' + b"9" * 5000),
        body.replace(b'"a":1', b'"a":NaN'),
        body.replace(b'"act":"note"', b'"art":"note"'),
        body.replace(b'"a":1', '"a":"é"'.encode()),
        body.replace(b'"a":1', b'"a":{"$escaped":"\\\\ud8"}'),
        b"[1",
        b"",
    ):
        with pytest.raises(NotALine):
            decode(other + b',"sum":"%s"}' % hashlib.sha256(other).hexdigest().encode())


def test_two_programs_append_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", TWO_HUNDRED_LINES, str(tmp_path)]
    running = [subprocess.Popen([*command, by]) for by in ("p-1", "p-2")]
    assert [each.wait(60) for each in running] == [0, 0]
    lines = read_lines(tmp_path)
    assert len(lines) == 400
    for by in ("p-1", "p-2"):
        assert [line.payload["number"] for line in lines if line.by == by] == list(range(200))
    assert verify_chain(tmp_path).ok


@pytest.mark.parametrize("torn", [b'{"previous":"ab', b"\0" * 4096, b"x" * 200_000, b'{"previous":"\0\0\0"}\n'])
def test_a_torn_end_is_no_line_and_is_set_aside_by_the_next(tmp_path: Path, torn: bytes) -> None:
    append(tmp_path, "open", "p-1", clock=noon)
    path = tmp_path / "ledger.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + torn)

    assert len(read_lines(tmp_path)) == 1
    report = verify_chain(tmp_path)
    assert (report.ok, report.torn, report.head.count) == (True, len(torn), 1)
    assert path.read_bytes() == whole + torn  # looking changes nothing

    assert append(tmp_path, "note", "p-1", clock=noon).seq == 3
    kept = {"kept_as": "local/set-aside/ledger-torn-1", "size": len(torn), "sha256": hashlib.sha256(torn).hexdigest()}
    healed = read_lines(tmp_path)[1]
    assert (healed.act, healed.by, healed.payload) == ("recover", "armstrace", {"torn_line": kept})
    assert (tmp_path / "local/set-aside/ledger-torn-1").read_bytes() == torn
    assert path.read_bytes().startswith(whole)
    assert verify_chain(tmp_path).torn == 0


def test_torn_ends_do_not_overwrite_each_other(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    for torn in (b"first", b"second", b"first"):
        append(tmp_path, "note", "p-1")
        path.write_bytes(path.read_bytes() + torn)
    append(tmp_path, "note", "p-1")
    kept = {file.name: file.read_bytes() for file in (tmp_path / "local/set-aside").iterdir()}
    assert kept == {"ledger-torn-1": b"first", "ledger-torn-2": b"second"}
    assert [line.act for line in read_lines(tmp_path)].count("recover") == 3


def test_nothing_is_built_on_a_line_that_was_altered(tmp_path: Path) -> None:
    append(tmp_path, "open", "p-1")
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(path.read_bytes().replace(b"open", b"oper"))
    before = path.read_bytes()
    for call in (lambda: append(tmp_path, "note", "p-1"), lambda: head(tmp_path), lambda: read_lines(tmp_path)):
        with pytest.raises(CustodyBroken, match="not as it was written") as caught:
            call()
        assert str(path) in caught.value.where
    assert path.read_bytes() == before


def test_lines_longer_than_a_block_are_followed(tmp_path: Path) -> None:
    for size in (10, 65_000, 65_536, 70_000, 300_000):
        append(tmp_path, "note", "p-1", words="w" * size)
    assert [len(line.payload["words"]) for line in read_lines(tmp_path)] == [10, 65_000, 65_536, 70_000, 300_000]


def test_lines_that_name_a_hash_are_found_and_checked(tmp_path: Path) -> None:
    for number in range(20):
        append(tmp_path, "note", "p-1", sha256=f"{number % 3:064x}")
    wanted = f"{2:064x}"
    assert [line.seq for line in lines_naming(tmp_path, wanted)] == [3, 6, 9, 12, 15, 18]
    path = tmp_path / "ledger.jsonl"
    rows = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*rows[:5], rows[5].replace(b"p-1", b"p-2"), *rows[6:]]))
    with pytest.raises(CustodyBroken, match="Line 6 "):
        lines_naming(tmp_path, wanted)


@pytest.mark.parametrize("call", ["write", "fsync", "half"])
def test_a_full_disk_leaves_the_ledger_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    append(tmp_path, "open", "p-1")
    before = (tmp_path / "ledger.jsonl").read_bytes()
    real_write = os.write

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    def half(fd: int, data: bytes) -> int:
        return real_write(fd, data[: len(data) // 2])

    with monkeypatch.context() as patched:
        patched.setattr(os, "write" if call == "half" else call, half if call == "half" else full)
        with pytest.raises(ArmstraceError, match="the disk is full") as caught:
            append(tmp_path, "note", "p-1")
    assert caught.value.where == str(tmp_path / "ledger.jsonl")
    assert (tmp_path / "ledger.jsonl").read_bytes() == before
    assert append(tmp_path, "note", "p-1").seq == 2


def test_a_naive_clock_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArmstraceError, match="time zone"):
        ledger.append(tmp_path, "open", "p-1", clock=lambda: datetime(2026, 9, 1))  # noqa: DTZ001 - that is the point
    assert not (tmp_path / "ledger.jsonl").exists()
