"""The licence gate for rows: an exhibit that may not leave keeps its rows here, each kept back with the reason.

Rows of incidents leave less exact than they are kept (records.leaving), so exact places of the last year, which hold
a file back, hold back neither them nor pieces set aside, which are masked as they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from armstrace.desk.intake import Case
from armstrace.desk.licences import Leaver, gate_of, sources_of
from armstrace.evidence import custody
from armstrace.evidence.lines import Line
from armstrace.records.kinds import Incident
from armstrace.records.sources import SetAside

MADE_COARSE = frozenset({Incident.KIND, SetAside.KIND})


@dataclass(frozen=True, slots=True)
class Doors:
    """Who may leave, by hash in the order of intake: files and most rows, and rows that are made less exact."""

    files: Mapping[str, Leaver]
    coarse: Mapping[str, Leaver]

    def of(self, kind: str, sha256: str) -> Leaver:
        """Say whether the rows of a kind of an exhibit leave, and why."""
        return (self.coarse if kind in MADE_COARSE else self.files)[sha256]

    @classmethod
    def at(cls, case: Case, lines: Sequence[Line], today: date, *, non_commercial: bool) -> "Doors":
        """Ask the gate about every exhibit of a case on a day."""
        gate, sources = gate_of(case, today, non_commercial=non_commercial, lines=lines), sources_of(lines)
        without_days = replace(gate, recent=frozenset())
        files, coarse = dict[str, Leaver](), dict[str, Leaver]()
        for exhibit in custody.gather(case.root, lines).values():
            source = sources.get(exhibit.sha256)
            files[exhibit.sha256] = Leaver(exhibit, source, *gate.may_leave(exhibit, source))
            coarse[exhibit.sha256] = Leaver(exhibit, source, *without_days.may_leave(exhibit, source))
        return cls(files, coarse)
