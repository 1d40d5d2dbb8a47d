"""Where a bag is written: a new folder or a new zip that is there whole or not at all."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from armstrace.evidence.bag import BagWriter
from armstrace.evidence.bag_zip import ZipStore
from armstrace.evidence.disk import discard, explained, open_new, sync_folder
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError


@dataclass(frozen=True, slots=True)
class FolderStore:
    """Writes the files of a bag into a folder."""

    root: Path

    def file(self, name: str, size: int) -> Iterator[BinaryIO]:  # noqa: ARG002 - a zip has to know
        """Open a new file for writing."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(open_new(path, 0o644), "wb") as file:
            yield file


@contextmanager
def bag_out(out: Path, *, base: str = "") -> Iterator[BagWriter]:
    """Give a writer for a new bag at `out`: a folder, or a zip with everything below the folder name `base`.

    It is written beside its place and renamed at the end; whatever goes wrong, nothing is left.

    Raises:
        CaseError: there is something at `out` already.
        ArmstraceError: the disk is full or writing there is not allowed.
    """
    if out.exists() or out.is_symlink():
        raise CaseError("There is something here already.", where=visible(str(out)), todo="Name a new file or folder.")
    temporary = out.parent / f".armstrace-{secrets.token_hex(8)}.tmp"
    try:
        with explained(out, "Writing the bundle"):
            if base:
                _into_zip(temporary)
                with temporary.open("r+b") as file:
                    store = ZipStore(file, base)
                    yield BagWriter(store)
                    store.close()
                    file.flush()
                    os.fsync(file.fileno())
            else:
                temporary.mkdir()
                yield BagWriter(FolderStore(temporary))
            temporary.rename(out)
            sync_folder(out.parent)
    finally:
        if temporary.is_dir():
            shutil.rmtree(temporary, ignore_errors=True)
        else:
            discard(temporary)


def _into_zip(path: Path) -> None:
    os.close(open_new(path, 0o644))
