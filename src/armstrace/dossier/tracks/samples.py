"""Moments of a track for a page that marks them: where each stands on the map and on the altitude, and what it says."""

import json
import math

from armstrace.dossier.tracks.map import plane_of_track
from armstrace.dossier.tracks.model import Fix, Track, clock
from armstrace.dossier.tracks.profile import Axes

_APART = 1.0
Sample = tuple[float, float, float, float | None, str]


def samples_of(track: Track) -> list[Sample]:
    """Give a moment for each unit of the altitude's axis in which something was received, by time."""
    plane, axes = plane_of_track(track), Axes(track)
    found, last = list[Sample](), -math.inf
    own = [(stretch.kind, fix) for stretch in track.stretches if stretch.kind != "astray" for fix in stretch.fixes]
    for kind, fix in own:
        across = axes.x(fix.at)
        if across - last < _APART:
            continue
        last = across
        x, y = plane.point(fix.lat, fix.lon)
        feet = 0.0 if kind == "ground" else fix.alt_ft
        up = None if feet is None else round(axes.y(feet), 1)
        found.append((round(x, 1), round(y, 1), round(across, 1), up, _said(kind, fix, track.day)))
    return found


def as_attribute(track: Track) -> str:
    """Write the moments as the page's script reads them."""
    return json.dumps(samples_of(track), ensure_ascii=False, separators=(",", ":"))


def _said(kind: str, fix: Fix, day: str) -> str:
    """Say when, how high and where.

    >>> _said("air", Fix(3660.0, 31.5, -34.25, 2500.0), "1970-01-01")
    '01:01:00 UTC, 2,500 ft, 31.500 N 34.250 W'
    """
    at = f"{clock(fix.at)}:{int(fix.at % 60):02}{clock(fix.at, day)[5:]}"
    high = "on the ground" if kind == "ground" else "no altitude" if fix.alt_ft is None else f"{fix.alt_ft:,.0f} ft"
    lat, lon = f"{abs(fix.lat):.3f} {'NS'[fix.lat < 0]}", f"{abs(fix.lon):.3f} {'EW'[fix.lon < 0]}"
    return f"{at} UTC, {high}, {lat} {lon}"
