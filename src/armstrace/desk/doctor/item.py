"""One thing that was looked at, and how it stands."""

from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """Whether armstrace can work with it: `absent` things are extras, nothing in the core needs them."""

    OK = "ok"
    ABSENT = "absent"
    DOUBTFUL = "doubtful"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing: its group, what it is, how it stands, what is known of it, and what to do where that is not well."""

    group: str
    name: str
    standing: Standing
    told: str
    todo: str = ""
