import math

import pyarrow as pa

from armstrace.flights.airfields.fields import all_fields
from armstrace.flights.coverage import COVERAGE, coverage, merged
from made_tracks import BAKU, DAY_S, OVDA, START, flight, noisy, parked, points_of


def seen_at(table: pa.Table, ident: str) -> list[tuple[int, int, float | None]]:
    return [
        (row["aircraft"], row["low_aircraft"], row["lowest_ft"])
        for row in table.to_pylist()
        if row["airfield"] == ident
    ]


def test_aircraft_near_a_field_are_counted_with_the_lowest_height() -> None:
    way = flight(BAKU, OVDA, START)
    high = [row for row in way if row.alt > 20000 or row.lon > 45]
    table = coverage(
        points_of({"600864": way, "600865": high, "600866": parked(BAKU, START, START + 600)}), all_fields()
    )
    assert table.schema.equals(COVERAGE)
    assert seen_at(table, "UBBB") == [(3, 3, 0.0)]
    [(count, low, lowest)] = seen_at(table, "LLOV")
    assert (count, low) == (2, 1)
    assert lowest is not None
    assert lowest < 500  # a step of the track over the threshold
    assert seen_at(table, "KJFK") == []


def test_days_are_told_apart_and_tables_put_together() -> None:
    rows = [*parked(BAKU, START, START + 60), *parked(BAKU, START + DAY_S, START + DAY_S + 60)]
    apart = [coverage(points_of({name: rows}), all_fields()) for name in ("600864", "600865")]
    both = coverage(points_of({"600864": rows, "600865": rows}), all_fields())
    assert seen_at(both, "UBBB") == [(2, 2, 0.0)] * 2
    assert merged(apart).equals(merged([both]))
    assert merged([]).num_rows == 0


def test_a_position_that_could_not_be_reached_covers_nothing() -> None:
    rows = noisy(flight(BAKU, OVDA, START), [(300, 270.0, 6000.0)])
    with_noise, without = (coverage(points_of({"600864": r}), all_fields()) for r in (rows, flight(BAKU, OVDA, START)))
    assert with_noise.equals(without)


def test_an_unknown_height_is_no_height() -> None:
    rows = [row.__class__(row.time, row.lat, row.lon, math.nan, 400.0) for row in flight(BAKU, OVDA, START)[200:210]]
    table = coverage(points_of({"600864": rows}), all_fields())
    assert table.num_rows
    assert set(table["lowest_ft"].to_pylist()) == {None}
