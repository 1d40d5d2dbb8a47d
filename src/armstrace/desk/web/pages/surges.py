"""Surges: series of movements that the case keeps, and one of them with its chart."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from armstrace.desk.web.desk import Desk
from armstrace.desk.web.views.surges import SurgeAsked, SurgePage, SurgesAsked, surge_page, surge_routes, surges
from armstrace.desk.web.ways import Look
from armstrace.dossier.maps.calendar import calendar_svg
from armstrace.dossier.surges.chart import surge_svg


def _drawn(desk: Desk, shown: SurgePage) -> Mapping[str, Any]:
    """Draw weeks and calendar; once for each state of the case."""
    return {
        "chart": desk.cached(
            ("surge drawn", shown.key),
            lambda: Markup(surge_svg(shown.surge, standalone=False)),  # noqa: S704  # escaped where it was made
        ),
        "routes": desk.cached(
            ("surge routes", shown.key),
            lambda: Markup(surge_routes(desk, shown.key)),  # noqa: S704  # the same
        ),
        "calendar": desk.cached(
            ("surge calendar", shown.key),
            lambda: Markup(calendar_svg(shown.surge, standalone=False, linked=False)),  # noqa: S704  # the same
        ),
    }


WAYS = (
    Look(
        path="/surges",
        view=surges,
        asked=SurgesAsked,
        template="surges_kept.html",
        title="Surges",
        nav="Surges",
        order=55,
    ),
    Look(
        path="/surges/{key}",
        view=surge_page,
        asked=SurgeAsked,
        template="surge_kept.html",
        title="A surge",
        drawn=_drawn,
    ),
)
