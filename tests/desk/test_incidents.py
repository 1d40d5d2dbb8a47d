"""`armstrace incidents`: found, printed, exported and drawn as sources tell them, no more exactly than may leave."""

import csv
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from armstrace.desk.case import Case
from armstrace.desk.incidents import groups
from armstrace.desk.incidents.export import EXAMPLE, template
from armstrace.desk.incidents.gather import incidents_of, remnants_of
from armstrace.desk.incidents.release import signed
from armstrace.evidence import ledger
from armstrace.sources.incidents.sheet import COLUMNS
from desk.conftest import Armstrace

SAMPLES = Path(__file__).resolve().parents[1] / "sources"
SHEET = SAMPLES / "incident_sheet/sample.csv"
ACLED = SAMPLES / "acled_csv/sample.csv"
UCDP = SAMPLES / "ucdp_ged/sample.csv"
MAP = [SAMPLES / f"timemap/sample_{part}.json" for part in ("events", "associations", "sources")]
REMNANTS = SAMPLES / "remnant_sheet/sample.csv"
TEXT = "Armenian forces fired Smerch rockets at the town of Barda on 28 October 2020.\n"


def sheet(path: Path, **said: str) -> Path:
    rows = [{**dict.fromkeys(COLUMNS, ""), **EXAMPLE, **said}]
    with path.open("w", encoding="utf-8", newline="") as file:
        write = csv.DictWriter(file, list(COLUMNS))
        write.writeheader()
        write.writerows(rows)
    return path


def found(armstrace: Armstrace, *words: object) -> dict[str, Any]:
    done = armstrace("incidents", *words, "--json")
    assert done.code in {0, 3}, done.err
    told: dict[str, Any] = json.loads(done.out)
    return told


def test_the_template_is_read_and_comes_back_as_it_was(armstrace: Armstrace, tmp_path: Path) -> None:
    printed = armstrace("incidents", "--template").out
    assert printed == template()
    path = tmp_path / "mine.csv"
    path.write_text(printed, encoding="utf-8")
    done = armstrace("incidents", path, "--csv")
    assert done.code == 0, done.err
    (row,) = csv.DictReader(done.out.splitlines())
    assert {name: row[name] for name in COLUMNS if name != "taken_from"} == {
        name: EXAMPLE[name] for name in COLUMNS if name != "taken_from"
    }
    again = tmp_path / "again.csv"
    again.write_text(done.out, encoding="utf-8")
    (twice,) = csv.DictReader(armstrace("incidents", again, "--csv").out.splitlines())
    assert {name: twice[name] for name in COLUMNS if name not in {"taken_from", "cited"}} == {
        name: row[name] for name in COLUMNS if name not in {"taken_from", "cited"}
    }


def test_the_page_on_incidents_lists_every_column() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs/incidents.md").read_text(encoding="utf-8")
    for name, holds in COLUMNS.items():
        assert f"| `{name}`" in page
        assert f" | {holds} |" in page


def test_the_order_of_files_makes_no_difference(armstrace: Armstrace) -> None:
    files = [SHEET, UCDP, *MAP]
    told = found(armstrace, *files)
    assert found(armstrace, *files[::-1]) == told
    assert found(armstrace, *files, SHEET) == told
    assert len(told["incidents"]) == 13


def test_adding_twice_changes_nothing(armstrace: Armstrace, case: Case) -> None:
    armstrace("add", SHEET, "--case", case.root)
    before = found(armstrace, "--case", case.root)
    armstrace("add", SHEET, "--case", case.root)
    armstrace("read", "--case", case.root)
    assert found(armstrace, "--case", case.root) == before


def test_incidents_are_asked_by_place_days_weapon_and_actor(armstrace: Armstrace) -> None:
    def numbers(*words: object) -> list[str]:
        return [each["number"] for each in found(armstrace, SHEET, *words)["incidents"]]

    assert numbers() == ["X3", "X2", "X1"]
    assert numbers("--near", "40.1,47.1", "--km", "10") == ["X3", "X1"]
    assert numbers("--near", "Example town", "--km", "1") == ["X3", "X1"]
    assert numbers("--near", "30,30") == []
    assert numbers("--from", "2020-10-28", "--to", "2020-10-28") == ["X3", "X2", "X1"]
    assert numbers("--to", "2020-10-26") == ["X3"]
    assert numbers("--weapon", "smerch") == ["X1"]
    assert numbers("--weapon", "Cluster Munition") == ["X2"]
    assert numbers("--actor", "Azerbaijan") == ["X3"]
    assert numbers("--actor", "ARM") == ["X1"]
    assert numbers("--box", "40,47,41,48") == ["X3", "X1"]
    sure = {each["number"]: each["sure"] for each in found(armstrace, SHEET, "--from", "2020-10-28")["incidents"]}
    assert sure == {"X3": False, "X2": False, "X1": True}


def test_a_name_of_several_places_is_never_picked_silently(armstrace: Armstrace, tmp_path: Path) -> None:
    done = armstrace("incidents", SHEET, "--near", "Martuni")
    assert done.code == 2
    assert "ARM" in done.err
    assert "AZE/XNK" in done.err
    here = sheet(tmp_path / "m.csv", place="Martuni (Khojavend)", lat="39.80", lon="47.11", precision="town")
    assert "Martuni, disputed" in found(armstrace, here, "--near", "Martuni")["asked"]
    for name in ("Stepanakert", "Khankendi"):
        assert f"km of {name}" in found(armstrace, SHEET, "--near", name)["asked"]


def test_a_person_reads_intervals_precision_origin_and_hedge(armstrace: Armstrace) -> None:
    done = armstrace("incidents", SHEET)
    for words in (
        "2020-10-27 to 2020-10-28",
        "2020-10-01 to 2020-10-31, about",
        "(the town)",
        "(no coordinates)",
        "(fired or supplied)",
        "2-5 (best 3)",
        "Invented Watch, 2020-10-30; denied",
        "what their silence can mean",
    ):
        assert words in done.out
    assert done.code == 3
    assert "set aside, 14 in sample.csv" in done.err


def test_wrong_words_are_named_all_at_once(armstrace: Armstrace) -> None:
    done = armstrace("incidents", SHEET, "--from", "soon", "--km", "-1", "--near", "Nowhere at all", "--box", "1,2")
    assert done.code == 2
    for word in ("--from", "--km", "--near", "--box"):
        assert word in done.err


def test_rows_of_acled_stay_while_their_references_leave(armstrace: Armstrace, tmp_path: Path) -> None:
    drawn = tmp_path / "map.svg", tmp_path / "timeline.svg"
    done = armstrace("incidents", ACLED, "--json", "--map", drawn[0], "--timeline", drawn[1])
    told = json.loads(done.out)
    assert told["incidents"] == []
    assert [each["number"] for each in told["withheld"]] == ["INV2", "INV3", "INV1"]
    sheet_out, records = armstrace("incidents", ACLED, "--csv").out, armstrace("read", ACLED, "--json").out
    for text in (done.out, sheet_out, records, *(path.read_text(encoding="utf-8") for path in drawn)):
        assert "market" not in text
        assert "Military Forces" not in text
    assert "Armed Conflict Location" in drawn[0].read_text(encoding="utf-8")
    assert "Example town" in armstrace("incidents", ACLED).out, "the custodian sees what the case holds"


def test_recent_coordinates_leave_rounded_until_the_custodian_signs(
    armstrace: Armstrace, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("armstrace.desk.intake.utc_now", _Midday)
    recent = sheet(
        tmp_path / "r.csv", date="2026-10-28", lat="40.12345", lon="47.56789", precision="exact", text="Secret"
    )
    armstrace("add", recent, "--case", case.root)
    (exhibit,) = (each for each in case.exhibits() if each.received_name == "r.csv")

    def told() -> tuple[float, float, str]:
        (only,) = found(armstrace, "--case", case.root)["incidents"]
        return only["lat"], only["lon"], only["text"]

    assert told() == (40.1, 47.6, "")
    assert "40.12345" not in armstrace("read", "--case", case.root, "--json").out
    refused = armstrace("incidents", "--sign", exhibit.short, "--case", case.root)
    assert (refused.code, "--why" in refused.err) == (2, True)
    words = ("--sign", exhibit.short, "--case", case.root, "--why", "published by the court")
    assert armstrace("incidents", *words).code == 0
    assert told() == (40.12345, 47.56789, "Secret")
    line = ledger.read_lines(case.root)[-1]
    assert (line.act, line.payload) == (
        "release_coordinates", {"exhibit": exhibit.sha256, "why": "published by the court"},
    )  # fmt: skip
    assert armstrace("incidents", *words).code == 2, "signing twice is no further act"
    assert armstrace("incidents", *words, "--withdraw").code == 0
    assert signed(case) == frozenset()
    assert told() == (40.1, 47.6, "")
    assert armstrace("verify", "--case", case.root).code == 0


class _Midday:
    def date(self) -> date:
        return date(2026, 11, 23)


def test_a_map_gets_its_tags_and_sources(armstrace: Armstrace, case: Case) -> None:
    armstrace("add", MAP[0], "--case", case.root)
    assert {each.weapon_printed for each in incidents_of(case)} == {""}
    armstrace("add", *MAP[1:], "--case", case.root)
    case.tables.close()
    first = incidents_of(case)[0]
    assert (first.weapon_printed, first.event_type) == ("Cluster munitions", "Residential")
    assert json.loads(first.cited) == ["https://example.org/post/1"]
    assert first.origin == "example.org/post"
    assert len(found(armstrace, "--case", case.root, "--weapon", "cluster")["incidents"]) == 2


@pytest.mark.shared
def test_the_94_cluster_munitions_of_the_map_of_ukraine_are_found(armstrace: Armstrace, shared: Path) -> None:
    files = sorted((shared / "incidents").glob("*.json"))
    assert len(found(armstrace, *files, "--weapon", "cluster munitions")["incidents"]) == 94
    assert len(found(armstrace, *files)["incidents"]) == 1159


def test_an_accepted_claim_is_an_incident_and_no_other(armstrace: Armstrace, case: Case, tmp_path: Path) -> None:
    text = tmp_path / "article.txt"
    text.write_text(TEXT, encoding="utf-8")
    armstrace("add", text, "--published", "2020-10-30", "--case", case.root)
    claims = json.loads(armstrace("claims", "--case", case.root, "--json").out)["items"]
    (use,) = (claim for claim in claims if claim["type"] == "weapon_use")
    assert found(armstrace, "--case", case.root)["incidents"] == []
    armstrace("accept", use["key"], "--why", "read", "--case", case.root)
    case.tables.close()
    (incident,) = found(armstrace, "--case", case.root)["incidents"]
    assert (incident["register"], incident["when"], incident["reported"]) == ("documents", "2020-10-28", "2020-10-30")
    assert (incident["key"], incident["actor"]) == (use["key"], "ARM")
    assert armstrace("why", incident["key"], "--case", case.root).code == 0
    armstrace("accept", use["key"], "--withdraw", "--why", "no", "--case", case.root)
    assert found(armstrace, "--case", case.root)["incidents"] == []


def test_the_page_and_why_lead_to_an_accepted_claim_behind_a_finding(
    armstrace: Armstrace, case: Case, tmp_path: Path
) -> None:
    text, article, page = tmp_path / "witness.txt", tmp_path / "article.txt", tmp_path / "page.html"
    text.write_text(TEXT, encoding="utf-8")
    article.write_text(TEXT.replace("28", "30"), encoding="utf-8")
    armstrace("add", text, "--published", "2020-10-30", "--case", case.root)
    claims = json.loads(armstrace("claims", "--case", case.root, "--json").out)["items"]
    (use,) = (claim for claim in claims if claim["type"] == "weapon_use")
    armstrace("accept", use["key"], "--why", "read", "--case", case.root)
    words = ("check", article, "--published", "2020-11-20", "--case", case.root)
    told = json.loads(armstrace(*words, "--json").out)
    (finding,) = (each for each in told["findings"] if use["key"] in each["records"])
    assert armstrace(*words, "--html", page).code in {0, 3}
    assert "witness.txt" in page.read_text(encoding="utf-8")
    assert "judged" in armstrace("why", finding["key"], "--case", case.root).out


def test_a_page_keeps_what_may_not_leave(armstrace: Armstrace, tmp_path: Path) -> None:
    article, page = tmp_path / "article.txt", tmp_path / "page.html"
    article.write_text(TEXT, encoding="utf-8")
    armstrace("check", article, "--published", "2020-11-20", "--against", ACLED, "--html", page)
    assert page.exists()
    assert "hit a market" not in page.read_text(encoding="utf-8")


def test_a_photograph_named_by_its_file_is_led_to_its_exhibit(armstrace: Armstrace, case: Case, tmp_path: Path) -> None:
    photo = tmp_path / "IMG_1.jpg"
    photo.write_bytes(b"\xff\xd8\xff invented")
    shutil.copy(REMNANTS, tmp_path / "remnants.csv")
    armstrace("add", tmp_path / "remnants.csv", "--case", case.root)
    assert remnants_of(case)[1].photo == "IMG_1.jpg"
    armstrace("add", photo, "--case", case.root)
    (exhibit,) = (each for each in case.exhibits() if each.received_name == "IMG_1.jpg")
    assert remnants_of(case)[1].photo == exhibit.sha256


def test_a_person_merges_and_splits_what_is_one_event(armstrace: Armstrace, case: Case) -> None:
    armstrace("add", SHEET, "--case", case.root)
    keys = [each["key"] for each in found(armstrace, "--case", case.root)["incidents"]]

    def events() -> list[list[str]]:
        return [sorted(each["incidents"]) for each in found(armstrace, "--case", case.root)["events"]]

    before = events()
    apart = [key for key in keys if not any(key in event for event in before)] or keys[:1]
    other = next(key for key in keys if key != apart[0])
    refused = armstrace("incidents", "--merge", f"{apart[0]},{other}", "--case", case.root)
    assert refused.code == 2, "a judgement needs its reason"
    done = armstrace("incidents", "--merge", f"{apart[0]},{other}", "--why", "one attack", "--case", case.root)
    assert done.code == 0, done.err
    assert any({apart[0], other} <= set(event) for event in events())
    number = ledger.read_lines(case.root)[-1].seq
    assert f"  {number}  merge " in armstrace("incidents", "--case", case.root).out
    split = armstrace("incidents", "--split", f"{apart[0]},{other}", "--why", "two attacks", "--case", case.root)
    assert f"it stands against judgement {number}" in split.out
    told = found(armstrace, "--case", case.root)["judgements"]
    assert [(each["number"], each["act"], each["stands"]) for each in told] == [
        (number, "merge", False),
        (number + 1, "split", True),
    ]
    assert all(each["by"] and each["at"] for each in told)
    assert armstrace("incidents", "--undo", number + 1, "--why", "misread", "--case", case.root).code == 0
    assert any({apart[0], other} <= set(event) for event in events())
    assert armstrace("incidents", "--undo", number, "--why", "misread", "--case", case.root).code == 0
    assert events() == before
    assert armstrace("incidents", "--undo", number, "--why", "misread", "--case", case.root).code == 2


def test_too_many_to_be_grouped_is_said_in_json_too(armstrace: Armstrace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "SLOW", 0)
    alone = found(armstrace, SHEET, "--from", "2020-01-01")
    assert alone["events_of_whole_case"] is False
    assert any("made of the incidents listed alone" in each for each in alone["remarks"])
    monkeypatch.setattr(groups, "MOST", 1)
    told = found(armstrace, SHEET)
    assert told["events"] == []
    assert any("too many to be grouped" in each for each in told["remarks"])
    monkeypatch.undo()
    whole = found(armstrace, SHEET)
    assert whole["events_of_whole_case"] is True
    assert not any("alone" in each for each in whole["remarks"])


def test_a_cell_that_a_spreadsheet_would_run_is_defused(armstrace: Armstrace, tmp_path: Path) -> None:
    path = sheet(tmp_path / "x.csv", place="=HYPERLINK(1)", lat="-10.5", lon="-20.5", text="+1")
    (row,) = csv.DictReader(armstrace("incidents", path, "--csv").out.splitlines())
    assert (row["place"], row["text"], row["lat"]) == ("'=HYPERLINK(1)", "'+1", "-10.5")


def test_words_about_events_and_pieces_set_aside_tell_no_position_or_address_either(
    armstrace: Armstrace, tmp_path: Path
) -> None:
    told = {"place": "Barda", "lat": "40.374123", "lon": "47.126456", "precision": "exact", "date": "2026-10-28"}
    path = sheet(tmp_path / "mine.csv", **told, number="A", origin="Human Rights Watch")
    denied = "Denied that 14 Example Street was hit at 40.374123, 47.126456."
    rows = [
        {**told, "number": "B", "origin": "Amnesty International", "denial": denied},
        {**told, "number": "C", "origin": "Human Rights Watch", "deaths_low": "9", "deaths_best": "3"},
    ]
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, list(COLUMNS)).writerows({**dict.fromkeys(COLUMNS, ""), **row} for row in rows)
    done = armstrace("incidents", path, "--json")
    (event,) = json.loads(done.out)["events"]
    assert event["denials"]
    for words in (done.out, armstrace("incidents", path, "--csv").out, armstrace("read", path, "--json").out):
        assert words
        assert not any(part in words for part in ("40.374", "47.126", "Example Street"))


def test_a_finding_tells_nothing_of_who_a_row_of_acled_cites(armstrace: Armstrace, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(
        "On 28 October 2020 Armenian forces shelled the town of Barda, killing 3 people.\n", encoding="utf-8"
    )
    header, *rows = ACLED.read_text(encoding="utf-8").splitlines()
    acled = tmp_path / "acled.csv"
    text = "\n".join([header, *rows]).replace("Example town", "Barda").replace("Invented", "Sourceword")
    acled.write_text(text, encoding="utf-8")
    done = armstrace("check", article, acled, "--published", "2020-11-01", "--json")
    assert "incident:" in done.out, done.err
    assert "Sourceword" not in done.out
