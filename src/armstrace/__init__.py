"""armstrace checks what is said about arms transfers against the record and shows where every figure comes from.

    import armstrace as at
    case = at.open_case("my-case")
    case.share("AZE", years="2015-2019").by("supplier")

Importing it opens no file outside the package and no socket; what a question needs is loaded when it is asked.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from armstrace.records.version import __version__

if TYPE_CHECKING:
    from armstrace.desk.python.acts import Replies, Signed
    from armstrace.desk.python.answer import Answer
    from armstrace.desk.python.articles import Checked, Claims, Finding, Rechecked
    from armstrace.desk.python.case import ActingCase, Case
    from armstrace.desk.python.case_told import Summary
    from armstrace.desk.python.chains import Chains
    from armstrace.desk.python.drawing import Drawing
    from armstrace.desk.python.editions import Difference
    from armstrace.desk.python.flights import FlightsAt, Movements, Track
    from armstrace.desk.python.flown import Flights, open_flights, read_flights, surge_of_counts, track
    from armstrace.desk.python.incidents import Events, Incidents
    from armstrace.desk.python.law import Embargoes, Treaties
    from armstrace.desk.python.leaving import Dossier, Exported
    from armstrace.desk.python.looking import Hits, Trace
    from armstrace.desk.python.mirrors import Mirror
    from armstrace.desk.python.opening import demo_case, diff, list_sources, new_case, open_case, open_files
    from armstrace.desk.python.shares import Shares
    from armstrace.desk.python.surges import Screening, Surge, Surges
    from armstrace.desk.python.taking import Taken
    from armstrace.records.errors import (
        ArmstraceError,
        CaseError,
        CustodyBroken,
        NotCovered,
        SourceChanged,
        UnknownFormat,
        UnreadableValue,
    )
    from armstrace.records.verdicts import Verdict

__all__ = [
    "ActingCase",
    "Answer",
    "ArmstraceError",
    "Case",
    "CaseError",
    "Chains",
    "Checked",
    "Claims",
    "CustodyBroken",
    "Difference",
    "Dossier",
    "Drawing",
    "Embargoes",
    "Events",
    "Exported",
    "Finding",
    "Flights",
    "FlightsAt",
    "Hits",
    "Incidents",
    "Mirror",
    "Movements",
    "NotCovered",
    "Rechecked",
    "Replies",
    "Screening",
    "Shares",
    "Signed",
    "SourceChanged",
    "Summary",
    "Surge",
    "Surges",
    "Taken",
    "Trace",
    "Track",
    "Treaties",
    "UnknownFormat",
    "UnreadableValue",
    "Verdict",
    "__version__",
    "demo_case",
    "diff",
    "list_sources",
    "new_case",
    "open_case",
    "open_files",
    "open_flights",
    "read_flights",
    "surge_of_counts",
    "track",
]

_ROOMS = {
    "desk.python.acts": ("Replies", "Signed"),
    "desk.python.answer": ("Answer",),
    "desk.python.articles": ("Checked", "Claims", "Finding", "Rechecked"),
    "desk.python.case": ("ActingCase", "Case"),
    "desk.python.case_told": ("Summary",),
    "desk.python.chains": ("Chains",),
    "desk.python.drawing": ("Drawing",),
    "desk.python.editions": ("Difference",),
    "desk.python.flights": ("FlightsAt", "Movements", "Track"),
    "desk.python.flown": ("Flights", "open_flights", "read_flights", "surge_of_counts", "track"),
    "desk.python.incidents": ("Events", "Incidents"),
    "desk.python.law": ("Embargoes", "Treaties"),
    "desk.python.leaving": ("Dossier", "Exported"),
    "desk.python.looking": ("Hits", "Trace"),
    "desk.python.mirrors": ("Mirror",),
    "desk.python.opening": ("demo_case", "diff", "list_sources", "new_case", "open_case", "open_files"),
    "desk.python.shares": ("Shares",),
    "desk.python.surges": ("Screening", "Surge", "Surges"),
    "desk.python.taking": ("Taken",),
    "records.errors": (
        "ArmstraceError",
        "CaseError",
        "CustodyBroken",
        "NotCovered",
        "SourceChanged",
        "UnknownFormat",
        "UnreadableValue",
    ),
    "records.verdicts": ("Verdict",),
}
_WHERE = {name: f"armstrace.{room}" for room, names in _ROOMS.items() for name in names}

if not TYPE_CHECKING:  # a name that is not there is then an error to a type checker

    def __getattr__(name: str) -> object:
        """Load what a public name stands for when it is asked for."""
        if name not in _WHERE:
            raise AttributeError(f"module 'armstrace' has no attribute {name!r}")
        found = getattr(import_module(_WHERE[name]), name)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return __all__
