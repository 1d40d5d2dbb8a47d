"""Both sides of a trade as customs count it: nothing added up, values never compared, silence never a finding."""

from dataclasses import fields, replace
from typing import Any

import pytest

from armstrace.chain.mirror import mirror
from armstrace.chain.mirror_model import Answer, Mirrored
from armstrace.records.origin import read_key
from armstrace.records.supply import Report
from armstrace.records.values import Count


def row(number: int = 1, **said: Any) -> Report:
    """Make what a row tells of money: Brazil sends Peru arms of code 930190 for 1,000 dollars in 2016."""
    empty: dict[str, Any] = dict.fromkeys((each.name for each in fields(Report)), "")
    told = {
        "exhibit": "ab" * 32, "place": f"row={number}", "reader": "un_comtrade@1", "register": "un_comtrade",
        "reporter": "BRA", "direction": "export", "year": 2016, "status": "reported", "partner": "PER",
        "category": "930190", "measure": "money", "items": None, "amount": 1000.0, "currency": "USD", **said,
    }  # fmt: skip
    return Report(**{**empty, **told, "key": read_key("report", told["exhibit"], told["place"], told.get("item", ""))})


def pieces(number: int, low: int, high: int | None = None, **said: Any) -> Report:
    count = Count(low, high or low, high is not None)
    return row(number, **{"measure": "items", "item": "measure=items", "amount": None, "items": count, **said})


def other(each: Report, **said: Any) -> Report:
    """Make the row of the other side."""
    return replace(each, **{"reporter": "PER", "direction": "import", "partner": "BRA", "key": each.key + "x", **said})


def customs(*reports: Report) -> list[Mirrored]:
    return [each for each in mirror(reports, "BRA", "PER", [2016]) if each.register == "un_comtrade"]


def test_values_at_two_borders_are_told_side_by_side() -> None:
    (one,) = customs(row(), other(row(), amount=1200.0))
    assert (one.answer, one.category) == (Answer.DEFINITION, "930190")
    assert one.words == (
        "Brazil's customs count 1,000 USD sent under code 930190, Peru's 1,200 USD received: values at two borders, "
        "which are not held against each other."
    )
    assert len(one.records) == 2


@pytest.mark.parametrize(
    ("second", "answer", "words"),
    [
        (pieces(2, 50), Answer.AGREE, "; the pieces agree."),
        (pieces(2, 48, 52), Answer.AGREE, "; the pieces agree."),
        (pieces(2, 40), Answer.DIFFER, "; the pieces differ by 10."),
        (pieces(2, 60, 61), Answer.DIFFER, "; the pieces differ by about 10 to 11."),
    ],
)
def test_pieces_are_held_against_pieces(second: Report, answer: Answer, words: str) -> None:
    (one,) = customs(row(), pieces(1, 50), other(row()), other(second))
    assert one.answer is answer
    assert one.words.endswith(words)


def test_two_files_that_tell_different_pieces_are_not_compared() -> None:
    (one,) = customs(pieces(1, 50), pieces(2, 51, exhibit="cd" * 32), other(pieces(3, 50)))
    assert one.answer is Answer.DEFINITION
    assert "50 pieces or 51 pieces" in one.words


def test_a_chapter_and_its_parts_are_rows_of_their_own_and_no_sum_is_made() -> None:
    found = customs(row(1, category="93", amount=3000.0), row(2, category="9301"), row(3))
    assert [(each.category, each.supplied) for each in found] == [
        ("93", "3,000 USD"), ("9301", "1,000 USD"), ("930190", "1,000 USD")
    ]  # fmt: skip


@pytest.mark.parametrize(("reports", "silent"), [([row()], "PER"), ([other(row())], "BRA")])
def test_where_one_side_is_not_in_the_files_nothing_follows(reports: list[Report], silent: str) -> None:
    others = (row(8, category="9306", partner="CHL"), other(row(9, category="9306"), partner="CHL"))
    (one,) = customs(*reports, *others)
    assert (one.answer, one.about) == (Answer.NOT_HERE, silent)
    assert one.words.endswith("is in these files: nothing follows.")


def test_a_partner_kept_back_under_the_same_code_may_be_this_one() -> None:
    kept = other(row(4), partner="", status="withheld", partner_printed="Areas, nes")
    (one,) = customs(row(), kept)
    assert (one.answer, one.about) == (Answer.WITHHELD, "PER")
    assert "keep a partner of that code back (Areas, nes)" in one.words
    elsewhere = replace(kept, category="9306")
    assert customs(row(), elsewhere)[0].answer is Answer.NOT_HERE


def test_what_is_sent_on_is_no_export_of_its_own_here() -> None:
    assert customs(row(direction="re-export"), other(row(), direction="re-import")) == []


def test_years_that_only_customs_tell_of_are_answered() -> None:
    assert {each.year for each in mirror([row()], "BRA", "PER")} == {2016}


def test_exchanging_the_parties_exchanges_the_words() -> None:
    swap = {"BRA": "PER", "PER": "BRA"}
    reports = [row(), other(row(), amount=7.0), row(5, category="9306")]
    swapped = [replace(each, reporter=swap[each.reporter], partner=swap[each.partner]) for each in reports]
    names = {"Brazil": "Peru", "Peru": "Brazil"}
    for one, two in zip(customs(*reports), mirror(swapped, "PER", "BRA", [2016])[1:], strict=True):
        assert two.words == " ".join(
            next((word.replace(name, new) for name, new in names.items() if name in word), word)
            for word in one.words.split(" ")
        )
        assert one.answer is two.answer
