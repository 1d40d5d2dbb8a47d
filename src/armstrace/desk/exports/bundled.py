"""What of provenance and FollowTheMoney lies in every bundle: exhibits, findings, and the rows that those rest on."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from armstrace.desk.exports.cited import cited_exhibits
from armstrace.desk.exports.doors import MADE_COARSE
from armstrace.desk.exports.finding_rows import Told, kept_findings
from armstrace.desk.exports.places import Places, places_of
from armstrace.desk.exports.traced import provenance
from armstrace.desk.incidents.export import Exporter
from armstrace.desk.intake import Case
from armstrace.desk.licences import Leaver
from armstrace.dossier.exports.cited import Cited
from armstrace.dossier.exports.ftm import EXPRESSED, Linked, ftm
from armstrace.dossier.exports.prov_json import prov_json
from armstrace.evidence.lines import Line

ENTITIES = "data/ftm/entities.ftm.json"
_ASKED = 2_000


def linked_data(
    case: Case, lines: Sequence[Line], leavers: Sequence[Leaver], cited: Mapping[str, list[dict[str, str]]]
) -> Iterator[tuple[str, bytes]]:
    """Give the files on provenance, one for all exhibits and one for each checked document, and that of entities.

    `cited` are keys and places of rows of exhibits that stay: of them nothing else leaves, and whoever verifies the
    bundle has nothing else.
    """
    findings = list(kept_findings(case, lines))
    stay = {each.exhibit.sha256 for each in leavers if not each.leaves}
    keys = dict.fromkeys(key for _, each in findings for finding in each for key in finding["records"])
    of_here = {key: place for key, place in places_of(case, keys).items() if place[0] not in stay}
    found = of_here | {each["key"]: (sha256, each["place"]) for sha256, rows in cited.items() for each in rows}
    places = {key: found[key] for key in keys if key in found}
    yield "data/prov/exhibits.json", _bytes(prov_json(provenance(case, lines, leavers, (), {})))
    for document, each in findings:
        own = {places[key][0] for finding in each for key in finding["records"] if key in places}
        own.add(str(document["sha256"]))
        about = [leaver for leaver in leavers if leaver.exhibit.sha256 in own]
        told = provenance(case, lines, about, [(document, each)], places)
        yield f"data/prov/{document['sha256'][:12]}.json", _bytes(prov_json(told))
    here = cited_exhibits(case, (each.exhibit for each in leavers if each.leaves), lines=lines)
    # of what stays nothing is said that only its rows tell
    gone = (
        Cited(exhibit=each.exhibit, source=each.source, kept_back=each.reason) for each in leavers if not each.leaves
    )
    entities = Linked(
        cited=(*here, *gone),
        rows=_rows(case, lines, of_here),
        findings=((document, finding, proofs(finding, places)) for document, each in findings for finding in each),
    )
    yield ENTITIES, _bytes("".join(ftm(entities)))


def proofs(finding: Told, places: Places) -> tuple[str, ...]:
    """Give the exhibits that a finding's rows are from, each once."""
    return tuple(dict.fromkeys(places[key][0] for key in finding["records"] if key in places))


def _rows(case: Case, lines: Sequence[Line], places: Places) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Give the rows that findings rest on, as they may leave on the day of the export."""
    exporter = Exporter(case, date.fromisoformat(str(lines[-1].payload["day"])))
    for kind in EXPRESSED:
        keys = [key for key in places if key.partition(":")[0] == kind]
        for start in range(0, len(keys), _ASKED):
            for row in case.tables.rows(kind, keys[start : start + _ASKED]):
                yield kind, exporter.stored(kind, row) if kind in MADE_COARSE else row


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def cited_of_bundle(leaving: bytes) -> dict[str, list[dict[str, str]]]:
    """Read from data/leaving.jsonl of a bundle which rows of exhibits that stayed findings rest on."""
    told = map(json.loads, leaving.splitlines())
    return {str(each["sha256"]): list(each["cited"]) for each in told if each.get("cited")}
