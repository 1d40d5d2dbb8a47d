"""Writing the dossier of a document that is in a case."""

from datetime import date
from pathlib import Path

from armstrace.desk.article import check_document
from armstrace.desk.document import load_text
from armstrace.desk.intake import Case
from armstrace.desk.page import Pages, write_pages
from armstrace.desk.results import document_to_show, keep
from armstrace.evidence.disk import explained

FOLDER = "dossier"


def write_dossier(
    case: Case, named: str, published: date | None, out: Path | None, pdf: Path | None = None
) -> tuple[tuple[Path, ...], int]:
    """Check a document again and write its page, its PDF or both; give where, and how many findings there are.

    `named` is the exhibit's name or the start of its hash, "" for the document checked last; a day not given is the
    one given then. Without `out` the page goes into the case's dossier folder, unless a PDF alone is asked for.

    Raises:
        CaseError: there is no such document, or what sets a PDF is not installed.
        IncompleteDossier: a value of the PDF does not lead back to its bytes.
        ArmstraceError: the page cannot be written.
    """
    exhibit, said = document_to_show(case, named)
    checked = check_document(case, load_text(case, exhibit, published or said))
    keep(case, checked)
    page = out
    if out is None and pdf is None:
        page = case.root / FOLDER / f"{exhibit.short}.html"
        with explained(page.parent, "Making the dossier folder"):
            page.parent.mkdir(exist_ok=True)
    write_pages(case, checked, Pages(page, pdf))
    return tuple(each for each in (pdf, page) if each is not None), len(checked.findings)
