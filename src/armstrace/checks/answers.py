"""What the checks of quantities say alike: SIPRI's limits, the names of the parties, a finding without a figure."""

from armstrace.gazetteer.states import display
from armstrace.gazetteer.weapon_classes import weapon_classes
from armstrace.records.claims import QuantityClaim
from armstrace.records.findings import Finding
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict

LIMITS = (
    "SIPRI counts transfers of major arms, paid for or not; it leaves out small arms, ammunition and most components.",
    "TIV is a measure of volume and no price: a share in TIV is no share of money.",
    "Figures are revised every spring; the same question asked of another edition can differ by a few points.",
)
OPEN_PERIOD = "The period has an open end and cannot be counted in years."
PART_OF_A_YEAR = "The registers count whole years; a part of a year cannot be told from them."
# what a claim says for "the world's"
WORLD = "*"
NOT_RECORDED = "not recorded by SIPRI in this edition"


def unknown_period(period: When | None) -> str:
    """Say why the years of a claim are not known: its period has an open end, or the text does not date it."""
    if period is None or period.earliest or period.latest or not period.printed:
        return OPEN_PERIOD
    return f"The text says \u201c{period.printed}\u201d and not in which years that was."


def nothing(
    claim: QuantityClaim, name: str, version: int, reason: str, verdict: Verdict = Verdict.CANNOT_TELL
) -> Finding:
    """Give a finding without a figure."""
    return Finding(
        claim=claim, check=name, method=f"checks.{name}@{version}", verdict=verdict, reason=reason, limits=LIMITS
    )


def outside_arms(claim: QuantityClaim) -> str | None:
    """Say why a figure of other goods, of one class of weapon or of a region cannot be checked by these registers."""
    if claim.place:
        return (
            f"This is limited ({claim.place}). The registers here record states; such a limit cannot be applied to "
            "them, so the figure cannot be told from these files."
        )
    if claim.commodity in {None, "arms"}:
        return None
    if claim.commodity in weapon_classes():
        return (
            f"This is about one class of weapon ({claim.commodity.replace('_', ' ')}), not about all major arms, "
            "and is not computed from the whole."
        )
    return (
        f"The registers here record transfers of major arms; they know nothing of {claim.commodity}. "
        "A trade table for that commodity and year would be needed."
    )


def parties(codes: str | None) -> tuple[str, ...]:
    """Split "ISR+TUR" into its states; none where all the world is meant ("*") or nobody is named.

    >>> parties("ISR+TUR"), parties("*"), parties(None)
    (('ISR', 'TUR'), (), ())
    """
    return tuple(codes.split("+")) if codes and codes != WORLD else ()


def names(codes: str | None) -> str:
    """Name states for a sentence.

    >>> names("ISR+RUS")
    'Israel and Russia'
    """
    *first, last = [display(code) for code in parties(codes)] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def route(supplier: str | None, recipient: str | None) -> str:
    """Name who gave and who got; one side alone is said as "from Israel" or "to Azerbaijan".

    >>> route("ISR", "AZE"), route("ISR", "*"), route(None, "AZE")
    ('Israel to Azerbaijan', 'from Israel', 'to Azerbaijan')
    """
    giver, taker = names(supplier), names(recipient)
    if giver and taker:
        return f"{giver} to {taker}"
    return f"from {giver}" if giver else f"to {taker}"
