"""Where things lie in a case folder (the picture is in docs: "A case is a folder")."""

import os
from pathlib import Path

from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError

EXHIBITS = "exhibits"
LEDGER = "ledger.jsonl"
LOCAL = "local"


def require_case(case: Path) -> None:
    """Make sure that a case is a folder that is there.

    Raises:
        CaseError: it is not.
    """
    if not case.is_dir():
        raise CaseError("This is no case folder.", where=visible(str(case)), todo="Make one with `armstrace new CASE`.")


def stored_path(case: Path, sha256: str) -> Path:
    """Say where the copy of an exhibit lies: exhibits/ab/ab12… in the case folder."""
    return case / EXHIBITS / sha256[:2] / sha256


def stored_files(case: Path) -> list[Path]:
    """List everything in exhibits/ that is no folder, in order of name."""
    return sorted(path for path in (case / EXHIBITS).rglob("*") if path.is_symlink() or not path.is_dir())


def local_folder(case: Path, *parts: str) -> Path:
    """Give a folder under local/, made if need be and closed to other users: it is never part of a bundle."""
    folder = case / LOCAL
    folder.mkdir(mode=0o700, exist_ok=True)
    for part in parts:
        folder = folder / part
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def written_reference(case: Path, path: Path) -> str:
    """Spell the path of a file that stays where it is, so that no login name enters the ledger if it can be helped.

    A path below the home folder is written from the case ("../archive/x.zip") or, where the case lies elsewhere, as
    "~/x.zip"; every other path is written from the case too, or in full where no way leads there (another drive).
    """
    home, here, there = Path.home().resolve(), case.resolve(), path.resolve()
    if there.is_relative_to(home) and not here.is_relative_to(home):
        return (Path("~") / there.relative_to(home)).as_posix()
    try:
        return Path(os.path.relpath(there, here)).as_posix()
    except ValueError:
        return there.as_posix()


def found_path(case: Path, written: str) -> Path:
    """Undo `written_reference`; also for "exhibits/ab/ab12… in the case folder."."""
    if written.startswith("~/"):
        return Path(written).expanduser()
    return Path(os.path.normpath(case.resolve() / written)) if written.startswith("../") else case / written
