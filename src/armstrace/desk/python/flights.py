"""Landings and take-offs: of a dataset that `read_flights` made, of what a case took in, and one aircraft's day."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TypedDict

from armstrace.desk.flights.ask import Wanted, rows_of
from armstrace.desk.flights.asked import How
from armstrace.desk.flights.at import AtField, Ground, at_field
from armstrace.desk.flights.folder import summary_of
from armstrace.desk.flights.identities import asserted
from armstrace.desk.flights.read import Run, read_archives
from armstrace.desk.flights.track import track_of
from armstrace.desk.python.answer import Answer, plain
from armstrace.desk.python.columns import NUMBER, TEXT, WHOLE, Sheet
from armstrace.desk.python.drawing import Drawing
from armstrace.desk.python.saving import saved
from armstrace.desk.questions.flights import address, asked_of, wanted_of
from armstrace.desk.questions.mistakes import Mistakes
from armstrace.desk.questions.words import day as day_of
from armstrace.dossier.tracks.model import Track as Drawn
from armstrace.dossier.tracks.model import clock
from armstrace.dossier.tracks.page import track_html, track_svg
from armstrace.engine.choose import engine_named
from armstrace.engine.store import Files
from armstrace.evidence.names import visible
from armstrace.gazetteer.aircraft_privacy import REASONS
from armstrace.gazetteer.synthetic_marks import WATERMARK
from armstrace.records.errors import CaseError

_MOVEMENTS = Sheet(
    {
        "event": TEXT, "rank": WHOLE, "hex": TEXT, "registration": TEXT, "operator": TEXT, "callsign": TEXT,
        "kind": TEXT, "airfield": TEXT, "icao": TEXT, "time_utc": TEXT, "time_earliest": TEXT, "time_latest": TEXT,
        "probability": NUMBER, "tier": TEXT, "basis": TEXT, "inputs": TEXT, "typecode": TEXT,
    },
    ("time_utc", "kind", "airfield", "callsign", "hex", "registration", "probability", "tier", "basis"),
)  # fmt: skip
_TRACK = Sheet(
    {
        "kind": TEXT, "time_utc": TEXT, "between": TEXT, "airfield": TEXT, "name": TEXT, "probability": NUMBER,
        "tier": TEXT, "basis": TEXT,
    },
)  # fmt: skip
_SUMS = "The probabilities of one event sum to at most 1; the rest is that it was elsewhere, or not at all."
_UNSEEN_SHOWN = 12


class FlightsAsked(TypedDict, total=False):
    """Which movements are asked for; what is not said is any.

    `operator` is an ICAO designator, `hexes` 24-bit addresses, `first` and `last` days in UTC, `min_probability` the
    least to list.
    """

    operator: str
    hexes: tuple[str, ...] | list[str]
    first: str
    last: str
    min_probability: float


class FlightsRead(TypedDict, total=False):
    """How archives are read; what is not said is as `armstrace flights read` has it, in this process alone.

    `hexes`, `why`, `operator`, `first` and `last` choose aircraft and days, `fleet` names lists of aircraft, `others`
    reads all aircraft to know what could be seen, `points` keeps positions, `synthetic` marks made-up archives;
    `engine` is local, processes or dask://host:port, `workers` how many.
    """

    hexes: tuple[str, ...] | list[str]
    why: str
    operator: str
    first: str
    last: str
    fleet: tuple[str | Path, ...] | list[str | Path]
    others: bool
    points: bool
    synthetic: bool
    engine: str
    workers: int


class Movements(Answer):
    """Landings and take-offs of a dataset; a row per candidate airfield, each with its probability."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, repr=False, eq=False, kw_only=True)
class FlightsAt(Answer):
    """Landings and take-offs at one airfield, how many to expect, and what could have been seen there."""

    found: AtField = field(repr=False)

    def expected(self, kind: str = "landing") -> tuple[float, int, int]:
        """Give how many landings (or take-offs: "takeoff") to expect, and the bounds at 95 %."""
        count = self.found.expected[kind]
        return count.expected, count.low, count.high


@dataclass(frozen=True, slots=True, repr=False, eq=False, kw_only=True)
class Track(Answer):
    """One aircraft's day: a row per event inferred and candidate airfield."""

    track: Drawn = field(repr=False)

    def plot(self) -> Drawing:
        """Draw the track, the altitude and the gaps."""
        return Drawing(track_svg(self.track))

    def save(self, path: str | Path) -> Path:
        """Write the page to read, one file that opens from disk; gives the path.

        Raises:
            CaseError: nothing can be written there.
        """
        return saved(path, track_html(self.track))


def _wanted(airfield: str, asked: FlightsAsked) -> Wanted:
    return wanted_of(
        asked.get("hexes", ()), asked.get("operator", ""), airfield,
        (asked.get("first", ""), asked.get("last", "")), asked.get("min_probability", 0.0),
    )  # fmt: skip


def movements_in(root: Path, airfield: str, asked: FlightsAsked) -> Movements:
    """List the movements of a dataset."""
    wanted = _wanted(airfield, asked)
    synthetic = bool(summary_of(root).get("synthetic"))
    told = list(rows_of(root, wanted))
    return Movements(
        title=f"Movements in {visible(root.name)}",
        rows=_MOVEMENTS.rows(told),
        sheet=_MOVEMENTS,
        told=plain(told),
        remarks=(*((f"{WATERMARK}: none of this took place.",) if synthetic else ()), _SUMS),
    )


def at_in(ground: Ground, airfield: str, asked: FlightsAsked) -> FlightsAt:
    """List the movements at an airfield."""
    wanted = _wanted(airfield, asked)
    found = at_field(ground, wanted)
    told = plain(found.told())
    counted = (
        f"{kind}s: {each.listed} listed, {each.confirmed} confirmed; expected {each.expected:.1f} "
        f"(95 % between {each.low} and {each.high}, if the probabilities hold)"
        for kind, each in found.expected.items()
    )
    return FlightsAt(
        title=f"{found.field.name} ({found.field.ident}), {found.who}",
        rows=_MOVEMENTS.rows(told["movements"]),
        sheet=_MOVEMENTS,
        told=told,
        remarks=(*counted, *found.sentences(_UNSEEN_SHOWN)),
        found=found,
    )


def read_into(archives: tuple[str, ...], out: Path, how: FlightsRead) -> tuple[str, ...]:
    """Read archives into a dataset; give what is to be said of the run.

    Raises:
        CaseError: something asked for is wrong.
    """
    asked = asked_of(
        (how.get("hexes", ()), how.get("why", "")),
        how.get("operator", ""),
        (how.get("first", ""), how.get("last", "")),
        points=how.get("points", False),
        others=how.get("others", False),
        synthetic=how.get("synthetic", False),
    )
    engine = engine_named(how.get("engine", "local"), how.get("workers", 0))
    with asserted([Path(each) for each in how.get("fleet", ())], None) as said_of:
        tally = read_archives(archives, out, How(Files(), asked), Run(engine, said_of=said_of))
    said = [f"Left out, {count:,} aircraft: {REASONS[reason]}" for reason, count in sorted(tally.left_out.items())]
    if tally.set_aside:
        said.append(f"Set aside, {tally.set_aside:,} files or parts of them: listed in {out.name}/set_aside.jsonl")
    said += [f"Failed, {name}: {why}" for name, why in sorted(tally.failed.items())]
    return tuple(said)


def track_on(hex_: str, archives: tuple[str, ...], day: str, why: str, fleet: tuple[str | Path, ...]) -> Track:
    """Follow an aircraft through a day."""
    wrong = Mistakes()
    known, on = wrong.read(address, hex_), wrong.read(day_of, day, "day")
    if not day:
        wrong.add("It is missing.", "day", "Write day='2024-03-05'.")
    wrong.tell()
    if known is None or on is None:
        raise CaseError("No aircraft or day is named.")
    with asserted([Path(each) for each in fleet], None) as said_of:
        found = track_of(known, on, archives, Files(), said_of, why)
    rows = (
        {
            "kind": event.kind, "time_utc": clock(event.at, found.day),
            "between": f"{clock(event.earliest, found.day)} to {clock(event.latest, found.day)}",
            "airfield": each.airfield, "name": each.name, "probability": each.probability, "tier": each.tier,
            "basis": event.basis,
        }
        for event in found.events
        for each in event.candidates
    )  # fmt: skip
    gaps = (f"Nothing received {clock(one.at)} to {clock(two.at)}." for one, two in found.gaps())
    return Track(
        title=found.title,
        rows=_TRACK.rows(rows),
        sheet=_TRACK,
        told=plain(asdict(found)),
        remarks=tuple(gaps),
        track=found,
    )
