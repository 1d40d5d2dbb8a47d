"""Where machine code is kept: in the user's cache, never beside evidence, and never where others may write."""

import os
import tempfile
from pathlib import Path

import pytest

from armstrace.sources.traces import compiled


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NUMBA_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)


def test_a_folder_that_was_named_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    assert compiled.cache_folder() == tmp_path


def test_the_users_cache_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = compiled.cache_folder()
    assert folder is not None
    assert folder.is_relative_to(tmp_path / "armstrace")
    assert folder.is_dir()


def test_a_home_that_is_none_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("HOME", str(tmp_path / "file"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = compiled.cache_folder()
    assert folder is not None
    assert folder.is_relative_to(tmp_path / f"armstrace-{os.getuid()}")


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="this system has no owners of folders")
def test_a_folder_that_others_may_write_is_not_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = compiled.cache_folder()
    assert folder is not None
    folder.chmod(0o777)
    assert compiled.cache_folder() != folder


def test_other_source_files_have_another_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(compiled, "_HOUSE", tmp_path)
    (tmp_path / "flights").mkdir()
    (tmp_path / "flights/a.py").write_text("x = 1")
    compiled._state.cache_clear()
    before = compiled._state()
    (tmp_path / "flights/a.py").write_text("x = 12")
    compiled._state.cache_clear()
    assert compiled._state() != before
    compiled._state.cache_clear()
