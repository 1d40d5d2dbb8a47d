"""The map of a track: lines to scale around the middle of what was flown, without a background from any host."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from armstrace.dossier.shown_text import one_line
from armstrace.dossier.tracks.model import Candidate, Fix, Track, chance, clock

WIDTH, HEIGHT, MARGIN = 860.0, 430.0, 34.0
LINES = {"air": ("#14597a", "1.8", ""), "ground": ("#7d5200", "3.2", ""), "astray": ("#a02020", "1.2", "2 3")}
_GAP = ("#5a554c", "1.2", "6 5")
_LEAST_SPAN_NM = 12.0
_NAMED = 0.05
_LABELS = 12
_STEPS = sorted((14.0 * step for step in range(-12, 13)), key=abs)


@dataclass(frozen=True, slots=True)
class Plane:
    """Degrees to units of the picture; longitudes run on over the date line."""

    lat: float
    lon: float
    scale: float

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        """Give the place of a position in the picture."""
        east = ((lon - self.lon + 180) % 360 - 180) * math.cos(math.radians(self.lat))
        return WIDTH / 2 + east * self.scale, HEIGHT / 2 - (lat - self.lat) * self.scale


def plane_of(fixes: Sequence[Fix], places: Sequence[tuple[float, float]]) -> Plane:
    """Find the middle and the scale at which everything is in the picture."""
    points = [(fix.lat, fix.lon) for fix in fixes] + list(places)
    if not points:
        return Plane(0.0, 0.0, 2.0)
    lons, last = [], points[0][1]
    for _, lon in points:
        last += (lon - last + 180) % 360 - 180
        lons.append(last)
    lats = [lat for lat, _ in points]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    wide = max((max(lons) - min(lons)) * math.cos(math.radians(lat)), _LEAST_SPAN_NM / 60)
    high = max(max(lats) - min(lats), _LEAST_SPAN_NM / 60)
    scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)
    return Plane(lat, (lon + 180) % 360 - 180, scale)


def plane_of_track(track: Track) -> Plane:
    """Find where a track lies in the picture: its positions, and the airfields named."""
    return plane_of(
        track.own or [fix for stretch in track.stretches for fix in stretch.fixes],
        [(c.lat, c.lon) for c, _ in _named(track) if c.lat is not None and c.lon is not None],
    )


def draw_map(track: Track) -> Markup:
    """Draw what was seen, the gaps, what is marked, and the airfields of what was inferred."""
    own, named, plane = track.own, _named(track), plane_of_track(track)
    parts = [Markup('<rect width="{}" height="{}" fill="#fdfcf8"/>').format(f"{WIDTH:.0f}", f"{HEIGHT:.0f}")]
    parts += _graticule(plane)
    parts += [_line([plane.point(f.lat, f.lon) for f in gap], _GAP) for gap in track.gaps()]
    for stretch in track.stretches:
        for run in _unbroken(stretch.fixes):
            parts.append(_line(_thinned([plane.point(fix.lat, fix.lon) for fix in run]), LINES[stretch.kind]))
    labels = Labels()
    for candidate, said in named:
        parts += _airfield(plane, candidate, said, labels)
    if own:
        parts += _end(plane, own[0], f"first seen {clock(own[0].at)}", labels)
        parts += _end(plane, own[-1], f"last seen {clock(own[-1].at)}", labels)
    parts.append(_ruler(plane))
    clip = f'<svg x="0" y="0" width="{WIDTH:.0f}" height="{HEIGHT:.0f}" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}">'
    return Markup("").join([Markup(clip), *parts, Markup("</svg>")])  # noqa: S704 # numbers of our own


def _named(track: Track) -> list[tuple[Candidate, str]]:
    """Give the airfields to be drawn, the likeliest first, with what is said of each."""
    found: dict[str, tuple[Candidate, list[str]]] = {}
    for event in track.events:
        for candidate in event.candidates:
            if candidate.airfield and candidate.probability >= _NAMED:
                kept = found.setdefault(candidate.airfield, (candidate, []))
                sign = "↓" if event.kind == "landing" else "↑"
                kept[1].append(f"{sign}{clock(event.at)} {chance(candidate.probability)}")
    most = sorted(found.values(), key=lambda each: -each[0].probability)[:_LABELS]
    return [(candidate, ", ".join(said[:3]) + (" …" if len(said) > 3 else "")) for candidate, said in most]


def _unbroken(fixes: Sequence[Fix]) -> Iterator[list[Fix]]:
    """Part positions where the next is so late that the line between them would be invented."""
    run: list[Fix] = []
    for fix in fixes:
        if run and fix.at - run[-1].at > 300:
            yield run
            run = []
        run.append(fix)
    if run:
        yield run


def _thinned(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Leave out points that lie within half a unit of the one before."""
    kept = points[:1]
    for point in points[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= 0.5:
            kept.append(point)
    return kept if kept[-1:] == points[-1:] else [*kept, points[-1]]


def _line(points: Sequence[tuple[float, float]], style: tuple[str, str, str]) -> Markup:
    colour, width, dashes = style
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (points if len(points) > 1 else [*points, *points]))
    return Markup(
        '<path d="{}" fill="none" stroke="{}" stroke-width="{}" stroke-dasharray="{}" stroke-linecap="round" '
        'stroke-linejoin="round"/>'
    ).format(path, colour, width, dashes or "none")


class Labels:
    """Words on the map, each moved up or down until it covers no other; there is no room for more than some."""

    def __init__(self) -> None:
        self._taken: list[tuple[float, float, float]] = []

    def put(self, x: float, y: float, said: str, *, bold: bool = False) -> Markup:
        """Write words near a place."""
        half = 3.5 * len(said)
        x = min(max(x, half + 4), WIDTH - half - 4)
        for step in _STEPS:
            at = y + step
            if 12 <= at <= HEIGHT - 6 and not any(
                abs(at - b) < 14 and abs(x - a) < half + c for a, b, c in self._taken
            ):
                self._taken.append((x, at, half))
                return _text(x, at, said, bold=bold)
        return Markup("")


def _end(plane: Plane, fix: Fix, said: str, labels: Labels) -> list[Markup]:
    x, y = plane.point(fix.lat, fix.lon)
    dot = Markup('<circle cx="{0:.1f}" cy="{1:.1f}" r="3" fill="#14597a"/>').format(x, y)
    return [dot, labels.put(x, y - 9, said)]


def _airfield(plane: Plane, candidate: Candidate, said: str, labels: Labels) -> list[Markup]:
    if candidate.lat is None or candidate.lon is None:
        return []
    x, y = plane.point(candidate.lat, candidate.lon)
    size = 3 + 4 * candidate.probability
    mark = Markup(
        '<circle cx="{:.1f}" cy="{:.1f}" r="{:.1f}" fill="none" stroke="#1e1c19" stroke-width="1.4"><title>{}</title>'
        "</circle>"
    ).format(x, y, size, one_line(candidate.name, 80))
    return [mark, labels.put(x, y + size + 12, f"{one_line(candidate.airfield, 12)} {said}", bold=True)]


def _text(x: float, y: float, said: str, *, bold: bool = False) -> Markup:
    return Markup(
        '<text x="{:.1f}" y="{:.1f}" font-size="12" font-weight="{}" text-anchor="middle" fill="#1e1c19" '
        'stroke="#fdfcf8" stroke-width="3" paint-order="stroke">{}</text>'
    ).format(x, y, 700 if bold else 400, said)


def _graticule(plane: Plane) -> Iterator[Markup]:
    """Draw meridians and parallels, some of each, with their degrees."""
    wide, high = WIDTH / plane.scale / max(math.cos(math.radians(plane.lat)), 0.02), HEIGHT / plane.scale
    step = next((step for step in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20) if wide / step <= 9), 30)
    across = Markup('<path d="M0 {0:.1f}H{1}" stroke="#e7e3d9"/><text x="4" y="{2:.1f}" {3}>{4}</text>')
    down = Markup('<path d="M{0:.1f} 0V{1}" stroke="#e7e3d9"/><text x="{2:.1f}" y="12" {3}>{4}</text>')
    looks = Markup('font-size="10" fill="#5a554c"')
    for number in range(math.ceil((plane.lat - high / 2) / step), math.floor((plane.lat + high / 2) / step) + 1):
        if abs(number * step) <= 90:
            y = plane.point(number * step, plane.lon)[1]
            yield across.format(y, WIDTH, y - 3, looks, _degrees(number * step, "NS"))
    for number in range(math.ceil((plane.lon - wide / 2) / step), math.floor((plane.lon + wide / 2) / step) + 1):
        x = plane.point(plane.lat, number * step)[0]
        yield down.format(x, HEIGHT, x + 3, looks, _degrees((number * step + 180) % 360 - 180, "EW"))


def _degrees(value: float, sides: str) -> str:
    """Write degrees with the side they lie on.

    >>> _degrees(-31.5, "NS")
    '31.5°S'
    """
    return f"{abs(round(value, 1)):g}°{sides[value < 0] if value else ''}"


def _ruler(plane: Plane) -> Markup:
    """Draw how long so many nautical miles are."""
    unit = plane.scale / 60
    length = next((nm for nm in (500, 200, 100, 50, 20, 10, 5, 2, 1) if nm * unit <= 180), 1)
    x, y = MARGIN / 2, HEIGHT - 10
    bar = Markup('<path d="M{0:.1f} {2:.1f}h{1:.1f}" stroke="#1e1c19" stroke-width="2"/>').format(x, length * unit, y)
    said = Markup('<text x="{:.1f}" y="{:.1f}" font-size="12" fill="#1e1c19">{} NM</text>')
    return bar + said.format(x, y - 6, length)
