"""Towns and their airfields, and what an aircraft carries as far as that shows."""

import gzip
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from armstrace.gazetteer.aircraft_made_up import is_made_up
from armstrace.gazetteer.aircraft_roles import FREIGHTERS, carries_freight
from armstrace.gazetteer.field_towns import fields_of_town
from armstrace.gazetteer.shipped_tables import shipped_rows

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("town", "state", "idents"),
    [
        ("Yerevan", "ARM", {"UDYZ", "UDYE"}),
        ("Baku", "AZE", {"UBBB"}),
        ("Ankara", "", {"LTAC", "LTAE"}),
        ("Kyiv", "UKR", {"UKBB", "UKKK"}),
        ("Kiev", "UKR", {"UKBB", "UKKK"}),
        ("Rzeszow", "POL", {"EPRZ"}),
        ("Benghazi", "LBY", {"HLLB"}),
        ("Tel Aviv", "ISR", {"LLBG"}),
        ("Addis Ababa", "ETH", {"HAAB"}),
    ],
)
def test_a_town_has_all_its_fields_in_any_spelling(town: str, state: str, idents: set[str]) -> None:
    found = fields_of_town(town, state)
    assert idents <= {field.ident for field in found}
    assert all(field.kind == "land" for field in found)
    assert not state or {field.state for field in found} == {state}


def test_a_town_of_many_states_is_told_apart_by_its_state() -> None:
    assert len({field.state for field in fields_of_town("Moscow")}) > 1
    assert {field.state for field in fields_of_town("Moscow", "RUS")} == {"RUS"}
    assert fields_of_town("Atlantis") == fields_of_town("") == []


def test_freighters_are_types_that_the_gazetteer_knows() -> None:
    assert {row["typecode"] for row in shipped_rows("aircraft_types.csv")} >= FREIGHTERS
    assert not carries_freight("", "B744")
    assert not carries_freight("THY", "")


@pytest.mark.parametrize("registration", ["VH-SYN", "F-HSYN", "SP-SYN", "N517SY", "G-SYNA", "4K-AZ66", ""])
def test_registrations_that_states_give_out_are_not_made_up(registration: str) -> None:
    assert not is_made_up(registration)


@pytest.mark.shared
def test_the_table_is_what_its_script_makes(tmp_path: Path) -> None:
    airports = ROOT.parent / "shared" / "data" / "airports" / "airports.csv.gz"
    if not airports.exists():
        pytest.skip("the tables of OurAirports are not beside this checkout")
    made = tmp_path / "made.csv.gz"
    command = [sys.executable, str(ROOT / "docs/build_field_towns.py"), str(airports), str(made)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    shipped = files("armstrace.gazetteer").joinpath("data", "field_towns.csv.gz").read_bytes()
    assert gzip.decompress(made.read_bytes()) == gzip.decompress(shipped)
