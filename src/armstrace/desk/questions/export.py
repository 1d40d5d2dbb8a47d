"""What an export is asked for."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from armstrace.desk.exports.exported import Asked
from armstrace.desk.exports.formats import FORMATS
from armstrace.desk.questions.outputs import output
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError


def export_asked(words: Sequence[str], to: str, *, non_commercial: bool) -> tuple[Asked, Path]:
    """Read the words of the command: a format first, a file to write last, what goes into it between them.

    Raises:
        CaseError: one of them is missing or not known, or nothing can be written there.
    """
    if len(words) < 2:
        raise CaseError(
            "A format and a file to write are needed.",
            todo=f"Write `armstrace export FORMAT [KIND|DOCUMENT|KEY]... OUT`; formats are {', '.join(FORMATS)}.",
        )
    named, *between, last = words
    if named not in FORMATS:
        alike = get_close_matches(named, FORMATS, 1)
        raise CaseError(
            f"{visible(named)!r} is no format of an export.",
            todo=(f"Did you mean {alike[0]}? " if alike else "") + f"Formats are {', '.join(FORMATS)}.",
        )
    out = Path(last)
    if last == "-":
        raise CaseError(
            "An export goes into a file: what did not leave is listed beside it.", where="-", todo="Name a file."
        )
    output(out, "OUT")
    return Asked(named, tuple(between), to, non_commercial), out
