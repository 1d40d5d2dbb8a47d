"""The altitude of a track over time, with the gaps and what was inferred in them."""

import math
from collections.abc import Iterator

from markupsafe import Markup

from armstrace.dossier.shown_text import one_line
from armstrace.dossier.tracks.map import LINES, WIDTH
from armstrace.dossier.tracks.model import Event, Fix, Track, clock, where

HEIGHT = 300.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 58.0, 14.0, 64.0, 26.0
_ROWS = 4
_STEP_FT = 10_000
_HOUR = 3600.0


class Axes:
    """Seconds and feet to units of the picture."""

    def __init__(self, track: Track) -> None:
        own = [fix for stretch in track.stretches for fix in stretch.fixes]
        times = [fix.at for fix in own] + [event.at for event in track.events]
        first, last = min(times, default=0.0), max(times, default=_HOUR)
        self.first = math.floor(first / _HOUR) * _HOUR
        self.last = max(math.ceil(last / _HOUR) * _HOUR, self.first + _HOUR)
        highest = max((fix.alt_ft for fix in own if fix.alt_ft is not None), default=0.0)
        self.top_ft = max(math.ceil(highest / _STEP_FT), 1) * _STEP_FT

    def x(self, at: float) -> float:
        """Give the place of a moment."""
        return _LEFT + (at - self.first) / (self.last - self.first) * (WIDTH - _LEFT - _RIGHT)

    def y(self, alt_ft: float) -> float:
        """Give the place of an altitude."""
        return HEIGHT - _BOTTOM - max(alt_ft, 0.0) / self.top_ft * (HEIGHT - _TOP - _BOTTOM)


def draw_profile(track: Track) -> Markup:
    """Draw pressure altitude over time; where none was told there is no line."""
    axes = Axes(track)
    parts = [Markup('<rect width="{}" height="{}" fill="#fdfcf8"/>').format(f"{WIDTH:.0f}", f"{HEIGHT:.0f}")]
    parts += _gaps(track, axes)
    parts += _grid(axes)
    for stretch in track.stretches:
        colour, width, dashes = LINES[stretch.kind]
        for path in _paths(stretch.fixes, axes, on_ground=stretch.kind == "ground"):
            parts.append(
                Markup(
                    '<path d="{}" fill="none" stroke="{}" stroke-width="{}" stroke-dasharray="{}" '
                    'stroke-linejoin="round"/>'
                ).format(path, colour, width, dashes or "none")
            )
    parts += [_event(event, axes, number % _ROWS) for number, event in enumerate(track.events)]
    return Markup("").join(parts)


def _gaps(track: Track, axes: Axes) -> Iterator[Markup]:
    for one, two in track.gaps():
        left, right = axes.x(one.at), axes.x(two.at)
        yield Markup(
            '<rect x="{:.1f}" y="{}" width="{:.1f}" height="{}" fill="#e7e3d9"><title>nothing received {} to {}</title>'
            "</rect>"
        ).format(left, _TOP, max(right - left, 0.5), HEIGHT - _TOP - _BOTTOM, clock(one.at), clock(two.at))


def _grid(axes: Axes) -> Iterator[Markup]:
    across = Markup('<path d="M{} {:.1f}H{}" stroke="#ddd7ca"/>')
    down = Markup('<path d="M{:.1f} {}v5" stroke="#5a554c"/>')
    said = Markup('<text x="{:.1f}" y="{:.1f}" font-size="11" text-anchor="{}" fill="#5a554c">{}</text>')
    for feet in range(0, int(axes.top_ft) + 1, _STEP_FT):
        yield across.format(_LEFT, axes.y(feet), WIDTH - _RIGHT)
        yield said.format(_LEFT - 6, axes.y(feet) + 4, "end", f"{feet:,} ft")
    hours = int((axes.last - axes.first) / _HOUR)
    for hour in range(0, hours + 1, max(1, math.ceil(hours / 12))):
        at = axes.first + hour * _HOUR
        yield down.format(axes.x(at), HEIGHT - _BOTTOM)
        yield said.format(axes.x(at), HEIGHT - 8, "middle", f"{clock(at)} UTC" if hour == 0 else clock(at))


def _paths(fixes: tuple[Fix, ...], axes: Axes, *, on_ground: bool) -> Iterator[str]:
    """Give lines through altitudes that follow each other; on the ground, which tells none, the lower edge."""
    run: list[str] = []
    before: Fix | None = None
    for fix in fixes:
        altitude = 0.0 if on_ground else fix.alt_ft
        if altitude is None or (before is not None and fix.at - before.at > 300):
            if len(run) > 1:
                yield "M" + "L".join(run)
            run = []
        if altitude is not None:
            place = f"{axes.x(fix.at):.1f} {axes.y(altitude):.1f}"
            if not run or run[-1] != place:
                run.append(place)
        before = fix
    if run:
        yield "M" + "L".join(run if len(run) > 1 else [*run, *run])


def _event(event: Event, axes: Axes, row: int) -> Markup:
    x, y = axes.x(event.at), 14.0 + row * 13
    earliest, latest = axes.x(max(event.earliest, axes.first)), axes.x(min(event.latest, axes.last))
    sign = "↓" if event.kind == "landing" else "↑"
    anchor = "start" if x < WIDTH * 0.2 else "end" if x > WIDTH * 0.8 else "middle"
    return Markup(
        '<path d="M{0:.1f} {1:.1f}V{2:.1f}" stroke="#1e1c19" stroke-width="1" stroke-dasharray="3 3"/>'
        '<path d="M{3:.1f} {2:.1f}H{4:.1f}" stroke="#1e1c19" stroke-width="4" stroke-opacity="0.5"/>'
        '<text x="{0:.1f}" y="{5:.1f}" font-size="12" font-weight="700" text-anchor="{6}" fill="#1e1c19">{7}</text>'
    ).format(x, y + 3, HEIGHT - _BOTTOM, earliest, max(latest, earliest + 1), y, anchor, f"{sign} {_said(event)}")


def _said(event: Event) -> str:
    return one_line(where(event), 40)
