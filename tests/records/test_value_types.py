"""What holds for the values of every type of `records`, whichever is added: nobody has to remember to test it."""

import copy
import pickle
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from value_types import has_hash, types, values_of, whens

from armstrace.records.columns import Columns
from armstrace.records.kinds import RECORD_TYPES
from armstrace.records.place import Place
from armstrace.records.values import Count, Tiv, When
from armstrace.tables.schema import gather, schema, spread
from armstrace.tables.write import storable

QUICK = settings(
    max_examples=8, derandomize=True, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
PRINTED_AND_READ = {Count, Tiv, When, Place}
"""Types that are read from what somebody printed: each has its round trip below or beside its examples."""


def _name(made: type[Any]) -> str:
    return f"{made.__module__.rpartition('.')[2]}.{made.__name__}"


@pytest.mark.parametrize("made", types(), ids=_name)
def test_values_are_what_they_say_and_stay_so(made: type[Any]) -> None:
    @QUICK
    @given(values_of(made))
    def holds(value: Any) -> None:
        # it goes to another process and comes back the same
        assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301  # packed a moment ago
        assert copy.copy(value) == value
        if has_hash(value):
            assert hash(copy.copy(value)) == hash(value) == hash(pickle.loads(pickle.dumps(value)))  # noqa: S301
        if is_dataclass(made):
            # making it again from its own fields changes nothing, and nothing can be changed in it
            assert replace(value) == value
            with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
                setattr(value, fields(made)[0].name, "changed")

    holds()


@pytest.mark.parametrize("made", [each for each in types() if issubclass(each, Enum)], ids=_name)
def test_a_word_names_one_member(made: type[Enum]) -> None:
    for member in made:
        assert made(member.value) is member
    assert len({str(member.value).lower() for member in made}) == len(made)


@pytest.mark.parametrize("made", RECORD_TYPES, ids=_name)
def test_records_are_read_back_from_their_table(made: type[Any]) -> None:
    @QUICK
    @given(st.lists(values_of(made), min_size=1, max_size=3))
    def holds(records: list[Any]) -> None:
        kept, arrays = storable(made.KIND, spread(made.KIND, records))
        names = schema(made.KIND).names
        rows = zip(*(array.to_pylist() for array in arrays), strict=True)
        assert [gather(made.KIND, dict(zip(names, row, strict=True))) for row in rows] == records
        assert storable(made.KIND, spread(made.KIND, Columns.of(made, records)))[0] == kept

    holds()


def test_every_type_that_is_read_from_print_has_a_round_trip() -> None:
    assert {made for made in types() if hasattr(made, "read") and not issubclass(made, Enum)} == PRINTED_AND_READ


@given(values_of(Place))
def test_a_place_is_read_back_from_its_text(place: Place) -> None:
    assert Place.read(str(place)) == place
    assert str(Place.read(str(place))) == str(place)


@given(values_of(Tiv))
def test_a_volume_is_read_back_from_print_within_its_bounds(volume: Tiv) -> None:
    again = Tiv.read(volume.printed, half_unit=(volume.high - volume.low) / 2 if volume.value else 0.0)
    assert again is not None
    assert again.value == volume.value
    assert volume.low <= volume.value <= volume.high


@given(whens(), st.dates(date(1000, 1, 1), date(9000, 1, 1)), st.integers(0, 4000))
def test_what_had_happened_stays_happened(when: When, day: date, later: int) -> None:
    order = {False: 0, None: 1, True: 2}
    assert order[when.by(day)] <= order[when.by(day + timedelta(later))]
