"""Rows of a delimited text file, numbered as a spreadsheet numbers them."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from armstrace.records.errors import SourceChanged, UnreadableValue
from armstrace.records.place import Place

# a SIPRI comment has at most some 600 characters; a field beyond this is a lost quotation mark, not data
csv.field_size_limit(131_072)
_MOST_CHARACTERS = 1 << 22
_PIECE = 1 << 20
_OPEN_IN_WINDOWS_1252 = b"\x81\x8d\x8f\x90\x9d"


def _looked_over(path: Path) -> tuple[str, bool]:
    """Tell the encoding, and whether the file is tame: no NUL in it and a line's end in every piece of a million.

    UTF-8, with or without a byte-order mark, is told from the Windows code page that older exports come in.
    """
    with path.open("rb") as file:
        if file.read(2) in {b"\xff\xfe", b"\xfe\xff"}:
            return "utf-16", False
    tame = True
    try:
        with path.open(encoding="utf-8-sig", newline="") as text:
            while piece := text.read(_PIECE):
                tame = tame and "\0" not in piece and ("\n" in piece or len(piece) < _PIECE)
    except UnicodeDecodeError:
        return _code_page_of(path), False
    return "utf-8-sig", tame


def _code_page_of(path: Path) -> str:
    """Give Windows-1252, or Latin-1 where the file has one of the five bytes that the Windows code page leaves open."""
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            if piece.translate(None, _OPEN_IN_WINDOWS_1252) != piece:
                return "latin-1"
    return "cp1252"


def rows(path: Path, name: str, *, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Yield (row number from 1, cells) of a file parted by commas or `delimiter`, preamble and header included.

    Raises:
        SourceChanged: the file stops being a table, for example at a NUL byte or a field without an end.
    """
    number = 0
    encoding, tame = _looked_over(path)
    with path.open(encoding=encoding, newline="") as file:
        # a tame file has no line that must be stopped at
        reader = csv.reader(file if tame else _lines(file), strict=True, delimiter=delimiter)
        while True:
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (csv.Error, UnicodeDecodeError) as error:
                raise SourceChanged(
                    f"This stops being a table: {error}.",
                    where=f"{name!r}, row {number}",
                    todo="Export the table again and add the new file.",
                ) from error
            yield number, cells


def cell(path: Path, place: str) -> str:
    """Open a table again at a place and give what is printed there: one cell, or a whole row as comma-separated text.

    A column is found in the first row that names it, which is the header: rows above it are sentences.

    Raises:
        UnreadableValue: the place is none of a table, or the table has no such row or column.
    """
    wanted = Place.read(place)
    if wanted.row is None:
        raise UnreadableValue("The place names no row.", where=place, todo="Write row=12 or row=12;column=Supplier.")
    at: int | None = None
    for number, cells in rows(path, path.name):
        if at is None and wanted.column is not None:
            at = next((index for index, name in enumerate(cells) if name.strip() == wanted.column.strip()), None)
        if number == wanted.row:
            if wanted.column is None:
                return as_line(cells)
            if at is None or at >= len(cells):
                break
            return cells[at]
    raise UnreadableValue("The table has no such row or column.", where=place, todo="Check the place and the file.")


def _lines(file: TextIO) -> Iterator[str]:
    """Stop at a NUL, which csv passes on as if it were text, and at a line that would fill the memory."""
    while line := file.readline(_MOST_CHARACTERS):
        if "\0" in line:
            raise csv.Error("a NUL byte")
        if len(line) == _MOST_CHARACTERS:
            raise csv.Error(f"a line of more than {_MOST_CHARACTERS:,} characters")
        yield line


def as_line(cells: Sequence[str]) -> str:
    """Write the cells of a row as one comma-separated line."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def first_cells(head: bytes) -> list[str]:
    """Give the cells of the first line of a delimited text file; none where the bytes are no such text."""
    encoding = "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return [each.strip() for each in next(csv.reader([head.decode(encoding, errors="replace").split("\n")[0]]), [])]
    except csv.Error:
        return []
