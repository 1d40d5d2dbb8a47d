"""What tells two claims of one place apart, how a claim is printed for a program, and whose judgement is whose."""

from dataclasses import MISSING, fields, replace
from typing import Any, get_args, get_type_hints

import pytest

from armstrace.records.claims import (
    Claim,
    EmbargoClaim,
    EventClaim,
    FlightClaim,
    HoldingClaim,
    LegalClaim,
    OfficeClaim,
    QuantityClaim,
    StatementClaim,
    TradeClaim,
    TreatyClaim,
    WeaponUseClaim,
    claim_json,
)
from armstrace.records.judgements import Judged, Judgement, Keyed, State, claim_item, judged, keyed
from armstrace.records.values import When

TELLING: dict[type[Any], set[str]] = {
    QuantityClaim: {"measure", "value", "min", "max", "subject", "object", "period", "polarity"},
    TreatyClaim: {"state", "treaty_id", "claimed_status"},
    TradeClaim: {"supplier", "recipient", "commodity", "designation"},
    StatementClaim: {"speaker"},
    WeaponUseClaim: {"weapon", "weapon_class", "actor", "date", "denied"},
    EventClaim: {"kind", "actor", "date"},
    FlightClaim: {"operator", "origin", "destination"},
    LegalClaim: {"kind", "actor", "court", "outcome"},
    OfficeClaim: {"person", "office", "state", "tense"},
    HoldingClaim: {"state", "weapon", "negated"},
    EmbargoClaim: {"target", "imposed_by", "claimed_status"},
}
VALUES: dict[type, tuple[Any, Any]] = {
    str: ("one", "another"),
    float: (1.0, 2.0),
    int: (1, 2),
    bool: (False, True),
    When: (When.read("2015"), When.read("2016")),
}


def slots(kind: type[Any]) -> dict[str, tuple[Any, Any]]:
    """Give two values for each slot of a kind of claim that takes a plain one."""
    found = {}
    for name, hint in get_type_hints(kind).items():
        for each in get_args(hint) or (hint,):
            if each in VALUES and name not in {"TYPE", "start", "end", "text"}:
                found[name] = VALUES[each]
    return found


def claim_of(kind: type[Any]) -> Claim:
    given: dict[str, Any] = {
        "start": 10,
        "end": 15,
        "text": "words",
        **{name: one for name, (one, _) in slots(kind).items()},
    }
    given |= {each.name: (0, 9) for each in fields(kind) if each.name not in given and each.default is MISSING}
    made: Claim = kind(**given)
    return made


@pytest.mark.parametrize("kind", get_args(Claim))
def test_claims_of_one_place_are_told_apart_by_what_they_say_and_by_no_hedge(kind: type[Any]) -> None:
    first, telling = claim_of(kind), set()
    for name, (_, other) in slots(kind).items():
        if claim_item(replace(first, **{name: other})) != claim_item(first):
            telling.add(name)
    assert telling == TELLING[kind]


def test_a_slot_of_which_the_text_says_nothing_is_not_in_the_item() -> None:
    bare = TradeClaim(start=1, end=6, text="words", supplier="ISR", recipient=None, commodity="arms")
    assert claim_item(bare) == '{"commodity":"arms","supplier":"ISR","type":"trade_claim"}'


def test_two_that_nothing_tells_apart_are_counted_and_each_place_anew() -> None:
    one = TradeClaim(start=1, end=6, text="words", supplier="ISR", recipient="AZE", commodity="arms")
    other = replace(one, supplier="RUS")
    elsewhere = replace(one, start=20, end=25)
    keys = [each.key for each in keyed("ab" * 32, [one, one, other, one, elsewhere])]
    assert len(set(keys)) == 5
    assert all(key.startswith("claim:") for key in keys)
    assert keys[:3] == [each.key for each in keyed("ab" * 32, [one, one, other])]
    assert [each.key for each in keyed("ab" * 32, [elsewhere])] == keys[4:]
    assert [each.key for each in keyed("cd" * 32, [one])] != keys[:1]


def _judgement(here: Keyed, start: int, end: int) -> Judgement:
    return Judgement(
        state=State.ACCEPTED, claim="claim:gone", exhibit="ab" * 32, start=start, end=end, words="other words",
        type=here.claim.TYPE, item="another", why="read by me", by="p-1", at="2026-11-23T00:00:00Z",
    )  # fmt: skip


@pytest.mark.parametrize(("start", "end", "near"), [(5, 10, False), (15, 20, False), (5, 11, True), (14, 20, True)])
def test_a_judgement_of_words_beside_a_claim_is_none_of_it(start: int, end: int, near: bool) -> None:
    (here,) = keyed("ab" * 32, [claim_of(TradeClaim)])
    laid, lost = judged([here], [_judgement(here, start, end)])
    assert [each.state for each in laid.values()] == ([State.JUDGE_AGAIN] if near else [])
    assert len(lost) == (not near)


def test_what_a_person_corrected_keeps_what_was_read() -> None:
    (here,) = keyed("ab" * 32, [claim_of(TradeClaim)])
    read = replace(here.claim, text="what stood there")
    assert Judged(here).as_read is here.claim
    assert Judged(here, machine=read).as_read is read


def test_a_claim_is_printed_with_the_doubt_of_its_days_and_whole_numbers_as_such() -> None:
    use = WeaponUseClaim(
        start=1,
        end=6,
        text="words",
        weapon="LAR-160",
        weapon_class="rockets",
        date=When.read("2020-10~"),
        sentence=(0, 9),
    )
    told = claim_json(use)
    assert (told["date"], told["date_doubt"], told["precision"], told["sentence"]) == ("2020-10", "~", "month", [0, 9])
    figure = QuantityClaim(
        start=1,
        end=6,
        text="words",
        measure="share",
        value=60.0,
        min=59.5,
        unit="percent",
        period=When.read("2015/2019"),
    )
    told = claim_json(figure)
    assert (told["type"], told["value"], told["min"], told["period"]) == ("quantity_claim", 60, 59.5, "2015/2019")
    assert isinstance(told["value"], int)
    assert "period_doubt" not in told
