"""Check: numbers about arms that registers of transfers do not hold: losses, holdings, licences, other shares."""

from armstrace.checks.answers import nothing
from armstrace.checks.registry import Ground
from armstrace.records.claims import Claim, QuantityClaim
from armstrace.records.findings import Finding

NAME = "outside_registers"
VERSION = 1
_REASONS = {
    "equipment_losses": "Registers of transfers record deliveries, not losses; incident records would be needed.",
    "equipment_holdings": "Registers of transfers record deliveries, not holdings; an inventory would be needed.",
    "share": "This is no share of anybody\u2019s arms imports or exports, so no register of transfers can answer it.",
}
_OTHER = "Registers of transfers record deliveries of major arms; they hold nothing of this kind."


def accepts(claim: Claim) -> bool:
    """Answer numbers about arms that are no trade; the dead, the fled and the rest of the world's numbers it leaves."""
    return isinstance(claim, QuantityClaim) and claim.action == "not_trade" and claim.commodity == "arms"


def check(claim: QuantityClaim, ground: Ground) -> Finding:  # noqa: ARG001 # every check has the same form
    """Say that a number about arms lies outside what registers of transfers record, and what would be needed instead.

    Nothing is computed: losses, holdings, licences and shares of other things are not deliveries. The claim is listed
    so that the reader sees what was left unchecked.
    """
    return nothing(claim, NAME, VERSION, _REASONS.get(claim.measure, _OTHER))
