"""The time as it is written down: UTC, to the second."""

from collections.abc import Callable
from datetime import UTC, datetime

from armstrace.records.errors import ArmstraceError

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Give the time of this machine's own clock; nobody vouches for that clock, and the ledger does not claim it."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """Write a moment as the ledger writes it, cut to the second.

    Raises:
        ArmstraceError: the moment names no time zone.

    >>> stamp(datetime(2026, 9, 1, 12, 30, 59, 999999, UTC))
    '2026-09-01T12:30:59Z'
    """
    if moment.tzinfo is None:
        raise ArmstraceError("A time without a time zone is not written down.", todo="Pass a clock that gives UTC.")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
