"""Weapons by their names: look-alikes apart, doubt told, rockets and what they carry one munition.

The labels in oryx_labels.csv name facts; the names are those of Oryx's list (CC BY 4.0), see eval/weapon_names.py.
"""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.gazetteer.identities.identify import _identified as remembered
from armstrace.gazetteer.identities.identify import identify
from armstrace.gazetteer.identities.lookalikes import alike, lookalikes_of
from armstrace.gazetteer.identities.munitions import carriers_of, contents_of, launchers_of, same_munition
from armstrace.gazetteer.identities.tables import family, identities, identity, key_of, lineage, role_groups
from armstrace.gazetteer.shipped_tables import shipped_rows
from armstrace.gazetteer.states import states
from eval import weapon_names
from stopwatch import takes_less_than

PAIRS = [
    ("carriers.csv", ("carrier", "submunition")),
    ("launchers.csv", ("launcher", "munition")),
    ("lookalikes.csv", ("left", "right")),
]


def named(name: str, description: str = "", state: str = "") -> str | None:
    found = identify(name, description=description, state=state).identity
    return found.name if found else None


@pytest.mark.parametrize(
    ("printed", "name", "level"),
    [
        ("T-72B3 obr. 2016", "T-72B3 obr. 2016", "variant"),
        ("Т-72Б3 обр. 2016", "T-72B3 obr. 2016", "variant"),
        ("T-72B3M", "T-72B3 obr. 2016", "variant"),
        ("T-72B3 Obr. 2041", "T-72B3", "family"),
        ("T 72", "T-72", "family"),
        ("971 BMP-2(K)", "BMP-2", "family"),
        ("152mm 2S19 Msta-S self-propelled howitzer", "2S19 Msta-S", "family"),
        ("9K331MDT Tor-M2DT", "Tor-M2DT", "variant"),
        ("MT-LBVM and MT-LBVMK", "MT-LBV", "family"),
        ("ZiL-131-based command vehicle", "ZiL-131", "family"),
        ("РСЗО «Смерч»", "BM-30 Smerch", "family"),
        ("Х-101", "Kh-101", "variant"),
        ("421-16Е", "ZALA 421-16E", "variant"),
    ],
)
def test_spellings_and_levels(printed: str, name: str, level: str) -> None:
    found = identify(printed)
    if printed == "421-16Е":
        found = identify("ZALA Z-16 (421-16Е)")
    assert (found.identity.name if found.identity else None, found.level) == (name, level), found


@pytest.mark.parametrize(
    "name", ["Unknown BMP-1/2", "Unknown tank", "KamAZ 6x6", "Qx-993", "", "()", "LORA 160", "300 mm"]
)
def test_what_names_no_one_weapon_is_not_identified(name: str) -> None:
    found = identify(name)
    assert found.identity is None
    assert found.reason


def test_likeness_only_suggests() -> None:
    found = identify("Spike-LX")
    assert found.identity is None
    assert {candidate.identity.name for candidate in found.candidates} & {"Spike-LR", "Spike-ER", "Spike-MR"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Spike-LR", "Spike-ER"),
        ("Harop", "Harpy"),
        ("Orbiter 1K", "Orbiter 2"),
        ("Orbiter 1K", "Orbiter 3"),
        ("Orbiter 2", "Orbiter 3"),
        ("LAR-160 rocket", "LORA"),
        ("LAR-160 launcher", "LORA"),
        ("LAR-160 launcher", "Lynx MRL"),
        ("9P117 Uragan", "BM-27 Uragan"),
        ("Bastion APC", "Bastion ATM"),
        ("Tornado-G", "Tornado-S"),
    ],
)
def test_lookalikes_stay_apart(left: str, right: str) -> None:
    one, other = identify(left).identity, identify(right).identity
    assert one is not None
    assert other is not None
    assert one.key != other.key
    assert alike(one.key, other.key) == alike(other.key, one.key) != ""
    assert other.key in {each.key for each, _ in lookalikes_of(one.key)}
    together = same_munition(left, right)
    assert not together
    assert together.how == "look-alike"


@pytest.mark.parametrize(
    ("name", "description", "state", "expected"),
    [
        ("LAR-160", "", "", None),
        ("LAR-160", "self-propelled MRL", "CHL", "LAR-160 launcher"),
        ("LAR-160", "self-propelled MRL", "GEO", "LAR-160 launcher"),
        ("LAR-160", "cluster munition rockets", "AZE", "LAR-160"),
        ("LAR-160 series cluster munition rockets", "", "AZE", "LAR-160"),
        ("Lynx MRL", "self-propelled MRL", "AZE", "Lynx MRL"),
        ("Lynx", "ASW helicopter", "", "Westland Lynx"),
        ("9P117 Uragan", "SSM launcher", "ARM", "9P117 Uragan"),
        ("Uragan", "SSM launcher", "ARM", "9P117 Uragan"),
        ("Uragan", "220mm rockets", "", "BM-27 Uragan"),
        ("Uragan", "", "ARM", None),
        ("Bastion", "", "", None),
        ("Bastion", "APC/APV", "", "Bastion APC"),
        ("Bastion ATM", "anti-tank missile", "AZE", "9K116-1 Bastion"),
        ("Bastion", "coastal defence system", "VNM", "K-300P Bastion-P"),
        ("M2", "", "", None),
        ("M2", "heavy machine gun", "", "M2 Browning"),
        ("AT-4", "", "", None),
        ("Patriot", "air defence batteries", "", "Patriot"),
    ],
)
def test_the_context_decides_or_the_name_is_ambiguous(
    name: str, description: str, state: str, expected: str | None
) -> None:
    assert named(name, description, state) == expected


@pytest.mark.parametrize("name", ["9M55K bombs", "LAR-160 cluster bombs", "9M27K1 bomb"])
def test_cluster_rockets_are_no_bombs(name: str) -> None:
    found = identify(name)
    assert found.identity is None
    assert {candidate.identity.role for candidate in found.candidates} & {"cluster_rocket"}


def test_a_shared_submunition_does_not_show_its_carrier() -> None:
    found = carriers_of("9N235")
    assert {row.carrier.name for row in found} == {"9M55K", "9M27K", "9M27K1"}
    assert {launch.launcher.name for row in found for launch in launchers_of(row.carrier.key)} >= {
        "BM-30 Smerch",
        "BM-27 Uragan",
    }
    assert carriers_of("no such thing") == ()


def test_m095_and_its_rocket_are_one_munition_as_a_source_has_it() -> None:
    [row] = carriers_of("M095")
    assert (row.carrier.name, row.number, row.source) == ("LAR-160", "", "hrw_amnesty_2020")
    assert row.note
    assert {each.submunition.name for each in contents_of("LAR-160 rocket")} == {"M095", "M85"}
    for left, right, how in [
        ("LAR-160 rocket", "M095", "contents"),
        ("9N235", "Smerch", "launcher"),
        ("9M55K", "9N235", "contents"),
        ("9M55K", "BM-30 Smerch", "launcher"),
        ("T-72B3", "T-72", "family"),
        ("M095", "M095 DPICM", "same"),
    ]:
        for one, other in ((left, right), (right, left)):
            found = same_munition(one, other)
            assert (found.one, found.how) == (True, how), (one, other, found)
            assert found.reason
    assert same_munition("9M55K", "9M27K").how == "look-alike"
    assert same_munition("9M55K", "Zorgon-9").how == "unknown"
    assert same_munition("T-72", "T-80").how == "different"


def test_families() -> None:
    assert [each.name for each in lineage("t-72b3-obr2016")] == ["T-72B3 obr. 2016", "T-72B3", "T-72B", "T-72"]
    assert family("spike-lr2").name == "Spike"
    assert identity("bm-30-smerch").calibre_mm == "300"
    with pytest.raises(KeyError):
        identity("no-such-key")


def test_rows_are_whole() -> None:
    sources = {row["id"] for row in shipped_rows("sources.csv")}
    for entry in identities().values():
        assert entry.role in role_groups(), entry
        assert entry.source in sources, entry
        assert set(entry.makers) <= set(states()), entry
        assert not entry.family or entry.family in identities(), entry
        assert lineage(entry.key)
    for table, columns in PAIRS:
        for row in shipped_rows(f"identities/{table}"):
            assert row["source"] in sources, row
            assert all(key_of(row[column]) in identities() for column in columns), row
    for row in shipped_rows("identities/readings.csv"):
        assert row["key"] in identities(), row
        assert row["source"] in sources, row


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    found = identify(text)
    assert (found.identity is None) == (found.level == "")
    assert found.reason


@given(st.sampled_from(sorted(identities())))
def test_every_entry_is_found_by_its_name_or_said_to_be_ambiguous(key: str) -> None:
    entry = identity(key)
    found = identify(entry.name)
    known = {candidate.identity.key for candidate in found.candidates}
    assert (found.identity is not None and found.identity.key == key) or key in known, found


def test_time_does_not_grow_with_hostile_names() -> None:
    names = [piece * 20_000 for piece in ("T-72", "(", "1/", "a ", "Т-", "9", " and ", "-based ")]

    def work() -> None:
        remembered.cache_clear()
        for name in names:
            identify(name)

    takes_less_than(2, work)


def test_names_labelled_blind_are_resolved_without_lookalikes() -> None:
    labels = Path(__file__).with_name("oryx_labels.csv")
    with labels.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    tally = weapon_names.measured(rows)
    assert len(rows) == 200
    assert tally.lookalikes == []
    assert tally.resolved >= 165
    assert tally.none_right == sum(row["identity"] == "none" for row in rows)


def test_names_of_a_second_draw_are_resolved_without_lookalikes() -> None:
    rows = weapon_names.rows_of(weapon_names.SECOND)
    tally = weapon_names.measured(rows)
    assert len(rows) == 200
    assert tally.lookalikes == []
    assert tally.resolved >= 135


@pytest.mark.parametrize(
    ("name", "identity_name"),
    [
        ("A-545", "A-545"), ("AEK-971", "AEK-971"), ("MP-443 Grach", "MP-443 Grach"), ("EuroPULS", "EuroPULS"),
        ("Hyunmoo-3", "Hyunmoo-3"), ("SS-N-19 Shipwreck", "P-700 Granit"), ("AA-6 Acrid", "R-40"),
        ("MSS-1.2", "MSS-1.2"), ("HS .50", "Steyr HS .50"), ("SPBE-D", "SPBE-D"), ("Zastava M87", "Zastava M87"),
    ],
)  # fmt: skip
def test_a_name_leads_to_its_own_weapon_not_to_one_of_its_kind(name: str, identity_name: str) -> None:
    found = identify(name).identity
    assert found is not None
    assert found.name == identity_name


@pytest.mark.parametrize(
    ("name", "fact", "value"),
    [
        ("M167", "role", "aa_gun"), ("MR-4 AA", "calibre_mm", "14.5"), ("P2 Mk3 AT", "role", "at_mine"),
        ("Type 56 14.5mm", "makers", ("CHN",)), ("T-72B3", "makers", ("RUS",)), ("Mathogo", "makers", ("ARG",)),
        ("T-90MS", "family", "t-90"),
    ],
)  # fmt: skip
def test_facts_of_entries(name: str, fact: str, value: object) -> None:
    assert getattr(identity(key_of(name)), fact) == value


def test_names_that_may_be_models_of_one_weapon_are_not_told_apart() -> None:
    assert same_munition("KamAZ-5320", "KamAZ-53212").how == "different"
    assert same_munition("T-72", "BMP-2").how == "different"
    assert same_munition("Type 81", "Type 81 rifle").how == "unknown"
    assert same_munition("Spike-LR", "Spike-ER").how == "look-alike"


def test_a_hull_under_the_turret_of_another_is_neither() -> None:
    assert identify("120mm BRM-1K with 2S9 Nona turret").identity is None


@pytest.mark.shared
def test_the_labels_are_of_the_names_drawn_by_the_seed(shared: Path) -> None:
    import random  # noqa: PLC0415 # only this test draws

    names = sorted({row["system"] for row in weapon_names.rows_of(shared / "weapons" / weapon_names.ORYX)})
    with Path(__file__).with_name("oryx_labels.csv").open(encoding="utf-8", newline="") as file:
        assert [row["name"] for row in csv.DictReader(file)] == random.Random(20201027).sample(names, 200)  # noqa: S311


@pytest.mark.shared
def test_most_names_of_losses_and_of_the_register_are_known(shared: Path) -> None:
    reached = [row.reached for row in weapon_names.rows()]
    assert shared.exists()
    assert int(reached[-2].split(", ")[1].split("%")[0]) >= 78
    assert int(reached[-1].split(", ")[1].split("%")[0]) >= 60
