"""How made-up data say that they are: what is marked so supports nothing, and every output says so."""

import re
from collections.abc import Iterable

WATERMARK = "SYNTHETIC DATA"
"""Stands on everything made from such data."""

_WORD = re.compile(r"\bSYNTHETIC\b", re.IGNORECASE)
_REGISTRATION = re.compile(r"^SYN-|SYN-?[0-9]|[0-9]SYN|-SYN[A-Z0-9]{2}")


def is_synthetic(texts: Iterable[str | None]) -> bool:
    """Tell by the word "synthetic" in any text, or by a registration with SYN that no state gives out.

    A state's own three or four letters after the hyphen may be SYN; with a number beside them, with two letters more,
    or in front they are test data's.

    >>> is_synthetic(["F-HSYN", "SP-SYN", "G-SYNA", None]), is_synthetic(["4K-SYN86"]), is_synthetic(["Synthetic fleet"])
    (False, True, True)
    """
    return any(text and (_WORD.search(text) or _REGISTRATION.search(text)) for text in texts)
