"""One sentence, one figure, one answer: what two readings of the same words may say beside each other.

"China delivered six FTC-2000 to Sudan" is read as a delivery and as a number. That a delivery is recorded does not
support a sentence whose number the register records otherwise.
"""

from collections.abc import Iterable
from dataclasses import replace

from armstrace.records.claims import QuantityClaim, TradeClaim
from armstrace.records.findings import Finding
from armstrace.records.verdicts import Verdict

_SAYS = {Verdict.CONTRADICTED: "contradicted", Verdict.PARTLY: "supported in part"}


def told_together(findings: Iterable[Finding]) -> list[Finding]:
    """Give findings in their order; one on a delivery supports its words in part where one on its number does not."""
    given = list(findings)
    numbers = [each for each in given if _is_number(each) and each.verdict in _SAYS]
    return [_with_number(finding, numbers) for finding in given] if numbers else given


def _is_number(finding: Finding) -> bool:
    return isinstance(finding.claim, QuantityClaim) and finding.claim.measure == "count"


def _with_number(finding: Finding, numbers: list[Finding]) -> Finding:
    claim = finding.claim
    if not isinstance(claim, TradeClaim) or finding.verdict is not Verdict.SUPPORTED:
        return finding
    for each in numbers:
        number = each.claim
        if claim.start <= number.start and number.end <= claim.end:
            number_told = f"its number is {_SAYS[each.verdict]} (\u201c{number.text}\u201d, answered by itself)"
            told = f"A delivery is recorded; {number_told}."
            return replace(finding, verdict=Verdict.PARTLY, reason=f"{told} {finding.reason}")
    return finding
