"""What a dossier is made of; everything in it was read or found elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from armstrace.chain.model import Chain
from armstrace.records.claims import Claim
from armstrace.records.errors import ArmstraceError
from armstrace.records.exhibits import Exhibit
from armstrace.records.findings import Finding
from armstrace.records.kinds import Edition, Incident
from armstrace.records.sources import SetAside, Source
from armstrace.records.surges import Surge
from armstrace.records.values import When

NAMED_IN_ERROR = 5


class IncompleteDossier(ArmstraceError, LookupError):
    """Something on the page would not lead back to its bytes, so the page is not written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentText:
    """The text that was checked: `blocks` are (start, end, kind) in code points of `text`, in reading order.

    `name` is the received name, verbatim. `published_assumed` says that a person gave the date, not the text.
    Text outside every block is still shown; without blocks each line is one.
    """

    name: str
    sha256: str
    text: str
    title: str = ""
    published: When | None = None
    published_assumed: bool = False
    blocks: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one record's row says: `cells` are (column, value as printed), `size` is what sorts it (TIV in millions).

    `reader` is the source and version that read it ("sipri_deliveries@1").
    """

    exhibit: str
    place: str
    cells: tuple[tuple[str, str], ...]
    size: float | None = None
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A claim that no check answered, and why."""

    claim: Claim
    reason: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A claim that a person rejected, and the words that say who, when and why."""

    claim: Claim
    rejected: str


@dataclass(frozen=True, slots=True)
class Apart:
    """A finding that a person left out of the page, and the words that say who, when and why."""

    finding: Finding
    left_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainsShown:
    """The chains that a case asks about; `suggested` are the keys of findings whose claims nobody has accepted."""

    chains: tuple[Chain, ...]
    calculation: str = ""
    remarks: tuple[str, ...] = ()
    suggested: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentsShown:
    """Incidents as they may leave the case, in the order of time; `drawn` are the same as a drawing may show them.

    `count` is how many the case holds, of which these are those that the page rests on where they are too many.
    """

    told: tuple[Incident, ...]
    drawn: tuple[Incident, ...]
    count: int
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who judged in this case: an id that names nobody, the role that the case gives it, what was done."""

    by: str
    role: str
    did: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that one page shows.

    `generated_at` is UTC text, handed in so that the same input gives the same bytes. `rows` maps record keys to
    rows: at least the largest of each finding, the rest are counted. `methods` maps a method ("checks.import_share@1")
    to the check's docstring. `accepted` maps the key of a finding to who accepted the machine's reading of its claim,
    and when; a finding absent from it is marked as a suggestion. `judge_again` maps one to the judgement that does not
    hold any more because its words have moved or changed. `replies` maps one to what came back from those it accuses,
    a sentence each, or to "not asked". `collected` maps the hash of an exhibit from the web to how it was collected and
    what is missing of that. `timestamp` says who stamped this independently, and when; "" prints that nobody did.
    `readers` says by exhibit what program read it, `reader` what read the claims, `people` who judged, `superseded` are
    judgements on its claims that do not stand any more, a sentence each. `withheld` are the keys of rows that did not
    leave the case with this page, and `bundled` says that it is part of a bundle. `citations` say by exhibit how it is
    cited. `apart` are findings that a person left out of the page, which lists them with the reason; `order` are keys
    of findings in the order that a person chose, none for that of the text.
    """

    title: str
    generated_at: str
    document: DocumentText
    question: str = ""
    findings: tuple[Finding, ...] = ()
    rows: Mapping[str, Row] = field(default_factory=dict)
    exhibits: tuple[Exhibit, ...] = ()
    editions: tuple[Edition, ...] = ()
    sources: tuple[Source, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    methods: Mapping[str, str] = field(default_factory=dict)
    accepted: Mapping[str, str] = field(default_factory=dict)
    judge_again: Mapping[str, str] = field(default_factory=dict)
    replies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    collected: Mapping[str, str] = field(default_factory=dict)
    timestamp: str = ""
    chains: ChainsShown | None = None
    incidents: IncidentsShown | None = None
    surges: tuple[Surge, ...] = ()
    reader: str = ""
    readers: Mapping[str, str] = field(default_factory=dict)
    people: tuple[Person, ...] = ()
    superseded: tuple[str, ...] = ()
    citations: Mapping[str, str] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()
    bundled: bool = False
    apart: tuple[Apart, ...] = ()
    order: tuple[str, ...] = ()


def refuse_gaps(dossier: Dossier) -> None:
    """Check that every highlight stands on its own words and every figure on rows of exhibits in the dossier.

    Raises:
        IncompleteDossier: a claim's words are not at its place, a finding has records but none of their rows, or a
            row comes from an exhibit that is not listed.
    """
    _refuse_moved_claims(dossier)
    known = {exhibit.sha256 for exhibit in dossier.exhibits}
    for finding in dossier.findings:
        shown = [dossier.rows[key] for key in finding.records if key in dossier.rows]
        if finding.records and not shown and not dossier.withheld.intersection(finding.records):
            raise IncompleteDossier(
                "A finding has none of its rows, so nobody could retrace its figure.",
                where=f"{finding.key}: {_named(finding.records)}",
                todo="Hand in the rows of its records, at least the largest.",
            )
        strange = [row.exhibit for row in shown if row.exhibit not in known]
        if strange:
            raise IncompleteDossier(
                "Rows come from exhibits that are not in this dossier.",
                where=f"{finding.key}: {_named(tuple(dict.fromkeys(strange)))}",
                todo="Add those exhibits to the dossier.",
            )


def _refuse_moved_claims(dossier: Dossier) -> None:
    text = dossier.document.text
    findings = (*dossier.findings, *(each.finding for each in dossier.apart))
    claims = [claim for finding in findings for claim in (finding.claim, *finding.beside)]
    claims += [item.claim for item in dossier.unchecked] + [item.claim for item in dossier.left_out]
    for claim in claims:
        if not 0 <= claim.start < claim.end <= len(text) or text[claim.start : claim.end] != claim.text:
            raise IncompleteDossier(
                "A claim's words do not stand at its place in the document.",
                where=f"characters {claim.start}-{claim.end}: {claim.text[:80]!r}",
                todo="Read the claims again from the same text.",
            )


def _named(keys: tuple[str, ...]) -> str:
    rest = len(keys) - NAMED_IN_ERROR
    return ", ".join(keys[:NAMED_IN_ERROR]) + (f" and {rest} more" if rest > 0 else "")
