"""Reports to the UN register: nil, withheld and missing told apart, slips in categories, odd JSON."""

import json
from typing import Any

import pytest

from armstrace.records.errors import SourceChanged
from armstrace.records.kinds import Readable
from armstrace.records.sources import SetAside
from armstrace.records.supply import Report, Supply
from armstrace.sources import unroca_reports
from armstrace.sources.registry import reader_for
from read_bytes import read_bytes

HEADER = "table,year,reporter,partner,category,number of items,state of origin,description,comments"


def _read(*rows: str, header: str = HEADER) -> list[Readable]:
    return read_bytes(unroca_reports, "\n".join((header, *rows)).encode(), "unroca.csv")[1:]


def _entries(*entries: Any) -> list[Readable]:
    return read_bytes(unroca_reports, json.dumps(list(entries)).encode(), "unroca.json")[1:]


@pytest.mark.parametrize(
    ("row", "status", "items"),
    [
        ("export,2018,Brazil,Peru,I,12,,,", "reported", 12),
        ("export,2018,Brazil,Peru,I,0,,,", "reported", 0),
        ("export,2018,Brazil,Peru,I,,,,", "reported", None),
        ("export,2018,Brazil,,,nil,,,", "nil", None),
        ("import,2018,Brazil,,,,,,Nil report.", "nil", None),
        ("import,2018,Brazil,,,no report,,,", "none", None),
        ("export,2018,Brazil,Peru,I,classified,,,", "withheld", None),
        ("export,2018,Brazil,Peru,I,,,confidential,", "withheld", None),
        ("export,2018,Brazil,withheld,I,5,,,", "withheld", 5),
        # a word in the comments is no status where a number stands
        ("export,2018,Brazil,Peru,I,5,,,classified", "reported", 5),
    ],
)
def test_what_a_line_says_of_itself_is_told_apart(row: str, status: str, items: int | None) -> None:
    (one,) = _read(row)
    assert isinstance(one, Report)
    assert one.status == status
    assert (one.items.low if one.items else None) == items
    assert (one.partner == "*") == (status in {"nil", "none"})


@pytest.mark.parametrize("printed", ["II. Battle tanks", "VIII", "IIa", "tanks", "I" * 5_000, "Vc"])
def test_a_category_that_is_none_or_does_not_go_with_its_name_is_set_aside(printed: str) -> None:
    (one,) = _read(f"export,2018,Brazil,Peru,{printed},1,,,")
    assert isinstance(one, SetAside)


def test_the_state_of_origin_is_not_the_reporter() -> None:
    (one,) = _read("export,2018,Brazil,Peru,I,1,Germany,Invented tank,second-hand")
    assert isinstance(one, Report)
    assert (one.reporter, one.origin_state, one.note) == ("BRA", "DEU", "second-hand; state of origin: Germany")


def test_holdings_are_an_official_list_of_the_state_itself() -> None:
    (one,) = _read("military_holdings,2018,Brazil,,V,20,,,")
    assert isinstance(one, Supply)
    assert (one.what, one.how, one.recipient, one.origin) == ("holding", "official list", "BRA", "Brazil")
    assert one.when is not None
    assert one.when.edtf == "2018"


def test_the_reporter_of_a_list_is_told_by_its_table() -> None:
    line = {"year": "2019", "exporter": "Brazil", "importer": "Peru", "category": "I", "num_items": 3}
    sent, got = _entries({"table": "major_export", **line}, {"table": "major_import", **line})
    assert isinstance(sent, Report)
    assert isinstance(got, Report)
    assert [(each.reporter, each.partner) for each in (sent, got)] == [("BRA", "PER"), ("PER", "BRA")]


def test_an_unheard_of_name_in_a_list_is_refused() -> None:
    with pytest.raises(SourceChanged, match="Unheard"):
        _entries({"table": "major_export", "Unheard of": 1})


@pytest.mark.parametrize("entry", [None, 5, [], {"table": {"a": 1}}, {}, {"table": "major_export", "year": True}])
def test_odd_entries_are_set_aside(entry: Any) -> None:
    (one,) = _entries(entry)
    assert isinstance(one, SetAside)


@pytest.mark.parametrize(
    "answer",
    [
        {"country": {"name_en": "Atlantis"}, "available_reports": [{"year": 2014}]},
        {"country": {}, "hw_imp": []},
        {"country": {"name_en": "Peru"}, "available_reports": "2014"},
        {"country": {"name_en": "Peru"}, "available_reports": [{"year": 1.5}]},
        {
            "country": {"name_en": "Peru"},
            "sa_imp_time": [{"tow": "sa_ar", "own_values": [{"year": 2014, "amount": -1}]}],
        },
        {"country": {"name_en": "Peru"}, "sa_imp_time": [5, None]},
    ],
)
def test_odd_answers_of_the_register_are_set_aside(answer: Any) -> None:
    found = read_bytes(unroca_reports, json.dumps(answer).encode(), "peru.json")[1:]
    assert found
    assert all(isinstance(each, SetAside) for each in found)


def test_years_between_those_listed_have_no_report_and_others_are_left_open() -> None:
    answer = {"country": {"countryname_slug": "united-kingdom"}, "available_reports": [2011, {"year": 2013}]}
    found = read_bytes(unroca_reports, json.dumps(answer).encode(), "uk.json")[1:]
    told = {(each.year, each.status) for each in found if isinstance(each, Report)}
    assert told == {(2011, "reported"), (2012, "none"), (2013, "reported")}


PAGE = (
    "<h4>UNROCA original report</h4><p>{who}</p>"
    "<table><tr><th>Category</th><th>{header}</th><th>Number of items</th></tr>"
)


def test_a_page_without_state_and_year_or_with_another_column_is_refused() -> None:
    for who, header in (("Peru", "Exporter state"), ("2018", "Exporter state"), ("Peru 2018", "Donor")):
        with pytest.raises(SourceChanged):
            read_bytes(unroca_reports, PAGE.format(who=who, header=header).encode(), "page.html")


def test_a_page_is_not_taken_for_an_article() -> None:
    head = PAGE.format(who="Peru 2018", header="Exporter state").encode()
    assert reader_for(b"<!DOCTYPE html>" + head, "page.html").SOURCE.name == "unroca_reports"
    assert reader_for(b"<!DOCTYPE html><p>An article on unroca.org reports", "page.html").SOURCE.name == "html_page"
