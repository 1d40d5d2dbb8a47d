"""`armstrace accept`."""

from armstrace.desk.cli.judging import ActsAs, Keys, Why, Withdraw, judge_claims
from armstrace.desk.cli.options import AsJson, CaseDir


def accept(
    keys: Keys, why: Why = "", withdraw: Withdraw = False, by: ActsAs = "", case: CaseDir = None, json: AsJson = False
) -> None:
    """Accept claims as they were read: from then on they are a person's word, signed with a pseudonymous id.

    `armstrace claims --case DIR` lists the claims with their keys. The ledger keeps the words that were judged.
    """
    judge_claims("accept", keys, why, back=withdraw, folder=case, by=by, json=json)
