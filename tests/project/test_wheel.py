"""The built wheel, installed without development packages: it answers, reads, checks and runs the tour."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
MEGABYTES = 450
WHAT_IS_THERE = """
import armstrace, importlib.metadata as metadata
print(armstrace.__file__)
print(*sorted(each.name.lower() for each in metadata.distributions()))
"""
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def environment() -> Path:
    told = os.environ.get("ARMSTRACE_WHEEL", "")
    if not told:
        pytest.skip("the wheel is built and installed by `make test` (make wheel)")
    return Path(told)


@pytest.fixture
def installed(environment: Path, tmp_path: Path) -> Run:
    """Run the installed program in an empty folder, with nothing of this checkout in reach."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        kept = {name: os.environ[name] for name in ("LANG", "TMPDIR") if name in os.environ}
        return subprocess.run(
            [str(environment / "bin" / "armstrace"), *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env=kept | {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "COLUMNS": "100"},
        )

    return run


def test_it_is_the_wheel_and_nothing_else(environment: Path) -> None:
    done = subprocess.run(
        [str(environment / "bin" / "python"), "-c", WHAT_IS_THERE], capture_output=True, text=True, check=True, cwd="/"
    )
    place, names = done.stdout.splitlines()
    assert Path(place).is_relative_to(environment)
    assert not {"pytest", "mypy", "ruff", "hypothesis", "playwright", "import-linter"} & set(names.split())


def test_it_weighs_no_more_than_promised(environment: Path, record_property: Callable[[str, object], None]) -> None:
    files = {
        path.stat().st_ino: path.stat().st_size
        for path in environment.rglob("*")
        if path.is_file() and not path.is_symlink()
    }
    size = sum(files.values()) / 1e6
    record_property("measured", f"installed without development packages: {size:.0f} MB")
    assert size <= MEGABYTES


def test_it_answers(installed: Run) -> None:
    done = installed("--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Commands:" in done.stdout


def test_it_lists_every_source(installed: Run) -> None:
    done = installed("sources", "--json")
    names = {source["name"] for source in json.loads(done.stdout)}
    assert names >= {"sipri_deliveries", "sipri_register", "sipri_tiv_tables", "treaty_facts", "pdf_file", "html_page"}


def test_it_checks_an_article(installed: Run, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(
        "Israel is not a party to the Convention on Cluster Munitions.\n", encoding="utf-8"
    )
    sample = TESTS / "sources" / "sipri_deliveries" / "sample.csv"
    done = installed(
        "check", "article.txt", "--published", "2020-11-20", "--against", str(sample), "--html", "page.html", "--json"
    )
    verdicts = [(finding["check"], finding["verdict"]) for finding in json.loads(done.stdout)["findings"]]
    assert verdicts == [("treaty_status", "supported")]
    assert "Cluster Munitions" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_it_runs_the_whole_tour(installed: Run, tmp_path: Path) -> None:
    done = installed("demo")
    assert (done.returncode, done.stderr) == (0, "")
    pages = {page.name for page in (tmp_path / "demo-case" / "dossier").glob("*.html")}
    assert pages == {"report.html", "chains.html"}
    assert installed("verify", "--case", "demo-case").returncode == 0
