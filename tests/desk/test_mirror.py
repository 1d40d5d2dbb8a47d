"""`armstrace mirror` as its users run it: files or a case, years, SIPRI's rows beside and never as a second origin."""

import json
from pathlib import Path

import pytest

from armstrace.desk.case import Case
from armstrace.desk.cli import main
from armstrace.sources import supply_sheet
from desk.conftest import Armstrace
from desk.made_files import deliveries, write

UNROCA = """report,year,reporting state,partner,category,number of items,description of items
export,2016,Israel,Azerbaijan,III,12,Invented launcher
import,2016,Azerbaijan,Israel,III. Large-calibre artillery systems,10,Invented launcher
export,2017,Israel,Azerbaijan,IVb,50,Invented aircraft
import,2017,Azerbaijan,,,nil,
export,2018,Israel,Azerbaijan,IVb,5,Invented aircraft
import,2018,Azerbaijan,,,no report,
"""


def test_files_are_held_against_one_another_year_by_year(armstrace: Armstrace, tmp_path: Path) -> None:
    reports = write(tmp_path, "reports.csv", UNROCA)
    done = armstrace("mirror", "Israel", "AZE", reports, "--years", "2016-2019", "--json")
    shown = json.loads(done.out)
    assert done.code == 0
    assert [(each["year"], each["answer"], each["by"]) for each in shown["answers"]] == [
        (2016, "differ", "2"),
        (2017, "nil report", ""),
        (2018, "no report", ""),
        (2019, "not in these files", ""),
    ]
    assert all(each["records"] for each in shown["answers"][:3])
    assert any("party" in limit for limit in shown["limits"])


def test_a_table_for_a_person_has_the_words(armstrace: Armstrace, tmp_path: Path) -> None:
    done = armstrace("mirror", "ISR", "AZE", write(tmp_path, "reports.csv", UNROCA))
    assert "Israel reports 12, Azerbaijan 10: they differ by 2." in done.out
    assert "Each report is the word of a party" in done.err


def test_a_case_without_reports_says_so(case: Case, armstrace: Armstrace) -> None:
    done = armstrace("mirror", "ISR", "AZE", "--case", case.root)
    assert done.code == 0
    assert "No report by either of them is here" in done.out


def test_what_sipri_compiled_stands_beside(case: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    files = write(tmp_path, "reports.csv", UNROCA), write(tmp_path, "deliveries.csv", deliveries())
    assert armstrace("add", *files, "--case", case.root).code == 0
    done = armstrace("mirror", "ISR", "AZE", "--years", "2010-2019", "--case", case.root, "--json")
    shown = json.loads(done.out)
    assert shown["beside"]
    assert all("no second origin" in each["words"] for each in shown["beside"])
    keys = {key for each in shown["answers"] for key in each["records"]}
    assert not keys & {each["key"] for each in shown["beside"]}
    # each answer leads back to the bytes
    first = next(each for each in shown["answers"] if each["answer"] == "differ")
    told = armstrace("why", first["records"][0], "--case", case.root)
    assert told.code == 0
    assert "Invented launcher" in told.out


@pytest.mark.parametrize(
    "words",
    [("ISR", "ISR"), ("Atlantis", "AZE"), ("ISR", "AZE", "--years", "soon"), ("ISR", "AZE", "--years", "1000-2000")],
)
def test_wrong_use_is_told_before_anything_is_read(
    armstrace: Armstrace, tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = armstrace("mirror", *words[:2], write(tmp_path, "reports.csv", UNROCA), *words[2:])
    assert done.code == 2
    assert done.out == ""


def test_a_line_set_aside_is_listed_and_the_rest_is_done(armstrace: Armstrace, tmp_path: Path) -> None:
    done = armstrace("mirror", "ISR", "AZE", write(tmp_path, "r.csv", UNROCA + "export,2016,Atlantis,Peru,I,1,\n"))
    assert done.code == 3
    assert "Atlantis" in done.err
    assert "differ by 2" in done.out


def test_the_template_of_a_sheet_is_printed_and_none_where_there_is_none(armstrace: Armstrace) -> None:
    assert armstrace("sources", "--template", "supply_sheet").out == supply_sheet.template()
    refused = armstrace("sources", "--template", "sipri_register")
    assert (refused.code, refused.out) == (2, "")
    assert "supply_sheet" in refused.err


def test_the_command_is_one_of_the_program() -> None:
    assert "mirror" in {command.name for command in main.app.registered_commands}
