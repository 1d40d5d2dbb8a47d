"""Demand 3: the record of collecting is complete or says what lacks; less than the minimum is flagged.

The minimum: the address, the HTML source and a picture of the whole page. Beside it: the time and its clock, who
collected, with which machine, how.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from armstrace.desk.collecting import brought
from armstrace.desk.collecting.collect import Gathered, Wish, collect_page
from armstrace.desk.collecting.minimum import Collection, collections_of
from armstrace.desk.documents.article import check_document
from armstrace.desk.documents.document import load_text
from armstrace.desk.dossiers.page import built_at, dossier_of
from armstrace.desk.exports.cited import cited_exhibits
from armstrace.desk.intake import Case
from armstrace.dossier.page import render
from armstrace.evidence import ledger
from armstrace.evidence.collected import Way
from court.light_case import light_case
from desk.conftest import Armstrace
from made_warc import PAGE as ARCHIVED
from made_warc import a_day_of_archiving, packed, response, sample_wacz
from made_web import PAGE, Web, answer, served

WAY = Way(private=frozenset({"127.0.0.1"}), seconds=20)
PICTURE = b"\x89PNG\r\n\x1a\nas seen by a person"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return light_case(tmp_path / "case")


@pytest.fixture
def web() -> Iterator[Web]:
    with served(
        {"/page": answer("200 OK", PAGE), "/paper": answer("200 OK", b"%PDF-1.4 x", kind="application/pdf")}
    ) as web:
        yield web


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "whole page.png"
    path.write_bytes(PICTURE)
    return path


def known(case: Case) -> dict[str, Collection]:
    return {each.exhibit: each for each in collections_of(case)}


def gather(case: Case, web: Web, path: str = "/page", **more: Any) -> Gathered:
    wish = Wish(WAY, seal=lambda _root, _what: "s-0123456789ab")
    found = collect_page(case, web.url(path), replace(wish, **more))
    for exhibit in found.exhibits.values():
        case.read(exhibit)
    return found


def test_with_address_source_and_picture_nothing_lacks(case: Case, web: Web, picture: Path) -> None:
    found = gather(case, web, capture=picture)
    assert set(found.exhibits) == {"warc", "page", "capture"}
    assert found.exhibits["page"].path.read_bytes() == PAGE
    for name in ("warc", "page"):
        mine = known(case)[found.exhibits[name].sha256]
        assert (mine.missing, mine.below, mine.claimed) == ((), (), False)
        assert mine.url == web.url()
        assert mine.told.endswith("The record of collecting is complete.")
    (line,) = [line for line in ledger.read_lines(case.root) if line.act == "collect"]
    assert {"url", "via", "asked", "method", "user_agent", "clock_source", "server_clock", "machine"} <= set(
        line.payload
    )
    assert line.payload["machine"] == "s-0123456789ab"
    assert "own clock" in line.payload["clock_source"]
    assert line.payload["capture"] == found.exhibits["capture"].sha256


def test_without_a_picture_it_is_below_and_says_so(case: Case, web: Web) -> None:
    found = gather(case, web)
    mine = known(case)[found.exhibits["page"].sha256]
    assert mine.below == ("a picture of the whole page",)
    assert "Below the minimum for evidence from the web: a picture of the whole page missing." in mine.told


def test_a_picture_can_come_later(case: Case, web: Web, picture: Path) -> None:
    found = gather(case, web)
    brought.note_capture(case, case.add(picture), found.exhibits["page"])
    assert {known(case)[found.exhibits[name].sha256].missing for name in ("page", "warc")} == {()}


def test_an_unsealed_machine_is_said_to_be_unrecorded(case: Case, web: Web, picture: Path) -> None:
    found = gather(case, web, capture=picture, seal=lambda _root, _what: "")
    mine = known(case)[found.exhibits["page"].sha256]
    assert (mine.below, mine.missing) == ((), ("the machine that collected it",))
    assert "Not recorded: the machine that collected it." in mine.told


def test_a_file_of_the_web_without_a_word_about_it_lacks_nearly_all(case: Case, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(PAGE)
    exhibit = case.add(page)
    mine = known(case)[exhibit.sha256]
    assert mine.below == ("its address", "a picture of the whole page")
    assert "the time of collecting" in mine.missing
    assert "how it was collected" in mine.missing
    assert "Not known where it was collected." in mine.told


def test_what_a_person_saved_and_says_is_taken_as_said(case: Case, tmp_path: Path, picture: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(PAGE)
    exhibit = case.add(page)
    brought.note_saved(case, exhibit, "https://news.example/a", "2020-10-28T10:00:00Z", case.add(picture))
    mine = known(case)[exhibit.sha256]
    assert mine.below == ()
    assert mine.claimed
    assert mine.missing == ("which clock told it", "the machine that collected it")
    assert "as is said at 2020-10-28T10:00:00Z" in mine.told


def test_a_web_archive_is_judged_by_what_is_in_it(case: Case, tmp_path: Path) -> None:
    whole, bare, empty = (tmp_path / name for name in ("a.wacz", "b.warc.gz", "c.warc"))
    whole.write_bytes(sample_wacz())
    bare.write_bytes(packed([response(1, "https://news.example/x", ARCHIVED.encode())]))
    empty.write_bytes(b"".join(a_day_of_archiving()[2:4]))
    found = [case.add(path) for path in (whole, bare, empty)]
    for exhibit in found:
        case.read(exhibit)
    first, second, third = (known(case)[exhibit.sha256] for exhibit in found)
    assert first.below == ()
    assert first.url == "https://news.example/rockets"
    assert second.below == ("a picture of the whole page",)
    assert second.at == "2020-10-28T09:30:00Z"
    assert third.below == ("its address", "the HTML source", "a picture of the whole page")


def test_an_error_page_is_marked_as_one(case: Case, web: Web) -> None:
    found = gather(case, web, "/gone")
    assert set(found.exhibits) == {"warc"}
    mine = known(case)[found.exhibits["warc"].sha256]
    assert "evidence of that answer, not the page asked for" in mine.told
    assert mine.short == "answered 404"


def test_files_that_are_no_pages_of_the_web_are_not_judged(case: Case, tmp_path: Path) -> None:
    table = tmp_path / "register.csv"
    table.write_text("a,b,c\n1,2,3\n", encoding="utf-8")
    case.add(table)
    assert known(case) == {}


def test_it_is_shown_in_the_case_and_in_the_dossier(case: Case, web: Web, armstrace: Armstrace) -> None:
    done = armstrace("add", web.url(), "--private", "127.0.0.1", "--case", case.root)
    assert (done.code, "Below the minimum" in done.err) == (0, True)
    shown = armstrace("case", "show", "--case", case.root)
    assert shown.out.count("below the minimum: a picture of the whole page") == 2
    told = json.loads(armstrace("case", "show", "--json", "--case", case.root).out)
    assert [each["collection"]["below_minimum"] for each in told["exhibits"]] == [["a picture of the whole page"]] * 2
    page = case.exhibits()[1]
    checked = check_document(case, load_text(case, page, date(2020, 1, 1)))
    html = render(dossier_of(case, checked, built_at()))
    assert "Below the minimum for evidence from the web: a picture of the whole page missing." in html
    assert web.url() in html
    assert [each.url for each in cited_exhibits(case, case.exhibits())] == [web.url()] * 2


def test_what_is_no_page_is_kept_as_it_is(case: Case, web: Web, picture: Path) -> None:
    found = gather(case, web, "/paper", capture=picture)
    assert found.exhibits["page"].received_name == "paper.pdf"
    assert found.exhibits["page"].path.read_bytes() == b"%PDF-1.4 x"
