"""Resolving a dossier: every value read is opened again at its place, every value derived is computed again."""

import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from armstrace.desk.apart import records_of
from armstrace.desk.documents.article import Checked, check_document
from armstrace.desk.documents.document import Text, passages_of
from armstrace.desk.dossiers.reopened import Seen, places_of_words, seen_at, stands, words_stand
from armstrace.desk.intake import Case, last_reading
from armstrace.dossier.model import Dossier, IncompleteDossier, Row
from armstrace.dossier.reopened import Reopened, Reopenings
from armstrace.dossier.wording import split_unit
from armstrace.evidence.disk import explained
from armstrace.evidence.names import visible
from armstrace.records.claims import Claim
from armstrace.records.errors import ArmstraceError, CustodyBroken
from armstrace.records.exhibits import Exhibit
from armstrace.records.findings import Finding, finding_json
from armstrace.records.judgements import KIND as CLAIM
from armstrace.records.origin import canonical
from armstrace.sources.registry import may_leave, readers
from armstrace.tables.row_hash import Written
from armstrace.tables.schema import KINDS
from armstrace.tables.write import rows_of, stored_rows, table_path

NAMED = 5
_COMPARED = {"percent", "times", "tiv_m"}


def resolve(case: Case, checked: Checked, dossier: Dossier) -> Reopenings:
    """Open all exhibits of a dossier again and compute its findings again; give what stands at each place.

    Raises:
        CustodyBroken: an exhibit's bytes are not those that were received.
        IncompleteDossier: a value does not stand at its place, or comes out otherwise; it is named.
    """
    _same_bytes(dossier.exhibits)
    claims, lost = _claims(case, checked.document, dossier)
    rows, unread = _rows(case, dossier)
    findings = (*dossier.findings, *(each.finding for each in dossier.apart))
    again = [*_other_rows(case, dossier.exhibits), *_other_findings(case, checked, findings)]
    _refuse([*lost, *unread, *again])
    return Reopenings(claims, rows)


def reopen(case: Case, document: Text, dossier: Dossier) -> Reopenings:
    """Open all exhibits of a dossier again at the places that it names, and compute nothing; give what stands there.

    Raises:
        IncompleteDossier: a value does not stand at its place; it is named.
    """
    claims, lost = _claims(case, document, dossier)
    rows, unread = _rows(case, dossier)
    _refuse([*lost, *unread])
    return Reopenings(claims, rows)


def _refuse(wrong: Sequence[str]) -> None:
    if wrong:
        rest = len(wrong) - NAMED
        raise IncompleteDossier(
            f"{len(wrong)} of what this dossier says does not lead back to its bytes, so it is not written.",
            where="; ".join(wrong[:NAMED]) + (f"; and {rest} more" if rest > 0 else ""),
            todo="Run `armstrace verify` and `armstrace read --again`, then check the document again.",
        )


def _same_bytes(exhibits: Iterable[Exhibit]) -> None:
    for exhibit in exhibits:
        with explained(exhibit.received_name, "Opening the exhibit"), exhibit.path.open("rb") as file:
            now = hashlib.file_digest(file, "sha256").hexdigest()
        if now != exhibit.sha256:
            raise CustodyBroken(
                "An exhibit's bytes are not those that were received.",
                where=f"{exhibit.short} {visible(exhibit.received_name)}",
                todo="Run `armstrace verify`.",
            )


def _claims(
    case: Case, document: Text, dossier: Dossier
) -> tuple[dict[tuple[int, int], tuple[Reopened, ...]], list[str]]:
    """Open the document again at each claim."""
    exhibit = document.exhibit
    passages = list(passages_of(case, exhibit))
    spans = {(claim.start, claim.end): claim.text for claim in _all_claims(dossier)}
    places = {span: places_of_words(passages, *span) for span in spans}
    seen = seen_at(case, exhibit, {place for both in places.values() for each in both for place in each})
    lost = [
        f"claim at characters {start}-{end}: {words[:60]!r}"
        for (start, end), words in spans.items()
        if not words_stand(words, passages, start, end, seen)
    ]
    shown = {
        span: tuple(Reopened(exhibit.sha256, place, seen[place].at) for place in led if place in seen)
        for span, (_, led) in places.items()
    }
    return shown, lost


def _all_claims(dossier: Dossier) -> Iterator[Claim]:
    for finding in dossier.findings:
        yield finding.claim
        yield from finding.beside
    for apart in dossier.apart:
        yield apart.finding.claim
        yield from apart.finding.beside
    yield from (item.claim for item in dossier.unchecked)
    yield from (item.claim for item in dossier.left_out)


def _rows(case: Case, dossier: Dossier) -> tuple[dict[str, Reopened], list[str]]:
    """Open the exhibits again at the place of each row, and look for the values printed there."""
    shown: dict[str, Reopened] = {}
    wrong: list[str] = []
    for exhibit in dossier.exhibits:
        mine = {key: row for key, row in dossier.rows.items() if row.exhibit == exhibit.sha256}
        seen = seen_at(case, exhibit, {row.place for row in mine.values()}) if mine else {}
        stored = _stored(case, mine)
        for key, row in mine.items():
            if row.place not in seen:
                wrong.append(f"{key}: {exhibit.short} has no {row.place}")
                continue
            missing = [] if key.startswith(f"{CLAIM}:") else _missing(stored.get(key), seen[row.place])
            if missing:
                wrong.append(f"{key}: {', '.join(missing)} not at {exhibit.short}, {row.place}")
            shown[key] = _reopened(row, seen[row.place])
    return shown, wrong


def _stored(case: Case, rows: Iterable[str]) -> dict[str, Mapping[str, Any]]:
    by_kind: dict[str, list[str]] = {}
    for key in rows:
        by_kind.setdefault(key.partition(":")[0], []).append(key)
    kinds = ((kind, keys) for kind, keys in by_kind.items() if kind in KINDS)
    return {str(record["key"]): record for kind, keys in kinds for record in case.tables.rows(kind, keys)}


def _missing(record: Mapping[str, Any] | None, seen: Seen) -> list[str]:
    if record is None:
        return ["its record"]
    printed = ((name, value) for name, value in record.items() if name.endswith("_printed") and value)
    return [f"{name} {str(value)[:40]!r}" for name, value in printed if not stands(str(value), seen)]


def _reopened(row: Row, seen: Seen) -> Reopened:
    # what may not leave as a row may not leave as a quotation of that row; of an incident what is shown was chosen
    kept = not may_leave(row.reader)
    changed = any(name == "changed" for name, _ in row.cells)
    return Reopened(row.exhibit, row.place, "" if kept or changed else seen.at, withheld=kept or changed)


def _other_rows(case: Case, exhibits: Iterable[Exhibit]) -> Iterator[str]:
    """Read each exhibit again and name those that give other rows than the case's tables hold."""
    for exhibit in exhibits:
        noted = last_reading(case.root, exhibit.sha256)
        if noted is None or "reason" in noted:
            continue
        here = readers().get(str(noted["reader"]).partition("@")[0])
        name = f"{exhibit.short} {visible(exhibit.received_name)}"
        if here is None:
            yield f"{name}: its reader {noted['reader']} is not here"
            continue
        try:
            now = set(rows_of(records_of(exhibit, here)))
            stored = {stored_rows(case.root, part.kind, exhibit.sha256) for part in now if _has(case, part, exhibit)}
        except ArmstraceError as error:
            yield f"{name}: {error.what}"
            continue
        if now != stored:
            kinds = ", ".join(sorted({part.kind for part in now ^ stored}))
            yield f"{name}: reading it again gives other rows of {kinds}"


def _has(case: Case, part: Written, exhibit: Exhibit) -> bool:
    return table_path(case.root, part.kind, exhibit.sha256).exists()


def _other_findings(case: Case, checked: Checked, findings: Iterable[Finding]) -> Iterator[str]:
    """Answer every claim again, ask each query again, and name the findings that come out otherwise."""
    again = {each.key: _json(each) for each in check_document(case, checked.document).findings}
    for finding in findings:
        if again.get(finding.key) != _json(finding):
            yield f"{finding.key}: checking again gives another answer to {finding.claim.text[:60]!r}"
        elif not _query_agrees(case, finding):
            yield f"{finding.key}: its query gives another figure"


def _json(finding: Finding) -> str:
    return canonical(finding_json(finding))


def _query_agrees(case: Case, finding: Finding) -> bool:
    """Run the printed query; where it gives one number, that is the figure as printed."""
    if not finding.sql:
        return True
    folder = str(case.root.resolve()).replace("'", "''")
    try:
        answer = case.tables.ask(finding.sql.replace("'tables/", f"'{folder}/tables/"))
    except ArmstraceError:
        return False
    one = len(answer) == 1 and len(answer[0]) == 1 and isinstance(answer[0][0], int | float)
    if not one or not isinstance(finding.figure, float) or split_unit(finding.unit)[0] not in _COMPARED:
        return True
    return math.isclose(float(answer[0][0]), finding.figure, rel_tol=1e-6, abs_tol=0.0501)
