"""Headers with merged, doubled or missing cells; editions with other names; files in any shape."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from armstrace.records.errors import SourceChanged
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Edition, Incident, Readable
from armstrace.records.sources import ReadOptions, SetAside
from armstrace.sources.registry import readers

HERE = Path(__file__).resolve().parents[1]
TABLES = ("ucdp_ged", "acled_csv", "incident_sheet", "remnant_sheet")


def exhibit_of(path: Path, name: str = "") -> Exhibit:
    return Exhibit("ab" * 32, path, path.stat().st_size, name or path.name, "text/csv", "2026-01-01T00:00:00Z", "p-1")


def read(source: str, path: Path, name: str = "") -> list[Readable]:
    return list(readers()[source].read(exhibit_of(path, name), ReadOptions()))


def rows_of(source: str) -> list[list[str]]:
    with (HERE / source / "sample.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def written(rows: list[list[str]], path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.mark.parametrize("source", TABLES)
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda head: [*head[:3], "", *head[4:]], "without a name 4"),
        (lambda head: [*head[:3], head[2], *head[4:]], "named twice"),
        (lambda head: head[:-4], "missing"),
        (lambda head: [f"{head[0]} {head[1]}", *head[2:]], "missing"),
    ],
    ids=["merged", "doubled", "cut", "run together"],
)
def test_a_spoilt_header_is_refused(
    source: str, spoil: Callable[[list[str]], list[str]], said: str, tmp_path: Path
) -> None:
    head, *body = rows_of(source)
    if source == "incident_sheet" and said == "missing":
        head, body = head[:2] + head[3:], [row[:2] + row[3:] for row in body]
        spoil = lambda cells: [f"{cells[0]} {cells[1]}", *cells[2:]]  # noqa: E731
    with pytest.raises(SourceChanged, match=said):
        read(source, written([spoil(head), *body], tmp_path / "spoilt.csv"))


@pytest.mark.parametrize("source", TABLES)
def test_columns_may_stand_in_any_order(source: str, tmp_path: Path) -> None:
    rows = rows_of(source)
    whole = [row for row in rows if len(row) == len(rows[0])]
    turned = written([row[::-1] for row in whole], tmp_path / "sample.csv")
    plain = written(whole, tmp_path / "plain.csv")
    found = read(source, plain, "sample.csv")
    assert [r for r in found if not isinstance(r, SetAside)] == [
        r for r in read(source, turned, "sample.csv") if not isinstance(r, SetAside)
    ]


@pytest.mark.parametrize(
    ("name", "label", "covers"),
    [
        ("GEDEvent_v24_1.csv", "UCDP GED 24.1", "1989/2023"),
        ("ged171.csv", "UCDP GED 17.1", "1989/2016"),
        ("GEDEvent_v24_0_3.csv", "UCDP GED 24.0.3", ""),
    ],
)
def test_an_edition_of_ucdp_is_known_by_its_name(name: str, label: str, covers: str) -> None:
    edition = read("ucdp_ged", HERE / "ucdp_ged/sample.csv", name)[0]
    assert isinstance(edition, Edition)
    assert edition.label == label
    assert (edition.covers.edtf if edition.covers else "") == covers


def test_a_release_without_a_header_gives_the_same_incidents(tmp_path: Path) -> None:
    _, *body = rows_of("ucdp_ged")
    bare = [each for each in read("ucdp_ged", written(body[:3], tmp_path / "bare.csv")) if isinstance(each, Incident)]
    full = [each for each in read("ucdp_ged", HERE / "ucdp_ged/sample.csv") if isinstance(each, Incident)]
    assert [(each.number, each.when, each.deaths_best) for each in bare] == [
        (each.number, each.when, each.deaths_best) for each in full[:3]
    ]


def test_nobody_is_an_actor_of_ucdp_where_it_names_two_sides() -> None:
    found = [each for each in read("ucdp_ged", HERE / "ucdp_ged/sample.csv") if isinstance(each, Incident)]
    assert {each.actor for each in found if each.event_type != "one-sided violence"} == {""}
    assert {each.actor for each in found if each.event_type == "one-sided violence"} == {"ARM", "AZE"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(["id", "date", "paths", "type", "properties", "geometry"]), inner)
        ),
        max_leaves=12,
    )
)
def test_any_json_is_read_or_set_aside_or_refused(value: object, tmp_path: Path) -> None:
    path = tmp_path / "any.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    for source in ("timemap", "incident_geojson"):
        try:
            found = read(source, path)
        except SourceChanged:
            continue
        assert len({each.key for each in found}) == len(found)


@pytest.mark.parametrize("content", ["", "[", "[" * 100_000, '{"features": 5}', "nan", '"text"'])
@pytest.mark.parametrize("source", ["timemap", "incident_geojson"])
def test_what_is_no_such_json_is_refused(source: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / "no.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceChanged):
        read(source, path)


@pytest.mark.shared
def test_the_map_of_ukraine_is_read_whole(shared: Path) -> None:
    folder = shared / "incidents"
    found = {
        part: read("timemap", next(folder.glob(f"*_{part}.json"))) for part in ("events", "associations", "sources")
    }
    assert [len(records) - 1 for records in found.values()] == [1159, 27, 2725]
    assert not any(isinstance(each, SetAside) for records in found.values() for each in records)


@pytest.mark.parametrize("number", ["1" + "0" * 400, "1e400", "NaN"])
def test_a_number_that_is_no_place_on_earth_costs_its_feature_only(number: str, tmp_path: Path) -> None:
    told = {"number": "1", "date": "2020-10-28", "place": "Invented town", "origin": "An invented organisation"}
    feature = {"type": "Feature", "geometry": {"type": "Point", "coordinates": ["AT", 40]}, "properties": told}
    good = {**feature, "geometry": None, "properties": {**told, "number": "2"}}
    path = tmp_path / "mine.geojson"
    text = json.dumps({"type": "FeatureCollection", "features": [feature, good]})
    path.write_text(text.replace('"AT"', number), encoding="utf-8")
    kinds = [type(each) for each in read("incident_geojson", path)]
    assert kinds == [Edition, SetAside, Incident]
