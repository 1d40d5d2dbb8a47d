"""What a whole run of the tests costs in processor time: that it stays within its bound is told and held.

The house wants ten minutes on two cores; the bound holds what was reached, with room for a machine that takes
half as long again.
"""

import sys
from dataclasses import dataclass

# 1,386 s for 10,692 tests where the bound was set, 13:14 minutes; from hour to hour that differs by a quarter there
MOST_S = 2_200.0
# a run of a room or two is no whole run
WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor time that so many tests took, in all the processes that were waited for."""

    tests: int
    seconds: float

    def told(self) -> str:
        """Say it in a line."""
        over = ": OVER ITS BOUND, see tests/run_cost.py" if self.is_over() else ""
        return (
            f"measured: {self.tests:,} tests took {self.seconds:,.0f} s of processor time, {MOST_S:,.0f} at most{over}"
        )

    def is_over(self) -> bool:
        """Tell a whole run that took more than it may."""
        return self.tests >= WHOLE and self.seconds > MOST_S


def so_far(tests: int) -> Cost | None:
    """Give what this process and those that it waited for have taken; None where the system does not tell."""
    if sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415  # not everywhere

    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return Cost(tests, sum(each.ru_utime + each.ru_stime for each in used))
