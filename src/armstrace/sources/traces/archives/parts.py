"""An archive in one or several parts, read as one run of bytes: `x.tar`, or `x.tar.aa`, `x.tar.ab` and so on."""

import re
from collections.abc import Callable
from types import TracebackType
from typing import BinaryIO, Self

OpenBinary = Callable[[str], BinaryIO]

_SPLIT = re.compile(r"(?P<stem>.*\.tar)\.(?P<part>[a-z]{2,3}|[0-9]{2,4})", re.DOTALL | re.IGNORECASE)
_COMPRESSIONS = ("gz", "bz2", "xz", "zst", "lz4", "lzma", "lzo")


def local(path: str) -> BinaryIO:
    """Open a file of this machine."""
    # unbuffered: headers are read one by one, with the data between them passed over
    return open(path, "rb", buffering=0)  # noqa: PTH123  # closed by the reader


def is_tar(path: str) -> bool:
    """Say whether a path is named like a tar archive or a part of one."""
    return path.lower().endswith(".tar") or _split(path) is not None


def first_part(path: str) -> str:
    """Give the path of the first part of an archive, itself where it is in one piece."""
    split = _split(path)
    if split is None:
        return path
    part = split["part"]
    return f"{split['stem']}.{('0' if part.isdigit() else 'a') * len(part)}"


def next_part(path: str) -> str | None:
    """Give the path of the part behind this one, as split(1) names them; None behind the last name there is.

    >>> next_part("v2024.03.05.tar.az")
    'v2024.03.05.tar.ba'
    """
    split = _split(path)
    if split is None:
        return None
    part = split["part"]
    if part.isdigit():
        following = str(int(part) + 1).zfill(len(part))
        return f"{split['stem']}.{following}" if len(following) == len(part) else None
    letters = part.lower()
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 97
    number += 1
    following = ""
    for _ in letters:
        number, letter_number = divmod(number, 26)
        following = chr(97 + letter_number) + following
    return None if number else f"{split['stem']}.{following}"


def _split(path: str) -> re.Match[str] | None:
    found = _SPLIT.fullmatch(path)
    return None if found is None or found["part"].lower() in _COMPRESSIONS else found


class Parts:
    """The bytes of all parts of an archive one after the other; parts are opened when they are reached."""

    __slots__ = ("_ends", "_files", "_next", "_open")

    def __init__(self, first: str, open_binary: OpenBinary = local) -> None:
        self._open = open_binary
        self._files: list[BinaryIO] = []
        self._ends: list[int] = []
        self._next: str | None = first
        self._more()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def size(self) -> int:
        """All parts together, in bytes."""
        while self._more():
            pass
        return self._ends[-1]

    @property
    def count(self) -> int:
        """How many parts were opened so far."""
        return len(self._files)

    def read_at(self, offset: int, size: int) -> bytes:
        """Read so many bytes from an offset on; fewer where the archive ends."""
        found = b""
        begin = 0
        number = 0
        while len(found) < size:
            if number == len(self._files) and not self._more():
                break
            end = self._ends[number]
            if offset < end:
                file = self._files[number]
                file.seek(offset - begin)
                read = file.read(min(size - len(found), end - offset))
                if not read:
                    break
                if len(read) == size:
                    return read
                found += read
                offset += len(read)
                continue
            begin = end
            number += 1
        return found

    def close(self) -> None:
        """Close every part."""
        for file in self._files:
            file.close()

    def _more(self) -> bool:
        """Open the next part, if there is one."""
        if self._next is None:
            return False
        try:
            file = self._open(self._next)
        except FileNotFoundError:
            if not self._files:
                raise
            self._next = None
            return False
        self._files.append(file)
        self._ends.append((self._ends[-1] if self._ends else 0) + file.seek(0, 2))
        self._next = next_part(self._next)
        return True
