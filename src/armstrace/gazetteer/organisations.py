"""Organisations that statements are attributed to, and armed groups that are no state's army.

data/media.csv has news media, non-governmental and intergovernmental organisations, courts and institutes;
data/armed_groups.csv non-state groups, some forces of contested places and a few paramilitaries of states. Being
listed says nothing on status or on what a group is to be called: the names are those the press prints.
data/state_media.csv has the media that a government, or an armed group, owns and directs: agencies of states above all.
Broadcasters with a board of their own are not in it, whoever pays them; it is not complete.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from armstrace.gazetteer.named_tables import find_named
from armstrace.gazetteer.shipped_tables import shipped_rows


@dataclass(frozen=True, slots=True)
class OrgName:
    """An organisation named in a text: `kind` is media, ngo, igo, court or institute."""

    start: int
    end: int
    printed: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class GroupName:
    """An armed group named in a text: `state` is where it arose or mainly fights, not whom it answers to."""

    start: int
    end: int
    printed: str
    name: str
    state: str


def find_organisations(text: str) -> list[OrgName]:
    """Find the organisations of data/media.csv in a text, in order, none overlapping, the longest name first.

    >>> [(o.name, o.kind) for o in find_organisations("HRW told Reuters; the sun rose over the ECHR.")]
    [('Human Rights Watch', 'ngo'), ('Reuters', 'media'), ('European Court of Human Rights', 'court')]
    """
    return [
        OrgName(hit.start, hit.end, text[hit.start : hit.end], hit.entry.name, hit.entry.row["kind"])
        for hit in find_named(text, "media.csv", "organisation")
    ]


def find_groups(text: str) -> list[GroupName]:
    """Find the armed groups of data/armed_groups.csv in a text, in order, none overlapping, the longest name first.

    >>> [(g.name, g.state) for g in find_groups("The Houthis and Wagner mercenaries; Wagner's operas.")][:2]
    [('Houthis', 'YEM'), ('Wagner Group', 'RUS')]
    """
    return [
        GroupName(hit.start, hit.end, text[hit.start : hit.end], hit.entry.name, hit.entry.row["state"])
        for hit in find_named(text, "armed_groups.csv", "group")
    ]


@cache
def spoken_for() -> Mapping[str, str]:
    """Give the media of data/state_media.csv with the state (alpha-3) or armed group that each speaks for."""
    return {row["name"]: row["speaks_for"] for row in shipped_rows("state_media.csv")}
