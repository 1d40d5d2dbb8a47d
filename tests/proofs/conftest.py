"""The real registers, read once into a case for all proofs, and the command run in this process."""

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from armstrace.checks.registry import Ground
from armstrace.desk.case import Case, new_case, open_case
from armstrace.desk.cli.main import app
from armstrace.sources.registry import source_limits
from made_once import made_once
from proofs.small_registers import PUBLISHED

DELIVERIES = "sipri/deliveries_all_all_1990-2023_gen2024-04-13_InfoViz.csv"
TABLES = "sipri/tiv-2022-07-28"
CLASSIC_2024 = "sipri/trade-register_all_all_1950-2024_gen2024-10-13_MJHofmann.csv"
CLASSIC_UNDATED = "sipri/trade-register_all_all_Aditya-1711_undated.csv"

CaseOf = Callable[[Iterable[Path]], Case]
Check = Callable[[str, str, Case], list[dict[str, Any]]]


def made_case(root: Path, files: Iterable[Path]) -> Case:
    """Make a case of files, of which none is refused."""
    case = new_case(root, title="proofs", said_by="p-1")
    for path in files:
        outcome = case.read(case.add(path))
        assert not outcome.refused, outcome.refused
    return case


def supplier_tables(shared: Path) -> list[Path]:
    """Give the 134 tables of single suppliers' exports, generated on 28 July 2022."""
    return sorted((shared / TABLES).glob("*.csv"))


@pytest.fixture(scope="session")
def registers_read(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a case with the deliveries of April 2024, the TIV tables of July 2022 and two UN treaty tables.

    All processes share it, so that nobody writes into it.
    """
    treaties = [shared / f"treaties/untreaties_2015/{number}.csv" for number in ("26-6", "26-8")]
    files = [shared / DELIVERIES, *supplier_tables(shared), *treaties]
    return made_once(tmp_path_factory, "registers", lambda folder: made_case(folder, files).tables.close())


@pytest.fixture(scope="session")
def registers(registers_read: Path, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """That case, this process's own copy: checks are kept in it."""
    return open_case(shutil.copytree(registers_read, tmp_path_factory.mktemp("registers") / "case"), "p-1")


@pytest.fixture
def case_of(tmp_path: Path) -> CaseOf:
    """Make a case of the files named."""
    return lambda files: made_case(tmp_path / "case", files)


def checking(folder: Path) -> Check:
    """Give what runs `armstrace check` on a text in a case, as a person would, and gives the findings it prints."""

    def run(text: str, published: str, case: Case) -> list[dict[str, Any]]:
        article = folder / "article.txt"
        article.write_text(text, encoding="utf-8")
        said = ["check", str(article), "--published", published, "--case", str(case.root), "--json"]
        result = CliRunner().invoke(app, said)
        assert result.exit_code == 0, (result.output, result.exception)
        findings: list[dict[str, Any]] = json.loads(result.stdout)["findings"]
        return findings

    return run


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Run `armstrace check`, each test in a folder of its own."""
    return checking(tmp_path)


def ground(case: Case) -> Ground:
    """Give what a check stands on in a case."""
    return Ground(case.tables, PUBLISHED, source_limits)
