"""The lists of a redacted copy, as its pages tell of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from armstrace.desk.redaction.kept import ACT, LISTS, lines_of
from armstrace.evidence import ledger
from armstrace.evidence.disk import explained
from armstrace.evidence.names import visible


def copy_number(root: Path) -> str:
    """Give the id of a redacted case, "" for a whole one."""
    return next((str(line.payload["id"]) for line in ledger.read_lines(root) if line.act == ACT), "")


def told_of_copy(root: Path) -> Iterator[str]:
    """Say in a line each what became of the exhibits of the whole case."""
    path = root / LISTS / "derivatives.json"
    with explained(path, "Reading the lists of the copy"):
        entries = lines_of(path.read_bytes())
    for each in entries:
        yield f"    {visible(str(each['number']))}  {visible(_told(each))}\n"


def _told(each: dict[str, Any]) -> str:
    if "sha256" not in each:
        return f"left out: {each['class']}"
    gone = ", ".join(f"{count} of class {reason}" for reason, count in each.get("left_out", {}).items())
    return f"{str(each['sha256'])[:12]}  {each['did']}" + (f", left out: {gone}" if gone else "")
