"""`armstrace embargoes`: who asked, whom it binds, mandatory or a request, how it stood, and what is disputed."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from armstrace.desk.cli.main import app
from armstrace.records.errors import CaseError
from armstrace.sources.embargo_facts import _TABLE

OWN = {
    "number": "OWN-1", "target": "Norway", "imposed_by": "Made-up Council", "instrument": "act 1",
    "force": "mandatory", "bound": "*", "begins": "2001", "ends": "2003-05-01", "source": "our archive",
}  # fmt: skip


def _run(*words: str, code: int = 0) -> Any:
    shown = CliRunner().invoke(app, ["embargoes", *words])
    assert shown.exit_code == code, shown.output
    return shown


def _told(*words: str) -> list[dict[str, Any]]:
    return list(json.loads(_run(*words, "--json").stdout))


def _own(folder: Path, *rows: dict[str, str]) -> str:
    path = folder / "own.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(_TABLE.cells))
        writer.writeheader()
        writer.writerows(rows)
    return str(path)


def test_the_two_requests_on_azerbaijan_are_told_with_their_dispute() -> None:
    rows = _told("AZE", "--on", "2014-07-01", "--supplier", "ISR")
    assert [(row["number"], row["force"], row["stands"], row["addressed"]) for row in rows] == [
        ("CSCE-1992", "request", "stands, disputed", "not known"),
        ("UNSC-853", "request", "stands, disputed", "yes"),
    ]
    assert all(row["source"].startswith(("GRIP", "SIPRI")) for row in rows)
    shown = _run("Azerbaijan", "--on", "2014-07-01")
    assert "CSCE-1992" in shown.output
    assert "disputed: " in shown.stderr


def test_a_day_before_both_leaves_neither_and_says_what_that_means() -> None:
    shown = _run("AZE", "--on", "1991-01-01", "--json")
    assert json.loads(shown.stdout) == []
    assert "nothing follows from a gap" in shown.stderr


def test_armenia_is_told_as_azerbaijan_is() -> None:
    one, other = _told("ARM"), _told("AZE")
    for row in (*one, *other):
        del row["key"], row["target"]
    assert one == other


def test_a_person_s_own_table_is_asked_beside_the_shipped_one(tmp_path: Path) -> None:
    own = _own(tmp_path, OWN)
    assert [row["stands"] for row in _told("NOR", own)] == ["ended"]
    assert [row["stands"] for row in _told("NOR", own, "--on", "2002-06-01")] == ["stands"]
    assert [row["stands"] for row in _told("NOR", own, "--on", "2001-06-01")] == ["cannot tell"]
    assert _told("NOR", own, "--on", "2003-05-01") == []
    assert _told("NOR", own, "--on", "2000-05-01") == []


def test_a_row_that_cannot_be_read_is_set_aside_and_the_rest_goes_on(tmp_path: Path) -> None:
    own = _own(tmp_path, OWN, OWN | {"force": "voluntary"})
    shown = _run("NOR", own, "--json", code=3)
    assert len(json.loads(shown.stdout)) == 1
    assert "voluntary" in shown.stderr


def test_all_that_is_wrong_is_said_at_once() -> None:
    shown = CliRunner().invoke(app, ["embargoes", "Ruritania", "--on", "yesterday", "--supplier", "Utopia"])
    assert shown.exit_code != 0
    told = str(shown.exception)
    assert all(word in told for word in ("Ruritania", "yesterday", "Utopia"))


def test_a_state_leads_to_the_groups_told_of_with_its_name() -> None:
    shown = _run("YEM", "--on", "2016-01-01")
    assert "No embargo on Yemen" in shown.stderr
    assert "ask for 'Houthi rebels (Yemen)' too" in shown.stderr
    assert shown.stdout.strip() == ""
    assert "UNITA (Angola)" in _run("AGO").stderr
    assert "ask for" not in _run("AZE").stderr


def test_a_group_is_asked_for_as_a_table_names_it() -> None:
    assert [row["number"] for row in _told("janjaweed")] == ["UNSC-1556"]
    with pytest.raises(CaseError, match="group") as wrong:
        app(["embargoes", "Janja"], standalone_mode=False)
    assert "Did you mean Janjaweed" in str(wrong.value)


def test_arms_from_iran_were_under_an_embargo_before_arms_to_it() -> None:
    rows = _told("IRN", "--on", "2008-01-01", "--supplier", "IRN")
    assert [(row["number"], row["force"], row["addressed"]) for row in rows] == [
        ("UNSC-1747", "mandatory", "yes"),
        ("UNSC-1747-6", "request", "yes"),
        ("EU-IRN", "mandatory", "no"),
    ]
