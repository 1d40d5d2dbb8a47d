"""The template is built, installed and run as a stranger would: its tests, and its source through the command."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "plug-in-template"
STAMP = "customs_sheet@1+armstrace-example@0.1.0"


def run(*words: object, **more: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | more
    return subprocess.run(list(map(str, words)), capture_output=True, text=True, check=False, env=env, timeout=300)


@pytest.fixture(scope="module")
def uv() -> str:
    own = ROOT / ".tools" / "bin" / "uv"
    found = str(own) if own.exists() else shutil.which("uv")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("uv is missing, which `make setup` brings")
        pytest.skip("uv is missing, which `make setup` brings")
    return found


@pytest.fixture(scope="module")
def site(uv: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy and install it into a folder of its own, without a network."""
    folder = tmp_path_factory.mktemp("template")
    copy = folder / "mine"
    shutil.copytree(TEMPLATE, copy, ignore=shutil.ignore_patterns("__pycache__", ".pytest_cache"))
    kept = os.environ.get("UV_CACHE_DIR", str(ROOT / ".tools" / "cache"))
    offline = {"UV_CACHE_DIR": kept, "UV_PYTHON_DOWNLOADS": "never", "UV_OFFLINE": "1"}
    built = run(
        uv, "build", "--quiet", "--wheel", "--python", sys.executable, "--out-dir", folder / "dist", copy, **offline
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = (folder / "dist").glob("*.whl")
    how = ("pip", "install", "--quiet", "--no-deps", "--no-index", "--python", sys.executable)
    put = run(uv, *how, "--target", folder / "site", wheel, **offline)
    assert put.returncode == 0, put.stderr
    return folder


def beside(site: Path) -> str:
    return os.pathsep.join([str(site / "site"), *filter(None, sys.path)])


def test_the_tests_of_the_template_pass(site: Path) -> None:
    done = run(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", site / "mine", PYTHONPATH=beside(site))
    assert done.returncode == 0, done.stdout
    assert "12 passed" in done.stdout


def test_its_source_reads_a_file_under_its_own_name(site: Path) -> None:
    code = "from armstrace.desk.cli.main import run; run()"
    sample = site / "mine" / "tests" / "customs_sheet" / "sample.csv"
    done = run(sys.executable, "-c", code, "read", sample, "--json", PYTHONPATH=beside(site))
    assert done.returncode == 3
    assert STAMP in done.stdout
    kinds = [json.loads(line)["kind"] for line in done.stdout.splitlines()]
    assert sorted(kinds) == ["set_aside", "supply", "supply"]
    assert "set aside, 1 in sample.csv" in done.stderr


def test_the_template_is_as_its_readme_says() -> None:
    told = (TEMPLATE / "README.md").read_text(encoding="utf-8")
    assert STAMP in told
    assert "src/armstrace_example/customs.py" in told
    assert {path.name for path in TEMPLATE.iterdir()} >= {"README.md", "pyproject.toml", "src", "tests"}
