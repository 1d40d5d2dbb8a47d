"""Opening exhibits again at many places at once, and telling whether a printed value stands there."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from armstrace.desk.intake import Case
from armstrace.desk.why.original import printed_at
from armstrace.evidence.disk import explained
from armstrace.records.errors import ArmstraceError
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Passage
from armstrace.records.passages import original_place, original_stretches
from armstrace.records.place import Place
from armstrace.sources.table_files import as_line, rows

HEAD_ROWS = 40
_WORD = re.compile(r"[\w.,]+")
_TAG = re.compile(r"<[^<>]*>")
_BLANK = re.compile(r"[\s\u00ad\u200b]+")


@dataclass(frozen=True, slots=True)
class Seen:
    """What an exhibit holds at a place; `around` is its row and what stands above the table, where it is one."""

    at: str
    around: str = ""


def seen_at(case: Case, exhibit: Exhibit, places: Iterable[str]) -> dict[str, Seen]:
    """Open an exhibit again at places; one that is not there is left out.

    Raises:
        ArmstraceError: the exhibit cannot be read.
    """
    wanted = {place: Place.read(place) for place in places}
    in_rows = {place: at for place, at in wanted.items() if at.row is not None and at.member is None}
    found = dict(_in_table(exhibit, in_rows)) if in_rows else {}
    for place in wanted.keys() - in_rows.keys():
        try:
            found[place] = Seen(printed_at(case, exhibit, place))
        except ArmstraceError:
            continue
    return found


def _in_table(exhibit: Exhibit, wanted: Mapping[str, Place]) -> Iterator[tuple[str, Seen]]:
    """Go through a table once; a column is found in the first row that names it, as `table_files.cell` finds it."""
    by_row: dict[int, list[str]] = {}
    for place, at in wanted.items():
        by_row.setdefault(at.row or 0, []).append(place)
    columns = {at.column.strip() for at in wanted.values() if at.column is not None}
    where: dict[str, int] = {}
    head: list[str] = []
    with explained(exhibit.received_name, "Opening the exhibit"):
        for number, cells in rows(exhibit.path, exhibit.received_name):
            if number <= HEAD_ROWS:
                head.append(as_line(cells))
            for index, name in enumerate(cells) if len(where) < len(columns) else ():
                if name.strip() in columns:
                    where.setdefault(name.strip(), index)
            for place in by_row.get(number, ()):
                column = wanted[place].column
                line = as_line(cells)
                around = "\n".join([*head, line])
                if column is None:
                    yield place, Seen(line, around)
                elif (index := where.get(column.strip(), len(cells))) < len(cells):
                    yield place, Seen(cells[index], around)


def stands(printed: str, seen: Seen) -> bool:
    r"""Tell whether a printed value stands where it was read.

    A value put together of several cells ("2016/2021-03", "A - B") stands there when each of its words does. What a
    cell does not say itself, such as the state a table is about, has to stand in its row or above the table.

    >>> stands("(2016)", Seen("Israel,(2016),12")), stands("2017", Seen("Israel,(2016),12"))
    (True, False)
    """
    for place in (seen.at, seen.around):
        held = _flat(place)
        if _flat(printed) in held:
            return True
    words = set(_WORD.findall(held))
    return bool(held) and all(word in words or word in held for word in _WORD.findall(_flat(printed)))


def _flat(text: str) -> str:
    return " ".join(text.replace('""', '"').split())


def words_stand(words: str, passages: Sequence[Passage], start: int, end: int, seen: Mapping[str, Seen]) -> bool:
    """Tell whether the words of a claim stand in the original, markup and hyphens at line ends apart."""
    pieces = []
    for stretch in original_stretches(passages, start, end):
        place = str(stretch.place)
        if place not in seen:
            return False
        pieces.append(seen[place].at)
    joined = "".join(pieces)
    return _bare(words) in {_bare(joined), _bare(_TAG.sub("", html.unescape(joined)))}


def places_of_words(passages: Sequence[Passage], start: int, end: int) -> tuple[list[str], list[str]]:
    """Give the unbroken places that a span was read from, and the places that a person is led to."""
    stretches = original_stretches(passages, start, end)
    exact = [str(each.place) for each in stretches]
    return exact, [str(place) for place in original_place(passages, start, end)]


def _bare(text: str) -> str:
    return _BLANK.sub("", text)
