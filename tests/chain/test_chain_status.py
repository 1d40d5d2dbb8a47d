"""How a rung stands: origins folded, parties, compilers, hedges, findings of bodies; and what does not count."""

from typing import Any

import pytest

from armstrace.chain.as_json import said_of
from armstrace.chain.build import build
from armstrace.chain.model import Rung, Status, Word
from armstrace.chain.wording import status_words
from armstrace.records.values import Count
from chain_evidence import asked, decision, evidence, report, row, state, supply, use

HRW, AMNESTY = {"origin": "Human Rights Watch"}, {"origin": "Amnesty International"}
PRINTED = "a brigade of the army fired rockets at the town in the night of the second day of the war"


def _status(rung: Rung, *found: Any, **question: Any) -> Status:
    return state(build(asked(**question), evidence(*found)), rung).status


def test_nothing_is_shown_by_nothing() -> None:
    chain = build(asked(), evidence())
    assert {each.status.word for each in chain.rungs} == {Word.NOT_SHOWN}
    assert {len(each.placements) for each in chain.rungs} == {0}


def test_two_origins_that_tell_one_event_corroborate_it() -> None:
    status = _status(Rung.TYPE_USED, use(1, **HRW), use(2, **AMNESTY))
    assert (status.word, status.by) == (Word.CORROBORATED, ("Human Rights Watch", "Amnesty International"))


def test_two_origins_on_two_events_corroborate_nothing() -> None:
    """Who tells of one strike is no second origin of another."""
    status = _status(Rung.TYPE_USED, use(1, **HRW), use(2, "2020-10-28", **AMNESTY))
    assert (status.word, len(status.by)) == (Word.REPORTED, 2)


def test_two_origins_that_name_two_weapons_corroborate_neither() -> None:
    told = use(1, **HRW), use(2, weapon="", weapon_printed="cluster munitions", **AMNESTY)
    assert _status(Rung.TYPE_USED, *told).word is Word.REPORTED


def test_what_is_hedged_corroborates_nothing() -> None:
    assert _status(Rung.TYPE_USED, use(1, **HRW), use(2, hedge="apparently", **AMNESTY)).word is Word.REPORTED


def test_copies_of_one_story_are_one_origin() -> None:
    told = use(1, origin="Agency One", text=PRINTED), use(2, origin="Agency Two", text=PRINTED)
    assert _status(Rung.TYPE_USED, *told).word is Word.REPORTED


@pytest.mark.parametrize("party", ["Government of Azerbaijan", "Government of Armenia", "Israel"])
def test_what_a_party_alone_tells_is_asserted_by_it(party: str) -> None:
    status = _status(Rung.USER, use(1, origin=party))
    assert status.word is Word.ASSERTED
    assert status.by in {("Azerbaijan",), ("Armenia",), ("Israel",)}


def test_both_parties_are_one_origin_but_for_an_admission() -> None:
    told = use(1, origin="Government of Armenia"), use(2, origin="Government of Israel")
    assert _status(Rung.USER, *told).word is Word.ASSERTED
    admitted = use(1, origin="Government of Armenia"), use(2, origin="Government of Azerbaijan")
    said = _status(Rung.USER, *admitted)
    assert (said.word, said.by) == (Word.CORROBORATED, ("Armenia (a party)", "Azerbaijan (a party)"))
    assert _status(Rung.TYPE_USED, *admitted).word is Word.ASSERTED


def test_whose_place_was_hit_is_a_party_too() -> None:
    """The word of those hit is a party's, also where nobody named them as one."""
    status = _status(Rung.TYPE_USED, use(1, origin="Government of Georgia", state="GEO"))
    assert (status.word, status.by) == (Word.ASSERTED, ("Georgia",))
    assert _status(Rung.TYPE_USED, use(1, origin="Government of Georgia")).word is Word.REPORTED


def test_a_register_is_one_origin_however_many_rows_it_has() -> None:
    status = _status(Rung.DELIVERED, row(1), row(2), row(3))
    assert (status.word, status.by) == (Word.REPORTED, ("Stockholm International Peace Research Institute",))


def test_the_reports_of_both_sides_of_a_hop_are_parties_words() -> None:
    sent = report(1, "export", category="III", items=Count(6, 6))
    taken = report(2, "import", reporter="AZE", reporter_printed="Azerbaijan", partner="ISR", category="III")
    status = _status(Rung.DELIVERED, sent, taken)
    assert (status.word, status.by) == (Word.ASSERTED, ("Israel", "Azerbaijan"))


def test_a_compiler_is_no_second_origin() -> None:
    told = row(1, delivered="2016"), supply(2, "delivery", "2016")
    assert _status(Rung.DELIVERED, *told).word is Word.REPORTED


def test_a_finding_of_a_court_establishes_with_body_and_day() -> None:
    status = _status(Rung.LAW, decision(1, "alleged"), decision(2, "found", "2022-05-04"))
    assert (status.word, status.by, status.day) == (Word.ESTABLISHED, ("Invented Court",), "2022-05-04")


@pytest.mark.parametrize("body_kind", ["organisation", "government", "parliament"])
def test_what_no_court_found_is_not_established(body_kind: str) -> None:
    found = decision(1, "found", body="Parliament of Armenia", body_kind=body_kind, state="ARM")
    assert _status(Rung.LAW, found).word in {Word.ASSERTED, Word.REPORTED}


def test_a_denial_contests_and_takes_nothing_away() -> None:
    status = _status(Rung.USER, use(1, denial="the ministry denied it", **HRW))
    assert status.word is Word.REPORTED
    assert [(each.who, each.words) for each in status.contested] == [
        ("as told by Human Rights Watch", "the ministry denied it")
    ]


def test_one_denial_told_by_two_stands_once() -> None:
    told = use(1, denial="the ministry denied it", **HRW), use(2, denial="the ministry denied it", **AMNESTY)
    (contest,) = _status(Rung.USER, *told).contested
    assert contest.who == "as told by Human Rights Watch and Amnesty International"


def test_what_is_of_another_type_stands_there_and_the_status_does_not_rest_on_it() -> None:
    found = state(
        build(asked(weapon="LAR-160"), evidence(row(1, "SandCat"), row(2, "Lynx MRL", "2009"))), Rung.DELIVERED
    )
    assert [(each.key, each.counts) for each in found.placements] == [("transfer:2", False), ("transfer:1", False)]
    assert found.status.word is Word.NOT_SHOWN
    assert said_of(found) == ("Not shown: what stands here is not of what is asked about.",)
    assert "a launcher delivered is no munition delivered" in found.placements[0].bearing


def test_it_is_said_which_of_several_things_is_corroborated() -> None:
    told = use(1, **HRW), use(2, **AMNESTY), use(3, "2020-10-28", origin="Invented Watch")
    (said,) = status_words(_status(Rung.TYPE_USED, *told))
    assert said.startswith("Corroborated for one of the things told here, LAR-160 rockets (2020-10-27), by 2 origins")


def test_an_unknown_origin_is_printed_as_it_is_written() -> None:
    assert _status(Rung.TYPE_USED, use(1, origin="Invented Watch")).by == ("Invented Watch",)


def test_a_sheet_is_no_origin_and_its_name_is_not_printed_as_one() -> None:
    told = use(1, **HRW), use(2, "2020-10-28", origin="")
    assert _status(Rung.TYPE_USED, *told).by == ("Human Rights Watch",)
    assert _status(Rung.TYPE_USED, use(1, origin="")).by == ("a source that names no origin",)
    denied = use(1, origin="not known", denial="The army denied that it fired rockets.")
    (contest,) = _status(Rung.USER, denied).contested
    assert contest.who == "as told by a source that names no origin"
