"""Who an aircraft was on a day: dated assertions first, conflicts shown, and whose flights are left out."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.gazetteer.aircraft_identity import Identified, identity_of
from armstrace.gazetteer.aircraft_privacy import shown, why_restricted
from armstrace.records.errors import CaseError
from armstrace.records.kinds import Identity
from armstrace.records.values import When

DAY = date(2021, 6, 1)


def _said(
    key: str, *, valid: str = "", operator: str = "", registration: str = "", military: bool | None = None, **other: str
) -> Identity:
    return Identity(
        key=f"identity:{key}", exhibit="e", place=f"row={key}", item="", reader="x@1", edition="", register="x",
        hex=other.get("hex", "600866"), registration=registration, typecode=other.get("typecode", ""),
        operator=operator, operator_printed="", state="", military=military,
        valid=When.read(valid) if valid else None, as_of=None,
        restricted=other.get("restricted", ""), note="",
    )  # fmt: skip


def test_nothing_said_is_nothing_known() -> None:
    assert identity_of("600866", DAY, []) == Identified()
    assert identity_of("600866", DAY, [_said("1", hex="600867", operator="AZQ")]) == Identified()
    assert identity_of("~600866", DAY, [_said("1", operator="AZQ")]) == Identified()


def test_an_assertion_counts_for_its_days() -> None:
    said = [_said("1", valid="2016/2021-03", operator="AZQ"), _said("2", valid="2021-04-01/..", operator="AZG")]
    assert identity_of("600866", date(2019, 1, 1), said).operator == "AZQ"
    assert identity_of("600866", DAY, said).operator == "AZG"
    assert identity_of("600866", date(2010, 1, 1), said).operator == ""
    assert identity_of("600866", DAY, said).conflicts == ()


def test_what_is_dated_goes_before_what_is_not_and_the_difference_is_shown() -> None:
    said = [_said("1", valid="2021", operator="AZQ"), _said("2", operator="AZG"), _said("3", operator="AZG")]
    found = identity_of("600866", DAY, said)
    assert (found.operator, found.keys) == ("AZQ", ("identity:1",))
    (conflict,) = found.conflicts
    assert (conflict.field, conflict.value, conflict.keys) == ("operator", "AZG", ("identity:2", "identity:3"))


def test_where_equally_good_assertions_differ_none_is_chosen() -> None:
    found = identity_of("600866", DAY, [_said("1", typecode="IL76"), _said("2", typecode="AN12")])
    assert found.typecode == ""
    assert [(one.value, one.keys) for one in found.conflicts] == [("AN12", ("identity:2",)), ("IL76", ("identity:1",))]
    assert found.keys == ()


def test_a_doubtful_date_is_weaker_than_a_sure_one() -> None:
    said = [_said("1", valid="2021?", operator="AZQ"), _said("2", valid="2020/2022", operator="AZG")]
    assert identity_of("600866", DAY, said).operator == "AZG"


def test_hyphens_make_no_conflict() -> None:
    found = identity_of("600866", DAY, [_said("1", registration="4K-AZ101"), _said("2", registration="4KAZ101")])
    assert (found.registration, found.conflicts) == ("4K-AZ101", ())
    assert found.keys == ("identity:1", "identity:2")


def test_military_is_said_only_where_all_agree() -> None:
    yes, no = _said("1", military=True), _said("2", military=False)
    assert identity_of("600866", DAY, [yes, _said("3")]).military is True
    assert identity_of("600866", DAY, [yes, no]).military is None


def test_a_restriction_said_by_any_source_stays() -> None:
    said = [_said("1", valid="1999", restricted="private"), _said("2", restricted="ladd pia")]
    assert identity_of("600866", DAY, said).restricted == ("ladd", "pia", "private")


ASSERTIONS = st.lists(
    st.builds(
        _said,
        st.integers(0, 50).map(str),
        valid=st.sampled_from(["", "2021", "2020?", "2021-06-01", "../2021", "2021/..", "2019"]),
        operator=st.sampled_from(["", "AZQ", "AZG"]),
        registration=st.sampled_from(["", "4K-AZ101", "4KAZ101", "4K-AZ102"]),
        typecode=st.sampled_from(["", "IL76", "B748"]),
    ),
    max_size=8,
    unique_by=lambda one: one.key,
)


@given(ASSERTIONS, st.randoms(use_true_random=False))
def test_the_order_of_assertions_does_not_matter(said: list[Identity], die: Random) -> None:
    shuffled = die.sample(said, len(said))
    assert identity_of("600866", DAY, said) == identity_of("600866", DAY, shuffled)


@given(ASSERTIONS)
def test_every_value_said_for_the_day_is_taken_or_shown_as_a_conflict(said: list[Identity]) -> None:
    found = identity_of("600866", DAY, said)
    for one in said:
        if one.valid is not None and one.valid.edtf == "2019":
            continue
        for field in ("registration", "typecode", "operator"):
            value = getattr(one, field)
            plain = value.replace("-", "")
            values = [getattr(found, field), *(each.value for each in found.conflicts if each.field == field)]
            assert not value or plain in {each.replace("-", "") for each in values}


def test_flags_and_private_owners_are_left_out_counted_and_not_named() -> None:
    aircraft = {
        "600866": why_restricted(0),
        "738a11": why_restricted(1),
        "a00599": why_restricted(4),
        "4b1234": why_restricted(8, ["private"]),
        "4b1235": why_restricted(0, ["private", "unheard-of"]),
        "a00600": why_restricted(12),
    }
    found = shown(aircraft, {"A00599": "carried the minister to the signing"})
    assert found.hexes == {"600866", "738a11", "a00599"}
    assert found.named == {"a00599": "carried the minister to the signing"}
    assert found.left_out == {"ladd": 2, "private": 1}
    assert "4b1234" not in found.sentence
    assert found.sentence.startswith("2 left out: the owner asked not to be shown (LADD); 1 left out:")
    assert shown({"600866": ()}, {}).sentence == ""


def test_an_aircraft_is_named_with_a_reason_or_not_at_all() -> None:
    with pytest.raises(CaseError, match="without a reason: 4b1234"):
        shown({"4b1234": ("ladd",)}, {"4b1234": "  "})
