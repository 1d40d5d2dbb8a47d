"""A case with nothing in it, made in a moment."""

from pathlib import Path

from armstrace.desk.case import CASE_FILE, Case
from armstrace.evidence import ledger
from armstrace.evidence.people import actor


def light_case(root: Path, *more: str) -> Case:
    """Make a case without the facts of law; `more` are further lines of its case.toml."""
    root.mkdir()
    (root / CASE_FILE).write_text("\n".join(['title = "A light case"', *more, ""]), encoding="utf-8")
    by = actor(root)
    ledger.append(root, "open", by, title="A light case")
    return Case(root, by)
