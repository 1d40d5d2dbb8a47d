import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from armstrace.evidence.atomic import write_atomically
from armstrace.records.errors import ArmstraceError, CaseError


def write_twice(file: BinaryIO) -> None:
    file.write(b"one ")
    file.write(b"two")


@pytest.mark.parametrize(("content", "held"), [(b"bytes", b"bytes"), (write_twice, b"one two"), (b"", b"")])
def test_it_writes_bytes_or_lets_a_function_write(
    tmp_path: Path, content: bytes | Callable[[BinaryIO], object], held: bytes
) -> None:
    write_atomically(tmp_path / "a", content)
    write_atomically(tmp_path / "a", content)
    assert (tmp_path / "a").read_bytes() == held
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_when_the_disk_fails_the_old_file_stays_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    write_atomically(tmp_path / "a", b"old")
    monkeypatch.setattr(os, call, full)
    with pytest.raises(ArmstraceError, match="the disk is full") as caught:
        write_atomically(tmp_path / "a", b"new")
    assert caught.value.where == str(tmp_path / "a")
    assert "Free some space" in caught.value.todo
    assert (tmp_path / "a").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_when_the_writer_fails_its_own_error_comes_out(tmp_path: Path) -> None:
    def fail(file: BinaryIO) -> None:
        file.write(b"half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_atomically(tmp_path / "a", fail)
    assert list(tmp_path.iterdir()) == []


def test_a_device_or_pipe_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path / "pipe", tmp_path, Path("/dev/null")):
        with pytest.raises(CaseError, match="not a file that could be replaced"):
            write_atomically(place, b"x")
    assert (tmp_path / "pipe").is_fifo()


def test_the_longest_name_can_be_written_and_a_missing_folder_is_named(tmp_path: Path) -> None:
    write_atomically(tmp_path / ("n" * 255), b"x")
    with pytest.raises(ArmstraceError, match="it is not there"):
        write_atomically(tmp_path / "nowhere" / "a", b"x")


def test_the_mode_follows_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "a", b"x")
        write_atomically(tmp_path / "b", b"x", mode=0o600)
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o600
