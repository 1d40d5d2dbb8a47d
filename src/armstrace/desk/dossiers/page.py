"""From a checked document to the page a person reads."""

import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from armstrace.checks.breakdown import Breakdown
from armstrace.checks.registry import method_notes
from armstrace.desk.case import CASE_FILE, describe
from armstrace.desk.collecting.minimum import collected_words
from armstrace.desk.documents.article import Checked
from armstrace.desk.dossiers.choice import as_chosen
from armstrace.desk.dossiers.parts import (
    MOST_INCIDENTS,
    CaseParts,
    citations,
    incidents_shown,
    parts_of,
    roles,
    signed_by_role,
    superseded,
)
from armstrace.desk.dossiers.used_rows import exhibits_of, rows_shown, set_aside_shown
from armstrace.desk.intake import Case
from armstrace.desk.judgements.replies import replies_of, replies_to, told
from armstrace.desk.plug_ins import outside_words
from armstrace.evidence.atomic import write_atomically
from armstrace.reading.version import READER
from armstrace.records.claims import WeaponUseClaim
from armstrace.records.errors import CaseError
from armstrace.records.findings import Finding
from armstrace.records.judgements import Judged, State
from armstrace.records.kinds import Edition
from armstrace.records.passages import blocks
from armstrace.records.sources import SetAside
from armstrace.records.values import When
from armstrace.sources.registry import readers
from armstrace.tables.ask import literals

ROWS_PER_READING = 40
SET_ASIDE_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one dossier as they are to be written; None for one that nobody asked for."""

    html: Path | None = None
    pdf: Path | None = None


def write_page(case: Case, checked: Checked, out: Path) -> None:
    """Write the dossier of one document as one HTML file; "-" is standard output.

    Every value read is opened again at its place; `write_pages` computes the findings again too.

    Raises:
        IncompleteDossier: a value does not stand at its place.
    """
    from armstrace.desk.dossiers.resolve import reopen  # noqa: PLC0415  # drawing is slow to load and most commands draw nothing
    from armstrace.dossier.page import render  # noqa: PLC0415  # as above

    dossier = as_chosen(case, dossier_of(case, checked, built_at()))
    deliver(out, render(dossier, reopen(case, checked.document, dossier)))


def write_pages(case: Case, checked: Checked, pages: Pages) -> None:
    """Write the dossier of one document, after every value in it was opened or computed again.

    Raises:
        CustodyBroken: an exhibit's bytes are not those that were received.
        IncompleteDossier: a value does not lead back to its bytes.
        CaseError: typst is not installed.
    """
    from armstrace.desk.dossiers.resolve import resolve  # noqa: PLC0415  # as above
    from armstrace.dossier.page import render  # noqa: PLC0415  # as above
    from armstrace.dossier.pdf.typeset import render_pdf  # noqa: PLC0415  # as above

    dossier = as_chosen(case, dossier_of(case, checked, built_at()))
    seen = resolve(case, checked, dossier)
    page = render(dossier, seen)
    if pages.pdf is not None:
        deliver(pages.pdf, render_pdf(dossier, seen, page))
    if pages.html is not None:
        deliver(pages.html, page)


def built_at() -> datetime:
    """Give the moment a page states: now, or what SOURCE_DATE_EPOCH says, so that a page can be built again.

    Raises:
        CaseError: SOURCE_DATE_EPOCH is no number of seconds.
    """
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(said), UTC) if said else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise CaseError("SOURCE_DATE_EPOCH is no number of seconds.", where=repr(said)) from error


def write_chart(out: Path, title: str, breakdown: Breakdown) -> None:
    """Write the bar chart of one breakdown as SVG; "-" is standard output."""
    deliver(out, chart_of(title, breakdown))


def chart_of(title: str, breakdown: Breakdown) -> str:
    """Draw the bar chart of one breakdown as SVG."""
    from armstrace.dossier.charts import Bar, bars  # noqa: PLC0415  # as above

    items = [Bar(line.name, line.percent, note=f"{line.tiv_m:.0f} million TIV") for line in breakdown.lines[:15]]
    return bars(f"{title} ({breakdown.edition})", items, standalone=True)


def deliver(out: Path, made: str | bytes) -> None:
    """Write what was made; "-" is standard output."""
    content = made.encode("utf-8", "backslashreplace") if isinstance(made, str) else made
    if str(out) == "-":
        sys.stdout.buffer.write(content)
    else:
        write_atomically(out, content)


def dossier_of(
    case: Case,
    checked: Checked,
    at: datetime,
    shared: CaseParts | None = None,
    *,
    bundled: bool = False,
    alone: bool = False,
) -> Any:
    """Gather what the page shows: text, findings, their largest rows, chains, incidents, exhibits, what was set aside.

    `shared` are the parts that the documents of a case have in common, where they are at hand. In a `bundled` page rows
    of exhibits that did not leave are told by their number alone. A page `alone` has no incidents.
    """
    from armstrace.dossier.model import Dossier, LeftOut, Unchecked  # noqa: PLC0415  # as above

    parts = shared or parts_of(case)
    keys = _keys(checked.findings)
    used = rows_shown(case, [*keys, *(key for key in parts.keys if key not in keys)])
    shown = {row.exhibit for row in used.values()} | {checked.document.exhibit.sha256}
    shown |= _exhibits_used(case, checked.findings)
    incidents = None if alone else incidents_shown(case, used.keys())
    if incidents is not None:
        shown |= {each.exhibit for each in incidents.told[:MOST_INCIDENTS]}
    listed = tuple(exhibit for exhibit in case.exhibits() if exhibit.sha256 in shown)
    names = {row.reader.partition("@")[0] for row in used.values()}
    about = checked.document.about
    aside, more_aside = _set_aside(case)
    known = roles(case)
    makers = [*(row.reader for row in used.values()), *(finding.method for finding in checked.findings)]
    return Dossier(
        title=(about.title if about else "") or checked.document.exhibit.received_name,
        generated_at=at.strftime("%Y-%m-%d %H:%M"),
        question=_question(case),
        document=_document(checked),
        findings=checked.findings,
        rows=used,
        exhibits=listed,
        editions=_editions(case, shown),
        sources=tuple(reader.SOURCE for name, reader in readers().items() if name in names),
        set_aside=aside,
        unchecked=tuple(Unchecked(claim, reason) for claim, reason in checked.unchecked),
        left_out=tuple(LeftOut(each.claim, _signed(each, known)) for each in checked.left_out),
        accepted=_judgements(checked, State.ACCEPTED, known),
        judge_again=_judgements(checked, State.JUDGE_AGAIN, known),
        replies=_replies(case, checked),
        methods={finding.method: method_notes().get(finding.check, "") for finding in checked.findings},
        collected=collected_words(case),
        notes=(*checked.notes, *parts.refused, *more_aside, *outside_words(makers)),
        chains=parts.chains,
        incidents=incidents,
        surges=parts.surges,
        reader=READER,
        readers=parts.readers,
        people=parts.people,
        superseded=tuple(superseded(case, checked.document.exhibit)),
        citations=citations(case, listed),
        withheld=frozenset(key for key in keys if key not in used) if bundled else frozenset(),
        bundled=bundled,
    )


def _editions(case: Case, exhibits: set[str]) -> tuple[Edition, ...]:
    return tuple(case.tables.records(Edition, f"WHERE exhibit IN {literals(exhibits)} ORDER BY label, exhibit, key"))


def _question(case: Case) -> str:
    """Give the case's question; a private case for one command asks none."""
    return str(describe(case.root).get("question", "")) if (case.root / CASE_FILE).is_file() else ""


def _judgements(checked: Checked, state: State, known: dict[str, str]) -> dict[str, str]:
    """Say by the key of a finding who judged its claim so, when and why."""
    laid = [(finding.key, checked.judged.get(finding.claim)) for finding in checked.findings]
    return {key: _signed(each, known) for key, each in laid if each and each.state is state}


def _replies(case: Case, checked: Checked) -> dict[str, tuple[str, ...]]:
    """Say by the key of a finding what came back from the accused; of a use of weapons also that nobody was asked."""
    known, found = replies_of(case), {}
    for finding in checked.findings:
        judged = checked.judged.get(finding.claim)
        named = (judged.key if judged else "", finding.key, finding.claim.text, *finding.records)
        claim = finding.claim
        accuses = isinstance(claim, WeaponUseClaim) and bool(claim.actor) and not claim.denied
        if accuses or replies_to(known, *named):
            found[finding.key] = told(known, *named)
    return found


def _signed(each: Judged, known: dict[str, str]) -> str:
    return signed_by_role(each.judgement.signed.rstrip("."), known) if each.judgement else ""


def _document(checked: Checked) -> Any:
    from armstrace.dossier.model import DocumentText  # noqa: PLC0415  # as above

    document = checked.document
    return DocumentText(
        name=document.exhibit.received_name,
        sha256=document.exhibit.sha256,
        text=document.text,
        title=document.about.title if document.about else "",
        published=When.day(document.published),
        published_assumed=document.published_assumed,
        blocks=tuple((block.start, block.end, block.kind) for block in blocks(document.passages)),
    )


def _keys(findings: tuple[Finding, ...]) -> list[str]:
    """Take the first keys of each reading; a check puts the rows that matter most in front."""
    keys = [key for finding in findings for reading in finding.readings for key in reading.records[:ROWS_PER_READING]]
    return list(dict.fromkeys(keys))


def _exhibits_used(case: Case, findings: tuple[Finding, ...]) -> set[str]:
    """Find the exhibits behind the rows of findings, and behind the silence of those that rest on no row."""
    silent = {reading.edition for finding in findings if not finding.records for reading in finding.readings}
    used = exhibits_of(case, (key for finding in findings for key in finding.records))
    editions = case.tables.ask(f"SELECT DISTINCT exhibit FROM edition WHERE label IN {literals(sorted(silent))}")
    return used | {row[0] for row in editions}


def _set_aside(case: Case) -> tuple[tuple[SetAside, ...], tuple[str, ...]]:
    """Give what was set aside, and a sentence on what is too much for a page."""
    shown = set_aside_shown(case, SET_ASIDE_SHOWN)
    count = case.tables.ask("SELECT count(*) FROM set_aside")[0][0]
    more = f"{count:,} pieces were set aside; the first {SET_ASIDE_SHOWN} are listed, all are in the set_aside table."
    return shown, (more,) if count > SET_ASIDE_SHOWN else ()
