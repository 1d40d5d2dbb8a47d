"""A table is there whole or not at all, whatever goes wrong."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_records import SHA, set_aside

from armstrace.evidence.lock import claim
from armstrace.records.errors import ArmstraceError, CaseError, SourceChanged
from armstrace.records.kinds import Readable
from armstrace.tables import write as writing
from armstrace.tables.ask import Tables
from armstrace.tables.write import forget, stored_batches, table_path, write

MANY = [set_aside(number) for number in range(3000)]
TWIN = SHA[:12] + "cd" * 26


def files(case: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(case)): path.read_bytes()
        for path in sorted((case / "tables").rglob("*"))
        if path.is_file()
    }


def breaking(at: int, error: BaseException) -> Iterator[Readable]:
    yield from MANY[:at]
    raise error


@pytest.mark.parametrize("at", [0, 1, 600, 3000])
@pytest.mark.parametrize("error", [SourceChanged("gone"), ZeroDivisionError(), KeyboardInterrupt(), MemoryError()])
def test_an_error_while_reading_leaves_what_was_there(at: int, error: BaseException, tmp_path: Path) -> None:
    write(tmp_path, SHA, MANY[:10])
    before = files(tmp_path)
    with pytest.raises(type(error)):
        write(tmp_path, SHA, breaking(at, error))
    assert files(tmp_path) == before


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("step", ["open_new", "fsync", "replace", "write"])
def test_a_disk_that_refuses_leaves_what_was_there(
    number: int, step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, SHA, MANY[:10])
    before = files(tmp_path)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    if step == "open_new":
        monkeypatch.setattr(writing, "open_new", refuse)
    elif step == "fsync":
        monkeypatch.setattr("armstrace.tables.write.os.fsync", refuse)
    elif step == "replace":
        monkeypatch.setattr(Path, "replace", refuse)
    else:
        monkeypatch.setattr("pyarrow.parquet.ParquetWriter.write_table", refuse)
    with pytest.raises(ArmstraceError, match="Writing the tables failed") as told:
        write(tmp_path, SHA, MANY)
    assert told.value.todo
    monkeypatch.undo()
    assert files(tmp_path) == before


def test_a_new_reading_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    write(tmp_path, SHA, MANY)
    write(tmp_path, SHA, MANY[:3])
    assert sum(len(batch["key"]) for batch in stored_batches(table_path(tmp_path, "set_aside", SHA))) == 3
    assert write(tmp_path, SHA, []) == ()
    assert files(tmp_path) == {}, "what no longer holds a record is gone"


def test_what_a_dead_program_left_half_written_is_removed_and_what_a_living_one_writes_is_not(tmp_path: Path) -> None:
    folder = table_path(tmp_path, "set_aside", SHA).parent
    folder.mkdir(parents=True)
    dead, living, other = (folder / f"{name}.partial" for name in (f"{SHA[:12]}.1", f"{SHA[:12]}.2", "0123456789ab.3"))
    for path in (dead, living, other):
        path.write_bytes(b"PAR1 half")
    with living.open("rb") as held:
        assert claim(held.fileno())
        write(tmp_path, SHA, MANY[:1])
    assert sorted(path.name for path in folder.iterdir()) == sorted([living.name, other.name, f"{SHA[:12]}.parquet"])


def test_two_exhibits_whose_hashes_begin_alike_do_not_overwrite_each_other(tmp_path: Path) -> None:
    write(tmp_path, SHA, MANY[:5])
    before = files(tmp_path)
    with pytest.raises(CaseError, match="that is no accident"):
        write(tmp_path, TWIN, MANY[:9])
    forget(tmp_path, TWIN)
    assert files(tmp_path) == before
    forget(tmp_path, SHA)
    assert files(tmp_path) == {}


def test_a_table_for_a_minute_holds_the_same_rows(tmp_path: Path) -> None:
    (lasting,) = write(tmp_path / "lasting", SHA, MANY)
    (fleeting,) = write(tmp_path / "fleeting", SHA, MANY, lasting=False)
    assert (fleeting.rows, fleeting.rows_sha256) == (lasting.rows, "")
    rows = [list(stored_batches(table_path(tmp_path / name, "set_aside", SHA))) for name in ("lasting", "fleeting")]
    assert rows[0] == rows[1]


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" * 100, b"no parquet at all"])
def test_a_damaged_table_is_told_with_the_way_out(content: bytes, tmp_path: Path) -> None:
    write(tmp_path, SHA, MANY)
    path = table_path(tmp_path, "set_aside", SHA)
    path.write_bytes(content)
    with pytest.raises(CaseError, match=r"A table of this case cannot be read") as told:
        list(stored_batches(path))
    assert "read --again" in told.value.todo
    tables = Tables(tmp_path)
    with pytest.raises(ArmstraceError, match="The tables of this case cannot be read") as asked:
        tables.ask("SELECT count(*) FROM set_aside")
    assert "read --again" in asked.value.todo
    tables.close()


def test_a_large_table_is_not_loaded_and_answers_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, SHA, MANY)
    answers = []
    for limit in (0, 1 << 30):
        monkeypatch.setattr("armstrace.tables.ask._HELD_IN_MEMORY", limit)
        tables = Tables(tmp_path)
        answers.append(tables.ask("SELECT count(*), min(place), max(printed) FROM set_aside"))
        tables.close()
    assert answers[0] == answers[1] == [(3000, "row=0", "cell 999")]
