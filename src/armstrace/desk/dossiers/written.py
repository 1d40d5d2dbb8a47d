"""Writing the dossier of a document that is in a case, as a person chose what stands in it."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from armstrace.desk.documents.article import Checked, check_document
from armstrace.desk.documents.document import load_text
from armstrace.desk.dossiers import choice as dossier_choice
from armstrace.desk.dossiers.page import Pages, write_pages
from armstrace.desk.intake import Case
from armstrace.desk.results import document_to_show, keep
from armstrace.desk.withdrawal.cleared import DOSSIER
from armstrace.evidence import ledger
from armstrace.evidence.disk import explained
from armstrace.evidence.lines import Line
from armstrace.records.exhibits import Exhibit

FOLDER = DOSSIER
EXPORTS = "exports"
"""What was exported from the desk lies in this part of the dossier folder; it goes with any exhibit withdrawn."""
WRITTEN = "dossier"
"""The act of exporting a dossier, in the ledger."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """What a person chooses of a dossier's findings, by their keys; `first` are to stand first, in this order."""

    leave_out: tuple[str, ...] = ()
    put_in: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class WrittenDossier:
    """A dossier that was exported: the file, its hash, the line of the ledger."""

    path: Path
    sha256: str
    line: Line


def write_dossier(
    case: Case,
    named: str,
    published: date | None,
    out: Path | None,
    pdf: Path | None = None,
    chosen: Choosing | None = None,
) -> tuple[tuple[Path, ...], int]:
    """Check a document again and write its page, its PDF or both; give where, and how many findings there are.

    `named` is the exhibit's name or the start of its hash, "" for the document checked last; a day not given is the
    one given then. Without `out` the page goes into the case's dossier folder, unless a PDF alone is asked for. What is
    `chosen` is signed in the ledger first.

    Raises:
        CaseError: there is no such document or finding, or what sets a PDF is not installed.
        IncompleteDossier: a value of the PDF does not lead back to its bytes.
        ArmstraceError: the page cannot be written.
    """
    exhibit, said = document_to_show(case, named)
    checked = check_document(case, load_text(case, exhibit, published or said))
    keep(case, checked)
    if chosen is not None:
        choose(case, checked, chosen)
    page = out
    if out is None and pdf is None:
        page = case.root / FOLDER / f"{exhibit.short}.html"
        with explained(page.parent, "Making the dossier folder"):
            page.parent.mkdir(exist_ok=True)
    write_pages(case, checked, Pages(page, pdf))
    return tuple(each for each in (pdf, page) if each is not None), len(checked.findings)


def choose(case: Case, checked: Checked, chosen: Choosing) -> None:
    """Sign what a person chooses of a document's findings; nothing is signed where something of it cannot be.

    Raises:
        CaseError: there is no such finding, no reason is given, or what is to go in again was not left out.
    """
    exhibit = checked.document.exhibit.sha256
    out, back = (
        [dossier_choice.named(checked.findings, key) for key in keys] for keys in (chosen.leave_out, chosen.put_in)
    )
    front = [dossier_choice.named(checked.findings, key) for key in chosen.first]
    for each in back:
        dossier_choice.require_left_out(case, exhibit, each)
    for each in out:
        dossier_choice.leave_out(case, exhibit, each, chosen.why)
    for each in back:
        dossier_choice.put_in(case, exhibit, each, chosen.why)
    for number, each in enumerate(front, 1):
        dossier_choice.place(case, exhibit, checked.findings, each.key, number)


def export_dossier(case: Case, exhibit: Exhibit, *, pdf: bool) -> WrittenDossier:
    """Write the dossier of a document into the case's folder of exports; that it was is a line in the ledger.

    Raises:
        CaseError: what sets a PDF is not installed, or the day of publication is not known.
        IncompleteDossier: a value does not lead back to its bytes.
    """
    kind = "pdf" if pdf else "html"
    folder = exports_folder(case)
    made = folder / f".{exhibit.short}.{kind}"
    write_dossier(case, exhibit.sha256, None, None if pdf else made, made if pdf else None)
    with explained(made, "Reading the dossier"):
        sha256 = hashlib.sha256(made.read_bytes()).hexdigest()
        path = made.replace(folder / f"{sha256}.{kind}")
    line = ledger.append(case.root, WRITTEN, case.by, exhibit=exhibit.sha256, format=kind, written=sha256)
    return WrittenDossier(path, sha256, line)


def exports_folder(case: Case) -> Path:
    """Give the folder for what is exported from the desk, made where it is not there."""
    folder = case.root / FOLDER / EXPORTS
    with explained(folder, "Making the dossier folder"):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def exported_file(case: Case, name: str) -> Path | None:
    """Give a file that was exported from the desk, None where it is not there any more."""
    path = case.root / FOLDER / EXPORTS / Path(name).name
    if path.is_symlink() or not path.is_file():
        return None
    return path
