"""How `armstrace why` prints its steps: a tree of what each rests on, with tables of values that stand side by side."""

from collections.abc import Mapping, Sequence
from typing import Any

from armstrace.desk.cli.show import line, plain, table, words
from armstrace.desk.why.steps import BELOW, BESIDE

_INDENT = "  "


def print_steps(steps: Sequence[Mapping[str, Any]], depth: int = 0) -> None:
    """Print steps, and what is below each a little to the right."""
    before = _INDENT * depth
    for step in steps:
        line(f"{before}[bold]{plain(str(step['what']))}[/]")
        for name, value in step.items():
            if name in {"what", BELOW, BESIDE} or value in (None, "", []):
                continue
            told = value if isinstance(value, list) else str(value).split("\n")
            line(f"{before}{_INDENT}{name}: " + f"\n{before}{_INDENT * 2}".join(plain(str(each)) for each in told))
        if step.get(BESIDE):
            _beside(step[BESIDE])
        print_steps(step.get(BELOW, ()), depth + 1)


def _beside(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print values as a table, without the columns that none of them fills."""
    names = [name for name in rows[0] if any(row[name] for row in rows)]
    table(["", *names], [["", *(words(str(row[name])) for name in names)] for row in rows])
