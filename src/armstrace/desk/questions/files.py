"""Files as people name them, and those inside the folders they name."""

from collections.abc import Iterable
from pathlib import Path

from armstrace.desk.questions.outputs import is_part_of_case
from armstrace.records.errors import CaseError


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Give the files named, and those inside the folders named, in order of name.

    Hidden files, and what a case folder keeps for itself, are passed over.

    Raises:
        CaseError: something is not there, a folder is empty, or "-" is named twice; all of it is listed at once.
    """
    paths = list(paths)
    missing = [repr(str(path)) for path in paths if str(path) != "-" and not path.exists() and not path.is_symlink()]
    wrong = ["Not found: " + ", ".join(missing) + "."] if missing else []
    if sum(str(path) == "-" for path in paths) > 1:
        wrong.append("Standard input (-) can be read once only.")
    found: list[Path] = []
    for path in paths:
        inside = _inside(path) if path.is_dir() else [path]
        found += inside
        if not inside:
            wrong.append(f"There is no file in the folder {str(path)!r}.")
    if wrong:
        raise CaseError(" ".join(wrong), todo="Check the paths; folders are looked through to the bottom.")
    return found


def _inside(folder: Path) -> list[Path]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return sorted(path for path in files if not is_part_of_case(path))
