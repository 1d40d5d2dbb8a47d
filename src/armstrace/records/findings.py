"""Findings: what the records say of a claim, with every reading, the rows used and the SQL that anybody can run."""

from dataclasses import dataclass, field
from typing import Any

from armstrace.records.claims import Claim, claim_json
from armstrace.records.origin import canonical, derived_key
from armstrace.records.surges import Surge
from armstrace.records.verdicts import Verdict

Figure = float | str | dict[str, str | None] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one edition says: `value` with bounds, `estimate` where the format itself forces a guess.

    `edition` names the vintage ("SIPRI deliveries, 13 April 2024"), `records` are the keys of the rows used.
    """

    edition: str
    value: Figure
    low: float | None = None
    high: float | None = None
    estimate: bool = False
    note: str = ""
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One line of what a figure is made of: a category, a row, a window; `value` in percent unless `unit` says else."""

    label: str
    value: float
    unit: str = "percent"
    note: str = ""
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An answer with reasons; `method` is "checks.import_share@1", `slots` the verdict of each part of the claim.

    `beside` are other claims of the same document that the finding sets against this one. `parts` groups lines under
    a heading ("by category", "largest rows", "neighbouring windows", ...). `surges` are the series that the verdict
    rests on, that asked about first: they are drawn, and printed whole by `armstrace surge`.
    """

    claim: Claim
    check: str
    method: str
    verdict: Verdict
    reason: str
    figure: Figure = None
    unit: str | None = None
    readings: tuple[Reading, ...] = ()
    slots: dict[str, Verdict] = field(default_factory=dict)
    parts: dict[str, tuple[Part, ...]] = field(default_factory=dict)
    sql: str = ""
    limits: tuple[str, ...] = ()
    beside: tuple[Claim, ...] = ()
    surges: tuple[Surge, ...] = ()

    @property
    def records(self) -> tuple[str, ...]:
        """Keys of all rows used, in order, each once."""
        return tuple(dict.fromkeys(key for reading in self.readings for key in reading.records))

    @property
    def key(self) -> str:
        """The key a dossier cites: same rows, method and claim give the same key."""
        item = [self.method, claim_json(self.claim), *map(claim_json, self.beside)]
        return derived_key("finding", self.records, canonical(item))


def finding_json(finding: Finding) -> dict[str, Any]:
    """Give a finding as `armstrace check --json` prints it."""
    return {
        "key": finding.key,
        "claim": claim_json(finding.claim),
        "check": finding.check,
        "method": finding.method,
        "verdict": finding.verdict.value,
        "figure": _plain(finding.figure),
        "unit": finding.unit,
        "readings": [_reading_json(reading) for reading in finding.readings],
        "slots": {slot: verdict.value for slot, verdict in finding.slots.items()},
        "parts": {heading: [_part_json(part) for part in parts] for heading, parts in finding.parts.items()},
        "reason": finding.reason,
        "records": list(finding.records),
        "sql": finding.sql,
        "limits": list(finding.limits),
        "beside": [claim_json(claim) for claim in finding.beside],
    }


def _reading_json(reading: Reading) -> dict[str, Any]:
    return {
        "edition": reading.edition,
        "value": _plain(reading.value),
        "low": _plain(reading.low),
        "high": _plain(reading.high),
        "estimate": reading.estimate,
        "note": reading.note,
        "records": list(reading.records),
    }


def _part_json(part: Part) -> dict[str, Any]:
    return {"label": part.label, "value": _plain(part.value), "unit": part.unit, "note": part.note}


def _plain(value: Figure) -> Figure:
    """Round away the noise of binary fractions; the figures themselves carry one or two decimals of meaning."""
    return round(value, 4) if isinstance(value, float) else value
