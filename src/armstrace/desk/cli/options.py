"""Options that several commands share, read the same way everywhere."""

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from armstrace.desk.cli.saying import quiet
from armstrace.records.errors import CaseError, UnreadableValue

if TYPE_CHECKING:
    from armstrace.desk.case import Case

T = TypeVar("T")

CaseDir = Annotated[
    Path | None, typer.Option("--case", metavar="DIR", help="The case folder; default: the nearest one upward.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program instead of a table for a person.")]
Published = Annotated[
    str, typer.Option("--published", metavar="DATE", help="The day of publication, such as 2020-11-20.")
]


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


def day(text: str, option: str) -> date | None:
    """Read a day given as an option; "" is none.

    Raises:
        CaseError: it is no day.
    """
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CaseError(f"{text!r} is not a day.", where=option, todo="Write it as 2020-11-20.") from error


def years(text: str) -> tuple[int, int]:
    """Read "2015-2019", "2015-19", "2015/2019" or "2019" as first and last year.

    Raises:
        CaseError: it is none of these.
    """
    from armstrace.records.values import When

    first, _, last = text.replace("\u2013", "-").replace("/", "-").partition("-")
    last = first[:2] + last if len(last) == 2 else last or first
    try:
        window = When.read(f"{first}/{last}").years
    except UnreadableValue:
        window = None
    if window is None or not first.isdecimal():
        raise CaseError(f"{text!r} is not a range of years.", where="--years", todo="Write it as 2015-2019.")
    return window


def state(text: str, option: str) -> str:
    """Read a state given by its ISO code or name.

    Raises:
        CaseError: it is not known; names that look alike are suggested.
    """
    from armstrace.gazetteer.states import code_of, states, suggest

    code = text.upper() if text.upper() in states() else code_of(text)
    if not code:
        alike = ", ".join(suggest(text))
        raise CaseError(
            f"{text!r} is not a state that armstrace knows.",
            where=option,
            todo=f"Did you mean {alike}?" if alike else "Use an ISO code such as AZE.",
        )
    return code


def case_folder(folder: Path | None) -> Path:
    """Find the folder of the case that a command works on."""
    from armstrace.desk.case import find_case

    return folder or find_case(Path.cwd())


def said_by() -> str:
    """Give the pseudonymous id that the person at work chose, "" for the one made for the case."""
    return os.environ.get("ARMSTRACE_BY", "")


def working_case(folder: Path | None) -> "Case":
    """Open the case that a command works on."""
    from armstrace.desk.case import open_case

    return open_case(case_folder(folder), said_by())


def on_terminal() -> bool:
    """Whether a person is looking at standard error, and wants to see more than results."""
    return sys.stderr.isatty() and not quiet()
