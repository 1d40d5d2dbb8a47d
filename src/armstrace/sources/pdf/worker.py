"""Opens one PDF in a process of its own: `python -P worker.py [PAGE [START END]] < file.pdf`, writes JSON.

A PDF is a program made by a stranger. PDFium runs here with little memory, little time and, once the file has been
read from standard input, no right to open anything else: no font of this machine, no file the PDF points to. Run as
a script, it imports nothing of armstrace. Indices are PDFium's character indices, coordinates are PDF points.
"""

import base64
import codecs
import ctypes
import hashlib
import json
import re
import struct
import sys
import zlib
from collections.abc import Iterator
from typing import Any

import pypdfium2_raw as pdfium  # type: ignore[import-untyped]  # pypdfium2's bindings; half its import time

CPU_SECONDS, MEMORY_BYTES = 60, 1 << 30
MOST_PAGES, MOST_CHARACTERS = 10_000, 5_000_000
PICTURE_SCALE, PICTURE_SIDE = 1.6, 2_000
MOST_OBJECTS = 200_000
_ERRORS = {pdfium.FPDF_ERR_PASSWORD: "password", pdfium.FPDF_ERR_SECURITY: "security"}
MOST_ATTACHED, MOST_ATTACHED_BYTES, MOST_INFLATED = 100, 64 << 20, 64 << 20
_ACTS = frozenset(
    b"JavaScript JS OpenAction AA Launch RichMedia EmbeddedFile EmbeddedFiles FileAttachment SubmitForm ImportData XFA "
    b"GoToR GoToE Rendition Movie Sound".split()
)
_NOT_IN_NAME = rb"\x00\t\n\f\r ()<>\[\]{}/%"
# what hides or shows a name outside streams: comments, strings, streams, and names of these or with an escape in them
_TOKEN = re.compile(
    rb"%[^\r\n]*|\(|(?<![A-Za-z])stream\r?\n|"
    rb"/(?:(?:" + b"|".join(sorted(_ACTS)) + rb")(?=[" + _NOT_IN_NAME + rb"]|\Z)"
    rb"|[^#" + _NOT_IN_NAME + rb"]{0,40}#[^" + _NOT_IN_NAME + rb"]{1,120})"
)
_IN_STRING = re.compile(rb"[()\\]")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_HEAD_BYTES = 2048
NOT_LOOKED_INTO = "objects that could not be looked into"
_HYPHEN, _LINE_ENDS, _SPACES = 2, (10, 13), (32, 160)

Box = tuple[float, float, float, float]


def main() -> None:
    """Write what the PDF on standard input says, a picture of one page, or the boxes of a range of characters."""
    data = sys.stdin.buffer.read()
    confine()
    wanted = [int(argument) for argument in sys.argv[1:]]
    answer = (picture_of if len(wanted) == 1 else boxes_of)(data, *wanted) if wanted else whole(data)
    sys.stdout.buffer.write(json.dumps(answer).encode())


def confine() -> None:
    """Take away what reading a PDF does not need; on Windows the parent's clock is the only limit."""
    codecs.lookup("utf-16-le")  # Python would open a file for it later
    try:
        import resource  # noqa: PLC0415  # the module exists on Unix only
    except ImportError:
        return
    for limit, value in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 3),
    ):
        resource.setrlimit(limit, (value, value + 5 if limit == resource.RLIMIT_CPU else value))


def opened(data: bytes) -> Any:
    """Open the file; None where PDFium cannot."""
    pdfium.FPDF_InitLibrary()
    return pdfium.FPDF_LoadMemDocument64(data, len(data), None)


def whole(data: bytes) -> dict[str, Any]:
    """Give the file's pages, what it says of itself, and what in it would act."""
    document = opened(data)
    if not document:
        return {"error": _ERRORS.get(pdfium.FPDF_GetLastError(), "format")}
    count = pdfium.FPDF_GetPageCount(document)
    if count > MOST_PAGES:
        return {"error": "pages", "count": count}
    pages, total = [], 0
    for number in range(count):
        page = page_of(document, number)
        total += len(page.get("codes", ()))
        if total > MOST_CHARACTERS:
            return {"error": "characters", "count": total}
        pages.append(page)
    return {
        "pages": pages,
        "meta": {name: meta_text(document, name) for name in ("Title", "Author", "CreationDate")},
        "active": sorted(set(active(data))),
        "scripts": pdfium.FPDFDoc_GetJavaScriptActionCount(document),
        "attachments": pdfium.FPDFDoc_GetAttachmentCount(document),
        "attached": list(attached(document)),
        "ends": b"%%EOF" in data[-2048:],
    }


def active(data: bytes) -> Iterator[str]:
    """Name what would act in a viewer: as it stands in the file, spelt with escapes, or packed in object streams.

    Strings, comments and the contents of streams are passed over as a reader of PDFs passes over them (ISO 32000-1,
    7.2 and 7.3), so that a "stream" in a comment hides nothing.
    """
    left = MOST_INFLATED
    for head, packed in names_and_streams(data):
        if not packed:
            yield from acting(head)
        elif b"ObjStm" in unescaped(head):
            objects = inflated(packed, left)
            if objects is None:
                yield NOT_LOOKED_INTO
                continue
            left -= len(objects)
            for name, inner in names_and_streams(objects):
                yield from acting(name) if not inner else ()


def names_and_streams(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give names outside strings, comments and streams, each with b"", and each stream with what stands before it."""
    at = 0
    while found := _TOKEN.search(data, at):
        token, at = found[0], found.end()
        if token == b"(":
            at = behind_string(data, at)
        elif token.startswith(b"stream"):
            end = data.find(b"endstream", at)
            end = len(data) if end < 0 else end
            yield data[max(0, found.start() - _HEAD_BYTES) : found.start()], data[at:end]
            at = end + len(b"endstream")
        elif token.startswith(b"/"):
            yield token[1:], b""


def behind_string(data: bytes, at: int) -> int:
    """Give the place behind a string whose opening bracket was passed; brackets in it come in pairs."""
    depth = 1
    while depth and (found := _IN_STRING.search(data, at)):
        at = found.end() + (found[0] == b"\\")
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
    return at if not depth else len(data)


def acting(name: bytes) -> Iterator[str]:
    """Give a name if it is one of those that act."""
    plain = unescaped(name)
    if plain in _ACTS:
        yield plain.decode()


def unescaped(name: bytes) -> bytes:
    """Write the escapes of names out: "J#61vaScript" is "JavaScript"."""
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), name)


def inflated(packed: bytes, most: int) -> bytes | None:
    """Unpack an object stream; None where it is packed in another way, or swells to more than `most` bytes."""
    unpacking = zlib.decompressobj()
    try:
        objects = unpacking.decompress(packed, most + 1)
    except zlib.error:
        return None
    return objects if len(objects) <= most and not unpacking.unconsumed_tail else None


def attached(document: Any) -> Iterator[dict[str, Any]]:
    """Give name, size and SHA-256 of the files attached to the document, as far as they can be had."""
    for number in range(min(pdfium.FPDFDoc_GetAttachmentCount(document), MOST_ATTACHED)):
        attachment = pdfium.FPDFDoc_GetAttachment(document, number)
        size = ctypes.c_ulong(0)
        told = {"name": attached_name(attachment), "size": -1, "sha256": ""}
        if pdfium.FPDFAttachment_GetFile(attachment, None, 0, size) and size.value <= MOST_ATTACHED_BYTES:
            content = ctypes.create_string_buffer(size.value)
            if pdfium.FPDFAttachment_GetFile(attachment, content, size.value, size):
                told |= {"size": size.value, "sha256": hashlib.sha256(content.raw).hexdigest()}
        yield told


def attached_name(attachment: Any) -> str:
    """Give the name under which a file is attached."""
    size = min(pdfium.FPDFAttachment_GetName(attachment, None, 0), 4096)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFAttachment_GetName(attachment, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def page_of(document: Any, number: int) -> dict[str, Any]:
    """Give a page's characters (one code point per index) and lines; {} where the page cannot be loaded."""
    page = pdfium.FPDF_LoadPage(document, number)
    text = pdfium.FPDFText_LoadPage(page) if page else None
    if not text:
        return {}
    count = min(pdfium.FPDFText_CountChars(text), MOST_CHARACTERS + 1)
    codes = codes_of(text, count)
    answer = {
        "height": pdfium.FPDF_GetPageHeightF(page),
        "objects": pdfium.FPDFPage_CountObjects(page),
        "codes": codes,
        "lines": [line_of(text, codes, start, end) for start, end in spans(codes)],
    }
    pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(page)
    return answer


def codes_of(text: Any, count: int) -> list[int]:
    """Give a page's code points; 0 for a U+0002 of the file's own, which is no broken word's hyphen."""
    code_at, is_hyphen = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_IsHyphen
    codes = [code_at(text, index) for index in range(count)]
    return [0 if code == _HYPHEN and is_hyphen(text, index) != 1 else code for index, code in enumerate(codes)]


def spans(codes: list[int]) -> list[tuple[int, int]]:
    """Cut a page's characters into printed lines; PDFium marks a hyphenated line end as U+0002 without a line feed."""
    found, start = [], 0
    for index, code in enumerate(codes):
        if code in _LINE_ENDS:
            found.append((start, index))
            start = index + 1
        elif code == _HYPHEN:
            found.append((start, index + 1))
            start = index + 1
    found.append((start, len(codes)))
    return [(low, high) for low, high in found if visible(codes, low, high)]


def line_of(text: Any, codes: list[int], start: int, end: int) -> dict[str, Any]:
    """Give a line's range, box, type height and base, and where wide gaps divide it into cells."""
    seen = visible(codes, start, end)
    left, bottom, right, top = box_of(text, seen[0])
    height = top - bottom
    gaps = [
        index for index in range(seen[0] + 1, seen[-1]) if codes[index] in _SPACES and gap(text, index) > 2.5 * height
    ]
    return {
        "start": start,
        "end": end,
        "box": union([(left, bottom, right, top), box_of(text, seen[-1])]),
        "height": round(height, 2),
        "base": round(bottom, 2),
        "gaps": gaps,
    }


def visible(codes: list[int], start: int, end: int) -> list[int]:
    """Give the indices of the characters that leave ink."""
    return [index for index in range(start, end) if codes[index] > 32 or codes[index] in {0, _HYPHEN}]


def gap(text: Any, index: int) -> float:
    """Give the width of white between the characters on both sides of a space."""
    return box_of(text, index + 1)[0] - box_of(text, index - 1)[2]


def box_of(text: Any, index: int) -> Box:
    """Give the box of one character as high as its type: left, bottom, right, top."""
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, index, box)
    return box.left, box.bottom, box.right, box.top


def union(boxes: list[Box]) -> list[float]:
    """Give the smallest box around boxes."""
    sides = list(zip(*boxes, strict=True))
    return [round(side, 2) for side in (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))]


def boxes_of(data: bytes, page: int, start: int, end: int) -> dict[str, Any]:
    """Give the boxes of the characters [start, end) of a page numbered from 1, one per printed line."""
    document = opened(data)
    loaded = pdfium.FPDF_LoadPage(document, page - 1) if document else None
    text = pdfium.FPDFText_LoadPage(loaded) if loaded else None
    if not text:
        return {"error": "page"}
    codes = codes_of(text, pdfium.FPDFText_CountChars(text))
    if end > len(codes):
        return {"error": "range", "count": len(codes)}
    parts = [visible(codes, max(start, low), min(end, high)) for low, high in spans(codes)]
    return {"boxes": [union([box_of(text, index) for index in part]) for part in parts if part]}


def picture_of(data: bytes, number: int) -> dict[str, Any]:
    """Give a page numbered from 1 as a PNG, with its size in points and whether it holds pictures."""
    document = opened(data)
    page = pdfium.FPDF_LoadPage(document, number - 1) if document else None
    if not page:
        return {"error": "page"}
    points = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    scale = min(PICTURE_SCALE, PICTURE_SIDE / max(1.0, *points))
    width, height = (max(1, min(PICTURE_SIDE, round(side * scale))) for side in points)
    bitmap = pdfium.FPDFBitmap_Create(width, height, 0)
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
    how = pdfium.FPDF_ANNOT | pdfium.FPDF_REVERSE_BYTE_ORDER
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, how)
    stride = pdfium.FPDFBitmap_GetStride(bitmap)
    pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    image = png(width, height, [pixels[row * stride : row * stride + 4 * width] for row in range(height)])
    drawn = {"png": base64.b64encode(image).decode(), "width": points[0], "height": points[1]}
    return {**drawn, "pictures": holds_pictures(page)}


def holds_pictures(page: Any) -> bool:
    """Whether more than text and lines is drawn on a page; so is said too where there is too much to look through."""
    waiting = list(objects_on(page))
    for _ in range(MOST_OBJECTS):
        if not waiting:
            return False
        each = waiting.pop()
        kind = pdfium.FPDFPageObj_GetType(each)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            inside = range(pdfium.FPDFFormObj_CountObjects(each))
            waiting += [pdfium.FPDFFormObj_GetObject(each, index) for index in inside]
        elif kind not in {pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH}:
            return True
    return bool(waiting)


def objects_on(page: Any) -> Iterator[Any]:
    """Give what is drawn on a page and by its annotations, which stay open: their objects would go with them."""
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield pdfium.FPDFPage_GetObject(page, index)
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        for index in range(pdfium.FPDFAnnot_GetObjectCount(annotation)):
            yield pdfium.FPDFAnnot_GetObject(annotation, index)


def png(width: int, height: int, rows: list[bytes]) -> bytes:
    """Write rows of red, green, blue and one byte more as a PNG (ISO 15948) without transparency."""
    lines = bytearray()
    for row in rows:
        line = bytearray(3 * width)
        for colour in range(3):
            line[colour::3] = row[colour::4]
        lines += b"\0" + line
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (b"IHDR", header), (b"IDAT", zlib.compress(bytes(lines), 6)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    )


def meta_text(document: Any, name: str) -> str:
    """Give one entry of the document's information dictionary."""
    size = pdfium.FPDF_GetMetaText(document, name.encode(), None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_GetMetaText(document, name.encode(), buffer, size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0").strip()


if __name__ == "__main__":
    main()
