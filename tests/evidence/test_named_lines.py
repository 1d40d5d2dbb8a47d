"""Where a hash stands in a ledger: the same answer whether the ledger is looked through or its places are kept."""

import hashlib
import random
from pathlib import Path

import pytest

from armstrace.evidence import named_lines
from armstrace.evidence.named_lines import lines_with


def _hash(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(named_lines, "_KNOWN", {})
    monkeypatch.setattr(named_lines, "_FEW", 0)
    return tmp_path / "ledger.jsonl"


def _agrees(path: Path, words: list[str]) -> None:
    for word in words:
        assert lines_with(path, word.encode()) == named_lines._looked_through(path, word.encode()), word


def test_it_agrees_while_the_ledger_grows(path: Path) -> None:
    draw = random.Random(2020)  # noqa: S311  # no secret hangs on it
    path.write_bytes(b"")
    for step in range(40):
        named = [_hash(draw.randrange(30)) for _ in range(draw.randrange(4))]
        with path.open("a", encoding="ascii") as file:
            file.write(" ".join([f"line {step}", *named, "".join(named)]) + "\n")
        _agrees(path, [_hash(number) for number in range(0, 32, 3)])
        _agrees(path, named)


def test_a_torn_end_is_no_line_until_it_is_whole(path: Path) -> None:
    path.write_text(f"{_hash(1)}\n{_hash(2)}", encoding="ascii")
    _agrees(path, [_hash(1), _hash(2)])
    assert lines_with(path, _hash(2).encode()) == []
    with path.open("a", encoding="ascii") as file:
        file.write("\n")
    _agrees(path, [_hash(1), _hash(2)])
    assert lines_with(path, _hash(2).encode()) == [(2, _hash(2).encode())]


@pytest.mark.parametrize("how", ["cut", "written anew", "altered", "gone"])
def test_a_ledger_that_is_another_is_looked_through_again(how: str, path: Path) -> None:
    path.write_text("".join(f"{_hash(number)}\n" for number in range(9)), encoding="ascii")
    _agrees(path, [_hash(number) for number in range(10)])
    content = path.read_bytes()
    if how == "cut":
        path.write_bytes(content[: 65 * 4])
    elif how == "written anew":
        path.unlink()
        path.write_bytes(content[65:])
    elif how == "altered":
        path.write_bytes(content.replace(_hash(4).encode(), _hash(77).encode()))
    else:
        path.unlink()
        assert lines_with(path, _hash(1).encode()) == []
        return
    _agrees(path, [_hash(4), *(_hash(number) for number in range(10) if number != 77)])


def test_another_word_is_looked_for_in_the_whole(path: Path) -> None:
    path.write_text("claim:12 a\nclaim:13 b\n", encoding="ascii")
    assert lines_with(path, b"claim:13") == [(2, b"claim:13 b")]
