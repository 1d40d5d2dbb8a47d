"""However a database is opened, nothing is fetched for it; small ones share a process and see nothing of each other."""

import gc
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

import armstrace
from armstrace.records.errors import ArmstraceError
from armstrace.tables.database import database, explained_tables, room

ROOM = Path(armstrace.__file__).parent


def test_no_extension_is_fetched_or_loaded(tmp_path: Path) -> None:
    for at in (None, tmp_path / "x.duckdb"):
        with database(at, threads="1") as opened:
            asked = (
                "SELECT name, value FROM duckdb_settings() WHERE name LIKE 'auto%known_extensions' OR name = 'threads'"
            )
            told = dict(opened.execute(asked).fetchall())
        assert (told["autoinstall_known_extensions"], told["autoload_known_extensions"]) == ("false", "false")
        assert told["threads"] == "1"


def test_no_module_opens_one_by_itself() -> None:
    found = [path for path in ROOM.rglob("*.py") if "duckdb.connect(" in path.read_text(encoding="utf-8")]
    assert [path.relative_to(ROOM).as_posix() for path in found] == ["tables/database.py"]


def _rooms() -> set[str]:
    asked = "SELECT database_name FROM duckdb_databases() WHERE database_name LIKE 'room%'"
    with room() as asking:
        return {name for (name,) in asking.execute(asked).fetchall()} - set(
            asking.execute("SELECT current_database()").fetchone() or ()
        )


def test_a_room_sees_nothing_of_another() -> None:
    one, other = room(), room()
    one.execute("CREATE TABLE transfer AS SELECT 1 AS number")
    with pytest.raises(duckdb.CatalogException):
        other.execute("FROM transfer")
    other.execute("CREATE TABLE transfer AS SELECT 2 AS number")
    assert one.execute("FROM transfer").fetchall() == [(1,)]
    assert other.execute("FROM transfer").fetchall() == [(2,)]


def test_a_room_goes_with_the_last_reference_to_it() -> None:
    gc.collect()
    before = _rooms()
    closed, forgotten, kept = room(), room(), room()
    closed.execute("CREATE TABLE t AS FROM range(10)")
    closed.close()
    assert len(_rooms() - before) == 3
    del closed, forgotten
    gc.collect()
    assert len(_rooms() - before) == 1
    kept.execute("CREATE TABLE t AS FROM range(10)")
    assert kept.execute("SELECT count(*) FROM t").fetchall() == [(10,)]


def test_rooms_of_many_threads_keep_apart() -> None:
    def own(number: int) -> int:
        with room() as opened:
            opened.execute(f"CREATE TABLE t AS SELECT {number} AS number")
            found: int = opened.execute("SELECT max(number) FROM t").fetchall()[0][0]
        return found

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(own, range(200))) == list(range(200))


def test_a_room_writes_nothing_to_disk_and_fetches_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with room() as opened:
        names = ("temp_directory", "autoinstall_known_extensions", "autoload_known_extensions")
        told = {name: opened.execute(f"SELECT current_setting('{name}')").fetchall()[0][0] for name in names}
        opened.execute("CREATE TABLE t AS SELECT range AS n, md5(range::VARCHAR) AS m FROM range(200000)")
        opened.execute("SELECT m, count(*) FROM t GROUP BY m ORDER BY m").fetchall()
    assert told == dict.fromkeys(names, False) | {"temp_directory": ""}
    assert not list(tmp_path.iterdir())


def test_what_does_not_fit_into_memory_never_goes_where_the_command_was_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    large = "CREATE TABLE t AS SELECT range AS n, md5(range::VARCHAR) AS m FROM range(1000000)"
    with database(memory_limit="30MB", threads="1") as opened:
        with pytest.raises(ArmstraceError, match="no room for what was asked") as told, explained_tables():
            opened.execute(large)
        assert "ask for less" in told.value.todo
        assert not list(tmp_path.iterdir())
    with database(memory_limit="30MB", threads="1", temp_directory=str(tmp_path / "case")) as opened:
        opened.execute(large)
        assert [path.name for path in tmp_path.iterdir()] == ["case"]


def test_a_forked_child_has_rooms_of_its_own() -> None:
    with room() as before:
        before.execute("CREATE TABLE t AS SELECT 1")
        forgotten = room()
        child = os.fork()
        if not child:
            del forgotten  # its parent's: nothing is asked of that database here
            with room() as opened:
                opened.execute("CREATE TABLE t AS FROM range(100000)")
                right = opened.execute("SELECT sum(range) FROM t").fetchall() == [(4999950000,)]
            os._exit(0 if right else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert before.execute("FROM t").fetchall() == [(1,)]
