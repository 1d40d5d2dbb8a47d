"""What is near is found, whatever the order of the rows, and nothing else is."""

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

from armstrace.desk.incidents.asked import Near, Wanted
from armstrace.desk.incidents.find import distance_km, find
from armstrace.records.kinds import Incident
from armstrace.records.precision import PRECISIONS, radius_km
from armstrace.records.values import When
from armstrace.tables.by_place import ByPlace
from armstrace.tables.write import write
from made_incidents import made

DAYS = ("2020-10-28", "2020-10", "2020-09-27/2020-10-23", "2020-10-28~", "../2020-10-01", "2019")


def some(count: int, seed: int = 5) -> list[Incident]:
    drawn = random.Random(seed)  # noqa: S311  # invented places
    return [
        made(
            key=f"incident:{number}",
            place=f"row={number}",
            lat=drawn.uniform(39, 41),
            lon=drawn.uniform(46, 48),
            precision=drawn.choice(PRECISIONS),
            when=drawn.choice([None, *map(When.read, DAYS)]),
            actor=drawn.choice(["ARM", "AZE", ""]),
            weapon_printed=drawn.choice(["Smerch rocket", "artillery", ""]),
        )
        for number in range(count)
    ]


def fits(each: Incident, wanted: Wanted) -> bool:
    """Ask one incident, in words as plain as they can be."""
    if wanted.near:
        if each.lat is None or each.lon is None or each.precision in {"region", "country"}:
            return False
        away = distance_km(wanted.near.lat, wanted.near.lon, each.lat, each.lon) - (radius_km(each.precision) or 0)
        if away > wanted.km:
            return False
    if wanted.first and (each.when is None or (each.when.latest or date.max) < wanted.first):
        return False
    if wanted.last and (each.when is None or (each.when.earliest or date.min) > wanted.last):
        return False
    return not wanted.party or each.actor == wanted.party


QUESTIONS = (
    Wanted(),
    Wanted(near=Near(40, 47, "here"), km=10),
    Wanted(near=Near(40, 47, "here"), km=60, first=date(2020, 10, 2), last=date(2020, 10, 27)),
    Wanted(first=date(2020, 10, 28), party="AZE", actor="AZE"),
    Wanted(near=Near(40, 47, "here"), km=30, party="ARM", actor="ARM"),
)


def test_each_question_finds_what_fits_and_nothing_else(tmp_path: Path) -> None:
    incidents = some(3000)
    write(tmp_path, "ab" * 32, incidents)
    with ByPlace(tmp_path, Incident) as placed:
        for wanted in QUESTIONS:
            found = {each.key for each in find(placed, wanted).incidents}
            assert found == {each.key for each in incidents if fits(each, wanted)}
            assert found


def test_the_order_of_the_rows_makes_no_difference(tmp_path: Path) -> None:
    incidents = some(500)
    told = []
    for name, rows in (("a", incidents), ("b", incidents[::-1])):
        write(tmp_path / name, "ab" * 32, rows)
        with ByPlace(tmp_path / name, Incident) as placed:
            told.append([find(placed, wanted) for wanted in QUESTIONS])
    assert told[0] == told[1]


def test_rows_added_by_hand_are_found_like_those_of_tables(tmp_path: Path) -> None:
    incidents = some(200)
    write(tmp_path / "all", "ab" * 32, incidents)
    with ByPlace(tmp_path / "all", Incident) as whole, ByPlace(tmp_path / "none", Incident, incidents) as added:
        assert [find(whole, wanted) for wanted in QUESTIONS] == [find(added, wanted) for wanted in QUESTIONS]


def test_both_sides_are_found_alike(tmp_path: Path) -> None:
    swap = {"ARM": "AZE", "AZE": "ARM", "": ""}
    incidents = some(400)
    with (
        ByPlace(tmp_path, Incident, incidents) as plain,
        ByPlace(tmp_path, Incident, [replace(each, actor=swap[each.actor]) for each in incidents]) as twin,
    ):
        for party, other in (("ARM", "AZE"), ("AZE", "ARM")):
            one = find(plain, Wanted(party=party, actor=party)).incidents
            two = find(twin, Wanted(party=other, actor=other)).incidents
            assert [each.key for each in one] == [each.key for each in two]


def test_a_place_across_the_date_line_is_near(tmp_path: Path) -> None:
    fiji = made(key="incident:a", lat=-16.8, lon=-179.95)
    with ByPlace(tmp_path, Incident, [fiji]) as placed:
        assert find(placed, Wanted(near=Near(-16.8, 179.95, "here"), km=20)).incidents
        assert find(placed, Wanted(box=(-20.0, 179.0, -10.0, -179.0))).incidents
        assert not find(placed, Wanted(box=(-20.0, -179.0, -10.0, 179.0))).incidents


def test_what_no_distance_tells_is_counted(tmp_path: Path) -> None:
    rows = [
        made(key="incident:a", precision="country"),
        made(key="incident:b", lat=None, lon=None, precision=""),
        made(key="incident:c", when=None),
        made(key="incident:d", actor="", actor_printed="Government of Armenia - Government of Azerbaijan"),
    ]
    with ByPlace(tmp_path, Incident, rows) as placed:
        near = find(placed, Wanted(near=Near(0, 0, "far"), km=10))
        assert near.remarks == (
            "2 more known only to a region or a country, or to no place: no distance tells; not listed.",
        )
        assert "1 more without a date" in find(placed, Wanted(first=date(2020, 1, 1))).remarks[0]
        sides = find(placed, Wanted(actor="Azerbaijan", party="AZE")).remarks
        assert sides == ("1 more naming Azerbaijan as a side without saying who used force; not listed.",)
