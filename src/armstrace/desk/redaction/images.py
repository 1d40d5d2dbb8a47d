"""Images of a redacted copy: pixels drawn anew, regions filled before the new file is made, nothing else kept."""

import struct
from collections.abc import Iterable
from typing import Any

from armstrace.desk.private_case import private_folder
from armstrace.desk.redaction.plan import Part
from armstrace.records.errors import CaseError

MEDIA = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp"}
_MOST_PIXELS = 50_000_000
_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
_SOF = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_TURNED = range(5, 9)


def image_without(content: bytes, media_type: str, parts: Iterable[Part], where: str) -> bytes:
    """Give an image as a PNG that holds its pixels and nothing else, with regions black.

    It is decoded, drawn and encoded again by typst: EXIF, comments, thumbnails, profiles and the maker's own encoding
    stay behind. The noise of the sensor does not: see docs/redaction.md.

    Raises:
        CaseError: typst is not installed, it cannot be decoded, is too large, or a region lies outside of it.
    """
    width, height = size_of(content, media_type)
    if not 0 < width * height <= _MOST_PIXELS:
        raise CaseError("This image cannot be drawn anew.", where=where, todo="Leave it out, or make it smaller first.")
    boxes = [part.region for part in parts if part.region]
    if any(left + wide > width or top + tall > height for left, top, wide, tall in boxes):
        raise CaseError(
            f"A region lies outside of the image, which is {width} by {height} pixels.",
            where=where,
            todo="Regions are left, top, width and height in pixels of the image as it is shown.",
        )
    return plain_png(_drawn(content, media_type, (width, height), boxes, where))


def _drawn(
    content: bytes, media_type: str, size: tuple[int, int], boxes: Iterable[tuple[int, ...]], where: str
) -> bytes:
    typst = _typst()
    width, height = size
    lines = [
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: white)",
        f'#place(top + left, image("image{MEDIA[media_type]}", width: {width}pt, height: {height}pt, fit: "stretch"))',
        *(
            f"#place(top + left, dx: {left}pt, dy: {top}pt, rect(width: {wide}pt, height: {tall}pt, fill: black))"
            for left, top, wide, tall in boxes
        ),
    ]
    with private_folder() as root:
        (root / f"image{MEDIA[media_type]}").write_bytes(content)
        (root / "page.typ").write_text("\n".join(lines), encoding="utf-8")
        try:
            drawn: bytes = typst.compile(str(root / "page.typ"), root=str(root), format="png", ppi=72.0)
        except typst.TypstError as error:
            raise CaseError(
                f"This image cannot be decoded: {str(error)[:200]}.", where=where, todo="Leave it out."
            ) from error
    return drawn


def size_of(content: bytes, media_type: str) -> tuple[int, int]:
    """Give the width and height in pixels that an image is shown with, (0, 0) where its header cannot be read."""
    try:
        if media_type == "image/png":
            width, height = struct.unpack(">II", content[16:24])
        elif media_type == "image/gif":
            width, height = struct.unpack("<HH", content[6:10])
        elif media_type == "image/jpeg":
            width, height = _jpeg_size(content)
        else:
            width, height = _webp_size(content)
    except (struct.error, IndexError):
        return 0, 0
    return int(width), int(height)


def plain_png(content: bytes) -> bytes:
    """Keep of a PNG what is needed to show it."""
    kept, at = [content[:8]], 8
    while at + 12 <= len(content):
        size = struct.unpack(">I", content[at : at + 4])[0]
        if content[at + 4 : at + 8] in _KEPT:
            kept.append(content[at : at + 12 + size])
        at += 12 + size
    return b"".join(kept)


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Go through the segments of a JPEG to the one with its size; an EXIF that turns it on its side turns that."""
    at, turned = 2, False
    while content[at] == 0xFF:
        marker = content[at + 1]
        length = struct.unpack(">H", content[at + 2 : at + 4])[0]
        if marker == 0xE1 and content[at + 4 : at + 10] == b"Exif\0\0":
            turned = _orientation(content[at + 10 : at + 2 + length]) in _TURNED
        if marker in _SOF:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return (height, width) if turned else (width, height)
        at += 2 + length
    return 0, 0


def _orientation(exif: bytes) -> int:
    order = "<" if exif[:2] == b"II" else ">"
    start = struct.unpack(order + "I", exif[4:8])[0]
    count = struct.unpack(order + "H", exif[start : start + 2])[0]
    for number in range(min(count, 200)):
        tag, _, _, value = struct.unpack(order + "HHIH", exif[start + 2 + 12 * number : start + 12 + 12 * number])
        if tag == 0x0112:
            return int(value)
    return 1


def _webp_size(content: bytes) -> tuple[int, int]:
    kind = content[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack("<HH", content[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _typst() -> Any:
    try:
        import typst  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise CaseError(
            "Images are drawn anew by typst, which is not installed.",
            todo='Install the extra "court": pip install "armstrace[court]", or leave the image out.',
        ) from error
    return typst
