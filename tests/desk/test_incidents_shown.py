"""Incidents asked, counted and drawn by the database say what looking at each of them says."""

import re
from datetime import date

import duckdb
import pytest

from armstrace.desk.case import Case, new_case
from armstrace.desk.incidents.asked import Wanted
from armstrace.desk.incidents.counted import MOST_CELLS, by_cells, by_months
from armstrace.desk.incidents.export import Exporter
from armstrace.desk.incidents.find import find
from armstrace.desk.incidents.masked import MAY_CHANGE
from armstrace.desk.incidents.shown import Part, Shown
from armstrace.dossier.incidents.cells import cells_map
from armstrace.dossier.incidents.months import months_timeline
from armstrace.dossier.incidents.timeline import incidents_timeline
from armstrace.records.kinds import Incident
from armstrace.records.leaving import without_addresses, without_positions
from armstrace.records.origin import read_key
from armstrace.records.values import When
from armstrace.tables.write import write
from bench.made_incidents import make
from made_incidents import made

TODAY = date(2026, 11, 23)
RECENT = When.read("2026-10-02")
WORDS = (
    "A rocket struck 14 Tigran Mets Street; a car 10-AA-123 burned.",
    "at 40.374123, 47.126456 (38T QK 12345 67890)",
    "Straſſe: 5 Baker ſtreet, 12 Old Road",
    "8FVC9G8F+6X", "///filled.count.soap", "40°22′11″N", "no address at all", "7.62 mm cases, 9M55K", "+", "",
)  # fmt: skip
QUESTIONS = (
    Wanted(),
    Wanted(first=date(2005, 1, 1), last=date(2012, 6, 30)),
    Wanted(weapon="drone"),
    Wanted(box=(30.0, 30.0, 50.0, 50.0)),
    Wanted(actor="government"),
)


def odd() -> list[Incident]:
    """Give incidents that leave otherwise than they are kept, or have no day or no place."""
    rows = [
        made(number=f"O{number}", text=words, place_printed=words, when=RECENT if number % 2 else When.read("2019-05~"))
        for number, words in enumerate(WORDS)
    ]
    rows += [made(number=f"R{n}", lat=40.25 + n / 20, lon=47.15 + n / 20, when=RECENT) for n in range(6)]
    rows += [
        made(number="N1", when=None), made(number="N2", lat=None, lon=None), made(number="N3", precision="country"),
        made(number="N4", when=When.read("0201-05-01")), made(number="N5", when=When.read("../2020-01-05")),
        made(number="A1", reader="acled_csv@1", when=RECENT, text=WORDS[0]),
        made(number="A2", reader="acled_csv@1", weapon_printed="drone"),
    ]  # fmt: skip
    return rows


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("shown")
    table = folder / "GEDEvent_v99_1.csv"
    make(700, table)
    opened = new_case(folder / "case", title="Invented", said_by="p-1")
    opened.read(opened.add(table))
    sha256 = "cd" * 32
    kept = []
    for number, each in enumerate(odd()):
        place = f"row={number + 2}"
        told = {name: getattr(each, name) for name in each.__slots__}
        kept.append(Incident(**told | {"key": read_key("incident", sha256, place), "exhibit": sha256, "place": place}))
    write(opened.root, sha256, kept)
    return opened


@pytest.fixture(scope="module")
def exporter(case: Case) -> Exporter:
    return Exporter(case, TODAY)


@pytest.fixture(scope="module")
def shown(case: Case, exporter: Exporter) -> Shown:
    return Shown(case, exporter)


@pytest.mark.parametrize("wanted", QUESTIONS, ids=lambda wanted: wanted.said)
def test_pages_and_counts_are_those_of_what_is_found(shown: Shown, exporter: Exporter, wanted: Wanted) -> None:
    found, part = find(shown.placed, wanted), Part(wanted)
    assert found.seen
    assert shown.count(part) == len(found.seen)
    assert (*shown.page(part, 0, 50), *shown.page(part, 50, 10_000)) == found.seen
    assert tuple(shown.all(part)) == found.incidents
    assert shown.remarks(part) == found.remarks
    assert shown.changed(part) == exporter.said_of(found.incidents)


@pytest.mark.parametrize("wanted", QUESTIONS, ids=lambda wanted: wanted.said)
def test_cells_and_places_are_those_of_what_is_drawn(shown: Shown, exporter: Exporter, wanted: Wanted) -> None:
    drawn = [exporter.drawn(each) for each in find(shown.placed, wanted).incidents]
    counted = by_cells(shown, Part(wanted))
    on_map = [(each.lat, each.lon, each.precision) for each in drawn if each.lat is not None and each.lon is not None]
    on_map = [place for place in on_map if place[2] != "country"]
    assert 0 < len(counted.cells) <= MOST_CELLS
    assert sum(cell.count for cell in counted.cells) == len(on_map)
    assert sum(cell.vague for cell in counted.cells) == sum(place[2] not in {"exact", "town"} for place in on_map)
    assert counted.without == sum(each.lat is None for each in drawn)
    for cell in counted.cells:
        box = (cell.south, cell.west, cell.north, cell.east)
        assert shown.count(Part(wanted, cell=box)) == cell.count
    svg = cells_map(counted.cells, "Cells", [*counted.left_out], address=lambda cell: f"/incidents?cell={cell.sides}")
    assert svg.count("data-hx-get") == len(counted.cells)
    assert len(svg) < 400_000


@pytest.mark.parametrize("wanted", [each for each in QUESTIONS if not each.weapon], ids=lambda wanted: wanted.said)
def test_months_are_those_of_what_is_drawn(shown: Shown, exporter: Exporter, wanted: Wanted) -> None:
    drawn = [exporter.drawn(each) for each in find(shown.placed, wanted).incidents]
    by_one, by_count = incidents_timeline(drawn, "T"), months_timeline(by_months(shown, Part(wanted)), "T")
    assert len(drawn) > 80  # fewer are named one by one
    without = re.compile("<desc>.*?</desc>", re.DOTALL)
    assert without.sub("", by_one) == without.sub("", by_count)


def test_a_spot_is_one_place_as_it_is_drawn(shown: Shown, exporter: Exporter) -> None:
    drawn = exporter.drawn(
        shown.these([key for (key,) in shown.placed.ask("SELECT key FROM placed WHERE number = 'R1'")]).popitem()[1]
    )
    spot = f"{drawn.lat:.4f},{drawn.lon:.4f},{drawn.precision}"
    numbers = {each.number for each in shown.all(Part(Wanted(), spot))}
    assert "R1" in numbers
    assert all(exporter.drawn(each).lat == drawn.lat for each in shown.all(Part(Wanted(), spot)))


def test_what_filters_offer_is_told_as_it_may_leave(shown: Shown) -> None:
    assert "drone" not in shown.most_told("weapon_printed", 60)
    assert not any("Tigran" in name for name in shown.most_told("origin", 60))


@pytest.mark.parametrize("words", WORDS)
def test_the_database_looks_at_whatever_would_be_left_out(words: str) -> None:
    may = duckdb.execute("SELECT regexp_matches(?, ?)", [words, MAY_CHANGE]).fetchall()[0][0]
    bare = without_positions(words)
    assert may or (bare == words and without_addresses(words) == words)


def test_what_somebody_may_not_see_is_in_no_count(case: Case, exporter: Exporter) -> None:
    whole = Shown(case, exporter)
    apart = Case(case.root, "p-2")
    apart.tables.exhibits = frozenset(each.sha256 for each in case.exhibits())  # not those that have no line
    part, less = Part(Wanted()), Shown(apart, exporter)
    gone = len(odd())
    assert less.count(part) == whole.count(part) - gone == 700
    assert sum(cell.count for cell in by_cells(less, part).cells) <= 700
    assert sum(by_months(less, part).spans.values()) == 700
    assert not less.these([each.key for each in whole.placed.records("WHERE number = 'R1'")])
