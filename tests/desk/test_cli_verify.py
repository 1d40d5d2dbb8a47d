"""What `armstrace verify` finds, what it calls broken custody, and what it does not."""

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from armstrace.desk.case import Case
from armstrace.desk.intake import FACTS
from armstrace.sources import sipri_deliveries
from desk.conftest import Armstrace
from desk.made_files import PUBLISHED, article_and_register, lines_of, tree, write


@pytest.fixture
def kept(case: Case, armstrace: Armstrace, tmp_path: Path) -> Case:
    """A case with a register, a checked article and its findings."""
    article, register = article_and_register(tmp_path)
    armstrace("add", register, "--case", case.root)
    armstrace("check", article, "--published", PUBLISHED, "--case", case.root)
    return case


@pytest.fixture
def verified(kept: Case, armstrace: Armstrace) -> Callable[[], tuple[int, dict[str, Any]]]:
    def verify() -> tuple[int, dict[str, Any]]:
        done = armstrace("verify", "--case", kept.root, "--json")
        return done.code, json.loads(done.out)

    return verify


Verified = Callable[[], tuple[int, dict[str, Any]]]


def the_register(case: Case) -> Path:
    return next(each.path for each in case.exhibits() if each.received_name == "deliveries.csv")


def table_of(case: Case, kind: str) -> Path:
    return case.root / "tables" / kind / f"{the_register(case).name[:12]}.parquet"


def alter(path: Path, column: str, value: object) -> None:
    """Change one cell of a written table, as somebody with a program for such files could."""
    table = pq.read_table(path)
    cells = [value, *table.column(column).to_pylist()[1:]]
    at = table.schema.get_field_index(column)
    field = table.schema.field(at)
    pq.write_table(table.set_column(at, field, pa.array(cells, field.type)), path)


def test_a_case_that_nobody_touched_verifies_and_each_time_is_a_line(kept: Case, verified: Verified) -> None:
    lines = len(lines_of(kept.root))
    for further in (1, 2):
        code, told = verified()
        assert (code, told["ok"], told["chain"]) == (0, True, "unbroken")
        assert (told["exhibits"], told["rebuilt"]) == (len(FACTS) + 2, len(FACTS) + 2)
        assert told["damaged"] == told["differing"] == told["unlisted"] == told["changed_readers"] == []
        assert told["lines"] == len(lines_of(kept.root)) == lines + further


def test_an_altered_exhibit_is_broken_custody(kept: Case, verified: Verified) -> None:
    register = the_register(kept)
    register.chmod(0o644)
    register.write_bytes(register.read_bytes().replace(b"Israel", b"Russia"))
    code, told = verified()
    assert code == 4
    assert told["damaged"][0].startswith(f"altered: {register.name}")
    assert told["differing"] == [], "rows of altered bytes say nothing about the reader"


def test_a_missing_exhibit_is_broken_custody(kept: Case, verified: Verified) -> None:
    the_register(kept).unlink()
    code, told = verified()
    assert code == 4
    assert told["damaged"][0].startswith("missing: ")


def test_an_altered_ledger_is_broken_custody_and_nothing_is_written(kept: Case, armstrace: Armstrace) -> None:
    ledger = kept.root / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes().replace(b'"by":"p-1"', b'"by":"p-2"', 1))
    before = tree(kept.root)
    done = armstrace("verify", "--case", kept.root, "--json")
    assert done.code == 4
    assert json.loads(done.out)["chain"].startswith("broken at line 1: altered")
    assert tree(kept.root) == before
    others = armstrace("add", kept.root / "case.toml", "--case", kept.root)
    assert others.code == 4
    assert "of the custody ledger is not as it was written" in others.err


@pytest.mark.parametrize(("column", "value"), [("tiv_m", 999.0), ("supplier", "RUS"), ("comment", "nothing to see")])
def test_altered_rows_are_found_and_can_be_rebuilt(
    column: str, value: object, kept: Case, verified: Verified, armstrace: Armstrace
) -> None:
    alter(table_of(kept, "transfer"), column, value)
    code, told = verified()
    assert code == 4
    assert "the stored rows of transfer were altered" in told["differing"][0]
    assert armstrace("read", "--again", "--case", kept.root).code == 0
    assert verified()[0] == 0


def test_altered_findings_are_found(kept: Case, verified: Verified, armstrace: Armstrace, tmp_path: Path) -> None:
    (path,) = (kept.root / "tables" / "finding").glob("*.json")
    path.write_bytes(path.read_bytes().replace(b'"verdict":"supported"', b'"verdict":"contradicted"'))
    code, told = verified()
    assert code == 4
    assert f"tables/finding/{path.name} was altered" in told["differing"][0]
    armstrace("check", tmp_path / "article.txt", "--published", PUBLISHED, "--case", kept.root)
    assert verified()[0] == 0


def test_findings_that_are_gone_or_foreign_are_named(kept: Case, verified: Verified, armstrace: Armstrace) -> None:
    (path,) = (kept.root / "tables" / "finding").glob("*.json")
    moved = path.rename(path.with_name("000000000000.json"))
    code, told = verified()
    assert code == 4
    assert "tables/finding/000000000000.json is foreign" in told["differing"][0]
    moved.unlink()
    code, told = verified()
    assert (code, told["ok"]) == (3, True)
    assert f"tables/finding/{path.name} is missing" in told["missing"][0]
    assert "kept once and not there now" in armstrace("verify", "--case", kept.root).out


@pytest.mark.parametrize("damage", [b"", b"PAR1 nonsense", None])
def test_damaged_and_missing_tables(damage: bytes | None, kept: Case, verified: Verified, armstrace: Armstrace) -> None:
    table = table_of(kept, "transfer")
    if damage is None:
        table.unlink()
        assert verified()[0] == 0, "tables are rebuilt at any time: that they are not there breaks nothing"
    else:
        table.write_bytes(damage)
        assert verified()[0] == 4
        done = armstrace("share", "--recipient", "AZE", "--years", "2015-2019", "--case", kept.root)
        assert done.code == 2
        assert "Run `armstrace read --again`" in done.err
        assert armstrace("read", "--again", "--case", kept.root).code == 0
    done = armstrace("share", "--recipient", "AZE", "--years", "2015-2019", "--case", kept.root, "--json")
    assert json.loads(done.out)["editions"][0]["lines"][0]["percent"] == 60.0
    assert verified()[0] == 0


def test_another_version_of_a_reader_is_listed_apart(verified: Verified, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sipri_deliveries, "SOURCE", dataclasses.replace(sipri_deliveries.SOURCE, version=99))
    code, told = verified()
    assert code == 0
    assert "here sipri_deliveries@99" in told["changed_readers"][0]
    assert told["rebuilt"] == len(FACTS) + 1


def test_a_reader_that_says_something_else_without_a_new_version_is_found(
    verified: Verified, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = sipri_deliveries.read
    monkeypatch.setattr(sipri_deliveries, "read", lambda *given: list(original(*given))[:-1])
    code, told = verified()
    assert code == 4
    assert "the same reader gives other rows of transfer" in told["differing"][0]


def test_an_exhibit_not_read_yet_breaks_nothing(kept: Case, verified: Verified, tmp_path: Path) -> None:
    kept.add(write(tmp_path, "notes.txt", "The weather was fine.\n"))
    code, told = verified()
    assert code == 0
    assert "notes.txt: not read yet" in told["unread"][0]


def test_a_file_among_the_exhibits_that_nobody_listed_is_told(kept: Case, verified: Verified) -> None:
    write(kept.root / "exhibits", ".DS_Store", b"\0")
    code, told = verified()
    assert code == 3
    assert told["ok"]
    assert told["unlisted"] == ["exhibits/.DS_Store"]


def test_the_report_for_a_person_names_the_same(kept: Case, armstrace: Armstrace) -> None:
    assert "unbroken" in armstrace("verify", "--case", kept.root).out
    register = the_register(kept)
    register.chmod(0o644)
    register.write_bytes(b"")
    told = armstrace("verify", "--case", kept.root)
    assert told.code == 4
    assert "1 not as they were received" in told.out
    assert f"altered: {register.name}" in told.out
