"""Demand 24: what may not leave leaves as hash, citation and place; it is listed with the reason, never dropped."""

import gzip
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from armstrace.desk.bundles.check import Trust, verify_bundle
from armstrace.desk.case import Case
from armstrace.desk.incidents.export import template
from armstrace.desk.licences import Gate, may_leave
from armstrace.evidence.clock import utc_now
from armstrace.records.exhibits import Exhibit
from armstrace.sources.registry import readers
from desk.conftest import Armstrace
from desk.made_files import write

AN_EXHIBIT = Exhibit("ab" * 32, Path("x"), 1, "x", "text/plain", "2026-01-01T00:00:00Z", "p-1")


def asked(said: str, reader: str = "", **gate: Any) -> tuple[bool, str]:
    source = readers()[reader].SOURCE if reader else None
    return may_leave(replace(AN_EXHIBIT, licence=said), source, Gate(**gate))


@pytest.mark.parametrize(
    ("said", "reader", "leaves"),
    [
        ("", "", False),
        ("", "plain_text", False),
        ("© Example Press", "plain_text", False),
        ("CC BY 4.0", "plain_text", True),
        ("own photograph", "", True),
        ("MIT", "markdown", True),
        ("ODbL 1.0", "trace_archive", True),
        ("CC BY-NC 4.0", "html_page", False),
        ("CC BY 4.0; confidential until the hearing", "html_page", False),
        ("CC0", "acled_csv", False),
        ("CC0", "fr24_csv", False),
        ("", "ucdp_ged", True),
        ("", "treaty_facts", True),
        ("", "opensky_states", False),
        ("", "sipri_deliveries", False),
        ("", "trace_archive", False),
    ],
)
def test_what_leaves_by_default(said: str, reader: str, leaves: bool) -> None:
    told, reason = asked(said, reader)
    assert told is leaves
    assert reason


@pytest.mark.parametrize(
    "said",
    [
        "mit freundlicher Genehmigung der Zeitung", "Foto: AFP, mit Erlaubnis", "\u00a9 Boeing, Apache press kit",
        "not in the public domain", "not my own work", "no CC BY", "CC BY?", "probably CC BY 4.0",
        "CC BY 4.0 (to be confirmed)", "unclear whether CC0", "CC BY\u2013NC 4.0", "CC BY\u2011NC",
        "CC BY (NC)", "CC BY/NC-SA",
        "CC BY 4.0, not for commercial use", "Creative Commons Attribution\u2013Non\u2011Commercial",
        "CC BY; internal use only",
        "own photograph; do not forward", "own text, off the record", "TLP:AMBER, own work", "public domain? ask",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_free_licence_stays(said: str) -> None:
    assert not asked(said, "plain_text")[0]


@pytest.mark.parametrize(
    "said",
    [
        "MIT",
        "MIT; facts",
        "MIT License",
        "licensed under the MIT licence",
        "Apache-2.0",
        "Apache License 2.0",
        "BSD-3-Clause",
        "3-clause BSD license",
        "CC BY 4.0, no changes made",
        "no rights reserved, CC0",
        "ODbL 1.0",
        "CC BY-SA 4.0; not altered",
        "Public domain (US government)",
    ],
)
def test_free_licences_leave(said: str) -> None:
    assert asked(said, "plain_text")[0]


@pytest.mark.parametrize("form", [b"%s", b"\xff\xfe%s", b'[{"%s": "AZE1"}]'])
@pytest.mark.parametrize("name", ["event_id_cnty", "EVENT_ID_CNTY"])
def test_rows_in_a_form_that_no_reader_knows_stay_all_the_same(form: bytes, name: str, tmp_path: Path) -> None:
    column = name.encode("utf-16-le") if form.startswith(b"\xff") else name.encode()
    for number, content in enumerate((form % column, gzip.compress(form % column))):
        exhibit = replace(AN_EXHIBIT, licence="CC0", path=write(tmp_path, f"{number}.json", content))
        leaves, reason = may_leave(exhibit, None, Gate())
        assert not leaves
        assert "ACLED" in reason
        assert may_leave(exhibit, None, Gate(allowed={exhibit.sha256: "p-1: they allowed it"}))[0]


def test_a_declared_use_opens_what_is_for_that_use_alone() -> None:
    assert asked("CC BY-NC 4.0", "html_page", non_commercial=True)[0]
    assert asked("", "opensky_states", non_commercial=True)[0]
    assert not asked("CC0", "acled_csv", non_commercial=True)[0]
    assert not asked("", "plain_text", non_commercial=True)[0]


def test_of_sipri_less_than_a_tenth_of_a_data_set_leaves() -> None:
    for percent, leaves in ((0.4, True), (9.99, True), (10.0, False), (40.0, False)):
        told, reason = asked("", "sipri_deliveries", non_commercial=True, percent={"sipri_deliveries": percent})
        assert told is leaves
        assert "%" in reason
    assert not asked("", "sipri_register", non_commercial=True)[0], "a share that nobody counted is not a small one"


def test_share_alike_is_said() -> None:
    assert "its notice goes with" in asked("ODbL 1.0", "trace_archive")[1]


def test_a_person_signs_or_holds_back() -> None:
    sha256 = AN_EXHIBIT.sha256
    assert asked("", allowed={sha256: "p-1: leave of the court"}) == (True, "signed for by p-1: leave of the court")
    assert asked("CC0", held={sha256: "p-1: consent"}) == (False, "held back by p-1: consent")
    assert not asked("CC0", recent=frozenset({sha256}))[0]


def leaving(out: Path) -> dict[str, dict[str, Any]]:
    lines = (out / "data/leaving.jsonl").read_text(encoding="ascii").splitlines()
    return {told["received_name"]: told for told in map(json.loads, lines)}


def test_what_may_not_leave_is_listed_with_hash_citation_and_places(
    case: Case, armstrace: Armstrace, tmp_path: Path
) -> None:
    root, out = Path(shutil.copytree(case.root, tmp_path / "case")), tmp_path / "out"
    done = armstrace("bundle", out, "--case", root)
    assert done.code == 0
    told = leaving(out)
    assert set(told) == {each.received_name for each in case.exhibits()}
    register = told["deliveries.csv"]
    assert register["leaves"] is False
    assert "non-commercial use only, which nobody declared" in register["why"]
    assert register["publisher"].startswith("Stockholm International")
    assert register["cited"], "findings rest on rows of it: their keys and places leave"
    assert {"key", "place"} == set(register["cited"][0])
    here = {path.name for path in (out / "data/exhibits").glob("*/*")}
    for name, each in told.items():
        assert (each["sha256"] in here) is each["leaves"], name
    packed = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    register_bytes = next(e.path for e in case.exhibits() if e.received_name == "deliveries.csv").read_bytes()
    assert register_bytes not in packed
    assert not (out / "data/tables/transfer").exists(), "no row of it leaves"
    assert "deliveries.csv" in done.out
    licences = (out / "LICENCES.txt").read_text(encoding="utf-8")
    assert "BY THEIR HASH ALONE: 3" in licences
    report = verify_bundle(out, Trust())
    assert report.ok, report
    assert report.by_hash_alone == 3


def test_signatures_stand_in_the_ledger_and_can_be_turned_round(
    case: Case, armstrace: Armstrace, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(case.root, tmp_path / "case"))
    without = armstrace("bundle", tmp_path / "out", "--allow", "photo.jpg", "--case", root)
    assert (without.code, (tmp_path / "out").exists()) == (2, False)
    assert "A signature needs a reason" in without.err
    words = ("--allow", "all", "--why", "filed under seal", "--case", root)
    assert armstrace("bundle", tmp_path / "one", *words).code == 0
    told = leaving(tmp_path / "one")
    assert told["photo.jpg"]["why"].endswith(": filed under seal")
    assert told["no licence said.txt"]["leaves"]
    assert not told["deliveries.csv"]["leaves"], "all: those whose licence nobody said; SIPRI's is known"
    armstrace("bundle", tmp_path / "two", "--hold", "photo.jpg", "--why", "shows a face", "--case", root)
    told = leaving(tmp_path / "two")
    assert told["photo.jpg"]["leaves"] is False
    assert told["no licence said.txt"]["leaves"], "a signature stands until it is turned round"
    assert verify_bundle(tmp_path / "two", Trust()).ok


def test_exact_places_of_recent_incidents_stay_until_somebody_signs(
    case: Case, armstrace: Armstrace, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(case.root, tmp_path / "case"))
    today = utc_now().date().isoformat()
    sheet = template().replace("2020-10-27/2020-10-28", today).replace("2020-10-30", today)
    path = write(tmp_path, "incidents.csv", sheet)
    assert armstrace("add", path, "--licence", "CC BY 4.0", "--case", root).code == 0
    armstrace("bundle", tmp_path / "one", "--case", root)
    assert "less than twelve months old" in leaving(tmp_path / "one")["incidents.csv"]["why"]
    assert not (tmp_path / "one/data/tables/incident").exists()
    assert not (tmp_path / "one/data/tables/event").exists(), "events tell what incidents tell"
    armstrace("incidents", "--sign", "incidents.csv", "--why", "agreed with those concerned", "--case", root)
    armstrace("bundle", tmp_path / "two", "--case", root)
    assert leaving(tmp_path / "two")["incidents.csv"]["leaves"]
    assert (tmp_path / "two/data/tables/event/events.parquet").exists()
    for name in ("one", "two"):
        report = verify_bundle(tmp_path / name, Trust())
        assert report.ok, report


def test_a_file_kept_outside_the_case_leaves_with_its_bytes(case: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    root = Path(shutil.copytree(case.root, tmp_path / "case"))
    path = write(tmp_path, "outside.txt", "It lay outside the case.\n")
    armstrace("add", path, "--in-place", "--licence", "own text", "--case", root)
    done = armstrace("bundle", tmp_path / "out", "--case", root, "--json")
    told = json.loads(done.out)
    sha256 = leaving(tmp_path / "out")["outside.txt"]["sha256"]
    assert (tmp_path / "out/data/exhibits" / sha256[:2] / sha256).read_bytes() == path.read_bytes()
    assert told["timestamp"]["request"] == "kept"
    report = verify_bundle(tmp_path / "out", Trust(anchor=told["tag_manifest_sha256"]))
    assert report.ok, report
    assert report.rebuilt == told["exhibits"]
    path.unlink()
    gone = armstrace("bundle", tmp_path / "more", "--case", root)
    assert gone.code == 4
    assert "not where it was kept" in gone.err
    assert not (tmp_path / "more").exists()
