"""What `armstrace surge` is asked for, read from its options."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from armstrace.desk.cli.flights_words import address, designator
from armstrace.desk.cli.options import Mistakes, day
from armstrace.desk.cli.outputs import output
from armstrace.records.errors import CaseError

if TYPE_CHECKING:
    from armstrace.flights.surges.counting import Subject
    from armstrace.flights.surges.judge import Asked

_TYPE = re.compile(r"[A-Z][A-Z0-9]{1,3}")
_MOST_DRAWS = 1_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """The options of the command as they were given."""

    dataset: Path | None
    operator: str
    airfield: str
    route: str
    typecode: str
    hexes: tuple[str, ...]
    motion: str
    window: str
    conflict: str
    counts: Path | None
    series: str
    synthetic: bool
    screen: bool
    q: float
    seed: int
    draws: int
    csv: Path | None
    plot: Path | None
    html: Path | None
    case: Path | None
    json: bool

    def told(self) -> dict[str, str | int]:
        """Say what was asked, as the ledger keeps it."""
        words = {
            "operator": self.operator, "airfield": self.airfield, "route": self.route, "type": self.typecode,
            "hex": " ".join(self.hexes), "motion": self.motion, "window": self.window, "conflict": self.conflict,
            "series": self.series,
        }  # fmt: skip
        return {name: value for name, value in words.items() if value} | {"seed": self.seed, "draws": self.draws}


@dataclass(frozen=True, slots=True)
class Question:
    """What is counted, how it is tested, and whether each operator is asked about, as none was named."""

    subject: "Subject"
    asked: "Asked"
    each: bool


def span(text: str, option: str) -> tuple[date, date] | None:
    """Read "2020-09-27..2020-11-10"; "" is none.

    Raises:
        CaseError: it is none.
    """
    if not text:
        return None
    parts = text.replace("/", "..").split("..")
    days = [day(part.strip(), option) for part in parts]
    if len(days) != 2 or days[0] is None or days[1] is None:
        raise CaseError(f"{text!r} is no stretch of days.", where=option, todo="Write 2020-09-27..2020-11-10.")
    if days[1] < days[0]:
        raise CaseError("The last day is before the first.", where=option, todo="Exchange them.")
    return days[0], days[1]


def question(options: Options) -> Question:
    """Read the options.

    Raises:
        CaseError: options are wrong or missing; all of them are named.
    """
    from armstrace.desk.flights.ask import airfield_named
    from armstrace.flights.surges.counting import ALL, Subject
    from armstrace.flights.surges.judge import Asked

    wrong = Mistakes()
    _fits(options, wrong)
    operator = wrong.read(designator, options.operator) or ""
    fields = [wrong.read(airfield_named, name) if name else None for name in (options.airfield, options.route)]
    hexes = [wrong.read(address, one) for one in options.hexes]
    window = wrong.read(span, options.window, "--window")
    conflict = wrong.read(span, options.conflict, "--conflict")
    inputs = [path for path in (options.counts,) if path]
    for path, option in ((options.csv, "--csv"), (options.plot, "--plot"), (options.html, "--html")):
        wrong.read(output, path, option, inputs)
    wrong.tell()
    subject = Subject(
        operator=operator or ALL,
        airfield=fields[0].ident if fields[0] else "",
        origin=fields[1].ident if fields[1] else "",
        typecode=options.typecode.upper(),
        hexes=frozenset(one for one in hexes if one),
        motion=options.motion,
    )
    asked = Asked(window=window, conflict=conflict, draws=options.draws, seed=options.seed)
    return Question(subject, asked, each=not operator and not subject.hexes)


def _fits(options: Options, wrong: Mistakes) -> None:
    """See that the options go together."""
    from_rows = bool(options.operator or options.airfield or options.route or options.typecode or options.hexes)
    (_fits_counts if options.counts is not None else _fits_rows)(options, wrong, from_rows=from_rows)
    _fits_values(options, wrong)
    if options.screen and (options.plot or options.html or options.window or options.conflict):
        wrong.add("A screening draws nothing and compares no dates.", "--screen", "Ask about one pair for that.")
    if sum(str(path) == "-" for path in (options.csv, options.plot, options.html)) + options.json > 1:
        wrong.add("Only one thing can go to standard output.", "-", "Name files for the others.")


def _fits_counts(options: Options, wrong: Mistakes, *, from_rows: bool) -> None:
    if options.dataset is not None:
        wrong.add("Both a dataset and a file of counts are named.", todo="Name one of them.")
    if from_rows:
        wrong.add("A file of counts has its own series.", "--counts", "Choose one with --series.")


def _fits_rows(options: Options, wrong: Mistakes, *, from_rows: bool) -> None:
    if not options.airfield and not options.screen:
        wrong.add("It is missing.", "--airfield", "Name the airfield, or test all with --screen.")
    if options.screen and from_rows:
        wrong.add("All operators are tested at all airfields.", "--screen", "Leave the other options out.")
    if options.series or options.synthetic:
        what = "--series" if options.series else "--synthetic"
        wrong.add("This goes with --counts.", what, "`flights read --synthetic` marks a dataset.")
    if options.dataset is not None and options.case is not None:
        todo = "Take it in with `flights read ... --case CASE`, then ask the case alone."
        wrong.add("Both a dataset and a case are named.", "--case", todo)


def _fits_values(options: Options, wrong: Mistakes) -> None:
    if options.motion not in {"landing", "takeoff"}:
        wrong.add(f"{options.motion!r} is no motion.", "--motion", "Write landing or takeoff.")
    if options.route and options.motion != "landing":
        wrong.add("A route ends with a landing.", "--route", "Leave --motion out.")
    if options.typecode and not _TYPE.fullmatch(options.typecode.upper()):
        wrong.add(f"{options.typecode!r} is no type of aircraft.", "--type", "Write ICAO's designator, such as B744.")
    if not 0 < options.q < 1:
        wrong.add(f"{options.q} is no share.", "--q", "Write a number between 0 and 1.")
    if not 99 <= options.draws <= _MOST_DRAWS:
        wrong.add(f"{options.draws} is no number of series.", "--draws", f"Write one from 99 to {_MOST_DRAWS:,}.")
