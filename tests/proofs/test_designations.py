"""Which rows of a register a weapon's name means, and what it never means."""

import pytest

from armstrace.checks.designations import _listed_or_otherwise_named as rows_of
from armstrace.checks.designations import designation_pattern, of_designation

LISTED = (
    "2S1",
    "2S19",
    "Bayraktar TB-2",
    "Project-636E",
    "Project-877E",
    "Project-971I",
    "Su-30K",
    "Su-30MK",
    "Su-300",
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Su-30", {"Su-30K", "Su-30MK"}),
        ("su 30mk", {"Su-30MK"}),
        ("TB2", {"Bayraktar TB-2"}),
        ("2S1", {"2S1"}),
        ("Gvozdika", {"2S1"}),
        ("Kilo-class", {"Project-636E", "Project-877E"}),
        ("Kilo-class submarine", {"Project-636E", "Project-877E"}),
        ("Uragan", set()),
        ("Wunderwaffe", set()),
        ("--", set()),
    ],
)
def test_a_name_means_the_rows_of_its_weapon(name: str, expected: set[str]) -> None:
    condition = rows_of(LISTED, name).condition
    assert {each for each in LISTED if f"'{each}'" in condition} == expected


def test_how_a_name_was_read_is_said() -> None:
    assert rows_of(LISTED, "Kilo-class").how == "designations that begin with Project 636 or Project 877"
    assert of_designation(LISTED, "Bayraktar").how == "designations that begin with Bayraktar"
    assert of_designation(LISTED, "TB2").how == "designations that hold TB2"
    assert designation_pattern("Su-30").endswith(r"(?!\d)")
