"""What the ledger says of withdrawn exhibits: what fell with them, and sentences for whoever meets a gap."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from armstrace.evidence import ledger
from armstrace.evidence.custody import WITHDRAW
from armstrace.evidence.folders import LEDGER
from armstrace.evidence.lines import Line

LACKS = "findings_lack"
"""The act of saying in a redacted copy what findings on a document rested on that is not in it."""
REASONS: Mapping[str, str] = {
    "consent": "consent was withdrawn",
    "erasure": "a duty to erase",
    "unlawful": "unlawful content",
    "mistake": "it was taken in by mistake",
}
"""Classes of reasons for withdrawing an exhibit, and how they are told."""


@dataclass(frozen=True, slots=True)
class Fell:
    """One withdrawal: the line, the exhibit, the class of the reason, and the keys of what rested on it then."""

    line: int
    day: str
    exhibit: str
    reason: str
    findings: tuple[Mapping[str, str], ...]
    surges: tuple[str, ...]
    records: tuple[str, ...]

    @property
    def told(self) -> str:
        """What happened, as a part of a sentence."""
        return f"exhibit {self.exhibit[:12]}, withdrawn on {self.day} ({REASONS.get(self.reason, self.reason)})"


def withdrawals(root: Path, lines: Iterable[Line] = ()) -> tuple[Fell, ...]:
    """Give every withdrawal of a case in order; a case for one command has none."""
    known = tuple(lines) or (ledger.read_lines(root) if (root / LEDGER).exists() else ())
    return tuple(_read(line) for line in known if line.act == WITHDRAW)


def gone(lines: Iterable[Line]) -> frozenset[str]:
    """Give the hashes of the exhibits that were withdrawn."""
    return frozenset(str(line.payload["sha256"]) for line in lines if line.act == WITHDRAW)


def notes_on(root: Path, document: str) -> Iterator[str]:
    """Say which findings on a document rested on something that was withdrawn since, or left out of a copy."""
    lines = ledger.read_lines(root) if (root / LEDGER).exists() else ()
    for line in lines:
        if line.act == LACKS and line.payload["exhibit"] == document:
            yield from map(str, line.payload["notes"])
    for each in withdrawals(root, lines):
        mine = [found for found in each.findings if found["document"] == document]
        if mine:
            verdicts = ", ".join(f"{found['finding']} ({found['verdict'].replace('_', ' ')})" for found in mine)
            yield (
                f"Asked again without {each.told}. Findings on this document that rested on it, as they stood then: "
                f"{verdicts}."
            )


def notes_on_chains(root: Path, named: Iterable[str]) -> Iterator[str]:
    """Say which things named by signed judgements were withdrawn since."""
    keys = set(named)
    for each in withdrawals(root):
        fallen = sorted(keys & {each.exhibit, *each.records, *each.surges, *(f["finding"] for f in each.findings)})
        if fallen:
            yield f"{len(fallen)} of the things that persons placed rested on {each.told}: {', '.join(fallen)}."


def step_of(root: Path, key: str) -> dict[str, Any] | None:
    """Give what is known of a key that fell with a withdrawn exhibit, None where none did."""
    for each in reversed(withdrawals(root)):
        named = {**dict.fromkeys((*each.records, *each.surges), "it"), each.exhibit: "this exhibit"}
        found = next((f for f in each.findings if f["finding"] == key), None)
        exact = key in named or (len(key) >= 8 and each.exhibit.startswith(key))
        if found is None and not exact:
            continue
        told: dict[str, Any] = {"what": f"withdrawn: {key}", "rested on": each.told, "line of the ledger": each.line}
        return told | ({"verdict then": found["verdict"], "claim": found["claim"]} if found else {})
    return None


def _read(line: Line) -> Fell:
    held = line.payload
    fell: Mapping[str, Any] = held.get("fell", {})
    return Fell(
        line=line.seq,
        day=line.at[:10],
        exhibit=str(held["sha256"]),
        reason=str(held["reason"]),
        findings=tuple({str(name): str(value) for name, value in each.items()} for each in fell.get("findings", [])),
        surges=tuple(map(str, fell.get("surges", []))),
        records=tuple(map(str, fell.get("records", []))),
    )
