"""The ledger, line by line: filtered, by pages, each line with the exhibit it names."""

import shutil
from pathlib import Path

import pytest

from armstrace.evidence import ledger
from desk.web.serving import Serving, serving


def test_the_newest_line_comes_first_and_every_line_is_there(served: Serving) -> None:
    told = served.client().get("/api/ledger").json()
    assert [line["seq"] for line in told["lines"]] == list(range(told["count"], 0, -1))
    assert told["head"] == ledger.head(served.root).sha256
    assert sum(told["acts"].values()) == sum(told["people"].values()) == told["count"]


def test_a_line_names_the_exhibit_it_is_about(served: Serving) -> None:
    lines = served.client().get("/api/ledger").json()["lines"]
    check = next(line for line in lines if line["act"] == "check")
    assert (check["exhibit"], check["name"]) == (check["told"]["exhibit"], "report.md")
    assert check["told"]["sha256"] != check["exhibit"]  # that one is of its findings
    added = next(line for line in lines if line["act"] == "add")
    assert added["exhibit"] == added["told"]["sha256"]


@pytest.mark.parametrize(
    ("asked", "acts"),
    [
        ({"act": "check"}, {"check"}),
        ({"words": "TIV_imports_armenia"}, {"add"}),
        ({"by": "p-nobody"}, set()),
        ({"last": "2001-01-01"}, set()),
        ({"first": "2001-01-01", "act": "open"}, {"open"}),
    ],
)
def test_lines_are_looked_for(served: Serving, asked: dict[str, str], acts: set[str]) -> None:
    told = served.client().get("/api/ledger", params=asked).json()
    assert {line["act"] for line in told["lines"]} == acts


def test_it_is_shown_by_pages(made: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(made, tmp_path / "case"))
    for number in range(120):
        ledger.append(root, "note", "p-2", words=f"note {number}")
    with serving(root) as running:
        client = running.client()
        told = [client.get("/api/ledger", params={"by": "p-2", "page": page}).json() for page in (1, 2, 3, 9)]
        assert [len(page["lines"]) for page in told] == [50, 50, 20, 20]
        assert told[0]["paging"] == {"page": 1, "pages": 3, "total": 120}
        page = client.get("/ledger", params={"by": "p-2", "page": 2}).text
        assert 'href="?by=p-2&amp;page=3"' in page
        assert 'href="?by=p-2&amp;page=1"' in page


def test_a_broken_ledger_is_said_on_every_page(made: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(made, tmp_path / "case"))
    with serving(root) as running:
        client = running.client()
        whole = (root / "ledger.jsonl").read_bytes().splitlines(keepends=True)
        (root / "ledger.jsonl").write_bytes(b"".join([*whole[:3], *whole[4:]]))
        for path in ("/", "/ledger", "/exhibits", "/api/ledger"):
            answer = client.get(path)
            assert answer.status_code == 409, path
            assert "not as it was written" in answer.text
