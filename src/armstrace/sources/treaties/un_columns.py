"""The header and the cells of a participant table of the UN Treaty Collection.

A header cell lists the acts a column can hold, each with its mark: "Approval(AA), Acceptance(A), Accession(a),
Ratification". A cell is a date and, unless the unmarked act is meant, a mark: "9 Apr 2013 a". A date in brackets no
longer counts: the state has withdrawn, and the day stands in a footnote (UN Treaty Collection, explanatory notes).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from armstrace.records.errors import SourceChanged, UnreadableValue
from armstrace.records.values import When

PARTICIPANT = "Participant"
_HEADED = re.compile(r"\s*(?P<words>[^,()]+?)\s*(?:\((?P<mark>[^()]*)\))?\s*(?:,|$)")
_CELL = re.compile(r"^(?P<date>\d{1,2}\s+[A-Za-z]{3,9}\s+\d{4})(?:\s+(?P<mark>[A-Za-z]{1,2}))?$")
_FOOTNOTES = re.compile(r"\s*\[?\d+(?:\s*,\s*\d+)*\]?$")


@dataclass(frozen=True, slots=True)
class Form:
    """What a date with one mark says: action and form as in records.kinds.Commitment, and a note."""

    action: str
    how: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its `name` as printed and the acts it can hold by their mark ("" = no mark)."""

    name: str
    forms: Mapping[str, Form]


@dataclass(frozen=True, slots=True)
class Dated:
    """What one cell says: an act, its day, and whether brackets say that it no longer counts."""

    form: Form
    date: When
    bracketed: bool


_FORMS = {
    "signature": Form("signature"),
    "succession to signature": Form("signature", note="succession to signature"),
    "definitive signature": Form("consent", note="definitive signature"),
    "consent to be bound": Form("consent", note="consent to be bound, notified under its own name"),
    "formal confirmation": Form("consent", note="formal confirmation"),
    **{how: Form("consent", how) for how in ("ratification", "accession", "acceptance", "approval", "succession")},
}


def columns_of(header: Sequence[str], name: str) -> list[Column]:
    """Read the header, first column aside.

    Raises:
        SourceChanged: the first column is not the participant, or a column lists an act that is not known.
    """
    if not header or header[0].strip() != PARTICIPANT or len(header) < 2 or len(set(header)) < len(header):
        raise SourceChanged(
            f"The columns {list(header)} are not {PARTICIPANT!r} and acts beside it, each once.",
            where=f"{name!r}, row 1",
            todo="Export the participants' table from treaties.un.org again.",
        )
    return [_column(cell, name) for cell in header[1:]]


def _column(cell: str, name: str) -> Column:
    forms: dict[str, Form] = {}
    for found in _HEADED.finditer(cell):
        words, mark = " ".join(found["words"].lower().split()), found["mark"] or ""
        form = Form("provisional") if words.startswith("provisional application") else _FORMS.get(words)
        if form is None or mark in forms:
            raise SourceChanged(
                f"The column {cell!r} lists {found['words']!r}, which this reader was not taught.",
                where=f"{name!r}, row 1",
                todo="Check that this is a participants' table of treaties.un.org; if its form is new, report it.",
            )
        forms[mark] = form
    if not forms:
        raise SourceChanged("A column has no name.", where=f"{name!r}, row 1", todo="Export the table again.")
    return Column(cell, forms)


def dated(cell: str, column: Column) -> Dated:
    """Read one cell that is not empty.

    Raises:
        UnreadableValue: it is not one date with a mark that the column lists.

    >>> dated("9 Apr 2013 a", columns_of(["Participant", "Accession(a), Ratification"], "26-6.csv")[0]).form.how
    'accession'
    """
    bracketed = cell.count("[") == cell.count("]") == 1 and cell.lstrip().startswith("[")
    plain = cell.replace("[", " ").replace("]", " ").strip() if bracketed else cell.strip()
    found = _CELL.match(plain)
    form = column.forms.get(found["mark"] or "") if found else None
    if not found or form is None:
        marks = ", ".join(mark or "none" for mark in column.forms)
        raise UnreadableValue(f"{cell.strip()!r} is not one date with a mark of this column (marks: {marks}).")
    when = When.read(" ".join(found["date"].split()))
    return Dated(form, replace(when, printed=found["date"]), bracketed)


def participant(cell: str) -> tuple[str, str]:
    """Give a participant's name without the numbers of its footnotes, and those numbers.

    >>> participant("China 5, 6")
    ('China', '5, 6')
    """
    notes = _FOOTNOTES.search(cell.strip())
    if not notes or not notes.start():
        return " ".join(cell.split()), ""
    return " ".join(cell.strip()[: notes.start()].split()), notes[0].strip(" []")
