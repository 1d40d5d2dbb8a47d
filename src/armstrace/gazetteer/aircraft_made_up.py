"""Aircraft that somebody made up to try programs with; their flights are no evidence of anything.

Made-up traffic, armstrace's own and that of the packs it is tried with, bears registrations with SYN where a state's
mark would be, or behind one and before a digit: no state registers aircraft so, while VH-SYN may well fly.
"""

import re

_MADE_UP = re.compile(r"(?:^|-)SYN(?:-|(?=[0-9A-F]*[0-9]))")


def is_made_up(registration: str) -> bool:
    """Tell whether a registration is one of those that only made-up aircraft bear.

    >>> [is_made_up(each) for each in ("SYN-A10", "4K-SYN64", "4K-SYN5B", "VH-SYN", "N517SY", "")]
    [True, True, True, False, False, False]
    """
    return _MADE_UP.search(registration.strip().upper()) is not None
