"""Provenance as PROV-JSON, from each finding over its rows to exhibits: who, with what, when, by which rule.

Keys are qualified names as they are ("transfer:3f…"). No value of a row and no quoted word is in it: hashes, keys,
places, verdicts and methods alone. After W3C PROV-DM (2013) and the PROV-JSON submission of the same year.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from armstrace.dossier.exports.provenance import Act, Found, Provenance, Received
from armstrace.evidence.names import visible

_SECTIONS = (
    "entity", "activity", "agent", "used", "wasGeneratedBy", "wasAssociatedWith", "wasDerivedFrom", "wasAttributedTo",
    "actedOnBehalfOf",
)  # fmt: skip
_OWN = ("armstrace", "exhibit", "finding", "claim", "act", "person", "software", "method")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(slots=True)
class _Document:
    """Statements by section; what is said twice is written once. Relations are numbered as they come."""

    sections: dict[str, dict[str, dict[str, Any]]] = field(default_factory=lambda: {name: {} for name in _SECTIONS})
    relations: int = 0

    def say(self, section: str, name: str, **told: Any) -> str:
        """State an entity, an activity or an agent; give its name."""
        known = {each.replace("__", ":"): value for each, value in told.items() if value not in ("", None)}
        self.sections[section].setdefault(name, known)
        return name

    def relate(self, section: str, **told: str) -> None:
        """State a relation."""
        self.relations += 1
        known = {each.replace("__", ":"): value for each, value in told.items() if value}
        self.sections[section][f"_:r{self.relations}"] = known


def prov_json(told: Provenance) -> str:
    """Write provenance as one PROV-JSON document, each statement on a line of its own."""
    return "".join(_pieces(_document(told), {key.partition(":")[0] for key in told.places}))


def _pieces(document: _Document, kinds: Iterable[str]) -> Iterator[str]:
    prefixes = {name: f"urn:armstrace:{name}:" for name in dict.fromkeys((*_OWN, *sorted(kinds)))}
    yield '{"prefix":' + _ENCODER.encode(prefixes)
    for section, statements in document.sections.items():
        if not statements:
            continue
        yield f',\n"{section}":{{'
        comma = "\n"
        for name, said in statements.items():
            yield f"{comma}{_ENCODER.encode(name)}:{_ENCODER.encode(said)}"
            comma = ",\n"
        yield "\n}"
    yield "\n}\n"


def _document(told: Provenance) -> _Document:
    document = _Document()
    program = f"software:armstrace-{told.version}"
    document.say("agent", program, prov__type=_type("prov:SoftwareAgent"), armstrace__version=told.version)
    readings = {each.exhibit.sha256: _received(document, each, program) for each in told.received}
    for key, (sha256, place) in told.places.items():
        _row(document, key, sha256, place, readings.get(sha256, ""))
    for each in told.found:
        _found(document, each, program, told)
    return document


def _received(document: _Document, each: Received, program: str) -> str:
    """Tell how an exhibit came in and was read; give the act of reading, "" where there was none."""
    exhibit = each.exhibit
    name = document.say(
        "entity",
        f"exhibit:{exhibit.sha256}",
        prov__type=_type("armstrace:Exhibit"),
        armstrace__sha256=exhibit.sha256,
        armstrace__size=exhibit.size,
        armstrace__media_type=visible(exhibit.media_type),
        armstrace__received_name=visible(exhibit.received_name),
        armstrace__kept_back=visible(each.kept_back),
    )
    intake = _act(document, "intake", each.intake, program)
    document.relate("wasGeneratedBy", prov__entity=name, prov__activity=intake, prov__time=each.intake.at)
    if each.reading is None:
        return ""
    reader = _software(document, each.reader)
    reading = _act(document, "reading", each.reading, reader)
    document.relate("used", prov__activity=reading, prov__entity=name)
    return reading


def _row(document: _Document, key: str, sha256: str, place: str, reading: str) -> None:
    name = document.say(
        "entity", key, prov__type=_type("armstrace:Record"), armstrace__exhibit=sha256, armstrace__place=place
    )
    if reading:
        document.relate("wasGeneratedBy", prov__entity=name, prov__activity=reading)
    document.relate(
        "wasDerivedFrom",
        prov__generatedEntity=name,
        prov__usedEntity=f"exhibit:{sha256}",
        prov__activity=reading,
        armstrace__place=place,
    )


def _found(document: _Document, each: Found, program: str, told: Provenance) -> None:
    """Tell of one finding: its own activity, so that what it used is not what the next one used."""
    finding = document.say(
        "entity",
        each.key,
        prov__type=_type("armstrace:Finding"),
        armstrace__verdict=each.verdict,
        armstrace__method=each.method,
    )
    check = document.say(
        "activity",
        f"act:check-{each.check.seq}-{each.key.partition(':')[2]}",
        prov__type=_type("armstrace:Check"),
        prov__endTime=each.check.at,
        armstrace__ledger_line=each.check.seq,
    )
    document.relate("wasGeneratedBy", prov__entity=finding, prov__activity=check, prov__time=each.check.at)
    plan = document.say(
        "entity", f"method:{_local(each.method)}", prov__type=_type("prov:Plan"), armstrace__method=each.method
    )
    document.relate("wasAssociatedWith", prov__activity=check, prov__agent=program, prov__plan=plan)
    document.relate("wasAssociatedWith", prov__activity=check, prov__agent=_person(document, each.check.by))
    for used in (_claim(document, each), *(key for key in each.records if key in told.places)):
        document.relate("used", prov__activity=check, prov__entity=used)
        document.relate("wasDerivedFrom", prov__generatedEntity=finding, prov__usedEntity=used, prov__activity=check)


def _claim(document: _Document, each: Found) -> str:
    """Tell of the claim that a finding is on: where it stands, what read it, who judged the reading."""
    name = document.say(
        "entity",
        each.claim,
        prov__type=_type("armstrace:Claim"),
        armstrace__exhibit=each.document,
        armstrace__place=each.place,
        armstrace__judged=each.judged,
        armstrace__judged_at=each.judged_at,
    )
    document.relate(
        "wasDerivedFrom",
        prov__generatedEntity=name,
        prov__usedEntity=f"exhibit:{each.document}",
        armstrace__place=each.place,
    )
    document.relate("wasAttributedTo", prov__entity=name, prov__agent=_software(document, each.text_reader))
    if each.judged_by:
        document.relate("wasAttributedTo", prov__entity=name, prov__agent=_person(document, each.judged_by))
    return name


def _act(document: _Document, what: str, act: Act, software: str) -> str:
    """Tell of an act of the ledger, done by a person with a program."""
    known = document.sections["activity"]
    name = f"act:{what}-{act.seq}"
    if name not in known:
        document.say(
            "activity",
            name,
            prov__type=_type(f"armstrace:{what.capitalize()}"),
            prov__endTime=act.at,
            armstrace__ledger_line=act.seq,
        )
        document.relate("wasAssociatedWith", prov__activity=name, prov__agent=software)
        document.relate("wasAssociatedWith", prov__activity=name, prov__agent=_person(document, act.by))
    return name


def _person(document: _Document, by: str) -> str:
    return document.say("agent", f"person:{_local(by)}", prov__type=_type("prov:Person"))


def _software(document: _Document, reader: str) -> str:
    name, _, version = reader.partition("@")
    return document.say(
        "agent",
        f"software:{_local(reader)}",
        prov__type=_type("prov:SoftwareAgent"),
        armstrace__name=name,
        armstrace__version=version,
    )


def _local(name: str) -> str:
    return visible(name).replace("@", "-").replace(":", "-").replace(" ", "-")


def _type(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}
