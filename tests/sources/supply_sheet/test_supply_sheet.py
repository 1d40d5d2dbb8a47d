"""Sheets of supply facts of one's own: the template can be read as it is printed, and each thing needs its own."""

import csv
import io
from collections.abc import Mapping

import pytest

from armstrace.records.sources import SetAside
from armstrace.records.supply import Supply
from armstrace.sources import supply_sheet
from read_bytes import read_bytes

CONTRACT = {
    "number": "1", "what": "contract", "date": "2015", "supplier": "ISR", "recipient": "AZE", "designation": "Invented",
    "origin": "Invented Gazette",
}  # fmt: skip


def _one(row: Mapping[str, str]) -> Supply | SetAside:
    text = io.StringIO()
    write = csv.DictWriter(text, list(supply_sheet.COLUMNS), restval="")
    write.writeheader()
    write.writerow(row)
    _, one = read_bytes(supply_sheet, text.getvalue().encode(), "sheet.csv")
    assert isinstance(one, Supply | SetAside)
    return one


def test_the_template_is_read_as_it_is_printed() -> None:
    found = read_bytes(supply_sheet, supply_sheet.template().encode(), "sheet.csv")[1:]
    assert [each.what for each in found if isinstance(each, Supply)] == ["contract", "delivery", "holding", "trace"]
    assert len(found) == 4


@pytest.mark.parametrize(
    "changed",
    [
        {"what": "sale"}, {"what": "trace", "supplier": ""}, {"what": "holding", "date": ""}, {"how": "parade"},
        {"what": "trace", "how": "serial or lot"}, {"origin": ""}, {"recipient": ""}, {"recipient": "Atlantis"},
        {"hop": "engine"}, {"items": "many"}, {"date": "someday"}, {"weapon": "Invented gun"}, {"number": ""},
    ],
)  # fmt: skip
def test_a_row_that_does_not_hold_together_is_set_aside(changed: dict[str, str]) -> None:
    assert isinstance(_one(CONTRACT), Supply)
    assert isinstance(_one({**CONTRACT, **changed}), SetAside)


def test_a_firm_is_named_and_not_taken_for_its_state() -> None:
    one = _one({**CONTRACT, "supplier": "", "supplier_printed": "Invented Works of Israel"})
    assert isinstance(one, Supply)
    assert (one.supplier, one.supplier_printed) == ("", "Invented Works of Israel")
