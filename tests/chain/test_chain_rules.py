"""Every rule of placement: what it does, and that it is this rule that does it."""

from collections.abc import Callable
from typing import Any

import pytest

from armstrace.chain.build import build
from armstrace.chain.model import Asked, Evidence, Hop, Rung, RungState
from armstrace.chain.rules.registry import RULES
from armstrace.chain.wording import RULES as SENTENCES
from armstrace.records.values import Count
from armstrace.records.verdicts import Verdict
from chain_evidence import (
    asked,
    charge,
    decision,
    evidence,
    finding,
    flight,
    flow,
    licence,
    made,
    remnant,
    report,
    row,
    share,
    state,
    supply,
    surge,
    text_of_use,
    trade,
    treaty,
    use,
)

Shown = Callable[[RungState], list[str]]


def _stand(found: RungState) -> list[str]:
    return [each.key for each in found.placements]


def _beside(found: RungState) -> list[str]:
    return [each.kind for each in found.beside]


def _against(found: RungState) -> list[str]:
    return [each.key for each in found.status.contested]


LAR = asked(weapon="LAR-160")
DENIED = text_of_use(denied=True)

# what each rule is tried on: the question, the evidence, where to look, and what is to be seen there
CASES: dict[str, tuple[Asked, Evidence, Shown, list[str]]] = {
    "licence granted": (asked(), evidence(licence(1)), _stand, ["licence:1"]),
    "licence ended": (asked(), evidence(licence(1), licence(2, "cancelled", "2019-04-12")), _against, ["licence:2"]),
    "licence reported": (asked(), evidence(report(1, "licence", items=Count(3, 3))), _stand, ["report:1"]),
    "order in a register": (asked(), evidence(row(1, ordered="2005", delivered=None)), _stand, ["transfer:1"]),
    "contract told": (asked(), evidence(supply(1, "contract")), _stand, ["supply:1"]),
    "delivery in a register": (asked(), evidence(row(1)), _stand, ["transfer:1"]),
    "aggregate in a register": (asked(), evidence(flow(1)), _stand, ["flow:1"]),
    "delivery told": (asked(), evidence(supply(1, "delivery")), _stand, ["supply:1"]),
    "delivery reported": (asked(), evidence(report(1, "export", category="VII")), _stand, ["report:1"]),
    "no delivery reported": (
        asked(), evidence(report(1, "export", status="nil", partner="*")), _beside, ["no goods reported"],
    ),
    "figure of a text": (
        asked(), evidence(row(1), finding(share(), records=["transfer:1"])), _stand,
        ["transfer:1", finding(share(), records=["transfer:1"]).key],
    ),
    "delivery denied": (
        asked(), evidence(finding(trade(denied=True))), _against, [finding(trade(denied=True)).key],
    ),
    "surge": (asked(), evidence(surge()), _beside, ["transport"]),
    "flight of a text": (asked(), evidence(finding(flight(), Verdict.CANNOT_TELL)), _beside, ["transport"]),
    "holding told": (asked(), evidence(supply(1, "holding", "2019-06-26")), _stand, ["supply:1"]),
    "earlier use": (LAR, evidence(use(1, "2016-04-04", place_printed="Tartar")), _stand, ["incident:1"]),
    "weapon of an incident": (asked(), evidence(use(1)), _stand, ["incident:1"]),
    "remnant identified": (asked(), evidence(remnant(1)), _stand, ["remnant:1"]),
    "weapon of a text": (
        asked(), evidence(finding(text_of_use(), Verdict.CANNOT_TELL)), _stand,
        [finding(text_of_use(), Verdict.CANNOT_TELL).key],
    ),
    "another weapon told": (
        LAR,
        evidence(use(1), use(2, weapon="9m55k", weapon_printed="Smerch rockets", origin="Amnesty International"),
                 grouped=False, events=()),
        _against, [],
    ),
    "use of the weapon denied": (
        asked(), evidence(use(1, denial="the ministry has no such munitions")), _against, ["incident:1"],
    ),
    "actor of an incident": (asked(), evidence(use(1)), _stand, ["incident:1"]),
    "actor of a text": (
        asked(), evidence(finding(text_of_use(), Verdict.CANNOT_TELL)), _stand,
        [finding(text_of_use(), Verdict.CANNOT_TELL).key],
    ),
    "another actor told": (asked(), evidence(), _against, []),
    "use denied": (asked(), evidence(finding(DENIED)), _against, [finding(DENIED).key]),
    "item traced": (asked(), evidence(supply(1, "trace", how="serial or lot")), _stand, ["supply:1"]),
    "deaths told": (asked(), evidence(use(1, deaths_best=4)), _stand, ["incident:1"]),
    "target told": (asked(), evidence(use(1, target_printed="a school")), _stand, ["incident:1"]),
    "finding of a body": (asked(), evidence(decision(1, "found")), _stand, ["decision:1"]),
    "legal name alleged": (asked(), evidence(decision(1, "alleged")), _stand, ["decision:1"]),
    "legal name denied": (asked(), evidence(decision(1, "denied")), _against, ["decision:1"]),
    "standing towards a treaty": (
        asked(), evidence(finding(treaty("AZE")), finding(treaty("RUS"))), _beside, ["treaty", "treaty"],
    ),
    "charge": (asked(), evidence(claims={"claim:1": charge()}), _beside, ["charge"]),
    "public before the decision": (
        asked(), evidence(decision(1, "reported", "2019-01-01")), _stand, ["decision:1"],
    ),
    "use reported before the decision": (
        asked(), evidence(use(1, "2016-04-04", reported="2016-05-01")), _stand, ["incident:1"],
    ),
    "after the decision": (
        asked(), evidence(decision(1, "reported")), _beside, ["day of the decision", "later"],
    ),
    "act of the supplier": (
        asked(), evidence(licence(1, "cancelled", "2021-04-12")), _beside,
        ["day of the decision", "act of the supplier"],
    ),
    "day of the decision": (asked(), evidence(), _beside, ["day of the decision"]),
}  # fmt: skip


def _one_event(*uses: Any) -> Evidence:
    """Two tellings of one event, whatever the method would say of them."""
    grouped = evidence(*uses)
    both = evidence(use(1), use(2, origin="Amnesty International"))
    (event,) = both.events
    return Evidence(incidents=grouped.incidents, events=[event])


CASES["another weapon told"] = (
    LAR, _one_event(use(1), use(2, weapon="9m55k", weapon_printed="Smerch rockets")), _against, ["incident:2"],
)  # fmt: skip
CASES["another actor told"] = (
    asked(), _one_event(use(1), use(2, actor="ARM", actor_printed="Armenian forces")), _against, ["incident:2"],
)  # fmt: skip


def _seen(name: str, *, without: bool = False) -> list[str]:
    question, given, shown, _ = CASES[name]
    (rule,) = (each for each in RULES if each.name == name)
    left = [each for each in RULES if not (without and each is rule)]
    return shown(state(build(question, given, rules=left), rule.rung))


@pytest.mark.parametrize("rule", RULES, ids=lambda each: each.name)
def test_a_rule_does_what_its_case_shows(rule: Any) -> None:
    assert sorted(_seen(rule.name)) == sorted(CASES[rule.name][3])


@pytest.mark.parametrize("rule", RULES, ids=lambda each: each.name)
def test_without_the_rule_it_is_not_done(rule: Any) -> None:
    """A rule that can be taken out and nobody notices is no rule."""
    assert _seen(rule.name, without=True) != _seen(rule.name)


def test_every_rule_has_a_case_a_name_of_its_own_and_a_sentence() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert set(names) == set(CASES) == set(SENTENCES)
    assert all(rule.sentence.endswith(".") for rule in RULES)


def test_rules_speak_of_their_own_rung_only() -> None:
    """Each case is on all rungs at once; what a rule places is on its rung or nowhere."""
    for rule in RULES:
        question, given, _, _ = CASES[rule.name]
        chain = build(question, given, rules=[rule])
        assert {each.rung for each in chain.rungs if each.placements or each.status.contested} <= {rule.rung}


@pytest.mark.parametrize(
    ("question", "given", "rung"),
    [
        (asked(), evidence(licence(1, date="2021-01-01")), Rung.LICENSED),
        (asked(), evidence(licence(1, "cancelled", "2021-04-12")), Rung.LICENSED),
        (asked(), evidence(row(1, delivered="2021")), Rung.DELIVERED),
        (asked(), evidence(row(1, ordered="2021", delivered=None)), Rung.ORDERED),
        (asked(), evidence(flow(1, year=2021)), Rung.DELIVERED),
        (asked(), evidence(supply(1, "holding", "2021")), Rung.HELD),
        (asked(), evidence(supply(1, "holding", None)), Rung.HELD),
        (asked(), evidence(supply(1, "holding", "2020")), Rung.HELD),
        (asked(), evidence(report(1, "import", 2021, reporter="AZE", partner="ISR")), Rung.DELIVERED),
        (asked(), evidence(decision(1, "found", "2019-01-01")), Rung.LAW),
        (asked(), evidence(decision(1, "found", where="Ganja")), Rung.LAW),
        (asked(), evidence(finding(share(), Verdict.CONTRADICTED)), Rung.DELIVERED),
    ],
)
def test_what_is_of_another_time_or_place_is_shown_beside_with_the_reason(
    question: Asked, given: Evidence, rung: Rung
) -> None:
    found = state(build(question, given), rung)
    assert found.placements == ()
    assert [each for each in found.beside if each.reason]


def test_a_holding_for_a_period_that_covers_the_use_stands() -> None:
    chain = build(asked(), evidence(supply(1, "holding", "2019/2021")))
    assert [each.key for each in state(chain, Rung.HELD).placements] == ["supply:1"]


def test_the_year_of_the_use_may_lie_after_it() -> None:
    (placed,) = state(build(asked(), evidence(row(1, delivered="2020"))), Rung.DELIVERED).placements
    assert "may lie after" in placed.bearing


def test_the_other_hop_has_rungs_of_its_own() -> None:
    hops = (Hop(1, "CAN", "TUR", "component", "MX-15D"), Hop(2, "TUR", "AZE", "system", "Bayraktar TB2"))
    sensor = row(1, "MX-15D", "2018", supplier="CAN", recipient="TUR")
    drone = row(2, "Bayraktar TB2", "2020", supplier="TUR", recipient="AZE")
    chain = build(asked(hops=hops), evidence(sensor, drone))
    assert [each.key for each in state(chain, Rung.DELIVERED, 1).placements] == ["transfer:1"]
    assert [each.key for each in state(chain, Rung.DELIVERED, 2).placements] == ["transfer:2"]
    component = state(chain, Rung.ITEM, 1).explanations
    assert [each.state.value for each in component if each.name == "component only"] == ["open"]


@pytest.mark.parametrize(("question", "counts"), [(asked(), True), (LAR, False), (asked(weapon="rifles"), False)])
def test_what_customs_count_is_of_no_type_of_weapon(question: Asked, counts: bool) -> None:
    row_of_customs = report(1, "export", register="un_comtrade", category="930330", designation="Rifles; sporting")
    (placed,) = state(build(question, evidence(row_of_customs)), Rung.DELIVERED).placements
    assert placed.counts is counts
    assert "customs code is no type of weapon and holds civil goods too" in placed.bearing


def test_a_report_that_counts_something_else_says_nothing() -> None:
    given = evidence(report(1, "licence", measure="criteria"), report(2, "export", partner="*"))
    chain = build(asked(), given)
    assert all(not each.placements and not each.status.contested for each in chain.rungs)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (charge(), "A charge by a party, Foreign Ministry of Armenia; no finding follows from it."),
        (charge(speaker="Nikol Pashinyan"), "A charge by a party, Nikol Pashinyan; no finding follows from it."),
        (charge(speaker="Invented Watch"), "A charge by Invented Watch; no finding follows from it."),
        (charge(text="Israel should recognise the Armenian Genocide"), ""),
        (charge(text="Peru aided and abetted genocide", speaker="Invented Watch"), ""),
    ],
)
def test_a_charge_is_told_as_whose_it_is(said: Any, reason: str) -> None:
    found = state(build(asked(), evidence(claims={"claim:1": said})), Rung.LAW)
    assert [each.reason for each in found.beside if each.kind == "charge"] == ([reason] if reason else [])
    assert not found.placements


def test_made_records_fill_what_is_not_said() -> None:
    assert made(type(row(1)), 7).key == "transfer:7"


def test_the_treaty_on_the_weapon_is_asked_of_all_concerned_alike() -> None:
    """Both sides, and who supplied the type to the other side: nobody is left out for being somebody's friend."""
    told = use(1, weapon_printed="LAR-160 cluster munition rockets"), row(1), row(2, supplier="RUS", recipient="ARM")
    chain = build(asked(), evidence(*told), standings=lambda *_: ())
    norms = [each for each in chain.norms if each.instrument == "CCM-2008"]
    assert [each.state for each in norms] == ["ISR", "AZE", "ARM", "RUS"]
    assert {each.standing for each in norms} == {"not known"}
    without = build(asked(), evidence(use(1, weapon="", weapon_printed="artillery")), standings=lambda *_: ())
    assert not [each for each in without.norms if each.instrument == "CCM-2008"]


@pytest.mark.parametrize("place", ["", "Barda"])
def test_a_finding_that_names_no_weapon_is_none_on_a_weapon_that_nobody_told_of_there(place: str) -> None:
    """What is found of a shelling of one town is no finding on a drone that nobody saw."""
    found = decision(1, "found", outcome="shelling of the town")
    question = asked(weapon="Bayraktar TB2", place=place)
    (placed,) = state(build(question, evidence(found)), Rung.LAW).placements
    assert not placed.counts
    assert "It does not name Bayraktar TB2" in placed.bearing
    elsewhere = evidence(found, use(1, weapon="bayraktar-tb2", weapon_printed="TB2", place_printed="Tartar"))
    assert not state(build(asked(weapon="Bayraktar TB2", place=""), elsewhere), Rung.LAW).placements[0].counts


def test_a_finding_counts_where_its_words_or_a_use_at_its_place_name_the_weapon() -> None:
    drone = use(1, weapon="bayraktar-tb2", weapon_printed="TB2")
    named = decision(1, "found", outcome="attacks by Bayraktar TB2 drones")
    question = asked(weapon="Bayraktar TB2", place="")
    assert state(build(question, evidence(named)), Rung.LAW).placements[0].counts
    assert state(build(question, evidence(decision(1, "found"), drone)), Rung.LAW).placements[0].counts


def test_who_told_of_less_is_not_named_as_having_told_a_texts_words() -> None:
    """A text says LAR-160; the source behind it said cluster munitions, and is not said to have said more."""
    told = use(1, weapon="", weapon_printed="cluster munitions", origin="Invented Watch")
    text = finding(text_of_use(source=None), records=[told.key])
    chain = build(asked(), evidence(told, text))
    for rung in (Rung.TYPE_USED, Rung.USER):
        (of_text,) = (each for each in state(chain, rung).placements if each.key == text.key)
        assert "Invented Watch" not in of_text.told_by
    same = use(1, origin="Invented Watch")
    chain = build(asked(), evidence(same, finding(text_of_use(source=None), records=[same.key])))
    (of_text,) = (each for each in state(chain, Rung.TYPE_USED).placements if each.key == text.key)
    assert of_text.told_by == ("Invented Watch",)


def test_a_denial_of_anothers_use_contests_no_use_by_the_user() -> None:
    other = use(2, actor="ARM", actor_printed="Armenian forces", origin="Baku", denial="Armenia denied that it fired.")
    status = state(build(asked(), _one_event(use(1), other)), Rung.USER).status
    assert [each.words for each in status.contested] == ["names Armenian forces"]
    own = use(2, origin="Invented Watch", denial="Azerbaijan denied that it fired.")
    assert "Azerbaijan denied that it fired." in {
        each.words for each in state(build(asked(), _one_event(use(1), own)), Rung.USER).status.contested
    }


@pytest.mark.parametrize(
    "words", ["reasonable grounds to believe that it broke the law", "acts likely to amount to war crimes"]
)
def test_a_finding_on_reasonable_grounds_is_reported_and_not_established(words: str) -> None:
    hedged = state(build(asked(), evidence(decision(1, "found", grounds=words))), Rung.LAW)
    assert hedged.status.word.value == "reported"
    assert hedged.placements[0].hedge in words
    assert state(build(asked(), evidence(decision(1, "found"))), Rung.LAW).status.word.value == "established"


def test_the_oldest_order_of_anything_is_not_the_day_of_the_decision() -> None:
    """An order of 1986 is not the decision on what was used in 2020: neither law nor notice are asked for then."""
    rows = (row(1, "Lynx MRL", ordered="1986"), row(2, "Harop", ordered="2011"))
    chain = build(asked(), evidence(*rows))
    told = {each.words for each in state(chain, Rung.NOTICE).beside}
    assert any("taken as the first day of the use: 2020-10-27" in words for words in told)
    of_type = build(asked(weapon="Harop"), evidence(*rows))
    assert any("first order on record for this hop: 2011" in each.words for each in state(of_type, Rung.NOTICE).beside)


def test_a_denial_of_a_supply_is_shown_beside_the_user_and_contests_no_use() -> None:
    def user(denial: str) -> RungState:
        return state(build(asked(), evidence(use(1, denial=denial))), Rung.USER)

    told = user("Westland denied supplying the rockets.")
    assert not told.status.contested
    assert [each.reason for each in told.beside] == ["It denies a supply, not a use."]
    assert user("Its army neither fired nor supplied them.").status.contested
