"""Check: a supplier's share of a recipient's imports of major arms, or a recipient's share of the world's."""

from armstrace.checks.answers import nothing, parties
from armstrace.checks.editions import Slice
from armstrace.checks.registry import Ground
from armstrace.checks.share_finding import share_finding
from armstrace.checks.tiv_share import Share
from armstrace.checks.windows import Window
from armstrace.records.claims import Claim, QuantityClaim
from armstrace.records.findings import Finding

NAME = "import_share"
VERSION = 1


def accepts(claim: Claim) -> bool:
    """Answer claims of a share of imports, other than ranks."""
    return isinstance(claim, QuantityClaim) and claim.measure == "share_of_imports" and claim.comparator != "ordinal"


def check(claim: QuantityClaim, ground: Ground) -> Finding:
    """Recompute a share of imports of major arms from every SIPRI edition that covers the years.

    The share is the volume delivered by the supplier divided by the volume delivered by all suppliers to the
    recipient, both ends of the period included, in SIPRI trend-indicator values (TIV). A claim is supported where
    some edition lies within 1.0 percentage point (2 points, or 10 % of the value if that is less, where the text says
    "about"), contradicted where every edition is more than 2 points off, and partly supported in between. The edition
    generated nearest to publication stands first. A classic trade register prints no volume per year: an even split
    over each deal's delivery years is an estimate, and can only support in part or contradict by its bounds.
    """
    return share_finding(claim, ground, _share, nothing(claim, NAME, VERSION, ""))


def _share(claim: QuantityClaim, window: Window) -> Share | str:
    """Give the share the claim speaks of, or what its text leaves out."""
    suppliers, recipients = parties(claim.subject), parties(claim.object)
    if not recipients or not claim.subject:
        return "which supplier is meant" if recipients else "whose imports are meant"
    part = Slice(suppliers, recipients, window.first, window.last)
    # a supplier's part of these imports, or these imports' part of the world's
    whole = Slice((), recipients if suppliers else (), window.first, window.last)
    return Share(part, whole)
