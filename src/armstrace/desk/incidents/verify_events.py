"""Verifying the events kept in a case: grouped again from the incidents, and held against every row of the table."""

from armstrace.desk.incidents.event_rows import Row, row_of, rows_sha256
from armstrace.desk.incidents.kept_events import FILE, FOLDER, HASH, RESTS_ON, basis, grouped_anew, rows, said_of
from armstrace.desk.intake import Case
from armstrace.desk.kept_files import Compared
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError

_NAMED = 3


def compare_events(case: Case) -> Compared:
    """Say what of the events kept is not what grouping gives, and what waits to be grouped again.

    Where the incidents or judgements changed since, the table is of no use to anybody and only its own hash is looked
    at; it is made anew when events are asked for.
    """
    folder = case.root / FOLDER
    path = folder / FILE
    others = sorted(each for each in folder.iterdir() if each != path) if folder.is_dir() else []
    wrong = [
        f"{FOLDER}/{visible(each.name)} is foreign: armstrace wrote no such file"
        for each in others
        if not each.name.startswith(".armstrace-")
    ]
    if not path.exists():
        return Compared(tuple(wrong))
    said = said_of(path)
    try:
        stored = list(rows(path))
    except CaseError as error:
        return Compared((*wrong, f"{error.what} {error.todo}"))
    if HASH not in said or rows_sha256(stored) != said[HASH]:
        wrong.append("the events were altered: their rows are not those that were written")
    if said.get(RESTS_ON) != basis(case):
        changed = "events: incidents or judgements changed since; `armstrace incidents` groups them anew"
        return Compared(tuple(wrong), stale=(changed,))
    anew = [row_of(each) for each in grouped_anew(case).events]
    return Compared((*wrong, *_differing(stored, anew)))


def _differing(stored: list[Row], anew: list[Row]) -> list[str]:
    """Name the events that were altered, are foreign, or are missing."""
    there, right = ({row["key"]: row for row in found} for found in (stored, anew))
    kinds = {
        "altered": [key for key in right if key in there and there[key] != right[key]],
        "foreign": [key for key in there if key not in right],
        "missing": [key for key in right if key not in there],
    }
    said = [f"events {how}, as grouping again shows: {_listed(keys)}" for how, keys in kinds.items() if keys]
    if not said and [row["key"] for row in stored] != list(right):
        said = ["the events stand in another order than grouping gives"]
    return said


def _listed(keys: list[str]) -> str:
    more = f" and {len(keys) - _NAMED} more" if len(keys) > _NAMED else ""
    return ", ".join(visible(key) for key in keys[:_NAMED]) + more
