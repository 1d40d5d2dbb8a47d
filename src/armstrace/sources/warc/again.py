"""Opening a page inside a web archive again, to see what stands at a place in it."""

import zipfile
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, cast

from armstrace.records.errors import UnreadableValue
from armstrace.records.place import Place
from armstrace.sources.warc.http import read_head
from armstrace.sources.warc.listed import MOST_LINE
from armstrace.sources.warc.pages import begin, page_body, page_text
from armstrace.sources.warc.records import Allowance, StopsError, warc_records
from armstrace.sources.warc.zipped import member_opened, zip_opened


def text_at(path: Path, place: Place) -> str:
    """Give the characters of a page at a place with `record` and `chars`, "" where it names the whole record.

    Raises:
        UnreadableValue: there is no such record, or no page in it.
        SourceChanged: the file is damaged.
    """
    if place.chars is None:
        return ""
    status = path.stat()
    text = _text(path, (status.st_size, status.st_mtime_ns), place.member or "", place.record or "")
    return text[place.chars[0] : place.chars[1]]


def line_at(path: Path, place: Place) -> str:
    """Give a line of a list inside a zip file, at a place with `member` and `row`.

    Raises:
        UnreadableValue: there is no such line.
        SourceChanged: the file is damaged.
    """
    allowance = Allowance.of(path.stat().st_size)
    try:
        with zip_opened(path, path.name) as archive:
            found = next((each for each in archive.infolist() if each.filename == place.member), None)
            if found is None:
                raise _nothing(f"member {place.member}")
            with member_opened(archive, found) as file:
                for number in range(1, (place.row or 0) + 1):
                    line = file.readline(MOST_LINE + 1)
                    allowance.take(len(line))
                    if number == place.row and line:
                        return line.decode("utf-8", "replace").rstrip("\r\n")
    except StopsError as error:
        raise _nothing(f"row {place.row}") from error
    raise _nothing(f"row {place.row}")


@lru_cache(maxsize=8)
def _text(path: Path, _version: tuple[int, int], member: str, record: str) -> str:
    allowance = Allowance.of(path.stat().st_size)
    try:
        if not member:
            with path.open("rb") as file:
                return _in_warc(file, record, allowance)
        with zip_opened(path, path.name) as archive:
            found = next((each for each in archive.infolist() if each.filename == member), None)
            if found is None:
                raise _nothing(f"member {member}")
            with member_opened(archive, found) as file:
                return _in_warc(cast("BinaryIO", file), record, allowance)
    except (StopsError, zipfile.BadZipFile) as error:
        raise _nothing(f"record {record}") from error


def _in_warc(file: BinaryIO, wanted: str, allowance: Allowance) -> str:
    for record in warc_records(file, allowance):
        if wanted not in {record.name, f"no. {record.number}"}:
            continue
        begun = begin(record.block)
        head = read_head(begun.data)
        if head is None:
            break
        return page_text(page_body(begun, head), head).text
    raise _nothing(f"record {wanted}")


def _nothing(what: str) -> UnreadableValue:
    return UnreadableValue(f"This archive has no page at {what[:200]!r}.", todo="Read the exhibit again.")
