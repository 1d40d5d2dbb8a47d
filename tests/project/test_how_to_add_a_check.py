"""docs/how-to/add-a-check.md, followed to the letter: its check written beside the others, its test run."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import armstrace.checks
from armstrace.checks import registry
from docs.made import gaps
from page_blocks import Block, blocks_of

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("src/armstrace/checks/hours.py", "tests/proofs/test_hours.py")


@pytest.fixture(scope="module")
def blocks() -> dict[str, Block]:
    return {block.name: block for block in blocks_of(ROOT / "docs" / "how-to" / "add-a-check.md") if block.name}


@pytest.fixture
def checkout(blocks: dict[str, Block], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The files of the page, their folder of checks beside the real one."""
    for name, block in blocks.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(block.text, encoding="utf-8")
    known = (registry.checks, registry.document_checks, registry._modules)
    with monkeypatch.context() as patch:
        beside = [*armstrace.checks.__path__, str((tmp_path / NAMES[0]).parent)]
        patch.setattr(armstrace.checks, "__path__", beside)
        for each in known:
            each.cache_clear()
        yield tmp_path
    for each in known:
        each.cache_clear()
    sys.modules.pop("armstrace.checks.hours", None)


def test_the_page_gives_a_module_and_a_test(blocks: dict[str, Block]) -> None:
    assert tuple(blocks) == NAMES
    assert not (ROOT / NAMES[0]).exists()


def test_the_check_is_found_its_note_is_long_enough_and_its_test_passes(checkout: Path) -> None:
    assert "hours" in registry.checks()
    assert list(gaps.of_checks({"hours": registry.method_notes()["hours"]})) == []
    spec = importlib.util.spec_from_file_location("test_hours", checkout / NAMES[1])
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    tests = [each for name, each in vars(module).items() if name.startswith("test_")]
    assert tests
    for test in tests:
        test()
