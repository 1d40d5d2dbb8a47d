"""What several tests share: the real data beside the checkout where it is there, files as exhibits, no network."""

import csv
import hashlib
import ipaddress
import os
import socket
from asyncio import events
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

import system_tools
from armstrace.records.exhibits import Exhibit
from made_once import made_once
from run_cost import WHOLE, so_far

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    from playwright.sync_api import Browser

CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
SHARED = Path(__file__).resolve().parents[2] / "shared"
# how long an example takes hangs on what else the machine does: time is measured by stopwatch.py alone
settings.register_profile("unhurried", parent=settings(), deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data and labelled sets; the test is skipped where it is absent."""
    if not (SHARED / "data").is_dir():
        pytest.skip("the real data is not beside this checkout")
    return SHARED / "data"


@pytest.fixture(scope="session")
def packs() -> Path:
    """The folder of labelled sets; the test is skipped where it is absent."""
    if not (SHARED / "packs").is_dir():
        pytest.skip("the labelled sets are not beside this checkout")
    return SHARED / "packs"


@pytest.fixture(scope="session")
def demo_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case that the demo makes, its report checked and its page written; a test that writes takes a copy."""
    from armstrace.desk.demo import tour  # noqa: PLC0415  # loads the desk, which most rooms' tests do without

    return made_once(tmp_path_factory, "demo-case", lambda folder: tour(folder, lambda _: None))


@pytest.fixture(scope="session")
def system_tool() -> Callable[[str], str]:
    """Give the path of a program listed in system-tools.txt; the test is skipped where it is missing."""
    return system_tools.path_of


@pytest.fixture(scope="session")
def _chromium(
    system_tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> "Iterator[tuple[Browser, AbstractEventLoop]]":
    """The one Chromium of this process, and the loop that playwright runs for it beside the tests."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # few tests need it

    path, _ = system_tool("chromium"), system_tool("libatomic.so.1")
    # Chromium leaves a folder in its user's home
    home: dict[str, str | float | bool] = {**os.environ, "HOME": str(tmp_path_factory.mktemp("home"))}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS, env=home)
        loop = events.get_running_loop()
        events._set_running_loop(None)
        yield chromium, loop
        events._set_running_loop(loop)
        chromium.close()
    events._set_running_loop(None)


@pytest.fixture(scope="module")
def browser(_chromium: "tuple[Browser, AbstractEventLoop]") -> "Iterator[Browser]":
    """A Chromium for the tests of one module: while they run, nothing else in this process may run a loop of its own.

    It is started once. Between such modules playwright's loop rests and is not told to be running, so that the tests of
    others may run theirs.
    """
    chromium, loop = _chromium
    events._set_running_loop(loop)
    yield chromium
    for left in chromium.contexts:
        left.close()
    events._set_running_loop(None)


def _at_home(address: object) -> bool:
    """Whether an address is a file or this machine."""
    if not isinstance(address, tuple):
        return True
    try:
        return ipaddress.ip_address(address[0]).is_loopback
    except ValueError:
        return bool(address[0] == "localhost")


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Let no test reach another machine, whether or not `make test` runs it where there is none."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            allowed = getattr(socket.socket, name)

            def guarded(self: socket.socket, *args: object, _allowed: Callable[..., object] = allowed) -> object:
                if not _at_home(args[-1]):
                    raise PermissionError(f"a test reached for {args[-1]!r}; tests run without a network")
                return _allowed(self, *args)

            patch.setattr(socket.socket, name, guarded)
        yield


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """Say what the run has cost when all workers have ended, and fail a whole run that cost more than it may."""
    yield
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or hasattr(session.config, "workerinput"):
        return
    cost = so_far(len(reporter.stats.get("passed", ())))
    if cost and cost.tests >= WHOLE:
        reporter.write_line(cost.told())
    if cost and cost.is_over():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests measured (`record_property("measured", ...)`) above the summary."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, told in report.user_properties:
            if name == "measured":
                terminalreporter.write_line(f"measured: {told}")


@pytest.fixture
def as_exhibit() -> Callable[[Path], Exhibit]:
    """Turn a table's file into the exhibit that intake would make of it."""

    def make(path: Path) -> Exhibit:
        content = path.read_bytes()
        return Exhibit(
            sha256=hashlib.sha256(content).hexdigest(),
            path=path,
            size=len(content),
            received_name=path.name,
            media_type="text/csv",
            received_at="2026-01-01T00:00:00Z",
            received_by="p-1",
        )

    return make


@pytest.fixture
def as_table(tmp_path: Path, as_exhibit: Callable[[Path], Exhibit]) -> Callable[[Iterable[Sequence[str]]], Exhibit]:
    """Write rows of cells as a comma-separated file and turn it into an exhibit."""

    def make(rows: Iterable[Sequence[str]]) -> Exhibit:
        path = tmp_path / "table.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return as_exhibit(path)

    return make
