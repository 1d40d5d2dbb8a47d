"""Taking files in for a command: add, read, and say what was set aside."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import typer

from armstrace.desk.cli.options import on_terminal
from armstrace.desk.cli.saying import screen
from armstrace.desk.cli.show import remark, said, warn
from armstrace.evidence.names import visible
from armstrace.records.errors import ArmstraceError, CaseError, CustodyBroken
from armstrace.records.sources import ReadOptions

if TYPE_CHECKING:
    from rich.progress import Progress

    from armstrace.desk.case import Case, ReadOutcome
    from armstrace.records.exhibits import Exhibit

_PIECES_SHOWN = 20


def take(
    case: "Case", paths: Sequence[Path], options: ReadOptions, *, licence: str = "", in_place: bool = False
) -> "list[ReadOutcome]":
    """Add and read files one after the other; one that is refused does not stop the rest.

    Raises:
        CustodyBroken: the case has one of the files already, and its copy has changed.
        ArmstraceError: the disk is full, so no further file can be taken in.
    """
    outcomes = []
    with progress(len(paths)) as step:
        for path in paths:
            outcome = _take(case, path, options, licence=licence, in_place=in_place)
            if outcome is not None:
                outcomes.append(outcome)
            step()
    return outcomes


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """Show a bar on a terminal while several files are read."""
    if not on_terminal() or total < 2:
        yield lambda: None
        return
    with _bar() as bar:
        task = bar.add_task("Reading", total=total)
        yield lambda: bar.advance(task)


@contextmanager
def parts_progress(size: int) -> Iterator[Callable[[int], None]]:
    """Show a bar on a terminal from the first part on that was read of a long document of so many bytes, if any."""
    if not on_terminal() or not size:
        yield lambda _: None
        return
    with _bar() as bar:
        task = bar.add_task("", total=size, visible=False)
        parts = read = 0

        def step(part: int) -> None:
            nonlocal parts, read
            parts, read = parts + 1, read + part
            said = f"Reading, part {parts} of about {max(parts, -(-size * parts // read))}"
            bar.update(task, completed=read, description=said, visible=True)

        yield step


def first_saying(said: str, step: Callable[[int], None]) -> Callable[[int], None]:
    """Say something beside the result before the first step."""
    unsaid = [said]

    def saying(part: int) -> None:
        while unsaid:
            remark(unsaid.pop())
        step(part)

    return saying


def _bar() -> "Progress":
    from rich.progress import Progress

    return Progress(transient=True, console=screen(stderr=True))


def _take(case: "Case", path: Path, options: ReadOptions, *, licence: str, in_place: bool) -> "ReadOutcome | None":
    from armstrace.desk.questions.taking import attempted

    return attempted(lambda: take_one(case, path, options, licence=licence, in_place=in_place), path, warn)


def take_one(
    case: "Case", path: Path, options: ReadOptions, *, licence: str = "", in_place: bool = False
) -> "ReadOutcome":
    """Add and read one file, or standard input for "-".

    Raises:
        ArmstraceError: it cannot be taken in or read.
    """
    if str(path) == "-":
        exhibit = case.add(_standard_input(), name="standard input", options=options, licence=licence)
    else:
        exhibit = case.add(path, options=options, licence=licence, in_place=in_place)
    return case.read(exhibit)


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise CaseError("Standard input is closed.", where="-", todo="Name a file, or pipe one in.")
    return sys.stdin.buffer


def catch_up(case: "Case") -> bool:
    """Read what a crash, a new version or a removed table left undone in a case; give whether all was understood."""
    whole = True
    for exhibit in case.exhibits():
        try:
            outcome = case.read(exhibit)
        except CustodyBroken:
            raise
        except ArmstraceError as error:
            warn(f"not read, {visible(exhibit.received_name)}: {error}")
            whole = False
        else:
            whole = report([outcome], case) and whole if outcome.fresh else whole
    return whole


def report(outcomes: "Iterable[ReadOutcome]", case: "Case") -> bool:
    """Say on standard error what could not be read, with its place; give whether everything was."""
    whole = True
    for outcome in outcomes:
        if outcome.refusal is not None:
            warn(f"set aside, {visible(outcome.exhibit.received_name)}: {said(outcome.refusal)}")
        elif outcome.set_aside:
            _list_pieces(case, outcome.exhibit, outcome.set_aside)
        whole = whole and outcome.whole
    return whole


def _list_pieces(case: "Case", exhibit: "Exhibit", count: int) -> None:
    from armstrace.tables.ask import literal

    pieces = case.tables.ask(
        "SELECT place, reason, printed FROM set_aside "
        f"WHERE exhibit = {literal(exhibit.sha256)} ORDER BY place LIMIT {_PIECES_SHOWN}"
    )
    warn(f"set aside, {count} in {visible(exhibit.received_name)}:")
    for place, reason, printed in pieces:
        warn(f"  {visible(place)}: {visible(reason)}" + (f" \u2014 {visible(printed[:120])}" if printed else ""))
    if count > len(pieces):
        warn(f"  and {count - len(pieces)} more; `armstrace read --json` lists them all.")


def finish(*, whole: bool, code: int = 0) -> None:
    """End a command: 3 where some input was set aside, else `code`."""
    if not whole and code == 0:
        raise typer.Exit(3)
    if code:
        raise typer.Exit(code)
