"""The command as its users run it: in this process where that is enough, in one of its own where it is not."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import IO

import pytest

from armstrace.desk.case import Case, new_case, open_case
from armstrace.desk.cli import main
from desk.made_files import PUBLISHED, article_and_register
from made_once import made_once

PROGRAM = (sys.executable, "-c", "from armstrace.desk.cli.main import run; run()")


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str


Armstrace = Callable[..., Done]
Process = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def armstrace(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Armstrace:
    """Run a command in this process."""
    monkeypatch.delenv("ARMSTRACE_BY", raising=False)

    def run(*words: object) -> Done:
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["armstrace", *map(str, words)])
        code = main._run()
        told = capsys.readouterr()
        return Done(code, told.out, told.err)

    return run


@pytest.fixture
def started(tmp_path: Path) -> Process:
    """Start a command as a process of its own, with a home and a folder for temporary files of its own."""
    for name in ("home", "temporary"):
        (tmp_path / name).mkdir()
    own = {"HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path / "temporary"), "PYTHONDONTWRITEBYTECODE": "1"}

    def start(*words: object, stdout: int | IO[bytes] = subprocess.PIPE, **settings: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*PROGRAM, *map(str, words)],
            env={**os.environ, **own, **settings},
            cwd=tmp_path,
            stdout=stdout,
            stderr=subprocess.PIPE,
        )

    return start


@pytest.fixture
def case(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A new case with nothing but the facts of law in it."""
    made = made_once(tmp_path_factory, "new-case", lambda folder: new_case(folder, title="A test", said_by="p-1"))
    return open_case(shutil.copytree(made, tmp_path / "case"), "p-1")


@pytest.fixture
def checked(case: Case, armstrace: Armstrace, tmp_path: Path) -> Case:
    """A case with a register, and an article that was checked against it."""
    article, register = article_and_register(tmp_path)
    assert armstrace("add", register, "--case", case.root).code == 0
    assert armstrace("check", article, "--published", PUBLISHED, "--case", case.root).code == 0
    case.tables.close()
    return case


@pytest.fixture
def told(case: Case) -> Case:
    """A case that has read the incidents of the demo."""
    with as_file(files("armstrace.desk").joinpath("demo_case/incidents_karabakh_2020.csv")) as path:
        assert not case.read(case.add(path)).refused
    return case
