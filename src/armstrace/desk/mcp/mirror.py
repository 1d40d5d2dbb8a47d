"""A case as it may be asked without writing into it: links to its files in a private folder of this program."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from armstrace.desk.case import CASE_FILE
from armstrace.desk.intake import Case, ReadOutcome
from armstrace.desk.private_case import PrivateCase, private_folder
from armstrace.evidence.folders import EXHIBITS, LEDGER
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError
from armstrace.records.exhibits import Exhibit

_TABLES = "tables"


@dataclass(slots=True)
class DraftCase(PrivateCase):
    """A case with a text beside it that is no exhibit of it and is gone afterwards."""

    def exhibits(self) -> list[Exhibit]:
        """Give the exhibits of the case, and the text."""
        return [*Case.exhibits(self), *PrivateCase.exhibits(self)]

    def outcome(self, exhibit: Exhibit) -> ReadOutcome | None:
        """Find how an exhibit of the case, or the text, was read."""
        return PrivateCase.outcome(self, exhibit) or Case.outcome(self, exhibit)


@contextmanager
def mirrored(root: Path) -> Iterator[Path]:
    """Give a folder that holds the case by links; whatever is written there is gone afterwards.

    Raises:
        CaseError: the folder holds no case.
    """
    if not (root / CASE_FILE).is_file():
        raise CaseError("This folder holds no case.", where=visible(str(root)), todo="Name a case with --case DIR.")
    with private_folder() as folder:
        for name in (CASE_FILE, LEDGER, EXHIBITS):
            if (root / name).exists():
                link((root / name).resolve(), folder / name)
        follow(root, folder)
        yield folder


def follow(root: Path, folder: Path) -> None:
    """Link the tables that are new in the case, and drop the links to those that are gone."""
    for held in (folder / _TABLES).rglob("*"):
        if held.is_symlink() and not held.exists():
            held.unlink()
    for path in sorted((root / _TABLES).rglob("*")):
        here = folder / path.relative_to(root)
        if path.is_dir():
            here.mkdir(parents=True, exist_ok=True)
        elif not here.exists():
            with suppress(FileNotFoundError):  # gone in between
                link(path.resolve(), here)
    (folder / _TABLES).mkdir(exist_ok=True)


def link(path: Path, here: Path) -> None:
    """Put a file or folder somewhere else by a link, or by a copy where the system lets nobody make links."""
    here.parent.mkdir(parents=True, exist_ok=True)
    try:
        here.symlink_to(path, target_is_directory=path.is_dir())
    except (OSError, NotImplementedError):
        if path.is_dir():
            shutil.copytree(path, here, copy_function=_second_name, dirs_exist_ok=True)
        else:
            _second_name(str(path), str(here))


def _second_name(path: str, here: str) -> str:
    try:
        os.link(path, here)
    except OSError:
        shutil.copy2(path, here)
    return here
