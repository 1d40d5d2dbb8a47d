"""Options that several commands share, read the same way everywhere."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from armstrace.desk.cli.saying import quiet

if TYPE_CHECKING:
    from armstrace.desk.case import Case

CaseDir = Annotated[
    Path | None, typer.Option("--case", metavar="DIR", help="The case folder; default: the nearest one upward.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program instead of a table for a person.")]
Published = Annotated[
    str, typer.Option("--published", metavar="DATE", help="The day of publication, such as 2020-11-20.")
]


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
