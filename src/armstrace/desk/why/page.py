"""The way back to the bytes as a page: of one key, or of all findings of a document."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from armstrace.desk.documents.article import Checked
from armstrace.desk.documents.document import passages_of
from armstrace.desk.dossiers.reopened import Seen, places_of_words, seen_at
from armstrace.desk.incidents.export import Exporter
from armstrace.desk.intake import Case
from armstrace.desk.why.steps import BELOW, Step, exhibit_step
from armstrace.desk.why.ways import trace
from armstrace.dossier.why_page import why_html
from armstrace.evidence.folders import stored_path
from armstrace.records.exhibits import Exhibit
from armstrace.records.findings import Finding, finding_json
from armstrace.tables.schema import KINDS

MOST_RECORDS = 25
MOST_FINDINGS = 300
_HIDDEN = {"runs", "boxes"}
_UNDER = "in the original"


def why_page(case: Case, key: str) -> str:
    """Write the way from a key back to the bytes as a page, as it may leave the case.

    Raises:
        CaseError: nothing in the case has this key.
    """
    first, *rest = nested(trace(case, key, leaving=True))
    first[BELOW] = [*first.get(BELOW, ()), *rest]
    return why_html(str(first["what"]), [_leaving(case, first)])


def nested(steps: Iterable[Step]) -> list[Step]:
    """Put what stands in an original below the record or claim that was read there."""
    found: list[Step] = []
    for step in steps:
        each = {**step, BELOW: nested(step.get(BELOW, ()))}
        if step["what"] == _UNDER and found:
            found[-1][BELOW] = [*found[-1][BELOW], each]
        else:
            found.append(each)
    return found


def why_findings(case: Case, checked: Checked) -> str:
    """Write the way back from each finding on a document as one page; exhibits are opened once for all of them."""
    findings = checked.findings[:MOST_FINDINGS]
    records = _records(case, findings)
    known = {each.sha256: each for each in case.exhibits()}
    seen = {
        sha256: seen_at(case, known[sha256], {str(row["place"]) for row in rows})
        for sha256, rows in _by_exhibit(records.values(), known)
    }
    document, passages = checked.document.exhibit, list(passages_of(case, checked.document.exhibit))
    said = {finding.key: places_of_words(passages, finding.claim.start, finding.claim.end)[1] for finding in findings}
    words = seen_at(case, document, {place for places in said.values() for place in places})
    trees = []
    for finding in findings:
        tree = _finding(finding)
        tree[BELOW] = [_original(document, place, words) for place in said[finding.key]]
        tree[BELOW] += [_of_record(key, records.get(key), known, seen) for key in finding.records[:MOST_RECORDS]]
        used = {str(records[key]["exhibit"]) for key in finding.records[:MOST_RECORDS] if key in records}
        tree[BELOW] += [_exhibit(case, known[each]) for each in sorted(used | {document.sha256}) if each in known]
        trees.append(tree)
    more = len(checked.findings) - len(findings)
    remarks = [f"{more:,} further findings: `armstrace why KEY` walks each of them back."] if more else []
    about = checked.document.about
    name = (about.title if about else "") or document.received_name
    return why_html(f"From each finding back to the bytes: {name}", trees, remarks)


def _records(case: Case, findings: Sequence[Finding]) -> dict[str, Mapping[str, Any]]:
    """Give the rows behind findings, as they may leave; each kind is asked for once."""
    exporter, by_kind = Exporter(case), dict[str, dict[str, None]]()
    for finding in findings:
        for key in finding.records[:MOST_RECORDS]:
            by_kind.setdefault(key.partition(":")[0], {})[key] = None
    rows = (
        (kind, row) for kind, keys in by_kind.items() if kind in KINDS for row in case.tables.rows(kind, list(keys))
    )
    return {str(row["key"]): exporter.stored(kind, row) for kind, row in rows}


def _by_exhibit(
    records: Iterable[Mapping[str, Any]], known: Mapping[str, Exhibit]
) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in records:
        found.setdefault(str(row["exhibit"]), []).append(row)
    return ((sha256, rows) for sha256, rows in found.items() if sha256 in known)


def _finding(finding: Finding) -> Step:
    told = finding_json(finding)
    many = len(finding.records)
    return {
        "what": f"finding: {finding.verdict.words}",
        "key": finding.key,
        "claim": finding.claim.text,
        "figure": told["figure"],
        "unit": finding.unit,
        "method": finding.method,
        "reason": finding.reason,
        "sql": finding.sql,
        "records": f"{many:,}" + (f", the first {MOST_RECORDS} below" if many > MOST_RECORDS else ""),
    }


def _original(exhibit: Exhibit, place: str, seen: Mapping[str, Seen]) -> Step:
    words = seen[place].at if place in seen else "cannot be read again"
    return {"what": "claimed in the original", "exhibit": exhibit.sha256, "place": place, "printed": words}


def _of_record(
    key: str,
    row: Mapping[str, Any] | None,
    known: Mapping[str, Exhibit],
    seen: Mapping[str, Mapping[str, Seen]],
) -> Step:
    if row is None:
        return {"what": f"record {key}", "kept back": "it is not among the records here; data/leaving.jsonl says why"}
    values = {name: str(value) for name, value in row.items() if value not in (None, "") and name not in _HIDDEN}
    step: Step = {"what": f"record {values.pop('key')}", **values}
    sha256, place = str(row["exhibit"]), str(row["place"])
    if sha256 in known:
        at = seen.get(sha256, {}).get(place)
        changed = "changed" in row
        words = "kept in the case" if changed else at.at if at else "cannot be read again"
        step[BELOW] = [{"what": _UNDER, "exhibit": sha256, "place": place, "printed": words}]
    return step


def _exhibit(case: Case, exhibit: Exhibit) -> Step:
    """Give what is known of an exhibit, with the place it has in every case and bundle."""
    step = {name: value for name, value in exhibit_step(exhibit).items() if name != "file"}
    stored = stored_path(case.root, exhibit.sha256)
    return {**step, "file": stored.relative_to(case.root).as_posix()} if stored.is_file() else step


def _leaving(case: Case, step: Step) -> Step:
    """Name files by their place in the case: the machine's own folders are nobody's business."""
    told = dict(step)
    if "file" in told and str(told["what"]).startswith("exhibit "):
        sha256 = str(told["what"]).removeprefix("exhibit ")
        told.pop("file")
        stored = stored_path(case.root, sha256)
        told |= {"file": stored.relative_to(case.root).as_posix()} if stored.is_file() else {}
    told[BELOW] = [_leaving(case, each) for each in step.get(BELOW, ())]
    return told
