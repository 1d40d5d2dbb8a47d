"""What was computed before is given back exactly, and only while all that it rests on is the same."""

import json
from datetime import date
from pathlib import Path

import pytest

import armstrace.records
from armstrace.desk.at_hand import files
from armstrace.desk.at_hand.exact import made, written
from armstrace.desk.at_hand.files import FOLDER, at_hand, basis_of, put_by
from armstrace.desk.case import Case, new_case
from armstrace.desk.documents.document import load_text, read_document
from armstrace.desk.documents.was_read import WasRead
from armstrace.plug_ins.found import CHECKS, PlugIn
from armstrace.records.errors import ArmstraceError
from armstrace.records.exhibits import Exhibit
from armstrace.tables import copies
from armstrace.tables.ask import Tables
from bench.made_desk import flight_lines

TEXT = "Aid and arms\n\nOn Wednesday Israel supplied 60 percent of Azerbaijan's arms imports between 2015 and 2019.\n"
DAY = date(2020, 11, 20)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return new_case(tmp_path / "case", title="Invented", said_by="p-1")


@pytest.fixture
def article(case: Case, tmp_path: Path) -> Exhibit:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    exhibit = case.add(path)
    case.read(exhibit)
    return exhibit


def test_a_text_is_read_once_and_again_when_it_is_of_another_day(
    case: Case, article: Exhibit, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read_document(case, load_text(case, article, DAY), parse=False)
    assert list(first.claims)
    asked: list[object] = []

    def read_anew(*of: object, **_how: object) -> WasRead:
        asked.append(of)
        return WasRead()

    monkeypatch.setattr("armstrace.desk.documents.reading.read_text", read_anew)
    again = read_document(case, load_text(case, article, DAY), parse=False)
    assert not asked
    assert list(again.claims) == list(first.claims)
    assert list(again.was_read.temporal) == list(first.was_read.temporal)
    assert again.was_read.notes == first.was_read.notes
    read_document(case, load_text(case, article, date(2020, 11, 21)), parse=False)
    assert asked


def test_every_value_of_a_reading_comes_back_exactly(case: Case, article: Exhibit) -> None:
    read = read_document(case, load_text(case, article, DAY), parse=False).was_read
    held = (tuple(read.claims), tuple(read.temporal), {"a": (1.5, None, True, DAY)})
    assert made(json.loads(json.dumps(written(held)))) == held
    with pytest.raises(TypeError):
        written(object())


def test_a_file_that_was_altered_or_is_of_something_else_is_not_believed(case: Case) -> None:
    put_by(case, "kind", "ab" * 32, "basis-1", ("x", 1))
    assert at_hand(case, "kind", "ab" * 32, "basis-1") == ("x", 1)
    assert at_hand(case, "kind", "ab" * 32, "basis-2") is None
    (path,) = (case.root / "local" / FOLDER / "kind").glob("*.json")
    assert path.stat().st_mode & 0o077 == 0
    path.write_bytes(path.read_bytes()[:-3])
    assert at_hand(case, "kind", "ab" * 32, "basis-1") is None
    put_by(case, "kind", "ab" * 32, "basis-1", object())
    assert at_hand(case, "kind", "ab" * 32, "basis-1") is None


def test_it_holds_only_under_the_same_plug_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    found = set[str]()
    for version in ("", "0.3.0", "0.4.0"):
        outside = (PlugIn(CHECKS, "customs", "armstrace-customs", version, "customs"),) if version else ()
        monkeypatch.setattr(files, "installed", lambda group, outside=outside: outside if group == CHECKS else ())
        found.add(basis_of("a text"))
    assert len(found) == 3


def test_it_holds_only_under_the_same_files_of_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "records").mkdir()
    monkeypatch.setattr(armstrace.records, "__file__", str(tmp_path / "records" / "__init__.py"))
    found = [files._program.__wrapped__()]
    for name in ("check.py", "names.csv.gz", "made.pyc"):
        (tmp_path / name).write_text("anew")
        found.append(files._program.__wrapped__())
    assert found[0] != found[1] != found[2] == found[3]


def test_a_copy_of_a_table_gives_the_rows_in_the_order_of_time_until_a_file_changes(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = tmp_path / "flights.jsonl"
    with listed.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in flight_lines(300, seed=3, days=5))
    exhibit = case.add(listed)
    case.read(exhibit)
    asked = "SELECT event, rank FROM movement"
    plain = Tables(case.root).ask(f"{asked} ORDER BY time_utc, event, rank, key")
    monkeypatch.setattr(copies, "LARGE", 1)
    assert copies.lacking(case.root) == ["movement"]
    copies.make_copy(case.root, "movement")
    assert copies.lacking(case.root) == []
    tables = Tables(case.root)
    assert tables.is_ordered("movement")
    assert tables.ask(asked) == plain
    assert Tables(case.root, frozenset()).ask(asked) == []
    assert len(Tables(case.root, frozenset({exhibit.sha256})).ask(asked)) == len(plain)
    path = next((case.root / "tables" / "movement").glob("*.parquet"))
    path.write_bytes(path.read_bytes())
    assert copies.lacking(case.root) == ["movement"]
    assert not Tables(case.root).is_ordered("movement")


def test_a_table_that_is_damaged_cannot_be_copied_and_leaves_nothing_behind(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "LARGE", 1)
    path = case.root / "tables" / "movement" / "it's none.parquet"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no parquet")
    with pytest.raises(ArmstraceError, match="The tables of this case cannot be read"):
        copies.make_copy(case.root, "movement")
    assert list((case.root / "local" / copies.FOLDER).iterdir()) == []
