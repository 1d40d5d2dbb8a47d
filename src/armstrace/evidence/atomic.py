"""A file is there whole or not at all."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from armstrace.evidence.disk import explained, open_new, sync_folder
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError


def write_atomically(path: Path, content: bytes | Callable[[BinaryIO], object], *, mode: int = 0o666) -> None:
    """Write a file beside its place, make sure of it on the disk, then rename it: who looks sees old or new.

    `content` is the bytes or a function that writes them to the open file it is handed. `mode` is cut by the umask.
    Whatever goes wrong, the temporary file is removed and the old file stays.

    Raises:
        CaseError: there is something at `path` that is no regular file; it is not replaced.
        ArmstraceError: the disk is full or writing there is not allowed.
    """
    if path.exists() and not path.is_file():
        raise CaseError(
            "This is a folder or a device, not a file that could be replaced.",
            where=visible(str(path)),
            todo="Name a file to write.",
        )
    # a name of its own, not made from `path`, whose name may already be as long as a name can be
    temporary = path.parent / f".armstrace-{secrets.token_hex(8)}.tmp"
    try:
        with explained(path, "Writing the file"):
            with os.fdopen(open_new(temporary, mode), "wb") as file:
                if isinstance(content, bytes):
                    file.write(content)
                else:
                    content(file)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
            sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)
