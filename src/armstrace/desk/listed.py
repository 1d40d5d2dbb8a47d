"""The exhibits of a case as they stand: what is said of each, how it was read, when its bytes were last checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from armstrace.desk.intake import Case
from armstrace.evidence import custody
from armstrace.evidence.folders import stored_path
from armstrace.evidence.lines import Line
from armstrace.records.exhibits import Exhibit
from armstrace.tables.write import table_path


class Reading(StrEnum):
    """How far an exhibit was understood."""

    READ = "read"
    IN_PART = "read in part"
    REFUSED = "not understood"
    NOT_YET = "not read yet"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Checked:
    """When the bytes of an exhibit were last read again, by whom, and how they were found ("ok", "altered" …)."""

    at: str
    by: str
    state: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One exhibit: `rows` are counted by kind of record, without what was set aside.

    `refused` says why it was not read, `refused_where` at which place in it, `todo` what could be done.
    `checked` is None until its bytes were read again after intake; `in_place` is one that was left where it was.
    """

    exhibit: Exhibit
    reading: Reading
    reader: str
    rows: dict[str, int]
    set_aside: int
    refused: str
    refused_where: str
    todo: str
    checked: Checked | None
    in_place: bool


def listed(case: Case, lines: Sequence[Line]) -> tuple[Listed, ...]:
    """Give the exhibits in the order of intake, from the lines of the ledger read once.

    Raises:
        CustodyBroken: a line on an exhibit does not say what it must.
    """
    found = custody.gather(case.root, lines)
    readings = {
        str(line.payload.get("exhibit")): line.payload for line in lines if line.act in {"read", "refused"}
    }  # the last one of each stands
    checks = _checks(lines)
    return tuple(_listed(case, each, readings.get(each.sha256), checks.get(each.sha256)) for each in found.values())


def _listed(case: Case, exhibit: Exhibit, noted: object, checked: Checked | None) -> Listed:
    held = noted if isinstance(noted, dict) else {}
    said = (held.get("treaty", ""), held.get("edition", ""))
    rows = {str(kind): int(part["rows"]) for kind, part in held.get("rows", {}).items()}
    current = bool(held) and said == (exhibit.treaty, exhibit.edition)
    there = all(table_path(case.root, kind, exhibit.sha256).exists() for kind in rows)
    aside = rows.pop("set_aside", 0)
    if exhibit.withdrawn:
        reading = Reading.WITHDRAWN
    elif not current or not there:
        reading = Reading.NOT_YET
    elif "reason" in held:
        reading = Reading.REFUSED
    else:
        reading = Reading.IN_PART if aside else Reading.READ
    done = reading not in {Reading.NOT_YET, Reading.WITHDRAWN}
    return Listed(
        exhibit=exhibit,
        reading=reading,
        reader=str(held.get("reader", "")) if done else "",
        rows=rows if done else {},
        set_aside=aside if done else 0,
        refused=str(held.get("reason", "")) if done else "",
        refused_where=str(held.get("where", "")) if done else "",
        todo=str(held.get("todo", "")) if done else "",
        checked=checked,
        in_place=exhibit.path != stored_path(case.root, exhibit.sha256),
    )


def _checks(lines: Sequence[Line]) -> dict[str, Checked]:
    """Give the last check of each exhibit; a check of the whole case is one of those that had come in by then."""
    checks: dict[str, Checked] = {}
    known: list[str] = []
    for line in lines:
        if line.act == "add" and "sha256" in line.payload:
            known.append(str(line.payload["sha256"]))
        if line.act != "verify":
            continue
        wrong = {str(each.get("expected")): str(each.get("state")) for each in line.payload.get("wrong", ())}
        only = line.payload.get("only")
        for sha256 in known if only is None else map(str, only):
            checks[sha256] = Checked(line.at, line.by, wrong.get(sha256, "ok"))
    return checks
