"""A track as one SVG, and as an HTML page of its own that asks no host."""

import base64
import hashlib
from collections.abc import Sequence

from markupsafe import Markup

from armstrace.dossier.drawing import SUPPORTS_NOTHING, SYNTHETIC, watermark
from armstrace.dossier.shown_text import one_line, shown
from armstrace.dossier.tracks.map import HEIGHT as MAP_HEIGHT
from armstrace.dossier.tracks.map import LINES, WIDTH, draw_map
from armstrace.dossier.tracks.model import Event, Track, chance, clock, where
from armstrace.dossier.tracks.profile import HEIGHT as PROFILE_HEIGHT
from armstrace.dossier.tracks.profile import draw_profile
from armstrace.dossier.tracks.samples import as_attribute

_HEAD, _SPACE, _LEGEND = 30.0, 12.0, 26.0
_STYLE = """
:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
svg{max-width:100%;height:auto;display:block;margin:1rem 0}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;padding:.25rem .6rem .25rem 0;border-bottom:1px solid #8886;vertical-align:top}
.scroll{overflow-x:auto}
code{font-size:.8rem;overflow-wrap:anywhere}
"""
_MEANS = """\
A probability is the share of cases like this one in which the aircraft was at this airfield then, as far as \
geometry and physics tell. Those of one event sum to at most 1; the rest is that it was elsewhere, or not at all.
A gap is a time in which nothing was received. It does not show that the aircraft landed, nor that it did not.
A landing shows that an aircraft came. It does not show what was on board.
Marked positions cannot be this aircraft's, by its speed; they are drawn, and nothing is inferred from them."""


def track_svg(track: Track, *, synthetic: bool = False, standalone: bool = True) -> str:
    """Draw map and profile as one SVG file; the same track gives the same bytes.

    `standalone` gives a file of its own, else an element for a page that has the rules of `drawing.STYLE`.
    """
    height = _HEAD + MAP_HEIGHT + _SPACE + PROFILE_HEIGHT + _LEGEND
    title = one_line(f"{SYNTHETIC} – {track.title}" if synthetic else track.title, 110)
    described = f"{SUPPORTS_NOTHING} {_description(track)}" if synthetic else _description(track)
    own = Markup(' xmlns="http://www.w3.org/2000/svg"' if standalone else ' class="drawing"')  # noqa: S704  # our own
    # the page marks a moment on map and altitude
    moments = "" if standalone else Markup(' data-track="{}"').format(as_attribute(track))
    head = Markup(
        '<svg{4} role="img" aria-label="{0}" viewBox="0 0 {1:.0f} {2:.0f}" '
        'width="{1:.0f}" height="{2:.0f}" font-family="system-ui, sans-serif"{5}><title>{0}</title><desc>{3}</desc>'
        '<rect width="100%" height="100%" fill="#ffffff"/>'
        '<text x="4" y="20" font-size="15" font-weight="700" fill="#1e1c19">{0}</text>'
    ).format(title, WIDTH, height, described, own, moments)
    parts = [
        head,
        _moved(draw_map(track), _HEAD),
        _moved(draw_profile(track), _HEAD + MAP_HEIGHT + _SPACE, "profile"),
        _moved(_legend(), height - _LEGEND),
        *(watermark(WIDTH, height) if synthetic else ()),
        Markup("</svg>"),
    ]
    return str(Markup("").join(parts)) + "\n"


def _moved(drawing: Markup, down: float, name: str = "part") -> Markup:
    return Markup('<g class="{}" transform="translate(0 {:.0f})">{}</g>').format(name, down, drawing)


def _legend() -> Markup:
    told = (("air", "seen in the air"), ("ground", "on the ground"), ("astray", "marked: cannot be this aircraft's"))
    parts, x = [], 4.0
    for kind, words in told:
        colour, width, dashes = LINES[kind]
        parts.append(
            Markup(
                '<path d="M{0:.0f} 14h24" stroke="{1}" stroke-width="{2}" stroke-dasharray="{3}"/>'
                '<text x="{4:.0f}" y="18" font-size="12" fill="#1e1c19">{5}</text>'
            ).format(x, colour, width, dashes or "none", x + 30, words)
        )
        x += 52 + 6.4 * len(words)
    said = "grey: nothing received; ↓ landing, ↑ take-off"
    parts.append(Markup('<text x="{:.0f}" y="18" font-size="12" fill="#1e1c19">{}</text>').format(x, said))
    return Markup("").join(parts)


def _description(track: Track) -> str:
    said = [f"{event.kind} {clock(event.at)} UTC at {where(event)}" for event in track.events]
    said += [f"nothing received {clock(one.at)} to {clock(two.at)}" for one, two in track.gaps()]
    return one_line("; ".join(said) or "nothing inferred", 2000)


def track_html(track: Track) -> str:
    """Write the track as a page: the drawing, then in words what was inferred, the gaps, and the files read."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    page = Markup(
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="{0}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{1}</title>'
        "<style>{2}</style></head>"
        "<body><main><h1>{1}</h1>{3}<h2>Landings and take-offs</h2>{4}<h2>Nothing received</h2>{5}"
        "<h2>Marked positions</h2>{6}<h2>What this means</h2><ul>{7}</ul><h2>Read from</h2>{8}</main></body></html>\n"
    )
    day = track.day
    inferred = [
        (event.kind, clock(event.at, day), f"{clock(event.earliest, day)} to {clock(event.latest, day)}",
         _places(event), event.basis)
        for event in track.events
    ]  # fmt: skip
    astray = [
        (clock(each.fixes[0].at), clock(each.fixes[-1].at), len(each.fixes))
        for each in track.stretches
        if each.kind == "astray" and each.fixes
    ]
    gaps = [(clock(one.at), clock(two.at)) for one, two in track.gaps()]
    return str(
        page.format(
            policy,
            one_line(track.title, 110),
            Markup(_STYLE),  # noqa: S704 # our own
            Markup(track_svg(track).rstrip("\n")),  # noqa: S704 # escaped where it was made
            _table(("what", "UTC", "between", "where", "basis"), inferred),
            _table(("from", "to"), gaps),
            _table(("from", "to", "positions"), astray),
            Markup("").join(Markup("<li>{}</li>").format(sentence) for sentence in _MEANS.splitlines()),
            _table(("file", "SHA-256"), track.members),
        )
    )  # fmt: skip


def _places(event: Event) -> str:
    named = [f"{c.airfield} ({c.name}) {chance(c.probability)}, {c.tier}" for c in event.candidates if c.airfield]
    return "; ".join(named) or where(event)


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> Markup:
    if not rows:
        return Markup("<p>None.</p>")
    cells = Markup("").join(Markup("<th>{}</th>").format(each) for each in head)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(shown(str(cell))) for cell in row))
        for row in rows
    )
    table = Markup('<div class="scroll"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>')
    return table.format(cells, body)
