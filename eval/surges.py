"""Surges: false alarms and power on made series, beside two other tests; and the labelled series of the pack.

python -m eval.surges [SERIES]: so many made series for each line, 2,000 unless told otherwise. Each line gives false
alarms on series without a surge; then how many surges by 8 over 4 and over 8 weeks were found where they were.
"""

import csv
import gzip
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy import stats

from armstrace.engine.run import run_many
from armstrace.flights.surges.draws import stream
from armstrace.flights.surges.judge import Asked, surge
from armstrace.flights.surges.null import model_of, null_ratios
from armstrace.flights.surges.series import Named, Series
from armstrace.flights.surges.tail import rarity
from armstrace.flights.surges.weeks import weeks_of
from armstrace.records.surges import Surge
from eval import report
from eval.row import HEADINGS, Row, missing

WEEKS, RATE, ALPHA, SERIES = 364, 0.253, 0.05, 2000
DRAWS, STOP, PART = 399, 20, 100
EPOCH = date(1970, 1, 1)
FIRST = 17_903
SURGES = ((1.0, 0), (8.0, 4), (8.0, 8))
Found = tuple[float, int, int]
Test = Callable[[Series, int], Found]


@dataclass(frozen=True, slots=True)
class World:
    """How series are made: dispersion (one gamma per week), and exposure from one value to another over the years."""

    name: str
    dispersion: float
    seen: tuple[float, float] = (1.0, 1.0)


Part = tuple[World, tuple[float, int], range]
WORLDS = (
    World("Poisson", 0.0),
    World("negative binomial, m + m²/2", 0.5),
    World("negative binomial, m + 2m²", 2.0),
    World("Poisson, coverage 35 to 95 %", 0.0, (0.35, 0.95)),
    World("negative binomial, m + 2m², coverage 35 to 95 %", 2.0, (0.35, 0.95)),
)


def made(world: World, factor: float, weeks: int, number: int) -> tuple[Series, int, int]:
    """Make a series of seven years, and where its surge begins and ends (days)."""
    random = np.random.default_rng([number, weeks, WORLDS.index(world)])
    seen = np.linspace(*world.seen, WEEKS)
    first = int(random.integers(0, WEEKS - weeks + 1))
    mean = RATE * seen
    mean[first : first + weeks] *= factor
    rates = random.gamma(1 / world.dispersion, world.dispersion, WEEKS) if world.dispersion else np.ones(WEEKS)
    counts, days = random.poisson(mean * rates), np.zeros((WEEKS, 7))
    for week in np.flatnonzero(counts):
        days[week] = random.multinomial(counts[week], np.full(7, 1 / 7))
    series = Series(
        named=Named(series=str(number)), days=np.arange(FIRST, FIRST + 7 * WEEKS), counts=days.ravel(),
        exposure=np.repeat(seen, 7),
    )  # fmt: skip
    return series, FIRST + 7 * first, FIRST + 7 * (first + weeks)


def ours(series: Series, number: int, draws: int = DRAWS, stop: int = STOP) -> Found:
    """Test as `armstrace surge --screen` does, stopping once twenty made series reach the ratio."""
    weeks = weeks_of(series)
    model, state = model_of(weeks), stream(20261, number)
    ratios = null_ratios(model, state, draws, stop)
    rare = rarity(model.ratio, ratios, state, stopped=int((ratios >= model.ratio).sum()) >= stop)
    size = weeks.bins.size
    return rare.p, weeks.first + size * model.window[0], weeks.first + size * model.window[1]


def plain_poisson(series: Series, number: int) -> Found:  # noqa: ARG001  # every test has the same form
    """Take the least p of an exact Poisson test over all windows, as who looks for the best one does."""
    counts = np.concatenate([[0.0], np.cumsum(series.counts.reshape(-1, 7).sum(axis=1))])
    seen = np.concatenate([[0.0], np.cumsum(series.exposure.reshape(-1, 7).sum(axis=1))])
    best = (1.0, 0, 0)
    for weeks in (2, 4, 8):
        inside, share = counts[weeks:] - counts[:-weeks], (seen[weeks:] - seen[:-weeks]) / seen[-1]
        p = stats.binom.sf(inside - 1, counts[-1], share)
        at = int(p.argmin())
        if p[at] < best[0]:
            best = (float(p[at]), FIRST + 7 * at, FIRST + 7 * (at + weeks))
    return best


def ruptures_l2(series: Series, number: int) -> Found:  # noqa: ARG001  # every test has the same form
    """Take the highest stretch between change points of ruptures (PELT, L2, penalty 3 log n times the mean), if any."""
    import ruptures  # noqa: PLC0415  # a peer that need not be there

    counts = series.counts.reshape(-1, 7).sum(axis=1)
    penalty = 3 * np.log(len(counts)) * max(float(counts.mean()), 1e-9)
    ends = [0, *ruptures.KernelCPD(kernel="linear", min_size=2).fit(counts).predict(pen=penalty)]
    if len(ends) <= 2:
        return 1.0, 0, 0
    means = [counts[a:b].mean() for a, b in pairwise(ends)]
    at = int(np.argmax(means))
    return 0.0, FIRST + 7 * ends[at], FIRST + 7 * ends[at + 1]


def _counted(test: Test, part: Part) -> tuple[int, int]:
    """Count the series called, and those of them with a window that meets the surge."""
    world, (factor, weeks), numbers = part
    called, met = 0, 0
    for number in numbers:
        series, first, after = made(world, factor, weeks, number)
        p, begins, ends = test(series, number)
        called += p <= ALPHA
        met += p <= ALPHA and begins < after and ends > first
    return called, met


def shares(test: Test, series: int, worlds: Sequence[World] = WORLDS, processes: int = 2) -> dict[World, list[float]]:
    """Give by world the share of series called, and of those with surges the share whose window meets it."""
    parts: list[Part] = [
        (world, surge, range(first, min(first + PART, series)))
        for world in worlds
        for surge in SURGES
        for first in range(0, series, PART)
    ]
    found = {world: dict.fromkeys(SURGES, 0) for world in worlds}
    for (world, put, _), result in run_many(partial(_counted, test), parts, processes):
        assert isinstance(result, tuple), result
        found[world][put] += result[1 if put[1] else 0]
    return {world: [count / series for count in counts.values()] for world, counts in found.items()}


TARGETS = {
    WORLDS[0]: "3-7 %; 65 %, 93 %",
    WORLDS[2]: "3-7 %; 30 %, 55 %",
    WORLDS[3]: "3-7 %",
}
PROTOTYPES = {
    WORLDS[0]: "4.8 %; 67 %, 97 %",
    WORLDS[1]: "5.8 %; 51 %, 87 %",
    WORLDS[2]: "4.8 %; 34 %, 62 %",
    WORLDS[3]: "4.3 %; 45 %, 79 %",
    WORLDS[4]: "6.5 %; 26 %, 47 %",
}


def rows(series: int = SERIES) -> Iterator[Row]:
    """Give a row for each test and each way to make series, then those of the pack."""
    tests: list[tuple[str, Test, int]] = [
        ("armstrace", ours, series),
        ("least Poisson p of all windows", plain_poisson, series),
    ]
    if find_spec("ruptures"):
        tests.append(("ruptures, PELT L2", ruptures_l2, min(series, 400)))
    for name, test, number in tests:
        for world, found in shares(test, number).items():
            reached = f"{found[0]:.1%}; {found[1]:.0%}, {found[2]:.0%}".replace("%", " %")
            known = (PROTOTYPES[world], TARGETS.get(world, "")) if test is ours else ("", "")
            yield Row(f"{name}: {world.name}", str(number), reached, *known)
    pack = report.shared("packs/adsb-dev")
    if pack is None:
        yield missing("labelled series", "packs/adsb-dev")
    else:
        yield from pack_rows(pack)


def judged(pack: Path, asked: Asked) -> dict[str, Surge]:
    """Judge the labelled series of a pack."""
    return {each.named.series: surge(each, asked) for each in read(pack / "surge" / "counts.csv.gz")}


def scored(pack: Path, told: Mapping[str, Surge]) -> str:
    """Run the pack's program on what was judged."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "told.csv"
        with out.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["series_id", "p_value", "start", "end"])
            for name, each in told.items():
                window = each.window
                writer.writerow([name, window.p, window.first, window.last] if window else [name, 1.0, "", ""])
        words = [sys.executable, str(pack / "score_surge.py"), str(pack / "surge" / "truth.csv"), str(out)]
        return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def counts_of(said: str) -> tuple[int, int, int, int]:
    """Read the program's output: quiet series called and in all, clear surges found where they are and in all."""
    quiet = re.search(r"^no surge +all +n +(\d+) +flagged +(\d+)", said, re.MULTILINE)
    clear = re.search(r"^surge +clear ones.*?n +(\d+) .*?overlaps the truth +(\d+)", said, re.MULTILINE)
    assert quiet, said
    assert clear, said
    return int(quiet[2]), int(quiet[1]), int(clear[2]), int(clear[1])


def pack_rows(pack: Path) -> Iterator[Row]:
    """Say what was found in a pack's labelled series, and of each surge missed what power there was to find it."""
    told = judged(pack, Asked())
    called, quiet, found, clear = counts_of(scored(pack, told))
    yield Row("labelled series: clear surges found where they are", str(clear), str(found), "14", "14")
    yield Row("labelled series: quiet ones called", str(quiet), str(called), "2", "at most 4")
    with (pack / "surge" / "truth.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            each = told[row["series_id"]]
            if row["surge"] == "1" and (each.window is None or each.window.p > ALPHA):
                what = f"missed {row['series_id']}: {row['factor']} times for {row['surge_weeks']} weeks"
                seen = f"{row['observed_in_surge']} landings where {row['expected_base_in_surge']} were to be expected"
                yield Row(what, seen, _power(each))


def _power(found: Surge) -> str:
    return "power " + ", ".join(f"x{p.factor:g} {p.weeks:g} weeks {p.probability:.0%}" for p in found.power)


def read(path: Path) -> Iterator[Series]:
    """Read daily counts as the pack has them."""
    found: dict[str, list[tuple[int, float, float]]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            day = (date.fromisoformat(row["date"]) - EPOCH) // timedelta(1)
            found[row["series_id"]].append((day, float(row["landings"]), float(row["exposure"])))
    for name, each in found.items():
        table = np.array(sorted(each))
        yield Series(
            named=Named(series=name), days=table[:, 0].astype(np.int64), counts=table[:, 1], exposure=table[:, 2]
        )


def main() -> None:
    """Print the table."""
    series = int(sys.argv[1]) if len(sys.argv) > 1 else SERIES
    print(report.table(HEADINGS, [row.cells for row in rows(series)]))


if __name__ == "__main__":
    main()
