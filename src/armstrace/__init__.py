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
    from armstrace.desk.python.acts import Placed, Replies, ReplyTold, Signed
    from armstrace.desk.python.answer import Answer
    from armstrace.desk.python.articles import Checked, Claims, Finding, Rechecked
    from armstrace.desk.python.case import ActingCase, Case, SearchAsked
    from armstrace.desk.python.case_told import Summary
    from armstrace.desk.python.chains import ChainAsked, Chains
    from armstrace.desk.python.drawing import Drawing
    from armstrace.desk.python.editions import Difference
    from armstrace.desk.python.flights import FlightsAsked, FlightsAt, FlightsRead, Movements, Track
    from armstrace.desk.python.flown import Flights, open_flights, read_flights, surge_of_counts, track
    from armstrace.desk.python.incidents import Events, Incidents, IncidentsAsked
    from armstrace.desk.python.law import Embargoes, Treaties
    from armstrace.desk.python.leaving import Dossier, DossierAsked, ExportAsked, Exported
    from armstrace.desk.python.looking import Hits, Trace
    from armstrace.desk.python.mirrors import Mirror
    from armstrace.desk.python.opening import demo_case, diff, list_sources, new_case, open_case, open_files
    from armstrace.desk.python.shares import Shares
    from armstrace.desk.python.surges import Screening, Surge, SurgeAsked, Surges
    from armstrace.desk.python.taking import AddAsked, Taken
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
    "AddAsked",
    "Answer",
    "ArmstraceError",
    "Case",
    "CaseError",
    "ChainAsked",
    "Chains",
    "Checked",
    "Claims",
    "CustodyBroken",
    "Difference",
    "Dossier",
    "DossierAsked",
    "Drawing",
    "Embargoes",
    "Events",
    "ExportAsked",
    "Exported",
    "Finding",
    "Flights",
    "FlightsAsked",
    "FlightsAt",
    "FlightsRead",
    "Hits",
    "Incidents",
    "IncidentsAsked",
    "Mirror",
    "Movements",
    "NotCovered",
    "Placed",
    "Rechecked",
    "Replies",
    "ReplyTold",
    "Screening",
    "SearchAsked",
    "Shares",
    "Signed",
    "SourceChanged",
    "Summary",
    "Surge",
    "SurgeAsked",
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
    "desk.python.acts": ("Placed", "Replies", "ReplyTold", "Signed"),
    "desk.python.answer": ("Answer",),
    "desk.python.articles": ("Checked", "Claims", "Finding", "Rechecked"),
    "desk.python.case": ("ActingCase", "Case", "SearchAsked"),
    "desk.python.case_told": ("Summary",),
    "desk.python.chains": ("ChainAsked", "Chains"),
    "desk.python.drawing": ("Drawing",),
    "desk.python.editions": ("Difference",),
    "desk.python.flights": ("FlightsAsked", "FlightsAt", "FlightsRead", "Movements", "Track"),
    "desk.python.flown": ("Flights", "open_flights", "read_flights", "surge_of_counts", "track"),
    "desk.python.incidents": ("Events", "Incidents", "IncidentsAsked"),
    "desk.python.law": ("Embargoes", "Treaties"),
    "desk.python.leaving": ("Dossier", "DossierAsked", "ExportAsked", "Exported"),
    "desk.python.looking": ("Hits", "Trace"),
    "desk.python.mirrors": ("Mirror",),
    "desk.python.opening": ("demo_case", "diff", "list_sources", "new_case", "open_case", "open_files"),
    "desk.python.shares": ("Shares",),
    "desk.python.surges": ("Screening", "Surge", "SurgeAsked", "Surges"),
    "desk.python.taking": ("AddAsked", "Taken"),
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
