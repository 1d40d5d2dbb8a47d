"""Inputs that break readers of any kind: no format of ours, tried on every target."""

import gzip
import io
import zipfile
from collections.abc import Iterator


def hostile_shapes() -> Iterator[bytes]:
    """Give bytes that are empty, deep, long, cut, of another encoding, or of a number that no type holds."""
    yield from (b"", b"\0", b"\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xff\xfea\0", b"\x1f\x8b", b"PK\3\4", b"%PDF-1.7\n")
    yield from (b"[" * 50_000, b'{"a":' * 20_000, b"(" * 50_000, b"<a>" * 20_000, b"- " * 30_000, b"> " * 30_000)
    yield from (b"9" * 60_000, b"1e999999", b'"' * 50_001, b"," * 60_000, b"\xed\xa0\x80" * 99, b"\r" * 50_000)
    yield from (b"a" * 65_000, "\u202e\ufeff\u0000é".encode() * 5_000, b"NaN", b"-Infinity", b"null", b"[]", b"{}")
    yield from (
        b"a = " + b"[" * 50_000,
        b"a = " + b"{a=" * 15_000,
        b"[" + b"a." * 30_000 + b"a]\n",
        b"\x30\x80" * 30_000,
    )
    yield gzip.compress(b"0,0,0\n" * 30_000, mtime=0)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("../../escaped.txt", "/etc/passwd", "a\\b", "datapackage.json", "archive/data.warc.gz"):
            archive.writestr(zipfile.ZipInfo(name), b"{}" * 1000, zipfile.ZIP_DEFLATED)
    yield held.getvalue()
    yield held.getvalue()[:-30]
