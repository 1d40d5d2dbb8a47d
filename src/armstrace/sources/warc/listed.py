"""What a WACZ file says of itself: its list of files with their hashes, and its list of pages."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from armstrace.sources.warc.records import Allowance, StopsError
from armstrace.sources.warc.zipped import member_opened, pieces

PACKAGE = "datapackage.json"
_MOST_PACKAGE, _MOST_LIST, MOST_LINE = 8 << 20, 256 << 20, 1 << 20
MOST_PAGES_LISTED = 100_000


@dataclass(frozen=True, slots=True)
class ListedPage:
    """One line of pages.jsonl: the page, when it was archived as its maker says, and where the line stands."""

    member: str
    row: int
    name: str
    url: str
    at: str
    title: str


@dataclass(frozen=True, slots=True)
class Package:
    """What datapackage.json says: titles, the program that made it, and the hash of each file (algorithm:hex)."""

    title: str = ""
    software: str = ""
    created: str = ""
    hashes: dict[str, str] = field(default_factory=dict)


def read_package(file: zipfile.ZipFile, allowance: Allowance) -> Package:
    """Read what the archive says of itself; one that says nothing, or no sense, gives an empty answer.

    Raises:
        StopsError: the archive is damaged there.
    """
    if PACKAGE not in file.namelist():
        return Package()
    with member_opened(file, file.getinfo(PACKAGE)) as opened:
        data = b"".join(pieces(opened, allowance)) if file.getinfo(PACKAGE).file_size <= _MOST_PACKAGE else b""
    told = _json(data)
    if not isinstance(told, dict):
        return Package()
    listed = told.get("resources")
    hashes = {
        str(each["path"]): str(each["hash"]).lower()
        for each in (listed if isinstance(listed, list) else ())
        if isinstance(each, dict) and "path" in each and "hash" in each
    }
    said = [str(told.get(name, ""))[:300] for name in ("title", "software", "created")]
    return Package(said[0], said[1], said[2], hashes)


def read_pages(file: zipfile.ZipFile, member: zipfile.ZipInfo, allowance: Allowance) -> Iterator[ListedPage]:
    """Yield the pages that a list in the archive names; its first line, which only describes the list, is none.

    Raises:
        StopsError: the list is damaged or too long.
    """
    if member.file_size > _MOST_LIST:
        raise StopsError("This list of pages is longer than is read.")
    with member_opened(file, member) as opened:
        row = 0
        while line := opened.readline(MOST_LINE + 1):
            row += 1
            allowance.take(len(line))
            if row > MOST_PAGES_LISTED:
                raise StopsError(f"It lists more than {MOST_PAGES_LISTED:,} pages: reading stopped here.")
            told = _json(line)
            if isinstance(told, dict) and isinstance(told.get("url"), str):
                said = (str(told.get(name) or "") for name in ("id", "url", "ts", "title"))
                yield ListedPage(member.filename, row, *said)


def hash_of(file: zipfile.ZipFile, member: zipfile.ZipInfo, said: str, allowance: Allowance) -> bool | None:
    """Whether a file of the archive has the hash that the archive says; None where that cannot be told.

    Raises:
        StopsError: it is damaged, or unpacks to too much.
    """
    algorithm, _, printed = said.rpartition(":")
    if (algorithm or "sha256") not in {"sha256", "md5", "sha1", "sha512"}:
        return None
    digest = hashlib.new(algorithm or "sha256", usedforsecurity=False)
    with member_opened(file, member) as opened:
        for data in pieces(opened, allowance):
            digest.update(data)
    return digest.hexdigest() == printed


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None
