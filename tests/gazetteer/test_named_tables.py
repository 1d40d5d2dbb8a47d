"""Places, organisations, armed groups, operators, airfields: exact spans, both names of a place, every row sourced."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Protocol

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.gazetteer.named_tables import named_entries
from armstrace.gazetteer.operators import find_airfields, find_operators
from armstrace.gazetteer.organisations import find_groups, find_organisations
from armstrace.gazetteer.places import find_places
from armstrace.gazetteer.shipped_tables import shipped_rows
from armstrace.gazetteer.states import states
from stopwatch import Work, grows_at_most


class Found(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def printed(self) -> str: ...
    @property
    def name(self) -> str: ...


Finder = Callable[[str], Sequence[Found]]
FINDERS: dict[str, Finder] = {
    "places.csv": find_places,
    "media.csv": find_organisations,
    "armed_groups.csv": find_groups,
    "operators.csv": find_operators,
    "airfields.csv": find_airfields,
}
KINDS = {
    "places.csv": {"town", "capital", "region", "crossing"},
    "media.csv": {"media", "ngo", "igo", "court", "institute"},
    "operators.csv": {"cargo", "charter", "airline", "air_force", "navy", "government"},
}


def names(found: Sequence[Found]) -> list[str]:
    return [hit.name for hit in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shusha or Shushi", ["Shusha", "Shusha"]),
        ("Stepanakert, Khankendi, Xankəndi", ["Stepanakert"] * 3),
        ("Barda, Tartar district and Kalbajar", ["Barda", "Tartar", "Kalbajar"]),
        ("Kharkov and Kharkiv", ["Kharkiv", "Kharkiv"]),
        ("AIR RAID ON ALEPPO", ["Aleppo"]),
        ("in Hit, and they hit the target. Hit it.", ["Hit", "Hit"]),
        ("the Geneva Conventions", []),
        ("Jack London", []),
        ("El-Fasher’s hospital", ["El Fasher"]),
        ("Deir\u00a0ez-Zor", ["Deir ez-Zor"]),
        ("Homsian", []),
    ],
)
def test_places(text: str, expected: list[str]) -> None:
    assert names(find_places(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ha’aretz and Haaretz", ["Haaretz", "Haaretz"]),
        (
            "HRW, Amnesty International and the ICRC",
            ["Human Rights Watch", "Amnesty International", "International Committee of the Red Cross"],
        ),
        ("the Jerusalem Post", ["Jerusalem Post"]),
        ("according to The Times", ["The Times"]),
        ("The Times They Are", []),
        ("a car and a CAR", []),
        ("the OSCE Minsk Group", ["OSCE Minsk Group"]),
        ("who is it, the WHO?", ["World Health Organization"]),
    ],
)
def test_organisations(text: str, expected: list[str]) -> None:
    assert names(find_organisations(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hizbullah, Hezbollah", ["Hezbollah", "Hezbollah"]),
        ("ISIS, Daesh and the Islamic State", ["Islamic State"] * 3),
        ("IT IS WAR", []),
        ("Richard Wagner", []),
        ("Wagner mercenaries; later Wagner left", ["Wagner Group", "Wagner Group"]),
        ("the Artsakh Defence Army", ["Artsakh Defence Army"]),
        ("the Lord’s Resistance Army (LRA)", ["Lord's Resistance Army"] * 2),
    ],
)
def test_armed_groups(text: str, expected: list[str]) -> None:
    assert names(find_groups(text)) == expected


def test_operators_and_airfields() -> None:
    assert [(hit.printed, hit.icao) for hit in find_operators("Silkway and Volga-Dnepr")] == [
        ("Silkway", "AZQ"),
        ("Volga-Dnepr", "VDA"),
    ]
    assert [hit.icao for hit in find_airfields("from Ovda to Ganja airport")] == ["LLOV", "UBBG"]
    assert names(find_operators("Emirates flights")) == ["Emirates"]
    assert names(find_operators("the United Arab Emirates")) == []


@pytest.mark.parametrize("table", FINDERS)
def test_rows_are_whole_and_no_name_is_claimed_twice(table: str) -> None:
    sources = {row["id"] for row in shipped_rows("sources.csv")}
    claims: Counter[str] = Counter()
    for entry in named_entries(table):
        written = [entry.name, *entry.aliases]
        claims.update(written)
        assert entry.row["source"] in sources, entry
        assert entry.everyday <= set(written), entry
        assert all(name == name.strip() and name for name in written), entry
        assert not entry.row.get("state") or entry.row["state"] in states(), entry
        assert entry.row.get("kind") in KINDS.get(table, {None}), entry
    assert [name for name, times in claims.items() if times > 1] == []


@pytest.mark.parametrize("table", FINDERS)
@given(text=st.text(alphabet="HitSofa nl’'-.\u00a0\nEIS🇦Wgerd", max_size=60), data=st.data())
def test_every_span_slices_back_and_none_overlap(table: str, text: str, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(named_entries(table))).name
    whole = f"{text} in {name} {text}"
    reached = 0
    for hit in FINDERS[table](whole):
        assert whole[hit.start : hit.end] == hit.printed
        assert reached <= hit.start < hit.end
        reached = hit.end


@pytest.mark.parametrize("table", FINDERS)
def test_every_plain_name_is_found(table: str) -> None:
    for entry in named_entries(table):
        for name in {entry.name, *entry.aliases} - entry.everyday:
            assert any(hit.name == entry.name for hit in FINDERS[table](f"It was {name}.")), name


@pytest.mark.parametrize("table", FINDERS)
def test_time_grows_with_the_text_only(table: str) -> None:
    for piece in ("in Hit, Wagner ", "Reuters", "- ", "Ovda "):
        grows_at_most(12, _finding(FINDERS[table], piece), 20_000, 80_000)


def _finding(find: Callable[[str], object], piece: str) -> Callable[[int], Work]:
    def work(size: int) -> Work:
        text = piece * (size // len(piece))
        return lambda: find(text)

    return work
