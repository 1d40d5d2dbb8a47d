"""What customs count of arms: both forms of table and the answer in JSON, and what is never taken for a figure."""

import json
from pathlib import Path

import pytest

from armstrace.records.errors import SourceChanged
from armstrace.records.kinds import Readable
from armstrace.records.supply import Report
from armstrace.sources import un_comtrade
from armstrace.sources.registry import reader_for
from read_bytes import read_bytes, set_asides_of

HERE = Path(__file__).parent
CLASSIC = (HERE / "sample.csv").read_text(encoding="utf-8").splitlines()
PLUS = (HERE / "sample_plus.csv").read_text(encoding="utf-8").splitlines()
ANSWER = json.loads((HERE / "sample_answer.json").read_text(encoding="utf-8"))


def reports(found: list[Readable]) -> list[Report]:
    return [each for each in found if isinstance(each, Report)]


def classic(**said: str) -> list[Readable]:
    """Read one row of the classic table with other cells."""
    names = CLASSIC[0].split(",")
    cells = CLASSIC[1].replace('"', "").split(",")
    row = {**dict(zip(names, cells, strict=True)), **{name.replace("_", " "): value for name, value in said.items()}}
    return read_bytes(un_comtrade, f"{CLASSIC[0]}\n{','.join(row.values())}\n".encode(), "comtrade.csv")


def answered(**said: object) -> list[Readable]:
    """Read one entry of an answer with other values."""
    data = json.dumps({**ANSWER, "data": [{**ANSWER["data"][0], **said}]})
    return read_bytes(un_comtrade, data.encode(), "answer.json")


def test_every_form_tells_the_same_of_one_trade() -> None:
    tables = [read_bytes(un_comtrade, "\n".join(each[:2]).encode(), "a.csv") for each in (CLASSIC, PLUS)]
    told = [
        [(each.measure, each.amount, each.items and each.items.low, each.partner) for each in reports(found)]
        for found in (*tables, answered())
    ]
    assert told == [[("money", 1350000.0, None, "PER"), ("items", None, 1200, "PER")]] * 3


def test_both_sides_of_a_trade_are_kept_with_who_tells_them() -> None:
    sides = {(each.reporter, each.direction, each.partner) for each in reports(_read("sample.csv"))}
    assert {("ESP", "export", "PER"), ("PER", "import", "ESP")} <= sides


def _read(name: str) -> list[Readable]:
    return read_bytes(un_comtrade, (HERE / name).read_bytes(), name)


def test_a_nought_beside_a_value_is_a_number_not_told() -> None:
    assert [each.measure for each in reports(classic(Qty="0"))] == ["money"]


def test_a_weight_is_no_number_of_pieces() -> None:
    assert [each.measure for each in reports(classic(Qty_Unit_Code="8", Qty="25000"))] == ["money"]


@pytest.mark.parametrize(
    ("flag", "estimate", "weight"),
    [("0", False, "4,100 kg"), ("2", True, "4,100 kg"), ("4", False, "4,100 kg, estimated"),
     ("6", True, "4,100 kg, estimated")],
)  # fmt: skip
def test_estimates_of_the_compiler_are_told_as_such(flag: str, estimate: bool, weight: str) -> None:
    items = next(each for each in reports(classic(Flag=flag)) if each.measure == "items")
    assert items.items is not None
    assert items.items.estimate is estimate
    assert items.note == f"HS 2012; net weight {weight}"


def test_an_estimate_with_a_fraction_lies_between_two_pieces() -> None:
    (items,) = [each.items for each in reports(answered(qty=7.5, isQtyEstimated=True)) if each.items]
    assert (items.low, items.high, items.printed) == (7, 8, "7.5")


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ({"cifvalue": 1350000.0, "fobvalue": 1300000.0}, "valued cif"),
        ({"cifvalue": None, "fobvalue": 1350000.0}, "valued fob"),
        ({"cifvalue": 9.0, "fobvalue": None}, "HS 2022; net weight"),
    ],
)
def test_at_which_border_a_value_is_counted_is_told_where_the_file_tells_it(said: dict[str, object], note: str) -> None:
    assert note in reports(answered(**said))[0].note


@pytest.mark.parametrize(
    ("printed", "iso", "partner", "status"),
    [
        ("World", "W00", "*", "reported"),
        ("Areas, nes", "_X", "", "withheld"),
        ("Other Asia, nes", "S19", "", "withheld"),
        ("Special Categories", "", "", "withheld"),
        ("", "PER", "PER", "reported"),
        ("Peru", "", "PER", "reported"),
    ],
)
def test_a_partner_is_a_state_or_all_of_them_or_kept_back(printed: str, iso: str, partner: str, status: str) -> None:
    found = reports(answered(partnerDesc=printed, partnerISO=iso))
    assert {(each.partner, each.status) for each in found} == {(partner, status)}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"cmdCode": "8710"}, "not of chapter 93"),
        ({"cmdCode": "TOTAL"}, "not of chapter 93"),
        ({"classificationCode": "S4"}, "only the Harmonized System"),
        ({"period": "202203"}, "no whole year"),
        ({"flowCode": "XIP"}, "The flow 'XIP'"),
        ({"motCode": 1000}, "One transport of several"),
        ({"mosCode": "1"}, "One kind of supply of several"),
        ({"customsCode": "C01"}, "One customs procedure of several"),
        ({"partner2Code": 152}, "One second partner of several"),
        ({"partnerDesc": "Atlantis", "partnerISO": "ATL"}, "does not know 'Atlantis'"),
        ({"partnerDesc": None, "partnerISO": None}, "includeDesc=true"),
        ({"partnerISO": "CHL"}, "do not go together"),
        ({"qty": 7.5}, "no number of pieces"),
        ({"primaryValue": None}, "tells no value"),
        ({"primaryValue": "1.200,50"}, "not a sum of money"),
    ],
)
def test_what_is_no_yearly_figure_of_arms_is_set_aside_with_the_reason(said: dict[str, object], words: str) -> None:
    found = answered(**said)
    (aside,) = set_asides_of(found)
    assert words in aside.reason
    assert aside.place == "point=1"
    assert not reports(found)


@pytest.mark.parametrize("second", [7, {}, {**ANSWER["data"][0], "unheardOf": 1}])
def test_an_entry_that_is_none_is_set_aside_and_the_rest_is_read(second: object) -> None:
    data = json.dumps({"data": [ANSWER["data"][0], second]})
    found = read_bytes(un_comtrade, data.encode(), "answer.json")
    assert [each.place for each in set_asides_of(found)] == ["point=2"]
    assert len(reports(found)) == 2


@pytest.mark.parametrize("entry", [{"unheardOf": 1}, {"cmdCode": "93"}])
def test_other_names_in_an_answer_are_refused(entry: dict[str, object]) -> None:
    first = {**ANSWER["data"][0], **entry} if "unheardOf" in entry else entry
    with pytest.raises(SourceChanged):
        read_bytes(un_comtrade, json.dumps({"data": [first]}).encode(), "answer.json")


@pytest.mark.parametrize("text", ['{"data": 7}', '{"data": [', "{}"])
def test_an_answer_without_figures_is_refused(text: str) -> None:
    with pytest.raises(SourceChanged):
        read_bytes(un_comtrade, text.encode(), "answer.json")


def test_an_empty_answer_holds_an_edition_and_no_figure() -> None:
    assert [each.KIND for each in read_bytes(un_comtrade, b'{"data": [], "count": 0}', "answer.json")] == ["edition"]


def test_rows_may_end_with_one_comma_more_and_no_other_cell() -> None:
    assert PLUS[1].endswith(",")
    found = read_bytes(un_comtrade, f"{PLUS[0]}\n{PLUS[1]}7\n".encode(), "plus.csv")
    assert "48 cells, the header 47" in set_asides_of(found)[0].reason


@pytest.mark.parametrize("name", ["sample.csv", "sample_plus.csv", "sample_answer.json"])
def test_it_is_known_by_its_columns_under_any_name(name: str) -> None:
    assert reader_for((HERE / name).read_bytes(), "download").SOURCE.name == "un_comtrade"


def test_other_tables_and_texts_are_none_of_its_own() -> None:
    heads = (b"Commodity Code,Value\n", b'{"data": []}', b"")
    assert [un_comtrade.recognises(head, "a.csv") for head in heads] == [0, 0, 0]
