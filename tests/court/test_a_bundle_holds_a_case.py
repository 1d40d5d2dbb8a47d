"""The folder data/ of a bundle is a case: its SQL runs there, and whoever has armstrace can go on with a copy."""

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from desk.conftest import Armstrace


def test_the_sql_of_each_finding_runs_there(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(plain / "data")
    queries = sorted(Path("findings").glob("*.sql"))
    assert queries
    findings = json.loads(next(Path("tables/finding").glob("*.json")).read_bytes())["findings"]
    assert len(queries) == sum(bool(each["sql"]) for each in findings)
    # a treaty that a state never joined gives no row, and that is the answer
    given = [duckdb.execute(query.read_text(encoding="utf-8")).fetchall() for query in queries]
    assert any(given)


def test_a_copy_is_a_case_to_work_on(plain: Path, armstrace: Armstrace, tmp_path: Path) -> None:
    root = Path(shutil.copytree(plain / "data", tmp_path / "case"))
    done = armstrace("share", "--recipient", "AZE", "--years", "2015-2019", "--case", root, "--json")
    assert json.loads(done.out)["editions"][0]["lines"][0]["percent"] == 60.0
    assert armstrace("verify", "--case", root).code == 4, "one exhibit did not leave, and the ledger knows it"
