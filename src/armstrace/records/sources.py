"""What a source is, and what a reader hands on when it was never taught a value."""

from dataclasses import dataclass, field
from enum import StrEnum

from armstrace.records.origin import read_key


class Leaves(StrEnum):
    """On what terms the files of a source may be handed on."""

    FREE = "free"
    NON_COMMERCIAL = "non-commercial"
    SMALL_PART = "small part"
    NEVER = "never"
    AS_SAID = "as said"


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of file armstrace can read: who publishes it, what it covers, and what it cannot show.

    `name` is the reader's name, `version` changes when the same bytes would give other rows, `kinds` are the kinds
    of record it gives. `limits` are sentences printed beside every finding that rests on this source.
    `rows_may_leave` is False where its terms forbid handing its rows on: an export then names the rows it rests on
    and keeps what stands in them back (see records.leaving).
    `leaves` says on what terms a file itself may be handed on; AS_SAID where each file has terms of its own, which a
    person says at intake. For SMALL_PART, `whole_rows` is how many rows the whole data set had when last counted.
    `outside` names the distributions of plug-ins that had a hand in it, with their versions; "" for armstrace alone.
    """

    name: str
    title: str
    publisher: str
    url: str
    licence: str
    kinds: tuple[str, ...]
    covers: str
    limits: tuple[str, ...]
    version: int = 1
    rows_may_leave: bool = True
    leaves: Leaves = Leaves.AS_SAID
    whole_rows: int = 0
    outside: str = ""

    @property
    def reader(self) -> str:
        """Name and version of the reader, as every record keeps it: "customs@1+armstrace-customs@0.3.0"."""
        own = f"{self.name}@{self.version}"
        return f"{own}+{self.outside}" if self.outside else own


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person says of a file that does not say it itself.

    `treaty` is a treaty's id ("CCM-2008"), `edition` a date (EDTF) or a few words that name the vintage.
    """

    treaty: str = ""
    edition: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A piece of an exhibit that no reader understood: kept with its place, its words and the reason, never dropped."""

    KIND = "set_aside"

    exhibit: str
    place: str
    reader: str
    reason: str
    printed: str
    key: str = field(default="")
    item: str = ""

    def __post_init__(self) -> None:
        if not self.key:
            object.__setattr__(self, "key", read_key(self.KIND, self.exhibit, self.place, self.item))
