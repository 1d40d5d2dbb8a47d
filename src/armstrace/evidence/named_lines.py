"""Where in a ledger a hash stands: who asks often in one process does not go through the whole of it each time.

The first questions about a ledger are answered by looking through its bytes, which costs a single command nothing. From
then on the places of all hashes are kept, and only what was added since is looked through. A line is always taken from
the file as it is now.
"""

import os
import re
import threading
from array import array
from dataclasses import dataclass, field
from pathlib import Path

from armstrace.evidence.tail import split_torn

_FEW = 12
_MOST_LEDGERS = 4
_HASH = re.compile(rb"[0-9a-f]{64,}")
_WORD = re.compile(rb"[0-9a-f]{64}")
_LOCK = threading.Lock()


@dataclass(slots=True)
class _Places:
    """What is known of one ledger: up to where it was looked through, its last line there, the lines of each hash."""

    asked: int = 0
    file: tuple[int, int] = (0, 0)
    end: int = 0
    last: bytes = b""
    begins: "array[int]" = field(default_factory=lambda: array("q"))
    by_hash: dict[int, int | tuple[int, ...]] = field(default_factory=dict)


_KNOWN: dict[Path, _Places] = {}


def lines_with(path: Path, word: bytes) -> list[tuple[int, bytes]]:
    """Give the whole lines that hold a word, each with its number from 1.

    Raises:
        OSError: the ledger cannot be read.
    """
    if not path.exists():
        return []
    with _LOCK:
        places = _KNOWN.pop(path, None) or _Places()
        _KNOWN[path] = places
        while len(_KNOWN) > _MOST_LEDGERS:
            del _KNOWN[next(iter(_KNOWN))]
        places.asked += 1
        if places.asked > _FEW and _WORD.fullmatch(word):
            found = _kept(path, places, word)
            if found is not None:
                return found
            _KNOWN[path] = _Places()
    return _looked_through(path, word)


def _looked_through(path: Path, word: bytes) -> list[tuple[int, bytes]]:
    whole, _ = split_torn(path.read_bytes())
    found = []
    place = whole.find(word)
    while place >= 0:
        start, end = whole.rfind(b"\n", 0, place) + 1, whole.index(b"\n", place)
        found.append((whole.count(b"\n", 0, start) + 1, whole[start:end]))
        place = whole.find(word, end)
    return found


def _kept(path: Path, places: _Places, word: bytes) -> list[tuple[int, bytes]] | None:
    """Answer from the places kept; None where the ledger is not the one they were taken from."""
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        there = (status.st_dev, status.st_ino)
        if places.end and there != places.file:
            return None
        # the last line looked through stands where it stood: nobody cut the ledger or wrote it anew
        file.seek(places.end - len(places.last))
        added = file.read()
        if not added.startswith(places.last):
            return None
        _look_on(places, split_torn(added[len(places.last) :])[0])
        places.file = there
        found = []
        for number in _numbers(places.by_hash.get(_short(word), ())):
            file.seek(places.begins[number - 1])
            line = file.readline().rstrip(b"\n")
            if word in line:
                found.append((number, line))
            elif _short(word) not in {_short(each) for each in _hashes(line)}:
                return None
        return found


def _look_on(places: _Places, added: bytes) -> None:
    at = places.end
    for line in _lines(added):
        places.begins.append(at)
        at += len(line)
        number = len(places.begins)
        for each in _hashes(line):
            short = _short(each)
            known = places.by_hash.get(short)
            if known is None:
                places.by_hash[short] = number
            elif _numbers(known)[-1] != number:
                places.by_hash[short] = (*_numbers(known), number)
        places.last = line
    places.end = at


def _lines(added: bytes) -> list[bytes]:
    return [each + b"\n" for each in added.split(b"\n")[:-1]]


def _hashes(line: bytes) -> list[bytes]:
    """Give each run of 64 hexadecimal digits; a longer one holds several."""
    found: list[bytes] = []
    for run in _HASH.findall(line):
        found += [run[at : at + 64] for at in range(len(run) - 63)]
    return found


def _numbers(kept: int | tuple[int, ...]) -> tuple[int, ...]:
    return kept if isinstance(kept, tuple) else (kept,)


def _short(word: bytes) -> int:
    """Give what a hash is kept under: whoever writes hashes into a ledger cannot choose that it is another's."""
    return hash(word)
