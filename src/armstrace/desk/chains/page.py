"""The page of the chains of a case, with what its figures were calculated from."""

from armstrace.desk.case import describe
from armstrace.desk.chains.build import Built
from armstrace.desk.intake import Case
from armstrace.dossier.chains.page import chains_html
from armstrace.dossier.wording import calculation


def page_of(case: Case, made: Built) -> str:
    """Write chains as one page; several together go under the title of the case."""
    return chains_html(
        made.chains,
        title=str(describe(case.root).get("title", "")) if len(made.chains) > 1 else "",
        calculation=calculation(made.editions),
        remarks=made.remarks,
        suggested=made.suggested,
    )
