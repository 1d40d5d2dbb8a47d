"""However a database is opened, nothing is fetched for it."""

from pathlib import Path

import armstrace
from armstrace.tables.database import database

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
