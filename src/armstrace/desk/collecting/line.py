"""What the ledger's lines on collecting are called, and how two clocks in them are compared."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

ACT = "collect"


def clock_off(said: str, at: datetime) -> int | None:
    """Give by how many seconds a server's clock (its Date header) is ahead of ours; None where it says no time."""
    try:
        moment = parsedate_to_datetime(said)
        return round((moment.replace(tzinfo=moment.tzinfo or UTC) - at).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None


def clock_words(off: int) -> str:
    """Say that two clocks differ."""
    return f"The server's clock is {abs(off):,} seconds {'ahead of' if off > 0 else 'behind'} this machine's."
