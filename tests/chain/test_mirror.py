"""The mirror of two states' reports: each kind of gap is an answer of its own, whoever the two are."""

import random
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.chain.mirror import mirror
from armstrace.chain.mirror_model import Answer, Mirrored
from armstrace.records.origin import read_key
from armstrace.records.supply import Report
from armstrace.records.values import Count
from stopwatch import takes_less_than

FILE = "ab" * 32


def line(number: int = 1, **said: Any) -> Report:
    """Make one line of a report to the UN register: Brazil exports 12 battle tanks to Peru in 2016."""
    empty: dict[str, Any] = dict.fromkeys((each.name for each in fields(Report)), "")
    told = {
        "exhibit": FILE, "place": f"row={number}", "reader": "unroca_reports@1", "register": "unroca_reports",
        "reporter": "BRA", "reporter_printed": "Brazil", "direction": "export", "year": 2016, "status": "reported",
        "partner": "PER", "partner_printed": "Peru", "category": "I", "measure": "items", "items": Count(12, 12),
        "amount": None, **said,
    }  # fmt: skip
    return Report(**{**empty, **told, "key": read_key("report", told["exhibit"], told["place"])})


def received(number: int = 100, **said: Any) -> Report:
    """Make the line of the other side: Peru imports 12 battle tanks from Brazil in 2016."""
    other = {"reporter": "PER", "reporter_printed": "Peru", "direction": "import", "partner": "BRA"}
    return line(number, **{**other, "partner_printed": "Brazil", **said})


def whole(status: str, **said: Any) -> Report:
    return received(200, **{"status": status, "partner": "*", "items": None, "category": "", **said})


def told(*reports: Report, years: Sequence[int] = (2016,)) -> list[tuple[int, str, str]]:
    return [(each.year, each.category, str(each.answer)) for each in mirror(reports, "BRA", "PER", years)]


CASES: dict[str, tuple[Answer, list[Report]]] = {
    "the same number": (Answer.AGREE, [line(), received()]),
    "parts of a category add up": (
        Answer.AGREE,
        [line(1, category="IVa", items=Count(4, 4)), line(2, category="IVb", items=Count(2, 2)),
         received(category="IV", items=Count(6, 6))],
    ),
    "an estimate that covers it": (Answer.AGREE, [line(items=Count(10, 14, estimate=True)), received()]),
    "another number": (Answer.DIFFER, [line(), received(items=Count(10, 10))]),
    "nobody else told of it either": (
        Answer.DIFFER, [line(), received(partner="CHL", items=Count(3, 3))],
    ),
    "two files of one report": (Answer.DIFFER, [line(), line(exhibit="cd" * 32, items=Count(9, 9)), received()]),
    "the register has no report": (Answer.NO_REPORT, [line(), whole("none")]),
    "a nil report": (Answer.NIL, [line(), whole("nil")]),
    "only other categories": (Answer.LEFT_OUT, [line(), received(category="III", items=Count(3, 3), partner="CHL")]),
    "a number withheld": (Answer.WITHHELD, [line(), received(status="withheld", items=None)]),
    "a number not given": (Answer.WITHHELD, [line(), received(items=None)]),
    "a partner withheld": (Answer.WITHHELD, [line(), received(status="withheld", partner="", items=Count(3, 3))]),
    "a category withheld": (Answer.WITHHELD, [line(), received(status="withheld", category="", items=None)]),
    "another definition": (
        Answer.DEFINITION, [line(), received(items=Count(2, 2), note="national criteria: transfer of title")],
    ),
    "another category of the same thing": (
        Answer.DEFINITION,
        [line(designation="Invented tank", items=Count(3, 3)),
         received(category="II", designation="invented tank", items=Count(3, 3))],
    ),
    "a nil report of small arms alone": (Answer.NOT_HERE, [line(), whole("nil", category="small arms")]),
    "a report of which no line is here": (Answer.NOT_HERE, [line(), whole("reported")]),
    "nothing at all from one side": (Answer.NOT_HERE, [line()]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_kind_of_gap_is_an_answer_of_its_own_for_either_side(name: str) -> None:
    answer, reports = CASES[name]
    there = [each for each in mirror(reports, "BRA", "PER", [2016]) if each.category in {"I", "IV"}]
    assert [each.answer for each in there] == [answer]
    # the same the other way round: what Brazil sent to Peru is what Peru sent to Brazil
    turned = [replace(each, direction="import" if each.direction == "export" else "export") for each in reports]
    back = [each for each in mirror(turned, "PER", "BRA", [2016]) if each.category in {"I", "IV"}]
    assert [(each.answer, each.by, each.about) for each in back] == [(e.answer, e.by, e.about) for e in there]


def test_a_delivery_reported_in_the_year_after_is_no_difference() -> None:
    late = [line(), received(1000, year=2016, items=Count(7, 7)), received(1001, year=2017, items=Count(5, 5))]
    quiet = line(2, year=2017, category="II", partner="CHL")
    found = mirror([*late, quiet], "BRA", "PER", [2016, 2017])
    assert [each.answer for each in found] == [Answer.OTHER_YEAR, Answer.OTHER_YEAR]
    assert set(found[0].records) == {each.key for each in late}
    # where the year after is not reported at all, nothing says that it is the same
    assert mirror(late, "BRA", "PER", [2016])[0].answer is Answer.DIFFER


def test_a_difference_says_by_how_much() -> None:
    assert mirror([line(), received(items=Count(9, 10))], "BRA", "PER", [2016])[0].by == "2 to 3"


def test_a_year_without_a_word_of_the_other_is_told_apart_by_who_reported() -> None:
    elsewhere = [line(partner="CHL"), received(partner="CHL")]
    assert told(*elsewhere) == [(2016, "", "agree")]
    assert told(line(partner="CHL"), whole("none")) == [(2016, "", "no report")]
    assert told(line(partner="CHL")) == [(2016, "", "not in these files")]
    assert told() == [(2016, "", "not in these files")]
    both = [whole("nil"), replace(whole("nil"), reporter="BRA", direction="export", key="report:other")]
    assert told(*both) == [(2016, "", "agree")]
    assert "nil report" in mirror(both, "BRA", "PER", [2016])[0].words


def test_licences_and_money_are_never_held_against_items() -> None:
    licence = line(
        5, register="coarm_licences", direction="licence", measure="licence_money", amount=5e6, currency="EUR",
        category="ML6", items=None,
    )  # fmt: skip
    total = replace(licence, category="total", amount=6e6, key="report:total")
    refusal = replace(licence, reporter="European Union", measure="refusals", key="report:refusal")
    found = mirror([licence, total, refusal, received()], "BRA", "PER", [2016])
    assert [(each.register, each.answer) for each in found] == [
        ("unroca_reports", Answer.NOT_HERE),
        ("coarm_licences", Answer.DEFINITION),
    ]
    # the printed total is not added to its parts
    assert found[1].supplied == "licence 6,000,000 EUR"
    alone = mirror([licence], "BRA", "PER", [2016])
    assert [each.answer for each in alone] == [Answer.NOT_HERE, Answer.NOT_HERE]
    nil = mirror([licence, whole("nil")], "BRA", "PER", [2016])[1]
    assert (nil.answer, "nil report" in nil.words) == (Answer.NIL, True)


def test_without_years_those_are_answered_that_are_told_of() -> None:
    reports = [line(), received(year=2014), line(2, year=2011, partner="CHL")]
    assert [each.year for each in mirror(reports, "BRA", "PER")] == [2011, 2014, 2016]


def test_what_went_elsewhere_or_came_from_elsewhere_is_no_part_of_it() -> None:
    apart = [line(2, partner="CHL", items=Count(99, 99)), line(3, reporter="ARG", items=Count(5, 5))]
    assert mirror([line(), received(), *apart], "BRA", "PER", [2016])[0].words == "Both report 12 in category I."


STATES = st.sampled_from(["BRA", "PER", "CHL", "*", ""])
LINES = st.builds(
    lambda number, reporter, partner, year, category, status, items: line(
        number,
        reporter=reporter,
        partner=partner,
        direction="export" if reporter == "BRA" else "import",
        year=year,
        category=category,
        status=status,
        items=None if items is None else Count(items, items),
    ),
    st.integers(1, 10**6),
    st.sampled_from(["BRA", "PER"]),
    STATES,
    st.integers(2015, 2017),
    st.sampled_from(["I", "II", "IVa", "IVb", ""]),
    st.sampled_from(["reported", "reported", "reported", "nil", "none", "withheld"]),
    st.one_of(st.none(), st.integers(0, 20)),
)
MANY = st.lists(LINES, max_size=12, unique_by=lambda report: report.key)


@settings(max_examples=200, deadline=None)
@given(MANY, st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter_and_every_answer_names_its_records(
    reports: list[Report], chance: random.Random
) -> None:
    found = mirror(reports, "BRA", "PER", range(2015, 2018))
    mixed = list(reports)
    chance.shuffle(mixed)
    assert mirror(mixed, "BRA", "PER", range(2015, 2018)) == found
    keys = {report.key for report in reports}
    for each in found:
        assert set(each.records) <= keys
        assert each.words
        assert each.records or each.answer in {Answer.NOT_HERE, Answer.AGREE}


@settings(max_examples=100, deadline=None)
@given(MANY)
def test_exchanging_the_states_names_exchanges_nothing_else(reports: list[Report]) -> None:
    names = {"BRA": "ARM", "PER": "AZE"}
    renamed = [
        replace(
            each, reporter=names[each.reporter], partner=names.get(each.partner, each.partner), reporter_printed="x"
        )
        for each in reports
    ]
    plain = [replace(each, reporter_printed="x") for each in reports]

    def words(found: Sequence[Mirrored]) -> list[str]:
        return [each.words for each in found]

    one, other = mirror(plain, "BRA", "PER", [2015, 2016]), mirror(renamed, "ARM", "AZE", [2015, 2016])
    swapped = [text.replace("Brazil", "Armenia").replace("Peru", "Azerbaijan") for text in words(one)]
    assert swapped == words(other)
    assert [each.answer for each in one] == [each.answer for each in other]


def test_a_hundred_thousand_lines_are_answered_in_time() -> None:
    reports = [
        line(number, year=1992 + number % 30, partner="PER" if number % 3 else "CHL", items=Count(number, number))
        for number in range(50_000)
    ] + [received(10**6 + number, year=1992 + number % 30) for number in range(50_000)]

    def work() -> None:
        assert len(mirror(reports, "BRA", "PER")) == 30

    takes_less_than(10, work)
