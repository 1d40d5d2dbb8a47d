"""A case, its bundle and an authority for timestamps, made once; tests work on copies."""

import fcntl
import os
import pickle
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from armstrace.desk.bundles.stamp import Stamping
from armstrace.desk.case import Case, new_case
from armstrace.desk.dossiers.page import Pages, write_pages
from armstrace.desk.dossiers.resolve import reopen
from armstrace.dossier.page import render
from court.demo_dossier import Made, made_of
from court.hostile_case import Hostile, hostile_case, listening
from court.made_case import made_case, packed
from court.traced import Trace, traced
from desk import conftest as of_the_desk
from desk.made_files import PUBLISHED
from eval.authority import Authority, made_authority
from made_once import made_once
from system_tools import path_of

armstrace = of_the_desk.armstrace


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The case that is bundled; nobody writes into it but by packing it."""
    return made_case(tmp_path_factory.mktemp("court"))


@pytest.fixture(scope="session")
def demo(demo_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The demonstration case with its dossier, this process's own copy; nobody writes into it."""
    return made_of(shutil.copytree(demo_case, tmp_path_factory.mktemp("demo-of-the-court") / "case"))


@pytest.fixture(scope="session")
def demo_page(demo: Made) -> str:
    """The dossier of the demonstration as a page, every value in it opened again."""
    return render(demo.dossier, reopen(demo.case, demo.checked.document, demo.dossier))


@pytest.fixture(scope="session")
def demo_pdf(demo: Made, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The dossier of the demonstration as a PDF, at a fixed time; it is set once for all processes that run tests."""

    def make(folder: Path) -> None:
        folder.mkdir()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SOURCE_DATE_EPOCH", "1795402800")
            write_pages(demo.case, demo.checked, Pages(pdf=folder / "dossier.pdf"))

    return (made_once(tmp_path_factory, "demo-pdf", make) / "dossier.pdf").read_bytes()


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """An authority for timestamps; the test is skipped where there is no openssl."""
    path_of("openssl")
    return made_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def plain(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of the case, without a timestamp."""
    return packed(case, tmp_path_factory.mktemp("plain") / "bundle").out


@pytest.fixture(scope="session")
def stamped(case: Case, authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of the case with a timestamp."""
    with authority.served() as url:
        done = packed(
            case, tmp_path_factory.mktemp("stamped") / "bundle", how=Stamping(url, root=authority.root.read_bytes())
        )
    assert done.sealed.stamped
    return done.out


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hostile]:
    """A case of exhibits that mean harm, and the listener that they would speak to."""
    with listening() as listener:
        yield hostile_case(tmp_path_factory.mktemp("hostile"), listener)


@dataclass(frozen=True, slots=True)
class Traces:
    """What each command did to the machine: its trace by name, and the only places where anything may be written."""

    by_command: dict[str, Trace]
    root: Path
    out: Path
    private: Path
    home: Path


@pytest.fixture(scope="session")
def traces(hostile: Hostile, tmp_path_factory: pytest.TempPathFactory) -> Traces:
    """Take hostile files in, check, set and pack them, and verify the bundle, each watched by the system.

    It is done once for all processes that run tests: watching four commands takes its time.
    """
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    base = tmp_path_factory.getbasetemp() if alone else tmp_path_factory.getbasetemp().parent
    with (base / "traces.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = base / "traces.pickle"
        if not kept.exists():
            (base / "traced").mkdir()
            kept.write_bytes(pickle.dumps(_watched(hostile, base / "traced")))
        found: Traces = pickle.loads(kept.read_bytes())  # noqa: S301  # written a moment ago by ourselves
    return found


def _watched(hostile: Hostile, base: Path) -> Traces:
    root, out, private, home = (base / name for name in ("case", "out", "private", "home"))
    for folder in (out, private):
        folder.mkdir()
    own = {"TMPDIR": str(private), "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    new_case(root, title="A traced case", said_by="p-1")
    commands: dict[str, tuple[object, ...]] = {
        "add": ("add", "--case", root, "--licence", "own work", hostile.inbox),
        "dossier": ("dossier", "article.txt", "--published", PUBLISHED, "--case", root, "--pdf", out / "dossier.pdf"),
        "bundle": ("bundle", out / "bundle", "--case", root),
        "verify": ("verify", out / "bundle"),
    }
    done = {name: traced(words, out, own) for name, words in commands.items()}
    return Traces(done, root, out, private, home)
