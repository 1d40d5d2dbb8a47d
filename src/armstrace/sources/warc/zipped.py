"""Zip files that strangers made: looked into, never unpacked; names in them are words, and no paths to write to."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from armstrace.records.errors import SourceChanged
from armstrace.sources.warc.records import Allowance, StopsError

MOST_MEMBERS, MOST_DIRECTORY = 20_000, 32 << 20
_END, _END_BYTES, _MOST_COMMENT = b"PK\x05\x06", 22, 1 << 16
_CHUNK = 1 << 16
_PLAIN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


@contextmanager
def zip_opened(path: Path, where: str) -> Iterator[zipfile.ZipFile]:
    """Open a zip file for reading; `where` names it in an error.

    Raises:
        SourceChanged: it is damaged, or its list of files is out of all proportion.
    """
    todo = "Ask whoever made it for the file again."
    _require_small_directory(path, where)
    try:
        with zipfile.ZipFile(path) as file:
            if len(file.infolist()) > MOST_MEMBERS:
                raise SourceChanged(f"It holds more than {MOST_MEMBERS:,} files.", where=where, todo=todo)
            yield file
    except (zipfile.BadZipFile, struct.error, NotImplementedError, UnicodeError, ValueError) as error:
        if isinstance(error, SourceChanged):
            raise
        raise SourceChanged("This zip file is damaged: its list of files makes no sense.", where, todo) from error


def _require_small_directory(path: Path, where: str) -> None:
    """Look at the size that the list of files says it has before anybody reads it into memory."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _END_BYTES - _MOST_COMMENT))
        tail = file.read()
    at = tail.rfind(_END)
    listed = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    # 0xFFFFFFFF is said where the size stands in a record of its own (ZIP64), as only giants need
    if listed > MOST_DIRECTORY:
        raise SourceChanged("Its list of files is longer than any honest one.", where, "Ask for another copy.")


@contextmanager
def member_opened(file: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    """Open one file of a zip.

    Raises:
        StopsError: it is locked with a password, packed in an unknown way, or damaged.
    """
    if member.flag_bits & 1:
        raise StopsError("It is locked with a password, and was not read.")
    if member.compress_type not in _PLAIN:
        raise StopsError("It is packed in a way that is not read here.")
    try:
        with file.open(member) as opened:
            yield opened
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, struct.error) as error:
        raise StopsError("It is damaged inside the zip file: it cannot be read on.") from error


def pieces(opened: IO[bytes], allowance: Allowance) -> Iterator[bytes]:
    """Yield what a file of a zip unpacks to.

    Raises:
        StopsError: it unpacks to too much.
    """
    while data := opened.read(_CHUNK):
        allowance.take(len(data))
        yield data
