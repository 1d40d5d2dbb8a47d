"""The case that is asked: one question at a time, as far as the asking program may see it, and nothing written."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from armstrace.desk.mcp.mirror import DraftCase, follow
from armstrace.desk.sensitivity import RANKS, Level
from armstrace.desk.web.desk import Desk, Room
from armstrace.desk.web.visitor import Role, Visitor
from armstrace.evidence.folders import LEDGER

_BY = "p-mcp"


@dataclass(slots=True)
class Asked:
    """A case behind its mirror; `level` is the highest that the asking program may see."""

    root: Path
    mirror: Path
    level: Level
    room: Room = field(init=False)
    _lock: Lock = field(default_factory=Lock)
    _seen: tuple[tuple[str, int, int], ...] = ()

    def __post_init__(self) -> None:
        self.room = Room(self.mirror, _BY)

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """Give the case as it is now, without the exhibits above the level."""
        with self._lock:
            self._follow()
            with self.room.desk(Visitor(_BY, Role(RANKS[self.level]))) as desk:
                yield desk

    @contextmanager
    def draft(self) -> Iterator[DraftCase]:
        """Give the case in such a way that a text can be put beside it."""
        with self.desk() as desk:
            case = DraftCase(self.mirror, _BY)
            case.hidden = desk.who.hidden
            try:
                yield case
            finally:
                case.tables.close()

    def _follow(self) -> None:
        """Link what was read into the case since the last question."""
        # findings and surges are renamed into their folder after the line that tells of them
        now = tuple(map(_state, (self.root / LEDGER, *sorted(self.root.glob("tables/*")))))
        if now != self._seen:
            follow(self.root, self.mirror)
            self._seen = now


def _state(path: Path) -> tuple[str, int, int]:
    found = path.stat() if path.exists() else None
    return path.name, found.st_size if found else 0, found.st_mtime_ns if found else 0
