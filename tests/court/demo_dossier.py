"""The demonstration case with its report checked, and the parts of its dossier, for what is asked of a court's copy."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pypdfium2

from armstrace.desk.case import Case, open_case
from armstrace.desk.demo import PUBLISHED
from armstrace.desk.documents.article import Checked, check_document
from armstrace.desk.documents.document import load_text
from armstrace.desk.dossiers.page import dossier_of
from armstrace.dossier.model import Dossier

AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Made:
    """A case, what was checked in it, and the dossier of it."""

    case: Case
    checked: Checked
    dossier: Dossier


def made_of(folder: Path) -> Made:
    """Open the demonstration case and check its report."""
    case = open_case(folder, "p-court")
    checked = check_document(case, load_text(case, case.exhibit("report.md"), PUBLISHED))
    return Made(case, checked, dossier_of(case, checked, AT))


@lru_cache(maxsize=2)
def pages_of(pdf: bytes) -> tuple[str, ...]:
    """The text of each page, white space as one blank."""
    found = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]
    return tuple(re.sub(r"\s+", " ", page.replace("\ufffe", "-").replace("\u200b", "")) for page in found)
