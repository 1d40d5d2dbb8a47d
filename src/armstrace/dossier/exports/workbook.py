"""Rows as an XLSX workbook, a sheet for each kind; every text is a text, never a formula or a link."""

import shutil
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from armstrace.dossier.exports.cells import shown
from armstrace.dossier.exports.cited import reference
from armstrace.dossier.exports.sheet import Content
from armstrace.evidence.disk import CHUNK
from armstrace.records.errors import CaseError

MOST_ROWS, MOST_CHARACTERS = 1_048_576, 32_767
_EXACT = 2**53
_LARGE = 1 << 31
_CUT = " … [cut: a cell holds no more; the whole stands in the CSV and Parquet exports]"
# a workbook states when it was made; ours are the same whenever they are made
_MADE = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


def write_workbook(content: Content, path: Path, folder: Path) -> tuple[str, ...]:
    """Write a workbook, with private files of its own in `folder`; give sentences on what a workbook could not hold.

    Raises:
        CaseError: xlsxwriter is not installed, or there are more rows of a kind than a sheet holds.
    """
    for sheet in content.sheets:
        if sheet.size >= MOST_ROWS:
            raise CaseError(
                f"A sheet of a workbook holds {MOST_ROWS - 1:,} rows; there are {sheet.size:,} of {sheet.kind}.",
                where="xlsx",
                todo="Export them as csv or parquet, or name fewer.",
            )
    cut = 0
    packed = folder / "workbook.tmp"
    book = _xlsxwriter().Workbook(str(packed), {**_OPTIONS, "tmpdir": str(folder)})
    book.set_properties({"title": "", "author": "", "created": _MADE})
    for sheet in content.sheets:
        cut += _sheet(book, sheet.kind, sheet.columns, (row.values() for row in sheet.rows()))
    _sheet(book, "exhibits", ("sha256", "cited", "not handed on"), _exhibits(content))
    _sheet(book, "read me", ("what holds for this file",), ([each] for each in (*content.remarks, *content.left_out)))
    book.close()
    _pack_again(packed, path)
    return (f"{cut:,} cells were longer than a workbook holds and are cut where they say so.",) if cut else ()


def _pack_again(packed: Path, path: Path) -> None:
    """Write the same parts with one date and one set of permissions: those of files here would be others elsewhere."""
    with ZipFile(packed) as before, ZipFile(path, "x") as after:
        for part in before.infolist():
            same = ZipInfo(part.filename, _MADE.timetuple()[:6])
            same.compress_type, same.create_system = ZIP_DEFLATED, 0
            with before.open(part) as source, after.open(same, "w", force_zip64=part.file_size >= _LARGE) as out:
                shutil.copyfileobj(source, out, CHUNK)
    packed.unlink()


def _exhibits(content: Content) -> Iterable[Sequence[str]]:
    return ([each.exhibit.sha256, reference(each), each.kept_back] for each in content.exhibits)


def _sheet(book: Any, name: str, columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> int:
    sheet, cut = book.add_worksheet(name), 0
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(columns):
        sheet.write_string(0, number, column)
    for at, row in enumerate(rows, 1):
        for number, value in enumerate(row):
            if value is None or value == "":
                continue
            if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _EXACT:
                sheet.write_number(at, number, value)
                continue
            words = shown(value)
            # the limit is counted in UTF-16, as the format's own program does
            if len(words.encode("utf-16-le", "surrogatepass")) // 2 > MOST_CHARACTERS:
                words, cut = _shortened(words), cut + 1
            sheet.write_string(at, number, words.encode("utf-8", "backslashreplace").decode())
    return cut


def _shortened(words: str) -> str:
    most = (MOST_CHARACTERS - len(_CUT)) * 2
    return words.encode("utf-16-le", "surrogatepass")[:most].decode("utf-16-le", "ignore") + _CUT


def _xlsxwriter() -> Any:
    try:
        return import_module("xlsxwriter")
    except ImportError as error:
        raise CaseError(
            "Workbooks need xlsxwriter, which is not installed.",
            where="xlsx",
            todo="Install armstrace with its extra: pip install 'armstrace[court]'; or export csv.",
        ) from error
