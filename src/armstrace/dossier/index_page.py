"""The page that lists the dossiers of a bundle."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from armstrace.dossier.templating import environment, policy, style_of


@dataclass(frozen=True, slots=True)
class DossierListed:
    """One document that was checked: the name of its pages, or why it has none; `whole` ones have all parts."""

    name: str
    title: str
    findings: int = 0
    whole: bool = False
    pdf: bool = False
    why_not: str = ""


def index_html(listed: Sequence[DossierListed]) -> str:
    """Write the list of dossiers as a page of its own."""
    style = style_of()
    page = (
        environment()
        .get_template("index.html")
        .render(
            title="Dossiers of this bundle",
            style=Markup(style),  # noqa: S704  # the package's own file
            policy=policy(style),
            listed=listed,
        )
    )
    return page.rstrip("\n") + "\n"
