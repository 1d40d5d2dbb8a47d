"""Programs outside Python: one list; what is missing is skipped with its reason, and fails where CI says so."""

import re
from pathlib import Path

import pytest

import system_tools

MISSING = "no-such-program-7f3a | some-package | shows what happens"


@pytest.fixture
def a_missing_tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    path = tmp_path / "system-tools.txt"
    path.write_text(f"# a list\n{MISSING}\n\n", encoding="utf-8")
    monkeypatch.setattr(system_tools, "LIST", path)
    return MISSING.split(maxsplit=1)[0]


def test_the_list_is_in_form() -> None:
    tools = system_tools.listed()
    assert "chromium" in tools
    for tool in tools.values():
        assert all(re.fullmatch(r"[a-z0-9][a-z0-9+.-]+", package) for package in tool.packages)
        assert tool.packages
        assert tool.purpose


def test_a_tool_that_is_there_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert system_tools.path_of("chromium") == str(program)


def test_a_library_is_found_by_loading_it() -> None:
    assert system_tools.SystemTool("libc.so.6", ("libc6",), "").find() == "libc.so.6"
    assert system_tools.SystemTool("libnothere7f3a.so.6", (), "").find() is None


def test_a_missing_tool_skips_with_the_reason(a_missing_tool: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=r"apt-get install some-package\); it shows what happens"):
        system_tools.path_of(a_missing_tool)


def test_a_missing_tool_fails_under_ci(a_missing_tool: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no-such-program-7f3a is not installed"):
        system_tools.path_of(a_missing_tool)


@pytest.mark.usefixtures("a_missing_tool")
def test_who_is_not_root_is_told_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("subprocess.run", lambda *_, **__: pytest.fail("apt was asked"))
    system_tools.install_missing()
    assert capsys.readouterr().err.startswith("no-such-program-7f3a is missing: tests that need it are skipped")


@pytest.mark.usefixtures("a_missing_tool")
def test_root_asks_apt_for_what_is_missing_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr("subprocess.run", lambda command, **_: asked.append(command))
    system_tools.install_missing()
    assert [command[2] for command in asked] == ["update", "-y"]
    assert asked[1][-2:] == ["--no-install-recommends", "some-package"]
