"""What a type needs, whose an address is, whom a callsign names: no table excludes a field in use."""

import csv
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.gazetteer.aircraft_blocks import is_military_hex, state_of_hex
from armstrace.gazetteer.aircraft_types import Needs, needs, needs_of_class
from armstrace.gazetteer.callsigns import designator_of_name, is_designator, operator_name, operator_of
from armstrace.gazetteer.named_tables import named_entries
from armstrace.gazetteer.shipped_tables import shipped_rows
from armstrace.gazetteer.states import states

TYPES = {row["typecode"]: row for row in shipped_rows("aircraft_types.csv")}
BLOCKS = shipped_rows("aircraft_blocks.csv")


@pytest.mark.parametrize("table", ["aircraft_types.csv", "aircraft_blocks.csv"])
def test_every_row_has_a_source_that_is_listed(table: str) -> None:
    sources = {row["id"] for row in shipped_rows("sources.csv")}
    assert [row for row in shipped_rows(table) if not row["source"] or not set(row["source"].split()) <= sources] == []


def test_types_are_in_order_and_each_is_of_a_class() -> None:
    assert list(TYPES) == sorted(TYPES)
    for code, row in TYPES.items():
        assert re.fullmatch(r"[A-Z0-9]{2,4}", code), code
        assert re.fullmatch(r"[LHGTASR][0-9][JTPER-]", row["class"]), code
        assert row["wake"] in {"L", "M", "H", "-"}, code
    assert sum(1 for row in TYPES.values() if row["runway_ft"]) >= 250


@pytest.mark.parametrize(
    ("typecode", "shortest"),
    [
        # fields the type is known to be flown from, in feet of runway: a need must not be longer
        ("C17", 3500),  # the air force's fact sheet
        ("C130", 3000),  # the same
        ("IL76", 5000),  # unpaved strips of 1,500 m
        ("A124", 6560),  # runways of 2,000 m
        ("B744", 6590),  # Kemble, 2,009 m
        ("A320", 4341),  # Santos Dumont
        ("B738", 4341),  # the same
        ("E190", 4948),  # London City
        ("AT72", 3900),
        ("C295", 2200),
        ("DH8D", 4330),
        ("AN26", 2900),
        ("A400", 3000),
        ("AN12", 4000),
        ("B748", 8000),
        ("B77L", 7500),
    ],
)
def test_no_type_needs_more_than_a_field_it_uses(typecode: str, shortest: int) -> None:
    assert 0 < needs(typecode).runway_ft <= shortest


@pytest.mark.parametrize("typecode", ["MI8", "MI24", "H60", "H64", "H47", "V22", "AS32", "NH90", "UH1", "B06", "EC35"])
def test_helicopters_need_no_runway(typecode: str) -> None:
    assert needs(typecode) == Needs(0, rotor=True)


@pytest.mark.parametrize("typecode", ["", "ZZZZ", "C172", "SHIP", "-GND", "x" * 1000, "\0"])
def test_nothing_is_required_of_what_is_not_known(typecode: str) -> None:
    assert needs(typecode) == Needs()


def test_what_a_class_needs_excludes_few_of_its_types() -> None:
    figured = [row for row in TYPES.values() if row["runway_ft"] and row["class"][0] == "L"]
    least = {row["typecode"]: needs_of_class(row["class"], row["wake"]).runway_ft for row in figured}
    below = [row["typecode"] for row in figured if int(row["runway_ft"]) < least[row["typecode"]]]
    assert len(below) <= 0.06 * len(figured), below


def test_blocks_lie_in_order_and_do_not_overlap() -> None:
    for kind in ("", "yes"):
        ends = [(int(row["first"], 16), int(row["last"], 16)) for row in BLOCKS if row["military"] == kind]
        assert all(first <= last for first, last in ends)
        assert all(before[1] < after[0] for before, after in pairwise(ends))
    assert {row["state"] for row in BLOCKS} <= set(states())
    assert all(state_of_hex(row["first"]) == row["state"] for row in BLOCKS if row["military"])


@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("600800", "AZE"), ("600bff", "AZE"), ("600000", "ARM"), ("738000", "ISR"), ("4b8000", "TUR"),
        ("a00001", "USA"), ("100000", "RUS"), ("43c000", "GBR"), ("3c0000", "DEU"), ("000000", ""), ("600c00", ""),
        ("60080", ""),
        ("~600800", ""), ("xyz", ""), ("", ""), ("٦٠٠٨٠٠", ""),
    ],
)  # fmt: skip
def test_states_by_their_blocks(address: str, state: str) -> None:
    assert state_of_hex(address) == state


@given(st.text(max_size=8) | st.from_regex(r"~?[0-9a-fA-F]{6}", fullmatch=True))
def test_any_text_is_an_address_or_none(address: str) -> None:
    assert state_of_hex(address) in {"", *states()}
    assert not is_military_hex(address) or state_of_hex(address)


@pytest.mark.shared
def test_blocks_agree_with_the_two_lists_they_were_taken_from(shared: Path) -> None:
    folder = shared / "aircraft" / "vrs" / "code-blocks" / "schema-01"
    with (folder / "code-blocks.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["IsMilitary"] == "0" and row["CountryISO2"] == "AZ"]
    assert [(row["Start"].lower(), row["Finish"].lower()) for row in rows] == [("600800", "600bff")]


@pytest.mark.parametrize(
    ("callsign", "operator"),
    [
        ("AZQ4112 ", "AZQ"), ("AZG216", "AZG"), ("azq1", "AZQ"), ("RCH871", "RCH"), ("BAW45AB", "BAW"), ("AZQ", ""),
        ("AZQ-1", ""), ("4KAZ101", ""), ("N123AB", ""), ("RA76842", ""), ("EZF427", ""), ("UPI7652", ""), ("", ""),
        ("HOMER11", ""), ("QQQ123", "QQQ"), ("AZQ12345", ""), ("AZQ١٢", ""), ("@@@@@@@@", ""),
    ],
)  # fmt: skip
def test_operators_by_callsign(callsign: str, operator: str) -> None:
    assert operator_of(callsign) == operator


def test_a_registration_flown_as_callsign_names_no_operator() -> None:
    assert operator_of("OKS1234") == operator_of("OKS1234", "OK-XYZ")
    assert operator_of("AZQ1", "AZ-Q1") == ""


def test_two_operators_of_like_names_are_never_pooled() -> None:
    assert (operator_name("AZQ"), operator_name("AZG")) == ("Silk Way Airlines", "Silk Way West Airlines")
    assert (designator_of_name("Silk Way"), designator_of_name("SILK WAY WEST")) == ("AZQ", "AZG")
    codes = [entry.row["icao"] for entry in named_entries("operators.csv") if entry.row["icao"]]
    assert all(is_designator(code) for code in codes)
    names: dict[str, str] = {}
    for entry in named_entries("operators.csv"):
        for name in (entry.name, *entry.aliases):
            assert names.setdefault(name.casefold(), entry.row["icao"]) == entry.row["icao"], name
