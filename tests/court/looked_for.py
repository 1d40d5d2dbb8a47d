"""Looking for words in a folder as the other side would: unzip, strings, pdftotext, exiftool, OCR, a database."""

import base64
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from system_tools import path_of

_TEXT = 1 << 26


def unpacked(archive: Path, folder: Path) -> Path:
    """Unzip an archive as anybody would."""
    subprocess.run([path_of("unzip"), "-q", archive, "-d", folder], check=True)
    return folder


def found(root: Path, secrets: Iterable[str], *, seen: bool = True) -> dict[str, set[str]]:
    """Give for each secret that stands somewhere below a folder how it was found; not `seen` leaves the images be."""
    wanted = {secret: _forms(secret) for secret in secrets}
    where: dict[str, set[str]] = {}
    for way, text in _ways(root, seen=seen):
        low = text.lower()
        # what a program shows of a file is parted by lines and blanks as it likes
        flat = b" ".join(low.split())
        for secret, forms in wanted.items():
            if any(form in low or form in flat for form in forms):
                where.setdefault(secret, set()).add(way)
    return where


def _forms(secret: str) -> list[bytes]:
    plain = secret.lower().encode()
    encoded = [secret.lower().encode(name) for name in ("utf-16-le", "utf-16-be")]
    packed = [base64.b64encode(secret.encode()).rstrip(b"=")[:-1].lower(), secret.encode().hex().encode()]
    bare = "".join(each for each in secret.lower() if each.isalnum()).encode()
    return [plain, *encoded, *packed, bare]


def _ways(root: Path, *, seen: bool) -> Iterator[tuple[str, bytes]]:
    # what local/ holds of a case is the custodian's alone
    for path in sorted(each for each in root.rglob("*") if each.is_file() and "local" not in each.parts):
        name, head = path.relative_to(root).as_posix(), path.read_bytes()[:8]
        yield "name", name.encode()
        yield "bytes", path.read_bytes()
        if head[:4] == b"PAR1":
            yield "parquet", _rows(path)
        yield "strings", _told("strings", "-a", path) + _told("strings", "-a", "-el", path)
        if head[:5] == b"%PDF-":
            yield "pdftotext", _told("pdftotext", "-layout", path, "-")
        image = head[:4] in {b"\x89PNG", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1"}
        if image or head[:5] == b"%PDF-":
            yield "exiftool", _told("exiftool", "-a", "-u", "-G1", "-ee", "-c", "%+.6f", path)
        if image and seen:
            yield "ocr", _told("tesseract", path, "-", "--psm", "11")


def _rows(path: Path) -> bytes:
    asked = (f"SELECT * FROM '{path}'", f"SELECT * FROM parquet_metadata('{path}')")
    return str([duckdb.execute(each).fetchall() for each in asked]).encode()


def _told(command: str, *words: object) -> bytes:
    done = subprocess.run([path_of(command), *map(str, words)], check=False, capture_output=True)
    return done.stdout[:_TEXT]
