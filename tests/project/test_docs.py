"""What the README and the decisions say is so: its lines run, its links lead somewhere, every reason is told."""

import re
import shutil
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from page_blocks import missing, stretches
from page_shell import Reader

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
NOT_RUN_HERE = {
    "make demo": "runs every test again",
    "make test": "runs every test again",
    "uv tool install '.[parse]'": "needs a network",
    "pip install '.[parse]'": "needs a network",
}


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [
        *project["project"]["dependencies"],
        *chain.from_iterable(project["dependency-groups"].values()),
        *project["build-system"]["requires"],
    ]
    names = [re.split(r"[<>=!~\[ ;]", line)[0] for line in wanted]
    (reasons,) = (ROOT / "docs" / "decisions").glob("*-dependencies.md")
    page = reasons.read_text(encoding="utf-8")
    rows = re.findall(r"^\| [^|]+ \| ([\w-]+(?:, [\w-]+)*) \| [^|]{10,} \|$", page, re.MULTILINE)
    assert sorted(name for row in rows for name in row.split(", ")) == sorted(names)
    extras = chain.from_iterable(project["project"]["optional-dependencies"].values())
    told = re.findall(
        r"^\| \w+ \| [^|]+ \| ([\w-]+)[^|]* \| [^|]{10,} \|$", reasons.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(told) == sorted(re.split(r"[<>=!~\[ ;]", line)[0] for line in extras)


def test_every_decision_is_dated_and_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    pages = [path for path in folder.glob("*.md") if path.name != "README.md"]
    assert len(pages) >= 7
    for path in pages:
        told = re.match(
            r"---\ntitle: (.+)\ndate: (\d{4}-\d{2}-\d{2})\nstatus: (\w+)\n---\n", path.read_text(encoding="utf-8")
        )
        assert told, path.name
        assert path.name.startswith(told[2])
        assert f"| {told[2]} | [{told[1]}]({path.name}) |" in index


def test_links_lead_somewhere() -> None:
    broken = [
        f"{path.name}: {target}"
        for path in [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert broken == []


def shell_lines() -> list[str]:
    return [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines() if line]


@pytest.fixture(scope="module")
def armstrace() -> str:
    found = shutil.which("armstrace", path=str(Path(sys.executable).parent))
    assert found
    return found


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Somebody who follows the README in a folder that holds the files it speaks of."""
    folder = tmp_path
    samples = ROOT / "tests" / "sources"
    (folder / "tiv-tables").mkdir()
    sample = (samples / "sipri_deliveries" / "sample.csv").read_text(encoding="utf-8")
    for printed, later in (("'2012'", "'2019'"), ("5 May 2013", "5 May 2020"), (",2006,No,New,", ",2016,No,New,")):
        assert printed in sample
        sample = sample.replace(printed, later)
    (folder / "deliveries.csv").write_text(sample, encoding="utf-8")
    shutil.copy(samples / "sipri_tiv_tables" / "sample.csv", folder / "tiv-tables" / "TIV-Import-AZE.csv")
    text = "Israel supplied 60 percent of Azerbaijan's arms imports between 2015 and 2019.\n"
    (folder / "article.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    return Reader(folder, monkeypatch, folder / "no-demo-here")


def test_the_lines_of_the_readme_run(reader: Reader) -> None:
    """In order, as a reader would; 3 means that something was set aside and listed, as the samples make it."""
    lines = shell_lines()
    assert len(lines) >= 10
    for line in lines:
        if line in NOT_RUN_HERE:
            continue
        assert line.startswith("armstrace "), f"say in NOT_RUN_HERE why this line is not run: {line}"
        code, printed = reader.run(line)
        assert code == 0 or (code == 3 and "set aside" in printed), (line, printed)
        assert printed.strip(), line


def test_the_targets_of_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"(?:^|`)make (\w+)", README + page("README.md"), re.MULTILINE)
    assert {"demo", "test"} <= set(named)
    assert [target for target in named if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


@pytest.mark.shared
def test_the_result_in_the_readme_is_real(armstrace: str, shared: Path, packs: Path, tmp_path: Path) -> None:
    """Each stretch between the dots stands in what the command prints today, in that order."""
    (shown,) = re.findall(r"```console\n\$ armstrace check .*?\n(.*?)```", README, re.DOTALL)
    shutil.copy(packs / "reading-dev" / "seed" / "article.txt", tmp_path)
    register = next(shared.glob("sipri/deliveries_*_gen2024-04-13_*.csv"))
    command = [armstrace, "check", "article.txt", "--published", "2020-11-20", "--against", str(register)]
    done = subprocess.run(
        [*command, str(shared / "sipri" / "tiv-2022-07-28")], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert len(stretches(shown)) > 3
    assert missing(shown, done.stdout) == ""
