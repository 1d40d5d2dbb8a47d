"""Incidents on a map that asks no host: each as a circle as wide as its place is uncertain, on borders with a notice.

What is known only to a country, or has no coordinates, is counted beneath, not drawn. Incidents at one place are one
circle with their number in it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from armstrace.dossier.drawing import COLOURS, WIDTH, Frame, fetching, lines_of, nothing_drawn, num
from armstrace.dossier.incidents.words import when_words
from armstrace.dossier.maps.labels import Labels
from armstrace.dossier.maps.sheet import HEAD, on_sheet
from armstrace.dossier.maps.view import EARTH_KM, View, view_of
from armstrace.records.kinds import Incident
from armstrace.records.precision import radius_km

HEIGHT = 520.0
_MEANS = "A circle is as wide as its place is uncertain; a number is how many it stands for."
_LEAST_PIXELS = 3.5
_LABELS, _CIRCLES, _DESCRIBED = 16, 4_000, 40
_LEAST_KM = 60.0


@dataclass(frozen=True, slots=True)
class _Spot:
    """Incidents drawn as one circle: where, how far off they may be (None: not said), and which."""

    lat: float
    lon: float
    precision: str
    incidents: tuple[Incident, ...]


def incidents_map(
    incidents: Iterable[Incident],
    title: str,
    remarks: Sequence[str] = (),
    *,
    standalone: bool = True,
    address: Callable[[Incident], str] = lambda _: "",
) -> str:
    """Draw incidents; the same incidents give the same bytes, in whatever order they come.

    `address` is what a click on the place of an incident fetches, in a page that can.
    """
    given = sorted(incidents, key=lambda each: each.key)
    spots = _spots(given)
    beneath = [line for each in (*_left_out(given), *remarks) for line in lines_of(each, 130)]
    if not spots:
        return nothing_drawn(title, "No incident with a place.", beneath, standalone=standalone)
    view = view_of([(spot.lat, spot.lon) for spot in spots], (WIDTH, HEIGHT), least_km=_LEAST_KM, margin=60)
    said_of = "; ".join(_described(spot) for spot in spots[:_DESCRIBED])
    height = HEAD + HEIGHT + 16 + 14 * len(beneath)
    frame = Frame(title, f"{said_of}. {' '.join(beneath)}", WIDTH, height, standalone=standalone)
    return on_sheet(frame, _MEANS, view, [*_circles(view, spots, address), *_names(view, spots)], beneath)


def _spots(incidents: Sequence[Incident]) -> list[_Spot]:
    """Put together what has one place and one precision; the largest circles come first, to lie beneath the others."""
    found: dict[tuple[float, float, str], list[Incident]] = {}
    for each in incidents:
        if each.lat is not None and each.lon is not None and each.precision != "country":
            found.setdefault((each.lat, each.lon, each.precision), []).append(each)
    spots = [_Spot(lat, lon, precision, tuple(held)) for (lat, lon, precision), held in found.items()]
    return sorted(spots, key=lambda s: (-(radius_km(s.precision) or 0.0), s.lat, s.lon, s.precision))[:_CIRCLES]


def _left_out(incidents: Sequence[Incident]) -> Iterator[str]:
    without = sum(each.lat is None for each in incidents)
    country = sum(each.lat is not None and each.precision == "country" for each in incidents)
    places = len({(each.lat, each.lon, each.precision) for each in incidents if each.lat is not None})
    if without:
        yield f"{without:,} without coordinates are not drawn."
    if country:
        yield f"{country:,} known only to a country are not drawn."
    if places > _CIRCLES:
        yield f"{places - _CIRCLES:,} places beyond the first {_CIRCLES:,} are not drawn."


def _circles(view: View, spots: Sequence[_Spot], address: Callable[[Incident], str]) -> Iterator[Markup]:
    per_km = view.scale / EARTH_KM
    for spot in spots:
        x, y = view.point(spot.lat, spot.lon)
        radius = radius_km(spot.precision)
        wide = max((radius or 0.0) * per_km, _LEAST_PIXELS)
        dashes = "" if spot.precision in {"exact", "town"} else "4 3"
        faint = 0.28 if wide < 30 else 0.08
        yield Markup(
            '<circle class="f-mark s-mark" cx="{}" cy="{}" r="{}" fill="{}" fill-opacity="{}" stroke="{}" '
            'stroke-opacity="0.8" stroke-width="1" stroke-dasharray="{}"{}><title>{}</title></circle>'
        ).format(
            num(x), num(y), num(wide), COLOURS["mark"][0], faint, COLOURS["mark"][0], dashes or "none",
            fetching(address(spot.incidents[0])), _described(spot),
        )  # fmt: skip


def _names(view: View, spots: Sequence[_Spot]) -> Iterator[Markup]:
    """Name the places with most incidents, each name once, as far as there is room."""
    labels = Labels(view)
    named: dict[str, list[_Spot]] = {}
    for spot in spots:
        named.setdefault(_name(spot), []).append(spot)
    counts = {name: sum(len(spot.incidents) for spot in held) for name, held in named.items()}
    for name in sorted(counts, key=lambda each: (-counts[each], each))[:_LABELS]:
        # the name stands where the most of them are
        best = max(named[name], key=lambda s: (len(s.incidents), s.lat, s.lon))
        if name:
            said = f"{name} {counts[name]}" if counts[name] > 1 else name
            yield labels.put(view.point(best.lat, best.lon), said, "bold")


def _name(spot: _Spot) -> str:
    names = Counter(each.place_printed.split(",")[0].strip() for each in spot.incidents)
    name = min(names, key=lambda each: (-names[each], each))
    return name if len(name) <= 24 else name[:23] + "…"


def _described(spot: _Spot) -> str:
    radius = radius_km(spot.precision)
    near = f"within {radius:g} km" if radius else "not said how near"
    dates = sorted({when_words(each.when) for each in spot.incidents})
    shown = ", ".join(dates[:3]) + (" …" if len(dates) > 3 else "")
    return f"{_name(spot) or 'no name'}, {near}: {len(spot.incidents)} ({shown})"
