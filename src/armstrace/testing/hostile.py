"""Bytes that nobody would send in good faith, made from a sample or from nothing."""

import random
from collections.abc import Iterator

KIB = 1024


def hostile(sample: bytes, size: int = 64 * KIB) -> Iterator[tuple[str, bytes]]:
    """Give (what it is, bytes): the sample cut short, flipped, doubled and blown up, and rubbish of some `size`."""
    yield "nothing", b""
    yield "one byte of zero", b"\0"
    yield "a byte-order mark alone", b"\xef\xbb\xbf"
    yield "half a UTF-16 letter", b"\xff\xfea"
    for part in (1, 2, 3):
        yield f"{part} quarters of the sample", sample[: len(sample) * part // 4]
    yield "the sample twice", sample + sample
    yield "the sample and zeros", sample + b"\0" * size
    yield "the sample and one endless line", sample + b"a" * size
    yield "the sample and an open quotation", sample + b'\n"' + b"x\n" * (size // 2)
    chance = random.Random(1)  # noqa: S311  # the same rubbish each time
    for number in range(4):
        flipped = bytearray(sample)
        for _ in range(max(1, len(flipped) // 64)) if flipped else ():
            flipped[chance.randrange(len(flipped))] = chance.randrange(256)
        yield f"the sample with bytes changed, {number}", bytes(flipped)
    for letter in (b'"', b",", b"<", b"{", b"[", b"(", b"9", b"\n", b"\xff", b"\xe2\x80\xae"):
        yield f"{letter!r} many times", letter * (size // len(letter))
    yield "deep brackets", b"[" * (size // 2) + b"]" * (size // 2)
    yield "rubbish", chance.randbytes(size)


def behind_the_header(sample: bytes, filler: bytes, size: int) -> bytes:
    """Give the first line of a sample and a line of filler of some size behind it."""
    return sample.partition(b"\n")[0] + b"\n" + filler * (size // len(filler)) + b"\n"
