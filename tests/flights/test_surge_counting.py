"""From rows of movements to a series: whose they are, on which day they count, and with what probability."""

from datetime import timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.flights.schema import MOVEMENT
from armstrace.flights.surges.counting import (
    ALL,
    UNKNOWN,
    Subject,
    counted,
    keys_of,
    operators,
    origins,
    own_aircraft,
    rows_of,
    series_of,
    subjects,
    table_of,
)
from armstrace.flights.surges.exposure import Archives, by_archive, number_of
from armstrace.records.kinds import Movement
from armstrace.records.origin import derived_key
from made_dataset import FIELD, FIRST, HOME, OTHER, movement

DAYS = np.arange(number_of(FIRST), number_of(FIRST) + 60)


def day(number: int) -> Any:
    return FIRST + timedelta(number)


def table(*rows: dict[str, Any]) -> pa.Table:
    return table_of(rows)


def series(*rows: dict[str, Any], days: Any = DAYS, **of: Any) -> Any:
    subject = Subject(airfield=FIELD, **of)
    known = Archives(days, np.ones(len(days)), ())
    found = table(*rows)
    return series_of(rows_of(found, subject), subject, by_archive(known))


def test_rows_may_be_columns_or_mappings_with_times_as_text() -> None:
    row = movement(day(1))
    text = {name: f"{row[name]:%Y-%m-%dT%H:%M:%SZ}" for name in ("time_utc", "time_earliest", "time_latest")}
    assert table_of([row | text]).equals(pa.Table.from_pylist([row], MOVEMENT))


def test_counts_are_sums_of_probabilities_by_day() -> None:
    rows = [movement(day(3), number=1, probability=0.5), movement(day(3), number=2), movement(day(9), number=3)]
    found = series(*rows, movement(day(9), airfield=OTHER), movement(day(9), kind="takeoff"))
    assert found.counts[[3, 9]].tolist() == [1.5, 1.0]
    assert found.counts.sum() == 2.5
    assert found.chances.tolist() == [0.5, 1.0, 1.0]
    assert found.chance_days.tolist() == [DAYS[3], DAYS[3], DAYS[9]]
    assert found.inputs[0] == derived_key(Movement.KIND, rows[0]["inputs"].split(), f"event={rows[0]['event']};rank=1")
    assert series(*rows, movement(day(4), kind="takeoff"), motion="takeoff").counts.sum() == 1


def test_operators_stay_apart_and_unknown_is_one_of_them() -> None:
    rows = [
        movement(day(1), "QSB"), movement(day(2), "QSA"), movement(day(3), "", callsign="QSB77"),
        movement(day(4), "", 4, callsign="N123AB"), movement(day(5), "", 5),
    ]  # fmt: skip
    assert operators(table(*rows)).to_pylist() == ["QSB", "QSA", "QSB", UNKNOWN, UNKNOWN]
    every = subjects(table(*rows), Subject(airfield=FIELD))
    assert [one.operator for one in every] == ["QSB", UNKNOWN, "QSA", ALL]
    sums = {one.operator: float(series(*rows, operator=one.operator).counts.sum()) for one in every}
    assert sums == {"QSB": 2, UNKNOWN: 2, "QSA": 1, ALL: 5}
    together = series(*rows)
    assert together.named.series.startswith("all operators at")
    assert any("3 operators are counted together: QSA, QSB, unknown operator." in said for said in together.warnings)


def test_a_fleet_and_a_type_narrow_what_is_counted() -> None:
    rows = [movement(day(1), hex="aaaaaa"), movement(day(2), hex="bbbbbb", typecode="B744")]
    assert series(*rows, hexes=frozenset({"aaaaaa"})).counts.sum() == 1
    assert series(*rows, typecode="B744").counts[2] == 1
    assert "B744" in Subject(airfield=FIELD, typecode="B744").named().series


def test_a_day_without_an_archive_gets_nothing_and_what_falls_on_it_goes_where_it_may_have_been() -> None:
    gap = np.concatenate([DAYS[:10], DAYS[13:]])
    hours = timedelta(hours=1)
    dark = movement(day(11), number=1)
    wide = dark | {"time_earliest": dark["time_utc"] - 40 * hours, "time_latest": dark["time_utc"] + 70 * hours}
    late = dark | {"time_latest": dark["time_utc"] + 70 * hours, "event": "x"}
    found = series(wide, days=gap)
    assert found.days.tolist() == gap.tolist()
    assert (found.counts[9], found.counts.sum()) == (1, 1)
    assert any("no better than a day" in said for said in found.warnings)
    assert series(late, days=gap).counts[10] == 1
    lost = series(dark, days=gap)
    assert lost.counts.sum() == 0
    assert any("1 movements fall on days without an archive" in said for said in lost.warnings)
    assert counted(table(dark), np.empty(0, np.int64)).counts.tolist() == []


def test_a_route_needs_a_take_off_at_the_origin_just_before() -> None:
    def leg(hex: str, start: int, hours: float, origin: str = HOME, chance: float = 1.0) -> list[dict[str, Any]]:  # noqa: A002
        off = movement(day(start), hex=hex, kind="takeoff", airfield=origin, probability=chance)
        at = off["time_utc"] + timedelta(hours=hours)
        on = movement(day(start), hex=hex, probability=0.8) | dict.fromkeys(
            ("time_utc", "time_earliest", "time_latest"), at
        )
        return [off | {"event": f"{hex}{start}off"}, on | {"event": f"{hex}{start}on"}]

    rows = [*leg("aaaaaa", 1, 3, chance=0.5), *leg("bbbbbb", 2, 3, OTHER), *leg("cccccc", 3, 30)]
    between = movement(day(5), hex="dddddd", airfield=OTHER, number=1) | {"event": "stop"}
    rows += [*leg("dddddd", 5, 3), between]
    rows += [movement(day(7), hex="eeeeee")]
    found = series(*rows, origin=HOME)
    assert found.counts[1] == pytest.approx(0.4)
    assert found.counts.sum() == pytest.approx(0.4)
    listed = table(*rows)
    here = rows_of(listed, Subject(airfield=FIELD))
    assert sorted(origins(listed, here)) == ["", "", "", "", OTHER]
    assert found.named.series == f"all operators {HOME}→{FIELD}"
    assert any("multiplied as if they were independent" in said for said in found.warnings)


def test_own_aircraft_are_counted_once_a_day_whichever_way_they_move() -> None:
    rows = [
        movement(day(1), hex="aaaaaa", probability=0.25), movement(day(1), hex="aaaaaa", kind="takeoff", number=2),
        movement(day(1), hex="bbbbbb", probability=0.5), movement(day(2), "QSA"),
    ]  # fmt: skip
    own = own_aircraft(table(*rows), Subject(operator="QSB", airfield=FIELD))
    assert own == {DAYS[1]: 1.5}


def test_made_up_registrations_mark_a_series() -> None:
    assert series(movement(day(1), registration="QS-SYN86")).synthetic
    assert not series(movement(day(1), registration="VH-SYN")).synthetic


def test_nothing_counts_as_nothing() -> None:
    found = series()
    assert (found.counts.sum(), len(found.chances), found.inputs) == (0, 0, ())
    assert keys_of(MOVEMENT.empty_table()) == ()


rows_drawn = st.lists(
    st.tuples(st.integers(0, 70), st.sampled_from(["QSB", "QSA", ""]), st.floats(0, 1, width=32), st.integers(0, 5)),
    max_size=40,
)


@given(rows_drawn, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_and_repetition_of_rows_do_not_matter(drawn: list[tuple[int, str, float, int]], chance: Any) -> None:
    rows = [movement(day(d), operator, n, probability=p) for n, (d, operator, p, _) in enumerate(drawn)]
    again = [*rows, *(chance.choice(rows) for _ in range(5) if rows)]
    chance.shuffle(again)
    one, two = series(*rows), series(*again)
    assert one.counts.tolist() == two.counts.tolist()
    assert (one.inputs, one.chances.tolist(), one.warnings) == (two.inputs, two.chances.tolist(), two.warnings)


@given(rows_drawn)
@settings(max_examples=60, deadline=None)
def test_the_operators_add_up_to_all(drawn: list[tuple[int, str, float, int]]) -> None:
    rows = [movement(day(d), operator, n, probability=p) for n, (d, operator, p, _) in enumerate(drawn)]
    every = subjects(table(*rows), Subject(airfield=FIELD))
    sums = [series(*rows, operator=one.operator).counts for one in every]
    assert np.sum(sums[:-1], axis=0) == pytest.approx(sums[-1]) if len(sums) > 1 else sums[0].sum() == 0
