from pathlib import Path

import pytest

from armstrace.records.errors import SourceChanged, UnreadableValue
from armstrace.sources.table_files import cell, rows

TABLE = 'A title, with a comma\nSupplier,Note\nIsrael,"two\nlines, and ""marks"""\nTurkiye\n'


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8", newline="")
    return path


def test_a_cell_and_a_row_are_found_again(table: Path) -> None:
    assert cell(table, "row=3;column=Supplier") == "Israel"
    assert cell(table, "row=3;column=Note") == 'two\nlines, and "marks"'
    assert cell(table, "row=3") == 'Israel,"two\nlines, and ""marks"""'
    assert cell(table, "row=2;column=Note") == "Note"


@pytest.mark.parametrize("place", ["row=9", "row=3;column=Price", "row=4;column=Note", "column=Note", "page=1"])
def test_a_place_that_the_table_has_not_is_refused(place: str, table: Path) -> None:
    with pytest.raises(UnreadableValue) as refusal:
        cell(table, place)
    assert refusal.value.where == place
    assert refusal.value.todo


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Ağdam “€”".encode(), "Ağdam “€”"),
        ("Ağdam “€”".encode("utf-8-sig"), "Ağdam “€”"),
        ("é “€”".encode("cp1252"), "é “€”"),
        (b"\xe9 \x81", "é \x81"),
        ("Ağdam".encode("utf-16"), "Ağdam"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(content: bytes, text: str, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    assert list(rows(path, path.name)) == [(1, [text])]


@pytest.mark.parametrize("content", [b"a,b\x00c\n", b'a,"b\n', b'a,"b"c\n', b"\xff\xfeA"])
def test_a_file_that_stops_being_a_table_says_in_which_row(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    with pytest.raises(SourceChanged, match="row 1"):
        list(rows(path, path.name))
