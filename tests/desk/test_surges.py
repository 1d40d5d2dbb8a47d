"""Surges of a dataset and of a case: what is counted, what stands beside it, and what is kept."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("numba", reason="needs armstrace[flights]")

from armstrace.desk.case import new_case, open_case
from armstrace.desk.kept_files import Compared
from armstrace.desk.surges.kept import asked_before, keep
from armstrace.desk.surges.recount import recounted
from armstrace.evidence import ledger
from desk.conftest import Armstrace
from made_archive import day_folders
from made_dataset import DAYS, FIELD, FIRST, HOME, OTHER, SURGE, flown, made_dataset, movement, seen_daily

QUICK = ("--draws", 199)
QSB = ("--operator", "QSB", "--airfield", FIELD, *QUICK)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_dataset(tmp_path_factory.mktemp("surges") / "data", flown(), seen_daily())


def told(armstrace: Armstrace, *words: object) -> Any:
    done = armstrace("surge", *words, "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_a_surge_is_found_with_every_landing_behind_it(dataset: Path, armstrace: Armstrace) -> None:
    (found,) = told(armstrace, dataset, *QSB)["surges"]
    window = found["window"]
    assert (found["told"], found["operator"], found["airfield"]) == ("surge", "QSB", FIELD)
    assert window["first"] <= str(SURGE[1])
    assert window["last"] >= str(SURGE[0])
    assert window["ratio_low"] > 2
    assert window["p"] < 0.01
    assert (found["exposure_basis"], found["synthetic"]) == ("control traffic", False)
    assert {"factor", "weeks", "probability"} <= set(found["power"][0])
    inside = [row for row in found["landings"] if row["in_window"]]
    assert len(inside) == pytest.approx(window["count"])
    assert len(found["landings"]) == len(found["inputs"]) == found["count"]
    assert {row["key"] for row in found["landings"]} == set(found["inputs"])
    assert (
        inside[0]["track"] == f"armstrace flights track {inside[0]['hex']} {dataset} --day {inside[0]['time_utc'][:10]}"
    )
    assert found["by_archive_alone"]["ratio"] > 2
    assert json.loads(found["parameters"])["seed"] == 1
    assert told(armstrace, dataset, *QSB)["surges"] == [found]


def test_beside_it_stand_the_same_operator_elsewhere_and_others_there(dataset: Path, armstrace: Armstrace) -> None:
    (found,) = told(armstrace, dataset, *QSB)["surges"]
    beside = {(row["why"], row["operator"], row["airfield"]): row["p"] for row in found["beside"]}
    assert {("same operator", "QSB", OTHER), ("same field", "QSA", FIELD)} <= set(beside)
    assert all(0 < p <= 1 for p in beside.values())
    assert not any(operator == "QSB" and airfield == FIELD for _, operator, airfield in beside)


def test_a_person_is_told_all_of_it(dataset: Path, armstrace: Armstrace) -> None:
    words = ("--conflict", "2022-06-06..2022-07-03", "--window", "2022-06-06..2022-07-03")
    done = armstrace("surge", dataset, *QSB, *words)
    assert done.code == 0
    for said in (
        "QSB at LLOV: Surge", "by other aircraft seen near the field", "by the archives' completeness alone", "before",
        "during against before", "were told in the right place", "beside", "armstrace flights track", "seed",
        f"armstrace flights at LLOV {dataset} --operator QSB", "supports no rung", "of an unknown operator are not",
    ):  # fmt: skip
        assert said in done.out, said
    assert "SYNTHETIC" not in done.out


def test_operators_are_never_pooled_silently(dataset: Path, armstrace: Armstrace) -> None:
    found = told(armstrace, dataset, "--airfield", FIELD, *QUICK)["surges"]
    assert [one["series"] for one in found] == [
        "QSB at LLOV", "QSA at LLOV", "unknown operator at LLOV", "all operators at LLOV",
    ]  # fmt: skip
    assert found[-1]["count"] == sum(one["count"] for one in found[:-1])
    assert any("counted together: QSA, QSB, unknown operator" in said for said in found[-1]["warnings"])
    assert "all operators at LLOV" in armstrace("surge", dataset, "--airfield", FIELD, *QUICK).out


def test_a_change_of_other_traffic_may_be_no_change_of_reception(tmp_path: Path, armstrace: Armstrace) -> None:
    rows = [movement(FIRST + timedelta(n), number=n % 4) for n in range(0, DAYS, 4)]
    empty = (FIRST + timedelta(500), FIRST + timedelta(590))
    seen = [row for row in seen_daily(rate=40) if not (empty[0] <= row["day"] <= empty[1] and row["day"].day % 8)]
    (found,) = told(armstrace, made_dataset(tmp_path / "data", rows, seen), *QSB)["surges"]
    if found["told"] == "surge":
        assert any("rests on taking the change of other traffic" in said for said in found["warnings"])
    assert found["by_archive_alone"]["ratio"] < 1.5


def test_where_little_can_be_seen_little_is_said(tmp_path: Path, armstrace: Armstrace) -> None:
    rows = [movement(FIRST + timedelta(200)), movement(FIRST + timedelta(800))]
    bare = made_dataset(tmp_path / "bare", rows)
    done = armstrace("surge", bare, *QSB)
    assert "Cannot tell" in done.out
    assert "no surge" not in done.out.lower()
    (found,) = told(armstrace, bare, *QSB)["surges"]
    assert (found["told"], found["exposure_basis"]) == ("cannot tell", "archive")
    some = made_dataset(tmp_path / "some", rows, seen_daily(), asked={"hexes": ["600864"]})
    (found,) = told(armstrace, some, *QSB)["surges"]
    assert found["exposure_basis"] == "archive"
    assert any("Only some aircraft were read" in said for said in found["warnings"])


def test_absent_days_are_absent(tmp_path: Path, armstrace: Armstrace) -> None:
    gone = [FIRST + timedelta(n) for n in range(300, 400)]
    rows = [row for row in flown() if row["time_utc"].date() not in gone]
    (found,) = told(armstrace, made_dataset(tmp_path / "data", rows, seen_daily(), absent=gone), *QSB)["surges"]
    assert found["days_with_data"] == DAYS - 100
    assert sum(not week["days"] for week in found["weeks"]) >= 13


def test_a_route_a_type_and_a_fleet(tmp_path: Path, armstrace: Armstrace) -> None:
    rows = []
    for n in range(0, DAYS, 9):
        off = movement(FIRST + timedelta(n), kind="takeoff", airfield=HOME, typecode="B744", hex="aaaaaa")
        later = dict.fromkeys(("time_utc", "time_earliest", "time_latest"), off["time_utc"] + timedelta(hours=4))
        rows += [off, movement(FIRST + timedelta(n), typecode="B744", hex="aaaaaa") | later]
        rows += [movement(FIRST + timedelta(n + 1), hex="bbbbbb")]
    made = made_dataset(tmp_path / "data", rows, seen_daily((FIELD, OTHER, HOME)))
    flights = len(range(0, DAYS, 9))
    for words in (("--route", HOME), ("--type", "b744"), ("--hex", "AAAAAA")):
        (found,) = told(armstrace, made, *QSB, *words)["surges"]
        assert found["count"] == flights, words
    (route,) = told(armstrace, made, *QSB, "--route", HOME)["surges"]
    assert (route["origin"], route["exposure_basis"]) == (HOME, "control traffic")
    assert any("multiplied" in said for said in route["warnings"])
    assert {row["origin"] for row in route["landings"]} == {HOME}
    (off,) = told(armstrace, made, "--operator", "QSB", "--airfield", HOME, "--motion", "takeoff", *QUICK)["surges"]
    assert (off["count"], off["motion"]) == (flights, "takeoff")


def test_every_pair_is_screened(dataset: Path, armstrace: Armstrace, tmp_path: Path) -> None:
    found = told(armstrace, dataset, "--screen", "--draws", 999)
    by_name = {one["series"]: one for one in found["screened"]}
    assert {"QSB at LLOV", "QSA at LLOV", "QSB at LTAC"} <= set(by_name)
    assert by_name["QSB at LLOV"]["told"] is True
    assert by_name["QSB at LLOV"]["q"] <= 0.05
    assert by_name["QSB at LLOV"]["window_count"] >= 20
    assert "stand out at a false-discovery rate of 5%" in armstrace("surge", dataset, "--screen", *QUICK).out
    out = armstrace("surge", dataset, "--screen", "--csv", "-", *QUICK).out.splitlines()
    assert out[0] == "series_id,p_value,start,end"
    assert len(out) == 1 + len(by_name)
    empty = made_dataset(tmp_path / "none", [movement(FIRST)], seen_daily())
    assert told(armstrace, empty, "--screen", *QUICK) | {"seed": 0} == {
        "screened": [], "too_few": 1, "q": 0.05, "seed": 0, "synthetic": False,
    }  # fmt: skip


def test_made_up_data_say_so_everywhere(tmp_path: Path, armstrace: Armstrace) -> None:
    rows = [row | {"registration": "QS-SYN86"} for row in flown()]
    by_mark = made_dataset(tmp_path / "mark", rows, seen_daily())
    by_word = made_dataset(tmp_path / "word", flown(), seen_daily(), synthetic=True)
    for made in (by_mark, by_word):
        found = told(armstrace, made, *QSB)
        assert (found["synthetic"], found["watermark"]) == (True, "SYNTHETIC DATA")
        assert (found["surges"][0]["synthetic"], found["surges"][0]["watermark"]) == (True, "SYNTHETIC DATA")
        assert armstrace("surge", made, *QSB).out.startswith("SYNTHETIC DATA")
        svg = tmp_path / "a.svg"
        assert armstrace("surge", made, *QSB, "--plot", svg).code == 0
        assert "SYNTHETIC DATA" in svg.read_text(encoding="utf-8")
        assert armstrace("surge", made, "--airfield", FIELD, *QUICK).out.startswith("SYNTHETIC DATA")
        assert armstrace("surge", made, "--screen", *QUICK).out.startswith("SYNTHETIC DATA")
        assert "SYNTHETIC DATA" in armstrace("flights", "at", FIELD, made).out


def test_reading_marks_made_up_archives(tmp_path: Path, armstrace: Armstrace) -> None:
    archive = day_folders(tmp_path / "archive")
    for words, marked in (((), False), (("--synthetic",), True)):
        out = tmp_path / str(marked)
        new_case(tmp_path / f"case-{marked}", title="A test", said_by="p-1")
        case = ("--case", tmp_path / f"case-{marked}")
        assert armstrace("flights", "read", archive, "--out", out, "--engine", "local", *words, *case).code == 0
        assert json.loads((out / "dataset.json").read_text())["synthetic"] is marked
        listed = next(each for each in open_case(case[1]).exhibits() if each.received_name == "flights.jsonl")
        assert json.loads(listed.path.read_bytes().splitlines()[0]).get("synthetic", False) is marked
        assert ("SYNTHETIC DATA" in armstrace("flights", "at", FIELD, *case).out) is marked
        assert told(armstrace, *case, *QSB)["synthetic"] is marked


def test_a_case_keeps_a_surge_and_leads_back_to_its_movements(tmp_path: Path, armstrace: Armstrace) -> None:
    archive = day_folders(tmp_path / "archive")
    case = tmp_path / "case"
    new_case(case, title="A test", said_by="p-1")
    words = ("flights", "read", archive, "--out", tmp_path / "out", "--case", case, "--engine", "local")
    assert armstrace(*words).code == 0
    for _ in range(2):
        done = armstrace("surge", "--case", case, *QSB)
        assert done.code == 0
    key = done.err.rsplit(" ", 1)[1].strip()
    (line,) = [line.payload for line in ledger.read_lines(case) if line.act == "surge"]
    assert (line["key"], line["asked"]["operator"], line["asked"]["seed"]) == (key, "QSB", 1)
    assert asked_before(open_case(case))[0]["key"] == key
    why = armstrace("why", key, "--case", case)
    assert why.code == 0
    assert "record movement:" in why.out
    assert "supports no rung" in why.out
    assert "flight_list" in why.out
    assert json.loads(armstrace("why", key, "--case", case, "--json").out)[0]["asked"].startswith("airfield LLOV")
    assert armstrace("verify", "--case", case).code == 0
    file = next((case / "tables" / "surge").glob("*.json"))
    assert recounted(open_case(case)) == Compared()
    told = json.loads(file.read_bytes())
    told["weeks"][0]["count"] += 1
    keep(open_case(case), told, line["asked"])
    (wrong,) = recounted(open_case(case)).wrong
    assert wrong == f"{key}: counting again gives other rows than those kept", "the hash alone would not tell"
    assert armstrace("surge", "--case", case, *QSB).code == 0
    file.write_bytes(file.read_bytes().replace(b'"told"', b'"tolD"'))
    assert armstrace("verify", "--case", case).code == 4
    file.write_bytes(b"{")
    assert "damaged" in armstrace("why", key, "--case", case).err
    armstrace("surge", "--case", case, *QSB)
    assert armstrace("verify", "--case", case).code == 0
    missing = armstrace("why", "surge:000000000000000000000000", "--case", case)
    assert (missing.code, "No surge of this case" in missing.err) == (2, True)


def test_a_dataset_of_one_operator_answers_for_no_other(tmp_path: Path, armstrace: Armstrace) -> None:
    made = made_dataset(tmp_path / "data", flown(), seen_daily(), asked={"operator": "QSB"})
    done = armstrace("surge", made, "--operator", "QSA", "--airfield", FIELD, *QUICK)
    assert (done.code, "only movements of QSB" in done.err) == (2, True)
    assert "no other operator can be compared" in armstrace("surge", made, *QSB).err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--airfield"),
        (("--airfield", "nowhere at all"), "not one airfield"),
        (("--airfield", FIELD, "--window", "2022-06-06"), "no stretch of days"),
        (("--airfield", FIELD, "--window", "2022-07-06..2022-06-06"), "before the first"),
        (("--airfield", FIELD, "--conflict", "then..now"), "is not a day"),
        (("--airfield", FIELD, "--motion", "overflight"), "no motion"),
        (("--airfield", FIELD, "--motion", "takeoff", "--route", HOME), "ends with a landing"),
        (("--airfield", FIELD, "--type", "?"), "no type"),
        (("--airfield", FIELD, "--draws", "3"), "no number of series"),
        (("--airfield", FIELD, "--series", "x"), "goes with --counts"),
        (("--airfield", FIELD, "--case", "x"), "Both a dataset and a case"),
        (("--airfield", FIELD, "--plot", "/nowhere/x.svg"), "is not there"),
        (("--airfield", FIELD, "--plot", "-", "--json"), "Only one thing"),
        (("--screen", "--operator", "QSB"), "Leave the other options out"),
        (("--screen", "--plot", "x.svg"), "draws nothing"),
        (("--screen", "--q", "2"), "no share"),
        (("--airfield", FIELD, "--motion", "x", "--draws", "3"), "2 things are wrong"),
    ],
)
def test_mistakes_are_told(dataset: Path, armstrace: Armstrace, words: tuple[str, ...], said: str) -> None:
    done = armstrace("surge", dataset, *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_one_series_can_be_drawn(dataset: Path, armstrace: Armstrace) -> None:
    done = armstrace("surge", dataset, "--airfield", FIELD, *QUICK, "--plot", "-")
    assert (done.code, "one can be drawn" in done.err) == (2, True)
    assert armstrace("surge", dataset, *QSB, "--plot", "-").out.startswith("<svg")
    page = armstrace("surge", dataset, *QSB, "--html", "-").out
    assert "armstrace flights track" in page
    assert "QSB at LTAC" in page
    assert (armstrace("surge", dataset.parent, *QSB).code, armstrace("surge", *QSB).code) == (2, 2)
