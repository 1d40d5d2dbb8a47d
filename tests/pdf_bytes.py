"""Writes small PDF files byte by byte, so that the tests know every character, place and trap in them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """One string shown at (x, y) in points from the lower left corner, in Helvetica."""

    text: str
    x: float
    y: float
    size: float = 11


def page_stream(words: Sequence[Words]) -> bytes:
    """The content stream that shows the words."""
    shown = [b"BT /F1 %g Tf %g %g Td (%s) Tj ET" % (item.size, item.x, item.y, _literal(item.text)) for item in words]
    return b"\n".join(shown)


def pdf(
    pages: Sequence[bytes],
    *,
    info: str = "",
    catalogue: str = "",
    resources: str = "",
    trailer: str = "",
    more: Sequence[bytes] = (),
) -> bytes:
    """A PDF of the given content streams; the other arguments are entries of the dictionaries they are named after.

    Objects: 1 catalogue, 2 page tree, 3 font, 4 information, then `more`, then a page and its content for each page.
    """
    first = 5 + len(more)
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>".encode("latin-1"),
        *more,
    ]
    for number, stream in enumerate(pages):
        content = first + 2 * number + 1
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> %s >> "
            b"/Contents %d 0 R >>" % (resources.encode(), content)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _file(objects, trailer)


def _file(objects: Sequence[bytes], trailer: str) -> bytes:
    data = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R %s >>\n" % (len(objects) + 1, trailer.encode())
    return bytes(data + b"startxref\n%d\n%%%%EOF\n" % start)


def _literal(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
