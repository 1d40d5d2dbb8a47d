"""A case keeps what came in, reads it once, and can rebuild everything else."""

import dataclasses
import os
import tempfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from armstrace.desk import private_case
from armstrace.desk.apart import records_of
from armstrace.desk.case import Case, ReadOutcome, describe, find_case, new_case, open_case, temporary_case
from armstrace.desk.intake import FACTS
from armstrace.evidence.lock import claim
from armstrace.records.columns import Columns
from armstrace.records.errors import ArmstraceError, CaseError
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Edition, Readable
from armstrace.records.sources import ReadOptions
from armstrace.sources import plain_text, sipri_deliveries
from armstrace.sources.registry import Reader
from desk.made_files import ARTICLE, deliveries, lines_of, tree, write


def read_in(case: Case, path: Path, options: ReadOptions | None = None) -> ReadOutcome:
    return case.read(case.add(path, options=options))


def test_a_new_case_has_the_facts_of_law_and_a_line_for_each_thing_done(case: Case) -> None:
    assert [exhibit.received_name for exhibit in case.exhibits()] == list(FACTS)
    assert len(lines_of(case.root)) == 1 + 2 * len(FACTS)  # opened, then each added and read
    assert case.tables.ask("SELECT count(*) > 500 FROM commitment") == [(True,)]


def test_adding_and_reading_twice_changes_no_byte(case: Case, tmp_path: Path) -> None:
    register = write(tmp_path, "deliveries.csv", deliveries())
    first = read_in(case, register)
    before = tree(case.root)
    second = read_in(case, register)
    assert tree(case.root) == before
    assert (first.fresh, second.fresh) == (True, False)
    assert first.rows == second.rows
    list(case.read_all())
    assert tree(case.root) == before


def test_reading_again_by_force_gives_the_same_bytes_and_no_further_line(case: Case, tmp_path: Path) -> None:
    read_in(case, write(tmp_path, "deliveries.csv", deliveries()))
    before = tree(case.root)
    for exhibit in case.exhibits():
        assert case.read(exhibit, again=True).fresh
    assert tree(case.root) == before


def test_removed_tables_come_back_with_the_same_bytes(case: Case, tmp_path: Path) -> None:
    read_in(case, write(tmp_path, "deliveries.csv", deliveries()))
    before = tree(case.root)
    for path in (case.root / "tables").rglob("*.parquet"):
        path.unlink()
    assert all(outcome.fresh for outcome in case.read_all())
    assert tree(case.root) == before


def test_the_same_bytes_under_another_edition_are_read_again_with_it(case: Case, tmp_path: Path) -> None:
    register = write(tmp_path, "deliveries.csv", deliveries(generated=""))
    read_in(case, register)
    before = case.tables.records(Edition, "WHERE register = 'sipri_deliveries'")
    outcome = read_in(case, register, ReadOptions(edition="2023-05-05"))
    after = case.tables.records(Edition, "WHERE register = 'sipri_deliveries'")
    assert outcome.fresh
    assert len(after) == len(before) == 1
    assert before[0].generated is None
    assert "2023" in after[0].label
    assert "2023" not in before[0].label
    assert not read_in(case, register).fresh, "what was said stays said"


def test_the_same_bytes_for_another_treaty_are_read_again_with_it(case: Case, tmp_path: Path) -> None:
    table = write(
        tmp_path, "table.csv", "Participant,Signature,Ratification\nArmenia,3 Dec 2008,\nIsrael,,4 Dec 2009\n"
    )
    before = read_in(case, table)
    outcome = read_in(case, table, ReadOptions(treaty="CCM-2008"))
    assert before.refused, "such a table does not name its treaty"
    assert "treaty" in before.refused.lower()
    assert outcome.fresh
    assert not outcome.refused
    about = f"WHERE exhibit = '{outcome.exhibit.sha256}'"
    assert case.tables.ask(f"SELECT DISTINCT treaty FROM commitment {about}") == [("CCM-2008",)]


def test_a_file_that_is_refused_is_kept_and_refused_once(case: Case, tmp_path: Path) -> None:
    empty = write(tmp_path, "empty.csv", b"")
    first, lines = read_in(case, empty), len(lines_of(case.root))
    second = read_in(case, empty)
    assert first.refused == second.refused == "The file is empty. ('empty.csv')"
    assert len(lines_of(case.root)) == lines
    assert first.exhibit.path.read_bytes() == b""


def test_a_reader_that_breaks_costs_no_other_file(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
        yield from original(exhibit, options)
        raise ZeroDivisionError("division by zero")

    original = sipri_deliveries.read
    monkeypatch.setattr(sipri_deliveries, "read", broken)
    outcome = read_in(case, write(tmp_path, "deliveries.csv", deliveries()))
    assert "broke on this file (ZeroDivisionError: division by zero)" in outcome.refused
    assert not read_in(case, write(tmp_path, "article.txt", ARTICLE)).refused
    assert case.tables.ask("SELECT count(*) FROM transfer") == [(0,)], "nothing of the broken file is stored"
    assert not list((case.root / "tables").rglob("*.partial"))


def test_a_new_version_of_a_reader_reads_again(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = write(tmp_path, "article.txt", ARTICLE)
    read_in(case, article)
    newer = dataclasses.replace(plain_text.SOURCE, version=99)
    monkeypatch.setattr(plain_text, "SOURCE", newer)
    outcome = read_in(case, article)
    assert outcome.fresh
    assert outcome.reader == "plain_text@99"


def test_an_exhibit_that_lies_outside_and_is_gone_is_an_error_of_its_own(case: Case, tmp_path: Path) -> None:
    archive = write(tmp_path, "notes.txt", ARTICLE)
    exhibit = case.add(archive, in_place=True)
    archive.unlink()
    with pytest.raises(ArmstraceError, match="Reading the exhibit failed: it is not there"):
        case.read(exhibit)


def test_a_case_is_made_in_an_empty_folder_only(tmp_path: Path) -> None:
    write(tmp_path, "notes.txt", "mine")
    with pytest.raises(CaseError, match="not empty"):
        new_case(tmp_path, title="x")
    with pytest.raises(CaseError, match="is not an id"):
        new_case(tmp_path / "new", title="x", said_by="Jane Doe")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.txt"]


def test_what_a_case_is_called_comes_back_whatever_it_is(tmp_path: Path) -> None:
    told = {"title": 'a "quoted" \\ title\n\x7f\u202e\U0001f680', "question": "\ud800?", "period": "2015/2020"}
    new_case(tmp_path / "case", parties=["AZE", "it's"], **told)
    said = describe(tmp_path / "case")
    assert said == {**told, "question": "\\ud800?", "parties": ["AZE", "it's"]}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("title = ", "case.toml cannot be read"),
        ("titel = 'x'\nparties = 'AZE'\nperiod = 3", "'titel' is no setting; period must be text; parties must be"),
        ("title = '\udcff'", "case.toml cannot be read"),
    ],
)
def test_what_is_wrong_with_a_case_is_told_at_once(case: Case, text: str, named: str) -> None:
    (case.root / "case.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(CaseError, match=named):
        describe(case.root)


def test_the_nearest_case_upward_is_found(case: Case) -> None:
    deep = case.root / "notes" / "more"
    deep.mkdir(parents=True)
    assert find_case(deep) == case.root
    with pytest.raises(CaseError, match="There is no case here"):
        find_case(case.root.parent)
    with pytest.raises(CaseError, match="holds no case"):
        open_case(case.root.parent)
    with pytest.raises(CaseError, match="no such folder"):
        open_case(case.root / "nowhere")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_private_case_reads_files_where_they_lie_and_is_gone_afterwards(tmp_path: Path, temporary: Path) -> None:
    register = write(tmp_path, "deliveries.csv", deliveries())
    with temporary_case() as private:
        outcome = read_in(private, register)
        assert outcome.exhibit.path == register
        assert private.exhibit(outcome.exhibit.sha256[:8]) == outcome.exhibit
        assert private.tables.ask("SELECT sum(tiv_m) FROM transfer") == [(125.0,)]
        assert not read_in(private, register).fresh
        assert read_in(private, register, ReadOptions(edition="2023-06")).fresh
        assert not any(content == register.read_bytes() for content in tree(temporary).values())
    assert tree(temporary) == {}


def test_the_facts_of_a_second_private_case_are_those_of_the_first_and_cost_no_reading(
    monkeypatch: pytest.MonkeyPatch, temporary: Path
) -> None:
    monkeypatch.setattr(private_case, "_SHIPPED", {})
    asked: list[str] = []

    def counted(exhibit: Exhibit, reader: Reader) -> Iterator[Readable | Columns[Any]]:
        asked.append(exhibit.received_name)
        return records_of(exhibit, reader)

    monkeypatch.setattr("armstrace.desk.intake.records_of", counted)
    with temporary_case() as first:
        assert asked == list(FACTS)
        tables, outcomes = tree(first.root / "tables"), [first.outcome(each) for each in first.exhibits()]
        (first.root / "tables" / "commitment").rename(first.root / "tables" / "spoilt")
    with temporary_case() as second:
        assert asked == list(FACTS)
        assert tree(second.root / "tables") == tables
        known = [second.outcome(each) for each in second.exhibits()]
        assert [(each.reader, each.rows) for each in known if each] == [(it.reader, it.rows) for it in outcomes if it]
        assert len(known) == len(FACTS)
    assert tree(temporary) == {}


def test_facts_that_are_other_bytes_are_read_anew(temporary: Path, tmp_path: Path) -> None:
    with temporary_case() as before:
        (acts,) = before.tables.ask("SELECT count(*) FROM commitment")[0]
    data = Path(str(files("armstrace.gazetteer").joinpath("data")))
    ours = (data / "treaty_facts.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    fewer = write(tmp_path, "treaty_facts.csv", "".join(ours[:1] + [line for line in ours[1:] if ",as_of," in line]))
    with temporary_case() as after:
        after._read_shipped(after.add(fewer, licence="MIT; facts"))
        (left,) = after.tables.ask(f"SELECT count(*) FROM commitment WHERE exhibit = '{after.exhibits()[-1].sha256}'")[
            0
        ]
    assert left == 0 < acts
    assert tree(temporary) == {}


def test_a_private_case_is_gone_after_an_error_too(temporary: Path) -> None:
    def stop() -> None:
        with temporary_case() as private:
            private.tables.ask("SELECT count(*) FROM commitment")
            raise RuntimeError("on the way")

    with pytest.raises(RuntimeError, match="on the way"):
        stop()
    assert tree(temporary) == {}


def test_a_private_case_refuses_a_file_that_changes_while_it_is_read(tmp_path: Path, temporary: Path) -> None:
    register = write(tmp_path, "deliveries.csv", deliveries())

    def changing(_count: int) -> None:
        register.write_text(deliveries([("Russia", "Azerbaijan", 2016, 1.0)] * 9))

    with temporary_case() as private:
        exhibit = private.add(register)
        with pytest.raises(ArmstraceError, match="changed while it was being read"):
            private.read(exhibit, seen=changing)
        assert private.tables.ask("SELECT count(*) FROM transfer") == [(0,)]
    assert tree(temporary) == {}


def test_what_a_killed_program_left_is_swept_up_and_what_lives_is_not(temporary: Path) -> None:
    dead, living, strange = (temporary / f"armstrace-{name}" for name in ("dead", "living", "strange"))
    for folder in (dead, living, strange):
        folder.mkdir()
        write(folder, "passage.parquet", "words of a source")
    for folder in (dead, living):
        write(folder, "in-use", b"")
    fd = os.open(living / "in-use", os.O_RDWR)
    try:
        assert claim(fd)
        with temporary_case():
            assert not dead.exists()
            assert living.exists()
            assert strange.exists(), "a folder without our mark is not ours to remove"
    finally:
        os.close(fd)
