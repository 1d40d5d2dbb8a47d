"""What the commands on flights share: how far a run is, and what is said of it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from armstrace.desk.cli.options import on_terminal
from armstrace.desk.cli.saying import screen
from armstrace.desk.cli.show import remark

if TYPE_CHECKING:
    from armstrace.desk.flights.read import Steps, Tally
    from armstrace.dossier.tracks.model import Track


def need_extra() -> None:
    """See that what reads traces is installed, and say where it will be slow.

    Raises:
        CaseError: something is missing.
    """
    from armstrace.desk.questions import flights_extra

    slow = flights_extra.need_extra()
    if slow:
        remark(slow)


@contextmanager
def told_how_far() -> "Iterator[Steps]":
    """Show on a terminal how far a run is, its rate and the time left; elsewhere nothing."""
    from armstrace.desk.flights.read import Steps

    if not on_terminal():
        yield Steps()
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = ("{task.description}", BarColumn(), "{task.percentage:>3.0f} %", TextColumn("{task.fields[rate]}"))
    with Progress(*columns, TimeRemainingColumn(), transient=True, console=screen(stderr=True)) as bar:
        task = bar.add_task("Listing", total=None, rate="")
        points = 0

        def listed(count: int) -> None:
            bar.update(task, rate=f"{count:,} files")

        def total(size: int) -> None:
            bar.reset(task, description="Reading", total=size, rate="")

        def done(size: int, more: int) -> None:
            nonlocal points
            points += more
            elapsed = bar.tasks[0].elapsed or 0
            rate = f"{points / elapsed / 1e6:.2f} M points/s" if elapsed and points else ""
            bar.update(task, advance=size, rate=rate)

        yield Steps(listed, total, done)


def report(tally: "Tally", out: Path) -> None:
    """Say on standard error what came of a run."""
    from armstrace.gazetteer.aircraft_privacy import REASONS

    there = f"; {tally.known:,} files were read before" if tally.known else ""
    remark(f"{tally.events:,} landings and take-offs from {tally.points:,} points of {tally.files:,} files{there}")
    for reason, count in sorted(tally.left_out.items()):
        remark(f"left out, {count:,} aircraft: {REASONS[reason]}; name one with --hex and say --why")
    if tally.set_aside:
        remark(f"set aside, {tally.set_aside:,} files or parts of them: listed in {out.name}/set_aside.jsonl")
    for name, why in sorted(tally.failed.items()):
        remark(f"failed, {name}: {why}; run the command again to try once more")


def deliver(path: Path, text: str) -> None:
    """Write a drawing; "-" is standard output."""
    from armstrace.evidence.atomic import write_atomically

    if str(path) == "-":
        sys.stdout.write(text)
    else:
        write_atomically(path, text.encode("utf-8", "backslashreplace"))


def print_track(track: "Track") -> None:
    """Print what was inferred of a day, and the gaps."""
    from armstrace.desk.cli.show import line, plain, table
    from armstrace.dossier.tracks.model import chance, clock

    line(f"[bold]{plain(track.title)}[/]")
    rows = [
        (event.kind, clock(event.at), f"{clock(event.earliest)} to {clock(event.latest)}", candidate.airfield,
         candidate.name, chance(candidate.probability), candidate.tier, event.basis)
        for event in track.events
        for candidate in event.candidates
    ]  # fmt: skip
    names = ["what", "UTC", "between", "airfield", "name", "probability", "tier", "basis"]
    table(names, [[plain(cell) for cell in row] for row in rows])
    own = [fix for stretch in track.stretches for fix in stretch.fixes]
    line(f"seen from {clock(own[0].at)} to {clock(own[-1].at)}")
    for one, two in track.gaps():
        line(f"nothing received {clock(one.at)} to {clock(two.at)}")
    astray = sum(len(stretch.fixes) for stretch in track.stretches if stretch.kind == "astray")
    if astray:
        line(f"{astray:,} positions are marked: they cannot be this aircraft's")
