"""Setting the dossier with typst: PDF/A-2a and PDF/UA-1, its own fonts only, the same bytes for the same dossier."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from armstrace.dossier.model import Dossier
from armstrace.dossier.page import render
from armstrace.dossier.pdf.compose import composed, made_at
from armstrace.dossier.reopened import Reopenings
from armstrace.records.errors import ArmstraceError, CaseError

STANDARDS = ["a-2a", "ua-1"]
_NO_GLYPH = "could not be displayed"


class CannotSet(ArmstraceError, RuntimeError):
    """The typesetter refused the dossier, so no PDF is written."""


def render_pdf(dossier: Dossier, seen: Reopenings | None = None, page: str = "") -> bytes:
    """Give a dossier as one PDF file: archival (PDF/A-2a), readable aloud (PDF/UA-1), opening nothing outside itself.

    It says what `page.render` says, in the order of a filing, with footnotes to exhibit, place and the words `seen`
    there. `page` is what `page.render` gave, where it is at hand.

    Raises:
        IncompleteDossier: a claim, a finding or a row does not lead back to its bytes.
        CaseError: typst is not installed.
        CannotSet: typst refused the dossier.
    """
    typst = _typst()
    page = page or render(dossier, seen)
    try:
        return _set(typst, dossier, composed(dossier, page))
    except typst.TypstError as error:
        if _NO_GLYPH not in str(error):
            raise _refused(error) from error
    # a mark met a letter of another font: letters outside the text font are printed as their codes
    try:
        return _set(typst, dossier, composed(dossier, page, cautious=True))
    except typst.TypstError as error:
        raise _refused(error) from error


def _set(typst: Any, dossier: Dossier, content: dict[str, Any]) -> bytes:
    made: bytes = typst.compile(
        _template(),
        format="pdf",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        pdf_standards=STANDARDS,
        sys_inputs={"data": json.dumps(content, ensure_ascii=False)},
        timestamp=int(made_at(dossier).timestamp()),
    )
    return made


@cache
def _template() -> bytes:
    return files("armstrace.dossier.pdf").joinpath("dossier.typ").read_bytes()


@cache
def _fonts() -> Any:
    # a font of the machine would make the bytes depend on the machine
    return _typst().Fonts(include_system_fonts=False)


def _typst() -> Any:
    try:
        import typst  # noqa: PLC0415  # an extra that only the PDF needs
    except ImportError as error:
        raise CaseError(
            "The PDF needs typst, which is not installed.",
            todo='Install the extra "court": pip install "armstrace[court]".',
        ) from error
    return typst


def _refused(error: Exception) -> CannotSet:
    return CannotSet(
        f"The PDF cannot be set: {str(error)[:400]}",
        todo="This is a fault of armstrace: please report it. The HTML page can be written.",
    )
