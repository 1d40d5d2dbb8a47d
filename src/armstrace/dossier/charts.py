"""Bar charts as inline SVG, drawn by Vega-Lite through vl-convert without asking any host.

Every position is given in the specification and no text is measured, so the bytes do not depend on the fonts of the
machine. Labels stand above their bars: a chart 300 units wide reads the same on a phone and on paper. Colours are
attributes that a page may override through the classes Vega writes (`bars_marks`, `own_marks`, `track_marks`).
"""

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import vl_convert
from markupsafe import escape

from armstrace.dossier.drawing import FONT
from armstrace.dossier.shown_text import one_line
from armstrace.dossier.wording import amount

WIDTH = 300
STEP = 42
BAR_TOP = 24
BAR_HEIGHT = 12
MARGIN_BELOW = 6
LABEL_CHARACTERS = 34

_HEAD = re.compile(r"^<svg [^>]*>")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `highlighted` is the one the claim is about, said by an arrow and weight as well as by colour."""

    label: str
    value: float
    highlighted: bool = False
    note: str = ""


def bars(
    title: str,
    items: Sequence[Bar],
    unit: str = "percent",
    *,
    reference: tuple[str, float] | None = None,
    standalone: bool = False,
) -> str:
    """Draw horizontal bars as an SVG element; the same bars give the same bytes.

    `reference` is a named value drawn as a dashed line through the bars ("the text says 60 %"). Percentages from 0 to
    100 share one scale, 0 to 100; other units run from zero to the largest value. Values that are not finite are
    named in the description and not drawn. `standalone` gives a file of its own: namespace and white ground.
    """
    drawn = [bar for bar in items if math.isfinite(bar.value)]
    spec = _spec(drawn, unit, reference[1] if reference else None, "white" if standalone else None)
    svg = _draw(json.dumps(spec, sort_keys=True))
    name, described = escape(one_line(title, 200)), escape(_description(items, unit, reference))
    height = spec["height"]
    space = ' xmlns="http://www.w3.org/2000/svg"' if standalone else ""
    head = (
        f'<svg{space} class="bars" role="img" aria-label="{name}: {described}" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}"><title>{name}</title><desc>{described}</desc>'
    )
    return head + _HEAD.sub("", svg, count=1)


@lru_cache(maxsize=256)
def _draw(spec: str) -> str:
    # the first call starts a JavaScript engine (about 0.5 s); each chart after it takes about 10 ms
    return str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))


def _description(items: Sequence[Bar], unit: str, reference: tuple[str, float] | None) -> str:
    said = [f"{one_line(bar.label, 200)} {amount(bar.value, unit)}" for bar in items]
    if reference:
        said.append(f"dashed line: {one_line(reference[0], 200)}")
    return "; ".join(said)


def _domain(values: Sequence[float], unit: str) -> tuple[float, float]:
    low, high = min([0.0, *values]), max([0.0, *values])
    if unit == "percent" and low == 0 and high <= 100:
        return 0.0, 100.0
    return low, high if high > low else low + 1.0


def _spec(items: Sequence[Bar], unit: str, reference: float | None, background: str | None) -> dict[str, Any]:
    low, high = _domain([bar.value for bar in items] + ([reference] if reference is not None else []), unit)
    height = STEP * len(items) + MARGIN_BELOW
    rows = [
        {
            "label": ("▸ " if bar.highlighted else "") + one_line(bar.label, LABEL_CHARACTERS),
            "said": amount(bar.value, unit),
            "own": bar.highlighted,
            "zero": 0,
            "value": bar.value,
            "text": index * STEP + BAR_TOP - 10,
            "top": index * STEP + BAR_TOP,
            "bottom": index * STEP + BAR_TOP + BAR_HEIGHT,
        }
        for index, bar in enumerate(items)
    ]
    across = {
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [low, high], "range": [0, WIDTH], "nice": False},
    }
    layers = [
        _rectangles("track", "#e7e3d9", across, {"datum": low}, {"datum": high}),
        _rectangles("bars", "#7d95a3", across, {"field": "zero"}, {"field": "value"}, only="!datum.own"),
        _rectangles("own", "#14597a", across, {"field": "zero"}, {"field": "value"}, only="datum.own"),
        _texts("names", "left", 0, "label"),
        _texts("values", "right", WIDTH, "said"),
    ]
    if reference is not None:
        layers.append(_line(reference, across, height))
    return {
        "data": {"values": rows},
        "width": WIDTH,
        "height": height,
        "padding": 0,
        "background": background,
        "autosize": {"type": "none"},
        "config": {"aria": False, "view": {"stroke": None}},
        "layer": layers,
    }


def _down(height_field: str) -> dict[str, Any]:
    # one unit is one pixel, so that nothing depends on how long the labels are
    return {"field": height_field, "type": "quantitative", "axis": None, "scale": None}


def _rectangles(
    name: str, fill: str, across: dict[str, Any], left: dict[str, Any], right: dict[str, Any], *, only: str = ""
) -> dict[str, Any]:
    return {
        "name": name,
        "transform": [{"filter": only}] if only else [],
        "mark": {"type": "rect", "fill": fill},
        "encoding": {"x": {**across, **left}, "x2": right, "y": _down("top"), "y2": {"field": "bottom"}},
    }


def _texts(name: str, align: str, x: int, field: str) -> dict[str, Any]:
    return {
        "name": name,
        "mark": {
            "type": "text", "align": align, "baseline": "middle", "x": x,
            "font": FONT, "fontSize": 13, "fontWeight": {"expr": "datum.own ? 700 : 400"}, "fill": "currentColor",
        },
        "encoding": {"y": _down("text"), "text": {"field": field, "type": "nominal"}},
    }  # fmt: skip


def _line(value: float, across: dict[str, Any], height: int) -> dict[str, Any]:
    return {
        "name": "reference",
        "data": {"values": [{"at": value}]},
        "mark": {"type": "rule", "stroke": "currentColor", "strokeDash": [3, 3], "y": BAR_TOP - 4, "y2": height},
        "encoding": {"x": {**across, "field": "at"}},
    }
