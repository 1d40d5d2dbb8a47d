"""The words of the command line on good input: what they print, for a person and for a program, and what they keep."""

import io
import json
import re
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from armstrace import __version__ as armstrace_version
from armstrace.desk.case import Case
from armstrace.desk.intake import FACTS
from desk.conftest import Armstrace
from desk.made_files import (
    ARTICLE,
    PUBLISHED,
    SUPPORTED,
    article_and_register,
    deliveries,
    lines_of,
    tree,
    write,
)


def findings(armstrace: Armstrace, *words: object) -> list[dict[str, Any]]:
    done = armstrace("check", *words, "--published", PUBLISHED, "--json")
    assert done.code == 0, done.err
    told: list[dict[str, Any]] = json.loads(done.out)["findings"]
    return told


def test_an_article_is_checked_without_a_case(armstrace: Armstrace, tmp_path: Path) -> None:
    article, register = article_and_register(tmp_path)
    page = tmp_path / "page.html"
    done = armstrace("check", article, "--published", PUBLISHED, "--against", register, "--html", page)
    assert done.code == 0
    assert "supported  “Israel supplied 60 percent of Azerbaijan's arms imports" in done.out
    assert "60.0 " in done.out
    assert SUPPORTED.split()[0] in page.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt", "deliveries.csv", "page.html"]


def test_the_json_of_a_check(armstrace: Armstrace, tmp_path: Path) -> None:
    article, register = article_and_register(tmp_path)
    done = armstrace("check", article, "--published", PUBLISHED, "--against", register, "--json")
    told = json.loads(done.out)
    assert told["document"]["name"] == "article.txt"
    assert told["document"]["published"] == PUBLISHED
    share, *treaties = told["findings"]
    assert (share["verdict"], share["figure"], share["unit"]) == ("supported", 60.0, "percent of major arms, in TIV")
    assert share["claim"]["text"] == ARTICLE[share["claim"]["start"] : share["claim"]["end"]]
    assert len(share["readings"][0]["records"]) == len(share["records"]) == 2
    assert {each["figure"]["signature"] for each in treaties} == {None}
    assert {each["claim"]["state"] for each in treaties} == {"ARM", "AZE"}
    needed = {"claim", "check", "verdict", "figure", "unit", "readings", "slots", "reason", "records", "sql", "limits"}
    assert all(needed <= each.keys() for each in told["findings"])


def test_registers_come_as_files_folders_further_words_and_repeated_options(
    armstrace: Armstrace, tmp_path: Path
) -> None:
    article = write(tmp_path, "article.txt", ARTICLE)
    folder = tmp_path / "registers" / "deeper"
    folder.mkdir(parents=True)
    one = write(tmp_path, "one.csv", deliveries(generated="5 May 2023 1:00:00 PM"))
    two = write(folder, "two.csv", deliveries(generated="5 May 2022 1:00:00 PM"))
    three = write(tmp_path, "three.csv", deliveries(generated="5 May 2021 1:00:00 PM"))
    write(folder, ".hidden", b"\0")
    ways: list[tuple[list[Path | str], int]] = [
        (["--against", one], 1),
        ([one], 1),
        (["--against", one, two], 2),
        (["--against", one, "--against", two, three], 3),
        (["--against", tmp_path / "registers"], 1),
        (["--against", tmp_path / "registers", one, three], 3),
    ]
    for words, editions in ways:
        assert len(findings(armstrace, article, *words)[0]["readings"]) == editions, words


def test_standard_input_is_a_file_too(
    armstrace: Armstrace, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def given(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))

    _, register = article_and_register(tmp_path)
    given(ARTICLE)
    assert findings(armstrace, "-", "--against", register)[0]["figure"] == 60.0
    given(ARTICLE)
    items = json.loads(armstrace("claims", "-", "--published", PUBLISHED, "--json").out)["items"]
    assert SUPPORTED[:-1] in [item["text"] for item in items]
    given(deliveries())
    done = armstrace("add", "-", "--case", case.root, "--json")
    assert json.loads(done.out)[0]["name"] == "standard input"
    assert json.loads(done.out)[0]["rows"] == {"edition": 1, "transfer": 3}
    given(deliveries())
    assert len(armstrace("read", "-", "--json").out.splitlines()) == 4


def test_pages_and_charts_can_go_to_standard_output(armstrace: Armstrace, tmp_path: Path) -> None:
    article, register = article_and_register(tmp_path)
    page = armstrace("check", article, "--published", PUBLISHED, "--against", register, "--html", "-")
    assert page.out.lower().startswith("<!doctype html>")
    assert page.out.rstrip().endswith("</html>")
    chart = armstrace("share", register, "--recipient", "AZE", "--years", "2016-2017", "--plot", "-")
    assert chart.out.startswith("<svg")
    assert chart.out.rstrip().endswith("</svg>")


def test_expect_asks_for_findings_that_all_say_so(armstrace: Armstrace, tmp_path: Path) -> None:
    article, register = article_and_register(tmp_path)
    nothing = write(tmp_path, "nothing.txt", "The weather was fine.\n")
    empty = write(tmp_path, "empty.csv", b"")
    words = ["--published", PUBLISHED, "--against", register]
    assert armstrace("check", article, *words, "--expect", "supported").code == 0
    assert armstrace("check", article, *words, "--expect", "cannot-tell").code == 1
    assert armstrace("check", nothing, *words, "--expect", "supported").code == 1
    assert armstrace("check", nothing, *words).code == 0
    assert armstrace("check", article, *words, empty).code == 3
    assert armstrace("check", article, *words, empty, "--expect", "contradicted").code == 1


def test_in_a_case_a_check_uses_what_was_read_and_a_second_one_adds_nothing(
    checked: Case, armstrace: Armstrace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = tmp_path / "article.txt"
    before = tree(checked.root)
    monkeypatch.chdir(checked.root / "exhibits")
    monkeypatch.setattr("armstrace.desk.intake.write", None)  # nothing is read again, so nothing is written
    assert findings(armstrace, article)[0]["figure"] == 60.0
    assert tree(checked.root) == before
    acts = [json.loads(line)["act"] for line in lines_of(checked.root)]
    assert acts == ["open", *["add", "read"] * (len(FACTS) + 2), "check"]


def test_outside_its_options_a_case_nearby_is_left_alone(
    checked: Case, armstrace: Armstrace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = write(tmp_path, "other.csv", deliveries([("Russia", "Azerbaijan", 2016, 100.0)]))
    before = tree(checked.root)
    monkeypatch.chdir(checked.root)
    assert findings(armstrace, tmp_path / "article.txt", "--against", other)[0]["verdict"] == "contradicted"
    assert tree(checked.root) == before
    findings(armstrace, tmp_path / "article.txt", "--against", other, "--case", checked.root)
    assert len(lines_of(checked.root)) == len(before["ledger.jsonl"].splitlines()) + 3  # type: ignore[union-attr]


def test_what_was_added_but_not_read_is_caught_up_on(case: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    article, register = article_and_register(tmp_path)
    case.add(register)  # as if the program had died before it came to reading
    assert findings(armstrace, article, "--case", case.root)[0]["figure"] == 60.0
    done = armstrace("share", "--case", case.root, "--recipient", "AZE", "--years", "2016-2017", "--json")
    assert [part["percent"] for part in json.loads(done.out)["editions"][0]["lines"]] == [60.0, 40.0]


def test_a_folder_that_is_a_case_gives_only_what_a_person_put_into_it(checked: Case, armstrace: Armstrace) -> None:
    write(checked.root, "notes.txt", "The weather was fine.\n")
    done = armstrace("add", checked.root, "--case", checked.root, "--json")
    assert [row["name"] for row in json.loads(done.out)] == ["notes.txt"]


def test_read_prints_every_record_with_its_doubt(armstrace: Armstrace, case: Case, tmp_path: Path) -> None:
    _, register = article_and_register(tmp_path)
    records = [json.loads(line) for line in armstrace("read", register, "--json").out.splitlines()]
    assert [record["kind"] for record in records] == ["edition", *["transfer"] * 3]
    assert (records[1]["supplier"], records[1]["delivered_earliest"], records[1]["tiv_m"]) == (
        "ISR",
        "2016-01-01",
        60.0,
    )
    assert "1 edition, 3 transfer" in armstrace("read", register).out
    armstrace("add", register, "--case", case.root)
    again = armstrace("read", "--case", case.root, "--json").out.splitlines()
    alone = armstrace("read", register, "--json").out.splitlines()
    assert [line for line in again if '"sipri_deliveries"' in line] == alone


def test_share_by_edition_in_words_and_numbers(armstrace: Armstrace, tmp_path: Path) -> None:
    _, register = article_and_register(tmp_path)
    words = ["share", register, "--recipient", "Azerbaijan", "--years", "2015-19"]
    told = armstrace(*words).out
    assert "Azerbaijan: imports of major arms 2015–2019, share by supplier, in TIV" in told
    assert "100.0 million TIV" in told
    assert "Our calculation from SIPRI data" in told
    by_supplier = json.loads(armstrace(*words, "--json").out)["editions"][0]["lines"]
    assert [(part["name"], part["percent"]) for part in by_supplier] == [("Israel", 60.0), ("Russia", 40.0)]
    exports = json.loads(armstrace("share", register, "--supplier", "RUS", "--years", "2015-2019", "--json").out)
    assert exports["by"] == "recipient"
    assert [round(part["percent"], 1) for part in exports["editions"][0]["lines"]] == [61.5, 38.5]
    nobody = armstrace("share", register, "--recipient", "CHL", "--years", "1930-1931")
    assert "No register here holds these figures." in nobody.err


def test_a_treaty_without_a_table_is_told_with_its_depositary(armstrace: Armstrace) -> None:
    done = armstrace("treaties", "ARM", "--treaty", "CFE", "--json")
    assert (done.code, json.loads(done.out)) == (0, [])
    assert "Depositary: Netherlands; see https://" in done.err


def test_treaties_of_a_state_with_and_without_a_case(
    case: Case, armstrace: Armstrace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = armstrace("treaties", "Israel", "--treaty", "Arms Trade Treaty", "--on", "2020-11-20", "--json")
    (row,) = json.loads(done.out)
    assert (row["state"], row["treaty"], row["status"], row["signature"]) == ("ISR", "ATT-2013", "signatory", "2014")
    header = 'Participant,Signature,Provisional application(n),"Acceptance(A), Ratification"\n'
    table = write(tmp_path, "26-6.csv", header + "Armenia,3 Dec 2008,,1 Jan 2010\nIsrael,,,1 Mar 2014\n")
    rows = json.loads(armstrace("treaties", "ARM", table, "--treaty", "CCM-2008", "--on", "2013-01-01", "--json").out)
    assert {row["status"] for row in rows} == {"in force for it", "neither"}
    armstrace("add", table, "--case", case.root)
    monkeypatch.chdir(case.root)
    assert len(json.loads(armstrace("treaties", "ARM", "--treaty", "CCM-2008", "--json").out)) == 2
    assert "in force for it" in armstrace("treaties", "Armenia", "--on", "2013-01-01").out


def test_why_leads_from_a_finding_to_the_printed_cell_and_the_printed_words(
    checked: Case, armstrace: Armstrace, tmp_path: Path
) -> None:
    share = findings(armstrace, tmp_path / "article.txt", "--case", checked.root)[0]
    steps = json.loads(armstrace("why", share["key"], "--case", checked.root, "--json").out)
    assert steps[0]["what"] == "finding: supported"
    assert steps[1]["printed"] == SUPPORTED[:-1], "the words as they stand in the exhibit"
    assert sum(step["what"].startswith("record transfer:") for step in steps) == 2
    rows = [step["printed"] for step in steps if step["what"] == "in the original"]
    assert rows[0].startswith("1,Israel,Azerbaijan,Kestrel-1,UAV,Aircraft,2015,No,1,No,2016,No,New,60.0")
    by_record = json.loads(armstrace("why", share["records"][0], "--case", checked.root, "--json").out)
    assert [step["what"].split()[0] for step in by_record] == ["record", "in", "exhibit"]
    exhibit = by_record[-1]["what"].split()[1]
    told = armstrace("why", exhibit[:8], "--case", checked.root).out
    assert "received as: deliveries.csv" in told
    assert str(checked.root / "exhibits") in told


def test_a_dossier_is_written_into_the_case_or_where_it_is_wanted(
    checked: Case, armstrace: Armstrace, tmp_path: Path
) -> None:
    done = armstrace("dossier", "--case", checked.root)
    assert done.code == 0, done.err
    (page,) = (checked.root / "dossier").glob("*.html")
    assert str(page) in done.out
    assert "Israel supplied 60 percent" in page.read_text(encoding="utf-8")
    article = next(each for each in checked.exhibits() if each.received_name == "article.txt")
    elsewhere = tmp_path / "page.html"
    assert armstrace("dossier", article.sha256[:6], "--out", elsewhere, "--case", checked.root).code == 0
    assert elsewhere.stat().st_size > 1000
    assert armstrace("dossier", article.sha256[:6], "--published", "2021-01-01", "--case", checked.root).code == 0


def test_a_dossier_takes_a_file_or_a_name_as_other_commands_do(
    checked: Case, armstrace: Armstrace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = len(checked.exhibits())
    for named in ("article.txt", tmp_path / "article.txt"):
        assert armstrace("dossier", named, "--case", checked.root).code == 0
    (tmp_path / "article.txt").unlink()
    done = armstrace("dossier", "article.txt", "--case", checked.root)
    assert done.code == 0, "the exhibit of that name"
    assert len(checked.exhibits()) == before
    write(tmp_path, "other.txt", "Neither Armenia nor Azerbaijan is a party to the Arms Trade Treaty.")
    done = armstrace("dossier", "other.txt", "--published", PUBLISHED, "--case", checked.root)
    assert "2 findings" in done.out
    assert len(checked.exhibits()) == before + 1
    refused = armstrace("dossier", tmp_path, "--case", checked.root)
    assert (refused.code, "This is a folder." in refused.err) == (2, True)


def test_a_case_shows_itself(checked: Case, armstrace: Armstrace) -> None:
    told = json.loads(armstrace("case", "show", "--case", checked.root, "--json").out)
    assert [each["received_name"] for each in told["exhibits"]] == [*FACTS, "deliveries.csv", "article.txt"]
    assert {each["set_aside"] for each in told["exhibits"]} == {0}
    assert told["title"] == "A test"
    shown = armstrace("case", "show", "--case", checked.root).out
    assert "SIPRI deliveries, generated 5 May 2023" in shown
    assert "made for this case" in shown


def test_new_tells_what_to_do_next(armstrace: Armstrace, tmp_path: Path) -> None:
    done = armstrace("new", tmp_path / "my case", "--party", "AZE", "--party", "ARM", "--period", "2015/2020")
    assert done.code == 0
    assert f"armstrace add --case '{tmp_path}/my case' FILE" in done.out
    told = json.loads(armstrace("case", "show", "--case", tmp_path / "my case", "--json").out)
    assert (told["title"], told["parties"], told["period"]) == ("my case", ["AZE", "ARM"], "2015/2020")


def test_the_version_is_that_of_the_package(armstrace: Armstrace) -> None:
    assert armstrace("--version").out == f"armstrace {armstrace_version}\n"


def test_sources_say_what_they_cannot_show(armstrace: Armstrace) -> None:
    told = json.loads(armstrace("sources", "--json").out)
    assert {"sipri_deliveries", "treaty_facts", "plain_text", "pdf_file"} <= {each["name"] for each in told}
    assert all(each["limits"] for each in told)
    listed = armstrace("sources").out
    for each in told:
        assert re.search(rf"^{each['name']}  ", listed, re.MULTILINE)
    one = armstrace("sources", "sipri_deliveries").out
    assert one.count("cannot show: ") == sum(len(each["limits"]) for each in told if each["name"] == "sipri_deliveries")
    assert "No source is named 'x'" in armstrace("sources", "x").err


def test_into_a_pipe_no_line_is_broken_and_none_ends_in_spaces(
    checked: Case, armstrace: Armstrace, tmp_path: Path
) -> None:
    told = armstrace("check", tmp_path / "article.txt", "--published", PUBLISHED, "--case", checked.root).out
    told += armstrace("case", "show", "--case", checked.root).out
    assert any(len(line) > 200 for line in told.splitlines())
    assert not any(line.endswith(" ") for line in told.splitlines())
