"""Incidents on a map where they are too many for a circle each: counted by cells of a grid, each with its number.

A cell says how many incidents are told of in it, and how many of these are known only to a district or a region and
stand in the cell of its middle. The darker a cell, the more; the steps are those of doubling.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from armstrace.dossier.drawing import COLOURS, WIDTH, Frame, fetching, lines_of, nothing_drawn
from armstrace.dossier.maps.labels import Labels
from armstrace.dossier.maps.sheet import HEAD, on_sheet
from armstrace.dossier.maps.view import View, view_of

HEIGHT = 520.0
_LEAST_KM, _LABELS, _DESCRIBED = 60.0, 24, 40
_SHADES = ("heat1", "heat2", "heat3", "heat4", "heat5")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the grid in degrees, how many incidents are drawn in it, and of how many the place is not near."""

    south: float
    west: float
    north: float
    east: float
    count: int
    vague: int = 0

    @property
    def sides(self) -> str:
        """South, west, north and east with commas between, as an address says them."""
        return ",".join(f"{side:.10g}" for side in (self.south, self.west, self.north, self.east))

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the cell."""
        return (self.south + self.north) / 2, (self.west + self.east) / 2


def cells_map(
    cells: Sequence[Cell],
    title: str,
    beneath: Sequence[str] = (),
    *,
    standalone: bool = True,
    address: Callable[[Cell], str] = lambda _: "",
) -> str:
    """Draw cells; `address` is what a click on one fetches, in a page that can."""
    rows = [row for each in beneath for row in lines_of(each, 130)]
    if not cells:
        return nothing_drawn(title, "No incident with a place.", rows, standalone=standalone)
    view = view_of(_framed(cells), (WIDTH, HEIGHT), least_km=_LEAST_KM, margin=30)
    most = sorted(cells, key=lambda each: (-each.count, each.south, each.west))
    high = most[0].north - most[0].south
    means = f"Each cell is {high:g} degrees high; its number is how many incidents are drawn in it."
    said = "; ".join(_described(each) for each in most[:_DESCRIBED])
    height = HEAD + HEIGHT + 16 + 14 * len(rows)
    frame = Frame(title, f"{said}. {' '.join(beneath)}", WIDTH, height, standalone=standalone)
    return on_sheet(frame, means, view, [*_squares(view, most, address), *_numbers(view, most)], rows)


def _framed(cells: Sequence[Cell]) -> list[tuple[float, float]]:
    """Give the corners of a frame around cells, its sides moved out to round degrees.

    Questions that differ by little are drawn on one base map then, which is costly to draw.
    """
    sides = [
        min(each.south for each in cells), max(each.north for each in cells),
        min(each.west for each in cells), max(each.east for each in cells),
    ]  # fmt: skip
    step = 2.0 ** math.floor(math.log2(max(sides[1] - sides[0], sides[3] - sides[2]) / 6))
    south, west = (math.floor(side / step) * step for side in (sides[0], sides[2]))
    north, east = (math.ceil(side / step) * step for side in (sides[1], sides[3]))
    lats = (max(-90.0, south), min(90.0, north))
    return [(lat, lon) for lat in lats for lon in (west, (west + east) / 2, east)]


def _squares(view: View, most: Sequence[Cell], address: Callable[[Cell], str]) -> Iterator[Markup]:
    for each in most:
        corners = (
            (each.south, each.west), (each.north, each.west), (each.north, each.east), (each.south, each.east),
        )  # fmt: skip
        shade = _shade(each.count, most[0].count)
        yield Markup('<path class="f-{0}" fill="{1}" fill-opacity="0.8" d="{2}z"{3}><title>{4}</title></path>').format(
            shade, COLOURS[shade][0], view.path(corners), fetching(address(each)), _described(each)
        )


def _shade(count: int, most: int) -> str:
    """Give the shade of a count: as many steps of doubling below the darkest as fit.

    >>> _shade(1, 1), _shade(1, 1000), _shade(1000, 1000)
    ('heat5', 'heat1', 'heat5')
    """
    steps = max(1, most.bit_length())
    return _SHADES[min(len(_SHADES) - 1, (count.bit_length() * len(_SHADES) - 1) // steps)]


def _numbers(view: View, most: Sequence[Cell]) -> Iterator[Markup]:
    """Write the numbers of the cells that have most, as far as there is room."""
    labels = Labels(view)
    for each in most[:_LABELS]:
        x, y = view.point(*each.middle)
        yield labels.put((x, y + 18), f"{each.count:,}", "bold")


def _described(each: Cell) -> str:
    vague = f", {each.vague:,} of them known only to a district or region" if each.vague else ""
    return f"{each.sides.replace(',', ', ')}: {each.count:,} incident{'s' if each.count != 1 else ''}{vague}"
