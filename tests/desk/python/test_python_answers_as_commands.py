"""What Python gives is what the command prints with --json, question by question, on the demonstration case."""

import json
import shutil
from collections.abc import Callable, Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import duckdb
import pytest

import armstrace as at
from armstrace.desk.case import open_case
from armstrace.desk.flights.in_case import take_into
from desk.conftest import Armstrace
from desk.made_files import write
from made_archive import DAY as DAY_FLOWN
from made_archive import SEEN, day_folders
from made_dataset import FIELD, flown, made_dataset, seen_daily

# both sign by this id: what `case show` tells of itself is then the same
BY = "p-demo"
DAY = "2020-10-01"
TABLES = ("tiv_imports_armenia.csv", "tiv_imports_azerbaijan.csv")
Ask = Callable[[at.ActingCase], at.Answer]


@pytest.fixture(scope="module")
def root(demo_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demonstration case, for this module to ask and to write into."""
    return shutil.copytree(demo_case, tmp_path_factory.mktemp("python") / "case")


@pytest.fixture(scope="module")
def case(root: Path) -> Iterator[at.ActingCase]:
    with at.open_case(root, by=BY) as opened:
        yield opened


@pytest.fixture(scope="module")
def shipped() -> Iterator[Path]:
    with as_file(files("armstrace.desk").joinpath("demo_case")) as folder:
        yield folder


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_dataset(tmp_path_factory.mktemp("flights") / "data", flown(), seen_daily())


@pytest.fixture
def told(armstrace: Armstrace, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """What a command prints with --json."""
    monkeypatch.setenv("ARMSTRACE_BY", BY)

    def run(*words: object) -> Any:
        monkeypatch.setenv("ARMSTRACE_BY", BY)
        done = armstrace(*words, "--json")
        assert done.code == 0, done.err
        return json.loads(done.out)

    return run


QUESTIONS: dict[str, tuple[Ask, tuple[str, ...]]] = {
    "share of imports": (
        lambda case: case.share("AZE", years="2015-2019").by("supplier"),
        ("share", "--recipient", "AZE", "--years", "2015-2019", "--by", "supplier"),
    ),
    "share of exports": (
        lambda case: case.share(supplier="Israel", years="2015-2019"),
        ("share", "--supplier", "Israel", "--years", "2015-2019"),
    ),
    "claims": (lambda case: case.claims(), ("claims",)),
    "claims of a document": (lambda case: case.claims("report.md"), ("claims",)),
    "recheck": (lambda case: case.recheck("report.md"), ("recheck", "report.md")),
    "treaties": (lambda case: case.treaties("Azerbaijan", on=DAY), ("treaties", "Azerbaijan", "--on", DAY)),
    "one treaty": (
        lambda case: case.treaties("ARM", treaty="ATT-2013", on=DAY),
        ("treaties", "ARM", "--treaty", "ATT-2013", "--on", DAY),
    ),
    "embargoes": (
        lambda case: case.embargoes("AZE", on=DAY, supplier="ISR"),
        ("embargoes", "AZE", "--on", DAY, "--supplier", "ISR"),
    ),
    "mirror": (
        lambda case: case.mirror("ISR", "AZE", years="2015-2017"),
        ("mirror", "ISR", "AZE", "--years", "2015-2017"),
    ),
    "incidents": (
        lambda case: case.incidents(near="Barda", km=30, first="2020-10-01", last="2020-10-31"),
        ("incidents", "--near", "Barda", "--km", "30", "--from", "2020-10-01", "--to", "2020-10-31"),
    ),
    "incidents by actor and weapon": (
        lambda case: case.incidents(actor="AZE", weapon="cluster"),
        ("incidents", "--actor", "AZE", "--weapon", "cluster"),
    ),
    "chains of the case": (lambda case: case.chain(), ("chain",)),
    "a chain": (
        lambda case: case.chain("ISR", "AZE", at="Shusha", route="att-6-3", decided=["2018-05"]),
        ("chain", "ISR", "AZE", "--at", "Shusha", "--route", "att-6-3", "--decided", "2018-05"),
    ),
    "diff": (lambda case: case.diff(*TABLES, findings=False), ("diff", *TABLES, "--no-findings")),
    "search": (
        lambda case: case.search("azerb* suppl*", kinds=["claim", "passage"], most=5, first=2),
        ("search", "azerb*", "suppl*", "--kind", "claim", "--kind", "passage", "--most", "5", "--from", "2"),
    ),
    "replies": (lambda case: case.replies(), ("reply",)),
    "case show": (lambda case: case.show(), ("case", "show")),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_python_gives_what_the_command_prints(
    name: str, case: at.ActingCase, root: Path, told: Callable[..., Any]
) -> None:
    ask, words = QUESTIONS[name]
    printed = told(*words, "--case", root)
    answer = ask(case)
    if name == "claims of a document":
        (printed,) = printed["documents"]
    assert answer.json() == printed
    assert all(set(row) == set(answer.sheet.columns) for row in answer)
    assert answer.title in repr(answer)
    assert answer._repr_html_().startswith("<div")


def test_a_check_and_the_way_back_from_its_findings(
    case: at.ActingCase, root: Path, shipped: Path, told: Callable[..., Any]
) -> None:
    checked = case.check("report.md")
    assert checked.json() == told("check", shipped / "report.md", "--case", root)
    assert len(checked.findings) == len(checked) > 30
    assert checked.verdicts()["contradicted"] == sum(row["verdict"] == "contradicted" for row in checked)
    finding = next(each for each in checked.findings if each.verdict is at.Verdict.SUPPORTED and each.records)
    assert finding.words in checked.rows[checked.findings.index(finding)]["words"]
    assert finding.sql
    assert case.why(finding.key).json() == told("why", finding.key, "--case", root)


def test_files_apart_from_any_case(shipped: Path, told: Callable[..., Any], tmp_path: Path) -> None:
    tables = [shipped / name for name in TABLES]
    with at.open_files(*tables) as apart:
        share = apart.share("ARM", years="2015-2019")
        assert share.json() == told("share", *tables, "--recipient", "ARM", "--years", "2015-2019")
        checked = apart.check(shipped / "report.md", published="2020-11-20")
        words = ("check", shipped / "report.md", "--published", "2020-11-20", "--against", *tables)
        assert checked.json() == told(*words)
    with pytest.raises(at.CaseError, match="closed"):
        apart.show()
    assert at.diff(*tables).json() == told("diff", *tables)
    assert at.list_sources().json() == told("sources")
    assert not list(tmp_path.iterdir())


def test_flights_and_surges(told: Callable[..., Any], dataset: Path) -> None:
    flights = at.open_flights(dataset)
    month = ("--from", "2022-06-01", "--to", "2022-06-30")
    found = flights.at(FIELD, operator="QSB", first="2022-06-01", last="2022-06-30")
    assert found.json() == told("flights", "at", FIELD, dataset, "--operator", "QSB", *month)
    assert found.expected()[0] > 10
    surges = flights.surge(FIELD, operator="QSB", draws=99)
    words = ("surge", dataset, "--airfield", FIELD, "--operator", "QSB", "--draws", "99")
    assert surges.json() == told(*words)
    (surge,) = surges.surges
    assert surge.verdict == "surge"
    assert len(surge.landings) == len(surge.json()["landings"])
    assert surge.plot().svg.startswith("<svg")


def test_flights_that_a_case_took_in(case: at.ActingCase, dataset: Path, root: Path, told: Callable[..., Any]) -> None:
    take_into(open_case(root, BY), dataset, {})
    june = ("--from", "2022-06-01", "--to", "2022-06-30")
    found = case.flights.at(FIELD, first="2022-06-01", last="2022-06-30")
    assert found.json() == told("flights", "at", FIELD, *june, "--case", root)
    surges = case.flights.surge(FIELD, operator="QSB", draws=99)
    words = ("--airfield", FIELD, "--operator", "QSB", "--draws", "99", "--case", root)
    assert surges.json() == told("surge", *words)
    (surge,) = surges.surges
    assert case.why(surge.key).json() == told("why", surge.key, "--case", root)
    with at.open_case(root) as reader:
        assert reader.flights.surge(FIELD, operator="QSB", draws=99).json() == surges.json()
        with pytest.raises(at.CaseError, match="by airfield"):
            reader.flights.movements()


def test_the_day_of_an_aircraft(told: Callable[..., Any], tmp_path: Path) -> None:
    archive = day_folders(tmp_path / "archive")
    track = at.track(SEEN, archive, day=DAY_FLOWN)
    assert track.json() == told("flights", "track", SEEN, archive, "--day", DAY_FLOWN)
    assert {row["kind"] for row in track} == {"landing", "takeoff"}
    assert track.plot().svg.startswith("<svg")


def test_the_sql_of_an_answer_gives_its_figures_again(
    case: at.ActingCase, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = case.share("AZE", years="2015-2019")
    monkeypatch.chdir(root)
    with duckdb.connect() as connection:
        again = {row[0]: row[1] for row in connection.execute(share.sql[0]).fetchall()}
    assert again == {row["code"]: row["tiv_m"] for row in share}


def test_movements_line_by_line(armstrace: Armstrace, dataset: Path) -> None:
    movements = at.open_flights(dataset).movements(FIELD, operator="QSB", first="2022-06-01", last="2022-06-30")
    words = ("--airfield", FIELD, "--operator", "QSB", "--from", "2022-06-01", "--to", "2022-06-30", "--json")
    printed = armstrace("flights", "movements", dataset, *words).out
    assert movements.json() == [json.loads(line) for line in printed.splitlines()]
    assert len(movements) > 10


def test_surges_of_counts(told: Callable[..., Any], tmp_path: Path) -> None:
    days = [f"2023-{month:02d}-{day:02d}" for month in range(1, 13) for day in range(1, 29)]
    lines = [f"QSB,{day},{9 if day[:7] == '2023-06' else int(int(day[-2:]) % 9 == 0)}" for day in days]
    counts = write(tmp_path, "counts.csv", "series,date,count\n" + "\n".join(lines) + "\n")
    surges = at.surge_of_counts(counts, draws=99, synthetic=True)
    assert surges.json() == told("surge", "--counts", counts, "--draws", "99", "--synthetic")
    assert any("SYNTHETIC" in each.upper() for each in surges.remarks)
