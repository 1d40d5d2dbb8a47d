"""Laws of the chain, on random evidence: what can never change a rung, whatever is added and in whatever order."""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from armstrace.chain.as_json import chain_json
from armstrace.chain.build import build
from armstrace.chain.model import Asked, Chain, Evidence, Rung, RungState
from armstrace.events.grouping import group
from armstrace.records.findings import Finding
from armstrace.records.values import Count, When
from armstrace.records.verdicts import Verdict
from chain_evidence import (
    asked,
    decision,
    evidence,
    finding,
    flow,
    licence,
    remnant,
    reply,
    report,
    row,
    share,
    state,
    supply,
    surge,
    text_of_use,
    use,
)
from proofs.party_swap import swapped
from stopwatch import Work, grows_at_most

OF_USE = (Rung.TYPE_USED, Rung.USER, Rung.ITEM, Rung.HARM)
QUESTIONS = (asked(), asked(weapon="LAR-160"), asked(weapon="LAR-160", place=""))
_DESIGNATIONS = ("Lynx MRL", "SandCat", "Harop", "LAR-160", "Smerch", "OPV-62", "Spike-LR")
_STATES = ("ISR", "RUS", "TUR", "AZE", "ARM", "UKR")
_settled = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# a seed is drawn, and evidence from it: a thousand exhibits are more than hypothesis likes to draw one by one
draws = st.integers(0, 2**32).map(Random)


def _supplied(chance: Random, number: int) -> Any:
    """One exhibit of the supply side: never a holding, never a trace."""
    year = chance.randint(1992, 2023)
    sides: dict[str, Any] = {"supplier": chance.choice(_STATES), "recipient": chance.choice(_STATES)}
    what = chance.choice(_DESIGNATIONS)
    makers: tuple[Callable[[], Any], ...] = (
        lambda: row(number, what, str(year), ordered=str(year - 1), local_production=chance.random() < 0.2, **sides),
        lambda: flow(number, year, **sides),
        lambda: licence(number, chance.choice(["granted", "cancelled"]), str(year), designation=what, **sides),
        lambda: supply(number, chance.choice(["contract", "delivery"]), str(year), designation=what, **sides),
        lambda: report(number, "export", year, designation=what, items=Count(1, 2)),
        lambda: finding(share(number), records=[f"transfer:{number - 1}"]),
        lambda: surge(series=f"series {number}", operator=""),
    )
    return chance.choice(makers)()


def _used(chance: Random, number: int) -> Any:
    """One telling of a use, by either side, or of what followed it."""
    actor = chance.choice(["AZE", "ARM", ""])
    forces = {"AZE": "Azerbaijani forces", "ARM": "Armenian forces", "": ""}[actor]
    weapon = chance.choice([("lar-160", "LAR-160 rockets"), ("m095", "M095"), ("", "cluster munitions"), ("", "")])
    said: dict[str, Any] = {
        "actor": actor,
        "actor_printed": forces,
        "weapon": weapon[0],
        "weapon_printed": weapon[1],
        "origin": chance.choice(["Human Rights Watch", "Amnesty International", "Government of Armenia", "Baku"]),
        "place_printed": chance.choice(["Barda", "Tartar"]),
        "deaths_best": chance.choice([None, 3, 21]),
        "target_printed": chance.choice(["", "a school"]),
        "hedge": chance.choice(["", "", "apparently"]),
        "denial": chance.choice(["", "", "the Armenian ministry denied it", "the Azerbaijani ministry denied it"]),
    }
    return use(number, chance.choice(["2016-04-03", "2020-10-27", "2020-10-28", "2020-10"]), **said)


def _told(chance: Random, number: int) -> Any:
    makers: tuple[Callable[[], Any], ...] = (
        lambda: _used(chance, number),
        lambda: _used(chance, number),
        lambda: _supplied(chance, number),
        lambda: remnant(number, found=chance.choice(["2020-10-28", "2019", None])),
        lambda: supply(number, chance.choice(["holding", "trace"]), chance.choice(["2019", "2021"])),
        lambda: decision(
            number,
            chance.choice(["found", "alleged", "denied", "reported", "asked"]),
            chance.choice(["2018", "2021-01-01", None]),
            about=chance.choice(["AZE", "ARM"]),
            body=chance.choice(["Invented Court", "Parliament of Armenia", "Parliament of Azerbaijan"]),
        ),
        lambda: finding(text_of_use(start=number, end=number + 1, actor=chance.choice(["AZE", "ARM", None]))),
        lambda: reply(number, party=chance.choice(["AZE", "ARM"])),
    )
    return chance.choice(makers)()


def _many(chance: Random, make: Callable[[Random, int], Any], count: int, first: int = 1) -> list[Any]:
    return [make(chance, number) for number in range(first, first + count)]


def _stands(found: RungState) -> tuple[Any, ...]:
    """What stands, how the rung stands, and who contests it; other explanations may open as supply is known."""
    return found.status, found.placements


@_settled
@given(draws, st.sampled_from(QUESTIONS))
def test_a_thousand_supply_exhibits_change_no_status_on_rungs_4_to_7(chance: Random, question: Asked) -> None:
    told = _many(chance, _told, 20)
    before = build(question, evidence(*told))
    after = build(question, evidence(*told, *_many(chance, _supplied, 1000, first=5000)))
    assert [_stands(state(before, rung)) for rung in OF_USE] == [_stands(state(after, rung)) for rung in OF_USE]
    assert _stands(state(before, Rung.LAW)) == _stands(state(after, Rung.LAW))


@_settled
@given(draws, st.dates(date(2020, 10, 29), date(2030, 1, 1)))
def test_a_delivery_dated_after_the_use_leaves_3_unchanged(chance: Random, day: Any) -> None:
    told = _many(chance, _told, 20)
    late = [
        row(9001, delivered=day.isoformat()),
        supply(9002, "delivery", day.isoformat()),
        supply(9003, "holding", day.isoformat()),
    ]
    before, after = (state(build(asked(), evidence(*told, *more)), Rung.HELD) for more in ([], late))
    assert _stands(before) == _stands(after)


@_settled
@given(draws, st.dates(date(2015, 3, 1), date(2030, 1, 1)))
def test_notice_on_or_after_d_leaves_k_unchanged(chance: Random, day: Any) -> None:
    told = [each for each in _many(chance, _told, 20) if not hasattr(each, "ordered")]
    question = asked(decided={1: When.read("2015-03-01")})
    late = [
        decision(9001, "reported", "2014", public=day.isoformat()),
        use(9002, "2014-01-01", reported=day.isoformat(), place_printed="Tartar"),
    ]
    before, after = (state(build(question, evidence(*told, *more)), Rung.NOTICE) for more in ([], late))
    assert _stands(before) == _stands(after)
    assert len(after.beside) == len(before.beside) + 1


@_settled
@given(draws, st.sampled_from(QUESTIONS), st.sampled_from(["ARM", "RUS", "a militia"]))
def test_an_incident_by_another_user_leaves_4_5_and_7_unchanged(chance: Random, question: Asked, actor: str) -> None:
    told = _many(chance, _told, 20)
    other = use(9001, "2020-10-28", actor=actor, place_printed="Barda", deaths_best=7, origin="Invented Watch")
    given_before, alone = evidence(*told), evidence(other)
    both = replace(
        given_before,
        incidents={**given_before.incidents, other.key: other},
        events=[*given_before.events, *alone.events],
    )
    for rung in (Rung.TYPE_USED, Rung.USER, Rung.HARM):
        assert _stands(state(build(question, given_before), rung)) == _stands(state(build(question, both), rung))


@_settled
@given(draws, st.sampled_from(QUESTIONS))
def test_the_order_of_the_evidence_changes_nothing(chance: Random, question: Asked) -> None:
    given_first = evidence(*_many(chance, _told, 40))
    names = [field.name for field in fields(Evidence) if isinstance(getattr(given_first, field.name), list)]
    turned: dict[str, Any] = {
        name: chance.sample(getattr(given_first, name), len(getattr(given_first, name))) for name in names
    }
    incidents = chance.sample([*given_first.incidents.items()], len(given_first.incidents))
    second = replace(given_first, incidents=dict(incidents), events=given_first.events[::-1], **turned)
    assert chain_json(build(question, given_first)) == chain_json(build(question, second))


@_settled
@given(draws)
def test_building_twice_gives_the_same(chance: Random) -> None:
    told = evidence(*_many(chance, _told, 30))
    assert build(asked(), told) == build(asked(), told)


# what a rule may put on each rung, by the kind of record and the part of it
MAY_STAND = {
    Rung.LICENSED: {("licence", "licence"), ("report", "licence")},
    Rung.ORDERED: {("transfer", "row"), ("supply", "contract")},
    Rung.DELIVERED: {
        ("transfer", "row"), ("flow", "aggregate"), ("supply", "delivery"), ("report", "export"), ("report", "import"),
        ("finding", "figure"),
    },
    Rung.HELD: {("supply", "holding"), ("incident", "earlier use")},
    Rung.TYPE_USED: {("incident", "weapon"), ("remnant", "weapon"), ("finding", "weapon")},
    Rung.USER: {("incident", "actor"), ("finding", "actor")},
    Rung.ITEM: {("supply", "")},
    Rung.HARM: {("incident", "deaths"), ("incident", "target")},
    Rung.LAW: {("decision", "use"), ("decision", "crime")},
    Rung.NOTICE: {("decision", "public"), ("incident", "reported")},
}  # fmt: skip


@_settled
@given(draws, st.sampled_from(QUESTIONS))
def test_each_part_of_a_record_stands_on_its_own_rung_alone(chance: Random, question: Asked) -> None:
    chain = build(question, evidence(*_many(chance, _told, 60), *_many(chance, _supplied, 60, first=500)))
    for found in chain.rungs:
        stood = {(each.key.partition(":")[0], each.slot) for each in found.placements}
        assert stood <= MAY_STAND[found.rung], found.rung
    assert json.loads(json.dumps(chain_json(chain)))["rungs"]


_KEPT = {"key", "exhibit", "place", "reader", "rule", "slot", "kind", "records", "inputs"}


def _swap(value: Any) -> Any:
    """Exchange the two parties wherever a value names them, but for keys and places in files."""
    if isinstance(value, str):
        return swapped(value)
    if isinstance(value, Finding):
        return finding(_swap(value.claim), value.verdict, value.records, **value.slots)
    if is_dataclass(value) and not isinstance(value, type):
        told = {each.name: getattr(value, each.name) for each in fields(value) if each.name not in _KEPT}
        return replace(value, **{name: _swap(item) for name, item in told.items()})
    if isinstance(value, tuple):
        return tuple(_swap(each) for each in value)
    if isinstance(value, list):
        return [_swap(each) for each in value]
    if isinstance(value, dict):
        return {
            name if name in _KEPT else _swap(name): item if name in _KEPT else _swap(item)
            for name, item in value.items()
        }
    return value


def _comparable(chain: Chain) -> Any:
    """A chain without the keys of findings and events, which are hashes of the words in them."""
    names: dict[str, str] = {}

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: plain(item) for name, item in value.items() if name not in {"about", "records"}}
        if isinstance(value, list):
            return [plain(item) for item in value]
        if isinstance(value, str) and value.startswith("finding:"):
            return names.setdefault(value, f"finding {len(names)}")
        return value

    return plain(chain_json(chain))


@_settled
@given(draws, st.sampled_from(QUESTIONS))
def test_exchanging_the_parties_exchanges_the_chain_and_nothing_else(chance: Random, question: Asked) -> None:
    told = _many(chance, _told, 30)
    there = _comparable(build(question, evidence(*told)))
    mirrored = [_swap(each) for each in told]
    back = _comparable(build(_swap(question), evidence(*mirrored)))
    assert _swap(there) == back


def _building(count: int) -> Work:
    """A chain over one event that many tell, each with another weapon, denial and number."""
    told = {
        each.key: each
        for number in range(count)
        for each in [
            use(number, deaths_best=number, origin=f"Paper {number}", denial=f"denied {number}", weapon="",
                weapon_printed=f"cluster munition {number}")
        ]
    }  # fmt: skip
    (event,) = evidence(use(1), use(2, origin="Amnesty International")).events
    given_all = Evidence(incidents=told, events=[replace(event, inputs=tuple(told))])
    return lambda: build(asked(), given_all)


def test_its_time_grows_with_the_evidence_and_not_with_its_square() -> None:
    grows_at_most(24, _building, 200, 1600)


def test_the_swap_finds_what_it_should() -> None:
    each = _swap(use(1, denial="the Armenian ministry denied it"))
    assert (each.actor, each.actor_printed, each.denial) == (
        "ARM", "Armenian forces", "the Azerbaijani ministry denied it",
    )  # fmt: skip
    assert _swap(asked()).opponents == ("AZE",)
    assert len(group([each], ()).events) == 1
    assert Verdict.SUPPORTED.words == "supported"
