"""The headers of a tar archive, one after the other, without reading the data between them (POSIX ustar, pax and GNU).

The archive is whatever somebody handed over: sizes, names and checksums are looked at before they are believed, every
step goes forward, and what is odd is told rather than raised.
"""

import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

from armstrace.sources.traces.archives.parts import Parts

BLOCK = 512
_MOST_NAME = 1 << 16
_MOST_PAX = 1 << 20
_SEARCH = 1 << 20
_ZEROS = bytes(BLOCK)
_MAGIC_AT = 257
_REGULAR = frozenset(b"0\0007")

Tell = Callable[[str, str], None]
"""Takes the name of an entry ("" for the archive) and what was odd about it."""


class Entry(NamedTuple):
    """An entry of an archive: its name as stored, whether it is a plain file, and where its data are."""

    name: bytes
    regular: bool
    offset: int
    size: int


def entries(parts: Parts, tell: Tell) -> Iterator[Entry]:
    """Yield the entries of an archive in their order, up to its end or the place where it is cut."""
    offset, end = 0, parts.size
    read_at = parts.read_at
    long_name, pax_size = b"", None
    while offset < end:
        header = read_at(offset, BLOCK)
        kind = size = -1
        if len(header) == BLOCK and header != _ZEROS:
            kind, size = header[156], _size(header)
        if size < 0 or not _sums_up(header):
            following = _after_break(parts, offset, header, tell)
            if following is None:
                return
            offset, long_name, pax_size = following, b"", None
            continue
        if pax_size is not None:
            size = pax_size
        begin = offset + BLOCK
        offset = begin + (size + BLOCK - 1) // BLOCK * BLOCK
        name = long_name or _name(header)
        if begin + size > end:
            tell(_shown(name), f"The archive is cut: {end - begin} of {size} bytes of this entry are there, no more.")
            return
        if kind in b"LKxg":
            if kind in b"Lx":
                long_name, pax_size = _of_next(kind, read_at(begin, min(size, _MOST_PAX)), size, tell)
            continue
        if kind == 83:
            offset = _behind_sparse(parts, header, begin, size)
        yield Entry(name, kind in _REGULAR, begin, size)
        long_name, pax_size = b"", None
    tell("", "The archive has no end mark: it may be cut, or a part may be missing.")


def _size(header: bytes) -> int:
    """Read the size of the data: octal digits, or GNU's binary numbers; -1 where it is none."""
    if header[124] & 0x80:
        size = int.from_bytes(header[124:136], "big") & ((1 << 95) - 1)
        return size if size < 1 << 62 else -1
    return _octal(header[124:136])


def _octal(digits: bytes) -> int:
    digits = digits.strip(b" \0")
    try:
        return int(digits or b"0", 8) if b"_" not in digits else -1
    except ValueError:
        return -1


def _sums_up(header: bytes) -> bool:
    """Check the header's checksum; old programs summed signed bytes."""
    said = _octal(header[148:156])
    if said < 0:
        return False
    # the low half of Adler-32 is one more than the sum of the bytes, modulo 65521
    expected = said - 8 * 32 + sum(header[148:156])
    if (expected + 1) % 65521 == zlib.adler32(header) & 0xFFFF:
        return True
    rest = header[:148] + header[156:]
    return said - 8 * 32 == sum(rest) - 256 * sum(byte > 127 for byte in rest)


def _name(header: bytes) -> bytes:
    name = header[: header.find(b"\0", 0, 100)] if 0 in header[:100] else header[:100]
    if header[345] and header[_MAGIC_AT : _MAGIC_AT + 6] == b"ustar\0":
        return header[345:500].partition(b"\0")[0] + b"/" + name
    return name


def _shown(name: bytes) -> str:
    return name[:300].decode("utf-8", "backslashreplace")


def _of_next(kind: int, data: bytes, size: int, tell: Tell) -> tuple[bytes, int | None]:
    """Read what a long name or a pax header says of the next entry: its name and size, where said."""
    if kind == 76:
        if size > _MOST_NAME:
            tell("", f"An entry's name has {size} bytes: it is not believed.")
            return b"", None
        return data.rstrip(b"\0"), None
    if size > _MOST_PAX:
        tell("", f"An extended header has {size} bytes: it is not believed.")
        return b"", None
    name, pax_size, i = b"", None, 0
    while i < len(data):
        length, blank, _ = data[i : i + 12].partition(b" ")
        if not blank or not length.isdigit() or int(length) <= len(length) + 1:
            break
        key, _, value = data[i + len(length) + 1 : i + int(length) - 1].partition(b"=")
        if key in (b"path", b"GNU.sparse.name"):
            name = value
        elif key == b"size" and value.isdigit() and len(value) < 19:
            pax_size = int(value)
        i += int(length)
    return name, pax_size


def _behind_sparse(parts: Parts, header: bytes, begin: int, size: int) -> int:
    """Give the offset behind a sparse file in GNU's old form, which has headers of its own before the data."""
    more = header[482]
    while more:
        block = parts.read_at(begin, BLOCK)
        begin += BLOCK
        more = block[504] if len(block) == BLOCK else 0
    return begin + (size + BLOCK - 1) // BLOCK * BLOCK


def _after_break(parts: Parts, offset: int, header: bytes, tell: Tell) -> int | None:
    """Give the offset of the next header behind what is none; None at the end of the archive."""
    if header == _ZEROS and not parts.read_at(offset + BLOCK, BLOCK).strip(b"\0"):
        _say_rest(parts, offset, tell)
        return None
    if len(header) < BLOCK:
        tell("", f"The archive is cut in the middle of a header, at byte {offset}.")
        return None
    found = _search(parts, offset + BLOCK)
    where = f"the next one follows at byte {found}" if found is not None else "and none follows"
    tell("", f"There is no valid header at byte {offset}; {where}.")
    return found


def _say_rest(parts: Parts, offset: int, tell: Tell) -> None:
    """Say if an archive goes on behind its end, as when two were put into one file."""
    found = _search(parts, offset + 2 * BLOCK)
    if found is not None:
        tell("", f"Another archive follows behind the end, at byte {found}: it is not read.")


def _search(parts: Parts, offset: int) -> int | None:
    """Search for a header forwards from an offset, at steps of a block."""
    while chunk := parts.read_at(offset, _SEARCH):
        at = chunk.find(b"ustar")
        while at >= 0:
            place = at - _MAGIC_AT
            if place >= 0 and place % BLOCK == 0:
                header = chunk[place : place + BLOCK]
                if len(header) == BLOCK and _size(header) >= 0 and _sums_up(header):
                    return offset + place
            at = chunk.find(b"ustar", at + 1)
        offset += len(chunk) // BLOCK * BLOCK if len(chunk) >= BLOCK else len(chunk)
    return None
