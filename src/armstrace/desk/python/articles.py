"""Documents: what they claim, what the records say of it, and what they would have said on other days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from armstrace.desk.documents.article import Checked as CheckedDocument
from armstrace.desk.documents.article import case_claims_json, check_document, check_json, claims_json, in_order
from armstrace.desk.documents.case_claims import case_claims, read_one
from armstrace.desk.documents.document import ReadDocument, load_text, read_document
from armstrace.desk.dossiers.page import write_page
from armstrace.desk.editions.recheck import recheck, recheck_json
from armstrace.desk.intake import Case
from armstrace.desk.python.answer import Answer, plain
from armstrace.desk.python.columns import FLAG, NUMBER, TEXT, TEXTS, WHOLE, Sheet
from armstrace.desk.python.drawing import Drawing
from armstrace.desk.python.held import Held, ReadOnlyCase
from armstrace.desk.questions.document import readable
from armstrace.desk.questions.outputs import output
from armstrace.desk.questions.recheck import documents_to_recheck
from armstrace.desk.questions.words import day
from armstrace.desk.results import keep
from armstrace.records.errors import CaseError
from armstrace.records.exhibits import Exhibit
from armstrace.records.findings import Finding as Found
from armstrace.records.findings import Part
from armstrace.records.judgements import State
from armstrace.records.verdicts import Verdict

_CLAIMS = Sheet(
    {
        "doc": TEXT, "key": TEXT, "type": TEXT, "judged": TEXT, "start": WHOLE, "end": WHOLE, "text": TEXT,
    },
    ("key", "type", "judged", "doc", "text"),
)  # fmt: skip
_READINGS = Sheet(
    {
        "edition": TEXT, "value": NUMBER, "value_said": TEXT, "low": NUMBER, "high": NUMBER, "estimate": FLAG,
        "note": TEXT, "records": TEXTS,
    },
    ("edition", "value", "value_said", "low", "high", "estimate", "note"),
)  # fmt: skip
_FINDINGS = Sheet(
    {
        "key": TEXT, "verdict": TEXT, "words": TEXT, "figure": NUMBER, "figure_said": TEXT, "unit": TEXT,
        "reason": TEXT, "check": TEXT, "method": TEXT, "start": WHOLE, "end": WHOLE, "judged": TEXT, "records": TEXTS,
        "sql": TEXT, "limits": TEXTS,
    },
    ("verdict", "words", "figure", "unit", "reason"),
)  # fmt: skip
_RECHECKED = Sheet(
    {
        "doc": TEXT, "key": TEXT, "claim": TEXT, "check": TEXT, "on_day": TEXT, "with_undated": TEXT, "kept": TEXT,
        "today": TEXT, "differs": FLAG, "why_not_as_kept": TEXTS, "why_not_as_on_the_day": TEXTS,
    },
    ("claim", "on_day", "kept", "today", "differs"),
)  # fmt: skip
_SIGNS = {"supported": "\u2713", "partly": "\u25d0", "contradicted": "\u2717", "not_shown": "\u2205"}
_MACHINE = "Claims were read by machine: check the words before you rely on them."
_GUILT = "A verdict is about the record, not about guilt."


class Claims(Answer):
    """The checkable claims of documents, each with its exact words; a machine's suggestions until a person accepts."""

    __slots__ = ()


class Rechecked(Answer):
    """Verdicts on the day of publication, as kept and of today; a row per claim."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, repr=False, eq=False, kw_only=True)
class Finding(Answer):
    """What the records say of one claim: a row per reading, that is, per edition that was asked."""

    found: Found = field(repr=False)

    @property
    def key(self) -> str:
        """The key that `case.why` follows."""
        return self.found.key

    @property
    def verdict(self) -> Verdict:
        """The verdict."""
        return self.found.verdict

    @property
    def words(self) -> str:
        """The words of the claim, as they stand in the document."""
        return self.found.claim.text

    @property
    def reason(self) -> str:
        """Why the verdict is so, in a sentence."""
        return self.found.reason

    @property
    def figure(self) -> float | str | dict[str, str | None] | None:
        """The figure computed again, None where there is none; `unit` says of what."""
        return self.found.figure

    @property
    def unit(self) -> str | None:
        """The unit of the figure."""
        return self.found.unit

    @property
    def limits(self) -> tuple[str, ...]:
        """What the sources it rests on cannot show."""
        return self.found.limits

    @property
    def records(self) -> tuple[str, ...]:
        """The keys of all rows used."""
        return self.found.records

    @property
    def parts(self) -> Mapping[str, tuple[Part, ...]]:
        """What the figure is made of, by heading."""
        return dict(self.found.parts)

    def plot(self, heading: str = "") -> Drawing:
        """Draw what the figure is made of: the parts under this heading, else the first that can be drawn.

        Raises:
            CaseError: there are none.
        """
        from armstrace.dossier.finding_view import drawn

        for name, svg in drawn(self.found).items():
            if heading in {"", name}:
                return Drawing(svg)
        todo = f"The parts are under: {', '.join(self.found.parts) or 'none'}."
        raise CaseError("This finding has no parts to draw there.", where=heading, todo=todo)


@dataclass(frozen=True, slots=True, repr=False, eq=False, kw_only=True)
class Checked(Answer):
    """A document's claims against the records; a row per finding.

    `unchecked` are the words of claims that nothing here can answer, each with the reason; `left_out` those of claims
    that a person rejected.
    """

    findings: tuple[Finding, ...] = field(repr=False)
    unchecked: tuple[tuple[str, str], ...] = field(repr=False)
    left_out: tuple[str, ...] = field(repr=False)
    held: Held = field(repr=False)
    checked: CheckedDocument = field(repr=False)

    def save(self, path: str | Path) -> Path:
        """Write the page to read, with every value in it opened again at its place; gives the path.

        Raises:
            CaseError: the case was closed, or nothing can be written there.
            IncompleteDossier: a value does not stand at its place.
        """
        out = Path(path)
        output(out, "path")
        with self.held.at_work() as case:
            write_page(case, self.checked, out)
        return out

    def verdicts(self) -> dict[str, int]:
        """Count the findings by verdict."""
        said = [each.verdict.value for each in self.findings]
        return {each.value: said.count(each.value) for each in Verdict}


def exhibit_of(case: Case, named: str | Path) -> Exhibit:
    """Give the exhibit meant by a file, a name in the case or the start of a hash; a file is taken in, where it may be.

    Raises:
        CaseError: nothing is named so, or it is a folder.
        UnknownFormat: the file cannot be read.
    """
    path = Path(named)
    if path.is_dir():
        todo = "Name one text, Markdown, HTML or PDF file."
        raise CaseError("This is a folder.", where=repr(str(path)), todo=todo)
    if path.exists() and not isinstance(case, ReadOnlyCase):
        return readable(case.read(case.add(path)), path.name).exhibit
    return case.exhibit(path.name if path.exists() else str(named))


def claims_of(held: Held, document: str | Path, published: str, *, parse: bool) -> Claims:
    """Read the claims of one document, or of all for ""."""
    with held.at_work() as case:
        said = day(published, "published")
        if document:
            mine = _read(case, exhibit_of(case, document), said, parse=parse)
            told = plain(claims_json(mine))
            items = list(in_order(told))
            notes = list(told["notes"])
        else:
            if said and isinstance(case, ReadOnlyCase):
                raise CaseError("A day that is given for all documents is kept.", "published", "Name one document.")
            found = case_claims(case, said, parse=parse)
            told = plain(case_claims_json([claims_json(mine) for mine in found.documents]))
            items, notes = told["items"], [note for each in told["documents"] for note in each["notes"]]
            notes += [f"Not read, {each}" for each in found.unread]
    return Claims(
        title=f"Claims of {document or 'all documents'}",
        rows=_CLAIMS.rows(items),
        sheet=_CLAIMS,
        told=told,
        remarks=(*dict.fromkeys(notes), _MACHINE, *held.remarks),
    )


def _read(case: Case, exhibit: Exhibit, published: date | None, *, parse: bool) -> ReadDocument:
    if isinstance(case, ReadOnlyCase):
        return read_document(case, load_text(case, exhibit, published), parse=parse)
    return read_one(case, exhibit, published, parse=parse)


def check_in(held: Held, document: str | Path, published: str) -> Checked:
    """Check a document's claims; a case that is not read-only keeps the findings."""
    with held.at_work() as case:
        exhibit = exhibit_of(case, document)
        checked = check_document(case, load_text(case, exhibit, day(published, "published")))
        if not isinstance(case, ReadOnlyCase):
            keep(case, checked)
        told = plain(check_json(checked))
    return _checked(held, checked, told)


def _checked(held: Held, checked: CheckedDocument, told: dict[str, Any]) -> Checked:
    findings = tuple(map(_finding, checked.findings, told["findings"]))
    rows = [{**each, **_claim(each["claim"]), **_figure("figure", each["figure"])} for each in told["findings"]]
    left_out = tuple(each.claim.text for each in checked.left_out)
    more = len(checked.unchecked)
    said = (f"{more} more claim{'s' * (more != 1)} read that nothing here can answer: .unchecked lists them.",)
    return Checked(
        title=f"{checked.document.exhibit.received_name}, published {checked.document.published}",
        rows=_FINDINGS.rows(rows),
        sheet=_FINDINGS,
        told=told,
        remarks=(*checked.notes, *(said if more else ()), _MACHINE, _GUILT, *held.remarks),
        sql=tuple(dict.fromkeys(each.sql for each in checked.findings if each.sql)),
        findings=findings,
        unchecked=tuple((claim.text, reason) for claim, reason in checked.unchecked),
        left_out=left_out,
        held=held,
        checked=checked,
    )


def _claim(claim: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "words": claim["text"],
        "start": claim["start"],
        "end": claim["end"],
        "judged": claim.get("judged", State.SUGGESTED.value),
    }


def _figure(name: str, told: Any) -> dict[str, Any]:
    """Tell a figure that is a number from one that is a day, a name or a table."""
    number = isinstance(told, int | float)
    return {name: told if number else None, f"{name}_said": None if number else told}


def _finding(found: Found, told: dict[str, Any]) -> Finding:
    return Finding(
        title=f"{_SIGNS.get(found.verdict.value, '?')} {found.verdict.words}: \u201c{found.claim.text}\u201d",
        rows=_READINGS.rows({**each, **_figure("value", each["value"])} for each in told["readings"]),
        sheet=_READINGS,
        told=told,
        remarks=(found.reason, *found.limits),
        sql=(found.sql,) if found.sql else (),
        found=found,
    )


def recheck_in(held: Held, documents: Sequence[str]) -> Rechecked:
    """Check documents of a case again: all that were checked before where none is named."""
    with held.at_work() as case:
        found = [recheck(case, exhibit) for exhibit in documents_to_recheck(case, documents)]
        told = plain([recheck_json(each) for each in found])
    rows = [
        {**line, "doc": each["document"]["name"], "claim": line["claim"]["text"]}
        for each in told
        for line in each["claims"]
    ]
    return Rechecked(
        title="Verdicts on the day of publication, as kept and of today",
        rows=_RECHECKED.rows(rows),
        sheet=_RECHECKED,
        told=told,
        remarks=(_GUILT, *held.remarks),
    )
