"""Claims as the grammar would read them, built by hand so that the checks are tried alone."""

from typing import Any

from armstrace.records.claims import QuantityClaim, TradeClaim, TreatyClaim
from armstrace.records.values import When


def years(first: int, last: int) -> When:
    """Whole years, both included."""
    return When.years_of(first, last)


def quantity(measure: str, value: float | None, period: When | None = None, **slots: Any) -> QuantityClaim:
    """Build a claim of a number; `slots` are the other fields."""
    return QuantityClaim(start=0, end=5, text="words", measure=measure, value=value, period=period, **slots)


def import_share(
    value: float | None, supplier: str | None, recipient: str | None, period: When | None, **slots: Any
) -> QuantityClaim:
    """Build "SUPPLIER accounts for VALUE percent of RECIPIENT's arms imports"."""
    named = {"subject": supplier, "object": recipient, "unit": "percent", "commodity": "arms"}
    return quantity("share_of_imports", value, period, **(named | slots))


def export_share(
    value: float | None, supplier: str | None, recipient: str | None, period: When | None, **slots: Any
) -> QuantityClaim:
    """Build "RECIPIENT takes VALUE percent of SUPPLIER's arms exports"."""
    named = {"subject": supplier, "object": recipient, "unit": "percent", "commodity": "arms"}
    return quantity("share_of_exports", value, period, **(named | slots))


def count(value: float | None, supplier: str, recipient: str, period: When | None, **slots: Any) -> QuantityClaim:
    """Build "SUPPLIER delivered VALUE T-72 to RECIPIENT"."""
    named = {"subject": supplier, "object": recipient, "commodity": "arms", "action": "delivered"}
    if "designation" not in slots and "commodity" not in slots:
        named |= {"designation": "T-72", "unit": "T-72"}
    return quantity("count", value, period, **(named | slots))


def trade(commodity: str, supplier: str | None, recipient: str | None, **slots: Any) -> TradeClaim:
    """Build "SUPPLIER delivered COMMODITY to RECIPIENT"."""
    named = {"supplier": supplier, "recipient": recipient, "commodity": commodity, "text": "words"}
    return TradeClaim(start=0, end=5, **(named | slots))


def treaty(state: str, status: str, **slots: Any) -> TreatyClaim:
    """Build a claim of a state's relation to the Convention on Cluster Munitions."""
    named = {"treaty": "Convention on Cluster Munitions", "treaty_id": "CCM-2008"}
    named |= {"polarity": "negative" if status.startswith("not_") else "positive"}
    return TreatyClaim(start=0, end=5, text="words", state=state, claimed_status=status, **(named | slots))
