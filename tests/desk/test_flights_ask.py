"""What is asked of a dataset or a case: rows, a field with what could have been seen there, an aircraft's day."""

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

pytest.importorskip("numba", reason="needs armstrace[flights]")

from hypothesis import given
from hypothesis import strategies as st

from armstrace.desk.case import new_case, open_case
from armstrace.desk.flights.ask import SeenDay
from armstrace.desk.flights.asked import Asked, How
from armstrace.desk.flights.at import coverage, expected
from armstrace.desk.flights.read import Run, read_archives
from armstrace.engine.choose import Engine
from armstrace.engine.store import Files
from armstrace.evidence import ledger
from desk.conftest import Armstrace
from made_archive import DARK, DAY, LADD, SEEN, day_folders, tars

COLUMNS = (
    "event,rank,hex,registration,operator,callsign,kind,airfield,icao,time_utc,time_earliest,time_latest,probability,"
    "tier,basis,inputs,typecode"
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return day_folders(tmp_path_factory.mktemp("archive"))


@pytest.fixture(scope="module")
def dataset(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dataset") / "out"
    read_archives([str(archive)], out, How(Files(), Asked()), Run(Engine()))
    return out


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_rows_have_the_columns_promised_and_never_a_bare_name(dataset: Path, armstrace: Armstrace) -> None:
    done = armstrace("flights", "movements", dataset, "--csv", "-")
    assert done.code == 0
    assert done.out.splitlines()[0] == COLUMNS
    found = rows(done.out)
    assert all(row["time_utc"].endswith("Z") for row in found)
    assert all(row["time_earliest"] <= row["time_utc"] <= row["time_latest"] for row in found)
    assert all(0 < float(row["probability"]) <= 1 for row in found if row["airfield"])
    events: dict[str, list[float]] = {}
    for row in found:
        events.setdefault(row["event"], []).append(float(row["probability"]))
    assert all(sum(chances) <= 1 for chances in events.values())
    lines = armstrace("flights", "movements", dataset, "--json").out.splitlines()
    assert [json.loads(line)["event"] for line in lines] == [row["event"] for row in found]


def test_rows_are_chosen(dataset: Path, armstrace: Armstrace, tmp_path: Path) -> None:
    def chosen(*words: object) -> list[dict[str, str]]:
        return rows(armstrace("flights", "movements", dataset, "--csv", "-", *words).out)

    every = chosen()
    assert {row["hex"] for row in chosen("--hex", DARK.upper())} == {DARK}
    assert chosen("--operator", "qsb") == [row for row in every if row["operator"] == "QSB"] != []
    assert chosen("--airfield", "ovda") == [row for row in every if row["airfield"] == "LLOV"] != []
    assert chosen("--from", "2024-03-06") == [row for row in every if row["time_utc"] >= "2024-03-06"] != every
    assert chosen("--to", DAY) == [row for row in every if row["time_utc"] < "2024-03-06"] != every
    assert all(float(row["probability"]) >= 0.9 for row in chosen("--min-probability", "0.9"))
    assert armstrace("flights", "movements", dataset, "--csv", tmp_path / "out.csv").code == 0
    assert rows((tmp_path / "out.csv").read_text(encoding="utf-8")) == every


def test_a_person_sees_a_table_and_mistakes_are_told_together(dataset: Path, armstrace: Armstrace) -> None:
    done = armstrace("flights", "movements", dataset)
    assert "probability" in done.out.splitlines()[0]
    assert ">0.99" in done.out
    wrong = armstrace("flights", "movements", dataset, "--airfield", "nowhere at all", "--min-probability", "2")
    assert (wrong.code, "2 things are wrong" in wrong.err) == (2, True)
    assert armstrace("flights", "movements", dataset.parent).code == 2


def test_a_field_is_told_with_sums_bounds_and_coverage(dataset: Path, armstrace: Armstrace) -> None:
    words = ["flights", "at", "LLOV", dataset, "--operator", "QSB", "--from", "2024-03-04", "--to", "2024-03-07"]
    done = armstrace(*words)
    assert done.code == 0
    assert "Ovda" in done.out
    assert "landings: 2 listed" in done.out
    # on the 6th only the aircraft asked about was there: it does not vouch for its own absence
    assert "On 3 days nothing can be told, which is not zero: 2024-03-04, 2024-03-06 to 2024-03-07." in done.out
    told = json.loads(armstrace(*words, "--json").out)
    assert told["expected"]["landing"]["low"] <= told["expected"]["landing"]["expected"] <= 2
    assert (told["coverage"]["days"], told["coverage"]["archived"], told["coverage"]["whole"]) == (4, 2, 0)
    assert told["coverage_known"] is True
    few = json.loads(armstrace(*words, "--json", "--min-probability", "1.0").out)
    assert few["expected"] == told["expected"]


def test_where_only_some_aircraft_were_read_nothing_is_said_of_coverage(
    archive: Path, tmp_path: Path, armstrace: Armstrace
) -> None:
    for words, known in (([], False), (["--others"], True)):
        out = tmp_path / str(known)
        assert armstrace("flights", "read", archive, "--out", out, "--hex", SEEN, "--engine", "local", *words).code == 0
        told = json.loads(armstrace("flights", "at", "LLOV", out, "--json").out)
        assert told["coverage_known"] is known
        assert {row["hex"] for row in told["movements"]} == {SEEN}
    assert "not known" in armstrace("flights", "at", "LLOV", tmp_path / "False").out


def test_a_case_takes_over_archives_movements_and_the_hash_of_each_member(tmp_path: Path, armstrace: Armstrace) -> None:
    archives = tars(tmp_path, parts=2)
    new_case(tmp_path / "case", title="A test", said_by="p-1")
    words = ["flights", "read", *archives, "--out", tmp_path / "out", "--case", tmp_path / "case", "--engine", "local"]
    for _ in range(2):
        assert armstrace(*words, "--hex", SEEN, "--hex", LADD, "--why", "it carried arms").code == 0
    names = [exhibit.received_name for exhibit in open_case(tmp_path / "case").exhibits()]
    assert names.count("flights.jsonl") == 1
    assert sum(".tar." in name for name in names) == 4
    (exhibit,) = [each for each in open_case(tmp_path / "case").exhibits() if each.received_name == "flights.jsonl"]
    listed = [json.loads(line) for line in exhibit.path.read_bytes().splitlines()]
    members = {line["member"]["sha256"] for line in listed if "member" in line}
    cited = {each[:64] for line in listed if "movement" in line for each in line["movement"]["inputs"].split()}
    assert cited == members != set()
    noted = [line.payload for line in ledger.read_lines(tmp_path / "case") if line.act == "flights"]
    assert noted[0]["named"] == {SEEN: "it carried arms", LADD: "it carried arms"}
    at = json.loads(armstrace("flights", "at", "LLOV", "--case", tmp_path / "case", "--json").out)
    assert {row["hex"] for row in at["movements"]} == {SEEN, LADD}
    key = open_case(tmp_path / "case").tables.ask("SELECT key FROM movement ORDER BY key LIMIT 1")[0][0]
    assert "flight_list" in armstrace("why", key, "--case", tmp_path / "case").out
    assert armstrace("verify", "--case", tmp_path / "case").code == 0


def test_a_case_without_flights_says_so(tmp_path: Path, armstrace: Armstrace) -> None:
    new_case(tmp_path / "case", title="A test", said_by="p-1")
    done = armstrace("flights", "at", "LLOV", "--case", tmp_path / "case")
    assert (done.code, "nothing of flights" in done.err) == (2, True)


def test_an_aircrafts_day_is_drawn(archive: Path, dataset: Path, tmp_path: Path, armstrace: Armstrace) -> None:
    svg, html = tmp_path / "a.svg", tmp_path / "a.html"
    done = armstrace("flights", "track", DARK, dataset, "--day", DAY, "--svg", svg, "--html", html)
    assert done.code == 0
    drawn = ET.fromstring(svg.read_text(encoding="utf-8"))  # noqa: S314 # written just above
    texts = [text.text or "" for text in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert any(text.startswith(f"{DARK} on {DAY}") for text in texts)
    assert any(text.startswith("↓ LLOV ") for text in texts)
    assert "http" not in svg.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert "default-src &#39;none&#39;" in html.read_text(encoding="utf-8")
    table = armstrace("flights", "track", DARK, archive, "--day", DAY).out
    assert "seen from 20:00 to " in table
    again = tmp_path / "b.svg"
    armstrace("flights", "track", DARK, archive, "--day", DAY, "--svg", again)
    assert again.read_bytes() == svg.read_bytes()


def test_a_day_without_traces_and_a_hidden_aircraft_are_refused(archive: Path, armstrace: Armstrace) -> None:
    done = armstrace("flights", "track", SEEN, archive, "--day", "2024-03-09")
    assert (done.code, "nothing of this aircraft" in done.err) == (2, True)
    done = armstrace("flights", "track", SEEN, archive / "nowhere", "--day", DAY)
    assert (done.code, "Not found" in done.err) == (2, True)
    done = armstrace("flights", "track", LADD, archive, "--day", DAY)
    assert (done.code, "--why" in done.err) == (2, True)
    assert armstrace("flights", "track", LADD, archive, "--day", DAY, "--why", "it carried arms", "--json").code == 0


@given(st.lists(st.floats(0, 1), max_size=30))
def test_bounds_enclose_the_expected_number(chances: list[float]) -> None:
    found = expected([{"probability": chance, "tier": "ranked"} for chance in chances])
    assert 0 <= found.low <= found.high <= len(chances)
    assert found.low - 1 < found.expected < found.high + 1
    certain = expected([{"probability": 1.0, "tier": "confirmed"}] * 3 + [{"probability": 0.0, "tier": "ranked"}])
    assert (certain.low, certain.high, certain.confirmed) == (3, 3, 3)


def test_days_on_which_only_the_asked_for_were_seen_are_not_covered() -> None:
    first = date(2024, 3, 4)
    seen = {first + timedelta(n): SeenDay(first + timedelta(n), n, 0, 1000.0 * n) for n in range(1, 4)}
    archives = [{"day": first + timedelta(n), "folders": 256 - n} for n in range(3)]
    found = coverage((first, first + timedelta(3)), archives, seen, {first + timedelta(1): 1})
    assert (found.days, found.archived, found.whole, found.seen) == (4, 3, 1, 2)
    assert found.unseen == (first, first + timedelta(1))
    assert (found.lowest_ft, found.median_lowest_ft) == (2000.0, 3000.0)
