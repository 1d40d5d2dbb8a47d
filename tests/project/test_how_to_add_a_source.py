"""docs/how-to/add-a-source.md, followed to the letter: its files written where it says, its commands run."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import armstrace.sources
from armstrace.desk.cli.main import app
from armstrace.sources.registry import readers
from page_blocks import Block, blocks_of, missing

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "how-to" / "add-a-source.md"
CONFTEST = """
import sys
from pathlib import Path

import armstrace.sources

armstrace.sources.__path__.append(str(Path("src/armstrace/sources").resolve()))
sys.path[:0] = ["tests"]
"""


@pytest.fixture(scope="module")
def blocks() -> list[Block]:
    return blocks_of(PAGE)


@pytest.fixture(scope="module")
def checkout(blocks: list[Block], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files of the page, and the tests that are there for every source."""
    folder = tmp_path_factory.mktemp("checkout")
    for block in blocks:
        if block.name:
            path = folder / block.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
    for name in ("sources/test_every_source.py", "read_bytes.py"):
        shutil.copy(ROOT / "tests" / name, folder / "tests" / name)
    (folder / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\naddopts = -q -p no:cacheprovider\n", encoding="utf-8")
    return folder


def test_the_page_gives_a_module_a_sample_and_tests(blocks: list[Block]) -> None:
    assert [Path(block.name).name for block in blocks if block.name] == [
        "sample.csv",
        "ministry_exports.py",
        "test_ministry_exports.py",
    ]
    assert not (ROOT / "src/armstrace/sources/ministry_exports.py").exists()


def test_its_own_tests_and_those_of_every_source_pass(checkout: Path, blocks: list[Block]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-k", "ministry_exports"],
        capture_output=True,
        text=True,
        check=False,
        cwd=checkout,
        env=os.environ | {"PIN": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    )
    assert done.returncode == 0, done.stdout
    assert "11 passed" in done.stdout
    pinned = (checkout / "tests/sources/ministry_exports/expected.jsonl").read_text(encoding="utf-8").splitlines()
    shown = [line for block in blocks if block.language == "json" for line in block.text.splitlines()]
    assert len(shown) == 3
    assert all(json.loads(line) in [json.loads(each) for each in pinned] for line in shown)


@pytest.fixture
def beside(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The folder of the page beside the one of the sources, as if its file had been put there."""
    with monkeypatch.context() as patch:
        patch.setattr(
            armstrace.sources, "__path__", [*armstrace.sources.__path__, str(checkout / "src/armstrace/sources")]
        )
        patch.chdir(checkout)
        readers.cache_clear()
        yield
    readers.cache_clear()
    del sys.modules["armstrace.sources.ministry_exports"]


@pytest.mark.usefixtures("beside")
def test_the_commands_print_what_is_shown(blocks: list[Block]) -> None:
    (console,) = [block for block in blocks if block.language == "console"]
    for part in console.text.split("$ armstrace ")[1:]:
        command, _, shown = part.partition("\n")
        done = CliRunner().invoke(app, command.split(), env={"COLUMNS": "200"})
        assert done.exit_code == 3
        assert missing(shown, done.output) == "", command
