"""A value written into SQL is that value and nothing more."""

from collections.abc import Iterator
from functools import cache

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_records import TEXT, stored

from armstrace.tables.ask import literal, literals, rerunnable
from armstrace.tables.schema import KINDS

SQL = st.text("'\"\\;-/* \0\n$%()ADEFLNOPRSTabc0\u2019\uff07\ud800", max_size=30)


@cache
def connected() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


@pytest.fixture(scope="module", autouse=True)
def _closed_at_the_end() -> Iterator[None]:
    yield
    connected().close()
    connected.cache_clear()


def asked(sql: str) -> list[tuple[object, ...]]:
    return connected().execute(sql).fetchall()


@settings(deadline=None, max_examples=300)
@given(value=SQL | TEXT)
def test_text_comes_back_as_it_is_and_ends_no_string(value: str) -> None:
    assert asked(f"SELECT {literal(value)}, 1") == [(stored(value), 1)]
    assert asked(f"SELECT 1 WHERE {literal(value)} IN {literals(['never', value])}") == [(1,)]


@settings(deadline=None, max_examples=200)
@given(value=st.integers(-(2**127), 2**127 - 1) | st.floats())
def test_numbers_come_back_as_they_are(value: int | float) -> None:
    kind = "HUGEINT" if type(value) is int else "DOUBLE"
    ((found,),) = asked(f"SELECT ({literal(value)})::{kind}")
    assert found == value or repr(found) == repr(value) == "nan"


@settings(deadline=None, max_examples=100)
@given(values=st.lists(SQL, max_size=5), wanted=SQL)
def test_a_list_of_values_matches_its_members_only(values: list[str], wanted: str) -> None:
    found = asked(f"SELECT coalesce({literal(wanted)} IN {literals(values)}, false)")
    assert found == [(stored(wanted) in [stored(value) for value in values],)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_query_names_the_files_of_its_tables(kind: str) -> None:
    sql = rerunnable(f"SELECT count(*)\nfrom {kind}")
    assert sql == f"WITH {kind} AS (FROM 'tables/{kind}/*.parquet')\nSELECT count(*)\nfrom {kind}"
    assert rerunnable("SELECT 1") == "SELECT 1"


def test_several_tables_are_named_once_each() -> None:
    sql = rerunnable("SELECT * FROM transfer JOIN edition USING (exhibit) WHERE key IN (SELECT key FROM transfer)")
    assert sql.startswith(
        "WITH edition AS (FROM 'tables/edition/*.parquet'), transfer AS (FROM 'tables/transfer/*.parquet')\n"
    )
