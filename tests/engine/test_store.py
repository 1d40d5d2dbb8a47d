"""Archives opened where they lie: in a folder here, and in a real S3-compatible store on loopback."""

import io
import pickle
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from armstrace.engine.store import Files, _has_key, is_remote
from armstrace.records.errors import ArmstraceError

pytest.importorskip("s3fs", reason="needs armstrace[cluster]")
pytest.importorskip("moto", reason="needs a store to test against")

from stores import KEYS, store

CONTENT = bytes(range(256)) * 40_000


def tar() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for number in range(200):
            member = tarfile.TarInfo(f"./traces/{number:02x}/trace_full_{number:06x}.json")
            member.size = 30_000 + number
            archive.addfile(member, io.BytesIO(bytes(member.size)))
    return made.getvalue()


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    with store(
        "archives", {"day/large.bin": CONTENT, "day/traces/ab/x.json": b"{}", "day.tar": tar(), "secret": b""}
    ) as address:
        yield address


@pytest.fixture
def files(endpoint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    """Ask without keys, as the standard environment says."""
    for name in KEYS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    found: Files = pickle.loads(pickle.dumps(Files()))  # noqa: S301 # as it goes to another process
    return found


def test_a_bucket_is_listed_and_read_in_any_order(files: Files) -> None:
    assert list(files.inside("s3://archives/day")) == [("large.bin", len(CONTENT)), ("traces/ab/x.json", 2)]
    assert files.exists("s3://archives/day.tar")
    assert not files.exists("s3://archives/night.tar")
    assert files.size("s3://archives/day/large.bin") == len(CONTENT)
    with files("s3://archives/day/large.bin") as file:
        for start in (9_000_001, 5, 4_194_303, len(CONTENT) - 7):
            file.seek(start)
            assert file.read(9) == CONTENT[start : start + 9]


def test_a_member_is_asked_for_alone(files: Files) -> None:
    with replace(files, scattered=True)("s3://archives/day/large.bin") as file:
        file.seek(5_000_000)
        assert file.read(40) == CONTENT[5_000_000:5_000_040]
    with pytest.raises(NotADirectoryError):
        list(files.inside("s3://archives/day.tar"))


def test_a_header_walk_asks_for_blocks_not_for_headers(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    with files("s3://archives/day.tar") as file:
        asked: list[int] = []
        cache = file.cache  # type: ignore[attr-defined]  # fsspec's own
        fetch = cache.fetcher

        def counted(start: int, end: int) -> bytes:
            asked.append(start)
            return bytes(fetch(start, end))

        monkeypatch.setattr(cache, "fetcher", counted)
        with tarfile.open(fileobj=file) as archive:
            names = [member.name for member in archive]
        assert len(names) == 200
        assert len(asked) <= 3


@pytest.mark.usefixtures("files")
def test_the_endpoint_may_be_told_in_the_command(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    assert Files(endpoint, anonymous=True).exists("s3://archives/day.tar")


def test_what_is_not_there_is_said(files: Files) -> None:
    for address in ("s3://archives/night.tar", "s3://elsewhere/day.tar"):
        with pytest.raises(FileNotFoundError):
            files(address)
    with pytest.raises(ArmstraceError, match="Forbidden") as told:
        files("s3://archives/secret")
    assert told.value.where == "s3://archives/secret"


def test_no_key_is_looked_for_at_other_hosts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in KEYS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert not _has_key()
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws" / "credentials").touch()
    assert _has_key()


def test_folders_of_this_machine_are_opened_alike(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / "b" / "c" / "2").write_bytes(b"12")
    (tmp_path / "a").write_bytes(b"1")
    here = str(tmp_path)
    assert list(Files().inside(here)) == [("a", 1), ("b/c/2", 2)]
    assert Files().size(f"{here}/a") == 1
    assert not is_remote(here)
    with Files()(f"{here}/b/c/2") as file:
        assert file.read() == b"12"
    with pytest.raises(FileNotFoundError):
        Files()(f"{here}/d")
