"""What did not leave, or left otherwise than it is kept, counted while rows go through the gate."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from armstrace.desk.licences import Leaver
from armstrace.evidence.names import visible


@dataclass(slots=True)
class Tally:
    """Rows by exhibit that left and that stayed; `cited` are keys and places of single rows that stayed."""

    left: dict[str, Counter[str]] = field(default_factory=dict)
    stayed: dict[str, Counter[str]] = field(default_factory=dict)
    why: dict[str, dict[str, str]] = field(default_factory=dict)
    cited: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    changed: Counter[str] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)

    def leave(self, sha256: str, kind: str, rows: int) -> None:
        """Count rows that left."""
        self.left.setdefault(sha256, Counter())[kind] += rows

    def stay(self, leaver: Leaver, kind: str, rows: int, reason: str = "") -> None:
        """Count rows that stayed; the reason is the gate's unless another is given."""
        sha256 = leaver.exhibit.sha256
        self.stayed.setdefault(sha256, Counter())[kind] += rows
        known = self.why.setdefault(sha256, {})
        new = reason or leaver.reason
        known[kind] = new if known.get(kind, new) == new else f"{known[kind]}; {new}"

    def cite(self, leaver: Leaver, kind: str, places: Mapping[str, str]) -> None:
        """Count single rows that stayed, and keep their keys and places: those leave."""
        self.stay(leaver, kind, len(places))
        cited = self.cited.setdefault(leaver.exhibit.sha256, [])
        cited += [{"key": key, "place": place} for key, place in places.items()]

    def changes(self, reasons: Iterable[str]) -> None:
        """Count what was done to a row."""
        self.changed.update(reasons)

    @property
    def exhibits(self) -> set[str]:
        """The exhibits that rows were asked of, whether they left or stayed."""
        return self.left.keys() | self.stayed.keys()

    def sentences(self, leavers: Sequence[Leaver]) -> tuple[str, ...]:
        """Say what did not leave and why, exhibit by exhibit, then what is said of all."""
        told = []
        for each in leavers:
            sha256 = each.exhibit.sha256
            for kind, rows in sorted(self.stayed.get(sha256, {}).items()):
                name = visible(each.exhibit.received_name)
                told.append(
                    f"{rows:,} {kind} of exhibit {each.exhibit.short} ({name}) did not leave: {self.why[sha256][kind]}"
                )
        return (*told, *self.said)

    def remarks(self) -> tuple[str, ...]:
        """Say what was done to rows that left."""
        return tuple(f"{count:,} rows: {reason}." for reason, count in sorted(self.changed.items()))

    def as_json(self, leavers: Sequence[Leaver]) -> list[dict[str, Any]]:
        """Give each exhibit that stayed behind, wholly or in part, for a program."""
        return [
            {
                "sha256": each.exhibit.sha256,
                "received_name": visible(each.exhibit.received_name),
                "rows": dict(sorted(self.stayed[each.exhibit.sha256].items())),
                "why": dict(sorted(self.why[each.exhibit.sha256].items())),
                "cited": self.cited.get(each.exhibit.sha256, []),
            }
            for each in leavers
            if each.exhibit.sha256 in self.stayed
        ]
