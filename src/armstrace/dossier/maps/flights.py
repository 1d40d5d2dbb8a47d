"""Movements on a map that asks no host: a circle for each airfield, as large as many came, and lines between them."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from armstrace.dossier.drawing import COLOURS, WIDTH, Frame, fetching, lines_of, nothing_drawn, num
from armstrace.dossier.maps.labels import Labels
from armstrace.dossier.maps.routes import HEIGHT, Route, ends_of, route_lines, short_name
from armstrace.dossier.maps.sheet import HEAD, on_sheet
from armstrace.dossier.maps.view import View, great_circle, view_of
from armstrace.dossier.wording import listed, number
from armstrace.gazetteer.runway_fields import RunwayField, field_of

_FOOT = 20.0
_LEAST, _LARGEST = 3.5, 22.0
_LABELS, _DESCRIBED = 18, 60
_MEANS = (
    "A circle is an airfield, its area the movements expected there; a line is the shortest way between two airfields, "
    "not the way flown; wider is more."
)


@dataclass(frozen=True, slots=True)
class Stop:
    """An airfield by OurAirports ident or ICAO code, with the landings and take-offs expected there."""

    airfield: str
    landings: float
    takeoffs: float

    @property
    def both(self) -> float:
        """All movements expected there."""
        return self.landings + self.takeoffs


@dataclass(frozen=True, slots=True)
class MapOf:
    """What is drawn: the busiest airfields and routes, what is said beneath, and whether it is made up."""

    title: str
    stops: Sequence[Stop]
    routes: Sequence[Route]
    remarks: Sequence[str] = ()
    synthetic: bool = False


def flights_svg(shown: MapOf, *, standalone: bool = True, address: Callable[[str], str] = lambda _: "") -> str:
    """Draw movements; the same ones give the same bytes.

    `address` is what a click on an airfield fetches, in a page that can.
    """
    placed = [(stop, field) for stop in shown.stops if (field := field_of(stop.airfield))]
    known = [(route, ends) for route in shown.routes if (ends := ends_of(route))]
    beneath, synthetic = _beneath(shown), shown.synthetic
    if not placed:
        said = "No airfield with a place."
        return nothing_drawn(shown.title, said, beneath, synthetic=synthetic, standalone=standalone)
    ways = [place for _, (a, b) in known for place in great_circle((a.lat, a.lon), (b.lat, b.lon))]
    view = view_of([*ways, *((field.lat, field.lon) for _, field in placed)], (WIDTH, HEIGHT), margin=70)
    said = "; ".join(_said(stop, field) for stop, field in placed[:_DESCRIBED])
    height = HEAD + HEIGHT + _FOOT + 14 * len(beneath)
    frame = Frame(shown.title, f"{said}. {' '.join(beneath)}", WIDTH, height, synthetic, standalone)
    return on_sheet(frame, _MEANS, view, [*route_lines(view, known), *_circles(view, placed, address)], beneath)


def _circles(view: View, placed: Sequence[tuple[Stop, RunwayField]], address: Callable[[str], str]) -> Iterator[Markup]:
    most = max(stop.both for stop, _ in placed)
    labels = Labels(view)
    for stop, field in placed:
        x, y = view.point(field.lat, field.lon)
        wide = max(_LARGEST * math.sqrt(stop.both / max(most, 1e-9)), _LEAST)
        yield Markup(
            '<circle class="f-mark s-mark" cx="{}" cy="{}" r="{}" fill="{}" fill-opacity="0.28" stroke="{}" '
            'stroke-opacity="0.9"{}><title>{}</title></circle>'
        ).format(
            num(x), num(y), num(wide), COLOURS["mark"][0], COLOURS["mark"][0], fetching(address(stop.airfield)),
            _said(stop, field),
        )  # fmt: skip
    for stop, field in placed[:_LABELS]:
        yield labels.put(view.point(field.lat, field.lon), f"{stop.airfield} {short_name(field)}", "bold")


def _said(stop: Stop, field: RunwayField) -> str:
    return f"{stop.airfield} {field.name}: {number(stop.landings)} landings, {number(stop.takeoffs)} take-offs expected"


def _beneath(shown: MapOf) -> list[str]:
    said = list(shown.remarks)
    unknown = sorted({stop.airfield for stop in shown.stops if field_of(stop.airfield) is None})
    if unknown:
        said.append(f"No place is known for {listed(unknown[:8])}.")
    said.append("A flight is transport opportunity: it does not show what was on board.")
    return [line for each in said for line in lines_of(each, 124, 3)]
