"""Writing what an answer shows to a file."""

from pathlib import Path

from armstrace.desk.questions.outputs import output
from armstrace.evidence.atomic import write_atomically


def saved(path: str | Path, text: str) -> Path:
    """Write a page or a drawing to a file, whole or not at all; gives the path.

    Raises:
        CaseError: nothing can be written there.
    """
    out = Path(path)
    output(out, "path")
    write_atomically(out, text.encode("utf-8", "backslashreplace"))
    return out
