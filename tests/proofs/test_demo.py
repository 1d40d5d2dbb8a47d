import csv
import re
import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from typer.testing import CliRunner

from armstrace.desk.cli.main import app
from armstrace.desk.demo import tour
from armstrace.records.errors import CaseError
from armstrace.sources.registry import readers

SIDES = {"armenia": "Armenia", "azerbaijan": "Azerbaijan"}


def shipped(name: str) -> str:
    return files("armstrace.desk").joinpath("demo_case", name).read_text(encoding="utf-8")


def cells(text: str) -> dict[tuple[str, int], str]:
    """The filled cells of a table of TIV, by the row's name and the year; totals left out."""
    rows = list(csv.reader(text.splitlines()))
    at = next(index for index, row in enumerate(rows) if sum(bool(re.fullmatch(r"\d{4}", cell)) for cell in row) > 5)
    years = [int(cell) if cell.isdecimal() else 0 for cell in rows[at]]
    named = [row for row in rows[at + 1 :] if row and row[0] and not row[0].startswith("Total")]
    return {(row[0], year): cell for row in named for year, cell in zip(years, row, strict=False) if year and cell}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    lines: list[str] = []
    page = tour(tmp_path_factory.mktemp("tour") / "case", lines.append)
    assert page.is_file()
    return lines


def verdicts(lines: list[str]) -> dict[str, str]:
    found = [
        re.match(r" {3}(supported|partly|contradicted|not shown|cannot tell) +([\d.]*) +(.+)", line) for line in lines
    ]
    return {match[3]: f"{match[1]} {match[2]}".strip() for match in found if match}


def test_the_tour_checks_both_sides_alike(said: list[str]) -> None:
    found = verdicts(said)
    expected = {
        "lasted 44 days": "supported 44.0",
        "Israel supplied 60 percent of Azerbaijan's arms imports in 2015–19": "supported 60.3",
        "Russia supplied 29 percent of Azerbaijan's arms imports in 2015–19": "supported 28.9",
        "Russia supplied 94 percent of Armenia's arms imports in 2015–19": "supported 94.4",
        "Turkey supplied 40 percent of Azerbaijan's arms imports in 2015–19": "contradicted 3.1",
        "Jordan supplied 40 percent of Armenia's arms imports in 2015–19": "contradicted 5.6",
        "Israel was Azerbaijan's largest arms supplier in 2015–19": "supported 1.0",
        "Russia was Armenia's largest arms supplier in 2015–19": "supported 1.0",
        "Israel sold Azerbaijan arms worth 790 million dollars in 2015–19": "cannot tell 790.0",
        "Russia sold Armenia arms worth 356 million dollars in 2015–19": "cannot tell 356.0",
        "Israel delivered several rifle models to Azerbaijan": "cannot tell",
        "Russia delivered several rifle models to Armenia": "cannot tell",
        "Azerbaijan supplied 37 percent of Israel's oil imports in 2019": "cannot tell",
    }
    assert {words: found.get(words) for words in expected} == expected
    # one wrong claim for each side makes the shares of the text more than the whole
    assert found[
        "Turkey supplied 40 percent of Azerbaijan's arms imports in 2015–19 (beside 2 other claims of the text)"
    ]
    assert found["Jordan supplied 40 percent of Armenia's arms imports in 2015–19 (beside 1 other claim of the text)"]
    alone = {words: answer for words, answer in found.items() if "beside" not in words}
    wrong = [words for words, answer in alone.items() if answer.startswith("contradicted")]
    assert sorted(name for name in SIDES.values() for words in wrong if name in words) == ["Armenia", "Azerbaijan"]


def test_the_report_is_short_and_names_both_sides_as_often(said: list[str]) -> None:
    report = shipped("report.md")
    assert 500 <= len(report.split()) <= 800
    about = {name: len(re.findall(rf"\b{name}\b", report)) for name in SIDES.values()}
    assert abs(about["Armenia"] - about["Azerbaijan"]) <= 4
    assert re.search(r"7\.\S* Verified: ledger unbroken, 8 exhibits", said[-1])


def test_four_chains_are_built_by_the_same_rules_and_printed_alike(said: list[str]) -> None:
    at = next(number for number, words in enumerate(said) if words.startswith("[bold]6.[/] Chains"))
    named = [words for words in said[at:] if words.startswith("   [bold]")]
    assert [re.findall(r"\[bold\](.*?)\[/\]", words)[0] for words in named] == [
        "Israel \u2192 Azerbaijan \u2192 Stepanakert", "Russia \u2192 Armenia \u2192 Barda",
        "Russia \u2192 Azerbaijan", "Canada \u2192 Turkey \u2192 Azerbaijan",
    ]  # fmt: skip
    ladders = [words for words in said[at:] if "\u2016  4" in words]
    assert len(ladders) == 5
    for words in ladders:
        assert re.findall(r"\b(?:1a|1b|[2-7]|L|K)(?=[\u25c9-\u25d4])", words) == [
            "1a", "1b", "2", "3", "4", "5", "6", "7", "L", "K",
        ]  # fmt: skip


def test_the_command_ends_with_the_file_and_the_next_command(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    result = CliRunner().invoke(app, ["demo", str(folder)])
    assert result.exit_code == 0, result.output
    *_, opens, tries = result.stdout.rstrip().splitlines()
    page = re.fullmatch(r"Open (\S+) in a browser\.", opens)
    assert page
    assert Path(page[1]).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    command = tries.removeprefix("Then try: armstrace ").split()
    told = CliRunner().invoke(app, command)
    assert told.exit_code == 0, told.output
    assert "60.3" in told.stdout


def test_a_second_run_into_the_same_folder_says_so_and_changes_nothing(demo_case: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(demo_case, tmp_path / "case")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(CaseError, match="not empty"):
        tour(folder, lambda _: None)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("side", SIDES)
def test_a_table_says_what_it_is_and_adds_up(side: str) -> None:
    name = f"tiv_imports_{side}.csv"
    text = shipped(name)
    assert "Source: SIPRI Arms Transfers Database" in text
    assert "TIV totals compiled by armstrace from SIPRI's tables generated 28 July 2022" in text
    assert name in shipped("NOTICE.txt")
    with as_file(files("armstrace.desk").joinpath("demo_case", name)) as path:
        assert readers()["sipri_tiv_tables"].recognises(path.read_bytes(), name) == 2
    result = CliRunner().invoke(app, ["share", "--recipient", side, "--years", "2010-2020", str(path), "--json"])
    # exit code 3 would say that a total or a name was set aside
    assert result.exit_code == 0, result.output
    assert "SIPRI TIV tables compiled by armstrace, generated 28 July 2022, 2010–2020" in result.stdout


def test_the_notice_counts_its_figures() -> None:
    figures = sum(len(cells(shipped(f"tiv_imports_{side}.csv"))) for side in SIDES)
    assert f"There are {figures} figures" in shipped("NOTICE.txt")


@pytest.mark.shared
@pytest.mark.parametrize("side", SIDES)
def test_the_tables_are_sipris_own_figures(side: str, shared: Path) -> None:
    compiled = cells(shipped(f"tiv_imports_{side}.csv"))
    expected = {}
    for path in sorted((shared / "sipri/tiv-2022-07-28").glob("*.csv")):
        text = path.read_text(encoding="latin-1")
        title = re.match(r'"?TIV of arms exports from (.+), 1950-2021', text)
        assert title, path.name
        for (recipient, year), cell in cells(text).items():
            if recipient == SIDES[side] and 2010 <= year <= 2020:
                expected[title[1], year] = cell
    assert compiled == expected
