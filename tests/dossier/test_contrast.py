"""Contrast of every pair of colours that meet on the page, computed from the style sheet itself (WCAG 2.1, 1.4.3)."""

import re
from importlib.resources import files
from itertools import pairwise

import pytest

from armstrace.dossier.drawing import COLOURS

TEXT_MINIMUM = 4.5
SHAPE_MINIMUM = 3.0
STYLE = files("armstrace.dossier").joinpath("assets/base.css").read_text("utf-8")
STATES = ("supported", "partly", "contradicted", "not-shown", "cannot-tell", "unchecked")
TEXT_PAIRS = [
    *[(ink, ground) for ink in ("ink", "soft", "link") for ground in ("ground", "sheet", "well")],
    *[(state, ground) for state in STATES for ground in (f"{state}-tint", "ground", "sheet")],
    *[("ink", f"{state}-tint") for state in STATES],
    *[(text, ground) for text in ("contradicted", "partly") for ground in ("well", "sheet")],
    ("ground", "ink"),
    ("stamp", "stamp-tint"),
]
SHAPE_PAIRS = [("bar", "sheet"), ("own", "sheet"), ("focus", "ground"), ("focus", "sheet"), ("own", "track")]


def scheme(dark: bool) -> dict[str, str]:
    light, _, after = STYLE.partition("@media screen and (prefers-color-scheme: dark)")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    if dark:
        block = after[: after.index("}\n}")]
        changed = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        assert set(changed) == set(colours), "the dark scheme leaves a colour light"
        colours |= changed
    return colours


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_measure_knows_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read(ink: str, ground: str, dark: bool) -> None:
    colours = scheme(dark)
    assert contrast(colours[ink], colours[ground]) >= TEXT_MINIMUM


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_shapes_can_be_seen(shape: str, ground: str, dark: bool) -> None:
    colours = scheme(dark)
    assert contrast(colours[shape], colours[ground]) >= SHAPE_MINIMUM


def test_style_asks_no_host() -> None:
    assert not re.search(r"url\(|@import|https?:|@font-face", STYLE)


DRAWN_TEXT = [
    *[(text, "paper") for text in ("ink", "soft", "mark", "dates")],
    *[(text, "absent") for text in ("ink", "soft", "mark")],
    *[("dates", "period"), ("paper", "own")],
    *[("ink", ground) for ground in ("land", "sea")],
]
DRAWN_SHAPES = [
    ("bar", "paper"),
    ("own", "paper"),
    ("baseline", "paper"),
    ("sightline", "paper"),
    ("own", "land"),
    ("own", "absent"),
    ("soft", "absent"),
]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("one", "other"), DRAWN_TEXT + DRAWN_SHAPES)
def test_drawings_can_be_read(one: str, other: str, dark: bool) -> None:
    least = TEXT_MINIMUM if (one, other) in DRAWN_TEXT else SHAPE_MINIMUM
    assert contrast(COLOURS[one][dark], COLOURS[other][dark]) >= least


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_more_is_never_nearer_to_the_ground(dark: bool) -> None:
    shades = [
        contrast(COLOURS[name][dark], COLOURS["none"][dark]) for name in ("none", *(f"heat{n}" for n in range(1, 6)))
    ]
    assert shades == sorted(shades)
    assert all(two / one > 1.15 for one, two in pairwise(shades))
