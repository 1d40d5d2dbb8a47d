"""The lock names what it installs by hash, and SECURITY.md names tests that exist."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[a-z0-9_/]+\.py)::(test_[a-z0-9_]+)`", SECURITY)))
SHA256 = re.compile(r"sha256:[0-9a-f]{64}")
USES = sorted(path for path in Path(__file__).parent.glob("[!_]*.py") if not path.name.startswith("test_"))


@pytest.mark.parametrize(("path", "name"), NAMED, ids=lambda part: part.rpartition("/")[2])
def test_each_test_that_shows_a_defence_is_there(path: str, name: str) -> None:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}


def test_every_threat_has_a_test_that_shows_its_defence() -> None:
    rows = [line for line in SECURITY.splitlines() if line.startswith("| ") and "`tests/" in line]
    assert {f"T{number}" for number in range(1, 19)} <= {row.split()[1] for row in rows}
    assert len(NAMED) > 30


def test_every_library_in_the_lock_has_its_hashes() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    for package in lock["package"]:
        source = package["source"]
        files = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
        assert "registry" in source or source == {"editable": "."}, package["name"]
        assert files or source == {"editable": "."}, package["name"]
        for each in files:
            assert SHA256.fullmatch(each["hash"]), package["name"]


@pytest.mark.parametrize("program", USES, ids=lambda path: path.stem)
def test_the_makefile_gives_each_program_the_words_it_takes(program: Path) -> None:
    (wanted,) = re.findall(rf"`python {program.name}((?: [A-Z]+)+)`", program.read_text(encoding="utf-8"))
    (given,) = re.findall(rf"tests/supply/{program.name}(.*)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert len(given.split()) == len(wanted.split())
