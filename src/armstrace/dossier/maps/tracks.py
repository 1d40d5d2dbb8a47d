"""Tracks of many aircraft and days on one map that asks no host: what was received, and dashed what was not."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from markupsafe import Markup

from armstrace.dossier.drawing import COLOURS, WIDTH, Frame, fetching, lines_of, nothing_drawn, num
from armstrace.dossier.maps.labels import Labels
from armstrace.dossier.maps.routes import HEIGHT
from armstrace.dossier.maps.sheet import HEAD, on_sheet
from armstrace.dossier.maps.view import Place, View, great_circle, view_of
from armstrace.dossier.tracks.model import GAP_S, Candidate, Fix, Track, chance

_FOOT = 20.0
_NAMED, _LABELS = 0.05, 16
_FRAMED_BY = 200
_MEANS = "A line is one aircraft on one day; dashed: nothing received, drawn as the shortest way. Circles: airfields."


def tracks_svg(
    tracks: Sequence[Track],
    title: str,
    *,
    synthetic: bool = False,
    standalone: bool = True,
    address: Callable[[Track], str] = lambda _: "",
) -> str:
    """Draw tracks over each other; the same tracks give the same bytes.

    `address` is what a click on a track fetches, in a page that can.
    """
    seen = [(track, own) for track in tracks if (own := track.own)]
    beneath = lines_of("A flight is transport opportunity: it does not show what was on board.", 124, 3)
    if not seen:
        return nothing_drawn(title, "No track to draw.", beneath, synthetic=synthetic, standalone=standalone)
    fields = _fields(track for track, _ in seen)
    places = [(fix.lat, fix.lon) for _, own in seen for fix in own[:: max(len(own) // _FRAMED_BY, 1)]]
    view = view_of([*places, *(place for place, _ in fields.values())], (WIDTH, HEIGHT), margin=60)
    described = "; ".join(track.title for track, _ in seen)
    frame = Frame(title, described, WIDTH, HEAD + HEIGHT + _FOOT + 14 * len(beneath), synthetic, standalone)
    return on_sheet(frame, _MEANS, view, [*_lines(view, seen, address), *_circles(view, fields)], beneath)


def _fields(tracks: Iterator[Track]) -> dict[str, tuple[Place, float]]:
    """Give the airfields that may have been landed at or left, with the likeliest of their probabilities."""
    found: dict[str, tuple[Place, float]] = {}
    for one in (each for track in tracks for event in track.events for each in event.candidates if _drawn(each)):
        if one.lat is not None and one.lon is not None:
            before = found.get(one.airfield, ((0.0, 0.0), 0.0))[1]
            found[one.airfield] = ((one.lat, one.lon), max(one.probability, before))
    return found


def _drawn(one: Candidate) -> bool:
    return bool(one.airfield) and one.probability >= _NAMED


def _lines(view: View, seen: Sequence[tuple[Track, list[Fix]]], address: Callable[[Track], str]) -> Iterator[Markup]:
    for track, own in seen:
        runs, gaps = [[own[0]]], list[str]()
        for one, two in pairwise(own):
            if two.at - one.at > GAP_S:
                gaps.append(view.path(great_circle((one.lat, one.lon), (two.lat, two.lon))))
                runs.append([])
            runs[-1].append(two)
        flown = "".join(view.path((fix.lat, fix.lon) for fix in (run if len(run) > 1 else run * 2)) for run in runs)
        yield Markup(
            '<g class="track"{}><title>{}</title><path class="s-soft" fill="none" stroke="{}" stroke-width="1.1" '
            'stroke-dasharray="6 5" d="{}"/><path class="s-own" fill="none" stroke="{}" stroke-width="1.8" '
            'stroke-opacity="0.75" stroke-linejoin="round" d="{}"/></g>'
        ).format(fetching(address(track)), track.title, COLOURS["soft"][0], "".join(gaps), COLOURS["own"][0], flown)


def _circles(view: View, fields: dict[str, tuple[Place, float]]) -> Iterator[Markup]:
    labels = Labels(view)
    for n, name in enumerate(sorted(fields, key=lambda each: (-fields[each][1], each))):
        place, likeliest = fields[name]
        x, y = view.point(*place)
        yield Markup(
            '<circle class="s-mark" cx="{}" cy="{}" r="{}" fill="none" stroke="{}" stroke-width="1.5">'
            "<title>{}: {} at most</title></circle>"
        ).format(num(x), num(y), num(3 + 4 * likeliest), COLOURS["mark"][0], name, chance(likeliest))
        if n < _LABELS:
            yield labels.put((x, y), f"{name} {chance(likeliest)}", "bold")
