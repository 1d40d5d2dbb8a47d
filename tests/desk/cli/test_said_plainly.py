"""What commands say to somebody who does not know the program: the reason, and a next step that can be pasted."""

import json
import re
import shlex
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from armstrace.desk.licences import Gate, may_leave
from armstrace.records.exhibits import Exhibit
from armstrace.sources.registry import readers
from desk.conftest import Armstrace
from desk.made_files import PUBLISHED, article_and_register, write


def test_a_bundle_says_what_stayed_and_the_step_it_says_lets_it_leave(
    armstrace: Armstrace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, register = article_and_register(tmp_path)
    monkeypatch.chdir(tmp_path)
    armstrace("new", "c")
    armstrace("add", register, "--case", "c")
    armstrace("check", article, "--published", PUBLISHED, "--case", "c")
    first = armstrace("bundle", "b", "--case", "c")
    assert "article.txt\n    stayed here: nobody said its licence\n" in first.out
    assert "deliveries.csv\n    stayed here: it leaves for a non-commercial use only" in first.out
    (signed,) = re.findall(r"armstrace (bundle .*--allow.*)", first.out)
    assert shlex.split(signed)[1] == "b-2"
    (declared,) = re.findall(r"armstrace (bundle .*--non-commercial)", first.out)
    assert armstrace(*shlex.split(signed)).code == 0
    (tmp_path / "b-2").rename(tmp_path / "elsewhere")
    again = armstrace(*shlex.split(declared))
    assert again.code == 0
    assert "stayed here" not in again.out


def test_no_more_than_the_whole_data_set_leaves() -> None:
    exhibit = Exhibit("ab" * 32, Path("x"), 1, "x", "text/plain", "2026-01-01T00:00:00Z", "p-1")
    source = readers()["sipri_deliveries"].SOURCE
    for percent, told in ((250.0, "as much as the whole data set would"), (12.34, "12.3 % of the data set would")):
        gate = Gate(non_commercial=True, percent={source.name: percent})
        assert may_leave(exhibit, source, gate)[1].startswith(told)


_ONE_TO_ARMENIA = """Volume of transfers of major arms
Source: SIPRI Arms Transfers Database (c) SIPRI.
Data generated: 13 Apr 2024 3:53:58 PM

Recipient,2014,2015,2016,2017,2018,2019,2014-2019,Percentage,Sum total years,Percentage of total
Azerbaijan,1,500,500,500,500,500,2501,83.3%,2501,83.3%
Armenia,1,100,100,100,100,100,501,16.7%,501,16.7%
Total world import,2,600,600,600,600,600,3002,100%,3002,
"""


def test_an_edition_that_gives_no_figure_says_why(armstrace: Armstrace, tmp_path: Path) -> None:
    article, register = article_and_register(tmp_path)
    totals = write(tmp_path, "import-values.csv", _ONE_TO_ARMENIA)
    done = armstrace("check", article, "--published", PUBLISHED, "--against", register, totals)
    assert re.search(r"no figure: SIPRI TIV tables, .* holds totals of states and not who supplied whom", done.out)
    alone = armstrace("share", totals, "--recipient", "AZE", "--years", "2015-2019")
    assert "holds totals of states and not who supplied whom" in alone.err


def test_an_export_for_one_state_held_against_one_for_all_says_so_first(armstrace: Armstrace, tmp_path: Path) -> None:
    totals = write(tmp_path, "import-values.csv", _ONE_TO_ARMENIA)
    with as_file(files("armstrace.desk").joinpath("demo_case", "tiv_imports_azerbaijan.csv")) as narrow:
        told = armstrace("diff", narrow, totals).out.splitlines()
        asked = armstrace("diff", narrow, totals, "--recipient", "AZE").out
    assert told[2].startswith("The older edition was exported for Azerbaijan as recipient alone")
    assert told[2].endswith("--recipient AZE")
    pairs = [line for line in told if " \u2192 " in line and line.startswith("  ")]
    assert pairs[:2] == ["  * \u2192 Azerbaijan", "  Russia \u2192 Azerbaijan"]
    assert "Armenia" not in asked
    assert "exported for Azerbaijan" not in asked


def test_check_prints_keys_that_why_takes_and_a_replaced_one_leads_on(armstrace: Armstrace, tmp_path: Path) -> None:
    article, register = article_and_register(tmp_path)
    case = ("--case", tmp_path / "c")
    armstrace("new", tmp_path / "c")
    armstrace("add", register, *case)
    checking = ("check", article, "--published", PUBLISHED)
    (old, *_) = re.findall(r"^  (finding:[0-9a-f]{8})$", armstrace(*checking, *case).out, re.MULTILINE)
    assert not re.search("finding:", armstrace(*checking, "--against", register).out)
    told = armstrace("why", old, *case).out
    assert told.startswith("finding: supported")
    (row,) = set(re.findall(r"^record (transfer:[0-9a-f]{8})", told, re.MULTILINE)[:1])
    assert armstrace("why", row, *case).out.startswith(f"record {row}")
    with as_file(files("armstrace.desk").joinpath("demo_case", "tiv_imports_azerbaijan.csv")) as other:
        armstrace("add", other, *case)
    (new, *_) = re.findall(r"^  (finding:[0-9a-f]{8})$", armstrace(*checking, *case).out, re.MULTILINE)
    assert old != new
    led_on = armstrace("why", old, *case)
    assert led_on.code == 0
    assert re.match(rf"{old}[0-9a-f]+: replaced on \d{{4}}-\d\d-\d\d\n", led_on.out)
    assert f"stands now: {new}" in led_on.out
    assert "\nfinding: supported\n" in led_on.out
    assert "No finding of this case has that key." in armstrace("why", "finding:00000000", *case).err
    claims = re.findall(r"(claim:\S+) .* 60 percent", armstrace("claims", *case).out)
    assert any(f"answered by {new}" in armstrace("why", claim, *case).out for claim in claims)


def test_words_that_several_findings_are_about_stand_once(armstrace: Armstrace, tmp_path: Path) -> None:
    _, register = article_and_register(tmp_path)
    words = "Israel and Germany supplied armoured vehicles to Azerbaijan and Armenia"
    text = write(tmp_path, "two.txt", f"{words}. Israel supplied drones to Azerbaijan.")
    checking = ("check", text, "--published", PUBLISHED, "--against", register)
    told = armstrace(*checking).out
    assert told.count(words) == 1
    below = told.split(f"\u201c{words}\u201d\n")[1].split("\n\n")[0].splitlines()
    assert len([line for line in below if not line.startswith(" ")]) == 4
    assert told.count("\u201cIsrael supplied drones to Azerbaijan\u201d") == 1
    found = json.loads(armstrace(*checking, "--json").out)["findings"]
    assert len([each for each in found if each["claim"]["text"] == words]) == 4
    page = armstrace(*checking, "--html", "-").out
    for pair in ("Israel to Azerbaijan", "Israel to Armenia", "Germany to Azerbaijan", "Germany to Armenia"):
        assert f'<p class="about">{pair}</p>' in page
