"""The blocks of docs/how-to/use-python.md run, one after the other, and print what the page shows."""

import ast
import contextlib
import io
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from page_blocks import blocks_of
from page_shell import NOT_RUN

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "use-python.md"


def is_shown(shown: str, printed: str) -> bool:
    """Tell whether an output is what is shown of it: dots stand for anything, blanks for blanks."""
    parts = (r"\s+".join(map(re.escape, part.split())) for part in shown.split("..."))
    return re.fullmatch(r".*?".join(rf"\s*{part}\s*" for part in parts), printed, re.DOTALL) is not None


def shown_by(code: str, names: dict[str, Any]) -> str:
    """Run a block as a notebook does: what it prints, then its last expression."""
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, str(PAGE), "exec"), names)  # noqa: S102  # the page is ours
        value = None
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), str(PAGE), "eval"), names)  # noqa: S307  # the same
    return printed.getvalue() + ("" if value is None else repr(value))


def test_what_the_page_shows_is_what_runs(demo_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(demo_case, tmp_path / "demo-case")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    said, ran = "", 0
    for block in blocks_of(PAGE):
        if block.language == "python":
            said, ran = shown_by(block.text, names), ran + 1
        elif block.language == "text" and NOT_RUN not in block.before:
            assert is_shown(block.text, said), f"line {block.line}: this is not what is printed:\n{said}"
    assert ran > 12
    assert {"shares.svg", "map.svg", "timeline.svg"} <= {path.name for path in tmp_path.iterdir()}
