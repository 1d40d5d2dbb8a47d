"""The SQL printed with a finding gives its figure again: with a fresh DuckDB, in the case folder, by anybody."""

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from armstrace.desk.case import open_case
from armstrace.desk.cli.main import app
from proofs import conftest as of_the_proofs

registers_read = of_the_proofs.registers_read


def run(*words: object) -> None:
    done = CliRunner().invoke(app, [*map(str, words)])
    assert done.exit_code == 0, (done.output, done.exception)


def findings_of(case: Path) -> list[dict[str, Any]]:
    (path,) = (case / "tables" / "finding").glob("*.json")
    told: list[dict[str, Any]] = json.loads(path.read_bytes())["findings"]
    return told


def rerun(sql: str) -> list[dict[str, Any]]:
    """Run a query as a reader would who has nothing but DuckDB and the folder."""
    connection = duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
    try:
        cursor = connection.execute(sql)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    finally:
        connection.close()


def volume_of(supplier: str, rows: list[dict[str, Any]]) -> float:
    (volume,) = [row["tiv_m"] for row in rows if row["supplier"] == supplier]
    return float(volume)


def confirm(finding: dict[str, Any], rows: list[dict[str, Any]], case: Path) -> None:
    """Compare what a query gives with what the finding says."""
    figure = finding["figure"]
    if finding["check"] == "treaty_status":
        printed = {row["action"]: row["date_printed"] for row in rows}
        for action in ("signature", "consent"):
            assert (figure[action] is None) == (action not in printed), finding["reason"]
    elif finding["check"] == "rank":
        larger = [row for row in rows if row["tiv_m"] > volume_of(finding["claim"]["subject"], rows)]
        assert len(larger) + 1 == figure
    elif finding["check"] == "transfer_recorded":
        used = open_case(case).tables.rows("transfer", finding["records"])
        # a finding that nothing is recorded rests on no row, and its query gives none
        assert bool(used) == bool(rows)
        assert all({name: row[name] for name in rows[0]} in rows for row in used)
    else:
        ((value,),) = [tuple(row.values()) for row in rows]
        assert value == pytest.approx(figure, abs=0.051), finding["reason"]


def confirm_all(case: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(case)
    confirmed = []
    for finding in findings_of(case):
        assert bool(finding["sql"]) or not finding["records"], f"rows, and no way to ask for them: {finding['reason']}"
        if finding["sql"]:
            confirm(finding, rerun(finding["sql"]), case)
            confirmed.append(finding["check"])
    return confirmed


def test_the_figures_of_the_demo_can_be_had_again(demo_case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    confirmed = confirm_all(demo_case, monkeypatch)
    assert {"import_share", "rank", "volume_ratio", "transfer_volume", "treaty_status"} <= set(confirmed)


@pytest.mark.shared
def test_the_figures_of_the_founding_article_can_be_had_again(
    registers_read: Path, packs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = shutil.copytree(registers_read, tmp_path / "case")
    article = packs / "reading-dev" / "seed" / "article.txt"
    run("check", article, "--published", "2020-11-20", "--case", case)
    assert {"import_share", "treaty_status", "transfer_recorded"} <= set(confirm_all(case, monkeypatch))
