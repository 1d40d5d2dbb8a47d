"""Edges of the records that no other test walked: found by putting small faults in (docs/mutation.md)."""

from dataclasses import replace
from datetime import date

import pytest

from armstrace.records.claims import TradeClaim, TreatyClaim
from armstrace.records.columns import Columns
from armstrace.records.corrections import Correction, correctable, corrected
from armstrace.records.decisions import Embargo, in_force
from armstrace.records.errors import CaseError, UnreadableValue
from armstrace.records.events import Event, Origin
from armstrace.records.findings import Finding, Part, Reading, finding_json
from armstrace.records.judgements import Judgement, State, judged, keyed
from armstrace.records.passages import at_spaces
from armstrace.records.supply import Report
from armstrace.records.values import Count, Tiv, When
from armstrace.records.verdicts import Verdict
from chain_evidence import made

CLAIM = TradeClaim(start=10, end=15, text="words", supplier="ISR", recipient="AZE", commodity="rockets")
TREATY = TreatyClaim(
    start=0, end=5, text="words", state="ISR", treaty="Convention on Cluster Munitions", treaty_id="CCM-2008",
    claimed_status="party", polarity="positive",
)  # fmt: skip


def correction(**slots: str) -> Correction:
    return Correction(start=0, end=5, words="words", slots=slots)


def test_a_long_cell_is_cut_in_a_message_and_a_short_one_is_not() -> None:
    for length, cut in ((60, False), (61, True)):
        with pytest.raises(UnreadableValue) as error:
            Count.read("x" * length)
        assert ("\u2026" in str(error.value)) is cut
        assert "x" * 60 in str(error.value)


def test_a_finding_as_json_has_its_figures_without_the_noise_of_fractions_and_its_limits() -> None:
    reading = Reading(edition="made", value=0.123456, low=0.1, high=0.2, estimate=True, note="why", records=("row:1",))
    told = finding_json(
        Finding(
            claim=CLAIM, check="made", method="checks.made@1", verdict=Verdict.PARTLY, reason="why", figure=1.00004,
            unit="percent", readings=(reading,), slots={"value": Verdict.PARTLY}, sql="SELECT 1",
            parts={"others": (Part(label="RUS", value=2.000049, unit="items"),)}, limits=("It is so.",),
            beside=(TREATY,),
        )
    )  # fmt: skip
    assert told["figure"] == 1.0
    assert told["readings"] == [
        {"edition": "made", "value": 0.1235, "low": 0.1, "high": 0.2, "estimate": True, "note": "why",
         "records": ["row:1"]}
    ]  # fmt: skip
    assert told["parts"] == {"others": [{"label": "RUS", "value": 2.0, "unit": "items", "note": ""}]}
    assert (told["verdict"], told["slots"]) == ("partly", {"value": "partly"})
    assert (told["limits"], told["records"], told["unit"], told["sql"]) == (
        ["It is so."], ["row:1"], "percent", "SELECT 1"
    )  # fmt: skip
    assert [each["type"] for each in told["beside"]] == [TREATY.TYPE]


def test_records_laid_out_by_field_come_back_as_they_were() -> None:
    rows = [made(Report, 1, year=2016), made(Report, 2, year=2017)]
    laid = Columns.of(Report, rows)
    assert len(laid) == 2
    assert laid.values[0] == ["report:1", "report:2"]
    assert list(laid) == rows


def test_a_correction_is_kept_and_read_as_it_was_made() -> None:
    kept = correction(supplier="RUS", recipient="")
    assert Correction.of(kept.told) == kept


def test_where_a_claim_stands_is_no_slot_to_correct() -> None:
    slots = correctable(TradeClaim)
    assert {"supplier", "recipient", "commodity"} <= set(slots)
    assert not {"start", "end", "text", "sentence"} & set(slots)
    assert slots["period"] is When


def test_a_correction_puts_values_and_span_in_the_place_of_what_was_read() -> None:
    moved = Correction(start=3, end=9, words="others", slots={"supplier": " RUS ", "recipient": "", "period": "2016"})
    found = corrected(CLAIM, moved)
    assert isinstance(found, TradeClaim)
    assert (found.start, found.end, found.text, found.supplier, found.recipient) == (3, 9, "others", "RUS", None)
    assert found.period == When.read("2016")


@pytest.mark.parametrize("said", ["party", "signatory", "not_party", "not_signatory", "member"])
def test_a_standing_is_one_of_the_words_that_checks_know(said: str) -> None:
    found = corrected(TREATY, correction(claimed_status=said))
    assert isinstance(found, TreatyClaim)
    assert found.claimed_status == said


@pytest.mark.parametrize(
    ("slots", "words"),
    [
        ({"claimed_status": "friend"}, "must be one of party"),
        ({"polarity": "maybe"}, "must be one of positive"),
        ({"start": "3"}, "is no slot to correct"),
        ({"claimed_status": ""}, "claimed_status must have a value"),
        ({"treaty": "x" * 301}, "has 301 characters, and may have 300"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(slots: dict[str, str], words: str) -> None:
    with pytest.raises(UnreadableValue, match=words):
        corrected(TREATY, correction(**slots))


def test_a_value_as_long_as_may_be_is_taken() -> None:
    assert corrected(TREATY, correction(treaty="x" * 300)).text == "words"


def judgement(told: Correction | None = None) -> Judgement:
    (here,) = keyed("ab" * 32, [CLAIM])
    return Judgement(
        state=State.ACCEPTED, claim=here.key, exhibit="ab" * 32, start=10, end=15, words="words", type=CLAIM.TYPE,
        item=here.item, why="read by me", by="p-1", at="2026-11-23T00:00:00Z",
        correction=told,
    )  # fmt: skip


def test_who_judged_is_told_and_that_it_was_a_correction_only_where_it_was() -> None:
    plain, other = judgement(), judgement(correction(supplier="RUS"))
    assert plain.told == {"by": "p-1", "at": "2026-11-23T00:00:00Z", "why": "read by me"}
    assert plain.signed == "by p-1 on 2026-11-23: read by me"
    assert other.told["corrected"]["slots"] == {"supplier": "RUS"}
    assert other.signed == "corrected by p-1 on 2026-11-23: read by me"


def test_a_judgement_holds_moves_with_equal_words_and_is_asked_for_again_where_words_differ() -> None:
    moved, changed = replace(CLAIM, start=30, end=35), replace(CLAIM, text="other", end=14)
    for claim, state in ((CLAIM, State.ACCEPTED), (moved, State.ACCEPTED), (changed, State.JUDGE_AGAIN)):
        laid, lost = judged(keyed("ab" * 32, [claim]), [judgement()])
        assert [each.state for each in laid.values()] == [state]
        assert not lost
    laid, lost = judged(keyed("ab" * 32, [replace(changed, start=90, end=95)]), [judgement()])
    assert (laid, len(lost)) == ({}, 1)


@pytest.mark.parametrize(
    ("begins", "ends", "stands"),
    [
        ("2004-07-30", None, True),
        ("2004-07-30", "2010-10-02", True),
        ("2004-07-30", "2010-10-01", False),  # the day it was lifted on
        ("2010-10-02", None, False),
        ("2010", None, None),
        ("2004", "2010-10/2011", None),
        (None, None, None),
        (None, "2009", False),
    ],
)
def test_an_embargo_stands_from_its_day_to_the_one_before_it_was_lifted(
    begins: str | None, ends: str | None, stands: bool | None
) -> None:
    told = made(Embargo, 1, begins=begins, ends=ends)
    assert in_force(told, date(2010, 10, 1)) is stands


def test_two_origins_that_count_corroborate_and_one_does_not() -> None:
    one = Origin(name="one", kind="organisation", party="", records=(), folded=())
    for origins, told in (((one,), False), ((one, one), True), ((one, replace(one, counts=False)), False)):
        event = Event(
            inputs=(), slots=(), origins=origins, links=(), near=(), denials=(), method="events.made@1", parameters=""
        )
        assert event.corroborated is told


def test_a_piece_ends_before_a_space_of_its_second_half_or_at_its_full_length() -> None:
    assert list(at_spaces("ab cdefghijkl", 0, 13, 6)) == [(0, 6), (6, 12), (12, 13)]
    assert list(at_spaces("abc defghijkl", 0, 13, 6)) == [(0, 3), (3, 9), (9, 13)]
    assert list(at_spaces("abcdef g hijklmnop", 0, 18, 6)) == [(0, 6), (6, 12), (12, 18)]
    assert list(at_spaces("x" * 6, 0, 6, 6)) == [(0, 6)]


def test_a_volume_of_which_no_unit_is_known_is_what_is_printed() -> None:
    assert Tiv.read("12") == Tiv(12.0, 12.0, 12.0, "12")


def test_exit_codes_tell_wrong_use_from_what_was_set_aside() -> None:
    assert (CaseError("wrong").exit_code, UnreadableValue("unread").exit_code) == (2, 3)
