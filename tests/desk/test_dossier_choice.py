"""What a person chooses of a dossier's findings: signed, reproducible, and nothing left out in silence."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from armstrace.desk.case import Case
from armstrace.desk.dossiers.choice import choice_of
from armstrace.evidence import ledger
from desk.conftest import Armstrace
from desk.made_files import PUBLISHED, article_and_register

WHY = ("--why", "stands in another report")


@pytest.fixture
def findings(case: Case, armstrace: Armstrace, tmp_path: Path) -> list[dict[str, Any]]:
    article, register = article_and_register(tmp_path)
    assert armstrace("add", register, "--case", case.root).code == 0
    done = armstrace("check", article, "--published", PUBLISHED, "--case", case.root, "--json")
    told: list[dict[str, Any]] = json.loads(done.out)["findings"]
    case.tables.close()
    return sorted(told, key=lambda each: (each["claim"]["start"], each["claim"]["end"]))


def page_of(armstrace: Armstrace, case: Case, *words: object) -> str:
    done = armstrace("dossier", "article.txt", "--out", "-", "--case", case.root, *words)
    assert done.code == 0, done.err
    return done.out


def laid(page: str) -> list[str]:
    """Give the numbers of the findings as they stand on the page."""
    return re.findall(r'<article class="finding [a-z_]+" id="finding-(\d+)"', page)


def test_what_is_left_out_is_listed_with_its_verdict_and_the_reason(
    case: Case, armstrace: Armstrace, findings: list[dict[str, Any]]
) -> None:
    assert len(findings) >= 2
    whole = page_of(armstrace, case)
    assert 'id="apart"' not in whole
    key = findings[0]["key"]
    page = page_of(armstrace, case, "--leave-out", key, *WHY)
    assert len(laid(page)) == len(laid(whole)) - 1
    apart = unescape(page).partition('id="apart"')[2].partition("</ul>")[0]
    assert "stands in another report" in apart
    assert key in apart
    assert findings[0]["claim"]["text"] in apart
    assert "1 finding left out of this page by a person" in page
    # the text still marks the claim, and leads to where it is listed
    number = re.findall(r'id="apart-(\d+)"', page)[0]
    assert f'href="#apart-{number}"' in page.partition('id="article"')[2]
    assert page_of(armstrace, case).count("stands in another report") == 1
    again = page_of(armstrace, case, "--put-in", key)
    assert 'id="apart"' not in again
    assert laid(again) == laid(whole)


def test_the_order_is_a_choice_and_the_numbers_stay(
    case: Case, armstrace: Armstrace, findings: list[dict[str, Any]]
) -> None:
    before = laid(page_of(armstrace, case))
    last = findings[-1]["key"]
    assert laid(page_of(armstrace, case, "--first", last)) == [before[-1], *before[:-1]]
    lines = len(ledger.read_lines(case.root))
    page_of(armstrace, case, "--first", last)
    assert len(ledger.read_lines(case.root)) == lines


def test_a_choice_needs_a_reason_and_a_finding(
    case: Case, armstrace: Armstrace, findings: list[dict[str, Any]]
) -> None:
    lines = len(ledger.read_lines(case.root))
    for words in (
        ("--leave-out", findings[0]["key"]),
        ("--leave-out", "finding:0000", *WHY),
        ("--put-in", findings[0]["key"]),
        ("--leave-out", findings[1]["key"], *WHY, "--put-in", findings[0]["key"]),
    ):
        done = armstrace("dossier", "article.txt", "--out", "-", "--case", case.root, *words)
        assert done.code == 2, words
    assert len(ledger.read_lines(case.root)) == lines
    sha256 = case.exhibit("article.txt").sha256
    assert choice_of(case, sha256).left_out == {}


def test_a_bundle_shows_the_same_choice_and_its_receiver_computes_it(
    case: Case, armstrace: Armstrace, findings: list[dict[str, Any]], tmp_path: Path
) -> None:
    page_of(armstrace, case, "--leave-out", findings[0]["key"], *WHY)
    sha256 = case.exhibit("article.txt").sha256
    register = next(each for each in case.exhibits() if each.received_name.endswith(".csv"))
    held = ("--allow", register.short, "--allow", sha256[:12], "--why", "made up")
    out = tmp_path / "bundle"
    assert armstrace("bundle", out, "--case", case.root, *held).code == 0
    page = (out / "data" / "dossier" / f"{sha256[:12]}.html").read_text()
    assert "stands in another report" in page
    assert armstrace("verify", out).code == 0
