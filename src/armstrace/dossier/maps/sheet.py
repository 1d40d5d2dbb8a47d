"""A map as a drawing: its title, what its marks mean, the map in a frame that cuts what runs over, words beneath."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from armstrace.dossier.drawing import Frame, framed, num, paragraph, titled, words
from armstrace.dossier.maps.base import base_map, notice
from armstrace.dossier.maps.view import View

HEAD = 60.0
"""What stands above a map takes so much of the height."""


def on_sheet(frame: Frame, means: str, view: View, marks: Iterable[Markup], beneath: Sequence[str]) -> str:
    """Draw marks on the base map of a view, with the notice on borders; `frame` has room for the words beneath."""
    drawn = Markup("").join([base_map(view), *marks, notice(view)])
    window = Markup('<svg x="0" y="{0}" width="{1}" height="{2}" viewBox="0 0 {1} {2}">{3}</svg>').format(
        num(HEAD), num(view.width), num(view.height), drawn
    )
    lines = paragraph(8, HEAD + view.height + 18, beneath, "axis", 14)
    return framed(frame, [titled(frame.title), words(8, 46, means, "axis"), window, *lines])
