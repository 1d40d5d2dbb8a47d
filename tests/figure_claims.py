"""Reading only the figures of the arms trade: what the grammar of shares, ranks, counts and treaties makes of a text."""

from collections.abc import Iterable
from datetime import date

from armstrace.reading.figures.read import Figure, read_figures
from armstrace.reading.figures.weapons import WeaponNames
from armstrace.reading.text.blocks import lines
from armstrace.reading.text.view import view


def figures_of(text: str, published: date, designations: Iterable[str] = ()) -> list[Figure]:
    """Read a text without parse, names and dates of the rest of the engine."""
    parts = [block.body for block in lines(text)]
    return read_figures(view(text), parts, published, WeaponNames.of(designations))
