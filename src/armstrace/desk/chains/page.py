"""The page of the chains of a case, with what its figures were calculated from."""

from armstrace.desk.chains.build import Built
from armstrace.dossier.chain_page import chains_html
from armstrace.dossier.wording import calculation


def page_of(made: Built, title: str = "") -> str:
    """Write chains as one page."""
    return chains_html(
        made.chains,
        title=title,
        calculation=calculation(made.editions),
        remarks=made.remarks,
        suggested=made.suggested,
    )
