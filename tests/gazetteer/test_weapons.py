"""Weapons in running text: exact spans, look-alikes apart, everyday words only where their neighbours tell."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.gazetteer.shipped_tables import shipped_rows
from armstrace.gazetteer.states import states
from armstrace.gazetteer.weapons import WEAPON_CLASSES, find_weapons_named, weapon_entries
from stopwatch import Work, grows_at_most

NAMES = [entry.name for entry in weapon_entries() if not entry.everyday]


def found(text: str) -> list[tuple[str, str]]:
    return [(weapon.printed, weapon.weapon_class) for weapon in find_weapons_named(text)]


def named(text: str) -> list[tuple[str, str]]:
    return [(weapon.printed, weapon.name) for weapon in find_weapons_named(text) if not weapon.generic]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BM-21 Grads and BM21s", [("BM-21 Grad", "BM-21 Grad"), ("BM21", "BM-21 Grad")]),
        ("T-72s, T 72s, a T–72’s hull", [("T-72", "T-72"), ("T 72", "T-72"), ("T–72", "T-72")]),
        ("MiG 29, MiG-29S and F16s", [("MiG 29", "MiG-29"), ("MiG-29S", "MiG-29"), ("F16", "F-16")]),
        ("Spike-LR, Spike ER", [("Spike-LR", "Spike-LR"), ("Spike ER", "Spike-ER")]),
        ("Harop, Harpy", [("Harop", "Harop"), ("Harpy", "Harpy")]),
        ("Orbiter 1K and Orbiter 2", [("Orbiter 1K", "Orbiter 1K"), ("Orbiter 2", "Orbiter 2")]),
        ("an Israeli-made Harop", [("Harop", "Harop")]),
        ("S-300PMU2 but not S-3000", [("S-300PMU2", "S-300PMU-2"), ("S-3000", "S-3000")]),
        ("a 9M55K rocket with 9N235 bomblets", [("9M55K rocket", "9M55K"), ("9N235", "9N235")]),
        ("RBK-500 with ShOAB-0.5", [("RBK-500", "RBK-500"), ("ShOAB-0.5", "ShOAB-0.5")]),
        ("the GBU-39/B", [("GBU-39/B", "GBU-39")]),
        ("A 10-day truce", []),
        ("an An-12 landed", [("An-12", "An-12")]),
        ("ANKARA SELLS BAYRAKTAR TB2 TO KYIV", [("BAYRAKTAR TB2", "Bayraktar TB2")]),
        ("sarin and napalm", [("sarin", "sarin"), ("napalm", "napalm")]),
    ],
)
def test_names_as_the_press_writes_them(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("telling", "other"),
    [
        ("Grad rockets fell", "He was a Grad student"),
        ("fired Grad and Uragan rockets", "the Grad Hotel"),
        ("Russian-made Tor systems", "the Tor network"),
        ("Caesar howitzers", "Julius Caesar crossed it"),
        ("Patriot batteries", "the Patriot Act"),
        ("Javelin missiles", "the Javelin final"),
        ("200 Javelins", "Javelin was founded in 2001"),
        ("Lancet drones", "The Lancet published"),
        ("Typhoon fighters", "Typhoon Haiyan struck"),
        ("an Apache helicopter", "Apache servers"),
        ("Abrams tanks", "Elliott Abrams said"),
        ("Spike missiles", "Prices Spike in June"),
    ],
)
def test_everyday_words_need_a_telling_neighbour(telling: str, other: str) -> None:
    assert named(telling) != []
    assert named(other) == []


def test_a_text_that_has_settled_a_name_may_use_it_alone() -> None:
    text = "Patriot batteries came. The Patriots were fired. The Patriot Act passed."
    assert [weapon.start for weapon in find_weapons_named(text) if weapon.name == "Patriot"] == [0, 28]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cluster bombs", [("cluster bombs", "cluster_munition")]),
        (
            "kamikaze drones, loitering munition",
            [("kamikaze drones", "loitering_munition"), ("loitering munition", "loitering_munition")],
        ),
        ("multiple rocket launchers", [("multiple rocket launchers", "mlrs")]),
        ("white phosphorus munitions", [("white phosphorus munitions", "white_phosphorus")]),
        ("air-defence systems", [("air-defence systems", "missile_or_rocket")]),
        (
            "Artillery, shells and mortars",
            [("Artillery", "artillery"), ("shells", "artillery"), ("mortars", "artillery")],
        ),
        ("sniper fire; IEDs", [("sniper fire", "small_arms"), ("IEDs", "unknown")]),
        ("artillery batteries", [("artillery batteries", "artillery")]),
        ("air strikes, an airstrike", [("air strikes", "aircraft"), ("airstrike", "aircraft")]),
        ("a think tank, a water tank, gold mines", []),
        ("the shell company laid down their arms", []),
        ("the Chemical Weapons Convention", []),
        ("a chemical weapons report by weapons experts", []),
        ("suicide vests, explosives-laden cars", [("suicide vests", "unknown"), ("explosives-laden cars", "unknown")]),
        ("chemical weapons", [("chemical weapons", "chemical")]),
    ],
)
def test_plain_nouns(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HMS Belvoir and USS Alder (DDG 999).", ["HMS Belvoir", "USS Alder", "DDG 999"]),
        ("the frigate FS Jean de Brie’s crew", ["frigate", "FS Jean de Brie"]),
        ("TCG Ornek (F 999) left. Later TCG Ornek came back.", ["TCG Ornek", "F 999", "TCG Ornek"]),
        ("The INS Commissioner met SAS Institute staff.", []),
    ],
)
def test_warships_by_the_prefix_of_their_navy(text: str, expected: list[str]) -> None:
    weapons = find_weapons_named(text)
    assert [weapon.printed for weapon in weapons] == expected
    assert {weapon.platform_class for weapon in weapons} <= {"ship"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("with attack, bomber and unmanned aircraft", ["attack aircraft", "bomber", "unmanned aircraft"]),
        ("light and heavy machine guns", ["light machine gun", "heavy machine gun"]),
        ("anti-personnel or anti-tank mines", ["anti-personnel mine", "anti-tank mine"]),
        ("after the attack and combat aircraft", ["combat aircraft"]),
        ("an old and military aircraft", ["military aircraft"]),
    ],
)
def test_a_list_may_share_its_last_head(text: str, expected: list[str]) -> None:
    assert [weapon.name for weapon in find_weapons_named(text)] == expected


def test_designations_of_the_case_are_found_beside_the_tables() -> None:
    text = "Ten Zorgon-9 and a Glimmer, four Spike-LR-X, and Grad."
    weapons = find_weapons_named(text, ["Zorgon-9", "Glimmer", "Spike-LR-X", "Grad"])
    assert [weapon.printed for weapon in weapons] == ["Zorgon-9", "Glimmer", "Spike-LR-X", "Grad"][: len(weapons)]
    assert {weapon.kind for weapon in weapons if weapon.name in {"Zorgon-9", "Glimmer"}} == {""}


def test_what_only_has_the_shape_is_of_unknown_class() -> None:
    [weapon] = find_weapons_named("a Qx-993 was seen")
    assert (weapon.printed, weapon.weapon_class, weapon.kind) == ("Qx-993", "unknown", "")


@given(st.text(alphabet="AaTt72- \n’'\u00a0🇦GradTors,.MiG9é\u0130", max_size=80))
def test_every_span_slices_back_and_none_overlap(text: str) -> None:
    reached = 0
    for weapon in find_weapons_named(text):
        assert text[weapon.start : weapon.end] == weapon.printed
        assert reached <= weapon.start < weapon.end
        reached = weapon.end


@given(
    name=st.sampled_from(NAMES),
    before=st.sampled_from(["", "The ", "(", "“", "a\u00a0"]),
    after=st.sampled_from(["", ".", "’s", ")", ","]),
)
def test_every_name_is_found_wherever_it_stands(name: str, before: str, after: str) -> None:
    text = before + name + after
    assert any(weapon.printed == name and weapon.start == len(before) for weapon in find_weapons_named(text))


@pytest.mark.parametrize(
    "piece", ["Grad and Tor, ", "A", "T-72s", "- ", "“Grad” ", "INS A", "USS Ab ", "light, and heavy guns, "]
)
def test_time_grows_with_the_text_only(piece: str) -> None:
    def work(size: int) -> Work:
        text = piece * (size // len(piece))
        return lambda: find_weapons_named(text)

    grows_at_most(12, work, 20_000, 80_000)


def test_rows_are_whole() -> None:
    sources = {row["id"] for row in shipped_rows("sources.csv")}
    for entry in weapon_entries():
        assert entry.weapon_class in WEAPON_CLASSES, entry
        assert entry.kind in {"weapon", "munition", "platform", "submunition"}, entry
        assert entry.source in sources, entry
        assert not entry.origin or entry.origin in states(), entry
        assert entry.everyday <= {entry.name, *entry.aliases}, entry


def test_no_name_is_claimed_twice() -> None:
    claims = Counter(name for entry in weapon_entries() for name in {entry.name, *entry.aliases})
    assert [name for name, times in claims.items() if times > 1] == []


@pytest.mark.shared
def test_less_than_a_tenth_of_sipris_designations_is_repeated(shared: Path) -> None:
    with (shared / "weapons" / "sipri_designation_gazetteer.csv").open(encoding="utf-8", newline="") as file:
        designations = {row["designation"].casefold() for row in csv.DictReader(file)}
    own = {name.casefold() for entry in weapon_entries() if not entry.generic for name in (entry.name, *entry.aliases)}
    assert len(own & designations) < len(designations) / 10
