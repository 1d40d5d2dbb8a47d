"""The provenance of findings as ledger and tables tell it: acts, rows and their places, claims in the original."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from armstrace.desk.documents.document import passages_of
from armstrace.desk.exports.finding_rows import Told
from armstrace.desk.exports.places import Places
from armstrace.desk.intake import Case, last_readings
from armstrace.desk.licences import Leaver
from armstrace.dossier.exports.provenance import Act, Found, Provenance, Received
from armstrace.evidence.lines import Line
from armstrace.records.errors import UnreadableValue
from armstrace.records.judgements import KIND as CLAIM
from armstrace.records.passages import original_places
from armstrace.records.place import Place
from armstrace.records.version import __version__


def provenance(
    case: Case,
    lines: Sequence[Line],
    leavers: Iterable[Leaver],
    findings: Sequence[tuple[Told, Sequence[Told]]],
    places: Places,
) -> Provenance:
    """Give the provenance of findings by document; `places` are those of their rows, `leavers` the exhibits listed.

    Of a document that does not leave, claims are placed in its text as it was read.
    """
    known = {each.exhibit.sha256: each for each in leavers}
    checks = {str(line.payload["exhibit"]): _act(line) for line in lines if line.act == "check"}
    used = dict.fromkeys(key for _, each in findings for finding in each for key in finding["records"])
    return Provenance(
        version=__version__,
        received=tuple(_received(lines, known)),
        found=tuple(
            found
            for document, each in findings
            if document["sha256"] in checks
            for found in _found(case, document, each, checks[document["sha256"]], known)
        ),
        places={key: places[key] for key in used if key in places},
    )


def _act(line: Line) -> Act:
    return Act(seq=line.seq, at=line.at, by=line.by)


def _received(lines: Sequence[Line], known: Mapping[str, Leaver]) -> Iterator[Received]:
    readings = last_readings(lines)
    intakes: dict[str, Line] = {}
    for line in lines:
        if line.act == "add" and "sha256" in line.payload:
            intakes.setdefault(str(line.payload["sha256"]), line)
    for sha256, leaver in known.items():
        if sha256 not in intakes:
            continue
        read = readings.get(sha256)
        reader = str(read.payload.get("reader", "")) if read is not None and read.act == "read" else ""
        yield Received(
            exhibit=leaver.exhibit,
            intake=_act(intakes[sha256]),
            reading=_act(read) if read is not None and reader else None,
            reader=reader,
            kept_back="" if leaver.leaves else leaver.reason,
        )


def _found(
    case: Case, document: Told, findings: Sequence[Told], check: Act, known: Mapping[str, Leaver]
) -> Iterator[Found]:
    sha256 = str(document["sha256"])
    here = sha256 in known and known[sha256].leaves
    placed = _placed(case, known[sha256], findings) if here else {}
    for each in findings:
        claim, span = each["claim"], (each["claim"]["start"], each["claim"]["end"])
        judgement: Mapping[str, Any] = claim.get("judgement") or {}
        yield Found(
            key=str(each["key"]),
            verdict=str(each["verdict"]),
            method=str(each["method"]),
            claim=str(claim.get("key") or f"{CLAIM}:{sha256[:12]}-{span[0]}-{span[1]}"),
            document=sha256,
            place=placed.get(span) or f"{Place(chars=span)} of the text as read",
            text_reader=str(document["reader"]),
            records=tuple(map(str, each["records"])),
            check=check,
            judged=str(claim.get("judged", "")),
            judged_by=str(judgement.get("by", "")),
            judged_at=str(judgement.get("at", "")),
        )


def _placed(case: Case, leaver: Leaver, findings: Sequence[Told]) -> dict[tuple[int, int], str]:
    """Give the places of claims in the file that was received."""
    spans = sorted({(each["claim"]["start"], each["claim"]["end"]) for each in findings})
    try:
        found = list(original_places(passages_of(case, leaver.exhibit), spans))
    except UnreadableValue:
        return {}
    return {span: " and ".join(map(str, places)) for span, places in zip(spans, found, strict=False)}
