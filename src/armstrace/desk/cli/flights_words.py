"""What the commands on flights share: their options, how far a run is, and what is said of it."""

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from armstrace.desk.cli.options import Mistakes, day, on_terminal
from armstrace.desk.cli.saying import screen
from armstrace.desk.cli.show import remark
from armstrace.records.errors import CaseError

if TYPE_CHECKING:
    from datetime import date

    from armstrace.desk.flights.ask import Wanted
    from armstrace.desk.flights.asked import Asked
    from armstrace.desk.flights.read import Steps, Tally
    from armstrace.dossier.track_model import Track

_HEX = re.compile("~?[0-9a-f]{6}")
_DESIGNATOR = re.compile("[A-Z]{3}")
_EXTRA = ("numpy", "scipy", "isal")


def need_extra() -> None:
    """See that what reads traces is installed.

    Raises:
        CaseError: something is missing.
    """
    missing = [name for name in _EXTRA if find_spec(name) is None]
    if missing:
        what = f"Flights need {', '.join(missing)}, which is not installed."
        raise CaseError(what, where="armstrace flights", todo="Install armstrace[flights].")
    if find_spec("numba") is None:
        remark("numba is not installed: reading is some twenty times slower. Install armstrace[flights].")


def address(text: str) -> str:
    """Read an aircraft's address.

    Raises:
        CaseError: it is none.
    """
    if not _HEX.fullmatch(text.lower()):
        raise CaseError(f"{text!r} is no address.", where="--hex", todo="Write six digits 0-9 a-f, such as 600866.")
    return text.lower()


def designator(text: str) -> str:
    """Read an operator's designator; "" is none.

    Raises:
        CaseError: it is none.
    """
    if text and not _DESIGNATOR.fullmatch(text.upper()):
        raise CaseError(f"{text!r} is no designator.", where="--operator", todo="Write three letters, such as AZQ.")
    return text.upper()


def span(first: str, last: str, wrong: Mistakes) -> "tuple[date | None, date | None]":
    """Read the first and last day."""
    days = wrong.read(day, first, "--from"), wrong.read(day, last, "--to")
    if days[0] and days[1] and days[1] < days[0]:
        wrong.add("The last day is before the first.", where="--to", todo="Exchange them.")
    return days


def asked_of(
    named: tuple[Sequence[str], str],
    operator: str,
    days: tuple[str, str],
    *,
    points: bool,
    others: bool,
    synthetic: bool,
) -> "Asked":
    """Gather what `flights read` is asked for.

    Raises:
        CaseError: options are wrong; all of them are named.
    """
    from armstrace.desk.flights.asked import Asked

    wrong = Mistakes()
    hexes, why = named
    found = [wrong.read(address, one) for one in hexes]
    said = wrong.read(designator, operator)
    first, last = span(*days, wrong)
    if why.strip() and not hexes:
        wrong.add("A reason is given for no aircraft.", where="--why", todo="Name the aircraft with --hex.")
    wrong.tell()
    known = frozenset(one for one in found if one)
    reasons = dict.fromkeys(known, why.strip()) if why.strip() else {}
    return Asked(known, reasons, said or "", first, last, points, others, synthetic)


def wanted_of(hexes: Sequence[str], operator: str, airfield: str, days: tuple[str, str], least: float) -> "Wanted":
    """Gather which rows are wanted of a dataset.

    Raises:
        CaseError: options are wrong; all of them are named.
    """
    from armstrace.desk.flights.ask import Wanted, airfield_named

    wrong = Mistakes()
    found = [wrong.read(address, one) for one in hexes]
    said = wrong.read(designator, operator)
    field = wrong.read(airfield_named, airfield) if airfield else None
    first, last = span(*days, wrong)
    if not 0 <= least <= 1:
        wrong.add(f"{least} is no probability.", where="--min-probability", todo="Write a number from 0 to 1.")
    wrong.tell()
    return Wanted(frozenset(one for one in found if one), said or "", field.ident if field else "", first, last, least)


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
    from armstrace.dossier.track_model import chance, clock

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
