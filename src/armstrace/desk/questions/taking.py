"""Files taken into a case one by one: one that is refused does not stop the rest."""

import errno
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from armstrace.desk.intake import Case, ReadOutcome
from armstrace.evidence.names import visible
from armstrace.records.errors import ArmstraceError, CustodyBroken
from armstrace.records.sources import ReadOptions

# what the next file would run into just the same
_HOPELESS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}


def attempted(take: Callable[[], ReadOutcome], path: Path, say: Callable[[str], object]) -> ReadOutcome | None:
    """Take one file in, or say why it cannot be.

    Raises:
        CustodyBroken: the case has the file already, and its copy has changed.
        ArmstraceError: the disk is full, so no further file can be taken in.
    """
    try:
        return take()
    except CustodyBroken:
        raise
    except ArmstraceError as error:
        if isinstance(error.__cause__, OSError) and error.__cause__.errno in _HOPELESS:
            raise
        say(f"not taken in, {visible(str(path))}: {error}")
        return None


def take_all(
    case: Case, paths: Sequence[Path], options: ReadOptions, *, licence: str = "", in_place: bool = False
) -> tuple[list[ReadOutcome], list[str]]:
    """Take files in and read them; give what was read of each, and why some could not be taken in."""
    said, taken = list[str](), list[ReadOutcome]()

    for path in paths:

        def take(path: Path = path) -> ReadOutcome:
            return case.read(case.add(path, options=options, licence=licence, in_place=in_place))

        outcome = attempted(take, path, said.append)
        if outcome is not None:
            taken.append(outcome)
    return taken, said


def outcomes_json(outcomes: Iterable[ReadOutcome]) -> list[dict[str, Any]]:
    """Give what was read of each file for a program."""
    return [
        {
            "name": outcome.exhibit.received_name,
            "sha256": outcome.exhibit.sha256,
            "reader": outcome.reader,
            "refused": outcome.refused,
            "set_aside": outcome.set_aside,
            "rows": {part.kind: part.rows for part in outcome.rows},
        }
        for outcome in outcomes
    ]
