"""Demand 21: ten copies of one wire story count as one origin; what is corroborated has two distinct origins."""

from armstrace.chain.build import build
from armstrace.chain.model import Rung, Word
from armstrace.dossier.chains.page import chains_html
from armstrace.events.grouping import group
from armstrace.records.kinds import Incident
from chain_evidence import asked, evidence, state, use
from court.demo_dossier import Made

STORY = (
    "Rockets hit the central market of the invented town at noon on Wednesday, and at least four people were killed, "
    "said a witness who counted nine craters between the stalls and the road to the station."
)
OTHER = "Our researchers saw the crater themselves and photographed the tail section of the rocket two days later."


def _copies(count: int) -> list[Incident]:
    return [use(n, origin=f"Paper {n}", text=STORY, register=f"paper {n}") for n in range(count)]


def test_ten_copies_corroborate_nothing_and_a_second_origin_does() -> None:
    (event,) = group(_copies(10), ()).events
    assert sum(origin.counts for origin in event.origins) == 1
    assert not event.corroborated
    second = use(99, origin="Human Rights Watch", text=OTHER, register="report")
    (event,) = group([*_copies(10), second], ()).events
    assert sum(origin.counts for origin in event.origins) == 2
    assert event.corroborated


def test_a_rung_that_ten_copies_stand_on_is_reported_by_one() -> None:
    told = state(build(asked(), evidence(*_copies(10))), Rung.TYPE_USED).status
    assert told.word is Word.REPORTED
    second = use(99, origin="Human Rights Watch", text=OTHER, register="report")
    chain = build(asked(), evidence(*_copies(10), second))
    assert state(chain, Rung.TYPE_USED).status.word is Word.CORROBORATED
    assert len(state(chain, Rung.TYPE_USED).status.by) == 2
    assert "corroborated" in chains_html([chain]).lower()


def test_what_the_demonstration_calls_corroborated_has_two_origins(demo: Made) -> None:
    chains = demo.dossier.chains
    assert chains is not None
    found = [each for chain in chains.chains for each in chain.rungs if each.status.word is Word.CORROBORATED]
    assert found, "the demonstration has rungs that two origins stand on"
    assert all(len(set(each.status.by)) >= 2 for each in found)
