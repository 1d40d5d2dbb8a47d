"""What no cell may hold, and what the codes of precision mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.records.errors import UnreadableValue
from armstrace.sources.acled_csv import _when
from armstrace.sources.incidents.cells import bounds, deaths, iso_day, placed, position
from armstrace.sources.incidents.parties import party_of, state_of
from armstrace.sources.ucdp_ged import _span

DAYS = st.dates(date(1989, 1, 1), date(2026, 12, 31))
COUNTS = st.none() | st.integers(0, 999_999)


@given(st.floats(allow_nan=True), st.floats(allow_nan=True))
def test_a_position_is_on_the_globe_or_refused(lat: float, lon: float) -> None:
    try:
        found = placed(lat, lon)
    except UnreadableValue:
        return
    assert found == (lat, lon)
    assert abs(lat) <= 90
    assert abs(lon) <= 180


@pytest.mark.parametrize("cell", ["nan", "inf", "1e400", "12,5", "39°49'", "1_0", "0x1", "9" * 500, "39.8 N"])
def test_what_is_no_number_of_degrees_is_refused(cell: str) -> None:
    with pytest.raises(UnreadableValue):
        position(cell, "46.75")


@pytest.mark.parametrize(("lat", "lon", "state"), [("46.75", "39.8", "AZE"), ("44.5", "40.2", "ARM")])
def test_exchanged_coordinates_are_refused_where_the_state_proves_it(lat: str, lon: str, state: str) -> None:
    with pytest.raises(UnreadableValue, match="exchanged"):
        position(lat, lon, state)
    # nobody says the state: nothing proves it
    assert position(lat, lon) == (float(lat), float(lon))


def test_a_point_across_the_border_is_not_refused() -> None:
    assert position("39.2", "45.4", "ARM") == (39.2, 45.4)
    assert position("38.0", "48.0", "AZE") == (38.0, 48.0)


@given(COUNTS, COUNTS, COUNTS)
def test_bounds_of_deaths_stand_in_order_or_are_refused(low: int | None, best: int | None, high: int | None) -> None:
    known = [count for count in (low, best, high) if count is not None]
    if known == sorted(known):
        assert bounds(low, best, high) == (low, best, high)
    else:
        with pytest.raises(UnreadableValue):
            bounds(low, best, high)


@pytest.mark.parametrize("cell", ["1000000", "999999999", "-1", "3.5", "three", "1 2", "1" * 40])
def test_no_incident_kills_a_million_or_a_fraction(cell: str) -> None:
    with pytest.raises(UnreadableValue):
        deaths(cell)


@given(DAYS, DAYS, st.sampled_from("12345"))
def test_a_span_of_ucdp_holds_the_days_printed_and_never_runs_backwards(one: date, two: date, code: str) -> None:
    if one > two:
        with pytest.raises(UnreadableValue, match="backwards"):
            _span(one.isoformat(), two.isoformat(), code)
        return
    found = _span(one.isoformat(), two.isoformat(), code)
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= one <= two <= found.latest
    assert (found.qualifier == "") is (code == "1")


@given(DAYS, st.sampled_from("123"))
def test_a_day_of_acled_lies_in_what_its_code_leaves_open(day: date, code: str) -> None:
    found = _when(day.isoformat(), code)
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= day <= found.latest
    assert (found.earliest == found.latest) is (code == "1")


@pytest.mark.parametrize("cell", ["2020-13-01", "2020-02-30", "01/02/2020", "2020-10-28 13:00", "", "28 Oct 2020"])
def test_a_day_that_is_none_is_refused(cell: str) -> None:
    with pytest.raises(UnreadableValue):
        iso_day(cell)


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Government of Armenia", "ARM"),
        ("Government of Azerbaijan", "AZE"),
        ("Military Forces of Armenia (2018-)", "ARM"),
        ("Military Forces of Azerbaijan (2003-)", "AZE"),
        ("Armenian armed forces", "ARM"),
        ("Azerbaijani armed forces", "AZE"),
        ("Armenian or allied Nagorno-Karabakh forces", ""),
        ("Civilians (Armenia)", ""),
        ("Police Forces of Azerbaijan (2003-) Special Unit", ""),
    ],
)
def test_a_party_is_named_alike_on_both_sides_or_not_at_all(printed: str, code: str) -> None:
    assert party_of(printed) == code


def test_the_soviet_union_is_not_russia() -> None:
    assert state_of("Russia (Soviet Union)") == ""
    assert state_of("Myanmar (Burma)") == "MMR"
