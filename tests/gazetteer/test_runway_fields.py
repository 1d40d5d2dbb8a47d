"""The table of fields with a runway."""

import gzip
import subprocess
import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from armstrace.gazetteer.runway_fields import edition, field_of, fields_named, runway_fields
from armstrace.gazetteer.states import states

ROOT = Path(__file__).resolve().parents[2]


def test_it_says_whose_and_of_when() -> None:
    assert edition().startswith("OurAirports")
    assert "2026" in edition()


def test_all_kinds_of_field_are_there() -> None:
    kinds = Counter(field.kind for field in runway_fields())
    assert kinds["land"] > 27000
    assert set(kinds) == {"land", "closed", "heliport", "seaplane", "balloonport"}


def test_idents_are_unique_and_places_on_the_globe() -> None:
    assert len({field.ident for field in runway_fields()}) == len(runway_fields())
    assert all(abs(field.lat) <= 90 and abs(field.lon) <= 180 for field in runway_fields())
    assert {field.state for field in runway_fields()} <= set(states())


@pytest.mark.parametrize(
    ("code", "state", "longest"),
    [("LLOV", "ISR", 9843), ("LLNV", "ISR", 10991), ("UBBB", "AZE", 13123), ("LTAC", "TUR", 12303)],
)
def test_known_fields(code: str, state: str, longest: int) -> None:
    field = field_of(code.lower())
    assert field is not None
    assert (field.icao, field.state, field.kind) == (code, state, "land")
    assert max(runway.length_ft for runway in field.runways) == longest


def test_a_runway_points_from_its_lower_end_to_the_other() -> None:
    field = field_of("LLOV")
    assert field is not None
    assert [(r.name, round(r.heading_deg or 0)) for r in field.runways] == [("02L/20R", 22), ("02R/20L", 22)]


def test_an_air_base_whose_runway_nobody_entered_is_there_all_the_same() -> None:
    assert [(f.ident, f.runways) for f in fields_named("olenya")] == [("RU-4464", ())]


def test_nothing_is_found_by_nothing() -> None:
    assert fields_named(" ") == []
    assert field_of("QQQQ") is None


def test_loading_needs_no_numpy() -> None:
    asked = "import sys, armstrace.gazetteer.runway_fields as r; r.runway_fields(); print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.shared
def test_the_table_is_what_its_script_makes(tmp_path: Path) -> None:
    data = ROOT.parent / "shared" / "data" / "airports"
    if not data.exists():
        pytest.skip("the tables of OurAirports are not beside this checkout")
    made = tmp_path / "made.csv.gz"
    subprocess.run(
        [sys.executable, ROOT / "docs/build_airfields.py", data / "airports.csv.gz", data / "runways.csv.gz", made],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    shipped = files("armstrace.gazetteer").joinpath("data", "runway_fields.csv.gz").read_bytes()
    # zlib's own version may pack the same text differently
    assert gzip.decompress(made.read_bytes()) == gzip.decompress(shipped)
