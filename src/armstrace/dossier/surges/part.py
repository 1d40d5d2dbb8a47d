"""The series of flights that a case keeps, drawn for a dossier: transport opportunity, which supports nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from armstrace.dossier.surges.chart import surge_svg
from armstrace.dossier.surges.words import TOLD
from armstrace.records.surges import Surge


@dataclass(frozen=True, slots=True)
class SurgeShown:
    """One series: what was told of it, and its drawing."""

    surge: Surge
    told: str
    drawing: Markup


def surges_part(surges: Iterable[Surge]) -> list[SurgeShown]:
    """Draw each series."""
    return [
        SurgeShown(each, TOLD.get(each.told, each.told), Markup(surge_svg(each, standalone=False)))  # noqa: S704  # escaped there
        for each in surges
    ]
