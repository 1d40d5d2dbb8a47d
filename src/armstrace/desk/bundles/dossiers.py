"""The pages of a bundle that people read: a dossier for each document checked, as HTML and PDF, and the way back.

They are made of what left with the bundle and of nothing else, so that `verify` makes them again and compares. No text
is read anew for them: the findings are those that the ledger knows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from armstrace.desk.bundles.case import BundleCase, as_bundled
from armstrace.desk.dossiers.choice import as_chosen
from armstrace.desk.dossiers.page import dossier_of
from armstrace.desk.dossiers.parts import CaseParts, parts_of
from armstrace.desk.dossiers.resolve import reopen
from armstrace.desk.exports.cited import cited_exhibits
from armstrace.desk.intake import Case
from armstrace.desk.kept_checked import kept_checked
from armstrace.desk.licences import Leaver
from armstrace.desk.why.page import why_findings
from armstrace.dossier.exports.bibtex import bibtex
from armstrace.dossier.exports.csl_json import csl_json
from armstrace.dossier.index_page import DossierListed, index_html
from armstrace.evidence.lines import Line
from armstrace.records.errors import CaseError

FOLDER = "data/dossier"
WORD = "pages"
"""What the line of an export calls this: the version of typst that set the PDFs, "" for none."""
MOST_WHOLE = 20
"""So many documents get everything: chain, incidents, PDF, the way back; the others the page on their text alone."""
MOST_PAGES = 200
_CHECK = "check"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A document that was checked: its hash, when it was checked last."""

    sha256: str
    at: str


def typst_here() -> str:
    """Give the version of typst that would set a PDF here, "" where it is not installed."""
    try:
        return version("typst")
    except PackageNotFoundError:
        return ""


def typst_told(line: Line) -> str | None:
    """Give the version of typst that the line of an export tells of; None of an export that had no pages."""
    told = line.payload.get(WORD)
    return str(told.get("typst", "")) if isinstance(told, dict) else None


def dossiers(case: Case, lines: Sequence[Line], leavers: Sequence[Leaver]) -> Iterator[tuple[str, bytes]]:
    """Give the pages of a bundle by name; PDFs only where typst is the one that the export tells of.

    Raises:
        IncompleteDossier: a value does not stand at its place in an exhibit that leaves.
        CaseError: what the case keeps is damaged.
    """
    told = typst_told(lines[-1])
    if told is None:
        return
    with as_bundled(case, lines, leavers) as seen:
        yield from _pages(seen, lines, pdf=bool(told) and told == typst_here(), named_pdf=bool(told))
    cited = cited_exhibits(case, (each.exhibit for each in leavers if each.leaves), leavers, lines)
    yield f"{FOLDER}/exhibits.csl.json", csl_json(cited).encode("utf-8", "backslashreplace")
    yield f"{FOLDER}/exhibits.bib", bibtex(cited).encode("utf-8", "backslashreplace")


def _pages(case: BundleCase, lines: Sequence[Line], *, pdf: bool, named_pdf: bool) -> Iterator[tuple[str, bytes]]:
    shared: CaseParts | None = None
    listed: list[DossierListed] = []
    for number, wanted in enumerate(_checked(lines)):
        name = f"{wanted.sha256[:12]}"
        try:
            exhibit = case.exhibit(wanted.sha256)
        except CaseError:
            listed.append(DossierListed(name, "", why_not="the document did not leave with this bundle"))
            continue
        if number >= MOST_PAGES:
            why_not = f"this bundle has pages for the first {MOST_PAGES} documents that were checked"
            listed.append(DossierListed(name, exhibit.received_name, why_not=why_not))
            continue
        checked = kept_checked(case, exhibit)
        if checked is None:
            listed.append(DossierListed(name, exhibit.received_name, why_not="its findings were removed"))
            continue
        whole = number < MOST_WHOLE
        shared = shared or parts_of(case)
        parts = shared if whole else CaseParts(readers=shared.readers, people=shared.people, refused=shared.refused)
        at = datetime.fromisoformat(wanted.at)
        dossier = as_chosen(case, dossier_of(case, checked, at, parts, bundled=True, alone=not whole))
        seen = reopen(case, checked.document, dossier)
        page = _html(dossier, seen)
        yield f"{FOLDER}/{name}.html", page.encode("utf-8", "backslashreplace")
        if whole:
            yield f"{FOLDER}/{name}-why.html", why_findings(case, checked).encode("utf-8", "backslashreplace")
            if pdf:
                yield f"{FOLDER}/{name}.pdf", _pdf(dossier, seen, page)
        listed.append(DossierListed(name, dossier.title, len(checked.findings), whole=whole, pdf=whole and named_pdf))
    yield f"{FOLDER}/index.html", index_html(listed).encode("utf-8", "backslashreplace")


def _checked(lines: Sequence[Line]) -> list[_Wanted]:
    """Give the documents that were checked, in the order of their first check."""
    found: dict[str, str] = {}
    for line in lines:
        if line.act == _CHECK:
            found[str(line.payload["exhibit"])] = line.at
    return [_Wanted(sha256, at) for sha256, at in found.items()]


def _html(dossier: Any, seen: Any) -> str:
    from armstrace.dossier.page import render  # noqa: PLC0415  # drawing is slow to load

    return render(dossier, seen)


def _pdf(dossier: Any, seen: Any, page: str) -> bytes:
    from armstrace.dossier.pdf.typeset import render_pdf  # noqa: PLC0415  # as above

    return render_pdf(dossier, seen, page)
