"""Running some of the tests in a process of their own, split off from one that has the libraries loaded already.

Loading pytest, DuckDB and Arrow takes longer than most of the tests that a fault needs; only what is ours is loaded
anew each time.
"""

import importlib
import inspect
import json
import os
import resource
import signal
import sys
import time
import tomllib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bench.mutants.copy import ROOT

_LIBRARIES = (
    "_hypothesis_pytestplugin", "duckdb", "hypothesis", "jinja2", "pyarrow.parquet", "pytest_cov.plugin", "rich",
    "trafilatura", "typer", "numpy", "jsonschema",
)  # fmt: skip
# of the plugins that are installed only those that these tests use: some take longer to load than the tests
_PLUGINS = ("-p", "_hypothesis_pytestplugin", "-p", "pytest_cov.plugin")
_MEMORY = 8 << 30
_LOADED = "ignore::pytest.PytestAssertRewriteWarning"  # the libraries are there before pytest begins


@dataclass(slots=True)
class Told:
    """What a run of tests told: the first that failed, the seconds that each took, whether time ran out."""

    code: int = 0
    failed: str = ""
    late: bool = False
    seconds: dict[str, float] = field(default_factory=dict)


class _Listener:
    """What pytest tells as it goes."""

    def __init__(self) -> None:
        self.told = Told()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add up what a test took; keep the first that failed."""
        self.told.seconds[report.nodeid] = self.told.seconds.get(report.nodeid, 0.0) + report.duration
        if report.failed and not self.told.failed:
            self.told.failed = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file of tests that cannot even be loaded fails too."""
        if report.failed and not self.told.failed:
            self.told.failed = report.nodeid


def loaded(tree: Path, room: str) -> None:
    """Load what tests need from libraries and from the copy's rooms below the one that gets faults, tables and all."""
    sys.path.insert(0, str(tree / "src"))
    project = tomllib.loads((tree / "pyproject.toml").read_text(encoding="utf-8"))
    floors = project["tool"]["importlinter"]["contracts"][0]["layers"]
    names = [each.strip(" ()") for floor in reversed(floors) for each in floor.split("|")]
    below = names[: names.index(f"armstrace.{room}")]
    for name in (*_LIBRARIES, *(module for each in below for module in _modules(tree, each))):
        try:
            importlib.import_module(name)
        except ImportError:
            continue  # an extra that is not there
    for name in {"armstrace.gazetteer", "armstrace.events"} & set(below):  # the tables that take long to load
        for module in [sys.modules[each] for each in sys.modules if each.startswith(name)]:
            for each in vars(module).values():
                if hasattr(each, "cache_info") and not inspect.signature(each).parameters:
                    each()


def _modules(tree: Path, room: str) -> list[str]:
    """Name the modules of a room."""
    paths = sorted((tree / "src" / Path(*room.split("."))).rglob("*.py"))
    return [".".join(path.relative_to(tree / "src").with_suffix("").parts).removesuffix(".__init__") for path in paths]


def run(tree: Path, words: Sequence[str], *, cpu_s: float, wall_s: float) -> Told:
    """Run pytest with some words in the copy, in a process that is ended when its time is over."""
    answer = tree.parent / "answer.json"
    answer.unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        _as_child(tree, words, cpu_s, answer)
    late = _waited(child, wall_s)
    if not answer.exists():
        return Told(code=-1, late=True)  # ended by us, or it crashed
    kept = json.loads(answer.read_text(encoding="utf-8"))
    return Told(kept["code"], kept["failed"], late, kept["seconds"])


def _as_child(tree: Path, words: Sequence[str], cpu_s: float, answer: Path) -> None:
    """Run pytest and leave, without what Python would do at its end."""
    code = 1
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (int(cpu_s) + 1, int(cpu_s) + 2))
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        said = os.open(answer.with_name("said.txt"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(said, 1)
        os.dup2(said, 2)
        os.chdir(tree)
        os.environ.update(PYTHONPATH=str(tree / "src"), PYTEST_DISABLE_PLUGIN_AUTOLOAD="1")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        sys.dont_write_bytecode = False
        sys.path[:] = [each for each in sys.path if Path(each or ".").resolve() != ROOT]
        for name in [each for each in sys.modules if each.split(".")[0] == "bench"]:
            del sys.modules[name]
        listener = _Listener()
        quiet = ("-q", "-x", *_PLUGINS, "-p", "no:cacheprovider", "--hypothesis-seed=1", "-W", _LOADED)
        code = int(pytest.main([*quiet, *words], plugins=[listener]))
        told = {"code": code, "failed": listener.told.failed, "seconds": listener.told.seconds}
        written = answer.with_suffix(".part")
        written.write_text(json.dumps(told), encoding="utf-8")
        written.replace(answer)
    finally:
        sys.stdout.flush()
        os._exit(code)


def _waited(child: int, wall_s: float) -> bool:
    """Wait for a process and end it, with all it started, when its time is over; whether it was ended."""
    until = time.monotonic() + wall_s
    late = False
    while not os.waitpid(child, os.WNOHANG)[0]:
        if time.monotonic() > until and not late:
            late = True
            os.killpg(child, signal.SIGKILL)
        time.sleep(0.02)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # what it may have left running
    return late
