"""What surges are asked for, from words: what is counted, and how it is tested."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from armstrace.desk.flights.ask import airfield_named
from armstrace.desk.questions.flights import address, designator
from armstrace.desk.questions.mistakes import Mistakes
from armstrace.desk.questions.words import day
from armstrace.flights.surges.counting import ALL, Subject
from armstrace.flights.surges.judge import Asked
from armstrace.records.errors import CaseError

_TYPE = re.compile(r"[A-Z][A-Z0-9]{1,3}")
_MOST_DRAWS = 1_000_000


@dataclass(frozen=True, slots=True)
class Words:
    """What is asked as it was given; `counts` is a file of counts by day from elsewhere, None for movements."""

    operator: str = ""
    airfield: str = ""
    route: str = ""
    typecode: str = ""
    hexes: tuple[str, ...] = ()
    motion: str = "landing"
    window: str = ""
    conflict: str = ""
    counts: Path | None = None
    series: str = ""
    synthetic: bool = False
    screen: bool = False
    q: float = 0.05
    seed: int = 1
    draws: int = 1999

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

    subject: Subject
    asked: Asked
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


def surge_asked(words: Words, wrong: Mistakes) -> Question:
    """Read what is asked; `wrong` may hold mistakes already.

    Raises:
        CaseError: words are wrong or missing; all of them are named.
    """
    _fits(words, wrong)
    operator = wrong.read(designator, words.operator) or ""
    fields = [wrong.read(airfield_named, name) if name else None for name in (words.airfield, words.route)]
    hexes = [wrong.read(address, one) for one in words.hexes]
    window = wrong.read(span, words.window, "--window")
    conflict = wrong.read(span, words.conflict, "--conflict")
    wrong.tell()
    subject = Subject(
        operator=operator or ALL,
        airfield=fields[0].ident if fields[0] else "",
        origin=fields[1].ident if fields[1] else "",
        typecode=words.typecode.upper(),
        hexes=frozenset(one for one in hexes if one),
        motion=words.motion,
    )
    asked = Asked(window=window, conflict=conflict, draws=words.draws, seed=words.seed)
    return Question(subject, asked, each=not operator and not subject.hexes)


def _fits(words: Words, wrong: Mistakes) -> None:
    """See that the words go together."""
    from_rows = bool(words.operator or words.airfield or words.route or words.typecode or words.hexes)
    if words.counts is None:
        _fits_rows(words, wrong, from_rows=from_rows)
    elif from_rows:
        wrong.add("A file of counts has its own series.", "--counts", "Choose one with --series.")
    _fits_values(words, wrong)
    if words.screen and (words.window or words.conflict):
        wrong.add(ALONE, "--screen", "Ask about one pair for that.")


ALONE = "A screening draws nothing and compares no dates."


def _fits_rows(words: Words, wrong: Mistakes, *, from_rows: bool) -> None:
    if not words.airfield and not words.screen:
        wrong.add("It is missing.", "--airfield", "Name the airfield, or test all with --screen.")
    if words.screen and from_rows:
        wrong.add("All operators are tested at all airfields.", "--screen", "Leave the other options out.")
    if words.series or words.synthetic:
        what = "--series" if words.series else "--synthetic"
        wrong.add("This goes with --counts.", what, "`flights read --synthetic` marks a dataset.")


def _fits_values(words: Words, wrong: Mistakes) -> None:
    if words.motion not in {"landing", "takeoff"}:
        wrong.add(f"{words.motion!r} is no motion.", "--motion", "Write landing or takeoff.")
    if words.route and words.motion != "landing":
        wrong.add("A route ends with a landing.", "--route", "Leave --motion out.")
    if words.typecode and not _TYPE.fullmatch(words.typecode.upper()):
        wrong.add(f"{words.typecode!r} is no type of aircraft.", "--type", "Write ICAO's designator, such as B744.")
    if not 0 < words.q < 1:
        wrong.add(f"{words.q} is no share.", "--q", "Write a number between 0 and 1.")
    if not 99 <= words.draws <= _MOST_DRAWS:
        wrong.add(f"{words.draws} is no number of series.", "--draws", f"Write one from 99 to {_MOST_DRAWS:,}.")
