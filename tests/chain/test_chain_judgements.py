"""Signed judgements: what a person puts on a rung, takes off it, excludes; and what a signature cannot do."""

from typing import Any

import pytest

from armstrace.chain.build import build
from armstrace.chain.model import Chain, Hop, Open, Rung, Word
from chain_evidence import asked, evidence, finding, judgement, keys, row, share, state, supply, surge, use

VIDEO = "ff" * 32


def _chain(*found: Any, **question: Any) -> Chain:
    return build(asked(**question), evidence(*found, exhibits={VIDEO: "video.mp4"}))


def test_an_exhibit_stands_where_a_person_puts_it_signed() -> None:
    placed = judgement(1, "place", VIDEO, Rung.USER, words="a unit's insignia", origin="Human Rights Watch")
    found = state(_chain(placed), Rung.USER)
    (only,) = found.placements
    assert (only.rule, only.words, only.told_by) == ("judgement", "a unit's insignia", ("Human Rights Watch",))
    assert only.signed == "by p-1 on 2026-11-23: read by me"
    assert found.status.word is Word.REPORTED


def test_one_exhibit_is_on_several_rungs_only_by_several_signatures() -> None:
    chain = _chain(judgement(1, "place", VIDEO, Rung.USER))
    assert [each.rung for each in chain.rungs if each.placements] == [Rung.USER]
    both = _chain(judgement(1, "place", VIDEO, Rung.USER), judgement(2, "place", VIDEO, Rung.HARM))
    assert [each.rung for each in both.rungs if each.placements] == [Rung.USER, Rung.HARM]


def test_without_a_name_an_exhibit_is_called_by_its_file() -> None:
    (only,) = state(_chain(judgement(1, "place", VIDEO, Rung.USER)), Rung.USER).placements
    assert only.words == "Exhibit video.mp4"


def test_what_a_person_takes_off_a_rung_is_shown_beside_it() -> None:
    found = state(_chain(row(1), row(2), judgement(1, "remove", "transfer:1", Rung.DELIVERED)), Rung.DELIVERED)
    assert keys(found) == ["transfer:2"]
    (aside,) = found.beside
    assert (aside.key, aside.kind) == ("transfer:1", "removed")
    assert aside.reason == "Taken off this rung by p-1 on 2026-11-23: read by me"


def test_the_latest_signature_stands() -> None:
    taken = judgement(1, "remove", "transfer:1", Rung.DELIVERED)
    back = judgement(2, "place", "transfer:1", Rung.DELIVERED)
    assert "transfer:1" in keys(state(_chain(row(1), taken, back), Rung.DELIVERED))
    assert "transfer:1" not in keys(state(_chain(row(1), judgement(3, "remove", *back_of(back))), Rung.DELIVERED))


def back_of(judged: Any) -> tuple[str, Rung]:
    return judged.key, judged.rung


@pytest.mark.parametrize("rung", [Rung.HELD, Rung.TYPE_USED, Rung.USER, Rung.ITEM, Rung.HARM])
def test_a_register_row_never_counts_on_a_rung_of_the_use_whoever_signs(rung: Rung) -> None:
    figure = finding(share(), records=["transfer:1"])
    for key in ("transfer:1", figure.key):
        found = state(_chain(row(1), figure, judgement(1, "place", key, rung)), rung)
        assert [each.counts for each in found.placements] == [False]
        assert found.status.word is Word.NOT_SHOWN
        assert found.placements[0].bearing.startswith("A record of this kind never counts on this rung")


def test_a_surge_supports_a_rung_only_by_a_signature() -> None:
    seen = surge()
    assert state(_chain(seen), Rung.DELIVERED).placements == ()
    assert len(state(_chain(seen, judgement(1, "place", seen.key, Rung.DELIVERED)), Rung.DELIVERED).placements) == 1


def test_a_person_excludes_another_explanation_by_an_exhibit() -> None:
    armenian = row(2, recipient="ARM", delivered="2010")
    open_one = _chain(use(1), armenian)
    assert _opponent(open_one) == (Open.OPEN, "delivered to Armenia: 6 Lynx MRL, delivered 2010")
    excluded = judgement(1, "exclude", VIDEO, Rung.USER, explanation="opponent", words="the launcher's crew is seen")
    state_of, because = _opponent(_chain(use(1), armenian, excluded))
    assert state_of is Open.EXCLUDED
    assert because == (
        "by p-1 on 2026-11-23: read by me; the launcher's crew is seen; on record all the same: "
        "delivered to Armenia: 6 Lynx MRL, delivered 2010"
    )


def _opponent(chain: Chain) -> tuple[Open, str]:
    (found,) = (each for each in state(chain, Rung.USER).explanations if each.name == "opponent")
    return found.state, found.because


@pytest.mark.parametrize(
    ("lost", "why"),
    [
        (judgement(1, "place", "transfer:none", Rung.USER), "holds nothing under that name"),
        (judgement(1, "place", VIDEO, Rung.DELIVERED, hop=7), "names no hop of this chain"),
        (judgement(1, "exclude", VIDEO, Rung.USER, explanation="the weather"), "does not know"),
    ],
)
def test_a_judgement_that_names_nothing_is_listed_to_be_judged_again(lost: Any, why: str) -> None:
    (listed,) = _chain(lost).unplaced
    assert why in listed.reason
    assert "by p-1 on 2026-11-23" in listed.reason


def test_a_judgement_on_a_rung_of_hops_names_its_hop_where_there_are_several() -> None:
    hops = (Hop(1, "CAN", "TUR", "component"), Hop(2, "TUR", "AZE", "system"))
    placed = judgement(1, "place", VIDEO, Rung.ITEM, hop=2)
    chain = _chain(placed, hops=hops)
    assert [keys(state(chain, Rung.ITEM, hop)) for hop in (1, 2)] == [[], [VIDEO]]
    assert "names no hop" in _chain(judgement(1, "place", VIDEO, Rung.ITEM), hops=hops).unplaced[0].reason


def test_a_judgement_on_another_chain_is_left_alone() -> None:
    placed = judgement(1, "place", VIDEO, Rung.USER, chain="another")
    assert state(_chain(placed, name="this one"), Rung.USER).placements == ()
    assert len(state(_chain(placed, name="another"), Rung.USER).placements) == 1


def test_a_holding_stands_by_a_rule_and_a_delivery_by_nobodys_rule() -> None:
    found = state(_chain(row(1), supply(2, "holding", "2019")), Rung.HELD)
    assert keys(found) == ["supply:2"]
