"""Places by any of their names, with whose they are said to be; nothing is picked silently."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.gazetteer.place_candidates import _named as remembered
from armstrace.gazetteer.place_candidates import contested_areas, places_named
from armstrace.gazetteer.settlements import settlements_edition
from armstrace.gazetteer.shipped_tables import shipped_rows
from armstrace.gazetteer.states import states
from stopwatch import takes_less_than


@pytest.mark.parametrize(
    ("names", "lat", "lon", "whose", "disputed"),
    [
        (["Stepanakert", "Khankendi", "Xankəndi", "Ханкенди", "Ստեփանակերտ"], 39.82, 46.75, {"AZE", "XNK"}, True),
        (["Shusha", "Shushi", "Şuşa", "Шуша"], 39.76, 46.75, {"AZE", "XNK"}, True),
        (["Hadrut", "Гадрут"], 39.52, 47.03, {"AZE", "XNK"}, True),
        (["Tartar", "Tərtər", "Terter"], 40.34, 46.93, {"AZE"}, False),
        (["Ganja", "Gəncə"], 40.68, 46.36, {"AZE"}, False),
        (["Artsakh", "Nagorno-Karabakh"], 39.85, 46.80, {"AZE", "XNK"}, True),
        (["Kyiv", "Kiev", "Київ"], 50.45, 30.52, {"UKR"}, False),
        (["Bakhmut", "Artemivsk"], 48.59, 38.00, {"RUS", "UKR", "XDO"}, True),
        (["Jerusalem", "al-Quds"], 31.77, 35.22, {"ISR", "PSE"}, True),
        (["Simferopol"], 44.96, 34.11, {"RUS", "UKR"}, True),
        (["Laayoune", "El Aaiún"], 27.14, -13.19, {"ESH", "MAR"}, True),
        (["Taipei"], 25.05, 121.53, {"CHN", "TWN"}, True),
        (["Srinagar"], 34.09, 74.81, {"CHN", "IND", "PAK"}, True),
        (["Pristina", "Prishtina"], 42.67, 21.17, {"SRB", "XKX"}, True),
    ],
)
def test_all_names_lead_to_one_point(names: list[str], lat: float, lon: float, whose: set[str], disputed: bool) -> None:
    for name in names:
        first = places_named(name)[0]
        assert abs(first.lat - lat) < 0.15, (name, first)
        assert abs(first.lon - lon) < 0.15, (name, first)
        assert (set(first.states), first.disputed) == (whose, disputed), (name, first)
        assert 0 < first.precision_km < 100


def test_several_of_one_name_are_all_given() -> None:
    found = places_named("Barda")
    assert [place.states for place in found] == [("AZE",), ("RUS",)]
    assert [place.states for place in places_named("Barda", "RUS")] == [("RUS",), ("AZE",)]
    assert {place.kind for place in places_named("Gaza")} >= {"area", "settlement"}
    assert places_named("Zorgonia") == ()
    assert places_named("") == ()


def test_claimants_stand_in_alphabetical_order() -> None:
    for area in contested_areas():
        assert list(area.claimed_by) == sorted(area.claimed_by), area
        assert set(area.claimed_by) <= set(states()), area
        assert not area.code or states()[area.code].kind == "contested", area


def test_own_rows_are_whole() -> None:
    sources = {row["id"] for row in shipped_rows("sources.csv")}
    for row in (*shipped_rows("more_places.csv"), *shipped_rows("contested_areas.csv")):
        assert row["source"] in sources, row
    for row in shipped_rows("more_places.csv"):
        assert -90 <= float(row["lat"]) <= 90, row
        assert -180 <= float(row["lon"]) <= 180, row
        assert row["state"] in states(), row
    assert "CC BY 4.0" in settlements_edition()


@given(st.text(max_size=40))
def test_any_text_is_answered(text: str) -> None:
    for place in places_named(text):
        assert -90 <= place.lat <= 90
        assert place.reason


def test_lookups_are_quick_and_importing_reads_nothing() -> None:
    places_named("Barda")
    names = [f"{name}{number}" for name in ("Barda", "Kyiv", "San Jose", "Springfield") for number in ("", *range(50))]

    def work() -> None:
        remembered.cache_clear()
        for name in names:
            places_named(name)

    takes_less_than(0.001 * len(names), work)
    asked = (
        "import armstrace.gazetteer.place_candidates, armstrace.gazetteer.settlements as s, "
        "armstrace.gazetteer.identities.identify, armstrace.gazetteer.identities.tables as t; "
        "print(s._blob.cache_info().currsize, t.identities.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "0"]
