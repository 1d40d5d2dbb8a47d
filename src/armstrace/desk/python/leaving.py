"""What leaves a case: its dossier as a page or a PDF, and exports in formats of other programs."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from armstrace.desk.dossiers.written import Choosing, write_dossier
from armstrace.desk.exports.exported import Exported as Handed
from armstrace.desk.exports.exported import export
from armstrace.desk.licences import ALLOW, HOLD, sign
from armstrace.desk.python.answer import Answer, plain
from armstrace.desk.python.articles import exhibit_of
from armstrace.desk.python.columns import TEXT, WHOLE, Sheet
from armstrace.desk.python.held import Held
from armstrace.desk.questions.export import export_asked
from armstrace.desk.questions.mistakes import Mistakes
from armstrace.desk.questions.outputs import output
from armstrace.desk.questions.words import day
from armstrace.dossier.shown_text import shown

_FILES = Sheet({"name": TEXT, "sha256": TEXT, "size": WHOLE})


class DossierAsked(TypedDict, total=False):
    """How a dossier is written: `out` and `pdf` are files, `published` the day of publication.

    `leave_out`, `put_in` and `first` are keys of findings; leaving one out needs the reason, `why`.
    """

    published: str
    out: str | Path
    pdf: str | Path
    leave_out: tuple[str, ...] | list[str]
    put_in: tuple[str, ...] | list[str]
    first: tuple[str, ...] | list[str]
    why: str


class ExportAsked(TypedDict, total=False):
    """For whom and what use an export is; `allow` and `hold` name exhibits, which needs the reason, `why`."""

    to: str
    non_commercial: bool
    allow: tuple[str, ...] | list[str]
    hold: tuple[str, ...] | list[str]
    why: str


@dataclass(frozen=True, slots=True, repr=False)
class Dossier:
    """A dossier that was written: its files, and how many findings it has."""

    paths: tuple[Path, ...]
    findings: int

    def __repr__(self) -> str:
        return f"Wrote {shown(' and '.join(map(str, self.paths)))}: {self.findings} findings."


class Exported(Answer):
    """An export that left: a row per file. What did not leave, and why, stands in its remarks and beside the file."""

    __slots__ = ()


def dossier_in(held: Held, document: str | Path, asked: DossierAsked) -> Dossier:
    """Check a document again and write its dossier."""
    wrong = Mistakes()
    said = wrong.read(day, asked.get("published", ""), "published")
    page, pdf = (Path(where) if where else None for where in (asked.get("out"), asked.get("pdf")))
    wrong.read(output, page, "out")
    wrong.read(output, pdf, "pdf")
    choice = Choosing(
        tuple(asked.get("leave_out", ())), tuple(asked.get("put_in", ())), tuple(asked.get("first", ())),
        asked.get("why", ""),
    )  # fmt: skip
    with held.at_work() as case:
        wrong.tell()
        named = exhibit_of(case, document).sha256 if document else ""
        return Dossier(*write_dossier(case, named, said, page, pdf, choice))


def export_in(held: Held, words: tuple[str, ...], out: str | Path, how: ExportAsked) -> Exported:
    """Hand on what is named in a format."""
    with held.at_work() as case:
        asked, path = export_asked(
            [*words, str(out)], how.get("to", ""), non_commercial=how.get("non_commercial", False)
        )
        sign(case, ALLOW, how.get("allow", ()), how.get("why", ""))
        sign(case, HOLD, how.get("hold", ()), how.get("why", ""))
        return _answer(export(case, asked, path))


def _answer(done: Handed) -> Exported:
    told = plain(done.as_json())
    return Exported(
        title=f"Wrote {done.out}",
        rows=_FILES.rows(told["files"]),
        sheet=_FILES,
        told=told,
        remarks=(*done.content.remarks, *done.content.left_out, f"Line {done.line.seq} of the ledger keeps it."),
    )
