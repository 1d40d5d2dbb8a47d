"""Members of unions of states by day."""

from datetime import date

import pytest

from armstrace.gazetteer.law_sources import law_citation_of
from armstrace.gazetteer.shipped_tables import shipped_rows
from armstrace.gazetteer.states import states
from armstrace.gazetteer.unions import member, unions


@pytest.mark.parametrize(
    ("union", "day", "number"),
    [
        ("European Union", date(1990, 1, 1), 12),
        ("European Union", date(2004, 5, 1), 25),
        ("European Union", date(2013, 7, 1), 28),
        ("European Union", date(2020, 2, 1), 27),
        ("OSCE", date(1992, 2, 28), 46),
        ("OSCE", date(2020, 10, 4), 57),
    ],
)
def test_a_union_has_as_many_members_as_it_says(union: str, day: date, number: int) -> None:
    assert sum(bool(member(union, state, day)) for state in states()) == number


def test_every_row_has_a_state_a_source_and_days_in_order() -> None:
    for row in shipped_rows("union_members.csv"):
        assert row["union"] in unions()
        assert row["union"] in states()
        assert row["state"] in states()
        assert law_citation_of(row["source"]) != row["source"]
        assert not row["until"] or row["since"] < row["until"]
