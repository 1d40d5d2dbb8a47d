"""Carrying signed judgements and replies over into a redacted case, where what they are about is in it.

A judgement names a record by its key, which holds the hash of its exhibit; the same place in the copy has another key.
What is about something that was left out is not carried over; the list of the custodian's ledger still has its line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from armstrace.desk.chains import placements
from armstrace.desk.dossiers.choice import CHOOSING, PLACE
from armstrace.desk.incidents import standing as on_incidents
from armstrace.desk.intake import Case
from armstrace.desk.judgements.replies import signed as signed_replies
from armstrace.desk.redaction.derive import Derivative
from armstrace.desk.redaction.words import Names
from armstrace.desk.results import kept_finding, kept_of
from armstrace.evidence import ledger
from armstrace.evidence.lines import Line
from armstrace.records.exhibits import Exhibit
from armstrace.tables.schema import KINDS


@dataclass(slots=True)
class Keys:
    """Leads keys of the whole case to keys of the copy; "" where what they name is not in it."""

    whole: Case
    copy: Case
    derivatives: Mapping[str, Derivative]
    here: Mapping[str, Exhibit]
    claims: Mapping[str, str] = field(default_factory=dict)

    def led(self, key: str) -> str:
        """Give the key in the copy."""
        kind = key.partition(":")[0]
        if ":" not in key:
            found = self._exhibit(key)
            return found.sha256 if found else ""
        if kind == "claim":
            return self.claims.get(key, "")
        if kind == "finding":
            return self._finding(key)
        return self._record(kind, key) if kind in KINDS else ""

    def _exhibit(self, sha256: str) -> Exhibit | None:
        each = self.derivatives.get(sha256)
        return self.here.get(each.number) if each else None

    def _finding(self, key: str) -> str:
        told = kept_finding(self.whole, key)
        if told is None:
            return ""
        exhibit = self._exhibit(str(told["document"]["sha256"]))
        kept = kept_of(self.copy, exhibit) if exhibit else None
        claim = self.claims.get(str(told["claim"].get("key", "")), "")
        same = (
            str(each["key"])
            for each in (kept or {}).get("findings", [])
            if claim and each["claim"].get("key") == claim and each["check"] == told["check"]
        )
        return next(same, "")

    def _record(self, kind: str, key: str) -> str:
        row = self.whole.tables.row(key)
        exhibit = self._exhibit(str(row["exhibit"])) if row else None
        if row is None or exhibit is None:
            return ""
        each = self.derivatives[str(row["exhibit"])]
        moved = each.rendered is not None or any(part.row for part in each.item.parts)
        if moved and exhibit.sha256 != each.exhibit.sha256:
            return ""
        asked = f"SELECT key FROM {kind} WHERE exhibit = ? AND place = ? AND item = ?"
        found = self.copy.tables.ask(asked, [exhibit.sha256, str(row["place"]), str(row["item"])])
        return str(found[0][0]) if len(found) == 1 else ""


@dataclass(frozen=True, slots=True)
class Carrier:
    """Writes lines of the whole case's ledger into the copy's: with new keys, new people, and words without names."""

    keys: Keys
    names: Names
    people: Mapping[str, str]
    keep_reasons: bool
    instead: str

    def carry(self, lines: Mapping[int, Line]) -> None:
        """Carry over the placements, judgements on incidents and replies that stand."""
        for made in placements.standing(self.keys.whole):
            self._placement(lines[made.number])
        for judged in on_incidents.standing(self.keys.whole):
            self._on_incidents(lines[judged.number])
        for number in sorted(signed_replies(self.keys.whole)):
            self._reply(lines[number])
        for number in sorted(lines):
            if lines[number].act in CHOOSING:
                self._choice(lines[number])

    def _placement(self, line: Line) -> None:
        key = self.keys.led(str(line.payload["key"]))
        if key:
            plain = {name: self._plain(value) for name, value in line.payload.items()}
            self._write(line, plain | {"key": key, "why": self._why(line)})

    def _on_incidents(self, line: Line) -> None:
        sides = {name: [new for key in line.payload[name] if (new := self.keys.led(key))] for name in ("left", "right")}
        if all(sides.values()):
            self._write(line, {**sides, "why": self._why(line)})

    def _reply(self, line: Line) -> None:
        """Carry over what somebody answered: without it the copy would say that nobody was asked.

        An accusation quotes what it is about: where that is not in the copy its words do not leave either.
        """
        about = self.keys.led(str(line.payload["about"]))
        if about:
            plain = {name: self._plain(value) for name, value in line.payload.items()}
            self._write(line, plain | {"about": about, "why": self._why(line)})

    def _choice(self, line: Line) -> None:
        """Carry over what stands in a dossier; the words of a finding stay behind, its key in the copy says enough."""
        keys = {name: self.keys.led(str(line.payload[name])) for name in ("exhibit", "finding")}
        before = str(line.payload.get("before", ""))
        if not all(keys.values()) or (before and not self.keys.led(before)):
            return
        if line.act == PLACE:
            self._write(line, keys | {"before": self.keys.led(before) if before else ""})
        else:
            self._write(line, keys | {"why": self._why(line)})

    def _plain(self, value: Any) -> Any:
        return self.names.replaced(value) if isinstance(value, str) else value

    def _why(self, line: Line) -> str:
        return self.names.replaced(str(line.payload["why"])) if self.keep_reasons else self.instead

    def _write(self, line: Line, payload: Mapping[str, Any]) -> None:
        ledger.append(self.keys.copy.root, line.act, self.people[line.by], **payload)
