"""Drawings higher than a sheet of paper: cut where one of their own lines runs across, so that no writing is cut."""

import re
from itertools import pairwise

HIGHEST = 1.34
"""A drawing that is set as wide as the text may be so many times as high as it is wide."""
_ACROSS = re.compile(r'<path\b[^>]*? d="M([\d.]+) ([\d.]+)H([\d.]+)"')
_BOX = re.compile(r'viewBox="0 0 [\d.]+ [\d.]+" width="[\d.]+" height="[\d.]+"')
_MOST_OF_IT = 0.8


def sheets_of(svg: str, wide: float, high: float) -> list[tuple[str, float]]:
    """Give a drawing as the parts that fit a sheet each, with their heights; whole where it fits or has no such lines.

    >>> box = '<svg viewBox="0 0 10 20" width="10" height="20">'
    >>> [part for _, part in sheets_of(box + '<path d="M0 9H10"/><path d="M0 12H10"/></svg>', 10, 20)]
    [12.0, 8.0]
    """
    lines = [float(y) for start, y, end in _ACROSS.findall(svg) if float(end) - float(start) >= _MOST_OF_IT * wide]
    cuts, begin = [0.0], 0.0
    while high - begin > HIGHEST * wide:
        fitting = [y for y in lines if begin < y <= begin + HIGHEST * wide]
        if not fitting:
            return [(svg, high)]
        begin = max(fitting)
        cuts.append(begin)
    if len(cuts) == 1 or not _BOX.search(svg):
        return [(svg, high)]
    return [(_part(svg, wide, top, bottom), bottom - top) for top, bottom in pairwise([*cuts, high])]


def _part(svg: str, wide: float, top: float, bottom: float) -> str:
    size = f'width="{wide:g}" height="{bottom - top:g}"'
    return _BOX.sub(f'viewBox="0 {top:g} {wide:g} {bottom - top:g}" {size}', svg, count=1)
