"""One root error, one class per way to be wrong; a message says what, where and what to do."""

from typing import ClassVar


class ArmstraceError(Exception):
    """Anything armstrace refuses to do, said in words a reporter can act on.

    >>> print(ArmstraceError("The file is empty.", where="a.csv", todo="Export it again."))
    The file is empty.
      where: a.csv
      to do: Export it again.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, what: str, where: str = "", todo: str = "") -> None:
        super().__init__(what, where, todo)
        self.what = what
        self.where = where
        self.todo = todo

    def __str__(self) -> str:
        parts = [self.what]
        if self.where:
            parts.append(f"  where: {self.where}")
        if self.todo:
            parts.append(f"  to do: {self.todo}")
        return "\n".join(parts)


class UnreadableValue(ArmstraceError, ValueError):
    """A cell or phrase that the reader was never taught; the record is set aside and listed."""

    exit_code = 3


class UnknownFormat(ArmstraceError, ValueError):
    """A file that no source recognises; the exhibit is kept, nothing is read from it."""

    exit_code = 3


class SourceChanged(ArmstraceError, ValueError):
    """A known source with a column gone, new or renamed; reading stops and nothing is stored."""

    exit_code = 3


class CustodyBroken(ArmstraceError, RuntimeError):
    """Bytes or ledger lines no longer match what was written down when they came in."""

    exit_code = 4


class NotCovered(ArmstraceError, LookupError):
    """A source was asked about something it cannot know; the finding says "cannot tell"."""

    exit_code = 0


class CaseError(ArmstraceError, ValueError):
    """A wrong setting, a missing case or a wrong word on the command line; all mistakes in one message."""

    exit_code = 2
