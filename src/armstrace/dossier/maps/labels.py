"""Words on a map, where none covers another."""

from markupsafe import Markup

from armstrace.dossier.drawing import COLOURS, words
from armstrace.dossier.maps.view import View

_STEPS = sorted((14.0 * step for step in range(-9, 10)), key=abs)


class Labels:
    """Words on a map, each moved up or down until it covers no other; there is no room for more than some."""

    def __init__(self, view: View) -> None:
        """Begin with a map that has no words on it."""
        self._view = view
        self._taken: list[tuple[float, float, float]] = []

    def keep(self, x: float, y: float) -> None:
        """Keep words away from a place."""
        self._taken.append((x, y, 5.0))

    def put(self, place: tuple[float, float], said: str, look: str = "label", *, gap: float = 14.0) -> Markup:
        """Write words near a place, with a rim that parts them from what they lie on."""
        half = 3.5 * len(said) + 3
        x = min(max(place[0], half + 4), self._view.width - half - 4)
        for step in _STEPS:
            at = place[1] + step - gap
            inside = 12 <= at <= self._view.height - 22
            if inside and not any(abs(at - 4 - b) < 13 and abs(x - a) < half + c for a, b, c in self._taken):
                self._taken.append((x, at - 4, half))
                rim = Markup('<g class="s-land" stroke="{}" stroke-width="3.5" stroke-linejoin="round">{}</g>').format(
                    COLOURS["land"][0], words(x, at, said, look, "middle")
                )
                return rim + words(x, at, said, look, "middle")
        return Markup("")
