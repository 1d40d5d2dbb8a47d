"""What commands say to somebody who does not know the program: the reason, and a next step that can be pasted."""

import re
import shlex
from pathlib import Path

import pytest

from armstrace.desk.licences import Gate, may_leave
from armstrace.records.exhibits import Exhibit
from armstrace.sources.registry import readers
from desk.conftest import Armstrace
from desk.made_files import PUBLISHED, article_and_register


def test_a_bundle_says_what_stayed_and_the_step_it_says_lets_it_leave(
    armstrace: Armstrace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, register = article_and_register(tmp_path)
    monkeypatch.chdir(tmp_path)
    armstrace("new", "c")
    armstrace("add", register, "--case", "c")
    armstrace("check", article, "--published", PUBLISHED, "--case", "c")
    first = armstrace("bundle", "b", "--case", "c")
    assert "article.txt\n    stayed here: nobody said its licence\n" in first.out
    assert "deliveries.csv\n    stayed here: it leaves for a non-commercial use only" in first.out
    (signed,) = re.findall(r"armstrace (bundle .*--allow.*)", first.out)
    assert shlex.split(signed)[1] == "b-2"
    (declared,) = re.findall(r"armstrace (bundle .*--non-commercial)", first.out)
    assert armstrace(*shlex.split(signed)).code == 0
    (tmp_path / "b-2").rename(tmp_path / "elsewhere")
    again = armstrace(*shlex.split(declared))
    assert again.code == 0
    assert "stayed here" not in again.out


def test_no_more_than_the_whole_data_set_leaves() -> None:
    exhibit = Exhibit("ab" * 32, Path("x"), 1, "x", "text/plain", "2026-01-01T00:00:00Z", "p-1")
    source = readers()["sipri_deliveries"].SOURCE
    for percent, told in ((250.0, "as much as the whole data set would"), (12.34, "12.3 % of the data set would")):
        gate = Gate(non_commercial=True, percent={source.name: percent})
        assert may_leave(exhibit, source, gate)[1].startswith(told)
