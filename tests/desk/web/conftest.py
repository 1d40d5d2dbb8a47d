"""A case like the demo's, made once, copies of it served, and a real Chromium."""

import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser

from armstrace.desk.case import CASE_FILE, new_case
from armstrace.desk.demo import LICENCES, PUBLISHED
from armstrace.desk.documents.article import check_document
from armstrace.desk.documents.document import load_text
from armstrace.desk.results import keep
from armstrace.desk.web.accounts import passwords
from desk.web.serving import Looked, Serving, looked, serving
from made_once import made_once


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's case without its pages; nobody writes into it."""
    return made_once(tmp_path_factory, "web-case", _make)


def _make(root: Path) -> None:
    question = "What do the registers show before the war of 2020?"
    case = new_case(
        root,
        title="Who armed both sides?",
        question=question,
        parties=["ARM", "AZE"],
        period="2010/2020",
        said_by="p-1",
    )
    shipped = Path(str(files("armstrace.desk").joinpath("demo_case")))
    with (root / CASE_FILE).open("a", encoding="utf-8") as file:
        file.write((shipped / "chains.toml").read_text(encoding="utf-8"))
    taken = [case.add(shipped / name, licence=licence) for name, licence in LICENCES.items()]
    for exhibit in taken:
        case.read(exhibit)
    report = next(each for each in taken if each.received_name.endswith(".md"))
    keep(case, check_document(case, load_text(case, report, PUBLISHED)))
    case.tables.close()


@pytest.fixture(scope="module")
def served(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A copy of the case, served for the tests of one module."""
    with serving(Path(shutil.copytree(made, tmp_path_factory.mktemp("served") / "case"))) as running:
        yield running


@pytest.fixture(scope="module")
def quick_hashes() -> Iterator[None]:
    """Hashes of passwords that take no time: how strong they really are is tested with the team."""
    cheap = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", lambda: cheap)
        passwords._of_nobody.cache_clear()
        yield
    passwords._of_nobody.cache_clear()


@pytest.fixture
def window(browser: Browser, served: Serving) -> Iterator[Looked]:
    """A wide window on the case, in a session."""
    with looked(browser, served) as opened:
        yield opened
