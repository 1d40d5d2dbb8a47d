"""`armstrace reject`."""

from armstrace.desk.cli.judging import ActsAs, Keys, Why, Withdraw, judge_claims
from armstrace.desk.cli.options import AsJson, CaseDir


def reject(
    keys: Keys, why: Why = "", withdraw: Withdraw = False, by: ActsAs = "", case: CaseDir = None, json: AsJson = False
) -> None:
    """Reject claims that were read wrongly: they are left out of findings, and listed as left out.

    A claim that was accepted before can be rejected, and the other way round; the last word stands.
    """
    judge_claims("reject", keys, why, back=withdraw, folder=case, by=by, json=json)
