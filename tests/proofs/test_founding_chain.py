"""The article that armstrace was founded on, on the rungs: what it says of supply shows nothing of the use."""

import json
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from armstrace.chain.as_json import chain_json
from armstrace.chain.model import Chain, RungState
from armstrace.desk.case import Case, new_case
from armstrace.desk.chains.asked import asked_of
from armstrace.desk.chains.build import built
from armstrace.desk.chains.gather import gather
from armstrace.desk.cli.main import app
from armstrace.desk.documents.case_claims import case_claims
from armstrace.desk.judgements.claims import judge
from proofs.conftest import CLASSIC_2024, DELIVERIES, CaseOf
from stopwatch import fastest

pytestmark = pytest.mark.shared
STEPANAKERT = {
    "hops": ["ISR", "AZE"], "place": "Stepanakert", "from": "2020-09-27", "to": "2020-11-10", "weapon": "lar-160",
}  # fmt: skip
SIXTY = "60 percent of all Azerbaijan"


@pytest.fixture(scope="module")
def case(shared: Path, packs: Path, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The deliveries of April 2024, the shipped incidents, and the article as it was checked against them."""
    root = tmp_path_factory.mktemp("founding") / "case"
    case = new_case(root, title="The founding article", parties=["ARM", "AZE"], said_by="p-1")
    with as_file(files("armstrace.desk").joinpath("demo_case", "incidents_karabakh_2020.csv")) as incidents:
        for path in (shared / DELIVERIES, incidents):
            assert not case.read(case.add(path)).refused
    article = packs / "reading-dev/seed/article.txt"
    result = CliRunner().invoke(app, ["check", str(article), "--published", "2020-11-20", "--case", str(root)])
    assert result.exit_code == 0, (result.output, result.exception)
    return case


def chain_of(case: Case, route: str = "", **more: Any) -> Chain:
    (made,) = built(case, [asked_of(STEPANAKERT | more, ("ARM", "AZE"))], route).chains
    return made


@pytest.fixture(scope="module")
def chain(case: Case) -> Chain:
    return chain_of(case, "licence-review")


def placed_on(chain: Chain, words: str) -> set[str]:
    return {state.rung.value for state in chain.rungs for each in state.placements if words in each.words}


def rung(chain: Chain, name: str) -> RungState:
    return next(each for each in chain.rungs if each.rung.value == name)


def test_sixty_percent_stands_on_two_and_nowhere_else(chain: Chain) -> None:
    assert placed_on(chain, SIXTY) == {"2"}


def test_sixty_percent_is_printed_as_no_evidence_for_the_rockets(chain: Chain) -> None:
    (figure,) = [each for each in rung(chain, "2").placements if SIXTY in each.words]
    assert not figure.counts
    assert figure.bearing.startswith("No row of this figure is of LAR-160")
    assert "2006" in figure.bearing


def test_the_flight_sentence_stands_on_no_rung(chain: Chain) -> None:
    assert placed_on(chain, "SilkWay") == set()
    flights = [each for each in rung(chain, "2").beside if each.kind == "transport"]
    told = [
        each.words for each in (*flights, *chain.unplaced) if "flight" in each.words.lower() or "Ovda" in each.words
    ]
    assert told, [each.words for each in chain.unplaced]


def test_the_cluster_sentence_stands_on_four_and_five_as_its_sources_tell_it(chain: Chain) -> None:
    assert placed_on(chain, "Israeli-produced M095 DPICM and LAR-160 cluster munitions") == {"4", "5"}
    told = [each for each in rung(chain, "5").placements if "Israeli-produced M095" in each.words]
    assert {who for each in told for who in each.told_by} == {"Amnesty International", "Human Rights Watch"}
    assert [each.hedge for each in told if "Amnesty International" in each.told_by] == [
        "appear to have been fired by Azerbaijani forces"
    ]
    assert rung(chain, "5").status.contested


def test_the_treaty_sentence_stands_beside_law(chain: Chain) -> None:
    beside = [each for each in rung(chain, "L").beside if "Convention on Cluster Munitions" in each.words]
    assert beside
    assert {each.kind for each in beside} == {"treaty"}
    assert placed_on(chain, "Convention on Cluster Munitions") == set()


def test_this_suppliers_item_is_not_shown(chain: Chain) -> None:
    assert rung(chain, "6").status.word == "not shown"
    assert rung(chain, "6").placements == ()


def test_a_charge_is_a_party_s_charge_and_never_a_finding(case: Case, chain: Chain) -> None:
    words = "aided and abetted"
    assert placed_on(chain, words) == set()
    for mine in case_claims(case).documents:
        for claim in mine.claims:
            if words in claim.claim.text and claim.claim.TYPE in {"statement", "legal_action"}:
                judge(case, mine.document.exhibit.sha256, claim, "accept", "read and found so")
    after = chain_of(case)
    charges = [each for state in after.rungs for each in state.beside if words in each.words and each.kind == "charge"]
    assert charges
    assert all("no finding follows from it" in each.reason for each in charges)
    assert rung(after, "L").status == rung(chain, "L").status


def test_gaps_of_the_routes_differ_as_the_routes_do(case: Case, chain: Chain) -> None:
    review = {gap.rung.value for gap in chain.gaps}
    aid = {gap.rung.value for gap in chain_of(case, "state-aid").gaps}
    assert "1a" in review
    assert "1a" not in aid
    assert {"2", "K"} <= aid
    assert not review & {"2", "3", "4", "5", "6"}
    assert "6" not in aid


def test_the_command_prints_the_same(case: Case) -> None:
    words = ["chain", "ISR", "AZE", "--at", "Stepanakert", "--from", "2020-09-27", "--to", "2020-11-10",
             "--weapon", "lar-160", "--route", "licence-review", "--json", "--case", str(case.root)]  # fmt: skip
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    (told,) = json.loads(result.stdout)
    assert told["rungs"] == json.loads(json.dumps(chain_json(chain_of(case, "licence-review"))["rungs"]))


def test_no_more_of_a_register_is_read_than_the_chain_needs(
    shared: Path, case_of: CaseOf, record_property: Callable[[str, object], None]
) -> None:
    classic = case_of([shared / CLASSIC_2024])
    asked = asked_of(STEPANAKERT, ("ARM", "AZE"))
    assert 0 < len(gather(classic, asked.asked).evidence.transfers) < 200
    built(classic, [asked], "licence-review")  # what the gazetteer loads once is no part of it
    took = fastest(lambda: built(classic, [asked], "licence-review"))
    record_property("measured", f"a chain on the register of 1950-2024, gazetteer loaded: {took:.2f} s of CPU")
    assert took < 2
