"""The lines of the tutorial and the how-tos run as they stand, and print what is shown."""

import ast
import importlib
import re
from pathlib import Path

import pytest

from page_blocks import Block, blocks_of, missing
from page_shell import Reader, commands_of, unmarked

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*(ROOT / "docs" / "tutorial").glob("*.md"), *(ROOT / "docs" / "how-to").glob("*.md")])
FOLLOWED_ELSEWHERE = {"add-a-source.md", "add-a-check.md", "use-python.md"}
"""Two write into a checkout, one shows what Python answers: tests beside this one follow them."""


def _name(page: Path) -> str:
    return f"{page.parent.name}/{page.stem}"


@pytest.fixture(scope="module")
def packed() -> dict[str, tuple[Path, str]]:
    return {}


@pytest.fixture
def reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, demo_case: Path, packed: dict[str, tuple[Path, str]]
) -> Reader:
    (tmp_path / "src").symlink_to(ROOT / "src")
    return Reader(tmp_path, monkeypatch, demo_case, packed)


@pytest.mark.parametrize("page", [page for page in PAGES if page.name not in FOLLOWED_ELSEWHERE], ids=_name)
def test_the_lines_of_a_page_run_and_print_what_is_shown(page: Path, reader: Reader) -> None:
    run = reader.follow(page)
    assert run or not [block for block in blocks_of(page) if block.language in {"sh", "console"}]


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_a_block_that_is_not_run_says_so(page: Path) -> None:
    assert unmarked(page) == []


WRITTEN = [path for path in sorted((ROOT / "docs").rglob("*.md")) if path.parent.name not in {"reference", "decisions"}]


def wrong_imports(page: Path) -> list[str]:
    """Name what the Python of a page imports from armstrace that is not there; its blocks must be Python at all."""
    found = []
    for block in blocks_of(page):
        if block.language != "python" or block.name:
            continue
        for node in ast.walk(ast.parse(re.sub(r"^(?:>>>|\.\.\.) ?", "", block.text, flags=re.MULTILINE))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("armstrace"):
                module = importlib.import_module(node.module or "")
                names = [each.name for each in node.names if not hasattr(module, each.name)]
                found += [f"{page.name}, line {block.line}: {node.module} has no {name}" for name in names]
    return found


@pytest.mark.parametrize("page", WRITTEN, ids=_name)
def test_python_on_a_page_imports_what_is_there(page: Path) -> None:
    assert wrong_imports(page) == []


def test_an_import_of_what_is_gone_is_named(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```python\nfrom armstrace.desk.case import open_case, close_case\n```\n", encoding="utf-8")
    assert wrong_imports(page) == ["page.md, line 1: armstrace.desk.case has no close_case"]


def test_there_are_pages_to_follow() -> None:
    assert {"founding-article", "check-a-draft", "add-a-source"} <= {page.stem for page in PAGES}


def test_a_line_that_fails_or_prints_something_else_is_named(reader: Reader, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```console\n$ armstrace --version\narmstrace 9.9.9\n```\n", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"page\.md, line 1: armstrace --version does not print 'armstrace 9"):
        reader.follow(page)
    page.write_text("Text.\n\n```sh\narmstrace verify --case nowhere\n```\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="line 3: armstrace verify --case nowhere ended with 2"):
        reader.follow(page)
    page.write_text("```sh\narmstrace verify --case nowhere # exit code 2\n```\n", encoding="utf-8")
    assert reader.follow(page) == 1
    page.write_text("```sh\npip install armstrace\n```\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="pip install armstrace: say that it is not run in the tests"):
        reader.follow(page)
    page.write_text("So:\n\n```text\narmstrace flights read x\n```\n", encoding="utf-8")
    assert unmarked(page) == ["page.md, line 3"]
    page.write_text("This is not run in the tests:\n\n```text\narmstrace flights read x\n```\n", encoding="utf-8")
    assert unmarked(page) == []


def test_dots_stand_for_what_is_left_out_and_the_order_counts() -> None:
    assert missing("a b\n...\nc ...\n", "a  b\nx\nc d\n") == ""
    assert missing("c\n...\na\n", "a\nb\nc\n") == "a"
    shown = Block("console", "$ one\n1\n$ two\n", "", "", 1)
    assert commands_of(shown) == [("one", "1\n"), ("two", "")]
