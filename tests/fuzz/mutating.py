"""Changing what is packed: the fuzzer's own changes would only ever break the packing, so they are made inside it."""

import gzip
import io
import random
import zipfile
import zlib
from collections.abc import Callable

Mutate = Callable[[bytes, int], bytes]
_ONE_IN = 4
"""Of so many changes one is made to the packing itself."""


def changed(data: bytes, most: int, seed: int, mutate: Mutate) -> bytes:
    """Change bytes by `mutate`, inside the packing of a zip or of gzip."""
    draw = random.Random(seed)  # noqa: S311  # no secret hangs on it
    if draw.randrange(_ONE_IN):
        if data[:2] == b"\x1f\x8b":
            inside = _gunzipped(data)
            if inside is not None:
                return gzip.compress(mutate(inside, most), 1, mtime=0)[:most]
        if data[:4] == b"PK\3\4":
            again = _rezipped(data, draw, lambda inside: mutate(inside, most))
            if again is not None and len(again) <= most:
                return again
    return mutate(data, most)


def _gunzipped(data: bytes) -> bytes | None:
    try:
        return zlib.decompressobj(31).decompress(data, 1 << 20)
    except zlib.error:
        return None


def _rezipped(data: bytes, draw: random.Random, mutate: Callable[[bytes], bytes]) -> bytes | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(each.filename, each.compress_type, archive.read(each)) for each in archive.infolist()[:100]]
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError):
        return None
    if not members:
        return None
    which = draw.randrange(len(members))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for number, (name, packing, content) in enumerate(members):
            inside = mutate(content) if number == which else content
            if number == which and content[:2] == b"\x1f\x8b":
                whole = _gunzipped(content)
                inside = inside if whole is None else gzip.compress(mutate(whole), 1, mtime=0)
            try:
                archive.writestr(zipfile.ZipInfo(name), inside, packing)
            except (ValueError, NotImplementedError):
                return None
    return held.getvalue()


def flipped(draw: random.Random) -> Mutate:
    """Give changes for where there is no fuzzer: bytes flipped, cut, doubled, or taken from what breaks things."""

    def mutate(data: bytes, most: int) -> bytes:
        made = bytearray(data)
        for _ in range(draw.randint(1, 4)):
            at, length = draw.randrange(len(made) + 1), draw.randrange(1, 64)
            way = draw.randrange(5)
            if way == 0 and at < len(made):
                made[at] ^= 1 << draw.randrange(8)
            elif way == 1:
                del made[at : at + length]
            elif way == 2:
                made[at:at] = made[at : at + length] * draw.randint(1, 20)
            elif way == 3:
                made[at:at] = draw.choice(ODD)
            else:
                made[at : at + length] = draw.choice(ODD)
        return bytes(made[:most])

    return mutate


ODD = (
    b"\0", b"\n", b'"', b",", b"{", b"]", b"<", b"&#x110000;", b"99999999999999999999", b"-1", b"1e400", b"NaN",
    b"\xff\xfe", b"\xed\xa0\x80", b"\xe2\x80\xae", b"2020-02-30", b"0000", b"../", b"\r", b"\x1f\x8b", b"(", b"[[",
    b"null", b";",
)  # fmt: skip
