"""Chains of a case: what is gathered, what a person signs, what the command prints, draws and ends with."""

import json
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest

from armstrace.chain.model import Rung
from armstrace.desk.case import CASE_FILE, Case, new_case
from armstrace.desk.chains.asked import asked_of
from armstrace.desk.chains.gather import gather, meanings
from armstrace.desk.chains.placements import EXCLUDE, PLACE, REMOVE, Wish, judge, standing, undo
from armstrace.records.errors import CaseError
from desk.conftest import Armstrace

DAYS = {"from": "2020-09-27", "to": "2020-11-10"}
BARDA = {"hops": ["RUS", "ARM"], "place": "Barda", **DAYS}
WORDS = ("RUS", "ARM", "--at", "Barda", "--from", "2020-09-27", "--to", "2020-11-10")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A case with the shipped incidents and totals of both sides."""
    case = new_case(tmp_path_factory.mktemp("chains") / "case", title="A case", parties=["ARM", "AZE"], said_by="p-1")
    with as_file(files("armstrace.desk").joinpath("demo_case")) as folder:
        for name in ("incidents_karabakh_2020.csv", "tiv_imports_armenia.csv", "tiv_imports_azerbaijan.csv"):
            assert not case.read(case.add(folder / name)).refused
    return case


def test_what_is_gathered_is_of_the_hops_and_the_place(demo: Case) -> None:
    evidence = gather(demo, asked_of(BARDA, ("ARM", "AZE")).asked).evidence
    assert {(flow.supplier, flow.recipient) for flow in evidence.flows} == {("RUS", "ARM")}
    assert evidence.here
    assert {evidence.incidents[key].place_printed.split()[0] for key in evidence.here} >= {"Barda"}
    assert all("Stepanakert" not in evidence.incidents[key].place_printed for key in evidence.here)
    others = [each for key, each in evidence.incidents.items() if key not in evidence.here]
    assert {each.actor for each in others} == {"ARM"}
    assert {key for event in evidence.events for key in event.inputs} == set(evidence.incidents)


def test_a_place_with_two_names_is_found_by_either(demo: Case) -> None:
    found = [
        gather(demo, asked_of({"hops": ["ISR", "AZE"], "place": name, **DAYS}).asked).evidence.here
        for name in ("Stepanakert", "Khankendi")
    ]
    assert found[0]
    assert found[0] == found[1]


def test_without_a_place_the_days_decide(demo: Case) -> None:
    evidence = gather(demo, asked_of({"hops": ["RUS", "AZE"], "from": "2020-10-28", "to": "2020-10-28"}).asked).evidence
    assert evidence.here is None
    days = {each.when.edtf for each in evidence.incidents.values() if each.when and each.actor != "AZE"}
    assert days == {"2020-10-28"}


def test_a_name_of_several_weapons_stands_for_all_of_them() -> None:
    assert meanings("LAR-160") == ("lar-160", "lar-160-launcher")
    assert meanings("lar-160") == ("lar-160",)
    assert meanings("no such weapon") == ()


@pytest.fixture
def case(tmp_path: Path) -> Case:
    case = new_case(tmp_path / "case", title="A case", parties=["ARM", "AZE"], said_by="p-1")
    with as_file(files("armstrace.desk").joinpath("demo_case", "incidents_karabakh_2020.csv")) as path:
        case.read(case.add(path))
    return case


def key_of(case: Case) -> str:
    return str(case.tables.ask("SELECT key FROM incident ORDER BY key LIMIT 1")[0][0])


def test_judgements_stand_until_they_are_undone(case: Case) -> None:
    key = key_of(case)
    made = judge(case, Wish(act=PLACE, key=key[:20], rung=Rung.HELD, why="seen in the yard", words="In store"))
    assert (made.key, made.rung, made.hop, made.words, made.by) == (key, Rung.HELD, None, "In store", "p-1")
    assert judge(case, Wish(act=PLACE, key=key, rung=Rung.HELD, why="seen in the yard", words="In store")) == made
    off = judge(case, Wish(act=REMOVE, key=key, rung=Rung.TYPE_USED, why="another weapon"))
    out = judge(case, Wish(act=EXCLUDE, key=key, rung=Rung.TYPE_USED, why="fuze", explanation="look-alike"))
    assert standing(case) == (made, off, out)
    assert undo(case, off.number, "mistaken") == off
    assert standing(case) == (made, out)
    with pytest.raises(CaseError, match="no placement of number"):
        undo(case, off.number, "again")


def test_a_judgement_that_cannot_be_is_refused_with_all_its_mistakes(case: Case) -> None:
    with pytest.raises(CaseError) as told:
        judge(case, Wish(act=PLACE, key="incident:none", rung=Rung.ITEM, why=" "))
    for words in ("needs its reason", "asked of each hop", "names nothing in this case"):
        assert words in str(told.value)
    with pytest.raises(CaseError, match="asked once, of no hop"):
        judge(case, Wish(act=PLACE, key=key_of(case), rung=Rung.HARM, hop=1, why="x"))
    assert standing(case) == ()


def test_a_judgement_may_name_an_exhibit_by_its_file(case: Case) -> None:
    made = judge(case, Wish(act=PLACE, key="incidents_karabakh_2020.csv", rung=Rung.HARM, why="a series"))
    assert made.key in {each.sha256 for each in case.exhibits()}


def test_place_changes_the_chain_and_undo_restores_it(case: Case, armstrace: Armstrace) -> None:
    words = ("chain", *WORDS, "--json", "--case", case.root)
    before = armstrace(*words).out
    photograph = case.root.parent / "photo.jpg"
    photograph.write_bytes(b"\xff\xd8 made up")
    exhibit = case.add(photograph)
    said = armstrace("place", exhibit.sha256[:12], "--rung", "3", "--words", "On parade, 9 May 2020", "--origin",
                     "A made-up paper", "--why", "dated photograph", "--case", case.root)  # fmt: skip
    assert said.code == 0, said.err
    number = said.out.split("judgement ")[1].split(",")[0]
    held = rung(armstrace(*words).out, "3")
    assert held["status"]["word"] == "reported"
    assert [(each["words"], each["rule"]) for each in held["placements"]] == [("On parade, 9 May 2020", "judgement")]
    others = [rung(armstrace(*words).out, name) for name in ("4", "5", "6", "7")]
    assert others == [rung(before, name) for name in ("4", "5", "6", "7")]
    assert armstrace("place", "--undo", number, "--why", "wrong year", "--case", case.root).code == 0
    assert json.loads(armstrace(*words).out)[0]["rungs"] == json.loads(before)[0]["rungs"]


def test_who_signs_supply_onto_a_rung_of_the_use_is_told_that_it_never_counts(demo: Case, armstrace: Armstrace) -> None:
    ((key,),) = demo.tables.ask("SELECT key FROM flow ORDER BY key LIMIT 1")
    said = armstrace("place", key, "--rung", "4", "--why", "as a test", "--case", demo.root)
    assert "never counts on this rung" in said.err
    number = said.out.split("judgement ")[1].split(",")[0]
    right = armstrace("place", key, "--rung", "2", "--hop", "1", "--why", "as a test", "--case", demo.root)
    assert "never counts" not in right.err
    for each in (number, right.out.split("judgement ")[1].split(",")[0]):
        assert armstrace("place", "--undo", each, "--why", "a test", "--case", demo.root).code == 0


def rung(out: str, name: str) -> dict[str, Any]:
    (chain,) = json.loads(out)
    found: dict[str, Any] = next(each for each in chain["rungs"] if each["rung"] == name)
    return found


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("chain", "RUS"), "One state alone is no chain"),
        (("chain", "RUS", "ARM", "--route", "nowhere"), "'nowhere' is no route"),
        (("chain", "--at", "Barda"), "place alone make no chain"),
        (("chain",), "No chain is asked about"),
        (("chain", "RUS", "ARM", "--expect", "9=reported"), "does not say how a rung should stand"),
        (("chain", "RUS", "ARM", "--svg", "-", "--json"), "Several things would go to standard output"),
        (("chain", "RUS", "XYZ"), "'XYZ' is no code of a state"),
        (("place", "x", "--rung", "8", "--why", "y"), "'8' is no rung"),
        (("place", "x", "--rung", "4", "--excludes", "aliens", "--why", "y"), "'aliens' is no other explanation"),
        (("place", "--undo", "x"), "does not name a judgement alone"),
    ],
)
def test_wrong_use_says_what_to_do(case: Case, armstrace: Armstrace, words: tuple[str, ...], told: str) -> None:
    done = armstrace(*words, "--case", case.root)
    assert (done.code, done.out) == (2, "")
    assert told in done.err


def test_expect_ends_with_one_where_a_rung_stands_otherwise(demo: Case, armstrace: Armstrace) -> None:
    words = ("chain", *WORDS, "--case", demo.root, "--expect")
    assert armstrace(*words, "6=not shown").code == 0
    assert armstrace(*words, "6=reported").code == 1


def test_the_terminal_shows_every_rung_and_no_verdict_on_anybody(demo: Case, armstrace: Armstrace) -> None:
    done = armstrace("chain", *WORDS, "--route", "state-aid", "--case", demo.root)
    assert done.code == 0, done.err
    for words in ("Hop: Russia \u2192 Armenia (system)", "This type used here", "\u2691 Contested", "\u2592 Gap:",
                  "Nothing above this line counts for anything below it", "Not examined:"):  # fmt: skip
        assert words in done.out
    ours = [line for line in done.out.splitlines() if "\u00b7" not in line and "\u2691" not in line]
    assert not any(word in " ".join(ours).lower() for word in ("proved", "proven", "guilty", "unlawful"))


def test_drawing_and_page_are_written_where_they_are_asked_for(
    demo: Case, armstrace: Armstrace, tmp_path: Path
) -> None:
    svg, html = tmp_path / "chain.svg", tmp_path / "chain.html"
    done = armstrace("chain", *WORDS, "--svg", svg, "--html", html, "--case", demo.root)
    assert done.code == 0, done.err
    assert svg.read_text("utf-8").startswith("<svg")
    assert "our calculation from SIPRI data of 28 July 2022" in html.read_text("utf-8")
    alone = armstrace("chain", *WORDS, "--svg", "-", "--case", demo.root)
    assert alone.out == svg.read_text("utf-8")


def test_chains_of_the_case_are_shown_without_a_state(demo: Case, armstrace: Armstrace) -> None:
    settings = demo.root / CASE_FILE
    plain = settings.read_text("utf-8")
    chains = files("armstrace.desk").joinpath("demo_case", "chains.toml").read_text("utf-8")
    settings.write_text(plain + chains, encoding="utf-8")
    try:
        told = json.loads(armstrace("chain", "--json", "--case", demo.root).out)
        one = json.loads(armstrace("chain", "--name", "Canada", "--json", "--case", demo.root).out)
    finally:
        settings.write_text(plain, encoding="utf-8")
    assert [chain["asked"]["name"] for chain in told] == [
        "Israel \u2192 Azerbaijan \u2192 Stepanakert", "Russia \u2192 Armenia \u2192 Barda",
        "Russia \u2192 Azerbaijan", "Canada \u2192 Turkey \u2192 Azerbaijan",
    ]  # fmt: skip
    assert one == told[3:]
    assert {chain["route"]["name"] for chain in told} == {"licence-review"}
