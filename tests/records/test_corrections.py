"""What a person may put in place of a reading: each slot takes its own kind of value, and says so."""

from typing import Any

import pytest

from armstrace.records.claims import Claim, EmbargoClaim, EventClaim, OfficeClaim, QuantityClaim, TreatyClaim
from armstrace.records.corrections import Correction, corrected
from armstrace.records.errors import UnreadableValue
from armstrace.records.values import When

AT: dict[str, Any] = {"start": 0, "end": 5, "text": "words"}
EMBARGO = EmbargoClaim(**AT, target="SDN", claimed_status="in_force")
TREATY = TreatyClaim(
    **AT, state="ISR", treaty="Convention on Cluster Munitions", treaty_id="CCM-2008", claimed_status="party",
    polarity="positive",
)  # fmt: skip
FIGURE = QuantityClaim(**AT, measure="share", value=60.0, unit="percent", subject="ISR", object="AZE", commodity="arms")


def put(claim: Claim, **slots: str) -> Claim:
    return corrected(claim, Correction(start=0, end=5, words="words", slots=slots))


def refused(claim: Claim, **slots: str) -> str:
    with pytest.raises(UnreadableValue) as error:
        put(claim, **slots)
    return str(error.value)


@pytest.mark.parametrize(
    ("said", "value"), [("yes", True), ("True", True), ("no", False), ("false", False), ("", False)]
)
def test_yes_and_no(said: str, value: bool) -> None:
    changed = put(EMBARGO, past=said)
    assert isinstance(changed, EmbargoClaim)
    assert changed.past is value


def test_neither_yes_nor_no_is_refused() -> None:
    assert "past must be yes or no, not 'perhaps'." in refused(EMBARGO, past="perhaps")


def test_a_number_and_a_day() -> None:
    changed = put(FIGURE, value="61.5", period="2015/2019", polarity="negative")
    assert isinstance(changed, QuantityClaim)
    assert (changed.value, changed.period) == (61.5, When.read("2015/2019"))
    whole = put(FIGURE, value="61")
    assert isinstance(whole, QuantityClaim)
    assert whole.value == 61.0


@pytest.mark.parametrize("said", ["sixty", "inf", "nan", "1,000"])
def test_what_is_no_number_is_refused(said: str) -> None:
    assert "value must be a" in refused(FIGURE, value=said)


@pytest.mark.parametrize(
    ("claim", "name", "there", "not_there"),
    [
        (
            TREATY,
            "claimed_status",
            ("party", "signatory", "not_party", "not_signatory", "member", "withdrawn"),
            ("ended", "absent"),
        ),
        (EMBARGO, "claimed_status", ("in_force", "imposed", "suspended", "ended", "absent"), ("party", "member")),
        (EMBARGO, "force", ("mandatory", "request"), ("strong",)),
        (EMBARGO, "reach", ("whole", "part"), ("half",)),
        (FIGURE, "comparator", ("=", "~", "<", ">", "<=", ">=", "ordinal"), ("about",)),
        (FIGURE, "polarity", ("positive", "negative", "possible"), ("yes",)),
    ],
)
def test_one_word_of_a_few(claim: Claim, name: str, there: tuple[str, ...], not_there: tuple[str, ...]) -> None:
    for word in there:
        assert getattr(put(claim, **{name: word}), name) == word
    for word in not_there:
        assert f"{name} must be one of {', '.join(there)}, not {word!r}." in refused(claim, **{name: word})


def test_what_every_claim_of_its_kind_has_must_have_a_value_and_the_rest_may_be_nothing() -> None:
    assert "target must have a value." in refused(EMBARGO, target=" ")
    assert getattr(put(EMBARGO, state=""), "state", "?") is None


def test_all_mistakes_are_named_at_once() -> None:
    told = refused(FIGURE, value="many", polarity="maybe", colour="red", unit="x" * 301)
    assert [word in told for word in ("value", "polarity", "'colour' is no slot", "unit has 301 characters")] == [
        True
    ] * 4


def test_an_office_and_an_event_take_words() -> None:
    office = put(OfficeClaim(**AT, person="N. N.", office="minister", title="Minister", state="ARM"), state="AZE")
    assert isinstance(office, OfficeClaim)
    assert office.state == "AZE"
    event = put(EventClaim(**AT, kind="war", date=When.read("2020")), actor="ARM")
    assert isinstance(event, EventClaim)
    assert event.actor == "ARM"
