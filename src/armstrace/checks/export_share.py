"""Check: a recipient's share of a supplier's exports of major arms, or a supplier's share of the world's."""

from armstrace.checks.answers import nothing, parties
from armstrace.checks.editions import Slice
from armstrace.checks.registry import Ground
from armstrace.checks.share_finding import share_finding
from armstrace.checks.tiv_share import Share
from armstrace.checks.windows import Window
from armstrace.records.claims import Claim, QuantityClaim
from armstrace.records.findings import Finding

NAME = "export_share"
VERSION = 1


def accepts(claim: Claim) -> bool:
    """Answer claims of a share of exports, other than ranks."""
    return isinstance(claim, QuantityClaim) and claim.measure == "share_of_exports" and claim.comparator != "ordinal"


def check(claim: QuantityClaim, ground: Ground) -> Finding:
    """Recompute a share of exports of major arms from every SIPRI edition that covers the years.

    The share is the volume that the supplier delivered to the recipient divided by all it delivered, or the supplier's
    deliveries divided by those of the whole world, both ends of the period included, in SIPRI trend-indicator values
    (TIV). Verdicts are given as for import shares: supported within 1.0 percentage point of some edition (2 points, or
    10 % of the value if that is less, with "about"), contradicted more than 2 points from every one.
    """
    return share_finding(claim, ground, _share, nothing(claim, NAME, VERSION, ""))


def _share(claim: QuantityClaim, window: Window) -> Share | str:
    """Give the share the claim speaks of, or what its text leaves out."""
    suppliers, recipients = parties(claim.subject), parties(claim.object)
    if not suppliers or not claim.object:
        return "which recipient is meant" if suppliers else "whose exports are meant"
    part = Slice(suppliers, recipients, window.first, window.last)
    # a recipient's part of these exports, or these exports' part of the world's
    whole = Slice(suppliers if recipients else (), (), window.first, window.last)
    return Share(part, whole)
