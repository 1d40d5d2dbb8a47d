"""The page on the chain says what the rules do, and its example runs."""

import re
from pathlib import Path

import pytest

from armstrace.chain.model import Rung
from armstrace.chain.rules.registry import RULES
from armstrace.chain.wording import RUNGS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "chain.md").read_text(encoding="utf-8")


def test_every_rule_and_rung_stands_on_the_page() -> None:
    rules = [f"| {rule.rung.value} | {rule.name} | {rule.sentence} |" for rule in RULES]
    rungs = [f"| {rung.value} {RUNGS[rung][0]} | {RUNGS[rung][1]} | {RUNGS[rung][2]} |" for rung in Rung]
    assert [line for line in (*rules, *rungs) if line not in PAGE] == []


def test_the_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(code, {})  # noqa: S102  # the page's own words
    assert "not shown" in capsys.readouterr().out
