"""T9: what a spreadsheet program would run is made harmless in what people open, and kept raw beside it."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.desk.case import Case
from armstrace.desk.exports.exported import Asked, export
from armstrace.dossier.exports.cells import harmless, shown
from court.made_exports import HOSTILE, rich_case

RUNS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@pytest.fixture(scope="module")
def folder(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The incidents of a hostile sheet, exported."""
    base = tmp_path_factory.mktemp("formulas")
    rich = rich_case(case.root, base)
    for name in ("csv", "xlsx"):
        export(rich, Asked(name, ("incident", "document")), base / name)
    return base


def live(text: str, parted_by: str) -> list[str]:
    """Read a file as a program does whose list is parted so, and give the cells it would run; numbers are none."""
    found = []
    for row in csv.reader(io.StringIO(text), delimiter=parted_by):
        for cell in row:
            number = cell.lstrip("-").replace(".", "", 1).isdigit()
            found += [cell] if cell.startswith(RUNS) and not number else []
    return found


def test_no_cell_of_the_file_for_people_runs(folder: Path) -> None:
    text = (folder / "csv/incident.csv").read_text(encoding="utf-8-sig")
    for parted_by in (",", ";", "\t"):
        assert live(text, parted_by) == [], parted_by


def test_the_raw_file_holds_what_was_told(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((folder / "csv/incident.raw.csv").read_text(encoding="utf-8"))))
    kept = {row["place_printed"] for row in rows}
    assert {each.strip() for each in HOSTILE} <= {each.strip() for each in kept}
    assert live((folder / "csv/incident.raw.csv").read_text(encoding="utf-8"), ",")


def test_a_workbook_has_texts_alone(folder: Path) -> None:
    with zipfile.ZipFile(folder / "xlsx") as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/" in name]
        everything = "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    assert not any("<f>" in each or "<f " in each or "hyperlink" in each for each in sheets)
    assert "HYPERLINK(" in everything, "the words are there, as words"
    assert "externalLink" not in everything


@given(st.text(alphabet="=+-@\t\r\n;,'\" a1\uff1d"))
def test_whatever_is_told_nothing_runs(words: str) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(["x", harmless(shown(words)), "y"])
    for parted_by in (",", ";", "\t"):
        assert live(text.getvalue(), parted_by) == []
