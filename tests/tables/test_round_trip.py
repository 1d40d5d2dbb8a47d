"""What goes into a table comes out of it, for every kind of record and every value with its doubt."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_records import SHA, TEXT, records, set_aside, stored_record

from armstrace.records.kinds import Readable
from armstrace.tables.ask import Tables
from armstrace.tables.schema import KINDS, gather, schema, spread
from armstrace.tables.write import rows_of, stored_batches, stored_rows, table_path, write


def key_of(record: Readable) -> str:
    # NaN is no number to compare, and its spelling is always the same
    return repr(record)


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None, max_examples=15)
@given(data=st.data())
def test_records_come_back_as_they_went_in(kind: str, data: st.DataObject) -> None:
    made = data.draw(st.lists(records(kind), min_size=1, max_size=8))
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder)
        written = write(case, SHA, made)
        assert [(part.kind, part.rows) for part in written] == [(kind, len(made))]
        batches = list(stored_batches(table_path(case, kind, SHA)))
        rows = [dict(zip(batch, row, strict=True)) for batch in batches for row in zip(*batch.values(), strict=True)]
        assert [key_of(gather(kind, row)) for row in rows] == [key_of(stored_record(record)) for record in made]
        assert rows_of(made) == written
        assert stored_rows(case, kind, SHA) == written[0]


def test_records_come_back_through_sql_too(tmp_path: Path) -> None:
    made = [set_aside(number, printed) for number, printed in enumerate(["'", '"', "\0", "\ud800", "\\", "\u202e"])]
    write(tmp_path, SHA, made)
    tables = Tables(tmp_path)
    kept = tables.records(type(made[0]), "ORDER BY place")
    assert kept == [stored_record(record) for record in made]
    assert [kind for kind in KINDS if tables.has(kind)] == ["set_aside"]
    assert tables.row(made[2].key) == {**tables.rows("set_aside", [made[2].key])[0]}
    assert tables.row("set_aside:nothing") is None
    assert tables.row("DROP TABLE set_aside") is None
    tables.close()


def test_what_is_remembered_is_asked_once_and_forgotten_with_the_work(tmp_path: Path) -> None:
    write(tmp_path, SHA, [set_aside(1, "as printed")])
    tables = Tables(tmp_path)
    asked = "SELECT count(*) FROM set_aside"
    with tables.remembering():
        assert tables.ask(asked) == [(1,)]
        write(tmp_path, SHA, [set_aside(1, "as printed"), set_aside(2, "as printed")])
        tables.close()
        with tables.remembering():
            assert tables.ask(asked) == [(1,)]
        assert tables.ask(asked) == [(1,)], "the end of work within another is not its end"
    assert tables.ask(asked) == [(2,)]
    tables.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_without_records_can_be_asked_too(kind: str, tmp_path: Path) -> None:
    tables = Tables(tmp_path)
    assert tables.ask(f"SELECT count(*) FROM {kind}") == [(0,)]
    assert tables.rows(kind, ["x"]) == []
    names = [row[0] for row in tables.ask(f"SELECT column_name FROM (DESCRIBE FROM {kind})")]
    assert names == schema(kind).names == list(spread(kind, []))
    tables.close()
    assert list(tmp_path.iterdir()) == []


@settings(deadline=None, max_examples=50)
@given(printed=st.lists(TEXT, min_size=1, max_size=6))
def test_doubt_is_never_lost_between_columns(printed: list[str]) -> None:
    made = [set_aside(number, text or "x") for number, text in enumerate(printed)]
    columns = spread("set_aside", made)
    assert columns["printed"] == [record.printed for record in made]
    assert [len(column) for column in columns.values()] == [len(made)] * len(columns)
