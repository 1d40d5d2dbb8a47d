"""The way back as a page: from a finding to words and cells in exhibits named by hash, the same wherever it is made."""

import json
import shutil
from pathlib import Path

from armstrace.desk.case import open_case
from armstrace.desk.why.page import why_page
from desk.conftest import Armstrace
from desk.made_files import PUBLISHED, article_and_register


def test_a_finding_is_walked_back_on_a_page_that_names_no_folder(armstrace: Armstrace, tmp_path: Path) -> None:
    root, out = tmp_path / "case", tmp_path / "why.html"
    assert armstrace("new", root, "--title", "Who armed whom").code == 0
    article, register = article_and_register(tmp_path)
    assert armstrace("add", register, "--case", root).code == 0
    done = armstrace("check", article, "--published", PUBLISHED, "--case", root, "--json")
    finding = json.loads(done.out)["findings"][0]
    assert armstrace("why", finding["key"], "--case", root, "--html", out).code == 0
    page = out.read_text(encoding="utf-8")
    steps = ("finding: supported", "claimed in the original", f"record {finding['records'][0]}", ">in the original")
    places = [page.index(each) for each in steps]
    assert places == sorted(places), "each step stands below the one that rests on it"
    assert "1,Israel,Azerbaijan,Kestrel-1" in page, "the row as it stands in the file"
    case = open_case(root, "p-1")
    for name in ("article.txt", "deliveries.csv"):
        sha256 = case.exhibit(name).sha256
        assert f"exhibits/{sha256[:2]}/{sha256}" in page
    case.tables.close()
    assert str(tmp_path) not in page
    assert "<script" not in page
    copied = open_case(Path(shutil.copytree(root, tmp_path / "elsewhere/case")), "p-2")
    assert why_page(copied, finding["key"]) == page


def test_a_key_that_is_none_writes_nothing(armstrace: Armstrace, tmp_path: Path) -> None:
    assert armstrace("new", tmp_path / "case", "--title", "Empty").code == 0
    done = armstrace("why", "finding:0", "--case", tmp_path / "case", "--html", tmp_path / "why.html")
    assert done.code == 2
    assert not (tmp_path / "why.html").exists()
