"""Exhibits, findings and some kinds of rows as FollowTheMoney entities, one JSON object a line.

Only what its schemata can say honestly: an exhibit is a document, a finding a note on one, a delivery of a register an
economic activity between two public bodies, an incident an event, an embargo a sanction, an aircraft that moved an
airplane. FollowTheMoney has no place for a hedge: who is said to have done something stays in words and is no link.
Authors, free texts and whatever else may name private persons are left out.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from armstrace.dossier.exports.cells import shown, text
from armstrace.dossier.exports.cited import Cited, one_line
from armstrace.dossier.exports.ftm_parties import Entity, country, entity, party
from armstrace.records.values import When

_SCHEMATA = {
    "text/html": "HyperText",
    "application/xhtml+xml": "HyperText",
    "application/pdf": "Pages",
    "text/plain": "PlainText",
    "text/markdown": "PlainText",
    "text/csv": "Table",
    "application/zip": "Package",
}
UNSAID = {
    "movement": "a landing or take-off is no Trip, which has two known ends; its aircraft is given",
    "flow": "a cell of a table of totals is neither an activity nor a value in money",
    "commitment": "there is no schema for an act towards a treaty",
    "licence": "a licence is neither a contract nor a delivery",
    "decision": "there is no schema for a decision on conduct",
}
"""Why rows of some kinds become no entity."""
EXPRESSED = ("transfer", "incident", "embargo", "movement")
Row = Mapping[str, Any]
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Linked:
    """What becomes entities: exhibits, (kind, row), and (document, finding, the exhibits its rows are from)."""

    cited: Iterable[Cited]
    rows: Iterable[tuple[str, Row]]
    findings: Iterable[tuple[Row, Row, tuple[str, ...]]]


def ftm(linked: Linked) -> Iterator[str]:
    """Write entities in lines, each entity once."""
    known = set[str]()
    for each in _entities(linked):
        if each["id"] not in known:
            known.add(each["id"])
            yield _ENCODER.encode(each) + "\n"


def _entities(linked: Linked) -> Iterator[Entity]:
    yield from map(document, linked.cited)
    for about, finding, exhibits in linked.findings:
        yield note(about, finding, exhibits)
    make = {"transfer": _transfer, "incident": _incident, "embargo": _embargo, "movement": _airplane}
    for kind, row in linked.rows:
        if kind in make:
            yield from make[kind](row)


def name_of(sha256: str) -> str:
    """Give the id of an exhibit's entity."""
    return f"armstrace-exhibit-{sha256}"


def document(cited: Cited) -> Entity:
    """Give an exhibit as a document; the property for hashes is for SHA-1, so ours stands in the notes."""
    exhibit = cited.exhibit
    schema = "Image" if exhibit.media_type.startswith("image/") else _SCHEMATA.get(exhibit.media_type, "Document")
    return entity(
        name_of(exhibit.sha256),
        schema,
        title=cited.title,
        fileName=one_line(exhibit.received_name),
        mimeType=one_line(exhibit.media_type),
        fileSize=exhibit.size,
        publishedAt=_start(cited.issued),
        # to the minute, as the format has it
        retrievedAt=exhibit.received_at[:16],
        publisher=cited.publisher,
        publisherUrl=_whole(cited.source.url) if cited.source and cited.publisher else "",
        sourceUrl=one_line(cited.url),
        notes=list(cited.notes),
        processingAgent=cited.source.reader if cited.source else "",
    )


def note(about: Row, finding: Row, exhibits: tuple[str, ...]) -> Entity:
    """Give a finding as a note on the document it is about, with the exhibits behind it as proof."""
    claim, figure = finding["claim"], finding["figure"]
    said = f"{shown(figure)} {finding['unit'] or ''}".strip() if isinstance(figure, int | float | str) else ""
    return entity(
        _id(str(finding["key"])),
        "Note",
        name=f"{finding['verdict'].replace('_', ' ')}: {one_line(str(claim['text']))}",
        entity=name_of(str(about["sha256"])),
        summary=one_line(str(finding["reason"])),
        description=[
            f"claim at characters {claim['start']}-{claim['end']}, reading {claim.get('judged', 'suggested')}",
            f"method {finding['method']}",
            f"figure {said}" if said else "",
            *(f"limit: {one_line(str(each))}" for each in finding["limits"]),
        ],
        keywords=[str(finding["verdict"]), str(finding["check"])],
        proof=[name_of(each) for each in exhibits],
    )


def _transfer(row: Row) -> Iterator[Entity]:
    sender = party(row["supplier"], row["supplier_printed"])
    receiver = party(row["recipient"], row["recipient_printed"])
    yield from filter(None, (sender, receiver))
    delivered = _when(row, "delivered")
    yield entity(
        _id(row["key"]),
        "EconomicActivity",
        sender=sender["id"] if sender else "",
        receiver=receiver["id"] if receiver else "",
        goodsDescription=[one_line(row["designation"]), one_line(row["description"])],
        startDate=_start(delivered),
        endDate=_end(delivered),
        summary="; ".join(_doubts(row, ("number_ordered", "number_delivered", "delivered", "ordered"))),
        description=[
            f"as printed by {one_line(row['register'])}; status {one_line(row['status']) or 'not told'}",
            f"{shown(row['tiv_m'])} million trend-indicator values ({shown(row['tiv_m_low'])} to "
            f"{shown(row['tiv_m_high'])}), which are no price"
            if row["tiv_m"] is not None
            else "",
            *_place(row),
        ],
        recordId=row["key"],
        proof=name_of(row["exhibit"]),
    )


def _incident(row: Row) -> Iterator[Entity]:
    when = _when(row, "when")
    told = {
        "place as told": row["place_printed"] if ";" in row["place_printed"] else "",
        "told first by": row["origin"],
        "hedge": row["hedge"],
        "denial": row["denial"],
        "actor as told": row["actor_printed"],
        "weapon as told": row["weapon_printed"],
        "deaths": _deaths(row),
        "date as printed": row["when_printed"] if row["when_qualifier"] else "",
    }
    yield entity(
        _id(row["key"]),
        "Event",
        name=", ".join(
            filter(
                None,
                (one_line(row["event_type"]) or "incident", one_line(row["place_printed"]), when.edtf if when else ""),
            )
        ),
        startDate=_start(when),
        endDate=_end(when),
        # the format parts addresses by commas; as it was told it stands in the description
        location=[one_line(row[name]).replace(";", ",") for name in ("place_printed", "area")],
        country=country(row["state"]),
        keywords=[one_line(row["event_type"])],
        description=[*(f"{name}: {text(str(value))}" for name, value in told.items() if value), *_place(row)],
        recordId=row["key"],
        proof=name_of(row["exhibit"]),
    )


def _embargo(row: Row) -> Iterator[Entity]:
    target = party(row["target"], row["target_printed"])
    if target is None:
        return
    yield target
    yield entity(
        _id(row["key"]),
        "Sanction",
        entity=target["id"],
        authority=one_line(row["imposed_by"]),
        program=one_line(row["instrument"]),
        startDate=_start(_when(row, "begins")),
        endDate=_end(_when(row, "ends")),
        status=[one_line(row["status"]), one_line(row["force"])],
        provisions=one_line(row["scope"]),
        description=[f"disputed: {one_line(row['disputed'])}" if row["disputed"] else "", *_place(row)],
        recordId=row["key"],
        proof=name_of(row["exhibit"]),
    )


def _airplane(row: Row) -> Iterator[Entity]:
    """Give the aircraft of a movement; not where it went, and not who is behind it."""
    yield entity(
        f"armstrace-aircraft-{row['hex']}",
        "Airplane",
        name=one_line(row["registration"]) or f"aircraft {row['hex']}",
        registrationNumber=one_line(row["registration"]),
        icaoCode=one_line(row["typecode"]),
        notes=f"24-bit address {row['hex']}, as its transponder sent it",
    )


def _deaths(row: Row) -> str:
    low, best, high = row["deaths_low"], row["deaths_best"], row["deaths_high"]
    if low is None and best is None and high is None:
        return ""
    return f"{shown(best) or 'no best figure'} ({shown(low) or 'unknown'} to {shown(high) or 'unknown'})"


def _doubts(row: Row, names: Iterable[str]) -> Iterator[str]:
    """Say counts and dates as they are printed, brackets and question marks too."""
    for name in names:
        if row[f"{name}_printed"] is not None:
            yield f"{name.replace('_', ' ')} as printed: {one_line(row[f'{name}_printed'])}"


def _place(row: Row) -> tuple[str, ...]:
    changed = "; ".join(row.get("changed") or ())
    return (
        f"read at {one_line(row['place'])} by {row['reader']}",
        f"changed before it left: {changed}" if changed else "",
    )


def _when(row: Row, name: str) -> When | None:
    parts = (row[f"{name}_{part}"] for part in ("earliest", "latest", "qualifier", "printed"))
    earliest, latest, qualifier, printed = parts
    return None if printed is None else When(earliest, latest, qualifier, printed)


def _start(when: When | None) -> str:
    """Give the first day at the precision there is, "" where that end is open."""
    first = when.edtf.rstrip("?~%").partition("/")[0] if when else ""
    return "" if first == ".." else first


def _end(when: When | None) -> str:
    """Give the last day at the precision there is, "" where that end is open."""
    last = when.edtf.rstrip("?~%").rpartition("/")[2] if when else ""
    return "" if last == ".." else last


def _whole(url: str) -> str:
    """Give an address with the slash that one without a path is understood to have."""
    return f"{url}/" if url.count("/") == 2 else url


def _id(key: str) -> str:
    return f"armstrace-{key.replace(':', '-')}"
