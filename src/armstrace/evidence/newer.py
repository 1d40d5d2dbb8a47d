"""The lines of a ledger that came after one that is known, without following the whole chain again."""

from dataclasses import dataclass
from pathlib import Path

from armstrace.evidence.chain import Head
from armstrace.evidence.disk import explained
from armstrace.evidence.folders import LEDGER
from armstrace.evidence.lines import GENESIS, Line, NotALine, decode
from armstrace.evidence.tail import split_torn


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a ledger was read: the head of the lines read, and where the last of them ends in the file, in bytes."""

    head: Head = Head(0, GENESIS)  # noqa: RUF009  # it cannot change
    end: int = 0


def lines_after(case: Path, mark: Mark) -> tuple[tuple[Line, ...], Mark] | None:
    """Give the lines behind a mark, each chained to the one before it, and the new mark.

    None where the file does not go on from that mark: it is another ledger, or was changed.

    Raises:
        ArmstraceError: the file cannot be read.
    """
    path = case / LEDGER
    with explained(path, "Reading the ledger"):
        if not path.exists():
            return ((), mark) if mark == Mark() else None
        with path.open("rb") as file:
            if mark.end > file.seek(0, 2):
                return None
            file.seek(mark.end)
            whole, _ = split_torn(file.read())
    head, lines = mark.head, []
    for raw in whole.split(b"\n")[:-1]:
        try:
            line = decode(raw)
        except NotALine:
            return None
        if (line.seq, line.previous) != (head.count + 1, head.sha256):
            return None
        lines.append(line)
        head = Head(line.seq, line.sha256)
    return tuple(lines), Mark(head, mark.end + len(whole))
