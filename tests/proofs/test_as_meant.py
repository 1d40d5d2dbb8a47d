"""A verdict on a number becomes one on what the text does with it."""

from dataclasses import replace

import pytest

from armstrace.checks.answers import nothing
from armstrace.checks.registry import as_meant
from armstrace.records.verdicts import Verdict
from proofs import made_claims as made

SHARE = made.import_share(60, "ISR", "AZE", made.years(2015, 2019))


@pytest.mark.parametrize(
    ("polarity", "before", "after"),
    [
        ("positive", Verdict.SUPPORTED, Verdict.SUPPORTED),
        ("negative", Verdict.SUPPORTED, Verdict.CONTRADICTED),
        ("negative", Verdict.CONTRADICTED, Verdict.SUPPORTED),
        ("negative", Verdict.PARTLY, Verdict.PARTLY),
        ("negative", Verdict.CANNOT_TELL, Verdict.CANNOT_TELL),
        ("possible", Verdict.SUPPORTED, Verdict.CANNOT_TELL),
        ("possible", Verdict.CONTRADICTED, Verdict.CANNOT_TELL),
    ],
)
def test_a_denied_number_turns_the_verdict_round(polarity: str, before: Verdict, after: Verdict) -> None:
    finding = nothing(replace(SHARE, polarity=polarity), "import_share", 1, "Why.", before)
    assert as_meant(finding).verdict is after
    assert as_meant(finding).reason.endswith("Why.")
