"""Places that a dossier leads to, opened again: which exhibit, where in it, and what stands there."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from armstrace.records.errors import UnreadableValue
from armstrace.records.place import Place


@dataclass(frozen=True, slots=True)
class Reopened:
    """What stands at one place of one exhibit, which was opened again to see it; `withheld` by its source's terms."""

    exhibit: str
    place: str
    words: str = ""
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Reopenings:
    """The places a dossier leads to, opened again: of claims by (start, end) in the text, of rows by their keys."""

    claims: Mapping[tuple[int, int], tuple[Reopened, ...]] = field(default_factory=dict)
    rows: Mapping[str, Reopened] = field(default_factory=dict)


def place_words(place: str) -> str:
    """Say where a place is, as a person looks it up.

    >>> place_words("row=12;column=TIV delivery values"), place_words("page=3;chars=120-180")
    ('row 12, column “TIV delivery values”', 'page 3, characters 120–180')
    """
    try:
        where = Place.read(place)
    except UnreadableValue:
        return place
    parts = [
        f"file “{where.member}” inside it" if where.member is not None else "",
        f"sheet “{where.sheet}”" if where.sheet is not None else "",
        f"page {where.page}" if where.page is not None else "",
        f"row {where.row}" if where.row is not None else "",
        f"column “{where.column}”" if where.column is not None else "",
        f"characters {where.chars[0]}–{where.chars[1]}" if where.chars is not None else "",
        f"entry {where.point}" if where.point is not None else "",
    ]
    return ", ".join(filter(None, parts)) or "the whole file"
