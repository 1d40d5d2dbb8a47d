"""Where a command may write what it was asked to write: never over its input or over evidence."""

import os
from collections.abc import Iterable
from pathlib import Path

from armstrace.evidence.folders import EXHIBITS, LEDGER, LOCAL
from armstrace.evidence.names import visible
from armstrace.evidence.portable import unfit
from armstrace.records.errors import CaseError

OWN_PARTS = (EXHIBITS, LEDGER, LOCAL, "case.toml", "tables")
"""What a case folder keeps for itself."""


def output(path: Path | None, option: str, inputs: Iterable[Path] = ()) -> Path | None:
    """Check, before any work is done, that a file can be written where a command names it; "-" is standard output.

    Raises:
        CaseError: the folder is not there or cannot be written, the file is an input, or it is part of a case.
    """
    if path is None or str(path) == "-":
        return path
    wrong, todo = _wrong_with(path, inputs)
    if wrong:
        raise CaseError(wrong, where=f"{option} {visible(str(path))}", todo=todo)
    return path


def on_windows() -> bool:
    """Whether names have to be such as Windows holds."""
    return os.name == "nt"


def _wrong_with(path: Path, inputs: Iterable[Path]) -> tuple[str, str]:
    folder = path.parent
    if on_windows() and unfit(path.name):
        return f"A file cannot be called so here: {unfit(path.name)}.", "Name another file."
    if path.is_dir():
        return "This is a folder.", "Name a file in it."
    if not folder.is_dir():
        return f"The folder {visible(str(folder))!r} is not there.", "Make it first, or name another."
    if not os.access(folder, os.W_OK):
        return f"Nothing may be written into {visible(str(folder))!r}.", "Name a folder of your own."
    if path.exists() and any(each.exists() and path.samefile(each) for each in inputs if str(each) != "-"):
        return "This file is what is to be checked; it would be overwritten.", "Name another file."
    if is_part_of_case(path):
        return "This belongs to a case, which keeps it for itself.", "Name a file in its dossier folder, or elsewhere."
    return "", ""


def is_part_of_case(path: Path) -> bool:
    """Whether a path is one that a case folder keeps for itself: its exhibits, ledger, tables and settings."""
    full = path.resolve()
    cases = (folder for folder in full.parents if (folder / "case.toml").is_file())
    return any(full.relative_to(case).parts[0] in OWN_PARTS for case in cases)
