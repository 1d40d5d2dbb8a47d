"""Mistakes in what was asked, all of them told at once."""

from collections.abc import Callable
from typing import TypeVar

from armstrace.records.errors import CaseError

T = TypeVar("T")


class Mistakes:
    """Gathers what is wrong with the words of a command, so that a person is told all of it at once."""

    def __init__(self) -> None:
        self._found: list[CaseError] = []

    def read(self, take: Callable[..., T], *given: object) -> T | None:
        """Give what `take` makes of an option; a mistake is kept, and None given."""
        try:
            return take(*given)
        except CaseError as error:
            self._found.append(error)
            return None

    def add(self, what: str, where: str = "", todo: str = "") -> None:
        """Keep a mistake."""
        self._found.append(CaseError(what, where, todo))

    def tell(self) -> None:
        """Stop the command if there were mistakes.

        Raises:
            CaseError: there were; it names each of them.
        """
        if len(self._found) == 1:
            raise self._found[0]
        if self._found:
            lines = [
                f"{each.where + ': ' if each.where else ''}{each.what} {each.todo}".strip() for each in self._found
            ]
            raise CaseError(f"{len(lines)} things are wrong with this command.\n  " + "\n  ".join(lines))
