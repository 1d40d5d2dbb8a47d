"""Reading a whole text into claims."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from armstrace.reading.figures.read import read_figures
from armstrace.reading.figures.weapons import WeaponNames
from armstrace.reading.text.blocks import blocks
from armstrace.reading.text.view import Span, view
from armstrace.records.claims import Claim

READER = "reading.grammar@1"


def read_claims(
    text: str, published: date, designations: Iterable[str] = (), parts: Sequence[Span] | None = None
) -> list[Claim]:
    """Find the checkable claims of a text, in the order they stand in it.

    Takes the text as received, the day it was published (dates without a year are read against it), the weapon
    designations that the case's registers know, and the blocks of the text (lines, where none are given). Offsets are
    code points of `text`; every claim's `text` is exactly that slice.
    """
    found = read_figures(
        view(text), parts if parts is not None else blocks(text), published, WeaponNames.of(designations)
    )
    return [replace(claim, text=text[claim.start : claim.end]) for claim in found]
