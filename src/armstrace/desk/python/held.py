"""A case held open for questions: one at a time, up to date with what other programs wrote meanwhile."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock

from armstrace.desk.case import CASE_FILE
from armstrace.desk.intake import Case, ReadOutcome, Seen
from armstrace.desk.python.words import in_python
from armstrace.evidence.following import Following
from armstrace.evidence.names import visible
from armstrace.evidence.people import PROGRAM
from armstrace.records.errors import ArmstraceError, CaseError, CustodyBroken
from armstrace.records.exhibits import Exhibit

TO_ACT = "Open it by an id of yours: at.open_case(folder, by='p-7f3a91')."
"""What to do where a case is only read in."""


@dataclass(slots=True)
class ReadOnlyCase(Case):
    """A case into which nothing is written: no exhibit, no line of the ledger, no table."""

    @property
    def keeps(self) -> bool:
        """Nothing is kept."""
        return False

    def add(self, *_given: object, **_named: object) -> Exhibit:
        """Refuse to take a file in.

        Raises:
            CaseError: always.
        """
        raise CaseError("This case is open for reading only.", where=visible(str(self.root)), todo=TO_ACT)

    def read(self, exhibit: Exhibit, *, again: bool = False, seen: Seen | None = None) -> ReadOutcome:  # noqa: ARG002  # nothing is read anew
        """Give how an exhibit was read; what was not is told as refused."""
        known = self.outcome(exhibit)
        waits = ArmstraceError("It was not read into the tables yet.", exhibit.received_name, TO_ACT)
        return known or ReadOutcome(exhibit, refusal=waits, fresh=False)


def read_only(root: Path) -> ReadOnlyCase:
    """Open a case folder to read in it.

    Raises:
        CaseError: the folder holds no case.
    """
    if not (root / CASE_FILE).is_file():
        raise CaseError(
            "This folder holds no case." if root.is_dir() else "There is no such folder.",
            where=visible(str(root)),
            todo="Name a case folder, or make one with at.new_case(folder, by='p-7f3a91').",
        )
    return ReadOnlyCase(root, PROGRAM)


@dataclass(slots=True)
class Held:
    """An open case; `lasting` says that it is a folder with a ledger, which others may write too."""

    desk: Case
    lasting: bool = True
    remarks: tuple[str, ...] = ()
    _lock: RLock = field(default_factory=RLock)
    _lines: int = -1
    _open: bool = True

    def __post_init__(self) -> None:
        if self.lasting:
            self.desk.following = Following(self.desk.root)

    @contextmanager
    def at_work(self) -> Iterator[Case]:
        """Give the case for one question: nobody else asks meanwhile, and all that was added is read.

        Raises:
            CaseError: the case was closed.
        """
        with self._lock, in_python():
            if not self._open:
                raise CaseError("This case was closed.", visible(str(self.desk.root)), "Open it again.")
            self._catch_up()
            yield self.desk

    def close(self) -> None:
        """Let go of the tables."""
        with self._lock:
            self._open = False
            self.desk.tables.close()

    def _catch_up(self) -> None:
        """Read what came in since the last question; what cannot be read is told with every answer."""
        if not self.lasting:
            return
        lines = len(self.desk.ledger_lines())
        if lines == self._lines:
            return
        self.desk.tables.close()
        said = list[str]()
        for exhibit in self.desk.exhibits():
            try:
                said += told_aside([self.desk.read(exhibit)])
            except CustodyBroken:
                raise
            except ArmstraceError as error:
                said.append(f"Not read, {exhibit.received_name}: {error.what}")
        self.remarks, self._lines = tuple(said), len(self.desk.ledger_lines())


def told_aside(outcomes: Sequence[ReadOutcome]) -> list[str]:
    """Say which files were not understood, or only in part."""
    said = []
    for each in outcomes:
        if each.refusal is not None:
            said.append(f"Set aside, {each.exhibit.received_name}: {each.refused}")
        elif each.set_aside:
            said.append(f"Set aside, {each.set_aside} pieces of {each.exhibit.received_name}.")
    return said
