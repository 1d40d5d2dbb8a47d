"""The licence gate: which exhibits may leave a case as bytes, and why the others leave as a hash and a citation.

Each source says what its terms allow; of files with terms of their own a person says so at intake (`add --licence`).
A licence that is not known is a refusal that is told, never a silent gap. A person may sign for an exhibit, or hold one
back; both are lines in the ledger with a reason.
"""

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from armstrace.desk.incidents.release import signed
from armstrace.desk.intake import Case
from armstrace.desk.licence_words import is_share_alike, leaves_by
from armstrace.desk.withdrawal.withdrawn import gone
from armstrace.evidence import ledger
from armstrace.evidence.lines import Line
from armstrace.records.errors import CaseError
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Incident
from armstrace.records.leaving import is_recent
from armstrace.records.sources import Leaves, Source
from armstrace.sources.registry import plug_in_missing, readers
from armstrace.tables.stored import StoredRecords

ALLOW, HOLD = "allow_leaving", "hold_back"
_MARKS = {b"event_id_cnty": "ACLED"}
_HEAD, _OF_GZIP = 1 << 16, 31
MOST_PERCENT = 10.0
"""So much of a data set at most is a small part of it."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What holds for one export: who signed or held back what, for what use it is, how much of a data set would leave.

    `percent` is the share of its whole data set that each source's exhibits have together. `recent` are exhibits with
    incidents of the last twelve months whose exact coordinates nobody signed for. `missing` names, by exhibit, the
    plug-in that read it and is not here.
    """

    non_commercial: bool = False
    allowed: Mapping[str, str] = field(default_factory=dict)
    held: Mapping[str, str] = field(default_factory=dict)
    percent: Mapping[str, float] = field(default_factory=dict)
    recent: frozenset[str] = frozenset()
    missing: Mapping[str, str] = field(default_factory=dict)

    def may_leave(self, exhibit: Exhibit, source: Source | None) -> tuple[bool, str]:
        """Say whether the bytes of an exhibit may leave, and why; `source` is None where no reader knows the file."""
        told = self._as_told(exhibit)
        if told is not None:
            return told
        said = leaves_by(exhibit.licence)
        if source is not None and (source.leaves is Leaves.NEVER or not source.rows_may_leave):
            return False, f"the terms of its source forbid handing it on: {source.licence}"
        if source is None and (marked := _marked(exhibit)):
            return False, f"no reader knows the file, but it has columns of {marked}, whose rows may not be handed on"
        if said is Leaves.NEVER:
            return False, f"what was said of it at intake: {exhibit.licence}"
        rule = said if source is None or source.leaves is Leaves.AS_SAID else source.leaves
        return self._by_rule(exhibit, source, rule)

    def _as_told(self, exhibit: Exhibit) -> tuple[bool, str] | None:
        """Answer by what the ledger tells of an exhibit, whatever its terms are; None where it tells nothing."""
        if exhibit.withdrawn:
            return False, f"withdrawn, its bytes are not kept: {exhibit.withdrawn}"
        if exhibit.sha256 in self.held:
            return False, f"held back by {self.held[exhibit.sha256]}"
        if exhibit.sha256 in self.allowed:
            return True, f"signed for by {self.allowed[exhibit.sha256]}"
        if exhibit.sha256 in self.recent:
            return False, "it has exact places of incidents less than twelve months old, and nobody signed for them"
        if exhibit.sha256 in self.missing:
            return False, f"{self.missing[exhibit.sha256]} read it, which is not here to say the terms of its source"
        return None

    def _by_rule(self, exhibit: Exhibit, source: Source | None, rule: Leaves) -> tuple[bool, str]:
        words = exhibit.licence if source is None or source.leaves is Leaves.AS_SAID else source.licence
        if rule is Leaves.FREE:
            notice = "; its notice goes with what is made of it" if is_share_alike(words) else ""
            return True, f"{words}{notice}"
        if rule is Leaves.AS_SAID:
            what = f"what was said of its licence is not known here: {words}" if words else "nobody said its licence"
            return False, what
        if not self.non_commercial:
            return False, f"it leaves for a non-commercial use only, which nobody declared: {words}"
        if rule is Leaves.SMALL_PART and source is not None:
            part = self.percent.get(source.name, 100.0)
            if part >= MOST_PERCENT:
                return False, f"{part:.1f} % of the data set would leave, the terms allow less than 10 %: {words}"
            return True, f"{part:.1f} % of the data set, for a non-commercial use: {words}"
        return True, f"for a non-commercial use: {words}"


def _marked(exhibit: Exhibit) -> str:
    """Name the source whose terms forbid handing rows on and whose column stands at the beginning of a file."""
    try:
        with exhibit.path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return ""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(_OF_GZIP).decompress(head, _HEAD)
        except zlib.error:
            return ""
    # the letters alone, so that UTF-16 is looked through too
    plain = head.replace(b"\0", b"").lower()
    return next((name for mark, name in _MARKS.items() if mark in plain), "")


@dataclass(frozen=True, slots=True)
class Leaver:
    """One exhibit at the gate: whether its bytes leave, and why or why not."""

    exhibit: Exhibit
    source: Source | None
    leaves: bool
    reason: str


def may_leave(exhibit: Exhibit, source: Source | None, gate: Gate | None = None) -> tuple[bool, str]:
    """Say whether the bytes of an exhibit may leave, and why; without a gate nothing is signed and nothing declared."""
    return (gate or Gate()).may_leave(exhibit, source)


def gate_of(case: Case, today: date, *, non_commercial: bool = False, lines: Iterable[Line] = ()) -> Gate:
    """Look at a case as it stands on a day; `lines` are those of its ledger, if they are at hand already."""
    told = tuple(lines) or ledger.read_lines(case.root)
    allowed: dict[str, str] = {}
    held: dict[str, str] = {}
    for line in told:
        if line.act in {ALLOW, HOLD}:
            here, there = (allowed, held) if line.act == ALLOW else (held, allowed)
            for sha256 in line.payload["exhibits"]:
                there.pop(sha256, None)
                here[sha256] = f"{line.by}: {line.payload['why']}"
    sources = sources_of(told)
    rows, withdrawn = Counter[str](), gone(told)
    for sha256, counted in _rows(told).items():
        if sha256 not in held and sha256 not in withdrawn and sha256 in sources:
            rows[sources[sha256].name] += counted
    whole = {source.name: source.whole_rows for source in sources.values() if source.whole_rows}
    percent = {name: 100 * rows[name] / size for name, size in whole.items()}
    return Gate(non_commercial, allowed, held, percent, _recent(case, today, sources), _missing(told))


def sources_of(lines: Iterable[Line]) -> dict[str, Source]:
    """Give the source of each exhibit that was read, as the ledger tells."""
    known, found = readers(), {}
    for line in lines:
        if line.act in {"read", "refused"}:
            name = str(line.payload.get("reader", "")).partition("@")[0]
            if name in known:
                found[str(line.payload["exhibit"])] = known[name].SOURCE
    return found


def _last_read(lines: Iterable[Line]) -> dict[str, Mapping[str, Any]]:
    return {str(line.payload["exhibit"]): line.payload for line in lines if line.act in {"read", "refused"}}


def _missing(lines: Iterable[Line]) -> dict[str, str]:
    readers_of = {sha256: str(told.get("reader", "")) for sha256, told in _last_read(lines).items()}
    return {sha256: named for sha256, reader in readers_of.items() if (named := plug_in_missing(reader))}


def _rows(lines: Iterable[Line]) -> dict[str, int]:
    """Count the rows of each exhibit as last read, those apart that say what the file is."""
    beside = {"edition", "set_aside"}
    return {
        sha256: sum(part["rows"] for kind, part in told.get("rows", {}).items() if kind not in beside)
        for sha256, told in _last_read(lines).items()
    }


def _recent(case: Case, today: date, exhibits: Iterable[str]) -> frozenset[str]:
    signatures = signed(case)
    with_incidents = {path.stem for path in (case.root / "tables" / Incident.KIND).glob("*.parquet")}
    wanted = (each for each in exhibits if each[:12] in with_incidents and each not in signatures)
    return frozenset(
        each for each in wanted if any(is_recent(row, today) for row in StoredRecords(case.root, Incident, each))
    )


def sign(case: Case, act: str, named: Iterable[str], why: str) -> None:
    """Write who lets exhibits leave, or holds them back, and why; "all" are those whose licence nobody said.

    Raises:
        CaseError: no reason is given, or there is no such exhibit.
    """
    names = list(named)
    if not names:
        return
    if not why.strip():
        raise CaseError("A signature needs a reason.", where="--why", todo="Say in a few words what it rests on.")
    wanted: dict[str, None] = {}
    for name in names:
        found = _unsaid(case) if name == "all" and act == ALLOW else [case.exhibit(name).sha256]
        wanted |= dict.fromkeys(found)
    if wanted:
        ledger.append(case.root, act, case.by, exhibits=list(wanted), why=why)


def _unsaid(case: Case) -> list[str]:
    lines = ledger.read_lines(case.root)
    sources, gate = sources_of(lines), Gate(non_commercial=True)
    unsaid = ("nobody said", "what was said of its licence is not known")
    return [
        each.sha256 for each in case.exhibits() if gate.may_leave(each, sources.get(each.sha256))[1].startswith(unsaid)
    ]
