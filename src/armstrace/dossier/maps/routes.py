"""Routes between airfields as great circles, as wide as there were movements, on a base map that asks no host."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from armstrace.dossier.drawing import COLOURS, WIDTH, Frame, lines_of, nothing_drawn, num
from armstrace.dossier.maps.labels import Labels
from armstrace.dossier.maps.sheet import HEAD, on_sheet
from armstrace.dossier.maps.view import View, great_circle, view_of
from armstrace.dossier.wording import counted, listed, number
from armstrace.gazetteer.runway_fields import RunwayField, field_of

HEIGHT = 480.0
_FOOT = 44.0
_WIDEST, _LEAST = 11.0, 1.4
_LABELS = 14
_ROUTES = 200
_MEANS = "Lines are the shortest way between the airfields, not the way flown; wider is more movements."


@dataclass(frozen=True, slots=True)
class Route:
    """Movements expected from one airfield to another, which are named by OurAirports ident or ICAO code."""

    origin: str
    destination: str
    expected: float


def routes_of(landings: Iterable[Mapping[str, Any]]) -> tuple[Route, ...]:
    """Sum the landings whose origin is known to routes, the busiest first; a landing counts as much as it is likely."""
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for row in landings:
        origin, destination = str(row.get("origin") or ""), str(row.get("airfield") or "")
        if origin and destination and origin != destination:
            sums[origin, destination] += likely(row)
    found = (Route(origin, destination, count) for (origin, destination), count in sums.items())
    return tuple(sorted(found, key=lambda route: (-route.expected, route.origin, route.destination)))


def likely(row: Mapping[str, Any]) -> float:
    """Give the probability of a movement, 0 where none is given that could be one."""
    given = row.get("probability")
    chance = float(given) if isinstance(given, int | float) else 0.0
    return chance if 0 <= chance <= 1 else 0.0


def routes_svg(
    routes: Sequence[Route], title: str = "Routes", *, synthetic: bool = False, standalone: bool = True
) -> str:
    """Draw routes; the same routes give the same bytes. Airfields that nobody has a place for are named beneath."""
    known = [(route, ends) for route in routes[:_ROUTES] if (ends := ends_of(route)) is not None]
    unknown = sorted({code for route in routes for code in (route.origin, route.destination) if field_of(code) is None})
    beneath = _beneath(known, unknown, len(routes) - len(routes[:_ROUTES]))
    if not known:
        return nothing_drawn(title, "No route is known.", beneath, synthetic=synthetic, standalone=standalone)
    shown = [((a.lat, a.lon), (b.lat, b.lon)) for _, (a, b) in known]
    ways = [place for one, two in shown for place in great_circle(one, two)]
    view = view_of(ways, (WIDTH, HEIGHT), margin=70)
    said = "; ".join(f"{r.origin} to {r.destination} {number(r.expected)}" for r, _ in known)
    height = HEAD + HEIGHT + _FOOT + 14 * (len(beneath) - 1)
    frame = Frame(title, f"{said}. {' '.join(beneath)}", WIDTH, height, synthetic, standalone)
    return on_sheet(frame, _MEANS, view, [*route_lines(view, known), *_fields(view, known)], beneath)


def ends_of(route: Route) -> tuple[RunwayField, RunwayField] | None:
    """Give the airfields at both ends, where both are known and not the same."""
    one, two = field_of(route.origin), field_of(route.destination)
    return (one, two) if one and two and one.ident != two.ident else None


def route_lines(view: View, known: Sequence[tuple[Route, tuple[RunwayField, RunwayField]]]) -> Iterator[Markup]:
    """Draw great circles, as wide as there were movements."""
    most = max((route.expected for route, _ in known), default=1.0)
    for route, (one, two) in known:
        d = view.path(great_circle((one.lat, one.lon), (two.lat, two.lon), 48))
        wide = max(_WIDEST * math.sqrt(max(route.expected, 0.0) / max(most, 1e-9)), _LEAST)
        yield Markup(
            '<path class="s-own" fill="none" stroke="{}" stroke-width="{}" stroke-opacity="0.65" '
            'stroke-linecap="round" d="{}"><title>{} to {}: {}</title></path>'
        ).format(COLOURS["own"][0], num(wide), d, _name(one), _name(two), number(route.expected))


def _name(field: RunwayField) -> str:
    return f"{field.ident} {field.name}"


def _fields(view: View, known: Sequence[tuple[Route, tuple[RunwayField, RunwayField]]]) -> Iterator[Markup]:
    """Draw the airfields, and the names and numbers there is room for: first of those with most movements."""
    fields: dict[str, RunwayField] = {}
    sums: dict[str, float] = defaultdict(float)
    for route, ends in known:
        for field in ends:
            fields[field.ident] = field
            sums[field.ident] += route.expected
    order = sorted(fields, key=lambda ident: (-sums[ident], ident))
    labels = Labels(view)
    for ident in order:
        x, y = view.point(fields[ident].lat, fields[ident].lon)
        yield Markup(
            '<circle cx="{}" cy="{}" r="4" class="f-ink s-paper" fill="{}" stroke="{}" stroke-width="1.5"/>'
        ).format(num(x), num(y), COLOURS["ink"][0], COLOURS["paper"][0])
        labels.keep(x, y)
    for ident in order[:_LABELS]:
        yield labels.put(
            view.point(fields[ident].lat, fields[ident].lon), f"{ident} {short_name(fields[ident])}", "bold"
        )
    for route, (one, two) in known[:_LABELS]:
        middle = great_circle((one.lat, one.lon), (two.lat, two.lon), 2)[1]
        yield labels.put(view.point(*middle), number(route.expected), "label", gap=0.0)


def short_name(field: RunwayField) -> str:
    """Give the name of an airfield as far as a map has room."""
    name = field.name.replace(" International", "").replace(" Airport", "").strip()
    return name if len(name) <= 24 else name[:23] + "…"


def _beneath(known: Sequence[tuple[Route, Any]], unknown: Sequence[str], more: int) -> list[str]:
    """Say what the map shows in all, and what it cannot show."""
    said = [f"{number(sum(route.expected for route, _ in known))} movements expected on {counted(len(known), 'route')}"]
    if unknown:
        said.append(f"no place is known for {listed(unknown[:8])}")
    if more > 0:
        said.append(f"{more} lesser routes are not drawn")
    return lines_of(
        "; ".join(said) + ". A flight is transport opportunity: it does not show what was on board.", 124, 3
    )
