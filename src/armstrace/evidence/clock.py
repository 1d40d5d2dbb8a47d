"""The time as it is written down: UTC, to the second; and what is known of the clock it comes from."""

import ctypes
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from armstrace.records.errors import ArmstraceError

Clock = Callable[[], datetime]

_TIMEX_BYTES, _TIME_ERROR = 512, 5  # room for struct timex, and TIME_ERROR of sys/timex.h


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


def clock_source() -> str:
    """Say which clock the times come from, and whether the system keeps it in step with others (NTP or the like)."""
    held = _in_step()
    said = {
        True: "the system says that it is kept in step with a time server",
        False: "the system does not keep it in step with a time server",
        None: "the system does not say whether it is kept in step with a time server",
    }
    return f"this machine's own clock; {said[held]}"


def _in_step() -> bool | None:
    """Ask the kernel whether its clock is synchronised (adjtimex(2)); it is asked, never set."""
    if not sys.platform.startswith("linux"):
        return None
    asked = ctypes.create_string_buffer(_TIMEX_BYTES)
    try:
        state: int = ctypes.CDLL(None, use_errno=True).adjtimex(asked)
    except (OSError, AttributeError):
        return None
    return None if state < 0 else state != _TIME_ERROR
