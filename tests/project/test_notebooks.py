"""The notebooks run, cell by cell, without a network, and are kept without outputs."""

import shutil
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from nbclient import NotebookClient

nbformat: Any = import_module("nbformat")  # it says of few of its functions what they take

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def test_there_are_notebooks() -> None:
    assert len(NOTEBOOKS) == 2


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_output_is_stored(path: Path) -> None:
    """What somebody saw on their machine, names of folders and all, is no part of the project."""
    found = nbformat.read(path, as_version=4)
    nbformat.validate(found)
    stored = [cell["id"] for cell in found.cells if cell.get("outputs") or cell.get("execution_count") is not None]
    assert stored == [], "clear the outputs of the notebook before it is kept"
    assert set(found.metadata) == {"kernelspec", "language_info"}
    assert set(found.metadata["language_info"]) == {"name"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path: Path, demo_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(demo_case, tmp_path / "demo-case")
    # a kernel keeps its history and its settings in these; what is compiled for traces stays where it is
    for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(tmp_path)}})
    client.execute()
    said = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert any("text/html" in output.get("data", {}) for output in said)
    assert any("image/svg+xml" in output.get("data", {}) for output in said)
    assert not [output for output in said if output.get("name") == "stderr"]
    assert not any("<script" in str(output.get("data", {})) for output in said)
