"""Where flights are asked for: a dataset that was read from archives, or what a case took in.

What reads traces is loaded when something is asked, once it is known to be installed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from armstrace.desk.python.held import Held, ReadOnlyCase
from armstrace.desk.python.words import in_python
from armstrace.desk.questions.flights_extra import need_extra
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError

if TYPE_CHECKING:
    from armstrace.desk.python.flights import FlightsAsked, FlightsAt, FlightsRead, Movements, Track
    from armstrace.desk.python.surges import Screening, SurgeAsked, Surges


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Flights:
    """Landings and take-offs to ask about: those of a dataset's folder, or those that a case took in."""

    folder: Path
    held: Held | None = None
    remarks: tuple[str, ...] = ()

    def __repr__(self) -> str:
        where = "case" if self.held else "dataset"
        return "\n".join([f"<Flights of the {where} {visible(str(self.folder))}>", *map(visible, self.remarks)])

    def movements(self, airfield: str = "", **asked: "Unpack[FlightsAsked]") -> "Movements":
        """List landings and take-offs of a dataset, one row per candidate airfield, each with its probability.

        Raises:
            CaseError: something asked is wrong, or these are a case's: ask for an airfield there.
        """
        from armstrace.desk.python.flights import movements_in

        if self.held is not None:
            raise CaseError("A case lists movements by airfield.", todo="Ask case.flights.at('UBBB').")
        with in_python():
            return movements_in(self.folder, airfield, asked)

    def at(self, airfield: str, **asked: "Unpack[FlightsAsked]") -> "FlightsAt":
        """List landings and take-offs at an airfield, how many to expect, and what could have been seen there.

        Raises:
            CaseError: something asked is wrong, or nothing of flights is here.
        """
        from armstrace.desk.flights.at import in_dataset
        from armstrace.desk.flights.in_case import ground_of
        from armstrace.desk.python.flights import at_in

        if self.held is None:
            with in_python():
                return at_in(in_dataset(self.folder), airfield, asked)
        with self.held.at_work() as case:
            return at_in(ground_of(case), airfield, asked)

    def surge(self, airfield: str, **asked: "Unpack[SurgeAsked]") -> "Surges":
        """Test whether a stretch of time had more movements than chance, coverage and the calendar explain.

        Without `operator` and `hexes` each operator is judged, then all together. A case that was opened by an id keeps
        the result.

        Raises:
            CaseError: something asked is wrong, or nothing of flights is here.
        """
        from armstrace.desk.python.surges import surges_of, words_of
        from armstrace.desk.surges.data import data_of, of_dataset
        from armstrace.desk.surges.kept import keep
        from armstrace.desk.surges.telling import found_json

        if self.held is None:
            with in_python():
                return surges_of(of_dataset(self.folder), words_of(asked, airfield=airfield))[0]
        with self.held.at_work() as case:
            words = words_of(asked, airfield=airfield)
            answer, found = surges_of(data_of(case), words)
            for each in found if not isinstance(case, ReadOnlyCase) else ():
                keep(case, found_json(each), words.told())
            return answer

    def screen(self, motion: str = "landing", *, q: float = 0.05, seed: int = 1, draws: int = 1999) -> "Screening":
        """Test every operator at every airfield, and correct for their number; `q` is the share of false ones accepted.

        Raises:
            CaseError: something asked is wrong, or nothing of flights is here.
        """
        from armstrace.desk.python.surges import screening_of, words_of
        from armstrace.desk.surges.data import data_of, of_dataset

        words = words_of({"motion": motion, "seed": seed, "draws": draws}, screen=True, q=q)
        if self.held is None:
            with in_python():
                return screening_of(of_dataset(self.folder), words)
        with self.held.at_work() as case:
            return screening_of(data_of(case), words)


def flights_of(held: Held) -> Flights:
    """Ask what a case took in.

    Raises:
        CaseError: what reads traces is not installed.
    """
    slow = need_extra()
    return Flights(held.desk.root, held, (slow,) if slow else ())


def open_flights(dataset: str | Path) -> Flights:
    """Open a dataset that `read_flights` (or `armstrace flights read`) made.

    Raises:
        CaseError: it is not finished or not whole, or the extra "flights" is not installed.
    """
    slow = need_extra()
    from armstrace.desk.flights.folder import summary_of

    folder = Path(dataset)
    with in_python():
        summary_of(folder)
    return Flights(folder, None, (slow,) if slow else ())


def read_flights(*archives: str | Path, out: str | Path, **how: "Unpack[FlightsRead]") -> Flights:
    """Read archives of aircraft traces into a dataset of landings and take-offs at `out`, and open it.

    A run that was cut short goes on where it was. The work is done in this process alone unless `engine` says
    "processes": a script that says so starts under `if __name__ == "__main__":`.

    Raises:
        CaseError: something asked is wrong, or the extra "flights" is not installed.
    """
    slow = need_extra()
    from armstrace.desk.python.flights import read_into

    with in_python():
        said = read_into(tuple(map(str, archives)), Path(out), how)
    return Flights(Path(out), None, (*((slow,) if slow else ()), *said))


def track(hex_: str, *archives: str | Path, day: str, why: str = "", fleet: Sequence[str | Path] = ()) -> "Track":
    """Follow an aircraft through a UTC day: its track, its altitude, the gaps, and what was inferred.

    `archives` are archives of traces, or the folder of a dataset made of them; `why` is the reason where its owner
    asked that it not be shown.

    Raises:
        CaseError: something asked is wrong, or the extra "flights" is not installed.
    """
    need_extra()
    from armstrace.desk.python.flights import track_on

    with in_python():
        return track_on(hex_, tuple(map(str, archives)), day, why, tuple(fleet))


def surge_of_counts(
    file: str | Path, *, series: str = "", synthetic: bool = False, **asked: "Unpack[SurgeAsked]"
) -> "Surges":
    """Test series of a file of counts by day for surges: columns series, date, count and, where known, exposure.

    A day that is not there was not observed, which is not zero.

    Raises:
        CaseError: something asked is wrong, or the extra "flights" is not installed.
        UnreadableValue: it is no such file.
    """
    need_extra()
    from armstrace.desk.python.surges import surges_of_counts, words_of

    with in_python():
        words = words_of(asked, counts=Path(file), series=series, synthetic=synthetic)
        return surges_of_counts(Path(file), words)[0]
