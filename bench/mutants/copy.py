"""The copy of the project in which faults are put, so that the tree somebody works in is never touched."""

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".tools" / "mutants"
TREE = FOLDER / "tree" / "armstrace"
_PARTS = ("src", "tests", "docs", "eval", "bench")
_FILES = ("pyproject.toml", "Makefile", "README.md", "CHANGELOG.md", "LICENSE", "uv.lock")


def made() -> Path:
    """Make the copy anew, with the real data beside it where it is beside the project."""
    shutil.rmtree(TREE, ignore_errors=True)
    TREE.mkdir(parents=True)
    for part in _PARTS:
        shutil.copytree(ROOT / part, TREE / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in _FILES:
        shutil.copy2(ROOT / name, TREE / name)
    shared, beside = ROOT.parent / "shared", TREE.parent / "shared"
    if shared.is_dir() and not beside.exists():
        beside.symlink_to(shared.resolve())
    return TREE


def put(module: str, source: bytes) -> None:
    """Write a module of the copy; what Python compiled of it goes."""
    path = TREE / module
    path.write_bytes(source)
    for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
        compiled.unlink()
