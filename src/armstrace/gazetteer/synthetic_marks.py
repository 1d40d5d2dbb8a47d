"""How made-up data say that they are: what is marked so supports nothing, and every output says so."""

import re
from collections.abc import Iterable

from armstrace.gazetteer.aircraft_made_up import is_made_up

WATERMARK = "SYNTHETIC DATA"
"""Stands on everything made from such data."""

_WORD = re.compile(r"\bSYNTHETIC\b", re.IGNORECASE)


def is_synthetic(texts: Iterable[str | None]) -> bool:
    """Tell by the word "synthetic" in any text, an operator's or an owner's, or by a made-up aircraft's registration.

    >>> is_synthetic(["F-HSYN", "SP-SYN", None]), is_synthetic(["4K-SYN86"]), is_synthetic(["Synthetic test fleet"])
    (False, True, True)
    """
    return any(text and (_WORD.search(text) or is_made_up(text)) for text in texts)
