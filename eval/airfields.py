"""Naming the airfield of real landings whose tracks were cut at a height: python -m eval.airfields [--show].

The tracks are those of the pack adsb-dev, 72 landings and 96 take-offs; each is cut where a receiver would lose it that
sees nothing lower than so many feet above the field. Every field with a runway is a candidate. "Bracketed" pairs each
landing with a departure of the same field, drawn with a fixed seed, two hours later. Made approaches all over the
world (eval.approaches) check that the probabilities mean what they say, where no real tracks are to be had.
"""

import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np

from armstrace.flights.airfields.bracket import bracketed
from armstrace.flights.airfields.candidates import Ranked, candidates
from armstrace.flights.airfields.fields import Fields, all_fields
from armstrace.flights.airfields.tiers import tier
from eval import report
from eval.approaches import drawn, made_end
from eval.row import Row, missing
from eval.tracks import end_of, ends_from, track_of

FLOORS = (0, 1000, 2000, 3000, 5000)
TARGETS = {0: ">= 99 %", 1000: ">= 90 %", 2000: ">= 87 %", 3000: ">= 75 %"}
BINS = (0.0, 0.3, 0.5, 0.7, 0.9, 0.98, 1.01)
SEED = 20261122
MADE, MADE_FLOORS = 1000, (500, 1000, 2000, 3000, 5000, 8000)


@dataclass(frozen=True, slots=True)
class Case:
    """One landing or take-off at one floor."""

    kind: str
    airport: str
    floor: int
    paris: bool
    file: str
    end: dict[str, float]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was named for a case: idents and probabilities, the likeliest first."""

    case: Case
    idents: tuple[str, ...]
    probabilities: tuple[float, ...]
    height_ft: float

    @property
    def right(self) -> bool:
        """Whether the likeliest is the right one."""
        return bool(self.idents) and self.idents[0] == self.case.airport


def wilson(right: int, count: int) -> str:
    """Write a share with its 95 % interval (Wilson).

    >>> wilson(9, 10)
    '90 % (60-98 %)'
    """
    if not count:
        return "none"
    z, share = 1.96, right / count
    middle, half = share + z * z / (2 * count), z * (share * (1 - share) / count + z * z / (4 * count**2)) ** 0.5
    low, high = ((middle + side * half) / (1 + z * z / count) for side in (-1, 1))
    return f"{100 * share:.0f} % ({100 * low:.0f}-{100 * high:.0f} %)"


def seconds(printed: str) -> float:
    """Read a moment as seconds since 1970."""
    return float(np.datetime64(printed.rstrip("Z"), "s").astype(float))


@cache
@cache
def cases(pack: Path) -> tuple[Case, ...]:
    """Read every landing and take-off of the pack at every floor."""
    folder, read, tracks = pack / "real-landings", [], {}
    for row in csv.DictReader((folder / "truth.csv").read_text(encoding="utf-8").splitlines()):
        path = folder / row["file"]
        if path not in tracks:
            tracks[path] = track_of(path)
        arrival = row["kind"] == "landing"
        end = end_of(tracks[path], seconds(row["cut_time_utc"]), arrival=arrival)
        read.append(Case(row["kind"], row["airport"], int(row["floor_ft"]), row["paris"] == "1", row["file"], end))
    return tuple(read)


def answered(chosen: Sequence[Case]) -> list[Answer]:
    """Name the airfield of each end by itself."""
    fields = all_fields()
    return _answers(chosen, candidates(ends_from([case.end for case in chosen]), fields), fields)


def _answers(chosen: Sequence[Case], ranked: Ranked, fields: Fields) -> list[Answer]:
    return [
        Answer(
            case,
            tuple(fields.idents[i] for i in ranked.field[n] if i >= 0),
            tuple(float(p) for p, i in zip(ranked.probability[n], ranked.field[n], strict=True) if i >= 0),
            float(ranked.height_ft[n][0]),
        )
        for n, case in enumerate(chosen)
    ]


def paired(chosen: Sequence[Case], gap_s: float = 7200.0) -> list[Answer]:
    """Name the airfield of each landing together with a departure of the same field, drawn at random."""
    draw, fields = Random(SEED), all_fields()
    left: dict[tuple[str, int], list[Case]] = {}
    for case in chosen:
        if case.kind == "takeoff":
            left.setdefault((case.airport, case.floor), []).append(case)
    pairs = [
        (case, draw.choice(left[case.airport, case.floor]))
        for case in chosen
        if case.kind == "landing" and (case.airport, case.floor) in left
    ]
    landings = [case for case, _ in pairs]
    ranked = bracketed(
        ends_from([case.end for case in landings]),
        ends_from([case.end for _, case in pairs]),
        np.full(len(pairs), gap_s),
        fields,
    )
    return _answers(landings, ranked, fields)


def shares(answers: Sequence[Answer]) -> str:
    """Write how often the first and one of the first three was right."""
    third = sum(answer.case.airport in answer.idents[:3] for answer in answers)
    first = sum(answer.right for answer in answers)
    return f"first {wilson(first, len(answers))}, among three {wilson(third, len(answers))}"


def calibration(answers: Sequence[Answer]) -> Iterator[tuple[str, int, str]]:
    """Give mean probability, number and share of right names, by probability."""
    for low, high in pairwise(BINS):
        said = [a for a in answers if a.idents and low <= a.probabilities[0] < high]
        if said:
            mean = sum(a.probabilities[0] for a in said) / len(said)
            yield f"{mean:.2f}", len(said), wilson(sum(a.right for a in said), len(said))


def confirmed(answers: Sequence[Answer]) -> list[Answer]:
    """Give the answers that would be called confirmed."""
    return [
        a for a in answers
        if a.idents and tier(a.probabilities[0], a.height_ft, ground=bool(a.case.end["ground"]))[0] == "confirmed"
    ]  # fmt: skip


def rows() -> Iterator[Row]:
    """Give the lines of the table: real tracks first, then made ones."""
    pack = report.shared("packs/adsb-dev")
    if pack is None:
        yield missing("airfields of real landings", "shared/packs/adsb-dev")
    else:
        every = cases(pack)
        alone = answered(every)
        yield from _of_real("landing", [a for a in alone if a.case.kind == "landing"], TARGETS)
        yield from _of_real("take-off", [a for a in alone if a.case.kind == "takeoff"], {})
        yield from _of_real("landing and departure", paired(every), {3000: ">= 85 %"})
    for floor in MADE_FLOORS:
        yield from _of_made(floor)


def _of_real(name: str, answers: Sequence[Answer], targets: Mapping[int, str]) -> Iterator[Row]:
    for floor in FLOORS:
        for place, paris in (("everywhere", None), ("Paris", True), ("elsewhere", False)):
            some = [a for a in answers if a.case.floor == floor and (paris is None or a.case.paris is paris)]
            target = targets.get(floor, "") if paris is None else ""
            yield Row(f"{name} lost below {floor:,} ft, {place}", str(len(some)), shares(some), "", target)
    for said, count, right in calibration(answers):
        yield Row(f"{name}: said {said}", str(count), right)
    sure = confirmed(answers)
    yield Row(f"{name}: confirmed", str(len(sure)), wilson(sum(a.right for a in sure), len(sure)), "", ">= 98 %")
    high = [a for a in sure if a.case.floor >= 5000]
    yield Row(f"{name}: confirmed though lost below 5,000 ft", str(len(high)), str(len(high)), "", "0")


def _of_made(floor: int) -> Iterator[Row]:
    """Fly made approaches and departures at fields all over the world, jets, propellers and light aircraft."""
    fields = all_fields()
    flown = list(drawn(fields, MADE, SEED))
    sides = [[made_end(fields, c, floor, (i, arrival)) for i, c in enumerate(flown)] for arrival in (True, False)]
    down, up = (ends_from(side) for side in sides)
    made = [Case("made", fields.idents[c[0]], floor, False, "", end) for c, end in zip(flown, sides[0], strict=True)]
    for name, ranked in (
        ("made landing", candidates(down, fields)),
        ("made take-off", candidates(up, fields)),
        ("made landing and departure", bracketed(down, up, np.full(MADE, 7200.0), fields)),
    ):
        answers = _answers(made, ranked, fields)
        told = "; ".join(f"{said}: {right} of {count}" for said, count, right in calibration(answers))
        yield Row(f"{name} lost below {floor:,} ft", str(MADE), f"{shares(answers)}. Said {told}")


def main() -> None:
    """Print the table and, with --show, every wrong name."""
    for row in rows():
        print(" | ".join(row.cells))
    pack = report.shared("packs/adsb-dev")
    if pack and "--show" in sys.argv:
        every = cases(pack)
        for name, answers in (("alone", answered(every)), ("bracketed", paired(every))):
            for a in answers:
                if not a.right and a.case.floor <= 3000:
                    told = " ".join(f"{i} {p:.2f}" for i, p in zip(a.idents[:4], a.probabilities, strict=False))
                    end = {
                        k: round(float(v), 2)
                        for k, v in a.case.end.items()
                        if k not in {"time_s", "rotor", "runway_ft"}
                    }
                    print(name, a.case.kind, a.case.floor, a.case.airport, "not", told, a.case.file[-11:-5], end)


if __name__ == "__main__":
    main()
